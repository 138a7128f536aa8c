"""How much an import takes: limits against files that would fill the memory, each a setting of the environment.

``EDIARY_MAX_FILE_MB`` (1024)       the largest file that is read
``EDIARY_MAX_UNPACKED_MB`` (4096)   what a zip, a workbook or a Parquet file may unpack to
``EDIARY_MAX_ROWS`` (20000000)      rows of one file or sheet
"""

import os

from ediary_analytics.errors import CallError, InputError
from ediary_analytics.i18n import _

#: A workbook's sheet is held as one rectangle, blank cells included: so many, whatever the other limits are.
MAX_CELLS = 100_000_000
#: A zip or workbook that unpacks to more than so many times its size is refused ...
MAX_RATIO = 200
#: ... unless it is so small that it harms nobody: a file of equal lines packs well.
HARMLESS_BYTES = 32 << 20
_MAX_MEMBERS = 10_000


def file_bytes() -> int:
    """The size of the largest file that is read."""
    return _setting("EDIARY_MAX_FILE_MB", 1 << 10) << 20


def unpacked_bytes() -> int:
    """What a packed file may unpack to."""
    return _setting("EDIARY_MAX_UNPACKED_MB", 4 << 10) << 20


def rows() -> int:
    """How many rows a file or sheet may have."""
    return _setting("EDIARY_MAX_ROWS", 20_000_000)


def check_rows(where: object, count: int) -> None:
    """Raise InputError when a file has more rows than is allowed."""
    if count > rows():
        raise InputError(
            where,
            _("it has more than {n} rows").format(n=rows()),
            _("Import one school and one school year at a time, or raise EDIARY_MAX_ROWS"),
        )


def check_unpacked(where: object, packed: int, sizes: list[int]) -> None:
    """Raise InputError when members of these sizes are too many or too large for what they are packed in."""
    unpacked = sum(sizes)
    if (
        len(sizes) > _MAX_MEMBERS
        or unpacked > unpacked_bytes()
        or max(sizes, default=0) > file_bytes()
        or unpacked > max(HARMLESS_BYTES, packed * MAX_RATIO)
    ):
        raise too_much(where)


def too_much(where: object) -> InputError:
    """The error for what unpacks to too much."""
    return InputError(
        where,
        _("it unpacks to too much"),
        _("Import one school and one school year at a time, or raise EDIARY_MAX_UNPACKED_MB"),
    )


def _setting(name: str, default: int) -> int:
    text = os.environ.get(name, "")
    if not text:
        return default
    if not text.isdecimal() or int(text) == 0:
        raise CallError(
            name, _("'{text}' is no number of this kind").format(text=text), _("Write a whole number above 0")
        )
    return int(text)

"""A workbook's package, looked at before it is read: what it unpacks to, and how large a rectangle its cells span.

Calamine unpacks whatever it is given and reserves the whole rectangle between a sheet's first and last cell: two cells
in opposite corners would ask for half a terabyte, and the process would be gone.
"""

import io
import re
import zipfile

from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.ingest import limits
from ediary_analytics.ingest.archive import FAULTS
from ediary_analytics.ingest.export import readable

# Only a cell of two letters, or a number of seven digits, can be far out; most sheets have none, and are searched fast:
# without white space and with one kind of quotes, an attribute is written in one way only.
_FAR = re.compile(rb'r="(?:[A-Za-z]{2,}\d|[A-Za-z]?\d{7})')
_ONE_WAY = bytes.maketrans(b"'", b'"')
#: So a cell says that it shows an error.
_FAULTY = b't="e"'
_PLACE = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]*)(\d+)")
_TEXT = re.compile(rb"<(?:\w+:)?si\b.{200000}", re.DOTALL)
_END_OF_TEXT = re.compile(rb"</(?:\w+:)?si>")
#: The largest sheet of the format.
_ROWS, _COLUMNS = 1 << 20, 1 << 14


def check(where: str, data: bytes) -> frozenset[str]:
    """Refuse a package that is none of XLSX, or would unpack to more than the limits allow.

    Returns the names of its members in which cells may show an error; see :mod:`.faulty_cells`.

    Raises:
        InputError: so it is, or the package is damaged.
    """
    with readable(where, *FAULTS), zipfile.ZipFile(io.BytesIO(data)) as package:
        infos = package.infolist()
        names = {info.filename for info in infos}
        if "xl/workbook.xml" not in names:
            raise InputError(where, _("this is no workbook of the kind .xlsx"), _("Save it as .xlsx or as CSV"))
        if len(names) < len(infos):
            raise InputError(where, _("the workbook is damaged"), _("Save it again as .xlsx"))
        limits.check_unpacked(where, len(data), [info.file_size for info in infos])
        faulty = set()
        for info in infos:
            # Reading tells a size that lies.
            content = package.read(info)
            if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:4096]:
                raise InputError(where, _("the workbook is damaged"), _("Save it again as .xlsx"))
            if info.filename.startswith("xl/worksheets/"):
                flat = content.translate(_ONE_WAY, b" \t\r\n")
                _check_place(where, content, flat)
                if _FAULTY in flat:
                    faulty.add(info.filename)
            elif info.filename.lower().endswith("sharedstrings.xml"):
                _check_texts(where, content)
    return frozenset(faulty)


def _check_place(where: str, sheet: bytes, flat: bytes) -> None:
    if not _FAR.search(flat):
        return
    right = bottom = 1
    for letters, digits in set(_PLACE.findall(sheet)):
        right, bottom = max(right, _column(letters)), max(bottom, int(digits or 0))
    if right > _COLUMNS or bottom > _ROWS or right * bottom > limits.MAX_CELLS:
        raise InputError(
            where, _("a cell stands far away from all others"), _("Delete it, and the empty columns and rows before it")
        )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:8]:
        number = number * 26 + letter - 64
    return number


def _check_texts(where: str, shared: bytes) -> None:
    """No text is longer than a cell can hold: each may be repeated in a million cells."""
    if any(not _END_OF_TEXT.search(found[0]) for found in _TEXT.finditer(shared)):
        raise limits.too_much(where)

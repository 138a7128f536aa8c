"""Bytes → leaves: what a file is, its bytes tell and never its suffix."""

from functools import partial

from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.ingest import columnar, delimited, limits, markup, workbook
from ediary_analytics.ingest.grid import Grid
from ediary_analytics.ingest.leaf import Leaf
from ediary_analytics.ingest.text import TextTable

#: So many first bytes tell what a file is, and hold the headers of a CSV.
PEEK = 1 << 16
#: How workbooks begin that are older than the package they later came in.
_OLD_WORKBOOK = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)
_XML = b"urn:schemas-microsoft-com:office:spreadsheet"


def is_text(start: bytes) -> bool:
    """Whether a file that starts so is delimited text."""
    packed = (workbook.ZIP, workbook.OLE, columnar.PARQUET, *_OLD_WORKBOOK)
    return not start.startswith(packed) and not markup.is_page(start) and _XML not in start


def leaves(where: str, data: bytes) -> list[Leaf]:
    """The sheets of a file, at least one.

    Raises:
        InputError: it is of no kind that we read, or damaged.
    """
    if data.startswith((workbook.ZIP, workbook.OLE, *_OLD_WORKBOOK)):
        return workbook.read(where, data)
    if data.startswith(columnar.PARQUET):
        return columnar.read(data)
    start = data[:PEEK]
    if markup.is_page(start):
        return markup.read(where, data)
    if _XML in start:
        raise InputError(where, _("this is no workbook of the kind .xlsx"), _("Save it as .xlsx or as CSV"))
    return [Leaf("", partial(_text, data), partial(_grid, data))]


def _text(data: bytes, where: str) -> TextTable | None:
    text = delimited.read(where, data)
    if text is not None:
        limits.check_rows(where, text.rows)
    return text


def _grid(data: bytes, where: str) -> Grid:
    grid = delimited.grid(where, data)
    limits.check_rows(where, len(grid.rows))
    return grid

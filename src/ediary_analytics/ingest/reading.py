"""Bytes → leaves: what a file is, its bytes tell and never its suffix."""

from functools import partial

from ediary_analytics.ingest import delimited, workbook
from ediary_analytics.ingest.grid import Grid
from ediary_analytics.ingest.leaf import Leaf
from ediary_analytics.ingest.text import TextTable

#: So many first bytes tell what a file is, and hold the headers of a CSV.
PEEK = 1 << 16
_ZIP, _OLE, _PARQUET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PAR1"


def is_text(start: bytes) -> bool:
    """Whether a file that starts so is delimited text."""
    return not start.startswith((_ZIP, _OLE, _PARQUET))


def leaves(where: str, data: bytes) -> list[Leaf]:
    """The sheets of a file.

    Raises:
        InputError: it is of no kind that we read, or damaged.
    """
    if data.startswith((_ZIP, _OLE)):
        return workbook.read(where, data)
    return [Leaf("", partial(_text, data), partial(_grid, data))]


def _text(data: bytes, where: str) -> TextTable | None:
    return delimited.read(where, data)


def _grid(data: bytes, where: str) -> Grid:
    return delimited.grid(where, data)

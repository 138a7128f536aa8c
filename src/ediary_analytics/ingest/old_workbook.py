"""Slightly damaged .xls files, as some diaries write them → rows of cells, by xlrd; and what damage must not be read.

Readers of .xls believe what a record says of its place, and make room for a whole rectangle of cells, or for as many
texts as are promised: one wrong byte may ask for all the memory there is. So the places are looked at first.
"""

import datetime as dt
import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import xlrd
from xlrd.compdoc import CompDoc
from xlrd.sheet import Cell as OldCell
from xlrd.sheet import Sheet

from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.ingest.cells import Cell
from ediary_analytics.ingest.faulty_cells import Faulty

#: No .xls is larger, whoever wrote it.
_ROWS, _COLUMNS = 1 << 16, 1 << 8
#: Records by their number (MS-XLS 2.3, and of older forms, which xlrd reads too): cells, which begin with row and
#: column; runs of them, which end with their last column; how large a sheet is; all texts.
_CELLS = frozenset({*range(0x0001, 0x0007), *range(0x0201, 0x0207), 0x0406, 0x027E, 0x00FD, 0x00D6})
_RUNS = frozenset({0x00BD, 0x00BE})
_DIMENSIONS, _TEXTS, _PASSWORD = 0x0200, 0x00FC, 0x002F
#: Cells of yes and no, which may be errors instead, and of formulas (MS-XLS 2.4.24, 2.4.127).
_TRUTHS = frozenset({0x0005, 0x0205})
_MAY_BE_FAULTY = _TRUTHS | {0x0006, 0x0206, 0x0406}


def read(where: str, data: bytes) -> list[tuple[str, list[list[Cell]], bool]]:
    """Of each sheet its name, its rows, every one equally wide, and whether it is hidden.

    Raises:
        InputError: not even so can the workbook be read.
    """
    with _opened(where, data) as book:
        return [(sheet.name, _rows(sheet, book.datemode), sheet.visibility > 0) for sheet in book.sheets()]


@contextmanager
def _opened(where: str, data: bytes) -> Iterator[xlrd.Book]:
    try:
        yield xlrd.open_workbook(file_contents=data, ignore_workbook_corruption=True, logfile=io.StringIO())
    except Exception:  # noqa: BLE001  (xlrd takes what the file says for granted, and fails in every way there is)
        raise _damaged(where) from None


def _rows(sheet: Sheet, datemode: int) -> list[list[Cell]]:
    return [[_cell(sheet.cell(row, column), datemode) for column in range(sheet.ncols)] for row in range(sheet.nrows)]


def _cell(cell: OldCell, datemode: int) -> Cell:
    match cell.ctype:
        case xlrd.XL_CELL_DATE:
            return _date(float(cell.value), datemode)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_ERROR:
            return _error(cell)
        case xlrd.XL_CELL_NUMBER:
            return float(cell.value)
        case _:
            return str(cell.value)


def _error(cell: OldCell) -> str:
    return str(xlrd.error_text_from_code.get(cell.value, "#ERROR!"))


def _date(value: float, datemode: int) -> Cell:
    try:
        moment = xlrd.xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError):
        return value
    if value < 1:
        return dt.time(moment.hour, moment.minute, moment.second)
    if value % 1:
        return dt.datetime.combine(moment.date(), moment.time())
    return dt.date(moment.year, moment.month, moment.day)


class Look(NamedTuple):
    """What the records of a file tell of it.

    ``is_sound`` where its parts hang together: readers other than xlrd go round in circles where they do not.
    ``has_faulty_cells`` where a cell may show an error, which calamine tells as empty.
    """

    is_sound: bool
    has_faulty_cells: bool


def look(where: str, data: bytes) -> Look:
    """Look at every record.

    Raises:
        InputError: a record asks for more room than any workbook has.
    """
    strictly = _streams(data, lenient=False)
    faulty = False
    for memory, base, size in strictly or _streams(data, lenient=True) or ():
        for kind, said, at in _records(memory, base, size):
            if not _fits(kind, said, size):
                raise _damaged(where)
            faulty = faulty or (kind in _MAY_BE_FAULTY and _is_faulty(kind, memory[at : at + 14]))
    return Look(strictly is not None, faulty)


def faulty(where: str, data: bytes) -> dict[str, list[Faulty]]:
    """By sheet, the cells that show an error. Raises as :func:`read`."""
    with _opened(where, data) as book:
        return {sheet.name: list(_faulty(sheet)) for sheet in book.sheets()}


def _faulty(sheet: Sheet) -> Iterator[Faulty]:
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind == xlrd.XL_CELL_ERROR:
                yield row, column, _error(sheet.cell(row, column))


def _streams(data: bytes, *, lenient: bool) -> list[tuple[bytes, int, int]] | None:
    """Where in which bytes the workbook's records are, and how many bytes; None where that cannot be made out."""
    try:
        found = CompDoc(data, logfile=io.StringIO(), ignore_workbook_corruption=lenient)
        streams = [found.locate_named_stream(name) for name in ("Workbook", "Book")]
    except Exception:  # noqa: BLE001  (as above)
        return None
    return [(memory, base, size) for memory, base, size in streams if memory is not None]


def _records(memory: bytes, base: int, size: int) -> Iterator[tuple[int, bytes, int]]:
    """Of each record that matters its number, what it says of places, and where what it says begins."""
    at, end = base, min(base + size, len(memory))
    while at + 4 <= end:
        kind, length = struct.unpack_from("<HH", memory, at)
        if kind == _PASSWORD:
            return  # what follows cannot be read, which whoever reads it will tell
        if kind in _CELLS:
            yield kind, memory[at + 4 : at + 8], at + 4
        elif kind in _RUNS or kind in {_DIMENSIONS, _TEXTS}:
            yield kind, memory[at + 4 : at + 4 + length], at + 4
        at += 4 + length


def _is_faulty(kind: int, said: bytes) -> bool:
    """Whether a cell shows an error: said so by its last byte, or by the first of a formula's result and its end."""
    if kind in _TRUTHS:
        return said[7:8] == b"\x01"
    return said[6:7] == b"\x02" and said[12:14] == b"\xff\xff"


def _fits(kind: int, said: bytes, size: int) -> bool:
    if kind == _TEXTS:
        return len(said) < 8 or struct.unpack_from("<I", said, 4)[0] <= size  # noqa: PLR2004  (two counts)
    if kind == _DIMENSIONS:
        form = "<IIHH" if len(said) >= struct.calcsize("<IIHH") else "<HHHH"
        if len(said) < struct.calcsize(form):
            return True
        _top, rows, _left, columns = struct.unpack_from(form, said)
        return bool(rows <= _ROWS and columns <= _COLUMNS)
    if len(said) < struct.calcsize("<HH"):
        return True
    last = struct.unpack("<H", said[-2:])[0]  # of a cell its column, of a run its last one
    return bool(max(last, struct.unpack_from("<H", said, 2)[0]) < _COLUMNS)


def _damaged(where: str) -> InputError:
    return InputError(where, _("the workbook is damaged"), _("Save it again as .xlsx"))

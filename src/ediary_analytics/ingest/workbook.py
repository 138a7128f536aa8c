"""Workbooks (XLSX, XLS) → leaves, by calamine; in memory, and nothing outside of the file is looked at."""

import gc
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import python_calamine as calamine

from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.ingest import cells, faulty_cells, limits, old_workbook, packed
from ediary_analytics.ingest.cells import Cell, Merged
from ediary_analytics.ingest.faulty_cells import Faulty
from ediary_analytics.ingest.grid import Grid
from ediary_analytics.ingest.leaf import Leaf
from ediary_analytics.ingest.text import TextTable, names, unguarded

#: How the two kinds of packages begin.
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_Rows = Sequence[Sequence[Cell]]


def read(where: str, data: bytes) -> list[Leaf]:
    """The sheets of a workbook in its order, hidden ones marked so.

    What calamine cannot make out of an .xls, because it is slightly damaged, is left to xlrd.

    Raises:
        InputError: the workbook cannot be read, or only with a password.
    """
    if data.startswith(ZIP):
        parts = packed.check(where, data)
        by_number = faulty_cells.find(data, parts) if parts else {}
        return _leaves(where, data, "xlsx", lambda number, _: by_number.get(number, ()))
    look = old_workbook.look(where, data)
    if look.is_sound:
        by_name = old_workbook.faulty(where, data) if look.has_faulty_cells else {}
        with suppress(_DamagedError):
            return _leaves(where, data, "xls", lambda _, name: by_name.get(name, ()))
    return [
        Leaf(name, partial(_text, rows, (), "xls"), partial(_grid, name, rows), hidden=hidden)
        for name, rows, hidden in old_workbook.read(where, data)
    ]


class _DamagedError(InputError):
    """Calamine cannot read it; another reader perhaps can."""


def _leaves(where: str, data: bytes, form: str, faulty: Callable[[int, str], Sequence[Faulty]]) -> list[Leaf]:
    leaves = []
    with _telling(where):
        book = calamine.load_workbook(io.BytesIO(data))
        for number, sheet in enumerate(book.sheets_metadata):
            if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            hidden = sheet.visible != calamine.SheetVisibleEnum.Visible
            lazy = _Lazy(book, sheet.name, form, faulty(number, sheet.name))
            if form == "xls":
                lazy.rows(where)  # small; whatever is damaged shows now, while xlrd can still help
            leaves.append(Leaf(sheet.name, lazy.text, lazy.grid, hidden=hidden))
    return leaves


class _Lazy:
    """A sheet that is read when it is asked for, and not kept; what is ``faulty`` calamine tells as empty."""

    def __init__(self, book: calamine.CalamineWorkbook, name: str, form: str, faulty: Sequence[Faulty]) -> None:
        self.book, self.name, self.form, self.faulty = book, name, form, faulty

    def rows(self, where: str) -> tuple[_Rows, Sequence[Merged]]:
        try:
            return self._rows(where)
        except _DamagedError as damaged:
            raise faulty_cells.unreadable(where, self.faulty) or damaged from None

    def _rows(self, where: str) -> tuple[_Rows, Sequence[Merged]]:
        with _telling(where):
            sheet = self.book.get_sheet_by_name(self.name)
            limits.check_rows(where, sheet.total_height)
            rows = sheet.to_python(skip_empty_area=False)
            for row, column, shown in self.faulty:
                rows[row][column] = shown
            return rows, sheet.merged_cell_ranges or ()

    def text(self, where: str) -> TextTable | None:
        with _no_collecting():
            rows, merged = self.rows(where)
            return _text(rows, merged, self.form, where)

    def grid(self, where: str) -> Grid:
        return _grid(self.name, self.rows(where)[0], where)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """A million cells are a million objects without a cycle: looking for cycles takes a quarter of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def _telling(where: str) -> Iterator[None]:
    """Turn whatever calamine says, panics included, into an InputError."""
    try:
        yield
    except InputError:
        raise
    except calamine.PasswordError:
        raise InputError(where, _("the workbook is protected by a password"), _("Save it without a password")) from None
    except BaseException as error:
        # a panic of Rust is no Exception, and has no class that could be imported
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise _DamagedError(where, _("the workbook is damaged"), _("Save it again as .xlsx")) from None


def _grid(name: str, rows: _Rows, where: str) -> Grid:
    limits.check_rows(where, len(rows))
    return Grid(name, [cells.row(row) for row in rows])


def _text(rows: _Rows, merged: Sequence[Merged], form: str, where: str) -> TextTable | None:
    """The table under the first line that is not blank. Columns without header or any value are none."""
    limits.check_rows(where, len(rows))
    top = next((line for line, row in enumerate(rows) if any(_filled(cell) for cell in row)), None)
    if top is None:
        return None
    cells.spread(rows, merged, top)
    columns = [cells.column(column) for column in zip(*rows[top + 1 :], strict=True)]
    headers = cells.row(rows[top])
    columns = columns or [pa.array([], pa.string()) for _ in headers]
    blank = np.ones(len(rows) - top - 1, bool)
    kept = []
    for header, column in zip(headers, columns, strict=True):
        of_column = pc.equal(pc.utf8_trim_whitespace(column), "").to_numpy(zero_copy_only=False)
        blank &= of_column
        if header.strip() or not of_column.all():
            kept.append((header, column))
    table = pa.table({name: column for name, (_, column) in zip(names(len(kept)), kept, strict=True)})
    lines = np.flatnonzero(~blank)
    if blank.any():
        table = table.filter(pa.array(~blank))
    return unguarded(
        TextTable(tuple(header for header, _ in kept), table, (lines + top + 2).astype(np.int64), encoding=form)
    )


def _filled(cell: Cell) -> bool:
    return not isinstance(cell, str) or bool(cell.strip())

"""Workbooks (XLSX, XLS, XLSB, ODS) → leaves, by calamine; in memory, and nothing outside of the file is looked at."""

import datetime as dt
import io
from functools import partial

import python_calamine as calamine

from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.ingest.grid import Grid
from ediary_analytics.ingest.leaf import Leaf
from ediary_analytics.ingest.text import TextTable, table


def read(where: str, data: bytes) -> list[Leaf]:
    """The sheets of a workbook, in its order.

    Raises:
        InputError: the workbook cannot be read, or only with a password.
    """
    try:
        book = calamine.load_workbook(io.BytesIO(data))
    except calamine.PasswordError:
        raise InputError(where, _("the workbook is protected by a password"), _("Save it without a password")) from None
    except calamine.CalamineError as error:
        raise _unreadable(where, error) from None
    return [Leaf(name, partial(_text, book, name), partial(_grid, book, name)) for name in book.sheet_names]


def _grid(book: calamine.CalamineWorkbook, name: str, where: str) -> Grid:
    try:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except calamine.CalamineError as error:
        raise _unreadable(where, error) from None
    return Grid(name, [[_cell(value) for value in row] for row in rows])


def _text(book: calamine.CalamineWorkbook, name: str, where: str) -> TextTable | None:
    rows = list(enumerate(_grid(book, name, where).rows, start=1))
    rows = [(line, row) for line, row in rows if any(cell.strip() for cell in row)]
    if not rows:
        return None
    head = rows[0][1]
    width = max(place for _, row in rows for place, cell in enumerate(row, start=1) if cell.strip())
    return table(head[:width], [row[:width] for _, row in rows[1:]], [line for line, _ in rows[1:]], (), "workbook")


def _cell(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case dt.datetime():
            return value.isoformat(" ", "seconds")
        case _:
            return str(value)


def _unreadable(where: str, error: Exception) -> InputError:
    return InputError(
        where, _("the workbook cannot be read ({reason})").format(reason=error), _("Save it again as .xlsx")
    )

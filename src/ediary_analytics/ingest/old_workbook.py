"""Slightly damaged .xls files, as some diaries write them → rows of cells, by xlrd."""

import datetime as dt
import io

import xlrd
from xlrd.sheet import Cell as OldCell
from xlrd.sheet import Sheet

from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.ingest.cells import Cell


def read(where: str, data: bytes) -> list[tuple[str, list[list[Cell]], bool]]:
    """Of each sheet its name, its rows, every one equally wide, and whether it is hidden.

    Raises:
        InputError: not even so can the workbook be read.
    """
    try:
        book = xlrd.open_workbook(file_contents=data, ignore_workbook_corruption=True, logfile=io.StringIO())
        return [(sheet.name, _rows(sheet, book.datemode), sheet.visibility > 0) for sheet in book.sheets()]
    except Exception:  # noqa: BLE001  (xlrd takes what the file says for granted, and fails in every way there is)
        raise InputError(where, _("the workbook is damaged"), _("Save it again as .xlsx")) from None


def _rows(sheet: Sheet, datemode: int) -> list[list[Cell]]:
    return [[_cell(sheet.cell(row, column), datemode) for column in range(sheet.ncols)] for row in range(sheet.nrows)]


def _cell(cell: OldCell, datemode: int) -> Cell:
    match cell.ctype:
        case xlrd.XL_CELL_DATE:
            return _date(float(cell.value), datemode)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(cell.value, "#ERROR"))
        case xlrd.XL_CELL_NUMBER:
            return float(cell.value)
        case _:
            return str(cell.value)


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

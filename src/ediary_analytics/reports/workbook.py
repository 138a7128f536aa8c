"""A report → XLSX by xlsxwriter: a sheet per table, with filters, a frozen header, and numbers that are numbers.

Text stays text, whatever it begins with: nothing of an export becomes a formula or a link.
"""

import datetime as dt
import io
from typing import Any

from ediary_analytics.i18n import _
from ediary_analytics.palette import LIGHT
from ediary_analytics.reports import sheets
from ediary_analytics.reports.document import Report, Table, Value, kind, plain, state, text
from ediary_analytics.reports.table import LONGEST, sheet_name

_FORMATS = {
    "day": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm",
    "share": "0.0%",
    "ratio": "0.00",
    "count": "#,##0",
    "text": "@",
}
_STATES = ("met", "late", "missing", "pending", "excused")


def write(report: Report) -> bytes:
    """The whole file: first what it is about, then a sheet for each name of a table."""
    import xlsxwriter  # noqa: PLC0415  (paid only here)

    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": report.title})
    styles = _Styles(book)
    taken: set[str] = set()
    if _has_cover(report):
        _cover(book.add_worksheet(sheet_name(_("About the report"), taken)), report, styles)
    for sheet in sheets.of(report):
        _fill(book.add_worksheet(sheet_name(sheet.name, taken)), sheet, styles)
    book.close()
    return memory.getvalue()


class _Styles:
    """The formats of a book, made as they are needed."""

    def __init__(self, book: Any) -> None:
        self._book, self._made = book, dict[tuple[str, str, bool], Any]()
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.quiet = book.add_format({"font_color": LIGHT.muted})

    def of(self, value: Value, *, bold: bool = False) -> Any:
        """The format of a value: its kind, and the colour of its state."""
        key = (kind(value), state(value), bold)
        if key not in self._made:
            made: dict[str, object] = {"num_format": _FORMATS[key[0]]}
            if key[1] in _STATES:
                made["font_color"] = getattr(LIGHT, key[1])
            if bold:
                made |= {"bold": True, "top": 1}
            self._made[key] = self._book.add_format(made)
        return self._made[key]


def _has_cover(report: Report) -> bool:
    return len(report.documents) == 1 or any(document.form for document in report.documents)


def _cover(page: Any, report: Report, styles: _Styles) -> None:
    """Of each document its title, what it is of, its numbers, forms and notes."""
    line = 0
    for document in report.documents:
        page.write_string(line, 0, document.title, styles.title)
        page.write_string(line + 1, 0, " · ".join(filter(None, document.under)), styles.quiet)
        line += 3
        for fact in document.facts:
            page.write_string(line, 0, fact.name)
            _write(page, line, 1, fact.value, styles.of(fact.value))
            page.write_string(line, 2, fact.of, styles.quiet)
            line += 1
        for field in document.form:
            for place, (which, answer) in enumerate(field.answers):
                page.write_string(line, 0, field.name if not place else "")
                page.write_string(line, 1, f"{which} {answer}".strip())
                line += 1
        for note in document.notes:
            line += 1
            for paragraph in (note.title, *note.paragraphs):
                page.write_string(line, 0, paragraph)
                line += 1
        line += 2
    if report.clause:
        page.write_string(line, 0, report.clause, styles.quiet)
    page.set_column(0, 0, 44)
    page.set_column(1, 2, 28)


def _fill(page: Any, sheet: Table, styles: _Styles) -> None:
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, column.text, styles.head)
    for line, row in enumerate(sheet.rows, start=1):
        for place, value in enumerate(row):
            _write(page, line, place, value, styles.of(value))
    # what adds up stands apart, where a filter does not reach it
    for place, value in enumerate(sheet.total):
        _write(page, len(sheet.rows) + 2, place, value, styles.of(value, bold=True))
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(sheet.rows), max(len(sheet.columns) - 1, 0))
    for place, column in enumerate(sheet.columns):
        longest = max([len(text(row[place])) for row in sheet.rows], default=0)
        head = max(map(len, column.text.split()), default=0)
        page.set_column(place, place, min(60, max(longest, head, 6) + 3))


def _write(page: Any, line: int, place: int, value: Value, style: Any) -> None:
    match plain(value):
        case None:
            pass
        case dt.datetime() as moment:
            page.write_datetime(line, place, moment.replace(tzinfo=None), style)
        case dt.date() as day:
            page.write_datetime(line, place, dt.datetime.combine(day, dt.time()), style)
        case int() | float() as number:
            page.write_number(line, place, number, style)
        case found:
            page.write_string(line, place, str(found)[:LONGEST], style)

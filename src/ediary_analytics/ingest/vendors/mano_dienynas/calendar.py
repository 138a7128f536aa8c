"""The terms of the reports, with the dates that are assumed for them, each told."""

import datetime as dt
from collections.abc import Iterable, Sequence

from ediary_analytics.ingest.vendors.mano_dienynas import periods, terms, words
from ediary_analytics.ingest.vendors.mano_dienynas.book import Book
from ediary_analytics.ingest.vendors.mano_dienynas.sheets import Sheet, grade_level


def fill(book: Book, school: str, sheets: Sequence[Sheet], today: dt.date) -> None:
    """The rows of ``terms`` of one school: every term that a report is of, and each school year.

    A term whose results are there has ended: where its assumed end is still to come, it ends ``today``.
    """
    first: dict[periods.Period, list[Sheet]] = {}
    for sheet in sheets:
        if sheet.period.kind:
            first.setdefault(sheet.period, []).append(sheet)
        first.setdefault(periods.Period(sheet.period.school_year, periods.YEAR), []).append(sheet)
    kinds = {period.kind for period in first}
    for period, of in first.items():
        since, until = periods.assumed(period)
        is_over = any(sheet.period == period and not terms.is_open(sheet) for sheet in of)
        if is_over and since < today < until:
            until = today
        # where some classes have half-years and others trimesters, each term is for the grades that have it
        grades = _grades(of) if {periods.HALF_YEAR, periods.TRIMESTER} <= kinds and period.kind != periods.YEAR else []
        book.once(
            "terms", of[0].file, 1,
            school_id=school, term_id=period.term_id, school_year=period.school_year, kind=period.kind,
            name=period.name, starts_on=since, ends_on=until,
            min_grade=min(grades, default=None), max_grade=max(grades, default=None),
        )  # fmt: skip
        book.tell(of[0].file, "dates_assumed", f"{period.term_id} ({since} – {until})")
    for sheet in sheets:
        if sheet.report.kind == words.TERM_SUMMARY and terms.is_open(sheet):
            book.tell(sheet.file, "term_open", sheet.period.term_id)


def _grades(sheets: Iterable[Sheet]) -> list[int]:
    levels = [grade_level(sheet.class_name) for sheet in sheets]
    return [] if None in levels else [level for level in levels if level is not None]

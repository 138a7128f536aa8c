"""Mano dienynas' three reports → tables of the contract: a folder of them, of many classes and terms at once.

(a) *Mokinių pasiekimų ir lankomumo suvestinė* gives term grades and sums of attendance, (b) *Mokinių vidurkių
suvestinė* averages and sums, (c) *Ataskaita pagal grupę* lessons, grades and attendance marks.

sheet → :mod:`.layout` (columns by their headers) → :mod:`.sheets` (whose, of when) → :mod:`.terms`, :mod:`.groups`,
:mod:`.reported` (rows), :mod:`.roster` and :mod:`.calendar` (who was where, with what is supposed). What no report says
(times of entry, timetable, teachers) stays empty, so that nothing is judged that nobody can know.
"""

import datetime as dt
from collections.abc import Sequence

from ediary_analytics.ingest.grid import Grid
from ediary_analytics.ingest.notices import Notice
from ediary_analytics.ingest.vendors.mano_dienynas import calendar, groups, layout, reported, terms, words
from ediary_analytics.ingest.vendors.mano_dienynas.book import Book
from ediary_analytics.ingest.vendors.mano_dienynas.roster import Roster
from ediary_analytics.ingest.vendors.mano_dienynas.sheets import Sheet, read
from ediary_analytics.ingest.vendors.seam import Piece, Translation

#: What no report says and is supposed instead: a school's own table of that name takes it back. The mark n stands
#: before a decision as well as after it, so that no import after another sees when one was made either.
ASSUMED = ("terms", "enrolments", "group_members", "lessons.lesson_no", "attendance.decided_at")


class ManoDienynas:
    """The format, as :class:`ediary_analytics.ingest.vendors.Format` wants it."""

    name = "mano_dienynas"

    def recognise(self, grid: Grid, file: str) -> str | None:  # noqa: ARG002  (content alone tells)
        """``term_summary``, ``averages``, ``group``, or ``other`` for another report of this diary."""
        report = layout.read(grid.rows)
        return report.kind if report else None

    def translate(self, pieces: Sequence[Piece]) -> Translation:
        """The tables of all reports of an export, and what had to be supposed or left out."""
        now = dt.datetime.now()  # noqa: DTZ005  (the school's wall clock)
        return translate(pieces, now.date())


def translate(pieces: Sequence[Piece], today: dt.date) -> Translation:
    """The tables of all reports of an export; ``today`` is the last day that anything in them can be of."""
    notices = list[Notice]()
    sheets = read(pieces, notices)
    named = sorted({sheet.school for sheet in sheets if sheet.school})
    school_of = {name: words.slug(name) for name in named}
    school_of[""] = next(iter(school_of.values()), "")
    book = Book(with_school=len(named) > 1)
    book.notices += notices
    for name in named:
        file = next(sheet.file for sheet in sheets if sheet.school == name)
        book.once("schools", file, 1, school_id=school_of[name], name=name)
    roster = Roster(sheets)
    roster.fill(book, school_of, sheets)
    for school in dict.fromkeys(school_of[sheet.school] for sheet in sheets):
        _school(book, school, [sheet for sheet in sheets if school_of[sheet.school] == school], roster, today)
    return Translation(tuple(book.tables()), tuple(book.notices), ASSUMED)


def _school(book: Book, school: str, sheets: Sequence[Sheet], roster: Roster, today: dt.date) -> None:
    """The rows of one school: what lists classes first, for a group's subject is one of theirs where it can be."""
    calendar.fill(book, school, sheets, today)
    whole = [sheet for sheet in sheets if sheet.is_list_of_class]
    book.listed = {groups.subject_of(sheet, {})[0] for sheet in sheets if sheet.report.kind == words.GROUP}
    for sheet in whole:
        terms.fill(book, school, sheet)
        reported.fill(book, school, sheet, roster.people(sheet), "")
    known = {words.slug(name): name for sheet in whole for _column, name in sheet.report.subjects}
    done: set[object] = set()
    for sheet in sheets:
        if sheet.report.kind == words.GROUP:
            people = roster.people(sheet)
            lines = [person.row.line for person in sheet.people]
            group = groups.fill(book, school, sheet, zip(people, lines, strict=True), known, done)
            reported.fill(book, school, sheet, people, group)


MANO_DIENYNAS = ManoDienynas()

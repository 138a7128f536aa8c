"""Pieces → sheets: each report with its school, class, period and pupils; what cannot be used, and twins, told."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.ingest.notices import Notice
from ediary_analytics.ingest.vendors.mano_dienynas import layout, periods, pupils, words
from ediary_analytics.ingest.vendors.seam import Piece

_AND = re.compile(r"\s*[,;]\s*")
_GRADE = re.compile(r"\s*(\d{1,2})")
_GYMNASIUM = re.compile(r"\s*(IV|I{1,3})(?![IVX])")
_ROMAN = {"I": 9, "II": 10, "III": 11, "IV": 12}
_HIGHEST = 12


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report with what it is of.

    Args:
        file: the file it is in.
        report: what the layout says.
        period: of when.
        classes: the classes it names; only a group's report names several.
        school: the school's name; "" where it names none.
        people: its pupils.
    """

    file: str
    report: layout.Report
    period: periods.Period
    classes: tuple[str, ...]
    school: str
    people: Sequence[pupils.Person]

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """The first and the last day it is of."""
        return periods.assumed(self.period)

    @property
    def class_name(self) -> str:
        """The class, or the classes of a joint group as one text."""
        return ", ".join(self.classes)

    @property
    def class_id(self) -> str:
        """The class's id, as ``2026-2027-6a``; of a joint group none."""
        return f"{self.period.school_year}-{words.slug(self.class_name)}" if len(self.classes) == 1 else ""

    @property
    def group_name(self) -> str:
        """The group's name in a group's report."""
        return self.report.labels.get("group", "") if self.report.kind == words.GROUP else ""

    @property
    def report_id(self) -> str:
        """What no other report of the import has: kind, class, group and period."""
        parts = (self.report.kind, self.class_name, self.group_name, self.period.label)
        return "-".join(filter(None, map(words.slug, parts)))

    @property
    def is_list_of_class(self) -> bool:
        """Whether it lists a whole class."""
        return self.report.kind in {words.TERM_SUMMARY, words.AVERAGES}

    @property
    def values(self) -> int:
        """How many cells of its pupils are written."""
        return sum(bool(cell.strip()) for person in self.people for cell in person.row.cells)


def read(pieces: Sequence[Piece], notices: list[Notice]) -> list[Sheet]:
    """The sheets of an export, newest first; of two of one report the fuller one.

    Raises:
        InputError: several schools are named, and a report names none: nobody can tell whose it is.
    """
    found: dict[tuple[str, str], Sheet] = {}
    for sheet in _housed(list(_understood(pieces, notices))):
        twin = found.setdefault((sheet.school, sheet.report_id), sheet)
        if twin is not sheet:
            kept, other = (sheet, twin) if sheet.values > twin.values else (twin, sheet)
            notices.append(Notice(other.file, "report_twice", kept.file))
            found[sheet.school, sheet.report_id] = kept
    return sorted(found.values(), key=lambda sheet: (sheet.days[1], sheet.is_list_of_class, sheet.file), reverse=True)


def _housed(sheets: list[Sheet]) -> list[Sheet]:
    """Reports that name no school are of the one that the others name."""
    named = sorted({sheet.school for sheet in sheets if sheet.school})
    homeless = next((sheet for sheet in sheets if not sheet.school), None)
    if len(named) > 1 and homeless:
        raise InputError(
            homeless.file,
            _("the report does not name its school, and reports of {n} schools are here").format(n=len(named)),
            _("Import the reports of one school at a time"),
        )
    return [replace(sheet, school=named[0]) for sheet in sheets] if len(named) == 1 else sheets


def _understood(pieces: Sequence[Piece], notices: list[Notice]) -> Iterator[Sheet]:
    for piece in pieces:
        report = layout.read(piece.grid.rows)
        if report is None or report.kind == words.OTHER:
            title = report.labels.get("title", "") if report else ""
            notices.append(Notice(piece.file, "wrong_report", title))
            continue
        period, classes = report.period, tuple(filter(None, _AND.split(report.labels.get("class", ""))))
        is_whole = report.kind == words.GROUP or (report.subjects and len(classes) == 1)
        if period is None or not classes or not report.pupils or not is_whole or bool(period.kind) != _named(report):
            notices.append(Notice(piece.file, "report_unclear"))
            continue
        people = pupils.identify(period.school_year, ", ".join(classes), report.pupils)
        yield Sheet(piece.file, report, period, classes, report.labels.get("school", ""), people)


def _named(report: layout.Report) -> bool:
    """Whether such a report is of a term by name; the others are of any days."""
    return report.kind == words.TERM_SUMMARY


def grade_level(class_name: str) -> int | None:
    """The grade a class's name says, 0 to 12; a gymnasium's I to IV are 9 to 12.

    >>> grade_level("10 b"), grade_level("IIa"), grade_level("Bitutės")
    (10, 10, None)
    """
    if arabic := _GRADE.match(class_name):
        return int(arabic[1]) if int(arabic[1]) <= _HIGHEST else None
    return _ROMAN[roman[1]] if (roman := _GYMNASIUM.match(class_name)) else None

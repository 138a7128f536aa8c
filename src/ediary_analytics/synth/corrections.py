"""Corrections of marks, absences and term grades: what was written first, what stands there now."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from ediary_analytics.synth.attendance import ABSENT, MARKS, OPEN, STATUSES
from ediary_analytics.synth.grid import DAY, NEVER, NONE, Bools
from ediary_analytics.synth.records import Records
from ediary_analytics.synth.scale import VALUES
from ediary_analytics.synth.school import School

#: Of all marks and decided absences, how many were corrected soon after.
MARKS_SHARE: Final = 0.004
ABSENCES_SHARE: Final = 0.004


@dataclass(frozen=True, slots=True)
class Correction:
    """A value that was wrong; ``since`` is when the right one's record was first entered, ``by`` who corrects it."""

    entity: str
    record: str
    field: str
    wrong: str
    right: str
    by: int
    subject: str
    klass: int
    pupil: int
    since: int
    index: int


class Corrections:
    """Finds records to correct; no record is corrected twice."""

    def __init__(self, school: School, records: Records) -> None:
        self.rng = school.plan.stream("corrections")
        self.school, self.records = school, records
        marks, rows, lessons = records.marks, records.attendance, records.lessons
        self.mark_month = school.year.months(marks.day)
        self.row_month = school.year.months(lessons.day[rows.lesson])
        plain = np.array([g.assessment == "points" for g in school.groups])[marks.group]
        self.free_mark: Bools = (marks.entered < NEVER) & (marks.lesson != NONE) & plain
        self.free_row: Bools = (rows.mark == ABSENT) & (rows.decided < NEVER)
        self.free_term: Bools = (records.terms.value >= 0) & (records.terms.value < VALUES.index("10"))

    def soon(self) -> list[tuple[Correction, int]]:
        """Slips that somebody noticed within a day, before the month was locked; with the moment of each."""
        found = []
        marks, rows = self.records.marks, self.records.attendance
        end = np.array([self.school.year.month_end(month) for month in range(-1, 14)])
        for index in np.flatnonzero(self.free_mark & (self.rng.random(marks.day.size) < MARKS_SHARE)):
            moment = int(marks.entered[index] + self.rng.integers(2) * DAY + self.rng.integers(40, 5400))
            if moment < (end[self.mark_month[index] + 1] + 2) * DAY:
                found += [(self.of_mark(int(index)), moment)]
        for index in np.flatnonzero(self.free_row & (self.rng.random(rows.mark.size) < ABSENCES_SHARE)):
            if rows.decided[index] < (end[self.row_month[index] + 1] + 2) * DAY:
                found += [(self.of_absence(int(index)), int(rows.decided[index]))]
        return found

    def in_month(self, month: int, before: int, number: int) -> list[Correction]:
        """Wrong records of a month that were complete before a moment: mostly marks."""
        marks, rows = self.records.marks, self.records.attendance
        found = []
        for chance in self.rng.random(number):
            if chance < 0.7:  # noqa: PLR2004  (mostly marks)
                index = self._any(self.free_mark & (self.mark_month == month) & (marks.entered < before))
                found += [] if index == NONE else [self.of_mark(index)]
            else:
                index = self._any(self.free_row & (self.row_month == month) & (rows.decided < before))
                found += [] if index == NONE else [self.of_absence(index)]
        return found

    def in_term(self, term: int, before: int, number: int) -> list[Correction]:
        """Wrong term grades entered before a moment."""
        rows = self.records.terms
        found = []
        for _ in range(number):
            index = self._any(self.free_term & (rows.term == term) & (rows.entered < before))
            found += [] if index == NONE else [self.of_term(index)]
        return found

    def _any(self, able: Bools) -> int:
        where = np.flatnonzero(able)
        return int(where[self.rng.integers(where.size)]) if where.size else NONE

    def _wrong(self, right: int) -> int:
        """Another mark, a point or two beside the right one."""
        step = int(self.rng.choice((-2, -1, 1, 2)))
        return right + step if 1 <= right + step <= 10 else right - step  # noqa: PLR2004  (the scale of ten)

    def of_mark(self, index: int) -> Correction:
        """The correction of a mark."""
        marks, self.free_mark[index] = self.records.marks, False
        pupil, points, value = int(marks.pupil[index]), int(marks.points[index]), int(marks.value[index])
        return Correction(
            "grades",
            f"v{index:06d}",
            "value",
            VALUES[value - points + self._wrong(points)],
            VALUES[value],
            int(marks.by[index]),
            self.school.groups[int(marks.group[index])].subject,
            self._class(pupil, int(marks.day[index])),
            pupil,
            int(marks.entered[index]),
            index,
        )

    def of_absence(self, index: int) -> Correction:
        """The correction of a decision about an absence."""
        rows, self.free_row[index] = self.records.attendance, False
        lesson, pupil = int(rows.lesson[index]), int(rows.pupil[index])
        right = int(rows.status[index])
        code = self.school.pupil_codes[pupil]
        return Correction(
            "attendance",
            f"L{lesson:05d}|{code}|{MARKS[ABSENT]}",
            "status",
            STATUSES[int(self.rng.choice((1 - right, OPEN)))],
            STATUSES[right],
            int(rows.head[index]),
            self.school.groups[int(self.records.lessons.group[lesson])].subject,
            self._class(pupil, int(self.records.lessons.day[lesson])),
            pupil,
            int(rows.decided[index]),
            index,
        )

    def of_term(self, index: int) -> Correction:
        """The correction of a term grade."""
        rows, self.free_term[index] = self.records.terms, False
        pupil, group, term = (
            int(rows.pupil[index]),
            int(rows.group[index]),
            self.school.year.terms[int(rows.term[index])],
        )
        right = int(rows.value[index]) + 1
        return Correction(
            "term_grades",
            f"{self.school.pupil_codes[pupil]}|{self.school.group_codes[group]}|{term.code}",
            "value",
            str(self._wrong(right)),
            str(right),
            int(rows.by[index]),
            self.school.groups[group].subject,
            self._class(pupil, term.last),
            pupil,
            int(rows.entered[index]),
            index,
        )

    def _class(self, pupil: int, day: int) -> int:
        return int(self.school.class_on(np.array([pupil]), np.array([day]))[0])

"""Term grades: the teachers' verdicts at the end of each term, entered and confirmed."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from ediary_analytics.synth import grid
from ediary_analytics.synth.frame import from_columns
from ediary_analytics.synth.grid import DAY, NEVER, NONE, Bools, Ints, Reals
from ediary_analytics.synth.habits import HOUR
from ediary_analytics.synth.marks import CUMULATIVE, SUMMER, Marks
from ediary_analytics.synth.scale import EXEMPT, NOT_ASSESSED, VALUES, written
from ediary_analytics.synth.school import School
from ediary_analytics.synth.year import Span

ENTERED_LATE_SHARE: Final = 0.02
MISSING_SHARE: Final = 0.01
BLANK_SHARE: Final = 0.003
CONFIRMED_LATE_SHARE: Final = 0.04
NEVER_CONFIRMED_SHARE: Final = 0.015
#: Pupils frailer than this are freed from physical education.
EXEMPT_FROM: Final = 2.2
NOT_ASSESSED_SHARE: Final = 0.3


@dataclass(frozen=True, slots=True)
class TermGrades:
    """Term grades of the year by term; ``value`` indexes ``grades.VALUES``, NONE: a row without a grade."""

    pupil: Ints
    group: Ints
    term: Ints
    value: Ints
    entered: Ints
    by: Ints
    confirmed: Ints

    def kept(self, school: School) -> Bools:
        """Which the export holds: of terms that are over, entered by its last day."""
        year = school.year
        ended = np.array([term.last <= year.until for term in year.terms])[self.term]
        flags: Bools = ended & ((self.entered <= year.cut) | (self.value == NONE))
        return flags


def term_grades(school: School, marks: Marks) -> TermGrades:
    """Conclude every term."""
    judge = _Judge(school, marks)
    parts = [judge.term(number, term) for number, term in enumerate(school.year.terms)]
    return TermGrades(*(np.concatenate(column) for column in zip(*parts, strict=True)))


class _Judge:
    """Works through the terms in order; remembers their grades for the year's."""

    def __init__(self, school: School, marks: Marks) -> None:
        self.rng = school.plan.stream("term grades")
        self.school = school
        counted = ~np.isin(marks.kind, (CUMULATIVE, SUMMER))
        self.key = (marks.pupil * len(school.groups) + marks.group)[counted]
        self.day, self.points = marks.day[counted], marks.points[counted]
        self.cells = school.pupils.size * len(school.groups)
        self.past: Ints = np.zeros((2, self.cells), dtype=np.int64)

    def term(self, number: int, term: Span) -> tuple[Ints, Ints, Ints, Ints, Ints, Ints, Ints]:
        """The rows of one term."""
        school, rng = self.school, self.rng
        pupil, group = self._units(term)
        key = pupil * len(school.groups) + group
        points = np.clip(np.floor(self._mean(term, key) + rng.normal(0, 0.15, key.size) + 0.5), 1, 10).astype(np.int64)
        if term.kind != "year":
            # A pupil and group come once in a term: no key repeats.
            self.past[:, key] += (points, np.ones_like(points))
        value = self._value(pupil, group, key, points, term)
        entered, confirmed, by = self._moments(term, pupil, group)
        chance = rng.random(key.size)
        value[chance < BLANK_SHARE] = NONE
        entered[chance < BLANK_SHARE] = NEVER
        there = (chance < BLANK_SHARE) | (chance >= MISSING_SHARE)
        rows = (pupil, group, np.full(key.size, number), value, entered, by, confirmed)
        return tuple(column[there] for column in rows)  # type: ignore[return-value]

    def _units(self, term: Span) -> tuple[Ints, Ints]:
        """Pupils and groups that get a grade: members enrolled on the last day, of grades that the term is for."""
        seated, groups = self.school.members, self.school.groups
        graded = np.array([g.kind in {"formal", "home"} and g.assessment != "none" for g in groups])
        klass = self.school.class_on(seated.pupil, np.full(seated.pupil.size, term.last))
        grade = np.array([c.grade for c in self.school.classes])[klass]
        applies = np.array([term.applies(number) for number in range(int(grade.max()) + 1)])[grade]
        rows = (
            graded[seated.group] & (seated.first <= term.last) & (term.last <= seated.last) & applies & (klass != NONE)
        )
        # Who has moved to another class gets the grade there.
        own = np.array([g.klass for g in groups])[seated.group]
        rows &= (own == NONE) | (own == klass)
        pupil: Ints = seated.pupil[rows]
        group: Ints = seated.group[rows]
        return pupil, group

    def _sums(self, term: Span) -> tuple[Reals, Ints]:
        within = (self.day >= term.first) & (self.day <= term.last)
        key = self.key[within]
        total: Reals = np.bincount(key, self.points[within], self.cells).astype(np.float64)
        return total, np.bincount(key, minlength=self.cells).astype(np.int64)

    def _mean(self, term: Span, key: Ints) -> Reals:
        """The mean of the term's marks, of the year's terms, or what the teacher thinks of the pupil."""
        total, count = (self.past[0].astype(float), self.past[1]) if term.kind == "year" else self._sums(term)
        guess = 7 + 1.35 * self.school.pupils.ability[key // len(self.school.groups)]
        return np.where(count[key] > 0, total[key] / np.maximum(count[key], 1), guess)

    def _value(self, pupil: Ints, group: Ints, key: Ints, points: Ints, term: Span) -> Ints:
        value = written(self.school, pupil, group, points)
        plain = np.array([g.assessment == "points" for g in self.school.groups])[group]
        unmarked = plain & (self._sums(term)[1][key] == 0)
        value = np.where(unmarked & (self.rng.random(key.size) < NOT_ASSESSED_SHARE), NOT_ASSESSED, value)
        sport = np.array([g.subject == "fu" for g in self.school.groups])[group]
        return np.where(sport & (self.school.pupils.frailty[pupil] > EXEMPT_FROM), EXEMPT, value)

    def _moments(self, term: Span, pupil: Ints, group: Ints) -> tuple[Ints, Ints, Ints]:
        """When each grade was entered and confirmed, and by whom: a teacher does a group in one sitting."""
        rng, school = self.rng, self.school
        groups = len(school.groups)
        teacher = np.array([g.staff for g in school.groups])
        teacher = school.acting(teacher, np.full(groups, term.last))
        slack = ENTERED_LATE_SHARE + (1 - school.habits.prompt[teacher]) / 2
        day = np.where(
            rng.random(groups) < slack, term.last + rng.integers(1, 6, groups), term.last - rng.integers(0, 5, groups)
        )
        sitting = day * DAY + rng.integers(14 * HOUR, 21 * HOUR, groups)
        entered = sitting[group] + 4 * (pupil % 40)
        alone = rng.random(pupil.size) < ENTERED_LATE_SHARE / 2
        entered[alone] = (term.last + 1) * DAY + rng.integers(10 * HOUR, 60 * HOUR, int(alone.sum()))
        wait = np.where(
            rng.random(groups) < CONFIRMED_LATE_SHARE, rng.integers(8, 14, groups), rng.integers(1, 8, groups)
        )
        ends = np.stack([school.year.after(np.array([term.last]), int(number))[0] for number in wait])
        confirmed = ends * DAY + rng.integers(8 * HOUR, 17 * HOUR, groups)
        confirmed = np.maximum(confirmed[group], entered + HOUR)
        confirmed[rng.random(pupil.size) < NEVER_CONFIRMED_SHARE] = NEVER
        return entered, confirmed, teacher[group]


def table(school: School, rows: TermGrades) -> pa.Table:
    """The table ``term_grades`` of the export."""
    terms = [term.code for term in school.year.terms]
    cut = school.year.cut
    whole = from_columns(
        "term_grades",
        {
            "pupil_id": grid.words(school.pupil_codes, rows.pupil),
            "group_id": grid.words(school.group_codes, rows.group),
            "term_id": grid.words(terms, rows.term),
            "value": grid.words(VALUES, rows.value),
            "entered_at": grid.stamps(rows.entered, cut),
            "entered_by": grid.words(school.staff_codes, rows.by),
            "confirmed_at": grid.stamps(np.where(rows.value == NONE, NEVER, rows.confirmed), cut),
        },
    )
    return whole.filter(rows.kept(school))

"""Risk: the signs that fired for a pupil, the points they give, and the risk group before and since."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Final

from support.brute.asked import Asked, Rows, month
from support.brute.hours import Hour
from support.brute.marks import Mark
from support.brute.progress import slope
from support.brute.pupils import string_lengths
from support.brute.school import Row, School, days, within

Fired = dict[str, tuple[int, int, int]]
WINDOW: Final = 45
LETTERS: Final = {
    "absence_band": "A",
    "unjustified_share": "A",
    "nemis_month": "A",
    "running_string": "A",
    "sharp_change": "A",
    "frequent_lateness": "B",
    "remarks": "B",
    "negative_term_grades": "C",
    "falling_trend": "C",
}


class Risk:
    """What is known of every pupil of a general class on the day asked about."""

    def __init__(self, school: School, asked: Asked, hours: list[Hour], marks: list[Mark], grades: list[Mark]) -> None:
        self.school = school
        self.today = asked.as_of.date()
        self.hours = _of_pupils(hour for hour in hours if hour.held)
        self.marks = _of_pupils(mark for mark in marks if mark.in_mean)
        self.grades = _of_pupils(grades)
        self.fired = {pupil: self._fired(pupil, klass) for pupil, klass in self._pupils().items()}

    def _pupils(self) -> dict[str, Row]:
        found = {pupil: self.school.class_on(pupil, self.today) for pupil in self.school.enrolments}
        return {pupil: klass for pupil, klass in found.items() if klass and klass["kind"] == "general"}

    def levels(self) -> dict[str, dict[str, int]]:
        """The points of each pupil: a letter gives two at most."""
        found = {}
        for pupil, fired in self.fired.items():
            letters = dict.fromkeys("ABC", 0)
            for name, (points, _numerator, _denominator) in fired.items():
                letters[LETTERS[name]] = min(letters[LETTERS[name]] + points, 2)
            found[pupil] = letters | {"total": sum(letters.values())}
        return found

    def _fired(self, pupil: str, klass: Row) -> Fired:
        """Each sign that fired: its points and its value as a fraction."""
        both = self.school.last_school_days(klass, self.today, 2 * WINDOW)
        window, before = both[-WINDOW:], both[:-WINDOW]
        if not window:
            return {}
        signs = self._absence(pupil, window, before) | self._months(pupil, window)
        _longest, running = string_lengths(self._held(pupil, window[0], self.today))
        if running >= 3:
            signs["running_string"] = (1, running, 1)
        remarks = sum(
            (row["pupil_id"], row["kind"]) == (pupil, "remark") and window[0] <= row["written_on"] <= self.today
            for row in self.school["remarks"]
        )
        if remarks >= 3:
            signs["remarks"] = (1, remarks, 1)
        return signs | self._results(pupil, klass, window[0])

    def _absence(self, pupil: str, window: list[dt.date], before: list[dt.date]) -> Fired:
        held = self._held(pupil, window[0], self.today)
        if len(held) < 20:
            return {}
        signs: Fired = {}
        missed = sum(hour.missed for hour in held)
        unjustified = sum(hour.absence == "unjustified" for hour in held)
        if 100 * missed >= 5 * len(held):
            signs["absence_band"] = (2 if 100 * missed >= 10 * len(held) else 1, missed, len(held))
        if 100 * unjustified >= 30 * len(held):
            signs["unjustified_share"] = (1, unjustified, len(held))
        earlier = self._held(pupil, before[0], window[0] - dt.timedelta(days=1)) if before else []
        if len(earlier) >= 20:
            both = len(held) * len(earlier)
            rise = missed * len(earlier) - sum(hour.missed for hour in earlier) * len(held)
            if 10 * rise >= both:
                signs["sharp_change"] = (1, rise, both)
        return signs

    def _months(self, pupil: str, window: list[dt.date]) -> Fired:
        """The worst month that touches the window, whole up to today."""
        signs: Fired = {}
        by_month: dict[str, list[Hour]] = defaultdict(list)
        for hour in self._held(pupil, window[0].replace(day=1), self.today):
            by_month[month(hour.day)].append(hour)
        unjustified = [(sum(hour.absence == "unjustified" for hour in held), len(held)) for held in by_month.values()]
        if unjustified:
            worst = max(unjustified, key=lambda one: Fraction(*one))
            if 2 * worst[0] > worst[1]:
                signs["nemis_month"] = (2, *worst)
            late = max(sum(hour.late for hour in held) for held in by_month.values())
            if late >= 5:
                signs["frequent_lateness"] = (1, late, 1)
        return signs

    def _results(self, pupil: str, klass: Row, since: dt.date) -> Fired:
        signs: Fired = {}
        ended = [
            row
            for row in self.school.terms_of(klass["grade_level"])
            if row["kind"] != "year" and row["ends_on"] <= self.today
        ]
        if ended:
            term = max(ended, key=lambda row: row["ends_on"])["term_id"]
            negative = sum(grade.negative and grade.term == term for grade in self.grades.get(pupil, []))
            if negative:
                signs["negative_term_grades"] = (min(negative, 2), negative, 1)
        subjects: dict[str, list[Mark]] = defaultdict(list)
        for mark in self.marks.get(pupil, []):
            if mark.subject is not None and since <= mark.day <= self.today:
                subjects[mark.subject].append(mark)
        slopes = [slope(marks) for marks in subjects.values() if len(marks) >= 5]
        steepest = min((one for one in slopes if one[1]), key=lambda one: Fraction(*one), default=(0, 1))
        if Fraction(*steepest) <= -1:
            signs["falling_trend"] = (1, *steepest)
        return signs

    def _held(self, pupil: str, first: dt.date, last: dt.date) -> list[Hour]:
        return [hour for hour in self.hours.get(pupil, []) if first <= hour.day <= last]

    def group(self) -> Rows:
        """The pupils of the risk group: hours missed and points of marks, before and since."""
        found: Rows = {}
        for row in self.school["pupil_flags"]:
            pupil, since = row["pupil_id"], row["since"]
            if row["kind"] != "risk_group" or not within(since, self.today, row["until"]):
                continue
            if pupil not in self.fired:  # who has left is in nobody's risk group
                continue
            day_before = since - dt.timedelta(days=1)
            klass = self.school.class_on(pupil, day_before) or self.school.class_on(pupil, self.today)
            assert klass is not None
            earlier = days(since - dt.timedelta(days=200), day_before)
            before = [day for day in earlier if self.school.is_school_day(klass, day)][-WINDOW:]
            spans = {"since": (since, self.today)}
            spans["before"] = (before[0], day_before) if before else (since, day_before)
            for name, (first, last) in spans.items():
                held = self._held(pupil, first, last)
                points = [mark.points or 0 for mark in self.marks.get(pupil, []) if first <= mark.day <= last]
                found[pupil, "total", f"missed_{name}"] = (sum(hour.missed for hour in held), len(held))
                found[pupil, "total", f"mark_{name}"] = (sum(points), len(points))
        return found


def risk_triggers(risk: Risk) -> Rows:
    """Each sign that fired, with its value."""
    return {
        (pupil, "total", name): (numerator, denominator)
        for pupil, fired in risk.fired.items()
        for name, (_points, numerator, denominator) in fired.items()
    }


def risk_level(risk: Risk) -> Rows:
    """The points of every pupil, by letter and together."""
    return {
        (pupil, "total", part): (points, 1) for pupil, parts in risk.levels().items() for part, points in parts.items()
    }


def risk_candidates(risk: Risk, in_hand: Iterable[str] = ()) -> Rows:
    """Pupils of level 3 or more who are neither in the risk group nor in hand."""
    flagged = {
        row["pupil_id"]
        for row in risk.school["pupil_flags"]
        if row["kind"] == "risk_group" and within(row["since"], risk.today, row["until"])
    }
    left_out = flagged | set(in_hand)
    levels = {pupil: level["total"] for pupil, level in risk.levels().items() if pupil not in left_out}
    return {(pupil, "total", None): (level, 1) for pupil, level in levels.items() if level >= 3}


def _of_pupils(events: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for event in events:
        found[event.pupil].append(event)
    return found

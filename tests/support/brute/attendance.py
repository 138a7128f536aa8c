"""Attendance: of the hours held, what was missed, when and why."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from support.brute.asked import Asked, Key, Parts, Rows, month, open_periods, periods, share, span
from support.brute.hours import Hour
from support.brute.school import School

Hours = list[Hour]
STATES: Final = ("held", "not_held", "unknown")
ABSENCES: Final = ("illness", "other", "unjustified", "open", "representing")


def _in_state(state: str, hour: Hour) -> bool:
    return hour.state == state


def _absent(kind: str, hour: Hour) -> bool:
    return hour.absence == kind


def lessons_held(school: School, asked: Asked, hours: Hours) -> Rows:
    """Hours in each state, of hours."""
    parts: Parts = {state: partial(_in_state, state) for state in STATES}
    return share(school, asked, hours, lambda _hour: True, parts)


def attendance_rate(school: School, asked: Asked, hours: Hours) -> Rows:
    """Held hours not missed, of held hours."""
    return _held(school, asked, hours, {None: lambda hour: not hour.missed})


def lateness(school: School, asked: Asked, hours: Hours) -> Rows:
    """Held hours with a mark late, of held hours."""
    return _held(school, asked, hours, {None: lambda hour: hour.late})


def unjustified_share(school: School, asked: Asked, hours: Hours) -> Rows:
    """Unjustified, of held hours."""
    return _held(school, asked, hours, {None: lambda hour: hour.absence == "unjustified"})


def absence_split(school: School, asked: Asked, hours: Hours) -> Rows:
    """Absences of each kind, of absences of all five."""
    parts: Parts = {kind: partial(_absent, kind) for kind in ABSENCES}
    return share(school, asked, hours, lambda hour: hour.absence is not None, parts)


def open_absence_age(school: School, asked: Asked, hours: Hours) -> Rows:
    """Days from the lesson to the moment asked for, per open absence."""
    age: Parts = {None: lambda hour: (asked.as_of.date() - hour.day).days}
    return share(school, asked, hours, lambda hour: hour.absence == "open", age)


def absence_by_weekday(school: School, asked: Asked, hours: Hours) -> Rows:
    """Missed of held hours, on each weekday."""
    return _spread(school, asked, hours, lambda hour: str(hour.day.isoweekday()), "1234567")


def absence_by_lesson(school: School, asked: Asked, hours: Hours) -> Rows:
    """Missed of held hours, in each lesson of the day that occurs."""
    return _spread(school, asked, hours, lambda hour: str(hour.lesson_no), ())


def absence_at_edges(school: School, asked: Asked, hours: Hours) -> Rows:
    """Missed of held hours in the first, the middle and the last lesson of the pupil's day."""
    of_day = defaultdict(list)
    for hour in hours:
        if hour.held:
            of_day[hour.pupil, hour.day].append(hour)
    edge = {}
    for of_pupil in of_day.values():
        numbers = [hour.lesson_no for hour in of_pupil]
        if len(set(numbers)) < 2 or all(hour.missed for hour in of_pupil):
            continue
        for hour in of_pupil:
            first, last = hour.lesson_no == min(numbers), hour.lesson_no == max(numbers)
            edge[hour] = "first" if first else "last" if last else "middle"
    return _spread(school, asked, list(edge), edge.__getitem__, ("first", "middle", "last"))


def _held(school: School, asked: Asked, hours: Hours, parts: Parts) -> Rows:
    return share(school, asked, hours, lambda hour: hour.held, parts)


def _spread(school: School, asked: Asked, hours: Hours, of: Callable[[Hour], str], fixed: Iterable[str]) -> Rows:
    """Missed of held hours in each part; fixed parts are there wherever one of them is."""
    found: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    for hour in hours:
        if not hour.held or not asked.holds(hour.day):
            continue
        for period in periods(school, asked, hour.day, hour.grade):
            place = (*hour.key(asked), period)
            for part in fixed:
                found[*place, part]
            found[*place, of(hour)][0] += hour.missed
            found[*place, of(hour)][1] += 1
    return {key: (missed, held) for key, (missed, held) in found.items()}


def absence_per_pupil(school: School, asked: Asked, hours: Hours) -> Rows:
    """Missed hours by reason, representing among the other ones, per pupil with a held hour there."""
    here: dict[Key, Hours] = defaultdict(list)
    for hour in hours:
        if hour.held and asked.holds(hour.day):
            for period in periods(school, asked, hour.day, hour.grade):
                here[*hour.key(asked), period].append(hour)
    found: Rows = {}
    for place, held in here.items():
        counts = Counter("other" if hour.absence == "representing" else hour.absence for hour in held)
        pupils = len({hour.pupil for hour in held})
        found |= {(*place, kind): (counts[kind], pupils) for kind in ("illness", "other", "unjustified", "open")}
    return found


def class_month(school: School, asked: Asked, hours: Hours) -> Rows:
    """What the class head signs: the hours missed in a month by reason, beside the pupils of its last day."""
    found: Rows = {}
    for klass in school["classes"]:
        if klass["kind"] != "general":
            continue
        name = klass["class_id"]
        for period in open_periods(school, asked, partial(school.is_school_day, klass)):
            last = min(span(school, asked, period)[1], asked.as_of.date())
            pupils = sum(school.class_on(pupil, last) is klass for pupil in school.enrolments)
            of_class = [hour for hour in hours if hour.held and hour.klass == name and _in(asked, hour, period)]
            counts = Counter(hour.absence for hour in of_class)
            place = (*asked.key(**{"class": name}), period)
            found[*place, "pupils"] = (pupils, 1)
            found[*place, "missed"] = (sum(hour.missed for hour in of_class), pupils)
            found[*place, "late"] = (sum(hour.late for hour in of_class), pupils)
            found |= {(*place, kind): (counts[kind], pupils) for kind in ABSENCES}
    return found


def _in(asked: Asked, hour: Hour, period: str) -> bool:
    return asked.holds(hour.day) and month(hour.day) == period

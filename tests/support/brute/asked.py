"""What is asked of a measure, and the row that an event belongs to."""

import datetime as dt
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from support.brute.school import School, days

Key = tuple[Any, ...]
Rows = dict[Key, tuple[int, int]]
Parts = dict[str | None, Callable[[Any], Any]]


@dataclass(frozen=True)
class Asked:
    """Keys, period and window (days, both included) of a question at the moment ``as_of``."""

    by: tuple[str, ...]
    period: str
    as_of: dt.datetime
    since: dt.date
    until: dt.date

    def holds(self, day: dt.date) -> bool:
        """Whether a day lies in the window."""
        return self.since <= day <= self.until

    def key(self, **values: Any) -> Key:
        """The values of the keys asked for, in their order."""
        return tuple(values.get(name) for name in self.by)


@dataclass(frozen=True, eq=False)
class Event:
    """Something that happened to a pupil on a day; ``klass`` and ``grade`` are those of that day."""

    pupil: str
    day: dt.date
    klass: str
    grade: int
    group: str
    subject: str | None
    teacher: str | None

    def key(self, asked: Asked) -> Key:
        """Its values of the keys asked for."""
        return tuple(getattr(self, "klass" if name == "class" else name) for name in asked.by)


def month(day: dt.date) -> str:
    """The month of a day, as ``2026-10``."""
    return f"{day:%Y-%m}"


def week(day: dt.date) -> str:
    """The ISO week of a day, as ``2026-W41``."""
    year, number, _weekday = day.isocalendar()
    return f"{year}-W{number:02}"


def periods(school: School, asked: Asked, day: dt.date, grade: int) -> list[str]:
    """The periods that a day of a pupil of a grade belongs to; none outside the window."""
    if not asked.holds(day):
        return []
    match asked.period:
        case "month":
            return [month(day)]
        case "week":
            return [week(day)]
        case "term":
            return school.terms_on(grade, day)
    return ["total"]


def bounds(school: School, asked: Asked, period: str) -> tuple[dt.date, dt.date]:
    """First and last day of a period inside the window."""
    first, last = span(school, asked, period)
    return max(first, asked.since), min(last, asked.until)


def span(school: School, asked: Asked, period: str) -> tuple[dt.date, dt.date]:
    """First and last day of a period, whole."""
    first, last = asked.since, asked.until
    if asked.period == "month":
        first = dt.date.fromisoformat(f"{period}-01")
        last = first.replace(day=monthrange(first.year, first.month)[1])
    elif asked.period == "week":
        first = dt.date.fromisocalendar(int(period[:4]), int(period[6:]), 1)
        last = first + dt.timedelta(days=6)
    elif asked.period == "term":
        (term,) = [row for row in school["terms"] if row["term_id"] == period]
        first, last = term["starts_on"], term["ends_on"]
    return first, last


def open_periods(school: School, asked: Asked, has_school: Callable[[dt.date], bool]) -> list[str]:
    """The months or weeks of the window with such a day, in their order; the whole window always."""
    if asked.period == "total":
        return ["total"]
    open_days = [day for day in days(asked.since, asked.until) if has_school(day)]
    return list(dict.fromkeys(period for day in open_days for period in periods(school, asked, day, 0)))


def share(
    school: School,
    asked: Asked,
    events: Iterable[Any],
    whole: Callable[[Any], bool],
    parts: Parts,
) -> Rows:
    """Of the events of the window that are in the whole, how many (or how much) each part holds."""
    parted: Counter[Key] = Counter()
    all_of: Counter[Key] = Counter()
    for event in events:
        if not whole(event):
            continue
        for period in periods(school, asked, event.day, event.grade):
            place = (*event.key(asked), period)
            all_of[place] += 1
            for part, holds in parts.items():
                parted[*place, part] += int(holds(event))
    return {(*place, part): (parted[*place, part], count) for place, count in all_of.items() for part in parts}

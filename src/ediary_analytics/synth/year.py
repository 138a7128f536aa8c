"""The school year: its terms, closures and school days, by the pattern of recent Lithuanian years."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

import holidays
import numpy as np

from ediary_analytics.synth.grid import Bools, Ints, at, day_of
from ediary_analytics.synth.plan import KEDAINIAI, Plan

GRADES: Final = 13  # 0 is preschool
LAST_PRIMARY: Final = 4
#: School days of a year by the education plans: primary grades, the others.
PRIMARY_DAYS: Final = 175
BASIC_DAYS: Final = 180
MONDAY, FRIDAY = 0, 4
DAYS_SPAN: Final = 440  # from 1 August to the middle of October of the next year


@dataclass(frozen=True, slots=True)
class Span:
    """A term or a closure: first and last day, both included, and the grades it is for (None: no bound)."""

    code: str
    kind: str
    name: str
    first: int
    last: int
    min_grade: int | None = None
    max_grade: int | None = None

    def applies(self, grade: int) -> bool:
        """Whether it concerns a grade; preschool (0) keeps open in vacations that do not name it."""
        if self.kind == "vacation" and grade == 0 and 0 not in (self.min_grade, self.max_grade):
            return False
        return (self.min_grade is None or grade >= self.min_grade) and (
            self.max_grade is None or grade <= self.max_grade
        )


class Year:
    """The calendar of one school.

    ``base`` is 1 August before the year, ``start`` 1 September; ``working`` is one flag per day from ``base``,
    ``open`` the same per grade (shape ``(13, days)``). ``since`` and ``until`` are the export's days and ``cut`` its
    last second.
    """

    def __init__(self, plan: Plan) -> None:
        rng = plan.stream("year")
        self.first_year = plan.first_year
        self.name = f"{plan.first_year}-{plan.first_year + 1}"
        self.half_years = plan.policy == KEDAINIAI
        self.base = day_of(date(plan.first_year, 8, 1))
        self.start = day_of(date(plan.first_year, 9, 1))
        self.since, self.until = day_of(plan.since), day_of(plan.until)
        self.cut = at(self.until, 23, 59, 59)
        self.days = np.arange(self.base, self.base + DAYS_SPAN)
        self.weekday = (self.days + 3) % 7  # 1970-01-01 was a Thursday
        public = holidays.country_holidays("LT", years=[plan.first_year, plan.first_year + 1])
        self._public = {day_of(day) for day in public}
        self.working: Bools = (self.weekday <= FRIDAY) & ~np.isin(self.days, list(self._public))
        self._working_days = self.days[self.working]
        vacations = list(self._vacations())
        self.ends = {True: self._nth_day(vacations, PRIMARY_DAYS), False: self._nth_day(vacations, BASIC_DAYS)}
        self.closures = (*vacations, *self._odd_days(rng, vacations))
        self.terms = tuple(self._terms())
        self.open: Bools = np.stack([self._open(grade) for grade in range(GRADES)])

    def year_end(self, grade: int) -> int:
        """The last day of the school year of a grade."""
        return self.ends[self.half_years and grade <= LAST_PRIMARY]

    @property
    def end(self) -> int:
        """The last day of the school year of the school."""
        return self.ends[False]

    def applying(self, grade: int) -> list[Span]:
        """The terms of every kind that concern a grade."""
        return [term for term in self.terms if term.applies(grade)]

    def school_days(self, grade: int) -> Ints:
        """All school days of a grade, in order."""
        found: Ints = self.days[self.open[grade]]
        return found

    def after(self, days: Ints, number: int) -> Ints:
        """The ``number``-th working day strictly after each day (before it, when negative)."""
        side = np.searchsorted(self._working_days, days, side="right" if number > 0 else "left")
        place = np.clip(side + (number - 1 if number > 0 else number), 0, self._working_days.size - 1)
        found: Ints = self._working_days[place]
        return found

    def workday(self, day: int, number: int) -> int:
        """:meth:`after` for one day."""
        return int(self.after(np.array([day]), number)[0])

    def months(self, days: Ints) -> Ints:
        """The calendar month of each day, counted from September as 0 (August before is -1)."""
        months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
        return months - (self.first_year - 1970) * 12 - 8

    def month_name(self, month: int) -> str:
        """``2026-10`` for month 1."""
        year, number = divmod(8 + int(month), 12)
        return f"{self.first_year + year}-{number + 1:02d}"

    def month_end(self, month: int) -> int:
        """The last day of a month counted from September as 0."""
        year, number = divmod(9 + int(month), 12)
        return day_of(date(self.first_year + year, number + 1, 1)) - 1

    def _monday(self, month: int, day: int, *, next_year: bool = False) -> int:
        """The first Monday on or after a date."""
        wanted = day_of(date(self.first_year + next_year, month, day))
        return wanted + (-(wanted + 3)) % 7

    def _vacations(self) -> Iterator[Span]:
        christmas = day_of(date(self.first_year, 12, 24))
        winter = self._monday(2, 10, next_year=True)
        # The only public holiday that is a Monday between 23 March and 26 April.
        spring = range(*(day_of(date(self.first_year + 1, month, day)) for month, day in ((3, 23), (4, 27))))
        easter = next(day for day in sorted(self._public) if day in spring and (day + 3) % 7 == MONDAY)
        autumn = self._monday(10, 28)
        yield Span("", "vacation", "Rudens atostogos", autumn, autumn + 6, 1)
        yield Span("", "vacation", "Žiemos (Kalėdų) atostogos", christmas, self._monday(1, 4, next_year=True) - 1, 1)
        if self.half_years:
            yield Span("", "vacation", "Darželio atostogos", christmas + 4, christmas + 7, 0, 0)
        yield Span("", "vacation", "Žiemos atostogos", winter, winter + 6, 1)
        yield Span("", "vacation", "Pavasario (Velykų) atostogos", easter - 7, easter - 1, 1)

    def _nth_day(self, vacations: list[Span], number: int) -> int:
        days = self.working & (self.days >= self.start)
        for span in vacations:
            if span.applies(1):
                days &= (self.days < span.first) | (self.days > span.last)
        return int(self.days[days][number - 1])

    def _odd_days(self, rng: np.random.Generator, vacations: list[Span]) -> Iterator[Span]:
        teachers = self._monday(10, 5) + FRIDAY
        yield Span("", "free_day", "Laisva diena po Mokytojo dienos", teachers, teachers, 7, 8)
        for day in self._working_days:
            bridge = (day + 3) % 7 == FRIDAY and int(day) - 1 in self._public
            if bridge and self.start <= day <= self.end and not any(v.first <= day <= v.last for v in vacations):
                yield Span("", "free_day", "Ilgojo savaitgalio diena", int(day), int(day))
        frost = self._monday(1, 11, next_year=True) + int(rng.integers(1, 10))
        frost = int(self._working_days[np.searchsorted(self._working_days, frost)])
        yield Span("", "cancelled", "Pamokos atšauktos dėl šalčio", frost, frost, 1, 5 if self.half_years else 8)

    def _open(self, grade: int) -> Bools:
        days: Bools = self.working & (self.days >= self.start) & (self.days <= self.year_end(grade))
        for span in self.closures:
            if span.applies(grade):
                days &= (self.days < span.first) | (self.days > span.last)
        return days

    def _last_open(self, wanted: int) -> int:
        """The last day up to ``wanted`` on which the grades from 5 on work."""
        closed = np.zeros(self.days.size, dtype=np.bool_)
        for span in self.closures:
            closed |= (self.days >= span.first) & (self.days <= span.last)
        return int(self.days[self.working & ~closed & (self.days <= wanted)][-1])

    def _terms(self) -> Iterator[Span]:
        start, primary, end = self.start, self.ends[True], self.ends[False]
        if self.half_years:
            second = self._monday(1, 26, next_year=True)
            first = self._last_open(second - 3)
            yield Span("p1", "half_year", "I pusmetis", start, first, 1, None)
            yield Span("p2-14", "half_year", "II pusmetis (1–4 klasės)", second, primary, 1, LAST_PRIMARY)
            yield Span("p2", "half_year", "II pusmetis (5–8 klasės)", second, end, LAST_PRIMARY + 1, None)
            yield Span("m-04", "year", "Mokslo metai (0–4 klasės)", start, primary, None, LAST_PRIMARY)
            yield Span("m", "year", "Mokslo metai (5–8 klasės)", start, end, LAST_PRIMARY + 1, None)
            return
        nominal = self._monday(11, 27) - 3, self._monday(3, 8, next_year=True) + FRIDAY
        first, second = (self._last_open(day) for day in nominal)
        yield Span("t1", "trimester", "I trimestras", start, first)
        yield Span("t2", "trimester", "II trimestras", nominal[0] + 3, second)
        yield Span("t3", "trimester", "III trimestras", nominal[1] + 3, end)
        yield Span("m", "year", "Mokslo metai", start, end)

"""The period a report is of: a half-year, a trimester or a school year by name, or any span of dates.

The reports name terms without their dates. Until the school's own table `terms` sets them they are assumed: see
:func:`assumed`.
"""

import datetime as dt
import re
from dataclasses import dataclass

from ediary_analytics.contract import normal

HALF_YEAR, TRIMESTER, YEAR = "half_year", "trimester", "year"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "1": 1, "2": 2, "3": 3}
_NAMED = re.compile(r"(\d{4})\s*[-–—/]\s*(\d{4})\s*m\.?\s*m\.?(.*)", re.DOTALL | re.IGNORECASE)
_DATE = r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})"
_DATES = re.compile(rf"{_DATE}\D{{1,12}}?{_DATE}")
_AUGUST, _FRIDAY = 8, 4


@dataclass(frozen=True, slots=True)
class Period:
    """A term by its kind and number (from 1; a year has 1), or days ``since`` to ``until``, both included."""

    school_year: str
    kind: str = ""
    number: int = 1
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def term_id(self) -> str:
        """The term's id, as ``2026-2027-II-pusmetis``; "" for a span of dates."""
        return f"{self.school_year}-{self.name.replace(' ', '-')}" if self.kind else ""

    @property
    def name(self) -> str:
        """The term's name as the diary has it."""
        words = {HALF_YEAR: "pusmetis", TRIMESTER: "trimestras"}
        return f"{'I' * self.number} {words[self.kind]}" if self.kind in words else "metinis"

    @property
    def label(self) -> str:
        """What tells the period from others: the term's id, or its days."""
        return self.term_id or f"{self.since}/{self.until}"


def parse(text: str) -> Period | None:
    """The period that a cell names; None when it names none.

    >>> parse("Laikotarpis: 2025-2026m.m.II pusmetis").term_id, parse("2025-2026m.m.I ").kind
    ('2025-2026-II-pusmetis', 'trimester')
    """
    if named := _NAMED.search(text):
        return _term(named)
    if dates := _DATES.search(text):
        try:
            since, until = dt.date(*map(int, dates.groups()[:3])), dt.date(*map(int, dates.groups()[3:]))
        except ValueError:
            return None
        return Period(school_year_of(since), since=since, until=until) if since <= until else None
    return None


def _term(named: re.Match[str]) -> Period | None:
    year, rest = f"{named[1]}-{named[2]}", named[3].strip()
    if int(named[2]) != int(named[1]) + 1 or int(named[1]) < 1:
        return None
    word = normal(rest)
    if word.startswith("met"):
        return Period(year, YEAR)
    number = _ROMAN.get(normal(re.split(r"[\s.]+", rest)[0]) if rest else "")
    if number is None:
        return None
    if "pusmet" in word:
        return Period(year, HALF_YEAR, number) if number < _ROMAN["iii"] else None
    # a trimester comes without its word
    return Period(year, TRIMESTER, number)


def school_year_of(day: dt.date) -> str:
    """The school year that a day falls in, as ``2026-2027``; August belongs to the year that begins."""
    first = day.year - (day.month < _AUGUST)
    return f"{first}-{first + 1}"


def first_day(school_year: str) -> dt.date:
    """1 September."""
    return dt.date(int(school_year[:4]), 9, 1)


def last_day(school_year: str) -> dt.date:
    """The last school day as it is assumed: the second Friday of June, on which grades 5 to 8 ended in 2026."""
    first = dt.date(int(school_year[:4]) + 1, 6, 1)
    return first + dt.timedelta((_FRIDAY - first.weekday()) % 7 + 7)


def assumed(period: Period) -> tuple[dt.date, dt.date]:
    """The first and last day of a period; of a term as they are assumed, of a span of dates its own."""
    if period.since and period.until:
        return period.since, period.until
    begins, ends = first_day(period.school_year), last_day(period.school_year)
    second = begins.year + 1
    bounds = {
        HALF_YEAR: [begins, dt.date(second, 2, 1), ends],
        TRIMESTER: [begins, dt.date(begins.year, 12, 1), dt.date(second, 3, 16), ends],
        YEAR: [begins, ends],
    }[period.kind]
    since, until = bounds[period.number - 1], bounds[period.number]
    return since, until if until == ends else until - dt.timedelta(1)

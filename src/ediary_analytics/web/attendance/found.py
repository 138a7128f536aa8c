"""What the page of attendance rests on: the measures of a school or class, asked at once, and read into counts."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from ediary_analytics.access import Viewer
from ediary_analytics.answers.school_year import Class
from ediary_analytics.calendar import month_before, month_days
from ediary_analytics.web import measures
from ediary_analytics.web.choices import Place
from ediary_analytics.web.measures import Answer, Ask

#: The lens of who sees absences for illness only.
ILLNESS = "illness"
#: Measures whose rows are added up to :class:`Counts`, asked of everybody together and by class.
_COUNTED = ("attendance_rate", "absence_split", "lateness", "lessons_held")
_KEYS: tuple[tuple[str, ...], ...] = ((), ("class",))
#: Measures that say how often pupils miss much, for who may not see which ones.
_OFTEN = ("nemis", "frequent_lateness")


@dataclass(slots=True)
class Counts:
    """Lesson hours of a month or week; ``unknown`` ones are not recorded: neither attended nor missed.

    ``closed`` are the measures behind which stand so few pupils that their part of the counts is not told.
    """

    held: int = 0
    attended: int = 0
    illness: int = 0
    other: int = 0
    unjustified: int = 0
    open: int = 0
    representing: int = 0
    late: int = 0
    unknown: int = 0
    closed: set[str] = field(default_factory=set)

    @property
    def hidden(self) -> bool:
        """Whether not even attendance may be told."""
        return "attendance_rate" in self.closed

    @property
    def is_split(self) -> bool:
        """Whether the reasons may be told."""
        return "absence_split" not in self.closed

    @property
    def missed(self) -> int:
        """Of the held ones, for whatever reason."""
        return self.held - self.attended


@dataclass(frozen=True, slots=True)
class Found:
    """A month of a school, or of the one class that was chosen.

    Attributes:
        place: the school.
        month: ``2026-10``; ``before`` is the one before it.
        one: the chosen class.
        illness_only: absences for illness are all that the viewer sees.
        named: pupils may be named, and listed.
        months, weeks: counts by ``2026-10`` and ``2026-W41``.
        whole: the weeks of the whole school, beside a chosen class.
        classes: by class id the counts of the month.
        undecided: open absences since the year began, and the sum of their ages in days; None where too few pupils
            stand behind them to be told of.
        answers: every answer, by measure, keys and period.
    """

    place: Place
    month: str
    one: Class | None
    illness_only: bool
    named: bool
    answers: dict[tuple[str, tuple[str, ...], str], Answer]
    months: dict[str, Counts] = field(default_factory=dict)
    weeks: dict[str, Counts] = field(default_factory=dict)
    whole: dict[str, Counts] = field(default_factory=dict)
    classes: dict[str, Counts] = field(default_factory=dict)
    undecided: tuple[int, int] | None = (0, 0)

    @property
    def before(self) -> str:
        """The month before."""
        return month_before(self.month)

    @property
    def now(self) -> Counts:
        """Of the month; all nought where nothing was held."""
        return self.months.get(self.month, Counts())

    @property
    def then(self) -> Counts:
        """Of the month before."""
        return self.months.get(self.before, Counts())

    @property
    def checkable(self) -> bool:
        """False when the export lacks what tells who was missing."""
        return self.answers["attendance_rate", (), "month"].checkable

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """First and last day of the month, as far as it was imported."""
        return span(self.month, self.place.year.as_of)

    def shown(self, measure: str, period: str) -> list[dict[str, Any]]:
        """The rows of a measure of what is looked at that may be told: of the month, or of a window as one whole."""
        rows = self.answers[measure, ("class",) if self.one else (), period].rows.to_pylist()
        wanted = self.month if period == "month" else period
        return [row for row in rows if row["period"] == wanted and _of(self.one, row) and not row.get("hidden")]


def span(month: str, as_of: dt.datetime) -> tuple[dt.date, dt.date]:
    """First and last day of a month, as far as it was imported."""
    first, last = month_days(month)
    return first, max(first, min(last, as_of.date()))


def ask(viewer: Viewer, place: Place, month: str, one: Class | None) -> Found:
    """All measures of the page, over the school year of the month, so far."""
    named = viewer.may_name_pupils
    first, last = span(month, place.year.as_of)
    began, ended = place.year.window(last)
    asked = [Ask(name, keys, "month", began, ended) for name in _COUNTED for keys in _KEYS]
    asked += [Ask("attendance_rate", keys, "week", began, ended) for keys in _KEYS]
    asked += [Ask("open_absence_age", keys, "total", began, ended) for keys in _KEYS]
    asked += [Ask("absence_per_pupil", (key,), "month", began, ended) for key in ("grade", "class")]
    if not named:
        asked += [Ask(name, keys, "month", began, ended) for name in _OFTEN for keys in _KEYS]
        asked += [Ask("absence_bands", keys, "total", began, last) for keys in _KEYS]
        for name in ("absence_by_weekday", "absence_by_lesson"):
            asked += [Ask(name, keys, "total", first, last) for keys in _KEYS]
    answers = measures.ask(place.view, *asked)
    known = {(one.metric, one.by or (), one.period or ""): answer for one, answer in zip(asked, answers, strict=True)}
    found = Found(place, month, one, viewer.rights.lens == ILLNESS, named, known)
    _read(found)
    return found


def _read(found: Found) -> None:
    """Fill in the counts."""
    answers, one = found.answers, found.one
    keys: tuple[str, ...] = ("class",) if one else ()
    for name in _COUNTED:
        rows = answers[name, keys, "month"].rows.to_pylist()
        _add(found.months, name, (row for row in rows if _of(one, row)), "period")
        rows = answers[name, ("class",), "month"].rows.to_pylist()
        _add(found.classes, name, (row for row in rows if row["period"] == found.month), "class_id")
    rows = answers["attendance_rate", keys, "week"].rows.to_pylist()
    _add(found.weeks, "attendance_rate", (row for row in rows if _of(one, row)), "period")
    if one:
        _add(found.whole, "attendance_rate", answers["attendance_rate", (), "week"].rows.to_pylist(), "period")
    for row in filter(partial(_of, one), answers["open_absence_age", keys, "total"].rows.to_pylist()):
        told = None if row.get("hidden") else (row["denominator"], row["numerator"])
        object.__setattr__(found, "undecided", told)


def _of(one: Class | None, row: dict[str, Any]) -> bool:
    return one is None or row["class_id"] == one.class_id


def _add(into: dict[str, Counts], measure: str, rows: Iterable[dict[str, Any]], key: str) -> None:
    """Read the rows of a measure into the counts of their period or class."""
    for row in rows:
        counts = into.setdefault(row[key], Counts())
        if row.get("hidden"):
            counts.closed.add(measure)
        part = row["numerator"] or 0
        if measure == "attendance_rate":
            counts.held, counts.attended = row["denominator"] or 0, part
        elif measure == "lateness":
            counts.late = part
        elif measure == "absence_split":
            setattr(counts, row["part"], part)
        elif row["part"] == "unknown":
            counts.unknown = part

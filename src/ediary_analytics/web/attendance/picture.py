"""The pictures of attendance: findings as sentences, and the frames that charts draw."""

import datetime as dt
from typing import Any, Final

import pyarrow as pa
from babel.dates import get_day_names

from ediary_analytics import i18n
from ediary_analytics.i18n import N_, _
from ediary_analytics.web import formats
from ediary_analytics.web.attendance.found import Counts, Found

#: The parts that the country's open data knows too.
COUNTRY: Final = {
    "illness": N_("Missed for illness"),
    "other": N_("Missed for other justified reasons"),
    "unjustified": N_("Missed unjustified"),
}
_TEXT = ("period", "text", "story")


def weekday(number: int) -> str:
    """``pirmadienis`` of 1."""
    name: str = get_day_names("wide", "stand-alone", i18n.language())[number - 1]
    return name


def _on_weekday(number: int) -> str:
    """``pirmadienį``: on Monday."""
    name = weekday(number)
    return f"{name.removesuffix('is')}į" if i18n.language() == "lt" else name


def weeks(found: Found) -> pa.Table:
    """Week by week, as :func:`ediary_analytics.charts.trend` wants it; a chosen class beside its whole school."""
    if not found.one:
        return _table([_week(found, period, counts) for period, counts in sorted(found.weeks.items())], _TEXT)
    lines = [
        {**_week(found, period, counts.get(period, Counts())), "series": name}
        for name, counts in ((found.one.name, found.weeks), (_("whole school"), found.whole))
        for period in sorted(found.whole)
    ]
    return _table(lines, (*_TEXT, "series"))


def _week(found: Found, period: str, counts: Counts) -> dict[str, Any]:
    monday = _monday(period)
    part = counts.held - counts.attended if found.illness_only else counts.attended
    share = formats.share(part, counts.held)
    if not counts.held:
        story = _("week of {day}: nothing was held")
    elif found.illness_only:
        story = _("week of {day}: {share} missed for illness ({part} of {whole})")
    else:
        story = _("week of {day}: {share} attended ({part} of {whole})")
    words = {"share": share, "part": formats.number(part), "whole": formats.number(counts.held)}
    return {
        "period": monday.strftime("%m-%d"),
        "value": 100 * part / counts.held if counts.held else None,
        "text": share,
        "story": story.format(day=formats.day(monday), **words),
    }


def weeks_finding(found: Found) -> str:
    """The week of the month in which most was missed."""
    mondays = {period: _monday(period) for period, counts in found.weeks.items() if counts.held}
    during = [period for period, day in sorted(mondays.items()) if day.strftime("%Y-%m") == found.month]
    if not during:
        return _("Week by week")
    worst = max(during, key=lambda period: found.weeks[period].missed / found.weeks[period].held)
    text = _("Week by week: in {month} most was missed in the week of {day} ({share})")
    if found.illness_only:
        text = _("Week by week: in {month} illness was most frequent in the week of {day} ({share})")
    share = formats.share(found.weeks[worst].missed, found.weeks[worst].held)
    month = formats.month_accusative(found.month)
    return text.format(month=month, day=formats.day(mondays[worst]), share=share)


def _monday(period: str) -> dt.date:
    year, number = period.split("-W")
    return dt.date.fromisocalendar(int(year), int(number), 1)


def timetable(rows: list[dict[str, int]]) -> pa.Table:
    """Weekday × lesson, as :func:`ediary_analytics.charts.matrix` wants it; a lesson never held is empty."""
    days = sorted({row["weekday"] for row in rows})
    known = {(row["weekday"], row["lesson_no"]): row for row in rows}
    cells = []
    for lesson in sorted({row["lesson_no"] for row in rows}):
        for day in days:
            row = known.get((day, lesson), {"held": 0, "missed": 0})
            name = _("lesson {number}").format(number=lesson)
            where = f"{formats.sentence(weekday(day))}, {name}"
            cells.append(_cell(name, formats.sentence(weekday(day)), where, row["missed"], row["held"]))
    return _table(cells, ("row", "column", "text", "story"))


def sums(rows: list[dict[str, Any]], *, by_lesson: bool) -> pa.Table:
    """The same by weekday or by lesson only, of a measure's parts."""
    cells = []
    for row in sorted(rows, key=lambda row: int(row["part"])):
        if row["denominator"]:
            number = int(row["part"])
            name = _("lesson {number}").format(number=number) if by_lesson else formats.sentence(weekday(number))
            head, short = (_("Lesson"), str(number)) if by_lesson else (_("Weekday"), name)
            cells.append(_cell(head, short, name, row["numerator"], row["denominator"]))
    return _table(cells, ("row", "column", "text", "story"))


def _cell(row: str, column: str, where: str, missed: int, held: int) -> dict[str, Any]:
    share = formats.share(missed, held)
    story = _("{where}: {share} missed ({part} of {whole})") if held else _("{where}: nothing was held")
    words = {"where": where, "share": share, "part": formats.number(missed), "whole": formats.number(held)}
    return {
        "row": row,
        "column": column,
        "value": 100 * missed / held if held else None,
        "text": formats.points(formats.tenths(missed, held)) if held else "",
        "story": story.format(**words),
    }


def timetable_finding(found: Found, days: dict[int, tuple[int, int]]) -> str:
    """The weekday on which the largest share was missed; ``days`` has missed and held hours by weekday."""
    held = {day: counts for day, counts in days.items() if counts[1]}
    if not any(missed for missed, _held in held.values()):
        return _("When: nothing was missed")
    worst = max(sorted(held), key=lambda day: held[day][0] / held[day][1])
    text = _("When: most is missed on {weekday} ({share})")
    if found.illness_only:
        text = _("When: illness is most frequent on {weekday} ({share})")
    return text.format(weekday=_on_weekday(worst), share=formats.share(*held[worst]))


def country(found: Found, part: str) -> pa.Table | None:
    """A part beside the schools of the country, month by month: hours per pupil, with their band where it is known.

    Of a class the band is the middle half of the schools, same grade; of a whole school there is only the country's
    mean, of as many pupils in each grade. None where no such data is loaded.
    """
    key = "class_id" if found.one else "grade_level"
    answer = found.answers["absence_per_pupil", ("class",) if found.one else ("grade",), "month"]
    if answer.benchmark is None or not answer.benchmark.num_rows:
        return None
    beside = {(row[key], row["period"]): row for row in answer.benchmark.to_pylist() if row["part"] == part}
    own = [row for row in answer.part(part) if row["denominator"] and (not found.one or row[key] == found.one.class_id)]
    lines = [line for month in found.place.year.months for line in _country(found, own, beside, month, key)]
    if not lines or all(line.get("low") is None and line.get("mean") is None for line in lines):
        return None
    if found.one:
        return _table([{**line, "mean": None} for line in lines], _TEXT)
    own_name, other = found.place.school.name, _("Lithuania")
    both = [{**line, "series": own_name} for line in lines]
    both += [{**line, "value": line["mean"], "text": _hours(line["mean"]), "series": other} for line in lines]
    return _table(both, (*_TEXT, "series"))


def _country(
    found: Found, own: list[dict[str, Any]], beside: dict[tuple[Any, str], dict[str, Any]], month: str, key: str
) -> list[dict[str, Any]]:
    rows = [row for row in own if row["period"] == month]
    if not rows:
        return []
    hours, pupils = sum(row["numerator"] for row in rows), sum(row["denominator"] for row in rows)
    theirs = [(row, other) for row in rows if (other := beside.get((row[key], month)))]
    mean = None
    if theirs and len(theirs) == len(rows):
        mean = sum(row["denominator"] * other["value"] for row, other in theirs) / pupils
    band = theirs[0][1] if found.one and theirs else {"low": None, "median": None, "high": None}
    story = _("{month}: {hours} lessons per pupil").format(
        month=formats.sentence(formats.month_name(month)), hours=_hours(hours / pupils)
    )
    if mean is not None:
        story += "; " + _("in Lithuania: {hours}").format(hours=_hours(mean))
    figures = {name: band[name] for name in ("low", "median", "high")}
    return [
        {
            "period": formats.month_name(month),
            "value": hours / pupils,
            "text": _hours(hours / pupils),
            "story": story,
            "mean": mean,
            **figures,
        }
    ]


def _hours(value: float | None) -> str:
    return "" if value is None else formats.number(value, 1)


def _table(rows: list[dict[str, Any]], texts: tuple[str, ...]) -> pa.Table:
    """The rows as a frame: texts as they stand, everything else as numbers."""
    names = list(rows[0]) if rows else [*texts, "value"]
    kinds = {name: pa.string() if name in texts else pa.float64() for name in names}
    return pa.table({name: pa.array([row[name] for row in rows], kind) for name, kind in kinds.items()})

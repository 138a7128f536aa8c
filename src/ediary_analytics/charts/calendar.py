"""A school year's days, month by month, as weeks × weekdays: the more, the deeper."""

import datetime as dt
from typing import Final

import altair as alt
import pyarrow as pa
from babel.dates import get_day_names, get_month_names

from ediary_analytics import i18n
from ediary_analytics.calendar import month_days
from ediary_analytics.charts.cells import ROUND, ink, quiet, shade
from ediary_analytics.charts.palette import palette

_SIZE = 26
_FRIDAY, _WEEK = 4, 7
#: Rows above the weeks: the month's name and those of the days.
_HEAD: Final = 2
#: A month has at most six weeks; one empty row parts it from the month below.
_ROWS: Final = _HEAD + 6
#: Months side by side before the next line of them begins.
ACROSS: Final = 5


def calendar(
    frame: pa.Table,
    *,
    across: int = ACROSS,
    most: float | None = None,
    dark: bool = False,
    font: str = "sans-serif",
) -> alt.LayerChart:
    """Days by month; a day that is not in the frame is not drawn.

    Args:
        frame: a row per day: ``day`` (date), ``value`` (a number, 0 is a quiet cell; null: nothing is known, and the
            cell is outlined only), ``text`` (what stands in the cell, may be empty), ``story`` (the sentence that
            pointing at it tells). Saturdays and Sundays have columns only where one of them is in the frame.
        across: months side by side.
        most: the value of the deepest colour; the highest of the frame unless said.
        dark: draw for the dark theme.
        font: the family of the labels.
    """
    look = palette(dark=dark)
    days = frame.to_pylist()
    deepest = most or max((row["value"] for row in days if row["value"]), default=1)
    week = _WEEK if any(row["day"].weekday() > _FRIDAY for row in days) else _FRIDAY + 1
    months = sorted({row["day"].strftime("%Y-%m") for row in days})
    place = {month: (number % across * (week + 1), number // across * _ROWS) for number, month in enumerate(months)}
    names = get_month_names("wide", "stand-alone", i18n.language())
    short = get_day_names("short", "stand-alone", i18n.language())
    cells = [
        {
            "column": place[month][0] + row["day"].weekday(),
            "row": place[month][1] + _HEAD + _week_of(row["day"], week),
            **{name: row[name] for name in ("value", "text", "story")},
        }
        for row in days
        for month in [row["day"].strftime("%Y-%m")]
    ]
    heads = [{"column": x, "row": y, "text": names[int(month[5:])]} for month, (x, y) in place.items()]
    weekdays = [
        {"column": x + number, "row": y + 1, "text": short[number]} for x, y in place.values() for number in range(week)
    ]
    wide, high = min(across, max(len(months), 1)) * (week + 1) - 1, _height(months, place, week)
    x = alt.X("column:O", axis=None, scale=alt.Scale(domain=list(range(wide)), paddingInner=0.1, paddingOuter=0))
    y = alt.Y("row:O", axis=None, scale=alt.Scale(domain=list(range(high)), paddingInner=0.1, paddingOuter=0))

    def layer(rows: list[dict[str, object]], names: tuple[str, ...]) -> alt.Chart:
        columns = {name: pa.array([row[name] for row in rows]) for name in names}
        return alt.Chart(pa.table(columns)).encode(x=x, y=y)

    drawn = layer(cells, ("column", "row", "value", "text", "story")).encode(tooltip=alt.Tooltip("story:N"))
    known = drawn.transform_filter("isValid(datum.value)")
    outlined = drawn.transform_filter("!isValid(datum.value)")
    head = layer(heads, ("column", "row", "text")).encode(text="text:N")
    below = layer(weekdays, ("column", "row", "text")).encode(text="text:N")
    chart = alt.layer(
        outlined.mark_rect(cornerRadius=ROUND, fillOpacity=0, stroke=look.line, strokeDash=[3, 3]),
        known.mark_rect(cornerRadius=ROUND).encode(color=shade(look, "value", deepest)),
        known.mark_text(fontSize=11, font=font).encode(text="text:N", color=ink(look, "value", deepest)),
        head.mark_text(align="left", dx=-9, fontSize=12, fontWeight=600, font=font, color=look.text),
        below.mark_text(fontSize=10, font=font, color=look.muted),
    )
    return quiet(chart.properties(height=_SIZE * high, width="container"), look, font)


def _week_of(day: dt.date, days: int) -> int:
    """In which line of its month's sheet a day stands, from 0; a sheet of five days begins with a working day."""
    first = day.replace(day=1)
    before = 1 if first.weekday() >= days else 0
    return (day.day + first.weekday() - 1) // _WEEK - before


def _height(months: list[str], place: dict[str, tuple[int, int]], days: int) -> int:
    """How many rows there are down to the last week of the lowest months."""
    if not months:
        return 1
    lowest = place[months[-1]][1]
    return lowest + _HEAD + 1 + max(_last_week(month, days) for month in months if place[month][1] == lowest)


def _last_week(month: str, days: int) -> int:
    _first, last = month_days(month)
    return _week_of(last, days)

"""A number month by month (or week by week), with the band of the country behind it where there is one."""

from typing import Any, Final

import altair as alt
import pyarrow as pa
from babel.numbers import get_decimal_symbol

from ediary_analytics import i18n
from ediary_analytics.charts.cells import quiet
from ediary_analytics.charts.palette import Palette, palette

_HEIGHT = 210
#: Points that are all labelled; of more, only the last one is.
_LABELLED = 12
_LINE: Final = 16
_BESIDE: Final[dict[str, Any]] = {"align": "left", "baseline": "middle", "dx": 9}
_UNDER: Final[dict[str, Any]] = {"baseline": "top", "dy": 4}
_OVER: Final[dict[str, Any]] = {"baseline": "bottom", "dy": -4}


def trend(
    frame: pa.Table,
    *,
    unit: str = "",
    band: str = "",
    zero: bool = False,
    most: float | None = None,
    dark: bool = False,
    font: str = "sans-serif",
) -> alt.LayerChart:
    """Lines over periods, each point with its number beside it.

    Args:
        frame: a row per period and line, in the order to show: ``period`` (label), ``value`` (null is a gap),
            ``text`` (the value as one reads it), ``story`` (the sentence that pointing at it tells); if there are
            several lines ``series`` (its name, written at its end: the first in the accent, the others grey); if there
            is a comparison ``low`` and ``high`` (the band, null where none is known) and ``median`` (its middle).
        unit: what follows the numbers of the axis, such as ``%``.
        band: what the band is, written at its edge.
        zero: let the axis begin at nothing: for counts; a rate near 100 would show no change so.
        most: no value lies above it (100 of a per cent): neither does the axis.
        dark: draw for the dark theme.
        font: the family of the labels.
    """
    look = palette(dark=dark)
    periods = list(dict.fromkeys(frame["period"].to_pylist()))
    names = list(dict.fromkeys(frame["series"].to_pylist())) if "series" in frame.column_names else []
    x = alt.X(
        "period:O",
        sort=periods,
        title=None,
        axis=alt.Axis(labelAngle=0, labelPadding=8, labelOverlap="greedy", grid=False),
        scale=alt.Scale(type="point", padding=0.35),
    )
    comma = get_decimal_symbol(i18n.language())
    written = f"replace(format(datum.value, '~r'), '.', '{comma}') + '{unit and chr(0xA0) + unit}'"
    span = _span(frame, zero=zero, most=most)
    scale = alt.Scale(domain=span, nice=False, zero=False)
    y = alt.Y("value:Q", title=None, axis=alt.Axis(tickCount=4, labelExpr=written, labelPadding=8), scale=scale)
    base = alt.Chart(frame).encode(x=x, tooltip=alt.Tooltip("story:N"))
    layers = [*_band(base, frame, scale, band, look, font)]
    own = alt.value(look.accent)
    colour: Any = own
    if names:
        greys = [look.accent, *(look.muted for _name in names[1:])]
        colour = alt.Color("series:N", sort=names, scale=alt.Scale(domain=names, range=greys), legend=None)
    lines = base.encode(y=y, color=colour, **({"detail": "series:N"} if names else {}))
    layers += [
        lines.mark_line(strokeWidth=2.2, invalid="break-paths-show-domains"),
        lines.mark_point(filled=True, size=44, opacity=1, stroke=look.background, strokeWidth=1),
    ]
    if len(periods) <= _LABELLED and len(names) <= 1:
        labels = base.encode(y=y, text=alt.Text("text:N"), color=alt.value(look.text))
        layers.append(labels.mark_text(dy=-13, fontSize=12, font=font))
    else:
        layers += _ends(base.encode(y=y), frame, names, span, look, font)
    # a browser may set the labels at the ends wider than Vega measured them
    room = {"left": 5, "top": 5, "bottom": 5, "right": 16}
    whole = alt.layer(*layers).properties(height=_HEIGHT, width="container", padding=room)
    return quiet(whole, look, font)


def _ends(
    base: alt.Chart, frame: pa.Table, names: list[str], span: list[float], look: Palette, font: str
) -> list[alt.Chart]:
    """At the end of each line its number, and of several what it is; where two would meet, they give way."""
    last = {row["series"] if names else "": row for row in frame.to_pylist() if row["value"] is not None}
    ends = [last[name] for name in names or [""] if name in last]
    heights = [_HEIGHT * (end["value"] - span[0]) / (span[1] - span[0]) for end in ends]
    shifts = [0.0] * len(ends)
    if len(ends) == 2 and (gap := abs(heights[0] - heights[1])) < _LINE:  # noqa: PLR2004  (of more, none gives way)
        up = 0 if heights[0] >= heights[1] else 1
        shifts[up], shifts[1 - up] = (gap - _LINE) / 2, (_LINE - gap) / 2
    drawn = []
    for end, shift in zip(ends, shifts, strict=True):
        there = base.transform_filter(alt.FieldEqualPredicate(field="period", equal=end["period"]))
        if names:
            there = there.transform_filter(alt.FieldEqualPredicate(field="series", equal=end["series"]))
        text = f"{end['series']} {end['text']}" if names else end["text"]
        own = not names or end["series"] == names[0]
        colour = look.accent if own else look.muted
        drawn.append(there.mark_text(text=text, color=colour, dy=shift, fontSize=12, font=font, **_BESIDE))
    return drawn


def _band(
    base: alt.Chart, frame: pa.Table, scale: alt.Scale, label: str, look: Palette, font: str
) -> list[alt.Chart | alt.LayerChart]:
    """The band, its middle, and at its edge what it is."""
    if "low" not in frame.column_names or not (known := frame.num_rows - frame["low"].null_count):
        return []
    lowest = min(row["low"] for row in frame.to_pylist() if row["low"] is not None)
    there = base.transform_filter("isValid(datum.low) && isValid(datum.high)")
    low, high = alt.Y("low:Q", scale=scale, title=None), alt.Y2("high:Q")
    fill: dict[str, Any] = {"color": look.line, "opacity": 0.65}
    # an area of one point is nothing to be seen
    drawn = there.mark_area(**fill) if known > 1 else there.mark_bar(size=34, **fill)
    layers = [drawn.encode(y=low, y2=high)]
    if "median" in frame.column_names:
        middle = there.encode(y=alt.Y("median:Q", scale=scale, title=None))
        layers.append(middle.mark_line(color=look.muted, strokeWidth=1.2, strokeDash=[4, 3]))
    if label:
        first = next(row["period"] for row in frame.to_pylist() if row["low"] is not None)
        begins = there.transform_filter(alt.FieldEqualPredicate(field="period", equal=first))
        # below the band; where it may lie on the axis, above it
        edge, place = ("low", _UNDER) if lowest else ("high", _OVER)
        words = begins.mark_text(text=label, color=look.muted, fontSize=11, font=font, align="left", **place)
        layers.append(words.encode(y=alt.Y(f"{edge}:Q", scale=scale, title=None)))
    return layers


def _span(frame: pa.Table, *, zero: bool, most: float | None) -> list[float]:
    """From where to where the axis goes: all values and the band, with room for what is written above a point."""
    columns = [name for name in ("value", "low", "high", "median") if name in frame.column_names]
    values = [value for name in columns for value in frame[name].to_pylist() if value is not None] or [0.0]
    lowest, highest = (0.0 if zero else min(values)), max(values)
    room = (highest - lowest) * 0.2 or abs(highest) * 0.05 or 1.0
    top = highest + room
    if most is not None and top > most:  # the label of a point at the top stands in the margin
        top = max(most, highest)
    return [lowest if zero else max(0.0, lowest - room) if min(values) >= 0 else lowest - room, top]

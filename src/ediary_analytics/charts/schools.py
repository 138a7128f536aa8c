"""Schools in rows, each a dot on one scale, with the band it may be read against behind it."""

import altair as alt
import pyarrow as pa

from ediary_analytics.charts.palette import palette

_ROW_HEIGHT = 26
_NAME_WIDTH = 210
#: Height of the axis above, which is part of the picture's.
_AXIS = 34
#: Room to both sides, as a share of the span of all values.
_ROOM = 0.14


def schools(frame: pa.Table, *, decimal: str = ".", dark: bool = False, font: str = "sans-serif") -> alt.LayerChart:
    """A dot per school with its number beside it; a grey band from low to high, and a tick in its middle.

    Args:
        frame: a row per school, in the order to show: ``school`` (label), ``value`` (null draws no dot), ``text`` (what
            is written beside it), ``low``, ``median``, ``high`` (null: no band), ``story`` (the sentence that pointing
            at it tells).
        decimal: the decimal sign of the axis.
        dark: draw for the dark theme.
        font: the family of the labels.
    """
    look = palette(dark=dark)
    names = list(dict.fromkeys(frame["school"].to_pylist()))
    known = [one for name in ("value", "low", "high") for one in frame[name].to_pylist() if one is not None] or [0, 1]
    room = (max(known) - min(known)) * _ROOM or 1
    scale = alt.Scale(domain=[min(known) - room, max(known) + 2.5 * room], nice=False, zero=False)
    written = f"replace(datum.label, '.', '{decimal}')"
    axis = alt.Axis(orient="top", tickCount=4, labelExpr=written, labelPadding=4)
    base = alt.Chart(frame).encode(
        y=alt.Y(
            "school:N",
            sort=names,
            title=None,
            axis=alt.Axis(labelPadding=8, labelLimit=_NAME_WIDTH, labelColor=look.text, labelOverlap=False, grid=False),
            scale=alt.Scale(paddingInner=0.3),
        ),
        tooltip=alt.Tooltip("story:N"),
    )
    banded = base.transform_filter("isValid(datum.low)")
    band = banded.mark_bar(color=look.line, height={"band": 0.9}).encode(
        x=alt.X("low:Q", title=None, scale=scale, axis=axis), x2="high:Q"
    )
    middle = banded.mark_tick(color=look.muted, thickness=2, height={"band": 0.9}).encode(
        x=alt.X("median:Q", title=None, scale=scale, axis=axis)
    )
    at = base.transform_filter("isValid(datum.value)").encode(x=alt.X("value:Q", title=None, scale=scale, axis=axis))
    dots = at.mark_point(shape="circle", filled=True, size=90, color=look.accent, opacity=1)
    texts = at.mark_text(align="left", dx=9, fontSize=12, font=font, color=look.text).encode(text="text:N")
    chart: alt.LayerChart = (
        alt.layer(band, middle, dots, texts)
        .properties(height=_AXIS + _ROW_HEIGHT * max(len(names), 1), width="container")
        .configure_view(stroke=None)
        .configure_axis(
            labelFont=font,
            labelFontSize=12,
            labelColor=look.muted,
            labelFlush=False,
            ticks=False,
            domain=False,
            gridColor=look.line,
        )
    )
    return chart

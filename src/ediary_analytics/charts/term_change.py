"""Groups: where each stood before and where it stands now, as a dumbbell."""

import altair as alt
import pyarrow as pa

from ediary_analytics.charts.palette import palette

_ROW_HEIGHT = 28
_NAME_WIDTH = 170
#: Height of the axis above, which is part of the picture's.
_AXIS = 34
#: Room in the unit of the values to both sides, for the labels.
_ROOM = 0.45


def term_change(frame: pa.Table, *, dark: bool = False, font: str = "sans-serif", decimal: str = ".") -> alt.LayerChart:
    """From a hollow ring (before) to a full dot (now), whose value is written beside it.

    Args:
        frame: a row per group, in the order to show: ``group`` (label), ``before`` and ``now`` (either may be null),
            ``label`` (what is written beside the dot), ``story`` (the sentence that pointing at it tells).
        dark: draw for the dark theme.
        font: the family of the labels.
        decimal: the decimal sign of the axis.
    """
    look = palette(dark=dark)
    groups = list(dict.fromkeys(frame["group"].to_pylist()))
    known = [value for name in ("before", "now") for value in frame[name].to_pylist() if value is not None] or [0, 1]
    axis = alt.Axis(
        orient="top", tickCount=5, labelExpr=f"replace(datum.label, '.', '{decimal}')", grid=True, labelPadding=4
    )
    scale = alt.Scale(domain=[min(known) - _ROOM, max(known) + _ROOM], nice=False, zero=False)
    base = alt.Chart(frame).encode(
        y=alt.Y(
            "group:N",
            sort=groups,
            title=None,
            axis=alt.Axis(labelPadding=8, labelLimit=_NAME_WIDTH, labelColor=look.text, labelOverlap=False, grid=False),
        ),
        tooltip=alt.Tooltip("story:N"),
    )
    both = base.transform_filter("isValid(datum.before) && isValid(datum.now)")
    line = both.mark_rule(color=look.muted, strokeWidth=2).encode(
        x=alt.X("before:Q", title=None, scale=scale, axis=axis), x2="now:Q"
    )
    before = base.transform_filter("isValid(datum.before)").mark_point(
        shape="circle", size=70, color=look.muted, fill=look.background, filled=False, strokeWidth=2, opacity=1
    )
    now = base.transform_filter("isValid(datum.now)").mark_point(
        shape="circle", size=90, filled=True, color=look.accent, opacity=1
    )
    at_now = alt.X("now:Q", title=None, scale=scale, axis=axis)
    falls = "isValid(datum.before) && datum.now < datum.before"
    known_now = base.transform_filter("isValid(datum.now)").encode(x=at_now, text="label:N")
    right = known_now.transform_filter(f"!({falls})").mark_text(
        align="left", dx=9, fontSize=12, font=font, color=look.text
    )
    left = known_now.transform_filter(falls).mark_text(align="right", dx=-9, fontSize=12, font=font, color=look.text)
    chart: alt.LayerChart = (
        alt.layer(
            line,
            before.encode(x=alt.X("before:Q", title=None, scale=scale, axis=axis)),
            now.encode(x=at_now),
            right,
            left,
        )
        .properties(height=_AXIS + _ROW_HEIGHT * max(len(groups), 1), width="container")
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

"""Groups × values: how the grades of each group lie, side by side."""

import json

import altair as alt
import pyarrow as pa

from ediary_analytics.charts.palette import palette

_ROW_HEIGHT = 44
_NAME_WIDTH = 170
#: Height of the axis above, which is part of the picture's.
_AXIS = 30
#: What of a row's height the tallest bar takes; above it its count is written.
_TALLEST = 0.62


def distribution(frame: pa.Table, *, dark: bool = False, font: str = "sans-serif") -> alt.LayerChart:
    """A small bar chart per group on one common scale; the count stands on each bar.

    Args:
        frame: a row per group and value, in the order to show: ``group``, ``value`` (labels), ``share`` (of the
            group, 0 to 1), ``count``, ``story`` (the sentence that pointing at the bar tells).
        dark: draw for the dark theme.
        font: the family of the labels.
    """
    look = palette(dark=dark)
    groups = list(dict.fromkeys(frame["group"].to_pylist()))
    values = list(dict.fromkeys(frame["value"].to_pylist()))
    most = max([share for share in frame["share"].to_pylist() if share], default=1)
    floor = [groups.index(group) + 0.92 for group in frame["group"].to_pylist()]
    tops = [
        base - _TALLEST * (share or 0) / most for base, share in zip(floor, frame["share"].to_pylist(), strict=True)
    ]
    drawn = frame.append_column("floor", pa.array(floor)).append_column("top", pa.array(tops))
    names = f"{json.dumps(groups)}[floor(datum.value)]"
    scale = alt.Scale(domain=[0, max(len(groups), 1)], reverse=True, nice=False)
    base = alt.Chart(drawn).encode(
        x=alt.X(
            "value:O",
            sort=values,
            title=None,
            axis=alt.Axis(orient="top", labelAngle=0, labelPadding=4),
            scale=alt.Scale(paddingInner=0.25, paddingOuter=0.1),
        ),
        tooltip=alt.Tooltip("story:N"),
    )
    axis = alt.Axis(
        values=[place + 0.75 for place in range(len(groups))],
        labelExpr=names,
        labelPadding=8,
        labelLimit=_NAME_WIDTH,
        labelColor=look.text,
    )
    bars = (
        base.transform_filter("datum.count > 0")
        .mark_bar(color=look.accent, cornerRadiusTopLeft=2, cornerRadiusTopRight=2)
        .encode(y=alt.Y("floor:Q", title=None, scale=scale, axis=axis), y2="top:Q")
    )
    nothing = (
        base.transform_filter("datum.count == 0")
        .mark_tick(color=look.line, thickness=1)
        .encode(y=alt.Y("floor:Q", title=None, scale=scale, axis=axis))
    )
    counts = (
        base.transform_filter("datum.count > 0")
        .mark_text(dy=-6, fontSize=10.5, color=look.muted, font=font)
        .encode(y=alt.Y("top:Q", title=None, scale=scale, axis=axis), text=alt.Text("count:Q"))
    )
    chart: alt.LayerChart = (
        alt.layer(nothing, bars, counts)
        .properties(height=_AXIS + _ROW_HEIGHT * max(len(groups), 1), width="container")
        .configure_view(stroke=None)
        .configure_axis(
            labelFont=font,
            labelFontSize=12,
            labelColor=look.muted,
            labelOverlap=False,
            ticks=False,
            domain=False,
            grid=False,
        )
    )
    return chart

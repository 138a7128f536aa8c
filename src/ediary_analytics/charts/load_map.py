"""Class × week: how many tests; the weeks with a day over the limit, and those to come, stand out by their frame."""

import altair as alt
import pyarrow as pa

from ediary_analytics.charts.palette import palette

_ROW_HEIGHT = 28
_NAME_WIDTH = 120
#: Height of the axis above, which is part of the picture's.
_AXIS = 30
_ROUND = 3
#: So many in a cell are drawn in the full tint even where no cell holds more.
_MANY = 4
#: How much of the accent tints a cell: the text on it stays readable in both themes.
_TINT = (0.1, 0.5)


def load_map(frame: pa.Table, *, dark: bool = False, font: str = "sans-serif") -> alt.LayerChart:
    """Class × week: how many tests, written into its cell; the darker, the more.

    Args:
        frame: a row per cell, in the order to show: ``class``, ``week`` (labels), ``tests`` (how many), ``text`` (what
            is written), ``over`` (whether a day of it is over the limit), ``coming`` (whether it is still ahead),
            ``story`` (the sentence that pointing at the cell tells).
        dark: draw for the dark theme.
        font: the family of the labels.
    """
    look = palette(dark=dark)
    classes = list(dict.fromkeys(frame["class"].to_pylist()))
    weeks = list(dict.fromkeys(frame["week"].to_pylist()))
    most = max(_MANY, *frame["tests"].to_pylist())
    cells = alt.Chart(frame).encode(
        x=alt.X(
            "week:O",
            sort=weeks,
            title=None,
            axis=alt.Axis(orient="top", labelAngle=0, labelPadding=6),
            scale=alt.Scale(paddingInner=0.08, paddingOuter=0),
        ),
        y=alt.Y(
            "class:N",
            sort=classes,
            title=None,
            axis=alt.Axis(labelPadding=8, labelLimit=_NAME_WIDTH, labelColor=look.text),
            scale=alt.Scale(paddingInner=0.14, paddingOuter=0),
        ),
        tooltip=alt.Tooltip("story:N"),
    )
    none = cells.transform_filter("datum.tests == 0").mark_rect(cornerRadius=_ROUND, color=look.surface)
    some = (
        cells.transform_filter("datum.tests > 0")
        .mark_rect(cornerRadius=_ROUND, color=look.accent)
        .encode(
            fillOpacity=alt.FillOpacity("tests:Q", scale=alt.Scale(domain=[1, most], range=list(_TINT)), legend=None)
        )
    )
    coming = cells.transform_filter("datum.coming && datum.tests > 0").mark_rect(
        cornerRadius=_ROUND, fillOpacity=0, stroke=look.accent, strokeDash=[3, 3]
    )
    over = cells.transform_filter("datum.over").mark_rect(
        cornerRadius=_ROUND, fillOpacity=0, stroke=look.missing, strokeWidth=2
    )
    text = (
        cells.transform_filter("datum.tests > 0")
        .mark_text(fontSize=12, font=font, color=look.text)
        .encode(text=alt.Text("text:N"))
    )
    chart: alt.LayerChart = (
        alt.layer(none, some, coming, over, text)
        .properties(height=_AXIS + _ROW_HEIGHT * len(classes), width="container")
        .configure_view(stroke=None)
        .configure_axis(
            labelFont=font,
            labelFontSize=12,
            labelColor=look.muted,
            labelFlush=False,
            labelOverlap="parity",
            ticks=False,
            domain=False,
            grid=False,
        )
    )
    return chart

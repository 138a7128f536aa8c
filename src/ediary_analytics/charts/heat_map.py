"""Person × week: how much is missing."""

import altair as alt
import pyarrow as pa

from ediary_analytics.charts.palette import palette

_ROW_HEIGHT = 26
_NAME_WIDTH = 190
_ROUND = 3
#: So many in a cell are drawn in the full colour even where no cell holds more: a few are never alarming.
_MANY = 8


def heat_map(frame: pa.Table, *, dark: bool = False, font: str = "sans-serif") -> alt.LayerChart:
    """Person × week: how much is missing, written into its cell; the darker, the more.

    Args:
        frame: a row per cell, in the order to show: ``person``, ``week`` (labels), ``due``, ``missing`` (counts),
            ``story`` (the sentence that pointing at the cell tells). A cell with nothing due is outlined only.
        dark: draw for the dark theme.
        font: the family of the labels.
    """
    look = palette(dark=dark)
    most = max(_MANY, *frame["missing"].to_pylist())
    people = list(dict.fromkeys(frame["person"].to_pylist()))
    weeks = list(dict.fromkeys(frame["week"].to_pylist()))
    cells = alt.Chart(frame).encode(
        x=alt.X(
            "week:O",
            sort=weeks,
            title=None,
            axis=alt.Axis(orient="top", labelAngle=0, labelPadding=6),
            scale=alt.Scale(paddingInner=0.06, paddingOuter=0),
        ),
        y=alt.Y(
            "person:N",
            sort=people,
            title=None,
            axis=alt.Axis(labelPadding=8, labelLimit=_NAME_WIDTH),
            scale=alt.Scale(paddingInner=0.12, paddingOuter=0),
        ),
        tooltip=alt.Tooltip("story:N"),
    )
    nothing_due = cells.transform_filter("datum.due == 0").mark_rect(
        cornerRadius=_ROUND, fillOpacity=0, stroke=look.line, strokeDash=[3, 3]
    )
    nothing_missing = cells.transform_filter("datum.due > 0 && datum.missing == 0").mark_rect(
        cornerRadius=_ROUND, color=look.calm_fill
    )
    missing = (
        cells.transform_filter("datum.missing > 0")
        .mark_rect(cornerRadius=_ROUND)
        .encode(
            color=alt.Color(
                "missing:Q",
                scale=alt.Scale(type="sqrt", domain=[1, most], range=list(look.missing_fill), interpolate="lab"),
                legend=None,
            )
        )
    )
    # the darker half of the scale needs the ink of the other theme
    ink = alt.condition(f"datum.missing > {most * 0.5}", alt.value(look.background), alt.value(look.text))
    count = (
        cells.transform_filter("datum.missing > 0")
        .mark_text(fontSize=12, font=font)
        .encode(text=alt.Text("missing:Q"), color=ink)
    )
    chart: alt.LayerChart = (
        alt.layer(nothing_due, nothing_missing, missing, count)
        .properties(height=_ROW_HEIGHT * len(people), width="container")
        .configure_view(stroke=None)
        .configure_axis(
            labelFont=font,
            labelFontSize=12,
            labelColor=look.muted,
            labelFlush=False,
            labelOverlap=False,
            ticks=False,
            domain=False,
            grid=False,
        )
    )
    return chart

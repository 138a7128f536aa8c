"""Rows × columns of one number, such as weekday × lesson: the more, the deeper, with the number in the cell."""

import altair as alt
import pyarrow as pa

from ediary_analytics.charts.cells import ROUND, ink, quiet, shade
from ediary_analytics.charts.palette import palette

_ROW_HEIGHT = 30
_NAME_WIDTH = 190
#: The axis on top takes its room from the chart's height.
_HEAD = 24


def matrix(
    frame: pa.Table,
    *,
    most: float | None = None,
    row_height: int = _ROW_HEIGHT,
    dark: bool = False,
    font: str = "sans-serif",
) -> alt.LayerChart:
    """A heat map of any two orders.

    Args:
        frame: a row per cell, in the order to show: ``row``, ``column`` (labels), ``value`` (null: nothing to be told,
            outlined only), ``text`` (what stands in the cell), ``story`` (the sentence that pointing at it tells).
        most: the value of the deepest colour; the highest of the frame unless said.
        row_height: in pixels.
        dark: draw for the dark theme.
        font: the family of the labels.
    """
    look = palette(dark=dark)
    deepest = most or max((value for value in frame["value"].to_pylist() if value), default=1)
    rows = list(dict.fromkeys(frame["row"].to_pylist()))
    columns = list(dict.fromkeys(frame["column"].to_pylist()))
    cells = alt.Chart(frame).encode(
        x=alt.X(
            "column:O",
            sort=columns,
            title=None,
            axis=alt.Axis(orient="top", labelAngle=0, labelPadding=6, labelOverlap=False, grid=False),
            scale=alt.Scale(paddingInner=0.06, paddingOuter=0),
        ),
        y=alt.Y(
            "row:O",
            sort=rows,
            title=None,
            axis=alt.Axis(labelPadding=8, labelLimit=_NAME_WIDTH, labelOverlap=False, grid=False),
            scale=alt.Scale(paddingInner=0.1, paddingOuter=0),
        ),
        tooltip=alt.Tooltip("story:N"),
    )
    known = cells.transform_filter("isValid(datum.value)")
    chart = alt.layer(
        cells.transform_filter("!isValid(datum.value)").mark_rect(
            cornerRadius=ROUND, fillOpacity=0, stroke=look.line, strokeDash=[3, 3]
        ),
        known.mark_rect(cornerRadius=ROUND).encode(color=shade(look, "value", deepest)),
        known.mark_text(fontSize=12, font=font).encode(text="text:N", color=ink(look, "value", deepest)),
    )
    return quiet(chart.properties(height=_HEAD + row_height * len(rows), width="container"), look, font)

"""How late what came late came: a bar for each span of time."""

import altair as alt
import pyarrow as pa

from ediary_analytics.charts.cells import quiet
from ediary_analytics.charts.palette import palette

_ROW_HEIGHT = 30
_NAME_WIDTH = 120
#: Room to the right of the longest bar for its number.
_AIR = 1.35


def delay(frame: pa.Table, *, dark: bool = False, font: str = "sans-serif") -> alt.LayerChart:
    """Bars of counts, the shortest delay on top, each with its number beside it.

    Args:
        frame: a row per bar, in the order to show: ``band`` (label), ``count``, ``text`` (what stands beside the bar),
            ``story`` (the sentence that pointing at it tells).
        dark: draw for the dark theme.
        font: the family of the labels.
    """
    look = palette(dark=dark)
    most = max([1, *frame["count"].to_pylist()])
    base = alt.Chart(frame).encode(
        y=alt.Y(
            "band:N",
            sort=frame["band"].to_pylist(),
            title=None,
            axis=alt.Axis(labelPadding=8, labelLimit=_NAME_WIDTH),
            scale=alt.Scale(paddingInner=0.35, paddingOuter=0.1),
        ),
        x=alt.X("count:Q", title=None, axis=None, scale=alt.Scale(domain=[0, most * _AIR], nice=False)),
        tooltip=alt.Tooltip("story:N"),
    )
    bars = base.mark_bar(color=look.late, cornerRadiusEnd=3)
    numbers = base.mark_text(align="left", baseline="middle", dx=6, fontSize=12, font=font, color=look.text).encode(
        text=alt.Text("text:N")
    )
    return quiet(
        alt.layer(bars, numbers).properties(height=_ROW_HEIGHT * frame.num_rows, width="container"), look, font
    )

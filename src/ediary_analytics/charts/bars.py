"""How many of each kind: a bar with its number at the end."""

import altair as alt
import pyarrow as pa

from ediary_analytics.charts.cells import ROUND, quiet
from ediary_analytics.charts.palette import palette

_ROW = 28
_NAME = 230


def bars(frame: pa.Table, *, dark: bool = False, font: str = "sans-serif") -> alt.LayerChart:
    """A bar per kind, in the order of the frame.

    Args:
        frame: ``label``, ``value`` (a count), ``text`` (the number as one reads it), ``story`` (the sentence that
            pointing at the bar tells).
        dark: draw for the dark theme.
        font: the family of the labels.
    """
    look = palette(dark=dark)
    base = alt.Chart(frame).encode(
        y=alt.Y(
            "label:N",
            sort=frame["label"].to_pylist(),
            title=None,
            axis=alt.Axis(labelLimit=_NAME, labelPadding=8),
            scale=alt.Scale(paddingInner=0.3, paddingOuter=0.1),
        ),
        x=alt.X("value:Q", axis=None, scale=alt.Scale(domainMin=0, nice=False)),
        tooltip=alt.Tooltip("story:N"),
    )
    bar = base.mark_bar(color=look.accent, cornerRadiusEnd=ROUND)
    number = base.mark_text(align="left", dx=5, font=font, fontSize=12, color=look.text).encode(text="text:N")
    chart = alt.layer(bar, number).properties(height=_ROW * max(frame.num_rows, 1), width="container")
    return quiet(chart, look, font)

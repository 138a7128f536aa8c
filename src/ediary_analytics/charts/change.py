"""Before and since: two points for each line, and the way between them."""

import altair as alt
import pyarrow as pa

from ediary_analytics.charts.cells import quiet
from ediary_analytics.charts.palette import palette

_ROW = 30
_NAME = 190


def change(frame: pa.Table, *, dark: bool = False, font: str = "sans-serif") -> alt.LayerChart:
    """A line per label from an outlined point (before) to a filled one (since), each with its number.

    Args:
        frame: ``label``, ``before``, ``since`` (numbers of one unit), ``before_text``, ``since_text`` (as one reads
            them), ``story`` (the sentence that pointing at the line tells).
        dark: draw for the dark theme.
        font: the family of the labels.
    """
    look = palette(dark=dark)
    y = alt.Y(
        "label:N",
        sort=frame["label"].to_pylist(),
        title=None,
        axis=alt.Axis(labelLimit=_NAME, labelPadding=8),
        scale=alt.Scale(paddingInner=0.3, paddingOuter=0.5),
    )
    scale = alt.Scale(domainMin=0, nice=False, padding=34)
    base = alt.Chart(frame).encode(y=y, tooltip=alt.Tooltip("story:N"))
    line = base.mark_rule(color=look.muted, strokeWidth=2).encode(
        x=alt.X("before:Q", title=None, axis=None, scale=scale), x2="since:Q"
    )
    layers: list[alt.Chart] = [line]
    for name, filled, colour in (("before", False, look.muted), ("since", True, look.accent)):
        x = alt.X(f"{name}:Q", title=None, axis=None, scale=scale)
        other = "since" if name == "before" else "before"
        fill = colour if filled else look.background
        layers.append(base.mark_point(size=80, filled=True, fill=fill, stroke=colour, opacity=1).encode(x=x))
        for test, dx in ((f"datum.{name} < datum.{other}", -9), (f"datum.{name} >= datum.{other}", 9)):
            text = base.transform_filter(test).mark_text(
                align="right" if dx < 0 else "left",
                dx=dx,
                font=font,
                fontSize=12,
                color=look.text if filled else look.muted,
            )
            layers.append(text.encode(x=x, text=f"{name}_text:N"))
    chart = alt.layer(*layers).properties(height=_ROW * max(frame.num_rows, 1), width="container")
    return quiet(chart, look, font)

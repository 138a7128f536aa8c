"""What charts of cells and lines share: the shade of a number, the ink that can be read on it, quiet axes."""

from typing import Any

import altair as alt

from ediary_analytics.charts.palette import Palette

ROUND = 3
#: From this part of the darkest shade on, what is written needs the ink of the other theme.
_DARK_HALF = 0.55


def shade(look: Palette, field: str, most: float) -> alt.Color:
    """The more, the deeper: the accent's fills, from nothing to ``most``."""
    scale = alt.Scale(type="linear", domain=[0, most], range=list(look.accent_fill), interpolate="lab", clamp=True)
    return alt.Color(f"{field}:Q", scale=scale, legend=None)


def ink(look: Palette, field: str, most: float) -> Any:
    """What can be read on that shade."""
    return alt.condition(f"datum.{field} > {most * _DARK_HALF}", alt.value(look.background), alt.value(look.text))


def quiet(chart: alt.LayerChart | alt.FacetChart, look: Palette, font: str) -> alt.LayerChart:
    """No frame, no ticks, labels in the muted colour."""
    done: alt.LayerChart = chart.configure_view(stroke=None).configure_axis(
        labelFont=font,
        labelFontSize=12,
        labelColor=look.muted,
        titleFont=font,
        titleFontSize=12,
        titleColor=look.muted,
        titleFontWeight="normal",
        gridColor=look.line,
        labelFlush=False,
        ticks=False,
        domain=False,
    )
    return done

"""Frame → Altair chart, in the colours that mean the same everywhere; its words come with the frame.

One kind of chart a module. Each takes a small frame whose texts are ready to be read, the theme and the font, and gives
an Altair chart; it knows neither Streamlit nor where the frame comes from.
"""

from ediary_analytics.charts.bars import bars
from ediary_analytics.charts.calendar import calendar
from ediary_analytics.charts.change import change
from ediary_analytics.charts.delay import delay
from ediary_analytics.charts.distribution import distribution
from ediary_analytics.charts.heat_map import heat_map
from ediary_analytics.charts.load_map import load_map
from ediary_analytics.charts.marks import marks
from ediary_analytics.charts.matrix import matrix
from ediary_analytics.charts.palette import DARK, LIGHT, Palette, palette
from ediary_analytics.charts.schools import schools
from ediary_analytics.charts.term_change import term_change
from ediary_analytics.charts.trend import trend

__all__ = [
    "DARK",
    "LIGHT",
    "Palette",
    "bars",
    "calendar",
    "change",
    "delay",
    "distribution",
    "heat_map",
    "load_map",
    "marks",
    "matrix",
    "palette",
    "schools",
    "term_change",
    "trend",
]

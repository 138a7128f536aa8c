"""Marks over time, a strip for each subject: every mark a point, a line through them, the mean beside."""

from typing import Final

import altair as alt
import pyarrow as pa

from ediary_analytics.charts.cells import quiet
from ediary_analytics.charts.palette import palette

_ROW: Final = 40
_NAME: Final = 200
#: Points of 1 to 10 fill so much of a strip.
_FILLED: Final = 0.72
_HIGHEST, _SPAN = 10, 9


def marks(
    frame: pa.Table, *, line: float | None = None, dark: bool = False, font: str = "sans-serif"
) -> alt.LayerChart:
    """A strip per subject on one scale of days, points 1 to 10 from bottom to top.

    Args:
        frame: a row per mark in points, by subject in the order to show and by day: ``subject`` (label), ``day``
            (date), ``points``, ``end`` (what stands at the end of the strip, such as the mean; the same in all rows of
            a subject), ``story`` (the sentence that pointing at the mark tells).
        line: points at which each strip has a thin line, such as the lowest positive mark.
        dark: draw for the dark theme.
        font: the family of the labels.
    """
    look = palette(dark=dark)
    rows = frame.to_pylist()
    subjects = list(dict.fromkeys(row["subject"] for row in rows))
    at = {subject: number for number, subject in enumerate(subjects)}
    drawn = pa.table(
        {
            "strip": pa.array([at[row["subject"]] for row in rows], pa.int64()),
            "day": pa.array([row["day"].isoformat() for row in rows], pa.string()),
            "height": pa.array([_height(at[row["subject"]], row["points"]) for row in rows], pa.float64()),
            "end": pa.array([row["end"] for row in rows], pa.string()),
            "story": pa.array([row["story"] for row in rows], pa.string()),
        }
    )
    newest = {row["subject"]: row for row in rows}
    ends = pa.table(
        {
            "height": pa.array([number + 0.5 for number in at.values()], pa.float64()),
            "subject": pa.array(subjects, pa.string()),
            "end": pa.array([newest[subject]["end"] for subject in subjects], pa.string()),
        }
    )
    y = alt.Y("height:Q", axis=None, scale=alt.Scale(domain=[0, max(len(subjects), 1)], reverse=True, nice=False))
    x = alt.X(
        "day:T",
        title=None,
        axis=alt.Axis(format="%m-%d", grid=False, labelPadding=6, tickCount=6, orient="bottom"),
        scale=alt.Scale(nice=False, padding=6),
    )
    base = alt.Chart(drawn)
    lines = pa.table({"height": pa.array([_height(n, line) for n in at.values()] if line else [], pa.float64())})
    bounds = alt.Chart(lines).mark_rule(color=look.line, strokeDash=[3, 3]).encode(y=y)
    through = base.mark_line(color=look.muted, strokeWidth=1, opacity=0.55).encode(x=x, y=y, detail="strip:N")
    points = base.mark_point(color=look.accent, filled=True, size=42, opacity=1).encode(
        x=x, y=y, tooltip=alt.Tooltip("story:N")
    )
    labels = alt.Chart(ends)
    names = labels.mark_text(
        align="left", baseline="middle", font=font, fontSize=12, color=look.text, limit=_NAME - 15
    ).encode(x=alt.value(-_NAME), y=y, text="subject:N")
    beside = labels.mark_text(align="left", baseline="middle", dx=8, font=font, fontSize=12, color=look.muted).encode(
        x=alt.value("width"), y=y, text="end:N"
    )
    chart = alt.layer(bounds, through, points, names, beside).properties(
        height=_ROW * max(len(subjects), 1), width="container"
    )
    return quiet(chart, look, font)


def _height(strip: int, points: float) -> float:
    """Where a mark stands in its strip, from its top edge."""
    return strip + (1 - _FILLED) / 2 + _FILLED * (_HIGHEST - points) / _SPAN

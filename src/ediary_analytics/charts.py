"""Frame → Altair chart, in the colours that mean the same everywhere; its words come with the frame."""

from dataclasses import dataclass
from typing import Final

import altair as alt
import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme; each of the six states has its own, safe for colour-blind readers.

    Every one of them stands off the background by a contrast of at least 4.5. A state is never told by colour alone:
    a word or a shape goes with it. What cannot be checked has no colour: it is outlined.
    """

    background: str
    surface: str
    line: str
    text: str
    muted: str
    accent: str
    met: str
    late: str
    missing: str
    pending: str
    excused: str
    #: Fills that carry text: nothing missing, and from the fewest to the most missing.
    calm_fill: str
    missing_fill: tuple[str, str]


LIGHT: Final = Palette(
    background="#FFFFFF",
    surface="#F6F7F8",
    line="#DDE2E6",
    text="#1F2933",
    muted="#5A6672",
    accent="#2B5C8A",
    met="#0B6B63",
    late="#8A5A00",
    missing="#A8325A",
    pending="#5A6672",
    excused="#6A4C9C",
    calm_fill="#E3EFED",
    missing_fill=("#F4DDE5", "#B5476C"),
)
DARK: Final = Palette(
    background="#14191F",
    surface="#1C232B",
    line="#323C47",
    text="#E6EAEE",
    muted="#9FABB7",
    accent="#8DB9E8",
    met="#66C7BA",
    late="#E0AE55",
    missing="#F08FA8",
    pending="#9FABB7",
    excused="#BBA6E6",
    calm_fill="#1D302F",
    missing_fill=("#43283A", "#E58BA5"),
)

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
    look = DARK if dark else LIGHT
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

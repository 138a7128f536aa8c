"""Charts on a page: drawn once per frame, language and theme, then kept."""

from collections.abc import Callable
from typing import Any, Literal

import pyarrow as pa
import streamlit as st

from ediary_analytics import charts, i18n
from ediary_analytics.web import components, theme

_KINDS: dict[str, Callable[..., Any]] = {"trend": charts.trend, "calendar": charts.calendar, "matrix": charts.matrix}


def show(
    kind: Literal["trend", "calendar", "matrix"], frame: pa.Table, alt_text: str, rows: int = 1, **options: Any
) -> None:
    """Put a chart of a small frame on the page.

    Args:
        kind: a chart of :mod:`ediary_analytics.charts`.
        frame: as that chart wants it.
        alt_text: what it shows, for who does not see it.
        rows: how many rows it is high: a tall one scrolls.
        options: what else the chart takes, but for theme and font.
    """
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, frame.schema) as writer:
        writer.write_table(frame)
    packed, dark = sink.getvalue().to_pybytes(), st.context.theme.type == "dark"
    spec = _spec(kind, packed, i18n.language(), tuple(sorted(options.items())), dark=dark)
    components.picture(spec, alt_text, rows)


@st.cache_data(max_entries=256, show_spinner=False)
def _spec(
    kind: str, packed: bytes, language: str, options: tuple[tuple[str, Any], ...], *, dark: bool
) -> components.Spec:
    i18n.use(language)
    frame = pa.ipc.open_stream(packed).read_all()
    return components.spec(_KINDS[kind](frame, dark=dark, font=theme.FONT, **dict(options)))

"""What every page is made of: the sentence with the answer, numbers against others, pictures, downloads, notes."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache, partial
from html import escape
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import streamlit as st

from ediary_analytics import access, i18n
from ediary_analytics.i18n import _
from ediary_analytics.reports import table as files
from ediary_analytics.web import demo, theme, trace, ways

if TYPE_CHECKING:
    import altair as alt

_MIME = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}


@dataclass(frozen=True, slots=True)
class Tile:
    """A number that matters: what it is, of how many, against what; ``state`` gives it its colour and its shape.

    ``go`` is what :func:`tiles` tells when it is pressed.
    """

    name: str
    value: str
    of: str
    than: str = ""
    state: str = ""
    go: str = ""


@cache
def icon() -> Path:
    """The picture of the browser's tab: a local file, since Streamlit's own icons come from a web font."""
    with resources.as_file(resources.files(__package__) / "static" / "icon.png") as file:
        return file


def frame() -> None:
    """The page around the page: its width, icon and style sheet."""
    st.set_page_config(page_title=_("E-diary"), page_icon=str(icon()), layout="wide")
    st.html(f"<style>{theme.style_sheet()}</style>")


def title(sentence: str, under: Sequence[str]) -> None:
    """The answer as a sentence, and one grey line that says of what."""
    made_up = _("Demonstration: all persons are made up")
    banner = f'<div class="ed-demo">{escape(made_up)}</div>' if demo.is_on() else ""
    line = "".join(f"<span>{escape(part)}</span>" for part in under)
    st.html(f'{banner}<h1 class="ed-title">{escape(sentence)}</h1><p class="ed-under">{line}</p>')


_leading = st.components.v2.component(
    "ediary_tiles", html='<dl class="ed-tiles"></dl>', js=theme.tiles_script(), isolate_styles=False
)


def tiles(numbers: Sequence[Tile], key: str = "") -> str | None:
    """Three to five numbers in a row; with a key they may be pressed, and what the pressed one leads to is told once.

    A tile leads only where the viewer may go (see :func:`ediary_analytics.web.ways.there`).
    """
    if not numbers:
        return None
    if not key:
        st.html(f'<dl class="ed-tiles">{"".join(map(_tile, numbers))}</dl>')
        return None
    listed = [asdict(tile) | {"go": tile.go if tile.go and ways.there(tile.go) else ""} for tile in numbers]
    found: str | None = _leading(key=key, data={"tiles": listed}, on_go_change=lambda: None).go
    return found


def _tile(tile: Tile) -> str:
    shape = '<span class="ed-shape" aria-hidden="true"></span>' if tile.state else ""
    than = f'<dd class="ed-than">{escape(tile.than)}</dd>' if tile.than else ""
    return (
        f'<div class="ed-tile"><dt>{escape(tile.name)}</dt>'
        f'<dd class="ed-number ed-{tile.state}">{shape}{escape(tile.value)}</dd>'
        f'<dd class="ed-of">{escape(tile.of)}</dd>{than}</div>'
    )


def section(finding: str, lead: str = "") -> None:
    """A heading that says the finding, and one line that explains what is below."""
    below = f'<p class="ed-lead">{escape(lead)}</p>' if lead else ""
    st.html(f'<h2 class="ed-section">{escape(finding)}</h2>{below}')


def lead(text: str) -> None:
    """One quiet line that explains what is above or below."""
    st.html(f'<p class="ed-lead">{escape(text)}</p>')


#: What can be said in a few lists: a heading each, and sentences.
Said = tuple[str, Sequence[str]]


def said(lists: Sequence[Said]) -> None:
    """Lists of sentences side by side; on a phone one under the other."""
    parts = []
    for heading, sentences in lists:
        lines = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
        parts.append(f"<section><h2>{escape(heading)}</h2><ul>{lines}</ul></section>")
    st.html(f'<div class="ed-said">{"".join(parts)}</div>')


#: A chart as Vega-Lite takes it. Building one with Altair costs more than the rest of a page: keep it.
Spec = dict[str, Any]


def spec(chart: "alt.TopLevelMixin") -> Spec:
    """The chart, ready for :func:`picture`: its data is packed here as it goes to the browser, not on every rerun."""
    found = _as_one(chart.to_dict())
    return {**found, "datasets": {name: _packed(rows) for name, rows in found.get("datasets", {}).items()}}


def _packed(rows: Sequence[dict[str, Any]]) -> bytes:
    """Rows of a chart as an Arrow stream."""
    names = dict.fromkeys(name for row in rows for name in row)
    table = pa.table({name: [row.get(name) for row in rows] for name in names})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def picture(chart: Spec, alt_text: str, rows: int) -> None:
    """A chart made by :func:`spec`; on a phone it is folded away, and a tall one scrolls."""
    if "Mobi" in st.context.headers.get("User-Agent", ""):
        st.expander(_("Show the picture")).vega_lite_chart(chart, alt=alt_text)
    else:
        place = st.container(height=600, border=False) if rows > _TALL else st.container()
        place.vega_lite_chart(chart, alt=alt_text)


def _as_one(chart: Spec) -> Spec:
    """The chart as one picture with its words, to who does not see it; what it shows stands in the list besides.

    Its marks by themselves say "column: 2; value: 5", and a layer that has none is announced without a name.
    """
    inner: Spec = {
        name: [_as_one(part) for part in chart[name]] for name in ("layer", "hconcat", "vconcat") if name in chart
    }
    if "spec" in chart:
        inner["spec"] = _as_one(chart["spec"])
    if mark := chart.get("mark"):
        inner["mark"] = {**(mark if isinstance(mark, dict) else {"type": mark}), "aria": False}
    return {**chart, **inner}


#: Rows of a picture that stand without scrolling, and paragraphs of a note that stand unfolded.
_TALL = 22
_SHORT = 3


def downloads(label: str, parts: Sequence[str], make: Callable[[], pa.Table]) -> None:
    """A table as XLSX and CSV, in a file named by those parts; made, and logged, only when somebody asks for it.

    Nothing is offered to a role that may not take tables away.
    """
    viewer = trace.viewer()
    if viewer is None or not viewer.may_export:
        return
    name = "-".join(parts)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", width="content"):
        st.html(f'<span class="ed-lead">{escape(label)}</span>', width="content")
        for suffix, write in (("xlsx", files.as_xlsx), ("csv", files.as_csv)):
            st.download_button(
                suffix.upper(),
                partial(_write, write, make, viewer, f"{name}.{suffix}", i18n.language()),
                file_name=f"{name}.{suffix}",
                mime=_MIME[suffix],
                key=f"{name} {suffix}",
                type="tertiary",
                on_click="ignore",
            )


def _write(
    write: Callable[[pa.Table], bytes], make: Callable[[], pa.Table], viewer: access.Viewer, file: str, language: str
) -> bytes:
    i18n.use(language)  # it is made in a thread of Streamlit's
    made = make()
    trace.download(viewer, file, trace.named(made))
    return trace.made(viewer, write(made))


def note(heading: str, paragraphs: Sequence[str]) -> None:
    """Something to be told and acted on: outlined, never looking like a value; a long one is folded."""
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    opened = " open" if len(paragraphs) <= _SHORT else ""
    st.html(f'<details class="ed-note"{opened}><summary>{escape(heading)}</summary>{text}</details>')


def alert(heading: str, text: str) -> None:
    """A fault, with what to do next."""
    st.html(f'<div class="ed-note" role="alert"><h2>{escape(heading)}</h2><p>{escape(text)}</p></div>')


def foot(terms: Sequence[tuple[str, str]]) -> None:
    """The quiet end of a page: what the words mean."""
    text = "".join(f"<dt>{escape(term)}</dt><dd>{escape(meaning)}</dd>" for term, meaning in terms)
    st.html(f'<div class="ed-foot"><dl>{text}</dl></div>')

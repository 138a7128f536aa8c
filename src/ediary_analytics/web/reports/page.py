"""The parts of the page of reports: what is chosen, the report, its files, its preview."""

from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from ediary_analytics import i18n
from ediary_analytics.access import School, Viewer
from ediary_analytics.answers.school_year import Class
from ediary_analytics.errors import EdiaryError
from ediary_analytics.i18n import _
from ediary_analytics.reports import catalogue, desk, files
from ediary_analytics.reports.catalogue import Kind
from ediary_analytics.reports.desk import Chosen
from ediary_analytics.reports.document import Report
from ediary_analytics.web import choices, components, data, labels, table, trace
from ediary_analytics.web.choices import Place
from ediary_analytics.web.reports import tables

_MIME = {
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
#: The report that one comes for most often, of those that the role may make.
_USUAL = ("fill_check", "attendance_review", "class_month")
_PARTS = ("half_year", "trimester")


def kind(viewer: Viewer) -> Kind:
    """One of the reports that the viewer's role may make; where there is none, the page says so and ends."""
    known = {one.name: one for one in catalogue.kinds().values() if one.open_to(viewer)}
    if not known:
        components.title(_("No report is open to your role"), [])
        st.stop()
    names = sorted(known, key=lambda name: known[name].title.casefold())
    usual = next((name for name in _USUAL if name in known), names[0])
    with st.sidebar:
        return known[choices.pick("report", _("Report"), names, lambda name: known[name].title, usual)]


def choose(kind: Kind, place: Place) -> Chosen:
    """What the report asks for, and what may narrow it; a pupil stays with the session, out of the address."""
    asks = {*kind.asks, *kind.may}
    chosen = Chosen()
    if asks & {"month", "any_month"}:
        chosen = replace(chosen, month=choices.month(place, every="any_month" in asks))
    if "term" in asks:
        chosen = replace(chosen, term=choices.term(place, over=True).term_id)
    elif "half_year" in asks:
        chosen = replace(chosen, term=choices.term(place, _PARTS, over=True).term_id)
    if asks & {"class", "pupil"}:
        own = replace(place, year=replace(place.year, classes=_classes(place.view, place.school)))
        one = choices.school_class(own, every="class" not in kind.asks, general=True)
        chosen = replace(chosen, school_class=one.class_id if one else None)
    if "pupil" in asks:
        chosen = replace(chosen, pupil=_pupil(place, chosen.school_class, every="pupil" not in kind.asks))
    return chosen


def _pupil(place: Place, school_class: str | None, *, every: bool) -> str | None:
    known = _roster(place.view, place.school, school_class)
    options = [None, *known] if every else list(known)
    shown = labels.apart(known, known.__getitem__)
    with st.sidebar:
        return st.selectbox(
            _("Pupil"),
            options,
            format_func=lambda pupil: shown[pupil] if pupil else _("All pupils"),
            key=f"pupil of reports {place.school.school_id} {school_class} {every}",
        )


@st.cache_data(max_entries=64, show_spinner=False)
def _classes(view: data.View, school: School) -> tuple[Class, ...]:
    """The classes of which the viewer may make reports."""
    with data.root(view).cursor() as con:
        return desk.at(con, school, Chosen(), viewer=view.viewer).year.classes


@st.cache_data(max_entries=64, show_spinner=False)
def _roster(view: data.View, school: School, school_class: str | None) -> dict[str, str]:
    """Names of the pupils of the school year by their ids, in order."""
    with data.root(view).cursor() as con:
        return desk.at(con, school, Chosen(school_class=school_class), viewer=view.viewer).pupils_of_year()


def made(kind: Kind, place: Place, chosen: Chosen) -> Report:
    """The report; where it cannot be made, the page says what is wrong and ends."""
    try:
        return _made(place.view, place.school, kind.name, chosen, i18n.language())
    except EdiaryError as error:
        components.title(kind.title, [kind.text("purpose")])
        components.alert(f"{error.wrong[:1].upper()}{error.wrong[1:]}.", f"{error.right}.")
        st.stop()


@st.cache_data(max_entries=32, show_spinner=False)
def _made(view: data.View, school: School, name: str, chosen: Chosen, language: str) -> Report:
    i18n.use(language)
    with data.root(view).cursor() as con:
        return desk.make(catalogue.kind(name), desk.at(con, school, chosen, viewer=view.viewer))


def head(kind: Kind, found: Report) -> None:
    """What the report is, of what, and its numbers; of several documents, how many there are."""
    first = found.documents[0]
    if len(found.documents) == 1:
        components.title(first.title, [*filter(None, [*first.under, found.clause])])
        components.tiles(tables.tiles(first.facts))
        return
    common = [part for part in first.under if part and all(part in one.under for one in found.documents)]
    components.title(tables.counted(found), [*common, *filter(None, [found.clause])])
    components.section(kind.title, kind.text("purpose"))


def downloads(found: Report, viewer: Viewer, chosen: Chosen) -> None:
    """PDF and XLSX, made and logged only when somebody asks for them; nothing for a role that may not export."""
    if not viewer.may_export:
        return
    label = _("Download the report:")
    name = "-".join(filter(None, (found.name, chosen.month, chosen.term, chosen.school_class)))
    with st.container(horizontal=True, gap="small", vertical_alignment="center", width="content"):
        st.html(f'<span class="ed-lead">{escape(label)}</span>', width="content")
        for suffix in files.WRITERS:
            st.download_button(
                suffix.removeprefix(".").upper(),
                partial(_write, found, viewer, suffix, f"{name}{suffix}", i18n.language()),
                file_name=f"{name}{suffix}",
                mime=_MIME[suffix],
                key=f"{name} {suffix}",
                on_click="ignore",
            )


def _write(found: Report, viewer: Viewer, suffix: str, file: str, language: str) -> bytes:
    i18n.use(language)
    content = files.WRITERS[suffix](found)
    trace.download(viewer, file, len(found.pupils))
    return trace.made(viewer, content)


def preview(found: Report, place: Place) -> None:
    """The tables and forms of the report, as they will stand in its files."""
    if len(found.pupils) == 1:
        trace.pupil("reports", place.school.school_id, *found.pupils)
    else:
        trace.pupils("reports", place.school.school_id, found.pupils)
    for number, (title, lead, shown) in enumerate(tables.of(found)):
        components.section(title, lead)
        if shown.rows:
            table.show(shown, key=f"{found.name}_{number}")
    for document in found.documents[:1]:
        for note in document.notes:
            components.note(note.title, note.paragraphs)

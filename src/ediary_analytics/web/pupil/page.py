"""The parts of a pupil's page; what a role does not see is left out, not shown empty."""

import streamlit as st

from ediary_analytics import access, charts, i18n
from ediary_analytics.access import Reason, Viewer
from ediary_analytics.answers import pupil
from ediary_analytics.answers.pupil import Pupil
from ediary_analytics.i18n import _
from ediary_analytics.web import components, data, table, theme, trace
from ediary_analytics.web.choices import Place
from ediary_analytics.web.pupil import choose, files, picture, tables, words

#: Marks lower than this are negative.
_POSITIVE = 4


def one(viewer: Viewer, place: Place) -> tuple[str, Pupil]:
    """The pupil to look at, by id; that somebody looked is written down."""
    chosen = choose.pupil(viewer, place)
    trace.pupil(choose.PAGE, place.school.school_id, chosen)
    return chosen, _look(place.view, chosen)


@st.cache_data(max_entries=128, show_spinner=False)
def _look(view: data.View, pupil_id: str) -> Pupil:
    with data.root(view).cursor() as con:
        return pupil.look(con, pupil_id, data.year(view).as_of, school=view.school)


@st.cache_data(max_entries=128, show_spinner=False)
def reasons(view: data.View, pupil_id: str, language: str) -> list[Reason]:
    """Why the viewer sees the pupil, in that language."""
    i18n.use(language)
    with data.root(view).cursor() as con:
        return access.why(con, view.viewer, pupil_id)


def attendance(found: Pupil, chosen: str, place: Place, *, sees_remarks: bool) -> None:
    """The calendar of absence and the months."""
    finding = words.absence_finding(found)
    components.section(finding, _("Lessons missed of each day; a month of the list opens to them."))
    if found.days.num_rows:
        dark = st.context.theme.type == "dark"
        components.picture(_calendar(place.view, chosen, i18n.language(), dark=dark), finding, 1)
    if found.attendance.num_rows:
        table.show(tables.months(found, sees_remarks=sees_remarks), key="months")
        components.downloads(_("Download the lessons missed:"), [_("lessons missed")], lambda: files.absences(found))


@st.cache_data(max_entries=64, show_spinner=False)
def _calendar(view: data.View, pupil_id: str, language: str, *, dark: bool) -> components.Spec:
    i18n.use(language)
    frame = picture.absences(_look(view, pupil_id))
    return components.spec(charts.calendar(frame, dark=dark, font=theme.FONT))


def grades(found: Pupil, chosen: str, place: Place, viewer: Viewer) -> None:
    """Marks over time, by subject, with term grades."""
    finding = words.marks_finding(found)
    if not found.subjects.num_rows and not found.terms.num_rows:
        components.section(finding, _only_risk_group(viewer))
        return
    in_points = sum(found.subjects["in_points"].to_pylist())
    lead = _("Every mark by day; the thin line is 4, the lowest positive mark.")
    components.section(finding, lead if in_points else "")
    if in_points:
        dark = st.context.theme.type == "dark"
        spec = _marks(place.view, chosen, i18n.language(), dark=dark)
        components.picture(spec, finding, found.subjects.num_rows)
    table.show(tables.subjects(found), key="subjects")
    with st.container(horizontal=True, gap="large"):
        components.downloads(_("Download the marks:"), [_("marks")], lambda: files.marks(found))
        if found.terms.num_rows:
            components.downloads(_("Download the term grades:"), [_("term grades")], lambda: files.term_grades(found))


def _only_risk_group(viewer: Viewer) -> str:
    if viewer.rights.lens is None:
        return ""
    return _("Your role sees the marks of pupils in the risk group only.")


@st.cache_data(max_entries=64, show_spinner=False)
def _marks(view: data.View, pupil_id: str, language: str, *, dark: bool) -> components.Spec:
    i18n.use(language)
    frame = picture.marks(_look(view, pupil_id))
    return components.spec(charts.marks(frame, line=_POSITIVE, dark=dark, font=theme.FONT))


def support(found: Pupil) -> None:
    """Signs of risk with what is behind them, and what the diary says of help."""
    if found.signs.num_rows:
        components.section(
            _("Signs of risk in the last 45 school days"), _("A sign says where to look, not what a pupil is like.")
        )
        table.show(tables.risk_signs(found), key="signs")
    if found.flags.num_rows:
        components.section(_("Support and agreements"))
        table.show(tables.flags(found), key="flags")


def others(found: Pupil) -> None:
    """What others still have to enter, and whether the guardians look into the diary."""
    if found.duties.num_rows:
        components.section(_("What others still have to enter"))
        table.show(tables.duties(found), key="duties")
    if found.guardians.num_rows:
        components.section(_("Guardians and the diary"))
        table.show(tables.guardians(found), key="guardians")

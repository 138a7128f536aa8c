"""The parts of the page logins."""

import pyarrow as pa
import streamlit as st

from ediary_analytics import charts
from ediary_analytics.access import Viewer
from ediary_analytics.answers.logins import Absent
from ediary_analytics.i18n import _
from ediary_analytics.web import choices, components, data, measures, table, theme, trace
from ediary_analytics.web.choices import Place
from ediary_analytics.web.fill_check.words import lacking
from ediary_analytics.web.logins import found as finding
from ediary_analytics.web.logins import picture, tables, words
from ediary_analytics.web.logins.found import Found

_PAGE = "logins"


def choose(place: Place) -> Found:
    """The month, and what is known of it."""
    return finding.look(place, choices.month(place))


def weeks(found: Found) -> None:
    """When: week by week; and when people were here last."""
    if not found.weeks:
        return
    left, right = st.columns([7, 5], gap="large")
    with left:
        text = words.weeks_finding(found)
        components.section(text, _("Who logged in during the week (its Monday), of those with an account."))
        dark = st.context.theme.type == "dark"
        components.picture(_trend(picture.weeks(found), dark=dark), text, 1)
    with right:
        components.section(_("When people were here last"), words.effect(found))
        table.show(tables.bands(found), key="bands")


# a frame's own words and numbers are the key
@st.cache_data(max_entries=64, show_spinner=False, hash_funcs={pa.Table: pa.Table.to_pydict})
def _trend(frame: pa.Table, *, dark: bool) -> components.Spec:
    return components.spec(charts.trend(frame, unit="%", zero=True, most=100, dark=dark, font=theme.FONT))


def classes(found: Found, viewer: Viewer) -> None:
    """Who: by class, down to the people for those who may name them."""
    if not found.lines:
        return
    named = viewer.may_name_pupils
    opened = table.opened("logins") if named else None
    people = _people(found, opened) if opened else []
    prints = _prints(found, opened) if opened else {}
    if opened:
        trace.pupils(_PAGE, found.place.school.school_id, [one.pupil_id for one in people])
    lead = _("A row opens to the people, and to whom reports are printed.") if named else words.hidden(found)
    components.section(words.list_finding(found), lead)
    table.show(tables.classes(found, opened, people, prints, named=named), key="logins")
    with st.container(horizontal=True, gap="large"):
        components.downloads(_("Download the table:"), [_("logins"), found.month], lambda: tables.file(found))
        if named:
            components.downloads(
                _("Download who never logged in:"),
                [_("never-logged-in"), found.month],
                lambda: tables.people_file(found, _never(found)),
            )


def _never(found: Found) -> list[Absent]:
    return finding.never(found.place.view, found.place.year.as_of)


def _people(found: Found, key: str) -> list[Absent]:
    if key == tables.STAFF:
        return [one for one in _never(found) if one.kind == tables.STAFF]
    return [one for one in _never(found) if one.class_id == key and one.kind != tables.STAFF]


def _prints(found: Found, key: str) -> dict[str, list[str]]:
    """The names of the pupils of a class who need a printed report."""
    view, school = found.place.view, found.place.school.school_id
    names = data.pupil_names(view.role, view.scope, view.file)
    ids = finding.to_print(found).get(key, [])
    trace.pupils(f"{_PAGE} print", school, ids)
    known = [pupil for of, pupil in names if of == school and pupil in ids]  # in the order of names
    return {key: [*(names[school, pupil] for pupil in known), *(pupil for pupil in ids if pupil not in known)]}


def foot(found: Found) -> None:
    """What is not known, and what the words mean."""
    unknown = dict(measures.lacking(found.answers))
    if unknown:
        lines = [f"{title}: {'; '.join(map(lacking, needs))}." for title, needs in unknown.items()]
        components.note(_("What cannot be told"), lines)
    names = ("pupils_reached", "login_active", "never_logged_in", "print_list", "last_login", "login_effect")
    components.foot(measures.definitions(*names))

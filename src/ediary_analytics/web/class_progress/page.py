"""The parts of the page class_progress."""

from dataclasses import replace

import pyarrow as pa
import streamlit as st

from ediary_analytics import charts
from ediary_analytics.answers import class_progress
from ediary_analytics.answers.class_progress import Pupil
from ediary_analytics.answers.school_year import Term
from ediary_analytics.i18n import _
from ediary_analytics.web import choices, components, data, formats, measures, table, theme, trace, ways
from ediary_analytics.web.choices import Place
from ediary_analytics.web.class_progress import found as finding
from ediary_analytics.web.class_progress import picture, tables, words
from ediary_analytics.web.class_progress.found import Found
from ediary_analytics.web.fill_check.words import lacking

_PAGE = "class_progress"


def choose(place: Place) -> Found:
    """Term, subject and class, and what is known of them."""
    term = choices.term(place, over=True)
    known = finding.subjects(place, term)
    with st.sidebar:
        subject = choices.pick(
            "subject", _("Subject"), ["", *known], lambda key: known[key] if key else _("All subjects"), "", unsaid=""
        )
    return finding.look(place, term, subject or None, choices.school_class(place))


def pictures(found: Found) -> None:
    """How the grades lie, and how they move."""
    if not found.shown:
        return
    dark = st.context.theme.type == "dark"
    left, right = st.columns([7, 5], gap="large")
    if not found.running:
        with left:
            text = picture.spread_finding(found)
            components.section(text, _("How many grades of each value, by group; beside its name the mean."))
            components.picture(_spread(picture.spread(found), dark=dark), text, 2 * len(found.shown))
    text, how = picture.moved_finding(found)
    with left if found.running else right:
        components.section(text, how)
        sign = formats.number(0.5, 1)[1]
        components.picture(_moved(picture.moved(found), sign, dark=dark), text, len(found.shown))


# a frame's own words and numbers are the key
@st.cache_data(max_entries=64, show_spinner=False, hash_funcs={pa.Table: pa.Table.to_pydict})
def _spread(frame: pa.Table, *, dark: bool) -> components.Spec:
    return components.spec(charts.distribution(frame, dark=dark, font=theme.FONT))


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs={pa.Table: pa.Table.to_pydict})
def _moved(frame: pa.Table, sign: str, *, dark: bool) -> components.Spec:
    return components.spec(charts.term_change(frame, dark=dark, font=theme.FONT, decimal=sign))


def lines(found: Found) -> None:
    """The list; a row opens to its grades and, where they may be named, its pupils."""
    opened = table.opened("progress")
    pupils = _open(found, opened) if opened else None
    may_go = ways.there("pupil")
    if pupils:
        trace.pupils(_PAGE, found.place.school.school_id, [pupil.pupil_id for pupil in pupils])
    components.section(words.list_finding(found), words.hidden(found))
    if went := table.show(tables.lines(found, opened, pupils, may_go=may_go), key="progress"):
        ways.to_pupil(found.place.school.school_id, went)
    components.downloads(_("Download the table:"), [_("progress"), found.term.term_id], lambda: tables.file(found))


def _open(found: Found, key: str) -> list[Pupil]:
    viewer = trace.viewer()
    named = viewer is not None and (viewer.may_name_pupils or viewer.rights.named_from is not None)
    line = next((line for line in found.shown if line.key == key), None)
    if not named or line is None:
        return []
    school_class, subject = (found.school_class.class_id if found.school_class else key), found.subject
    if found.by_subject:
        subject = key
    before = found.before.term_id if found.before else None
    last = finding.last_day(found.place, found.term)
    term = replace(found.term, ends_on=last)
    if found.running:
        return _of_marks(found.place.view, term, school_class, subject)
    return _of_grades(found.place.view, term, before, school_class, subject)


@st.cache_data(max_entries=256, show_spinner=False)
def _of_marks(view: data.View, term: Term, class_id: str, subject: str | None) -> list[Pupil]:
    with data.root(view).cursor() as con:
        return class_progress.marks(con, class_id, term.starts_on, term.ends_on, subject)


@st.cache_data(max_entries=256, show_spinner=False)
def _of_grades(view: data.View, term: Term, before: str | None, class_id: str, subject: str | None) -> list[Pupil]:
    with data.root(view).cursor() as con:
        return class_progress.pupils(con, class_id, term.term_id, before, subject)


def foot(found: Found) -> None:
    """What is not known, and what the words mean."""
    if unknown := measures.lacking(found.answers):
        lines = [f"{title}: {'; '.join(map(lacking, needs))}." for title, needs in unknown]
        components.note(_("What cannot be told"), lines)
    names = (
        ("mean_mark",)
        if found.running
        else tuple(name for name in finding.OF_TERMS if found.before or "term_" not in name)
    )
    components.foot(measures.definitions(*names))

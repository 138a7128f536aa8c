"""What is looked at: school, month, term, class and rules, chosen in the sidebar and kept in the address.

The address holds ids, never labels, so that it survives a change of language and may be sent to a colleague, who sees
it with rights of their own. Nothing personal is in it.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import streamlit as st

from ediary_analytics import access, policy
from ediary_analytics.access import School, Viewer, keys
from ediary_analytics.answers.fill_check import Import
from ediary_analytics.answers.school_year import Class, SchoolYear, Term
from ediary_analytics.calendar import usual_month
from ediary_analytics.errors import AccessError, InputError, PolicyError
from ediary_analytics.i18n import _
from ediary_analytics.web import data, empty, formats, labels


@dataclass(frozen=True, slots=True)
class Choice:
    """The school, the month (``2026-10``) and the rules to look at; ``own`` where they are the school's."""

    view: data.View
    school: School
    month: str
    rules: policy.Policy
    own: bool
    source: Import


@dataclass(frozen=True, slots=True)
class Place:
    """The school that is looked at, of whose year the rest is chosen; judged as its import was."""

    view: data.View
    school: School
    year: SchoolYear


@dataclass(frozen=True, slots=True)
class Everywhere:
    """All schools in scope together, by name; of ``year`` the months and the newest moment hold for all of them."""

    view: data.View
    schools: tuple[School, ...]
    year: SchoolYear


def ask(viewer: Viewer) -> Choice:
    """School, month and rules; where there is nothing to choose from, the page says why and ends."""
    # the month stands first, being changed most, though what there is depends on the school
    months_place = st.sidebar.container()
    file, school = _school(viewer)
    with st.sidebar:
        rules, own = _rules(school)
    view = data.view(viewer, file, school.school_id, None if own else rules.name)
    source, months = data.months(view, rules.name)
    with months_place:
        month = _month(months, source.as_of)
    return Choice(view, school, month, rules, own, source)


def standing(viewer: Viewer) -> Choice:
    """School and rules, of pages that look at all days together; their month is empty."""
    file, school = _school(viewer)
    with st.sidebar:
        rules, own = _rules(school)
    view = data.view(viewer, file, school.school_id, None if own else rules.name)
    return Choice(view, school, "", rules, own, data.months(view, rules.name)[0])


def place(viewer: Viewer) -> Place:
    """The school, of pages that judge by no rules; where there is none, the page says why and ends."""
    file, school = _school(viewer)
    view = data.view(viewer, file, school.school_id)
    return Place(view, school, data.year(view))


def everywhere(viewer: Viewer) -> Everywhere:
    """Every school in scope, of pages that lay them side by side; where there is none, the page says why and ends."""
    file, schools = _served(viewer, side_by_side=True)
    view = data.view(viewer, file, "")
    return Everywhere(view, tuple(schools), data.year(view))


def month(place: Place | Everywhere, *, every: bool = False) -> str:
    """One of the months with school days so far, or of ``every`` one; the last full one unless another is chosen."""
    year = place.year
    with st.sidebar:
        return _month(year.months, year.as_of, year.every_month if every else ())


def term(place: Place, kinds: Sequence[str] = ("half_year", "trimester", "year"), *, over: bool = False) -> Term:
    """One of the terms of those kinds that have begun; unless another is chosen the last, with ``over`` that ended."""
    known = {one.term_id: one for one in place.year.terms if one.kind in kinds}
    if not known:
        empty.nothing_due()
        st.stop()
    ended = [one for one in known.values() if one.ends_on <= place.year.as_of.date()] if over else []
    usual = max(ended or known.values(), key=lambda one: (one.kind != "year", one.starts_on)).term_id
    names = labels.apart(known, lambda key: known[key].name, lambda key: known[key].school_year or key)
    with st.sidebar:
        return known[pick("term", _("Term"), list(known), names.__getitem__, usual)]


def school_class(place: Place, *, every: bool = True, general: bool = False) -> Class | None:
    """One of the classes seen whole (the general ones); with ``every``, all together (None) unless one is chosen."""
    listed = [one for one in place.year.classes if one.whole]
    known = {one.class_id: one for one in listed if not general or one.kind != "preschool"}
    if not known:
        return None
    options = ["", *known] if every else list(known)
    newest = max(one.school_year or "" for one in known.values())
    usual = next(key for key in options if not key or (known[key].school_year or "") == newest)
    names = labels.apart(known, lambda key: known[key].name, lambda key: known[key].school_year or key)
    with st.sidebar:
        unsaid = "" if every else None
        chosen = pick("class", _("Class"), options, lambda key: names[key] if key else _("All"), usual, unsaid)
    return known.get(chosen)


def _served(viewer: Viewer, *, side_by_side: bool = False) -> tuple[str, list[School]]:
    try:
        file, schools = data.served(viewer)
    except InputError:
        empty.nothing_imported()
        st.stop()
    if not schools:
        empty.nothing_imported()
        st.stop()
    if data.holds_totals(file) and not (side_by_side and access.sees_totals(viewer)):
        empty.only_totals()
        st.stop()
    try:
        keys.check(viewer)
    except AccessError:  # of a demonstration in whose schools nobody has the role
        empty.nobody_holds(viewer.rights.title)
        st.stop()
    return file, schools


def _school(viewer: Viewer) -> tuple[str, School]:
    file, schools = _served(viewer)
    by_id = {school.school_id: school for school in schools}
    with st.sidebar:
        chosen = pick("school", _("School"), list(by_id), lambda key: by_id[key].name, next(iter(by_id)))
    return file, by_id[chosen]


def _month(months: Sequence[str], as_of: dt.datetime, every: Sequence[str] = ()) -> str:
    usual = usual_month(months, as_of)
    if usual is None:
        empty.nothing_due()
        st.stop()
    return pick("month", _("Month"), (every or months)[::-1], formats.month, usual)


def _rules(school: School) -> tuple[policy.Policy, bool]:
    """The rules to judge by, and whether they are the school's own; where those are unknown, some have to be chosen.

    An address without rules means each school's own, so that a change of school does not carry one's rules to another.
    """
    own = _own_rules(school)
    options = {name: _policy(name) for name in policy.names()}
    if own:
        options = {_OWN: own} | {name: rules for name, rules in options.items() if name != own.name}

    def title(name: str) -> str:
        return _("The school's own") if name == _OWN else options[name].title

    name = pick("policy", _("Rules"), list(options), title, _OWN if own else "", unsaid=_OWN)
    if not name:
        empty.unknown_rules(school.policy)
        st.stop()
    return options[name], name == _OWN


_OWN = "own"

#: Rules are files that do not change while the server runs.
_policy = cache(policy.load)


def _own_rules(school: School) -> policy.Policy | None:
    try:
        return _policy(school.policy) if school.policy else None
    except PolicyError:
        return None


def pick(
    name: str, label: str, options: Sequence[str], show: Callable[[str], str], usual: str, unsaid: str | None = None
) -> str:
    """A select box whose choice stands in the address as ``name``; without a usual choice it may be empty.

    An address that asks for what there is not (or not for this viewer) gets the usual choice; the choice ``unsaid`` is
    left out of it. Streamlit's own binding would write the translated label into the address.
    """
    written = f"{name} in the address"
    asked = st.query_params.get(name, unsaid)
    if asked in options and asked != st.session_state.get(written):
        st.session_state[name] = asked  # a new session, or the browser's way back
    elif st.session_state.get(name) not in options:
        st.session_state[name] = usual if usual in options else None
    index, shown = 0 if usual in options else None, labels.apart(options, show).__getitem__
    choice = st.selectbox(label, options, index=index, format_func=shown, key=name, placeholder=_("Choose")) or ""
    st.session_state[written] = choice
    if choice == unsaid:
        st.query_params.pop(name, None)
    elif choice and choice != asked:
        st.query_params[name] = choice
    return choice

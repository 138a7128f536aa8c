"""What is looked at: school, month and rules, chosen in the sidebar and kept in the address.

The address holds ids, never labels, so that it survives a change of language and may be sent to a colleague, who sees
it with rights of their own. Nothing personal is in it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import streamlit as st

from ediary_analytics import policy
from ediary_analytics.access import School, Viewer
from ediary_analytics.errors import InputError, PolicyError
from ediary_analytics.fill_check import Import, usual_month
from ediary_analytics.i18n import _
from ediary_analytics.web import components, data, formats


@dataclass(frozen=True, slots=True)
class Choice:
    """The school, the month (``2026-10``) and the rules to look at; ``own`` where they are the school's."""

    view: data.View
    school: School
    month: str
    rules: policy.Policy
    own: bool
    source: Import


def ask(viewer: Viewer) -> Choice:
    """The viewer's choices; where there is nothing to choose from, the page says why and ends."""
    try:
        file, schools = data.served(viewer)
    except InputError:
        components.nothing_imported()
        st.stop()
    if not schools:
        components.nothing_imported()
        st.stop()
    # the month stands first, being changed most, though what there is depends on the school
    months_place = st.sidebar.container()
    by_id = {school.school_id: school for school in schools}
    with st.sidebar:
        school = by_id[_chosen("school", _("School"), list(by_id), lambda key: by_id[key].name, next(iter(by_id)))]
        rules, own = _rules(school)
    view = data.View(viewer.role, viewer.scope, file, school.school_id, None if own else rules.name)
    source, months = data.months(view, rules.name)
    usual = usual_month(months, source.as_of)
    if usual is None:
        components.nothing_due()
        st.stop()
    with months_place:
        month = _chosen("month", _("Month"), months[::-1], formats.month, usual)
    return Choice(view, school, month, rules, own, source)


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

    name = _chosen("policy", _("Rules"), list(options), title, _OWN if own else "", unsaid=_OWN)
    if not name:
        components.unknown_rules(school.policy)
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


def _chosen(
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
        st.session_state[name] = usual or None
    index = 0 if usual else None
    choice = st.selectbox(label, options, index=index, format_func=show, key=name, placeholder=_("Choose")) or ""
    st.session_state[written] = choice
    if choice == unsaid:
        st.query_params.pop(name, None)
    elif choice and choice != asked:
        st.query_params[name] = choice
    return choice

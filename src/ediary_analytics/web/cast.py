"""Who plays whom in the demonstration: the roles that have a page, and the made-up people who hold them; the language.

Role, person and language stand in the address. A page that is run by its address alone therefore knows them too; what
they are is checked against the data each time.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import streamlit as st

from ediary_analytics import i18n, paths, warehouse
from ediary_analytics.access import Scope, Viewer, of_schools, roles
from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.paths import shipped
from ediary_analytics.web import data, labels

ROLE: Final = "role"
PERSON: Final = "who"
LANGUAGE: Final = "lang"
USUAL: Final = "deputy_director"
#: Each language in its own words, so that whoever reads no other finds it.
_LANGUAGES: Final = {"lt": "Lietuvių", "en": "English"}
_BEFORE: Final = "role before"


def existing_pages() -> list[str]:
    """The pages that there are, by the names of their files."""
    return sorted(file.stem for file in shipped("pages").glob("*.py"))


def playable() -> list[str]:
    """The roles that have something to show, as ``roles.toml`` orders them."""
    there = set(existing_pages())
    return [name for name, role in roles().items() if there & set(role.pages)]


def speak() -> None:
    """From here on the language that the visitor chose; at first that of the server."""
    asked, chosen = st.query_params.get(LANGUAGE), st.session_state.get(LANGUAGE)
    is_new = asked != st.session_state.get(_written(LANGUAGE))  # else the choice is newer than the address
    i18n.use((asked if is_new else chosen) or chosen or asked or _servers_language())


def _servers_language() -> str:
    return os.environ.get("EDIARY_LANG", "lt")


def viewer() -> Viewer:
    """The person that the address asks for; whoever is first in the role, when it asks for nobody that there is."""
    role = st.query_params.get(ROLE, USUAL)
    role = role if role in playable() else USUAL
    people = _people(role)
    asked = st.query_params.get(PERSON, "")
    scope, _name = people[asked if asked in people else next(iter(people))]
    return Viewer("demo", role, scope)


def choose() -> bool:
    """Let the visitor choose, in the sidebar; whether the role is another one than before."""
    with st.sidebar:
        _chosen(LANGUAGE, _("Language"), i18n.LANGUAGES, _LANGUAGES.__getitem__, _servers_language(), _in_a_row)
        changed = role(playable(), lambda name: roles()[name].title, USUAL)
        people = _people(st.query_params.get(ROLE, USUAL))
        if len(people) > 1:
            _chosen(PERSON, _("Person"), list(people), lambda key: people[key][1], next(iter(people)))
        else:
            st.query_params.pop(PERSON, None)
    return changed


def role(options: Sequence[str], show: Callable[[str], str], usual: str) -> bool:
    """Ask for a role; whether it is another one than before."""
    now = _chosen(ROLE, _("Look as"), options, show, usual)
    before = st.session_state.get(_BEFORE, now)
    st.session_state[_BEFORE] = now
    return bool(before != now)


def _in_a_row(label: str, options: Sequence[str], format_func: Callable[[str], str], key: str) -> str | None:
    return st.radio(label, options, format_func=format_func, key=key, horizontal=True, label_visibility="collapsed")


def _chosen(
    name: str,
    label: str,
    options: Sequence[str],
    show: Callable[[str], str],
    usual: str,
    widget: Callable[..., str | None] = st.selectbox,
) -> str:
    """A select box (or that widget) whose choice stands in the address unless it is the usual one.

    The way from page to page clears the address: what it does not say is what was chosen before.
    """
    written = _written(name)
    asked = st.query_params.get(name)
    if asked in options and asked != st.session_state.get(written):
        st.session_state[name] = asked
    elif st.session_state.get(name) not in options:
        st.session_state[name] = usual
    choice = widget(label, options, format_func=labels.apart(options, show).__getitem__, key=name) or usual
    st.session_state[written] = choice
    if choice == usual:
        st.query_params.pop(name, None)
    elif choice != asked:
        st.query_params[name] = choice
    return choice


def _written(name: str) -> str:
    """Where the session keeps what it wrote into the address."""
    return f"{name} in the address"


def _people(role: str) -> Mapping[str, tuple[Scope, str]]:
    """Scope and name of everybody who may play a role, by a key of the address; never empty."""
    try:
        file = str(warehouse.current(paths.data_dir()))
    except InputError:
        return {"": (of_schools(()), "")}
    schools = {school.school_id: school.name for school in data.schools(file)}
    if roles()[role].is_whole_school:
        return {"": (of_schools(schools), "")}
    found = {
        "|".join((*holder.scope.schools, holder.scope.staff_id or "", *holder.scope.pupil_ids)): (
            holder.scope,
            f"{holder.name} ({schools[holder.scope.schools[0]]})",
        )
        for holder in data.holders(file)
        if holder.role == role
    }
    return found or {school: (of_schools([school]), name) for school, name in schools.items()}

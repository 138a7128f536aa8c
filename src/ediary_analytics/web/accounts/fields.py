"""The fields by which a role is given: which, of which school, as whom of its people, over which grades."""

from typing import Final

import streamlit as st

from ediary_analytics.access import Somebody, roles
from ediary_analytics.i18n import _
from ediary_analytics.register.grants import Grant
from ediary_analytics.web import data, labels, trace
from ediary_analytics.web.accounts.words import Office

#: Who holds a role that is not of a whole school, by its scope; all others are staff.
_KINDS: Final = {"own_children": "guardian", "own_record": "pupil"}
#: The role whose area may be a part of a school.
_BY_GRADES: Final = "deputy_director"
_GRADES: Final = range(13)
_ALL: Final = ""


def ask(office: Office, key: str) -> Grant | None:
    """The role to be given; None until everything that it wants is chosen.

    Args:
        office: what may be given.
        key: what tells these fields from others on the page.
    """
    everywhere = office.steward.schools is None
    names = [name for name, role in roles().items() if office.schools or (role.is_whole_school and everywhere)]
    role = st.selectbox(
        _("Role"), names, None, lambda name: roles()[name].title, key=f"{key} role", placeholder=_("Choose")
    )
    if role is None:
        if not office.schools:
            st.caption(_("Roles of single people can be given once a school is imported."))
        return None
    whole = roles()[role].is_whole_school
    schools = [*([_ALL] if whole and everywhere else []), *office.schools]
    titles = labels.apart(office.schools, lambda key: office.schools[key].name)
    school = st.selectbox(
        _("School"),
        schools,
        0 if len(schools) == 1 else None,
        lambda key: titles[key] if key else _("all schools, those to come too"),
        key=f"{key} school {whole}",
        placeholder=_("Choose"),
    )
    if school is None:
        return None
    if whole:
        return Grant(role, school or None, None, _grades(key) if role == _BY_GRADES and school else None)
    person = _person(office, school, _KINDS.get(roles()[role].scope, "staff"), key)
    return Grant(role, school, person) if person else None


def _person(office: Office, school: str, kind: str, key: str) -> str | None:
    found = {one.person_id: one for one in data.people(office.file, school) if one.kind == kind}
    if kind == "pupil":
        trace.pupils("accounts", school, list(found))
    label = {"staff": _("Who of the staff"), "guardian": _("Which guardian"), "pupil": _("Which pupil")}[kind]
    return st.selectbox(
        label,
        list(found),
        None,
        lambda number: _called(found[number]),
        key=f"{key} {kind} {school}",
        placeholder=_("Type a name"),
    )


def _called(somebody: Somebody) -> str:
    """Name, class and id: two people may be called alike."""
    return ", ".join(filter(None, (somebody.name, somebody.detail, somebody.person_id)))


def _grades(key: str) -> tuple[int, int] | None:
    first, last = st.columns(2)
    lowest = first.selectbox(_("From grade"), _GRADES, None, key=f"{key} first", placeholder=_("all"))
    highest = last.selectbox(_("To grade"), _GRADES, None, key=f"{key} last", placeholder=_("all"))
    if lowest is None and highest is None:
        return None
    lowest, highest = _GRADES[0] if lowest is None else lowest, _GRADES[-1] if highest is None else highest
    return min(lowest, highest), max(lowest, highest)

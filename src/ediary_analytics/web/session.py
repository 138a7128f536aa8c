"""Who is looking at this session: whoever logged in, in one of their roles; in the demonstration, whom one plays.

Looked up anew on every rerun: an account that is disabled, or a session that ended, shows nothing more in any tab.
"""

from contextvars import ContextVar
from html import escape

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ediary_analytics import access, i18n, paths, warehouse
from ediary_analytics.access import Held, Viewer
from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.register import accounts, sessions
from ediary_analytics.register.accounts import Account
from ediary_analytics.web import cast, cookies, data, demo, entry
from ediary_analytics.web.front import answers

#: Whoever was found to be logged in since the run of the script began; nothing before they were looked up.
_found: ContextVar[list[Account | None] | None] = ContextVar("_found", default=None)


def begin() -> None:
    """A run of the script begins: who is logged in is looked up anew, and holds for the rest of the run.

    A page that is run by its address alone begins nothing, and looks them up whenever it asks.
    """
    _found.set([])


def viewer() -> Viewer | None:
    """The person of this session in the role they chose, or None: then nothing is to be shown."""
    if demo.is_on():
        cast.speak()
        return cast.viewer() if demo.may_choose() else None
    theirs = held()
    asked = st.query_params.get(cast.ROLE)
    return next((role.viewer for role in theirs if role.key == asked), theirs[0].viewer if theirs else None)


def account() -> Account | None:
    """The account that is logged in, whose language is spoken from here on."""
    found = _found.get()
    if not found:
        whose = _look_up()
        if found is not None:
            found.append(whose)
    else:
        (whose,) = found
    if whose is not None:
        i18n.use(whose.language)
    return whose


def _look_up() -> Account | None:
    register = answers.register()
    token = cookies.token(register, str(st.context.cookies.get(cookies.NAME, "")))
    number = sessions.account_of(register, token, answers.now())
    if number is None:
        return None
    if context := get_script_run_ctx():
        entry.belongs(context.session_id, number)
    return accounts.by_id(register, number)


def held() -> list[Held]:
    """The roles of the account that is logged in, as viewers."""
    whose = account()
    return [] if whose is None else _held_by(whose)


def still_holds(viewer: Viewer) -> bool:
    """Whether that person holds the role over that scope now: buttons of an open tab outlive a role withdrawn."""
    whose = accounts.by_login(answers.register(), viewer.person)
    return not whose.disabled and any(role.viewer == viewer for role in _held_by(whose))


def _held_by(whose: Account) -> list[Held]:
    try:
        file = str(warehouse.current(paths.data_dir()))
    except InputError:
        return access.viewers(whose, (), lambda _school, _guardian: ())
    schools = [school.school_id for school in data.schools(file)]
    return access.viewers(whose, schools, lambda school, guardian: data.children(file, school, guardian))


def shown() -> None:
    """Who is logged in, in the sidebar, and the way to their account; in the demonstration nobody is."""
    if demo.is_on():
        cast.speak()
        return
    if (whose := account()) is None:
        return
    now = viewer()
    role = f"<span>{escape(now.rights.title)}</span>" if now else ""
    mine = _("My account")
    link = f'<a href="/account">{escape(mine)}</a>'
    with st.sidebar:
        st.html(f'<p class="ed-who"><b>{escape(whose.name)}</b>{role}{link}</p>')


def choose() -> bool:
    """Let whoever holds several roles choose, in the sidebar; whether the role is another one than before."""
    if demo.is_on():
        return demo.may_choose() and cast.choose()
    theirs = {role.key: role.viewer for role in held()}
    if len(theirs) <= 1:
        return False
    with st.sidebar:
        return cast.role(list(theirs), lambda key: _name(theirs[key], list(theirs.values())), next(iter(theirs)))


def _name(viewer: Viewer, others: list[Viewer]) -> str:
    """The role's title; with its schools where the same title stands twice."""
    title = viewer.rights.title
    same = [other for other in others if other.role == viewer.role]
    return title if len(same) == 1 else f"{title} ({', '.join(viewer.schools)})"

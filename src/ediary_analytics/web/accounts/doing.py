"""Changing accounts on the page: asked once more, done, and told on the page that follows."""

from collections.abc import Callable
from html import escape
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from ediary_analytics.errors import EdiaryError
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.register import accounts, links
from ediary_analytics.register.accounts import Account
from ediary_analytics.web import components
from ediary_analytics.web.accounts.words import Office
from ediary_analytics.web.front import answers, invitations

_TOLD: Final = "accounts told"
_FAULT: Final = "accounts fault"
_LINK: Final = "accounts link"
_ASKED: Final = "accounts asked"


def told() -> None:
    """What the last change came to; a link is shown this once."""
    if done := st.session_state.pop(_TOLD, ""):
        st.html(f'<div class="ed-note" role="status"><p>{escape(done)}</p></div>')
    if fault := st.session_state.pop(_FAULT, ""):
        components.alert(_("Nothing was changed"), fault)
    if link := st.session_state.pop(_LINK, ""):
        days = links.LASTS["password"].days
        told = ngettext(
            "It is shown this once and works once, within {n} day. Copy it and hand it to that person only:",
            "It is shown this once and works once, within {n} days. Copy it and hand it to that person only:",
            days,
        )
        st.html(f'<p class="ed-lead">{escape(told.format(n=days))}</p>')
        st.code(link, language=None, wrap_lines=True)


def sure(key: str, *, pressed: bool, what: str, yes: str) -> bool:
    """Ask once more; whether it is to be done."""
    if pressed:
        st.session_state[_ASKED] = key
    if st.session_state.get(_ASKED) != key:
        return False
    with st.container(border=True):
        st.html(f'<p role="alert">{escape(what)}</p>')
        with st.container(horizontal=True, gap="small"):
            agreed = st.button(yes, key=f"yes {key}", type="primary")
            left = st.button(_("No, leave it"), key=f"no {key}")
    if agreed or left:
        del st.session_state[_ASKED]
    if left:
        st.rerun()
    return agreed


def change(office: Office, number: int, work: Callable[[Account], None], done: str) -> None:
    """Change an account as a whole, if it still is the steward's."""

    def checked() -> None:
        whose = accounts.by_id(office.register, number)
        office.steward.must_change(whose)
        work(whose)

    do(checked, done)


def do(work: Callable[[], None], done: str) -> None:
    """Do it and show the page anew, which tells that it is ``done``, or why it was refused."""
    try:
        work()
    except EdiaryError as error:
        st.session_state[_FAULT] = answers.sentence(error)
    else:
        st.session_state[_TOLD] = done
    st.rerun()


def make_link(office: Office, whose: int) -> None:
    """A link by which the person sets a password; it is told once."""
    token = links.make(office.register, "password", answers.now(), whose, by=office.steward.account)
    here = urlsplit(st.context.url or "")
    address = f"{here.scheme}://{here.netloc}" if here.netloc else ""
    st.session_state[_LINK] = f"{address}{invitations.PASSWORD}?token={token}"

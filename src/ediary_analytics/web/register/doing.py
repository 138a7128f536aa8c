"""Who enters, and entering: one click, told when it was refused."""

from collections.abc import Callable

import streamlit as st

from ediary_analytics import paths
from ediary_analytics.access import Viewer
from ediary_analytics.errors import EdiaryError
from ediary_analytics.register import accounts, store
from ediary_analytics.register.entries import Mark
from ediary_analytics.register.store import Register
from ediary_analytics.web import demo, trace
from ediary_analytics.web.front import answers


def enters(what: str) -> Viewer | None:
    """The viewer of the page, if their role enters this; else None."""
    viewer = trace.viewer()
    return viewer if viewer is not None and viewer.may_write(what) else None


def account(viewer: Viewer) -> int | None:
    """The number of the viewer's account; None in the demonstration, where nobody has one."""
    return None if demo.is_on() else accounts.by_login(answers.register(), viewer.person).id


def is_own(viewer: Viewer, mark: Mark) -> bool:
    """Whether the viewer entered it; in the demonstration, where nobody has an account, whoever did."""
    return mark.login == (None if demo.is_on() else viewer.person)


def existing() -> Register | None:
    """The register, where there is one: looking makes none."""
    return store.existing(paths.data_dir())


def do(enter: Callable[[Register], object]) -> None:
    """Enter something and show the page anew; a refusal is told where it happened."""
    try:
        enter(answers.register())
    except EdiaryError as error:
        st.error(answers.sentence(error))
        return
    st.rerun()

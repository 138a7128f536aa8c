"""What goes into the access log from pages: who opened what, saw which named pupils, took what away.

The demonstration leaves no trace: there is nobody to name, and nothing but fiction was seen.
"""

from collections.abc import Collection, Iterable
from typing import Any, Final

import pyarrow as pa
import streamlit as st

from ediary_analytics.access import Viewer
from ediary_analytics.errors import AccessError
from ediary_analytics.i18n import _
from ediary_analytics.register import accounts, log
from ediary_analytics.web import demo, entry, session
from ediary_analytics.web.front import answers

_SEEN: Final = "traced in this session"
_VIEWER: Final = "viewer of the page"
#: Where a table for a file keeps how many pupils it names.
_PUPILS: Final = b"pupils named"


def viewer() -> Viewer | None:
    """Who the page's guard let in."""
    found: Viewer | None = st.session_state.get(_VIEWER)
    return found


def page(viewer: Viewer, name: str) -> None:
    """A page was opened; every further look at it in the same session is the same one."""
    st.session_state[_VIEWER] = viewer
    _write_new(("page", name), event="page", what=name, school=_school(viewer))


def refused(account: int, role: str | None, name: str) -> None:
    """Somebody who is logged in asked for a page that the role does not have."""
    seen: set[tuple[object, ...]] = st.session_state.setdefault(_SEEN, set())
    if demo.is_on() or ("refused", role, name) in seen:
        return
    seen.add(("refused", role, name))
    with answers.register().writing() as con:
        log.write(con, answers.now(), "refused", account=account, role=role, what=name)


def imported(viewer: Viewer, schools: Collection[str]) -> None:
    """An export was sent to be published."""
    for school in schools:
        _write(viewer, event="import", school=school)


def pupil(what: str, school: str, pupil_id: str) -> None:
    """One pupil was looked at."""
    _write_new((what, school, pupil_id), event="page", what=what, school=school, pupil=pupil_id, pupils=1)


def pupils(what: str, school: str, ids: Collection[str | None]) -> None:
    """Named pupils were shown in a list."""
    shown = frozenset(ids) - {None}
    if shown:  # another list of as many pupils is another look
        _write_new((what, school, shown), event="names", what=what, school=school, pupils=len(shown))


def naming(table: pa.Table, ids: Iterable[object]) -> pa.Table:
    """A table for a file, which tells from here on how many pupils it names: by id, since two may bear one name."""
    return table.replace_schema_metadata({_PUPILS: str(len(set(ids) - {None, ""}))})


def named(table: pa.Table) -> int | None:
    """How many pupils a table names: as :func:`naming` was told; nobody knows where that was not told of its pupils."""
    if _PUPILS in (told := table.schema.metadata or {}):
        return int(told[_PUPILS])
    return None if _("Pupil") in table.column_names else 0


def download(viewer: Viewer, file: str, count: int | None) -> None:
    """A file was taken away, with so many named pupils in it; None where nobody knows.

    Raises:
        AccessError: the role is the viewer's no more; then the file is not theirs either.
    """
    if not demo.is_on() and not session.still_holds(viewer):
        wrong = _("this role is not yours any more")
        raise AccessError(viewer.role, wrong, _("Load the page anew"))
    _write(viewer, event="download", what=file, school=_school(viewer), pupils=count)


def made(viewer: Viewer, content: bytes) -> bytes:
    """A file that the viewer asked for, from here on theirs to fetch."""
    if not demo.is_on():
        entry.made(accounts.by_login(answers.register(), viewer.person).id, content)
    return content


def _school(viewer: Viewer) -> str | None:
    """The school that it is about, where there is one only."""
    return viewer.schools[0] if len(viewer.schools) == 1 else None


def _write_new(key: tuple[object, ...], **line: Any) -> None:
    """Write it unless it stands on the page since it was opened: a page runs anew with every click."""
    whose = viewer()
    if whose is None:
        return
    seen: set[tuple[object, ...]] = st.session_state.setdefault(_SEEN, set())
    looked = (whose.person, whose.role, whose.scope, *key)
    if looked not in seen:
        seen.add(looked)
        _write(whose, **line)


def _write(viewer: Viewer, **line: Any) -> None:
    if demo.is_on():
        return
    register = answers.register()
    account = accounts.by_login(register, viewer.person)
    with register.writing() as con:
        log.write(con, answers.now(), account=account.id, role=viewer.role, **line)

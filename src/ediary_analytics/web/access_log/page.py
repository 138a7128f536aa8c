"""The parts of the page of the access log: what to look for, and the lines."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import streamlit as st

from ediary_analytics.access import Viewer
from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.register import accounts, log, retention
from ediary_analytics.register.log import Entry, Look
from ediary_analytics.web import components, data, demo, formats, session, table, trace
from ediary_analytics.web.access_log import words as log_words
from ediary_analytics.web.access_log.words import Asked
from ediary_analytics.web.front import answers

#: Lines on the page at most, and in the file.
_SHOWN: Final = 500
_MOST: Final = 50_000
_USUAL: Final = 7
_LONG_AGO: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def ask(viewer: Viewer) -> Asked:
    """Which lines: the time and the person on the left, with the event and the pupil."""
    try:
        file, schools = data.served(viewer)
    except InputError:
        file, schools = "", []
    names = data.pupil_names(viewer.role, viewer.scope, file) if schools else {}
    limited = _schools(viewer)
    with st.sidebar:
        days = st.selectbox(_("Time"), list(log_words.SPANS), 1, lambda key: _(log_words.SPANS[key]), key="log days")
        login = st.selectbox(_("Who"), _people(limited), None, key="log who", placeholder=_("everybody"))
        event = st.selectbox(
            _("What happened"), list(log_words.EVENTS), None, log_words.event, key="log event",
            placeholder=_("everything"),
        )  # fmt: skip
        pupil = st.text_input(_("Pupil"), key="log pupil", placeholder=_("name or id")).strip()
    days = _USUAL if days is None else days
    now = answers.now()
    return Asked(
        days,
        now - dt.timedelta(days=days) if days else _LONG_AGO,
        now + dt.timedelta(seconds=1),
        limited,
        {school.school_id: school.name for school in schools},
        names,
        login,
        event,
        pupil,
        _meant(pupil, names) if pupil else None,
        retention.days(),
    )


def _schools(viewer: Viewer) -> Sequence[str] | None:
    """The schools whose lines may be seen; None for all, where the role is held over all of them."""
    mine = None if demo.is_on() else session.account()
    held = mine.grants if mine else ()
    everywhere = any(grant.role == viewer.role and grant.school_id is None for grant in held)
    return None if everywhere else viewer.schools


def _people(schools: Sequence[str] | None) -> list[str]:
    """The logins to choose from."""
    if demo.is_on():
        return []
    everyone = accounts.everyone(answers.register())
    return [
        account.login
        for account in everyone
        if schools is None or any(grant.school_id in schools for grant in account.grants)
    ]


def _meant(text: str, names: log_words.Names) -> list[tuple[str | None, str]]:
    """Whom a name or an id means; an id that nobody has any more may still stand in the log."""
    words = text.casefold().split()
    found: list[tuple[str | None, str]] = [
        (school, pupil) for (school, pupil), name in names.items() if all(word in name.casefold() for word in words)
    ]
    return [*found, (None, text)]


def read(asked: Asked) -> Look:
    """The newest lines, and the numbers of all of them."""
    return Look([], 0, {}) if demo.is_on() else log.look(answers.register(), newest=_SHOWN, **asked.which())


def lines(asked: Asked, found: Look) -> None:
    """The newest lines, and all of them as a file."""
    if not found.newest:
        return
    components.section(_("Newest first"), log_words.shown(found, _MOST))
    _trace(found.newest, asked)
    table.show(log_words.lines(found.newest, asked), key="log")
    components.downloads(
        _("Download the table:"),
        [_("access-log"), formats.day(asked.until.date())],
        lambda: log_words.file(log.read(answers.register(), limit=_MOST, **asked.which()), asked),
    )


def _trace(shown: Sequence[Entry], asked: Asked) -> None:
    """Whoever reads the log sees pupils' names in it, which is a line of its own."""
    named: dict[str, set[str]] = {}
    for line in shown:
        if line.school_id and line.pupil_id and (line.school_id, line.pupil_id) in asked.names:
            named.setdefault(line.school_id, set()).add(line.pupil_id)
    for school, ids in named.items():
        trace.pupils("access_log", school, ids)

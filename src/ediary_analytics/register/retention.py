"""How long the register keeps what it notes of people: the access log, tries to log in, ended sessions, spent links."""

import datetime as dt
import os
from typing import Final

import sqlalchemy as sa

from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.register import log, tables
from ediary_analytics.register.store import Register

VARIABLE: Final = "EDIARY_LOG_DAYS"
_DAYS: Final = 730


def days() -> int:
    """For how many days the access log is kept: ``EDIARY_LOG_DAYS``, else two years.

    Raises:
        InputError: it is no number of days.
    """
    said = os.environ.get(VARIABLE, "").strip()
    if not said:
        return _DAYS
    if not said.isascii() or not said.isdigit() or int(said) < 1:
        raise InputError(
            VARIABLE, _("this is no number of days"), _("Write a whole number such as {days}").format(days=_DAYS)
        )
    return int(said)


def _spent(before: dt.datetime) -> dict[str, sa.ColumnElement[bool]]:
    attempts, sessions, links = tables.attempts, tables.sessions, tables.links
    return {
        "attempts": attempts.c.at < before,
        "sessions": sa.func.coalesce(sessions.c.ended_at, sessions.c.seen_at) < before,
        "links": sa.func.coalesce(links.c.used_at, links.c.expires_at) < before,
    }


def outdated(register: Register, before: dt.datetime) -> dict[str, int]:
    """How many rows of each table are older than ``before`` and of no use any more."""
    which = {"access_log": tables.access_log.c.at < before} | _spent(before)
    with register.reading() as con:
        return {
            name: int(
                con.execute(
                    sa.select(sa.func.count()).select_from(tables.metadata.tables[name]).where(old)
                ).scalar_one()
            )
            for name, old in which.items()
        }


def clear(register: Register, before: dt.datetime, now: dt.datetime) -> None:
    """Remove what :func:`outdated` counts; the log notes that it was cleared."""
    if outdated(register, before)["access_log"]:
        log.clear(register, before, now, by=None)
    with register.writing() as con:
        for name, old in _spent(before).items():
            con.execute(sa.delete(tables.metadata.tables[name]).where(old))

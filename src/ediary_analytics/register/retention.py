"""How long the register keeps what it notes of people: the access log, tries to log in, ended sessions, spent links.

What people entered about the diary goes with the diary's own data, by the day it is about.
"""

import datetime as dt
import os
from typing import Final

import sqlalchemy as sa

from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.register import entries, log, tables
from ediary_analytics.register.store import Register

VARIABLE: Final = "EDIARY_LOG_DAYS"
_DAYS: Final = 730
#: A century: of more no day could be reckoned back to.
_MOST: Final = 36_500


def days() -> int:
    """For how many days the access log is kept: ``EDIARY_LOG_DAYS``, else two years.

    Raises:
        InputError: it is no number of days.
    """
    said = os.environ.get(VARIABLE, "").strip()
    if not said:
        return _DAYS
    if not said.isascii() or not said.isdigit() or len(said) > len(str(_MOST)) or not 1 <= int(said) <= _MOST:
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
    register.shred()


def _old(table: sa.Table, before: dt.date) -> sa.ColumnElement[bool]:
    """Entries that are about days before ``before`` with all their corrections: what replaced a row goes with it."""
    chain = sa.func.coalesce(table.c.first, table.c.id)
    chains = sa.select(chain).group_by(chain).having(sa.func.max(table.c.day) < before)
    return chain.in_(chains)


def outdated_entries(register: Register, before: dt.date) -> dict[str, int]:
    """How many rows about days before ``before`` each table of entries holds; those that hold none are left out."""
    with register.reading() as con:
        counts = {
            name: con.execute(sa.select(sa.func.count()).select_from(table).where(_old(table, before))).scalar_one()
            for name, table in entries.TABLES.items()
        }
    return {name: int(count) for name, count in counts.items() if count}


def clear_entries(register: Register, before: dt.date, now: dt.datetime) -> None:
    """Remove what :func:`outdated_entries` counts; the decision stays, and the database lets nothing else go.

    The log notes that something was removed.
    """
    is_old = bool(outdated_entries(register, before))
    with register.writing() as con:
        con.execute(sa.insert(tables.entry_retention).values(before=before, decided_at=now))
        for table in entries.TABLES.values():
            con.execute(sa.delete(table).where(_old(table, before)))
        if is_old:
            log.write(con, now, "entries_cleared", account=None, what=before.isoformat())
    register.shred()

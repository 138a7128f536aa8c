"""The access log: who saw which named pupils, took what away, came in or tried to; only ever added to."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from ediary_analytics.register import tables
from ediary_analytics.register.store import Register


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log.

    Args:
        at: when.
        login: who; None for the command line, and for somebody who did not come in.
        role: in which role.
        event: what happened: ``page``, ``download``, ``login``, ``login_failed``, ``refused``, ``account_added`` …
        what: the page's, file's or account's name; never a pupil's.
        school_id: of which school.
        pupil_id: the one pupil who was looked at.
        pupils: how many named pupils were seen or taken.
    """

    at: dt.datetime
    login: str | None
    role: str | None
    event: str
    what: str | None
    school_id: str | None
    pupil_id: str | None
    pupils: int | None


def write(  # noqa: PLR0913  (a line has these fields)
    con: sa.Connection,
    now: dt.datetime,
    event: str,
    *,
    account: int | None,
    role: str | None = None,
    what: str | None = None,
    school: str | None = None,
    pupil: str | None = None,
    pupils: int | None = None,
) -> None:
    """Add a line within the caller's transaction: what is logged and what was done are kept together."""
    con.execute(
        sa.insert(tables.access_log).values(
            at=now,
            account_id=account,
            role=role,
            event=event,
            what=None if what is None else what[:200],
            school_id=school,
            pupil_id=pupil,
            pupils=pupils,
        )
    )


def login_of(con: sa.Connection, account: int) -> str:
    """The login of the account of that number: as ``what`` of a line about an account."""
    return str(con.execute(sa.select(tables.accounts.c.login).where(tables.accounts.c.id == account)).scalar_one())


def read(  # noqa: PLR0913  (a question by any of the fields)
    register: Register,
    *,
    since: dt.datetime,
    until: dt.datetime,
    schools: Collection[str] | None = None,
    pupils: Collection[tuple[str | None, str]] | None = None,
    login: str | None = None,
    event: str | None = None,
    limit: int = 10_000,
) -> list[Entry]:
    """The lines of a time, newest first.

    Args:
        register: the register.
        since: from here on.
        until: up to here, not included.
        schools: only lines about these schools, and those about none of people who have or had a role in one of them;
            None for all.
        pupils: only lines about one of these pupils, as (school, pupil); a school of None is any.
        login: only what this account did.
        event: only this event.
        limit: how many at most.
    """
    table, who = tables.access_log, tables.accounts
    asked = (
        sa.select(table, who.c.login)
        .select_from(table.outerjoin(who, who.c.id == table.c.account_id))
        .where(table.c.at >= since, table.c.at < until)
        .order_by(table.c.id.desc())
        .limit(limit)
    )
    if schools is not None:
        grants = tables.grants
        theirs = sa.select(grants.c.account_id).where(grants.c.school_id.in_(list(schools)))
        of_nobody = sa.and_(table.c.school_id.is_(None), table.c.account_id.in_(theirs))
        asked = asked.where(sa.or_(table.c.school_id.in_(list(schools)), of_nobody))
    if pupils is not None:
        by_school: dict[str | None, list[str]] = {}
        for school, pupil in pupils:
            by_school.setdefault(school, []).append(pupil)
        asked = asked.where(sa.or_(sa.false(), *(_about(school, ids) for school, ids in by_school.items())))
    for column, wanted in ((who.c.login, login), (table.c.event, event)):
        if wanted is not None:
            asked = asked.where(column == wanted)
    with register.reading() as con:
        return list(_entries(con.execute(asked)))


def _about(school: str | None, pupils: Collection[str]) -> sa.ColumnElement[bool]:
    table = tables.access_log
    same = table.c.pupil_id.in_(pupils)
    return same if school is None else sa.and_(same, table.c.school_id == school)


def _entries(rows: sa.CursorResult[tuple[object, ...]]) -> Iterator[Entry]:
    for row in rows:
        yield Entry(row.at, row.login, row.role, row.event, row.what, row.school_id, row.pupil_id, row.pupils)


def clear(register: Register, before: dt.datetime, now: dt.datetime, *, by: int | None) -> int:
    """Remove what is older than ``before``; the decision stays. Returns how many lines went."""
    table = tables.access_log
    with register.writing() as con:
        con.execute(sa.insert(tables.log_retention).values(before=before, decided_at=now, decided_by=by))
        gone = con.execute(sa.delete(table).where(table.c.at < before)).rowcount
        write(con, now, "log_cleared", account=by, what=before.date().isoformat())
    return int(gone)

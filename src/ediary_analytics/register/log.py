"""The access log: who saw which named pupils, took what away, came in or tried to; only ever added to."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NotRequired, TypedDict, Unpack

import sqlalchemy as sa

from ediary_analytics.register import tables
from ediary_analytics.register.store import Register

_LOG, _WHO = tables.access_log, tables.accounts
_BY_WHOM = _LOG.outerjoin(_WHO, _WHO.c.id == _LOG.c.account_id)


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
        sa.insert(_LOG).values(
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


class Which(TypedDict):
    """Which lines are wanted.

    Args:
        since: from here on.
        until: up to here, not included.
        schools: only lines about these schools, and those about none of people who have or had a role in one of them;
            None for all.
        pupils: only lines about one of these pupils, as (school, pupil); a school of None is any.
        login: only what this account did.
        event: only this event.
    """

    since: dt.datetime
    until: dt.datetime
    schools: NotRequired[Collection[str] | None]
    pupils: NotRequired[Collection[tuple[str | None, str]] | None]
    login: NotRequired[str | None]
    event: NotRequired[str | None]


@dataclass(frozen=True, slots=True)
class Tally:
    """Lines of one event: how many, how many of them about a single pupil, and how many named pupils they add up to."""

    lines: int
    looks: int
    pupils: int


@dataclass(frozen=True, slots=True)
class Look:
    """The newest of the lines wanted; of all of them the people they are of, and what there is by event."""

    newest: list[Entry]
    people: int
    events: dict[str, Tally]

    @property
    def lines(self) -> int:
        """How many lines there are in all."""
        return sum(tally.lines for tally in self.events.values())


def look(register: Register, *, newest: int, **which: Unpack[Which]) -> Look:
    """So many of the newest lines, and the numbers of all, counted where they lie."""
    named = sa.func.coalesce(sa.func.sum(_LOG.c.pupils), 0)
    by_event = sa.select(_LOG.c.event, sa.func.count(), sa.func.count(_LOG.c.pupil_id), named).group_by(_LOG.c.event)
    people = sa.select(sa.func.count(_LOG.c.account_id.distinct()))
    wanted = _wanted(which)
    with register.reading() as con:
        events = con.execute(by_event.select_from(_BY_WHOM).where(*wanted))
        return Look(
            _newest(con, wanted, newest),
            con.execute(people.select_from(_BY_WHOM).where(*wanted)).scalar_one(),
            {event: Tally(lines, looks, int(pupils)) for event, lines, looks, pupils in events},
        )


def read(register: Register, *, limit: int = 10_000, **which: Unpack[Which]) -> list[Entry]:
    """The lines wanted, newest first, ``limit`` at most."""
    with register.reading() as con:
        return _newest(con, _wanted(which), limit)


def _newest(con: sa.Connection, wanted: Sequence[sa.ColumnElement[bool]], limit: int) -> list[Entry]:
    newest_first = _LOG.c.at.desc(), _LOG.c.id.desc()  # as the index has them: none but these is read
    asked = sa.select(_LOG, _WHO.c.login).select_from(_BY_WHOM).where(*wanted).order_by(*newest_first).limit(limit)
    return list(_entries(con.execute(asked)))


def _wanted(which: Which) -> list[sa.ColumnElement[bool]]:
    wanted = [_LOG.c.at >= which["since"], _LOG.c.at < which["until"]]
    if (schools := which.get("schools")) is not None:
        grants = tables.grants
        theirs = sa.select(grants.c.account_id).where(grants.c.school_id.in_(list(schools)))
        of_nobody = sa.and_(_LOG.c.school_id.is_(None), _LOG.c.account_id.in_(theirs))
        wanted.append(sa.or_(_LOG.c.school_id.in_(list(schools)), of_nobody))
    if (pupils := which.get("pupils")) is not None:
        by_school: dict[str | None, list[str]] = {}
        for school, pupil in pupils:
            by_school.setdefault(school, []).append(pupil)
        wanted.append(sa.or_(sa.false(), *(_about(school, ids) for school, ids in by_school.items())))
    for column, value in ((_WHO.c.login, which.get("login")), (_LOG.c.event, which.get("event"))):
        if value is not None:
            wanted.append(column == value)
    return wanted


def _about(school: str | None, pupils: Collection[str]) -> sa.ColumnElement[bool]:
    same = _LOG.c.pupil_id.in_(pupils)
    return same if school is None else sa.and_(same, _LOG.c.school_id == school)


def _entries(rows: sa.CursorResult[tuple[object, ...]]) -> Iterator[Entry]:
    for row in rows:
        yield Entry(row.at, row.login, row.role, row.event, row.what, row.school_id, row.pupil_id, row.pupils)


def clear(register: Register, before: dt.datetime, now: dt.datetime, *, by: int | None) -> int:
    """Remove what is older than ``before``; the decision stays. Returns how many lines went."""
    with register.writing() as con:
        con.execute(sa.insert(tables.log_retention).values(before=before, decided_at=now, decided_by=by))
        gone = con.execute(sa.delete(_LOG).where(_LOG.c.at < before)).rowcount
        write(con, now, "log_cleared", account=by, what=before.date().isoformat())
    return int(gone)

"""Coming in with a password, staying in, going out.

A session is a random token in a cookie; the register keeps its hash, so neither a copy of the register nor an altered
cookie opens anything. It is looked up on every rerun: an account that was disabled is out at once, in every tab.
"""

import datetime as dt
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from ediary_analytics.register import accounts, log, passwords, tables
from ediary_analytics.register.store import Register

#: How long a session lasts without a sign of life, and at most.
IDLE: Final = dt.timedelta(minutes=30)
ABSOLUTE: Final = dt.timedelta(hours=8)
#: A sign of life is written this often at most: a page reruns with every click.
_SEEN_EVERY: Final = dt.timedelta(minutes=1)
#: Failures in a row that cost nothing; each further one doubles the wait, up to the longest.
FREE_FAILURES: Final = 5
LONGEST_WAIT: Final = dt.timedelta(hours=1)
#: Failures of one address within an hour, whatever the logins, after which it is refused.
FAILURES_OF_SOURCE: Final = 100
_HOUR: Final = dt.timedelta(hours=1)
_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Refused:
    """Not let in: ``wait`` is how long no further try is looked at, zero where the next may follow at once."""

    wait: dt.timedelta


@dataclass(frozen=True, slots=True)
class Session:
    """Let in: whose session, and what the cookie is to hold."""

    account: int
    token: str


def wait_after(failures: int) -> dt.timedelta:
    """How long a login is shut after so many failures in a row: nothing for the first few, then 1, 2, 4 … minutes."""
    if failures < FREE_FAILURES:
        return dt.timedelta()
    return min(dt.timedelta(minutes=2 ** min(failures - FREE_FAILURES, 10)), LONGEST_WAIT)


def log_in(register: Register, login: str, password: str, now: dt.datetime, *, source: str) -> Session | Refused:
    """Open a session for whoever knows the password.

    Unknown, disabled and wrong take the same time and get the same answer. While a login is shut, nothing is looked
    at, not even the right password, and nothing is counted.

    Args:
        register: the register.
        login: as typed.
        password: as typed.
        now: the moment.
        source: where the try comes from, an address.
    """
    login = accounts.normal(login)
    keyed, source = _keyed(register, "login", login), _keyed(register, "source", source)
    with register.writing() as con:
        wait = _waiting(con, keyed, source, now)
        if wait:
            log.write(con, now, "login_shut", account=_known(con, login))
            return Refused(wait)
        # counted before it is looked at: many tries at once are many failures
        table = tables.attempts
        row = {"login_hash": keyed, "source_hash": source, "at": now, "succeeded": False}
        attempt = con.execute(sa.insert(table).values(row).returning(table.c.id)).scalar_one()
    with register.reading() as con:
        account, hashed = passwords.of_login(con, login)
    matches, better = passwords.verify(password, hashed)
    with register.writing() as con:
        # while it was looked at, another may have been set, or the account been disabled
        if not matches or account is None or passwords.of_login(con, login) != (account, hashed):
            log.write(con, now, "login_failed", account=_known(con, login))
            return Refused(_waiting(con, keyed, source, now))
        con.execute(sa.update(table).where(table.c.id == attempt).values(succeeded=True))
        if better:
            con.execute(sa.insert(tables.passwords).values(account_id=account, hash=better, set_at=now, set_by=account))
        return _open(register, con, account, now, "login")


def open_for(register: Register, account: int, now: dt.datetime, how: str) -> Session:
    """Open a session for somebody who proved by other means who they are; ``how`` is what the log calls it."""
    with register.writing() as con:
        return _open(register, con, account, now, how)


def _open(register: Register, con: sa.Connection, account: int, now: dt.datetime, how: str) -> Session:
    token = secrets.token_urlsafe(32)
    con.execute(
        sa.insert(tables.sessions).values(
            account_id=account, token_hash=_keyed(register, "session", token), opened_at=now, seen_at=now
        )
    )
    log.write(con, now, how, account=account)
    return Session(account, token)


def account_of(register: Register, token: str, now: dt.datetime) -> int | None:
    """Whose session that is, while it lasts; a sign of life prolongs it."""
    if not token:
        return None
    table, who = tables.sessions, tables.accounts
    asked = (
        sa.select(
            table.c.id, table.c.account_id, table.c.opened_at, table.c.seen_at, table.c.ended_at, who.c.disabled_at
        )
        .join_from(table, who)
        .where(table.c.token_hash == _keyed(register, "session", token))
    )
    with register.reading() as con:
        row = con.execute(asked).first()
    if row is None or row.ended_at is not None or row.disabled_at is not None:
        return None
    if now - row.opened_at >= ABSOLUTE or now - row.seen_at >= IDLE:
        with register.writing() as con:
            _end(con, table.c.id == row.id, now, "expired")
        return None
    if now - row.seen_at >= _SEEN_EVERY:
        with register.writing() as con:
            con.execute(sa.update(table).where(table.c.id == row.id, table.c.ended_at.is_(None)).values(seen_at=now))
    return int(row.account_id)


def log_out(register: Register, token: str, now: dt.datetime) -> None:
    """End this session: the cookie opens nothing any more, wherever a copy of it is."""
    table = tables.sessions
    with register.writing() as con:
        if account := _end(con, table.c.token_hash == _keyed(register, "session", token), now, "logout"):
            log.write(con, now, "logout", account=account)


def end_all(register: Register, account: int, now: dt.datetime, *, by: int | None) -> None:
    """End every session of somebody's account, at an administrator's word."""
    with register.writing() as con:
        accounts.end_sessions(con, account, now, "ended")
        log.write(con, now, "sessions_ended", account=by, what=log.login_of(con, account))


@dataclass(frozen=True, slots=True)
class Use:
    """When an account came in last, and how many of its sessions are open."""

    last: dt.datetime
    open: int


def uses(register: Register, now: dt.datetime) -> dict[int, Use]:
    """By account, for those that ever came in."""
    table = tables.sessions
    stands = sa.and_(table.c.ended_at.is_(None), table.c.opened_at > now - ABSOLUTE, table.c.seen_at > now - IDLE)
    asked = sa.select(
        table.c.account_id, sa.func.max(table.c.opened_at), sa.func.sum(sa.case((stands, 1), else_=0))
    ).group_by(table.c.account_id)
    with register.reading() as con:
        return {account: Use(last, int(count)) for account, last, count in con.execute(asked)}


def log_out_everywhere(register: Register, account: int, now: dt.datetime) -> None:
    """End every session of the account."""
    with register.writing() as con:
        accounts.end_sessions(con, account, now, "everywhere")
        log.write(con, now, "logout_everywhere", account=account)


def _end(con: sa.Connection, which: sa.ColumnElement[bool], now: dt.datetime, reason: str) -> int | None:
    table = tables.sessions
    return con.execute(
        sa.update(table)
        .where(which, table.c.ended_at.is_(None))
        .values(ended_at=now, end_reason=reason)
        .returning(table.c.account_id)
    ).scalar()


def _waiting(con: sa.Connection, login: str, source: str, now: dt.datetime) -> dt.timedelta:
    """How long the login or the address is still shut."""
    table = tables.attempts
    of_source = sa.select(sa.func.count()).where(
        table.c.source_hash == source, table.c.at > now - _HOUR, table.c.succeeded.is_(False)
    )
    if con.execute(of_source).scalar_one() >= FAILURES_OF_SOURCE:
        return _HOUR
    last_success = (
        sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0))
        .where(table.c.login_hash == login, table.c.succeeded)
        .scalar_subquery()
    )
    failures, last = con.execute(
        sa.select(sa.func.count(), sa.func.max(table.c.at)).where(
            table.c.login_hash == login, table.c.id > last_success, table.c.at > now - _DAY
        )
    ).one()
    if not failures:
        return dt.timedelta()
    until: dt.datetime = last + wait_after(failures)
    return max(until - now, dt.timedelta())


def _known(con: sa.Connection, login: str) -> int | None:
    return con.execute(sa.select(tables.accounts.c.id).where(tables.accounts.c.login == login)).scalar()


def _keyed(register: Register, purpose: str, text: str) -> str:
    return hmac.new(register.key, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()

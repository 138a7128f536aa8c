"""Passwords: which will do, how they are kept, and whether one is right."""

import datetime as dt
import secrets
from functools import cache
from typing import Any, Final

import sqlalchemy as sa

from ediary_analytics.errors import CallError
from ediary_analytics.i18n import _
from ediary_analytics.register import accounts, log, tables
from ediary_analytics.register.store import Register

#: The shortest password; length is what counts (NIST SP 800-63B), so no letters or digits are asked for.
SHORTEST: Final = 12
#: The longest: a hash of more would be work for an attacker to give us.
LONGEST: Final = 256


def set_password(register: Register, account: int, password: str, now: dt.datetime, *, by: int | None) -> None:
    """Set a password and end the account's sessions everywhere.

    Raises:
        CallError: it is too short or too long, or is the login.
    """
    hashed = hash_of(password, accounts.by_id(register, account).login)
    with register.writing() as con:
        keep(con, account, hashed, now, by=by)


def hash_of(password: str, login: str) -> str:
    """The hash to keep of a password that will do; see :func:`set_password` for what will not."""
    if not SHORTEST <= len(password) <= LONGEST or accounts.normal(password) == accounts.normal(login):
        raise CallError(
            _("password"),
            _("it is too short, too long or the same as the login"),
            _("Take at least {n} characters, such as four words of your own").format(n=SHORTEST),
        )
    return str(hasher().hash(password))


def keep(con: sa.Connection, account: int, hashed: str, now: dt.datetime, *, by: int | None) -> None:
    """Keep a hash as the account's password, within the caller's transaction; its sessions and links end."""
    con.execute(sa.insert(tables.passwords).values(account_id=account, hash=hashed, set_at=now, set_by=by))
    accounts.end_sessions(con, account, now, "password")
    accounts.end_links(con, account, now)
    log.write(con, now, "password_set", account=by, what=log.login_of(con, account))


def of_login(con: sa.Connection, login: str) -> tuple[int | None, str | None]:
    """The account of a login that is not disabled, and the hash of its newest password; nothing where there is none."""
    who, table = tables.accounts, tables.passwords
    asked = (
        sa.select(who.c.id, table.c.hash)
        .join_from(who, table, table.c.account_id == who.c.id)
        .where(who.c.login == login, who.c.disabled_at.is_(None))
        .order_by(table.c.id.desc())
        .limit(1)
    )
    row = con.execute(asked).first()
    return (row.id, row.hash) if row else (None, None)


def verify(password: str, hashed: str | None) -> tuple[bool, str | None]:
    """Whether they match, and a newer hash when ours got stronger; without a hash the same work is done for nothing."""
    given = password[:LONGEST]
    if hashed is None:
        hasher().verify(given, _nobodys())
        return False, None
    matches, better = hasher().verify_and_update(given, hashed)
    return bool(matches), better


@cache
def _nobodys() -> str:
    return str(hasher().hash(secrets.token_urlsafe(32)))


def hasher() -> Any:
    """Argon2id with the parameters that pwdlib recommends."""
    from pwdlib import PasswordHash  # noqa: PLC0415  (only where somebody logs in)

    return PasswordHash.recommended()

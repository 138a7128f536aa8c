"""Links that work once, within their time: to make the first administrator, or to set one's own password."""

import datetime as dt
import hashlib
import secrets
from typing import Final, Literal

import sqlalchemy as sa

from ediary_analytics.errors import AccessError
from ediary_analytics.i18n import _
from ediary_analytics.register import accounts, grants, log, passwords, tables
from ediary_analytics.register.grants import Grant
from ediary_analytics.register.store import Register

LASTS: Final = {"first": dt.timedelta(hours=1), "password": dt.timedelta(days=3)}
Purpose = Literal["first", "password"]


def needs_first(register: Register) -> bool:
    """Whether nobody can administer yet: the first run."""
    able = (account for account in accounts.everyone(register) if not account.disabled)
    return not any(grant.role == grants.ADMINISTRATOR for account in able for grant in account.grants)


def make(
    register: Register, purpose: Purpose, now: dt.datetime, account: int | None = None, *, by: int | None = None
) -> str:
    """A new link's token; earlier ones of the same purpose (and account) stop working.

    Args:
        register: the register.
        purpose: what the link is good for.
        now: the moment.
        account: whose password it sets.
        by: the account that makes it; None for the command line.
    """
    token = secrets.token_urlsafe(32)
    table = tables.links
    same = table.c.account_id.is_(None) if account is None else table.c.account_id == account
    link = {
        "token_hash": _hash(token),
        "purpose": purpose,
        "account_id": account,
        "made_at": now,
        "expires_at": now + LASTS[purpose],
    }
    with register.writing() as con:
        earlier = sa.update(table).where(table.c.purpose == purpose, same, table.c.used_at.is_(None))
        con.execute(earlier.values(used_at=now))
        con.execute(sa.insert(table).values(link))
        if account is not None:
            log.write(con, now, "link_made", account=by, what=log.login_of(con, account))
    return token


def works(register: Register, purpose: Purpose, token: str, now: dt.datetime) -> bool:
    """Whether the link may still be used; asking does not use it."""
    with register.reading() as con:
        return _find(con, purpose, token, now) is not None


def make_first(register: Register, token: str, login: str, name: str, password: str, now: dt.datetime) -> int:
    """Use a link of the first run: an administrator, who may then add the others. Returns the account's number.

    Raises:
        AccessError: the link is used, too old or wrong, or there is an administrator already.
        CallError: the login or the password will not do; the link stays good.
    """
    if not works(register, "first", token, now) or not needs_first(register):
        raise _spent()
    hashed = passwords.hash_of(password, login)
    with register.writing() as con:
        _use(con, "first", token, now)
        account = accounts.keep(con, login, name, now, by=None)
        passwords.keep(con, account, hashed, now, by=account)
        grants.keep(con, account, Grant(grants.ADMINISTRATOR), now, by=account)
    return account


def set_password(register: Register, token: str, password: str, now: dt.datetime) -> int:
    """Use a link to set a password; returns whose.

    Raises:
        AccessError: the link is used, too old or wrong.
        CallError: the password will not do; the link stays good.
    """
    with register.reading() as con:
        account = _find(con, "password", token, now)
    if account is None:
        raise _spent()
    hashed = passwords.hash_of(password, accounts.by_id(register, account).login)
    with register.writing() as con:
        _use(con, "password", token, now)
        passwords.keep(con, account, hashed, now, by=account)
    return account


def _use(con: sa.Connection, purpose: Purpose, token: str, now: dt.datetime) -> None:
    table = tables.links
    used = con.execute(sa.update(table).where(*_usable(purpose, token, now)).values(used_at=now)).rowcount
    if used != 1:
        raise _spent()


def _find(con: sa.Connection, purpose: Purpose, token: str, now: dt.datetime) -> int | None:
    """The account that a link is for, 0 for one without, None where no such link works."""
    row = con.execute(sa.select(tables.links.c.account_id).where(*_usable(purpose, token, now))).first()
    return None if row is None else int(row.account_id or 0)


def _usable(purpose: Purpose, token: str, now: dt.datetime) -> tuple[sa.ColumnElement[bool], ...]:
    columns = tables.links.c
    return (
        columns.token_hash == _hash(token),
        columns.purpose == purpose,
        columns.used_at.is_(None),
        columns.expires_at > now,
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _spent() -> AccessError:
    return AccessError(_("link"), _("it was used, or is too old"), _("Ask for a new one"))

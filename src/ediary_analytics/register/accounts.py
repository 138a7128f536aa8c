"""Accounts: who may come in, under which login, and what they hold."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from ediary_analytics.errors import CallError
from ediary_analytics.i18n import LANGUAGES, _
from ediary_analytics.register import grants, log, tables
from ediary_analytics.register.grants import Grant
from ediary_analytics.register.store import Register


@dataclass(frozen=True, slots=True)
class Account:
    """An account as it stands: ``disabled`` opens nothing, ``grants`` are those not withdrawn, oldest first."""

    id: int
    login: str
    name: str
    language: str
    disabled: bool
    grants: tuple[Grant, ...]


def normal(login: str) -> str:
    """A login as it is kept: without spaces around, whatever its case."""
    return login.strip().casefold()


def add(
    register: Register, login: str, name: str, now: dt.datetime, *, by: int | None, language: str = "lt"
) -> Account:
    """A new account, without password or roles.

    Args:
        register: the register.
        login: what the person types to come in: a name or an e-mail address.
        name: what pages and logs call the person.
        now: the moment.
        by: the account that adds it; None for the command line.
        language: ``lt`` or ``en``.

    Raises:
        CallError: the login is empty, in several words or taken, or the language is not spoken.
    """
    with register.writing() as con:
        number = keep(con, login, name, now, by=by, language=language)
    return by_id(register, number)


def keep(con: sa.Connection, login: str, name: str, now: dt.datetime, *, by: int | None, language: str = "lt") -> int:
    """As :func:`add`, within the caller's transaction; returns the account's number."""
    login = normal(login)
    if not login or not name.strip():
        raise CallError("user", _("the login or the name is empty"), _("Give both"))
    if any(letter.isspace() for letter in login):
        raise CallError(
            "user", _("the login has white space in it"), _("Write it in one word, or as the e-mail address at school")
        )
    _must_speak(language)
    if con.execute(sa.select(tables.accounts.c.id).where(tables.accounts.c.login == login)).first():
        raise CallError("user", _("this login is taken"), _("Choose another one"))
    values = {"login": login, "name": name.strip(), "language": language, "created_at": now, "created_by": by}
    number = con.execute(sa.insert(tables.accounts).values(values).returning(tables.accounts.c.id)).scalar_one()
    log.write(con, now, "account_added", account=number if by is None else by, what=login)
    return int(number)


def by_id(register: Register, account: int) -> Account:
    """The account of that number."""
    (found,) = _read(register, tables.accounts.c.id == account)
    return found


def by_login(register: Register, login: str) -> Account:
    """The account of that login.

    Raises:
        CallError: there is none.
    """
    found = _read(register, tables.accounts.c.login == normal(login))
    if not found:
        raise CallError("user", _("there is no such account"), _("See the list: ediary user list"))
    return found[0]


def everyone(register: Register) -> list[Account]:
    """All accounts, by login."""
    return _read(register)


def _read(register: Register, *conditions: sa.ColumnElement[bool]) -> list[Account]:
    with register.reading() as con:
        rows = con.execute(sa.select(tables.accounts).where(*conditions).order_by(tables.accounts.c.login)).all()
        held = grants.standing(con, [row.id for row in rows])
    return [
        Account(row.id, row.login, row.name, row.language, row.disabled_at is not None, tuple(held[row.id]))
        for row in rows
    ]


def disable(register: Register, account: int, now: dt.datetime, *, by: int | None) -> None:
    """Shut the account and every browser it is open in, at once.

    Raises:
        CallError: it is the account of whoever asks, or nobody could administer any more.
    """
    if account == by:
        raise CallError("user", _("this is your own account"), _("Let another administrator disable it"))
    _set_disabled(register, account, now, now, by)


def enable(register: Register, account: int, now: dt.datetime, *, by: int | None) -> None:
    """Open the account again."""
    _set_disabled(register, account, None, now, by)


def _set_disabled(register: Register, account: int, at: dt.datetime | None, now: dt.datetime, by: int | None) -> None:
    with register.writing() as con, grants.administered(con):
        con.execute(sa.update(tables.accounts).where(tables.accounts.c.id == account).values(disabled_at=at))
        end_sessions(con, account, now, "disabled")
        end_links(con, account, now)
        event = "account_disabled" if at else "account_enabled"
        log.write(con, now, event, account=by, what=log.login_of(con, account))


def speak(register: Register, account: int, language: str) -> None:
    """Keep the language that a person wants.

    Raises:
        CallError: it is not spoken.
    """
    _must_speak(language)
    with register.writing() as con:
        con.execute(sa.update(tables.accounts).where(tables.accounts.c.id == account).values(language=language))


def _must_speak(language: str) -> None:
    if language not in LANGUAGES:
        raise CallError("user", _("this language is not spoken"), _("Choose lt or en"))


def end_sessions(con: sa.Connection, account: int, now: dt.datetime, reason: str) -> None:
    """End every session of the account that is open."""
    table = tables.sessions
    con.execute(
        sa.update(table)
        .where(table.c.account_id == account, table.c.ended_at.is_(None))
        .values(ended_at=now, end_reason=reason)
    )


def end_links(con: sa.Connection, account: int, now: dt.datetime) -> None:
    """Let no link that was made for the account work any more, whoever holds it."""
    table = tables.links
    con.execute(sa.update(table).where(table.c.account_id == account, table.c.used_at.is_(None)).values(used_at=now))

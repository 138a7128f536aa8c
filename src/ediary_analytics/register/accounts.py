"""Accounts: who may come in, in which roles, with which password."""

import contextlib
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from ediary_analytics.errors import CallError
from ediary_analytics.i18n import LANGUAGES, _
from ediary_analytics.register import log, tables
from ediary_analytics.register.store import Register

#: The role that makes accounts: somebody has to hold it.
ADMINISTRATOR: Final = "administrator"
#: The shortest password; length is what counts (NIST SP 800-63B), so no letters or digits are asked for.
MIN_PASSWORD: Final = 12
#: The longest: a hash of more would be work for an attacker to give us.
MAX_PASSWORD: Final = 256


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that an account holds.

    Args:
        role: as in ``roles.toml``.
        school_id: the school; None for a role over all of them.
        person_id: as whom of the school's export the person works or learns there: staff, guardian or pupil.
        grades: the lowest and highest grade of a role over a part of a school.
        id: the grant's own number; 0 before it is kept.
    """

    role: str
    school_id: str | None = None
    person_id: str | None = None
    grades: tuple[int, int] | None = None
    id: int = 0


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
        CallError: the login is empty or taken, or the language is not spoken.
    """
    with register.writing() as con:
        number = keep(con, login, name, now, by=by, language=language)
    return by_id(register, number)


def keep(con: sa.Connection, login: str, name: str, now: dt.datetime, *, by: int | None, language: str = "lt") -> int:
    """As :func:`add`, within the caller's transaction; returns the account's number."""
    login = normal(login)
    if not login or not name.strip():
        raise CallError("user", _("the login or the name is empty"), _("Give both"))
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
        held: dict[int, list[Grant]] = {row.id: [] for row in rows}
        grants = tables.grants
        standing = sa.select(grants).where(grants.c.withdrawn_at.is_(None), grants.c.account_id.in_(held))
        for row in con.execute(standing.order_by(grants.c.id)):
            held[row.account_id].append(_grant(row))
    return [
        Account(row.id, row.login, row.name, row.language, row.disabled_at is not None, tuple(held[row.id]))
        for row in rows
    ]


def _grant(row: sa.Row[Any]) -> Grant:
    grades = None if row.min_grade is None else (row.min_grade, row.max_grade)
    return Grant(row.role, row.school_id, row.person_id, grades, row.id)


def give(register: Register, account: int, grant: Grant, now: dt.datetime, *, by: int | None) -> None:
    """Give a role; one that is held already stays as it is.

    Whether the role exists, and what keys it wants, is :mod:`ediary_analytics.access`'s to say beforehand.
    """
    with register.writing() as con:
        keep_grant(con, account, grant, now, by=by)


def keep_grant(con: sa.Connection, account: int, grant: Grant, now: dt.datetime, *, by: int | None) -> None:
    """As :func:`give`, within the caller's transaction."""
    minimum, maximum = grant.grades or (None, None)
    keys = {
        "role": grant.role,
        "school_id": grant.school_id,
        "person_id": grant.person_id,
        "min_grade": minimum,
        "max_grade": maximum,
    }
    table = tables.grants
    same = [table.c[name].is_(value) if value is None else table.c[name] == value for name, value in keys.items()]
    held = sa.select(table.c.id).where(table.c.account_id == account, table.c.withdrawn_at.is_(None), *same)
    if con.execute(held).first():
        return
    con.execute(sa.insert(table).values(account_id=account, granted_at=now, granted_by=by, **keys))
    what = f"{login_of(con, account)} {grant.role}"
    log.write(con, now, "role_given", account=by, what=what, school=grant.school_id)


def withdraw(register: Register, account: int, grant: int, now: dt.datetime, *, by: int | None) -> None:
    """Take a role away; it stays in the register with both dates.

    Raises:
        CallError: nobody could administer any more.
    """
    table = tables.grants
    with register.writing() as con, _administered(con):
        gone = con.execute(
            sa.update(table)
            .where(table.c.id == grant, table.c.account_id == account, table.c.withdrawn_at.is_(None))
            .values(withdrawn_at=now, withdrawn_by=by)
            .returning(table.c.role, table.c.school_id)
        ).first()
        if gone:
            what = f"{login_of(con, account)} {gone.role}"
            log.write(con, now, "role_withdrawn", account=by, what=what, school=gone.school_id)


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
    with register.writing() as con, _administered(con):
        con.execute(sa.update(tables.accounts).where(tables.accounts.c.id == account).values(disabled_at=at))
        end_sessions(con, account, now, "disabled")
        end_links(con, account, now)
        log.write(con, now, "account_disabled" if at else "account_enabled", account=by, what=login_of(con, account))


@contextlib.contextmanager
def _administered(con: sa.Connection) -> Iterator[None]:
    """Undo a change that leaves nobody who can come in and administer all schools, or, without such a one, any."""
    # whoever administers is locked first: two who take each other's role at once would both succeed
    con.execute(sa.select(tables.accounts.c.id).where(tables.accounts.c.id.in_(_ADMINISTRATORS)).with_for_update())
    before = _administering(con)
    yield
    after = _administering(con)
    if (True in before and True not in after) or (before and not after):
        wrong = _("this is the last administrator who can log in")
        raise CallError("user", wrong, _("Make somebody else an administrator first"))


_ADMINISTRATORS: Final = sa.select(tables.grants.c.account_id).where(
    tables.grants.c.role == ADMINISTRATOR, tables.grants.c.withdrawn_at.is_(None)
)


def _administering(con: sa.Connection) -> set[bool]:
    """Of those who can come in and administer: True where one does all schools, False where one does some."""
    who, grants = tables.accounts, tables.grants
    means = sa.or_(
        *(sa.exists().where(table.c.account_id == who.c.id) for table in (tables.passwords, tables.identities))
    )
    asked = (
        sa.select(grants.c.school_id)
        .join_from(grants, who, grants.c.account_id == who.c.id)
        .where(grants.c.role == ADMINISTRATOR, grants.c.withdrawn_at.is_(None), who.c.disabled_at.is_(None), means)
    )
    return {school is None for (school,) in con.execute(asked)}


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


def set_password(register: Register, account: int, password: str, now: dt.datetime, *, by: int | None) -> None:
    """Set a password and end the account's sessions everywhere.

    Raises:
        CallError: it is too short or too long, or is the login.
    """
    hashed = hash_of(password, by_id(register, account).login)
    with register.writing() as con:
        keep_password(con, account, hashed, now, by=by)


def hash_of(password: str, login: str) -> str:
    """The hash to keep of a password that will do; see :func:`set_password` for what will not."""
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD or normal(password) == normal(login):
        raise CallError(
            _("password"),
            _("it is too short, too long or the same as the login"),
            _("Take at least {n} characters, such as four words of your own").format(n=MIN_PASSWORD),
        )
    return str(hasher().hash(password))


def keep_password(con: sa.Connection, account: int, hashed: str, now: dt.datetime, *, by: int | None) -> None:
    """Keep a hash as the account's password, within the caller's transaction; its sessions and links end."""
    con.execute(sa.insert(tables.passwords).values(account_id=account, hash=hashed, set_at=now, set_by=by))
    end_sessions(con, account, now, "password")
    end_links(con, account, now)
    log.write(con, now, "password_set", account=by, what=login_of(con, account))


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


def login_of(con: sa.Connection, account: int) -> str:
    """The login of the account of that number."""
    return str(con.execute(sa.select(tables.accounts.c.login).where(tables.accounts.c.id == account)).scalar_one())


def hasher() -> Any:
    """Argon2id with the parameters that pwdlib recommends."""
    from pwdlib import PasswordHash  # noqa: PLC0415  (only where somebody logs in)

    return PasswordHash.recommended()

"""Roles that accounts hold: given, taken away, and never taken from the last who can administer."""

import contextlib
import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from ediary_analytics.errors import CallError
from ediary_analytics.i18n import _
from ediary_analytics.register import log, tables
from ediary_analytics.register.store import Register

#: The role that makes accounts: somebody has to hold it.
ADMINISTRATOR: Final = "administrator"


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


def standing(con: sa.Connection, accounts: Collection[int]) -> dict[int, list[Grant]]:
    """The grants of these accounts that are not withdrawn, by account, oldest first."""
    table = tables.grants
    held: dict[int, list[Grant]] = {account: [] for account in accounts}
    asked = sa.select(table).where(table.c.withdrawn_at.is_(None), table.c.account_id.in_(held)).order_by(table.c.id)
    for row in con.execute(asked):
        grades = None if row.min_grade is None else (row.min_grade, row.max_grade)
        held[row.account_id].append(Grant(row.role, row.school_id, row.person_id, grades, row.id))
    return held


def give(register: Register, account: int, grant: Grant, now: dt.datetime, *, by: int | None) -> None:
    """Give a role; one that is held already stays as it is.

    Whether the role exists, and what keys it wants, is :mod:`ediary_analytics.access`'s to say beforehand.
    """
    with register.writing() as con:
        keep(con, account, grant, now, by=by)


def keep(con: sa.Connection, account: int, grant: Grant, now: dt.datetime, *, by: int | None) -> None:
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
    what = f"{log.login_of(con, account)} {grant.role}"
    log.write(con, now, "role_given", account=by, what=what, school=grant.school_id)


def withdraw(register: Register, account: int, grant: int, now: dt.datetime, *, by: int | None) -> None:
    """Take a role away; it stays in the register with both dates.

    Raises:
        CallError: nobody could administer any more.
    """
    table = tables.grants
    with register.writing() as con, administered(con):
        gone = con.execute(
            sa.update(table)
            .where(table.c.id == grant, table.c.account_id == account, table.c.withdrawn_at.is_(None))
            .values(withdrawn_at=now, withdrawn_by=by)
            .returning(table.c.role, table.c.school_id)
        ).first()
        if gone:
            what = f"{log.login_of(con, account)} {gone.role}"
            log.write(con, now, "role_withdrawn", account=by, what=what, school=gone.school_id)


@contextlib.contextmanager
def administered(con: sa.Connection) -> Iterator[None]:
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

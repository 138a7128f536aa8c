"""What every entry about the diary has in common: who, when, for which school; corrections are new rows.

An entry is a row that is never changed. A correction repeats it with what is right, a withdrawal repeats it as
``withdrawn``; both name the row they take the place of (``corrects``) and the one all began with (``first``). What
stands is the newest row of each such chain, unless withdrawn. Two entries of the same kind at the same time are both
kept; of two corrections of one row the second is refused and told so.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from ediary_analytics.errors import CallError
from ediary_analytics.i18n import _
from ediary_analytics.register import log, tables
from ediary_analytics.register.store import Register

#: The tables of entries, by name.
TABLES: Final = {
    table.name: table
    for table in (tables.excuses, tables.sign_offs, tables.interventions, tables.acts, tables.reminders)
}
MAX_TEXT: Final = 2000
#: A number of our own for PostgreSQL's advisory lock: who enters does so one after another, as in SQLite.
_LOCK: Final = 0x0ED1A3


@dataclass(frozen=True, slots=True)
class Author:
    """Whoever may enter one kind of thing at one school; made by :func:`ediary_analytics.access.author`.

    Args:
        account: the account; None for the command line and in the demonstration.
        role: in which role.
        school_id: at which school.
        what: the kind, a name of :data:`TABLES`.
        pupil_id: about which pupil, where it is about one.
        grades: the lowest and the highest grade that they see; None where they see the whole school.
    """

    account: int | None
    role: str | None
    school_id: str
    what: str
    pupil_id: str | None = None
    grades: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What an entry carries besides what it says: its number, who entered it in which role, and when (UTC).

    ``corrects`` is the number of the entry whose place it takes; ``login`` None for the command line.
    """

    id: int
    school_id: str
    at: dt.datetime
    login: str | None
    name: str | None
    role: str | None
    corrects: int | None
    withdrawn: bool


def mark(row: sa.Row[Any]) -> Mark:
    """The mark of a row that :func:`read` gave."""
    return Mark(row.id, row.school_id, row.entered_at, row.login, row.name, row.role, row.corrects, row.withdrawn)


def text(where: str, said: str, *, needed: bool = True) -> str:
    """What somebody wrote, without spaces around.

    Raises:
        CallError: it is too long, or empty where it is needed.
    """
    said = said.strip()
    if needed and not said:
        raise CallError(where, _("nothing is written"), _("Write it in a sentence"))
    if len(said) > MAX_TEXT:
        raise CallError(where, _("it is too long"), _("Write at most {n} characters").format(n=MAX_TEXT))
    return said


def add(register: Register, author: Author, now: dt.datetime, day: dt.date, values: Mapping[str, Any]) -> int:
    """A new entry; its number. ``day`` is the last day that it is about."""
    with register.writing() as con:
        _one_after_another(con)
        return _insert(con, author, now, {"day": day, "withdrawn": False, **values}, "entered")


def correct(register: Register, author: Author, now: dt.datetime, entry: int, values: Mapping[str, Any] | None) -> int:
    """Take the place of an entry by what is right (``values`` over what it said), or withdraw it (None).

    Raises:
        CallError: there is no such entry of the author's school, it is about grades that the author does not see, or
            somebody else corrected it in the meantime.
    """
    table = TABLES[author.what]
    with register.writing() as con:
        _one_after_another(con)
        old = con.execute(sa.select(table).where(table.c.id == entry, table.c.school_id == author.school_id)).first()
        if old is None or (author.pupil_id and old.pupil_id != author.pupil_id):
            raise CallError(str(entry), _("there is no such entry"), _("Look at the list again"))
        if not _is_within(author, old):
            raise CallError(str(entry), _("this is about other grades too"), _("Ask somebody who sees all its grades"))
        if old.withdrawn or con.execute(sa.select(table.c.id).where(table.c.corrects == entry)).first():
            raise CallError(str(entry), _("somebody changed this in the meantime"), _("Look at the list again"))
        said = {name: value for name, value in old._mapping.items() if name not in _OWN}  # noqa: SLF001  (its public name)
        chain = {"first": old.id if old.first is None else old.first, "corrects": old.id, "withdrawn": values is None}
        return _insert(
            con, author, now, {**said, **(values or {}), **chain}, "withdrawn" if values is None else "corrected"
        )


def _is_within(author: Author, old: sa.Row[Any]) -> bool:
    """Whether an entry that says of which grades it is stays within those that the author sees."""
    if author.grades is None or "min_grade" not in old._fields:
        return True
    if old.min_grade is None or old.max_grade is None:
        return False
    lowest, highest = author.grades
    return bool(lowest <= old.min_grade and old.max_grade <= highest)


_OWN: Final = {"id", "school_id", "entered_at", "entered_by", "role", "first", "corrects", "withdrawn"}


def _one_after_another(con: sa.Connection) -> None:
    """So that a greater number always comes later, which :func:`revision` relies on."""
    if con.dialect.name == "postgresql":
        con.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))


def _insert(con: sa.Connection, author: Author, now: dt.datetime, values: Mapping[str, Any], event: str) -> int:
    table = TABLES[author.what]
    row = {"school_id": author.school_id, "entered_at": now, "entered_by": author.account, "role": author.role}
    number = int(con.execute(sa.insert(table).values(**values, **row).returning(table.c.id)).scalar_one())
    log.write(
        con, now, event, account=author.account, role=author.role, what=f"{author.what} {number}",
        school=author.school_id, pupil=values.get("pupil_id"),
    )  # fmt: skip
    return number


def read(
    con: sa.Connection,
    table: sa.Table,
    schools: Iterable[str] | None,
    *conditions: sa.ColumnElement[bool],
    past: bool = False,
) -> list[sa.Row[Any]]:
    """What stands, oldest first, with ``login`` and ``name`` of who entered it.

    Args:
        con: from ``register.reading()``.
        table: one of :data:`TABLES`.
        schools: of these schools; None for all.
        *conditions: which rows.
        past: also rows that were corrected or withdrawn, and the withdrawals themselves.
    """
    who, later = tables.accounts, table.alias()
    asked = (
        sa.select(table, who.c.login, who.c.name)
        .select_from(table.outerjoin(who, who.c.id == table.c.entered_by))
        .where(*conditions)
        .order_by(table.c.id)
    )
    if schools is not None:
        asked = asked.where(table.c.school_id.in_(list(schools)))
    if not past:
        asked = asked.where(~table.c.withdrawn, ~sa.exists().where(later.c.corrects == table.c.id))
    return list(con.execute(asked))


def revision(register: Register, schools: Iterable[str]) -> int:
    """A number that grows with every entry about these schools: what was reckoned before it is to be reckoned anew."""
    listed = list(schools)
    newest = [
        sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0)).where(table.c.school_id.in_(listed)).scalar_subquery()
        for table in TABLES.values()
        if table is not tables.reminders  # of which nothing is reckoned
    ]
    with register.reading() as con:
        return sum(int(number) for number in con.execute(sa.select(*newest)).one())

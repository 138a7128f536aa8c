"""Which rows leave a school of which everything before a day is removed, and whom nothing later speaks of.

What leaves ``staging``, and ``raw`` of it:

* rows of dated tables by their day, and rows of registers by the day they ended (``dated_by`` and ``ends_by`` of the
  contract; a school year ends on 31 August);
* pupils who are enrolled no more, and what hangs on them: guardians, flags, memberships, accounts, registry entries;
* but never what something later refers to: a lesson of which a mark was given later stays, and so does a record that
  was changed later.

Up to which day, :mod:`ediary_analytics.retention` keeps.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from ediary_analytics import contract
from ediary_analytics.contract import Table

#: On whom registers hang; they leave together.
_HOLDERS = ("pupils", "groups", "classes", "reported_classes")
_PEOPLE = {"pupil": ("pupils", "pupil_id"), "guardian": ("guardians", "guardian_id"), "staff": ("staff", "staff_id")}


@dataclass(frozen=True, slots=True)
class Gone:
    """Rows of a table that leave: how many, their first and last day (None where the table has no days), and whose."""

    table: str
    rows: int
    since: dt.date | None
    until: dt.date | None
    schools: frozenset[str] = frozenset()


def apply(con: duckdb.DuckDBPyConnection) -> list[Gone]:
    """Remove from the root's ``staging`` and ``raw`` what ``warehouse.core.purged`` says; keys there are unique."""
    if not con.execute("from warehouse.core.purged").fetchall():
        return []
    con.execute("create schema leaving")
    for table in contract.tables().values():
        con.execute(f"create table leaving.{table.name} (row_no bigint, day date)")
        if (day := _day(table)) is not None:
            con.execute(f"""
                insert into leaving.{table.name}
                select place, day from ({day}) as rows
                inner join warehouse.core.purged as purged on rows.school_id = purged.school_id
                where day < purged.before
            """)
    _keep_referred(con)
    _pupils(con)
    _keep_referred(con)
    _hanging(con)
    _accounts(con)
    gone = [found for table in contract.tables().values() if (found := _remove(con, table)).rows]
    gone += _rejects(con)
    con.execute("drop schema leaving cascade")
    return gone


def _day(table: Table) -> str | None:
    """A select of ``place`` (the rowid), ``school_id`` and the ``day`` of a table's rows; None where it has no days."""
    reference, _, of = (table.dated_by or "").partition(".")
    if of:
        parent = contract.tables()[table.column(reference).references or ""]
        return f"""
            select rows.rowid as place, rows.school_id, parents.{of}::date as day from staging.{table.name} as rows
            inner join staging.{parent.name} as parents
                on rows.school_id = parents.school_id and rows.{reference} = parents.{parent.key[0]}
        """
    if table.dated_by is not None:
        return f"select rowid as place, school_id, {table.dated_by}::date as day from staging.{table.name}"
    if table.ends_by is not None:
        day = table.ends_by
        if table.column(day).type == "text":
            day = _end_of_year(day)
        return f"select rowid as place, school_id, {day} as day from staging.{table.name}"
    return None


def _end_of_year(text: str) -> str:
    """The last day of the school year that a text names, ``2026-2027``, or that a month lies in, ``2026-10``."""
    return (
        f"case when regexp_full_match({text}, '\\d{{4}}-\\d{{4}}') then make_date({text}[6:9]::integer, 8, 31)"
        f" when regexp_full_match({text}, '\\d{{4}}-\\d{{2}}')"
        f" then make_date({text}[1:4]::integer + ({text}[6:7]::integer > 8)::integer, 8, 31) end"
    )


def _staying(table: Table) -> str:
    return f"(select * from staging.{table.name} where rowid not in (select row_no from leaving.{table.name}))"


def _hangs(table: Table) -> bool:
    """Whether a table's rows are but what belongs to those that their keys refer to."""
    return table.dated_by is None and any(column.key and column.references in _HOLDERS for column in table.columns)


def _referring(target: Table) -> Iterator[str]:
    """Selects of ``school_id, id``: what the rows that stay say of a table with a key of one column."""
    for table in contract.tables().values():
        if target.name in _HOLDERS and _hangs(table):
            continue
        for column in table.columns:
            if column.references == target.name:
                yield f"select school_id, {column.name} as id from {_staying(table)}"
    if target.name == "pupils":  # who still logs in is somebody still
        logins, accounts = _staying(contract.tables()["logins"]), contract.tables()["accounts"].name
        active = f"select a.* from staging.{accounts} as a semi join {logins} as l"
        active += " on a.school_id = l.school_id and a.account_id = l.account_id"
        yield f"select school_id, person_id as id from ({active}) where person_kind = 'pupil'"
        yield (
            f"select g.school_id, g.pupil_id as id from staging.guardians as g semi join ({active}) as a"
            " on g.school_id = a.school_id and g.guardian_id = a.person_id and a.person_kind = 'guardian'"
        )


def _keep_referred(con: duckdb.DuckDBPyConnection) -> None:
    """Take from ``leaving`` what a row that stays refers to, until nothing more is taken."""
    changed = True
    while changed:
        changed = False
        for table in contract.tables().values():
            changes = _staying(contract.tables()["changes"])
            said = [f"select school_id, record_id as id from {changes} where entity = '{table.name}'"]
            if len(table.key) == 1:
                said += _referring(table)
            ((taken,),) = con.execute(f"""
                delete from leaving.{table.name} where row_no in (
                    select rowid from staging.{table.name} as rows
                    where (school_id, {table.record_id("rows")}) in ({" union ".join(said)})
                )
            """).fetchall()
            changed = changed or taken > 0


def _pupils(con: duckdb.DuckDBPyConnection) -> None:
    """Pupils whose last enrolment ended; of schools that export none, those of whom something was there and left."""
    tables = contract.tables()
    gone_classes = "select school_id, class_id from staging.classes where rowid in (select row_no from leaving.classes)"
    referring = " union ".join(
        f"select school_id, pupil_id from staging.{table.name} where rowid in (select row_no from leaving.{table.name})"
        for table in tables.values()
        if "pupil_id" in {column.name for column in table.columns} and table.name != "pupils"
    )
    con.execute(f"""
        insert into leaving.pupils
        with stays as (
            select enrolments.school_id, pupil_id,
                bool_or(
                    coalesce(left_on >= before, true) and (enrolments.school_id, class_id) not in ({gone_classes})
                ) as any_still
            from staging.enrolments as enrolments
            inner join warehouse.core.purged as purged on enrolments.school_id = purged.school_id
            group by all
        ),
        members as (select distinct school_id, pupil_id from {_staying(tables["group_members"])})
        select pupils.rowid, null
        from staging.pupils as pupils
        left join stays on pupils.school_id = stays.school_id and pupils.pupil_id = stays.pupil_id
        where pupils.school_id in (select school_id from warehouse.core.purged)
        and not coalesce(
            stays.any_still,
            (pupils.school_id, pupils.pupil_id) in (from members)
            or (pupils.school_id, pupils.pupil_id) not in ({referring})
        )
    """)


def _hanging(con: duckdb.DuckDBPyConnection) -> None:
    """What hangs on pupils, groups, classes and reports that leave."""
    for table in filter(_hangs, contract.tables().values()):
        for column in table.columns:
            if column.key and column.references in _HOLDERS:
                holder = contract.tables()[column.references]
                con.execute(f"""
                    insert into leaving.{table.name}
                    select rowid, null from staging.{table.name}
                    where (school_id, {column.name}) in (
                        select school_id, {holder.key[0]} from staging.{holder.name}
                        where rowid in (select row_no from leaving.{holder.name})
                    )
                    and rowid not in (select row_no from leaving.{table.name})
                """)


def _accounts(con: duckdb.DuckDBPyConnection) -> None:
    """Accounts and registry entries of people who leave."""
    for kind, (name, key) in _PEOPLE.items():
        table = contract.tables()[name]
        con.execute(f"""
            insert into leaving.accounts
            select rowid, null from staging.accounts
            where person_kind = '{kind}'
            and (school_id, person_id) in (
                select school_id, {key} from staging.{name} where rowid in (select row_no from leaving.{name})
            )
            and (school_id, person_id) not in (select school_id, {key} from {_staying(table)})
            and (school_id, account_id) not in (
                select school_id, account_id from {_staying(contract.tables()["logins"])}
            )
        """)
    con.execute(f"""
        insert into leaving.registry_pupils
        select rowid, null from staging.registry_pupils
        where (school_id, registry_id) in (
            select school_id, registry_id from staging.pupils where rowid in (select row_no from leaving.pupils)
        )
        and (school_id, registry_id) not in (
            select school_id, registry_id from {_staying(contract.tables()["pupils"])} where registry_id is not null
        )
    """)


def _remove(con: duckdb.DuckDBPyConnection, table: Table) -> Gone:
    found = con.execute(f"select count(*), min(day), max(day) from leaving.{table.name}").fetchone()
    rows, since, until = found or (0, None, None)
    schools: frozenset[str] = frozenset()
    if rows:
        leaving = f"select row_no from leaving.{table.name}"
        schools = _schools(con, f"select school_id from staging.{table.name} where rowid in ({leaving})")
        con.execute(f"delete from staging.{table.name} where rowid in ({leaving})")
        staying = f"select school_id, {table.record_id('rows')} from staging.{table.name} as rows"
        con.execute(
            f"delete from raw.duplicates where table_name = '{table.name}' and (school_id, key) not in ({staying})"
        )
    return Gone(table.name, rows, since, until, schools)


def _schools(con: duckdb.DuckDBPyConnection, sql: str) -> frozenset[str]:
    return frozenset(school for (school,) in con.execute(f"select distinct school_id from ({sql})").fetchall())


def _rejects(con: duckdb.DuckDBPyConnection) -> list[Gone]:
    """Rows set aside at import: by the newest day in them; of a dated table also those without a readable day."""
    con.execute("create table leaving.rejected (row_no bigint, school_id varchar, file varchar, line bigint, day date)")
    for table in contract.tables().values():
        names = [column.name for column in table.columns if column.type in {"date", "timestamp"}]
        days = f"[as_timestamp(c.value)::date for c in cells if list_contains({names!r}, c.column_name)]"
        unread = "true" if table.dated_by else "false"
        con.execute(f"""
            insert into leaving.rejected
            select rows.rowid, rows.school_id, file, line, {f"list_max({days})" if names else "null::date"} as day
            from raw.rejected_rows as rows
            inner join warehouse.core.purged as purged on rows.school_id = purged.school_id
            where table_name = '{table.name}' and coalesce(day < purged.before, {unread})
        """)
    found = con.execute("select count(*), min(day), max(day) from leaving.rejected").fetchone()
    rows, since, until = found or (0, None, None)
    con.execute("delete from raw.rejected_rows where rowid in (select row_no from leaving.rejected)")
    con.execute(
        "delete from raw.rejects where (school_id, file, line) in (select school_id, file, line from leaving.rejected)"
    )
    schools = _schools(con, "from leaving.rejected")
    return [Gone("rejected_rows", rows, since, until, schools)] if rows else []

"""What an import does with what is already there of its schools: it replaces all of it, or adds to it.

An import that covers all that there was (every table, class, group and day) is the school exported anew: what it lacks
was deleted at the source. One that covers a part, a month or a class, replaces within that part and leaves the rest.

All happens in the root's schema ``merging``, before the models are built: ``before_<table>`` are the rows of the served
warehouse (attached as ``previous``) as their exports had them, ``staging`` holds what was just read.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

import duckdb

from ediary_analytics import contract, looks, sightings
from ediary_analytics.contract import Table

#: The longest pause, in days, between two days of lessons of one export: the Christmas holidays with their weekends.
PAUSE = 21
#: What a row is about; a part of a school's data is known by the groups, classes and pupils that it speaks of.
_ABOUT = {"group_id": "groups", "class_id": "classes", "pupil_id": "pupils"}
#: What ``raw`` tells of an import by file and table, of which some belong to no school.
BY_FILE = ("present", "files", "rejects", "rejected_rows")
#: Those, and what it tells by school.
ACCOUNT = ("imports", "duplicates", *BY_FILE)


@contextmanager
def beside(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Lay out ``merging`` over the attached catalog ``previous``, and clear it away in the end."""
    con.execute("create schema merging")
    known: dict[tuple[str, str], dict[str, str]] = {}
    for schema, table, column in con.execute(
        "select schema_name, table_name, column_name from duckdb_columns() where database_name = 'previous'"
    ).fetchall():
        observed = schema == "core" and _is_observed(table, column)
        known.setdefault((schema, table), {})[column] = sightings.unseen(column) if observed else column
    for table in contract.tables():
        _window(con, f"before_{table}", f"staging.{table}", f"core.{table}", known.get(("core", table), {}))
    for table in ACCOUNT:
        _window(con, f"before_raw_{table}", f"raw.{table}", f"raw.{table}", known.get(("raw", table), {}))
    yield
    con.execute("drop schema merging cascade")


def _is_observed(table: str, column: str) -> bool:
    found = contract.tables().get(table)
    return found is not None and any(one.name == column and one.observed_by for one in found.columns)


def _window(con: duckdb.DuckDBPyConnection, name: str, like: str, source: str, known: Mapping[str, str]) -> None:
    """A view on a table of the served warehouse, with the columns that it has today; an older one may lack some."""
    columns = ", ".join(
        f"{known.get(column, f'null::{kind}')} as {column}"
        for column, kind, *_ in con.execute(f"describe {like}").fetchall()
    )
    con.execute(
        f"create view merging.{name} as "
        + (f"select {columns} from previous.{source}" if known else f"from {like} limit 0")
    )


def carry_others(con: duckdb.DuckDBPyConnection, schools: Collection[str]) -> None:
    """Into ``staging`` and ``raw`` all that there was of other schools than these; within :func:`beside`."""
    targets = {f"before_{table}": f"staging.{table}" for table in contract.tables()}
    targets |= {f"before_raw_{table}": f"raw.{table}" for table in ACCOUNT}
    for source, target in targets.items():
        con.execute(
            f"insert into {target} by name from merging.{source}"
            " where school_id is not null and school_id not in (select unnest($schools::varchar[]))",
            {"schools": list(schools)},
        )


def growing(con: duckdb.DuckDBPyConnection, schools: Collection[str]) -> list[str]:
    """The schools of which the import speaks of all days, classes and groups that were there; after :func:`merge`."""
    narrower = {
        school for (school,) in con.execute("select school_id from merging.outside where what <> 'tables'").fetchall()
    }
    return [school for school in schools if school not in narrower]


def groups_before(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """School and id of each group that was there; within :func:`beside`."""
    return con.execute("select school_id, group_id from merging.before_groups").fetchall()


def merge(
    con: duckdb.DuckDBPyConnection, schools: Collection[str], repairs: Collection[str] = (), *, replace: bool
) -> dict[str, dict[str, int]]:
    """Add to ``staging`` what the imported schools' former rows still say; within :func:`beside`.

    Args:
        con: the root that an import is built in, keys unique.
        schools: the imported schools.
        repairs: those of which nothing came but repaired rows: they are added by key, and nothing makes room for them.
        replace: forget what there was, whatever the import covers.

    Returns:
        Of each school of which the import covers a part: how many rows were kept, by table. A school that is not there
        was new or covered as a whole.
    """
    looks.listen(con)
    for name in contract.tables():
        con.execute(f"create table merging.kept_{name} as from staging.{name} limit 0")
    con.execute("create table merging.outside (school_id varchar, what varchar)")
    con.execute(
        "create table merging.coming as select school_id from merging.before_raw_imports"
        " where school_id in (select unnest($schools))",
        {"schools": list(schools)},
    )
    if not con.execute("from merging.coming").fetchall():
        return {}
    _spoken(con)
    _covered(con, repairs)
    if not replace:
        _outside(con)
    con.execute(
        "insert into merging.outside select school_id, 'repaired' from merging.coming"
        " where school_id in (select unnest($repairs))",
        {"repairs": list(repairs)},
    )
    parts = [school for (school,) in con.execute("select distinct school_id from merging.outside").fetchall()]
    kept: dict[str, dict[str, int]] = {school: {} for school in sorted(parts)}
    if parts:
        for table in contract.tables().values():
            _complete(con, table)
            for school, rows in _keep(con, table):
                kept[school][table.name] = rows
        _account(con)
    return kept


def _spoken(con: duckdb.DuckDBPyConnection) -> None:
    """``merging.spoken``: the groups, classes and pupils that the import lists or has rows of."""
    con.execute("create table merging.spoken (column_name varchar, school_id varchar, id varchar)")
    for column, register in _ABOUT.items():
        listed = [register, *(table.name for table in looks.dated() if column in {one.name for one in table.columns})]
        union = " union ".join(f"select school_id, {column} from staging.{name}" for name in listed)
        con.execute(f"insert into merging.spoken select '{column}', * from ({union}) where {column} is not null")


def _covered(con: duckdb.DuckDBPyConnection, repairs: Collection[str]) -> None:
    """``merging.covered``: the days of which the import speaks, by school and table.

    Those are the days from its first lesson to its last, and each further day that a table has a row of. A pause longer
    than ``PAUSE`` parts them, so that one mistyped year does not cover all that lies between.
    """
    con.execute("create table merging.days (school_id varchar, table_name varchar, day date)")
    for table in looks.dated():
        con.execute(
            f"insert into merging.days select distinct school_id, '{table.name}', day"
            f" from ({looks.placed(table, 'staging')}) where day is not null"
            " and school_id not in (select unnest($repairs))",
            {"repairs": list(repairs)},
        )
    con.execute(f"""
        create table merging.covered as
        with steps as (
            select *, day - lag(day) over (partition by school_id, table_name order by day) > {PAUSE} as parted
            from merging.days
        ), stretches as (
            select *, count(*) filter (parted) over (partition by school_id, table_name order by day) as stretch
            from steps
        ), spans as (
            select school_id, table_name, min(day) as first, max(day) as last from stretches
            group by school_id, table_name, stretch
        ), lessons as (
            select * from spans where table_name = 'lessons'
        ), spoken as (
            select school_id, table_name, first, last from spans
            where school_id not in (select school_id from lessons)
            union all
            select present.school_id, present.table_name, lessons.first, lessons.last
            from raw.present as present inner join lessons on present.school_id = lessons.school_id
        )
        select school_id, table_name, unnest(generate_series(first, last, interval 1 day))::date as day from spoken
        union
        from merging.days
    """)


def _outside(con: duckdb.DuckDBPyConnection) -> None:
    """``merging.outside``: of each school what there was that the import does not cover."""
    con.execute(
        "insert into merging.outside select school_id, 'tables' from merging.before_raw_present"
        " where school_id in (from merging.coming)"
        " and (school_id, table_name) not in (select school_id, table_name from raw.present)"
    )
    for column in ("class_id", "group_id"):
        con.execute(f"""
            insert into merging.outside
            select distinct school_id, '{_ABOUT[column]}' from merging.before_{_ABOUT[column]}
            where school_id in (from merging.coming) and {_unspoken(column, column)}
        """)
    for table in looks.dated():
        con.execute(f"""
            insert into merging.outside
            select distinct school_id, 'days' from ({looks.placed(table, "before")})
            where school_id in (from merging.coming) and day is not null
            and (school_id, '{table.name}', day) not in (from merging.covered)
        """)


def _unspoken(column: str, value: str) -> str:
    ids = f"select school_id, id from merging.spoken where column_name = '{column}'"
    return f"(school_id, {value}) not in ({ids})"


def _replaced(table: Table) -> str:
    """When a former row lies within what the import covers: if the import had it still, it would be there."""
    if table.dated_by is None:
        return "false"
    names = {column.name for column in table.columns}
    about = {column: column for column in ("class_id", "pupil_id") if column in names} | {"group_id": "about_group"}
    said = [f"({value} is null or not {_unspoken(column, value)})" for column, value in about.items()]
    # of a row that is about nothing in particular only an import of all classes and groups can speak
    narrow = "select school_id from merging.outside where what in ('classes', 'groups')"
    said.append(f"(coalesce({', '.join(about.values())}) is not null or school_id not in ({narrow}))")
    return f"coalesce((school_id, '{table.name}', day) in (from merging.covered) and {' and '.join(said)}, false)"


def _complete(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Columns that the part has no value of keep, in rows that it replaces, what there was: it does not export them."""
    columns = [column.name for column in table.columns if column.name not in {"school_id", *table.key}]
    if not columns:
        return
    empty = f"""
        select school_id, {", ".join(f"count({name}) = 0 as {name}" for name in columns)}
        from staging.{table.name} where school_id in (select school_id from merging.outside) group by school_id
    """
    found = con.execute(f"select {', '.join(f'bool_or({name})' for name in columns)} from ({empty})").fetchone()
    lacking = [name for name, lacks in zip(columns, found or (), strict=False) if lacks]
    if lacking:
        taken = ", ".join(f"{name} = if(empty.{name}, former.{name}, rows.{name})" for name in lacking)
        con.execute(f"""
            update staging.{table.name} as rows
            set {taken}
            from merging.before_{table.name} as former, ({empty}) as empty
            where {table.same_key("rows", "former")} and rows.school_id = empty.school_id
        """)


def _keep(con: duckdb.DuckDBPyConnection, table: Table) -> list[tuple[str, int]]:
    """Take over a table's former rows that the part does not speak of; how many, by school."""
    bereft = ""
    if parent := looks.parent(table):  # what hung on a row that is gone is gone with it
        reference, of, _ = parent
        bereft = (
            f" and (day is null or (school_id, {reference}) in (select school_id, {of.key[0]} from staging.{of.name}))"
        )
    columns = ", ".join(column.name for column in table.columns)
    con.execute(f"""
        insert into merging.kept_{table.name} by name
        select {columns} from ({looks.placed(table, "before")}) as former
        where school_id in (select school_id from merging.outside) and not {_replaced(table)}{bereft}
        and not exists (select 1 from staging.{table.name} as rows where {table.same_key("rows", "former")})
    """)
    con.execute(f"insert into staging.{table.name} by name from merging.kept_{table.name}")
    return con.execute(f"select school_id, count(*) from merging.kept_{table.name} group by school_id").fetchall()


def _account(con: duckdb.DuckDBPyConnection) -> None:
    """Of schools of which a part came, the account of what stays: files of other names, tables, duplicate keys."""
    parts = "school_id in (select school_id from merging.outside)"
    con.execute(
        "insert into raw.present by name from merging.before_raw_present"
        f" where {parts} and (school_id, table_name) not in (select school_id, table_name from raw.present)"
    )
    again = "select school_id, file from raw.files where school_id is not null"
    for name in ("rejects", "rejected_rows", "files"):
        con.execute(
            f"insert into raw.{name} by name from merging.before_raw_{name}"
            f" where {parts} and (school_id, file) not in ({again})"
        )
    con.execute(
        f"insert into raw.duplicates by name from merging.before_raw_duplicates where {parts}"
        " and (school_id, table_name, key) not in (select school_id, table_name, key from raw.duplicates)"
    )

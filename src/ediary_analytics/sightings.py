"""Entry times that an export leaves out, bounded by repeated imports.

An entry was made after the last import of its group without it and until the first with it. ``history.sightings``
holds one row per record, however often it is imported again; ``history.snapshots``, of each school and entry time,
since when it is looked at, when something new was last seen, and how often. From the second time on, the upper bounds
stand in ``core`` in place of the times. The contract's times are whole seconds, so that microseconds can mark them: 1
where only the upper bound is known (an import spoke of the record for the first time), 2 where both are.
"""

import datetime as dt
from collections.abc import Collection, Iterator

import duckdb

from ediary_analytics import contract, looks
from ediary_analytics.contract import Column, Table

#: The columns of the tables of ``history``.
TABLES = {
    "sightings": "school_id varchar, table_name varchar, column_name varchar, record_id varchar,"
    " after timestamp, until timestamp",
    "snapshots": "school_id varchar, table_name varchar, column_name varchar, since timestamp, moment timestamp,"
    " times bigint",
}
#: The columns of ``core.observed``: which entry times are bounds, and from when on they are known.
OBSERVED = "school_id varchar, table_name varchar, column_name varchar, since timestamp"


def unseen(column: str) -> str:
    """The SQL of an entry time as the export had it: null where it was only seen between imports."""
    return f"case when epoch_us({column}) % 1000000 = 0 then {column} end"


def _columns() -> Iterator[tuple[Table, Column]]:
    for table in contract.tables().values():
        for column in table.columns:
            if column.observed_by:
                yield table, column


def keep(
    con: duckdb.DuckDBPyConnection,
    schools: Collection[str],
    growing: Collection[str],
    moment: dt.datetime,
    groups: Collection[tuple[str, str]] = (),
) -> None:
    """Bring ``warehouse.history`` up to date with the merged ``staging`` of the imported schools.

    Args:
        con: the root that an import is built in; within ``merge.beside``, merged.
        schools: the imported schools.
        growing: those of which the import covers all days, classes and groups that were there: only of them is it known
            of whatever is new that the import before did not have it yet. Of the others it is of what belongs to a
            group and a month that an import spoke of before.
        moment: when the import saw what it saw.
        groups: school and id of the groups that were there: of another group nothing is known before.
    """
    con.execute("create or replace temp table groups_before (school_id varchar, group_id varchar)")
    if groups:
        con.execute(
            "insert into groups_before select unnest($schools), unnest($groups)",
            {"schools": [school for school, _group in groups], "groups": [group for _school, group in groups]},
        )
    for table, column in _columns():
        _keep(con, table, column, {"schools": list(schools), "growing": list(growing), "moment": moment})


def _keep(con: duckdb.DuckDBPyConnection, table: Table, column: Column, values: dict[str, object]) -> None:
    which = f"table_name = '{table.name}' and column_name = '{column.name}'"
    group, beside = _group(table)
    shown = f"coalesce(trim(rows.{column.observed_by}::varchar), '') not in ('', '{column.not_yet or ''}')"
    con.execute(
        f"""
        create or replace temp table seen as
        with schools as (
            select school_id, count(*) filter ({shown}) > 0 as told from staging.{table.name} as rows
            where school_id in (select unnest($schools))
            -- what an adapter could not but suppose shows no entry
            and school_id not in (
                select school_id from raw.present
                where table_name = '{table.name}' and list_contains(assumed, '{column.name}')
            )
            group by school_id having count({column.name}) = 0
        )
        select rows.school_id, {table.record_id("rows")} as record_id, {group} as group_id, rows.day, rows.about_group
        from ({looks.placed(table, "staging")}) as rows inner join schools on rows.school_id = schools.school_id
        {beside}
        -- where nothing ever says that an entry was made, the record itself is the entry
        where {shown} or not schools.told
        """,
        {"schools": values["schools"]},
    )
    con.execute(
        f"""
        delete from warehouse.history.sightings where {which} and school_id in (select unnest($schools))
        and (school_id, record_id) not in (select school_id, record_id from seen)
        """,
        {"schools": values["schools"]},
    )
    con.execute(
        f"""
        create or replace temp table news as
        select seen.school_id, seen.record_id, greatest(snapshots.moment, looks.moment) as after
        from seen
        left join warehouse.history.snapshots as snapshots
            on seen.school_id = snapshots.school_id and {which} and snapshots.moment < $moment
            and seen.school_id in (select unnest($growing))
            -- of a group that was not there nothing is known before
            and (seen.group_id is null or (seen.school_id, seen.group_id) in (from groups_before))
        -- a look at the day of the record, and not before that day: only then would it have been there
        left join warehouse.history.looks as looks
            on {looks.last(table, "seen")} and seen.day <= looks.moment::date
        anti join (from warehouse.history.sightings where {which}) as known
            on seen.school_id = known.school_id and seen.record_id = known.record_id
        """,
        {name: values[name] for name in ("growing", "moment")},
    )
    con.execute(
        f"insert into warehouse.history.sightings"
        f" select school_id, '{table.name}', '{column.name}', record_id, after, $moment from news",
        {"moment": values["moment"]},
    )
    con.execute(
        f"""
        update warehouse.history.snapshots set moment = $moment, times = times + 1
        where {which} and moment < $moment and school_id in (select school_id from news)
        and school_id in (select unnest($growing))
        """,
        {name: values[name] for name in ("growing", "moment")},
    )
    con.execute(
        f"""
        insert into warehouse.history.snapshots
        select distinct school_id, '{table.name}', '{column.name}', $moment, $moment, 1 from seen
        where school_id not in (select school_id from warehouse.history.snapshots where {which})
        """,
        {"moment": values["moment"]},
    )


def _group(table: Table) -> tuple[str, str]:
    """Which group a row of the table is about, and the join that says it."""
    columns = {column.name for column in table.columns}
    if "group_id" in columns or "lesson_id" not in columns:
        return "rows.group_id" if "group_id" in columns else "null::varchar", ""
    join = (
        "left join staging.lessons as lessons"
        " on rows.school_id = lessons.school_id and rows.lesson_id = lessons.lesson_id"
    )
    return "lessons.group_id", join


def fill(con: duckdb.DuckDBPyConnection) -> None:
    """Put the bounds in the place of the times that ``memory.staging`` lacks, and tell of it in ``core.observed``.

    Called once ``core.evidence`` has said what the exports themselves show.
    """
    con.execute(f"create table core.observed ({OBSERVED})")
    con.execute(
        "insert into core.observed select school_id, table_name, column_name, since from warehouse.history.snapshots"
        " where times > 1"
    )
    for table, column in _columns():
        con.execute(f"""
            update memory.staging.{table.name} as rows
            set {column.name} = until + to_microseconds(if(after is null, 1, 2))
            from warehouse.history.sightings as sightings
            inner join core.observed as observed
                on sightings.school_id = observed.school_id and sightings.table_name = observed.table_name
                and sightings.column_name = observed.column_name
            where sightings.table_name = '{table.name}' and sightings.column_name = '{column.name}'
            and rows.school_id = sightings.school_id and {table.record_id("rows")} = sightings.record_id
            and rows.{column.name} is null
        """)

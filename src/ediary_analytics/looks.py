"""Which import last spoke of what: before it, what a later import shows for the first time was not there yet.

``history.looks`` holds per school, table, group and month of the rows' days one row, however often it is imported: from
which day to which that import had rows, and when it was. A register has no months. An import that brings a school
nothing new is no look: perhaps it is the old file again.
"""

import datetime as dt

import duckdb

from ediary_analytics import contract
from ediary_analytics.contract import Table

TABLES = {
    "looks": "school_id varchar, table_name varchar, group_id varchar, month date, first_on date, until_on date,"
    " moment timestamp",
}
#: An import whose newest row is at most so many days old tells of the days up to its own: a group may have one lesson
#: a week.
FRESH = 7
_NOTHING = "null::varchar"


def dated() -> list[Table]:
    """The tables of what happened; the others are registers."""
    return [table for table in contract.tables().values() if table.dated_by]


def parent(table: Table) -> tuple[str, Table, str] | None:
    """The reference that a table is dated through, where it leads, and the day there."""
    reference, _, day = (table.dated_by or "").partition(".")
    return (reference, contract.tables()[table.column(reference).references or ""], day) if day else None


def placed(table: Table, where: str) -> str:
    """A select of a table's rows, of ``staging`` or ``before``, each with its ``day`` and its ``about_group``."""
    source = f"staging.{table.name}" if where == "staging" else f"merging.before_{table.name}"
    own = "rows.group_id" if "group_id" in {column.name for column in table.columns} else _NOTHING
    if (over := parent(table)) is None:
        day = f"rows.{table.dated_by}::date" if table.dated_by else "null::date"
        return f"select rows.*, {day} as day, {own} as about_group from {source} as rows"
    reference, of, day = over
    key = of.key[0]
    group = "parents.group_id" if "group_id" in {column.name for column in of.columns} else own
    parents = f"select * from merging.before_{of.name}"
    if where == "staging":  # a part may leave out what its rows refer to
        parents = f"select * from staging.{of.name} union all by name {parents} as former anti join staging.{of.name}"
        parents += f" as latter on former.school_id = latter.school_id and former.{key} = latter.{key}"
    return f"""
        select rows.*, parents.{day}::date as day, {group} as about_group
        from {source} as rows
        left join ({parents}) as parents
            on rows.school_id = parents.school_id and rows.{reference} = parents.{key}
    """


def listen(con: duckdb.DuckDBPyConnection) -> None:
    """``merging.said``: of what the import speaks, before anything is merged to it; within ``merge.beside``."""
    con.execute(
        "create table merging.said (school_id varchar, table_name varchar, group_id varchar, month date,"
        " first_on date, last_on date)"
    )
    for table in contract.exported().values():
        con.execute(
            f"insert into merging.said select school_id, '{table.name}', about_group,"
            " date_trunc('month', day)::date as month, min(day), max(day)"
            f" from ({placed(table, 'staging')}) group by school_id, about_group, month"
        )


def last(table: Table, rows: str) -> str:
    """The condition that joins ``looks`` to placed rows of a table: the last look at their day, before ``$moment``."""
    return (
        f"looks.table_name = '{table.name}' and {rows}.school_id = looks.school_id"
        f" and {rows}.about_group is not distinct from looks.group_id"
        f" and date_trunc('month', {rows}.day)::date is not distinct from looks.month"
        f" and coalesce({rows}.day between looks.first_on and looks.until_on, looks.month is null)"
        " and looks.moment < $moment"
    )


def keep(con: duckdb.DuckDBPyConnection, news: list[str], moment: dt.datetime) -> None:
    """Bring ``history.looks`` up to date with what the import said of the schools to which it brought something new."""
    asked = {"news": news, "moment": moment}
    con.execute(
        """
        create or replace table merging.looked as
        select said.* from merging.said as said
        anti join (from warehouse.history.looks where moment > $moment) as later
            on said.school_id = later.school_id and said.table_name = later.table_name
            and said.group_id is not distinct from later.group_id and said.month is not distinct from later.month
        where said.school_id in (select unnest($news))
        """,
        asked,
    )
    con.execute(
        """
        delete from warehouse.history.looks as looks using merging.looked as looked
        where looks.school_id = looked.school_id and looks.table_name = looked.table_name
            and looks.group_id is not distinct from looked.group_id and looks.month is not distinct from looked.month
        """
    )
    con.execute(
        f"""
        insert into warehouse.history.looks
        select
            school_id, table_name, group_id, month, first_on,
            if(last_on >= $moment::date - {FRESH}, greatest(last_on, $moment::date), last_on), $moment
        from merging.looked
        """,
        {"moment": moment},
    )

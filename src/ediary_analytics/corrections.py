"""What imports found changed or gone at the source, where an export has no history of changes of its own.

``history.corrections`` holds one row per value that was said and is now said otherwise or no longer, and one per record
that is gone: seen between the import ``after`` (null: nobody knows) and ``until``. ``what`` is ``changed``, ``deleted``
or ``renewed``: the last stands for a whole table whose ids, or a column whose references, were given anew; its
``old_value`` is how many. A value said for the first time is no correction. Of columns that the contract does not let
``kept`` be, only the fact stands: names, contacts, health and free texts are not stored a second time.
"""

import datetime as dt
from collections.abc import Collection

import duckdb

from ediary_analytics import contract, looks
from ediary_analytics.contract import Column, Table

TABLES = {
    "corrections": "school_id varchar, entity varchar, record_id varchar, field varchar, what varchar,"
    " old_value varchar, new_value varchar, after timestamp, until timestamp",
}
#: Fewer records than these that vanish, while as many appear, are corrections; more, and most of them: new ids.
MANY = 10
#: What only ever grows, and histories themselves.
_LOGS = {"logins", "changes", "notices"}


def keep(
    con: duckdb.DuckDBPyConnection, schools: Collection[str], moment: dt.datetime, *, compare: Collection[str]
) -> list[str]:
    """Add to ``warehouse.history`` what the merged ``staging`` says otherwise than the served warehouse did.

    Args:
        con: the root that an import is built in; within ``merge.beside``, merged.
        schools: the imported schools.
        moment: when the import saw what it saw; where a later one is known, nothing is noted.
        compare: those whose corrections are wanted; of them, those whose exports have ``changes`` are passed over.

    Returns:
        The schools of which the import says anything that was not there, or no longer what was.
    """
    con.execute("create table merging.found (school_id varchar)")
    con.execute(
        """
        create table merging.compared as
        select unnest($compare) as school_id
        except select school_id from (select school_id, table_name from raw.present
            union all select school_id, table_name from merging.before_raw_present) where table_name = 'changes'
        except select school_id from warehouse.history.looks where moment > $moment
        """,
        {"compare": list(compare), "moment": moment},
    )
    for table in contract.exported().values():
        if _differing(con, table, schools) and table.name not in _LOGS:
            _note(con, table, moment)
    return [school for (school,) in con.execute("select distinct school_id from merging.found").fetchall()]


def _values(table: Table) -> list[Column]:
    return [column for column in table.columns if not column.key and column.name != "school_id"]


def _differing(con: duckdb.DuckDBPyConnection, table: Table, schools: Collection[str]) -> bool:
    """``merging.differing``: a table's rows of the schools that are new, gone or not what they were; if any were there.

    Columns: the key, each other one as ``old_`` and ``new_``, ``is_new`` and ``is_gone``.
    """
    mine, asked = "school_id in (select unnest($schools))", {"schools": list(schools)}
    before, now = f"merging.before_{table.name}", f"staging.{table.name}"
    if not con.execute(f"select 1 from {before} where {mine} limit 1", asked).fetchall():
        con.execute(f"insert into merging.found select distinct school_id from {now} where {mine}", asked)
        return False
    key = dict.fromkeys(["school_id", *table.key])
    chosen = [f"coalesce(former.{name}, rows.{name}) as {name}" for name in key]
    chosen += [f"former.{one.name} as old_{one.name}, rows.{one.name} as new_{one.name}" for one in _values(table)]
    unlike = [f"former.{one.name} is distinct from rows.{one.name}" for one in _values(table)]
    unlike += ["former.school_id is null", "rows.school_id is null"]
    con.execute(
        f"""
        create or replace table merging.differing as
        select {", ".join(chosen)}, former.school_id is null as is_new, rows.school_id is null as is_gone
        from (from {before} where {mine}) as former
        full join (from {now} where {mine}) as rows on {table.same_key("rows", "former")}
        where {" or ".join(unlike)}
        """,
        asked,
    )
    con.execute("insert into merging.found select distinct school_id from merging.differing")
    return True


def _note(con: duckdb.DuckDBPyConnection, table: Table, moment: dt.datetime) -> None:
    """From :func:`_differing` to rows of ``history.corrections``."""
    parts = _changed(con, table) + _deleted(con, table)
    if not parts:
        return
    key = ", ".join(dict.fromkeys(["school_id", *table.key]))
    con.execute(f"create or replace table merging.noted as {' union all by name '.join(parts)}")
    con.execute(
        f"""
        insert into warehouse.history.corrections
        with placed as (
            select * from ({looks.placed(table, "before")}) as rows
            where ({key}) in (select ({key}) from merging.noted)
        )
        select
            noted.school_id, '{table.name}', if(what = 'renewed', null, {table.record_id("noted")}), field, what,
            old_value, new_value, looks.moment, $moment
        from merging.noted as noted
        left join placed on {table.same_key("noted", "placed")}
        left join warehouse.history.looks as looks on {looks.last(table, "placed")}
        """,
        {"moment": moment},
    )


def _former(table: Table) -> str:
    """How many rows a school had of what the import speaks of."""
    return f"""
        select school_id, count(*) as n from merging.before_{table.name} as former
        anti join merging.kept_{table.name} as kept on {table.same_key("kept", "former")} group by school_id
    """


def _supposed(table: Table, column: str) -> str:
    """The schools of which an adapter supposed a column: what it supposes is nobody's correction."""
    return f"""
        select school_id from (
            select school_id, table_name, assumed from raw.present
            union all select school_id, table_name, assumed from merging.before_raw_present
        ) where table_name = '{table.name}'
        and (list_contains(coalesce(assumed, []), '*') or list_contains(coalesce(assumed, []), '{column}'))
    """


def _any(con: duckdb.DuckDBPyConnection, which: str) -> bool:
    asked = f"from merging.differing semi join merging.compared using (school_id) where {which} limit 1"
    return bool(con.execute(asked).fetchall())


def _changed(con: duckdb.DuckDBPyConnection, table: Table) -> list[str]:
    if not _any(con, "not is_new and not is_gone"):
        return []
    key = ", ".join(dict.fromkeys(["school_id", *table.key]))
    not_yet = {column.observed_by: column.not_yet for column in table.columns if column.not_yet}
    parts = []
    for column in _values(table):
        name = column.name
        con.execute(f"""
            create or replace table merging.changed_{name} as
            select {key}, old_{name}::varchar as old_value, new_{name}::varchar as new_value
            from merging.differing semi join merging.compared using (school_id)
            where not is_new and not is_gone and old_{name} is distinct from new_{name}
            and coalesce(trim(old_{name}::varchar), '') not in ('', '{not_yet.get(name, "")}')
            and school_id not in ({_supposed(table, name)})
            -- nothing anywhere: the export left the column out
            and (new_{name} is not null or school_id in (
                select school_id from staging.{table.name} group by school_id having count({name}) > 0
            ))
        """)
        values = "old_value, new_value" if column.kept else "null as old_value, null as new_value"
        each = f"select {key}, '{name}' as field, 'changed' as what, {values} from merging.changed_{name}"
        if not column.references:
            parts.append(each)
            continue
        renewed = f"""
            select school_id from merging.changed_{name} as changed
            inner join ({_former(table)}) as former using (school_id)
            group by school_id having count(*) >= {MANY} and 2 * count(*) > any_value(former.n)
        """
        parts.append(f"{each} where school_id not in ({renewed})")
        parts.append(
            f"select school_id, '{name}' as field, 'renewed' as what, count(*)::varchar as old_value"
            f" from merging.changed_{name} where school_id in ({renewed}) group by school_id"
        )
    return parts


def _deleted(con: duckdb.DuckDBPyConnection, table: Table) -> list[str]:
    if not _any(con, "is_gone"):
        return []
    key = ", ".join(dict.fromkeys(["school_id", *table.key]))
    kept = ", ".join(f"{column.name} := old_{column.name}" for column in _values(table) if column.kept)
    value = f"to_json(struct_pack({kept}))::varchar" if kept else "null::varchar"
    renewed = f"""
        select differing.school_id from merging.differing as differing
        inner join ({_former(table)}) as former using (school_id) group by school_id
        having count(*) filter (is_gone) >= {MANY} and 2 * count(*) filter (is_gone) > any_value(former.n)
        and count(*) filter (is_new) >= count(*) filter (is_gone)
    """
    gone = "merging.differing semi join merging.compared using (school_id)"
    gone += f" where is_gone and school_id not in ({_supposed(table, '*')})"
    each = f"select {key}, 'deleted' as what, {value} as old_value, null as field, null as new_value from {gone}"
    once = f"select school_id, 'renewed' as what, count(*)::varchar as old_value from {gone}"
    return [
        f"{each} and school_id not in ({renewed})",
        f"{once} and school_id in ({renewed}) group by school_id",
    ]

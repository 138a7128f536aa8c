"""Many schools to measure with: those of a warehouse, also under other ids, as a warehouse and as Parquet files."""

from collections.abc import Collection
from pathlib import Path

import duckdb


def multiply(made: Path, folder: Path, schools: int, tables_of_core: Collection[str]) -> Path:
    """A warehouse of so many schools, and a Parquet file of each table beside it.

    They are the first ones of the warehouse ``made``, or all of them as often as needed, under ids of their own:
    ``azuolynas-0``, ``azuolynas-1``. It holds these tables of ``core``, those that every warehouse is asked for, and
    the calendar, the same for all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file, wanted = folder / "many.duckdb", {*tables_of_core, "schools", "evidence", "purged"} - {"calendar"}
    con = duckdb.connect(":memory:")
    con.execute(f"attach '{made}' as made (read_only)")
    con.execute(f"attach '{file}' as many (recovery_mode no_wal_writes)")
    known = [school for (school,) in con.execute("select school_id from made.raw.imports order by all").fetchall()]
    tables = con.execute(
        "select schema_name, table_name, comment from duckdb_tables() where database_name = 'made' order by all"
    ).fetchall()
    for schema in sorted({schema for schema, _table, _comment in tables}):
        con.execute(f"create schema many.{schema}")
    for schema, table, comment in tables:
        name = f"{schema}.{table}"
        con.execute(f"create table many.{name} as from made.{name} limit 0")
        if comment:  # by it the program knows a warehouse of its own version
            con.execute(f"comment on table many.{name} is '{comment}'")
        if name == "raw.imports" or (schema == "core" and table in wanted):
            con.begin()
            for copy, first in enumerate(range(0, schools, len(known))):
                con.execute(
                    f"insert into many.{name} select * replace (school_id || '-{copy}' as school_id) from made.{name}"
                    " where school_id in (select unnest($these))",
                    {"these": known[: schools - first]},
                )
            con.commit()
    con.execute("insert into many.core.calendar from made.core.calendar")
    for table in sorted(wanted | {"calendar"}):
        con.execute(f"copy many.core.{table} to '{folder / table}.parquet' (format parquet)")
    con.execute("detach many")
    con.close()
    return file

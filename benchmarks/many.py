"""Many schools to measure with: one under as many ids, as a warehouse and as Parquet files of the same tables."""

from collections.abc import Collection
from pathlib import Path

import duckdb


def multiply(one: Path, folder: Path, schools: int, tables_of_core: Collection[str]) -> Path:
    """A warehouse of so many schools, and a Parquet file of each table beside it; the schools differ by their ids.

    It holds these tables of ``core``, those that every warehouse is asked for, and the calendar, the same for all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file, wanted = folder / "many.duckdb", {*tables_of_core, "schools", "evidence", "purged"} - {"calendar"}
    con = duckdb.connect(":memory:")
    con.execute(f"attach '{one}' as one (read_only)")
    con.execute(f"attach '{file}' as many (recovery_mode no_wal_writes)")
    tables = con.execute(
        "select schema_name, table_name, comment from duckdb_tables() where database_name = 'one' order by all"
    ).fetchall()
    for schema in sorted({schema for schema, _table, _comment in tables}):
        con.execute(f"create schema many.{schema}")
    for schema, table, comment in tables:
        name = f"{schema}.{table}"
        con.execute(f"create table many.{name} as from one.{name} limit 0")
        if comment:  # by it the program knows a warehouse of its own version
            con.execute(f"comment on table many.{name} is '{comment}'")
        if name == "raw.imports" or (schema == "core" and table in wanted):
            con.begin()
            for number in range(schools):
                con.execute(
                    f"insert into many.{name} select * replace ('school-' || {number} as school_id) from one.{name}"
                )
            con.commit()
    con.execute("insert into many.core.calendar from one.core.calendar")
    for table in sorted(wanted | {"calendar"}):
        con.execute(f"copy many.core.{table} to '{folder / table}.parquet' (format parquet)")
    con.execute("detach many")
    con.close()
    return file

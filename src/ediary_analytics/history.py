"""What was found import by import: the totals of every duty, and each breach from first sight to its repair.

Kept in the warehouse's schema ``history`` and carried from version to version. The same export imported twice changes
nothing; an older one imported later adds its totals, but says nothing of breaches that were seen since.
"""

from typing import Any

import duckdb

from ediary_analytics import catalogue, corrections, looks, sightings

#: The tables of the schema and their columns.
TABLES = {
    "totals": "school_id varchar, policy varchar, obligation varchar, as_of timestamp, checkable boolean,"
    " met bigint, late bigint, missing bigint, pending bigint, excused bigint",
    "breaches": "school_id varchar, policy varchar, obligation varchar, subject_id varchar, status varchar,"
    " seen_missing boolean, first_seen timestamp, last_seen timestamp, resolved_at timestamp",
    **sightings.TABLES,
    **looks.TABLES,
    **corrections.TABLES,
}


def begin(con: duckdb.DuckDBPyConnection, previous: str | None) -> None:
    """Make ``warehouse.history``, with what the attached catalog ``previous`` holds of it, of all schools."""
    for name, columns in TABLES.items():
        con.execute(f"create table warehouse.history.{name} ({columns})")
        if previous is not None and _holds(con, previous, name):
            con.execute(f"insert into warehouse.history.{name} by name select * from {previous}.history.{name}")


def _holds(con: duckdb.DuckDBPyConnection, catalog: str, name: str) -> bool:
    return bool(
        con.execute(
            "select 1 from duckdb_tables()"
            " where database_name = $catalog and schema_name = 'history' and table_name = $name",
            {"catalog": catalog, "name": name},
        ).fetchall()
    )


def keep(con: duckdb.DuckDBPyConnection) -> None:
    """Add what ``judged`` says to ``warehouse.history``; ``con`` is narrowed to all schools of the warehouse."""
    for name in ("breaches", "totals"):  # breaches ask the totals which moment was the newest
        con.execute(f"create or replace temp table kept as {catalogue.history(name)}")
        con.execute(f"delete from warehouse.history.{name}")
        con.execute(f"insert into warehouse.history.{name} by name select * from kept")
    con.execute("drop table kept")


def trend(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Totals of each school, policy and obligation, oldest moment first; counts of duties, ``as_of`` as ISO text."""
    found = con.sql(catalogue.question("trend")).to_arrow_table().to_pylist()
    return [row | {"as_of": row["as_of"].isoformat()} for row in found]


def repaired(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Duties once seen missing that no longer are, the newest repair first; moments as ISO text."""
    found = con.sql(catalogue.question("repaired")).to_arrow_table().to_pylist()
    moments = ("first_seen", "last_seen", "resolved_at")
    return [row | {name: row[name].isoformat() for name in moments} for row in found]

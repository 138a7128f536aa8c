"""By which moment each school is judged: what was asked for, else the last one that its export knows of."""

import datetime as dt
from collections.abc import Collection, Sequence

import duckdb

from ediary_analytics import bulk, contract


def record(con: duckdb.DuckDBPyConnection, schools: Sequence[str], as_of: dt.datetime | None, now: dt.datetime) -> None:
    """``raw.imports``: per imported school when, and by which moment it is judged.

    Where entry times are only seen from import to import, an import tells how things stand when it is made.
    """
    if not schools:  # figures of no school
        return
    observed = {school for (school,) in con.execute("select school_id from warehouse.core.observed").fetchall()}
    known = {} if as_of else last_known(con, schools, now)
    bulk.insert(
        con,
        "warehouse.raw.imports",
        [[school, now, as_of or (now if school in observed else known[school])] for school in schools],
    )


def columns() -> list[tuple[str, str]]:
    """Table and column of every moment of the contract."""
    return [
        (table.name, column.name)
        for table in contract.tables().values()
        for column in table.columns
        if column.type == "timestamp"
    ]


def last_known(
    con: duckdb.DuckDBPyConnection, schools: Collection[str], now: dt.datetime, catalog: str = "warehouse"
) -> dict[str, dt.datetime]:
    """The last moment that a school's export knows of: its newest entry up to ``now``, or ``now`` when it has none.

    What was due after it is pending, not missing: nobody can tell from this export.
    """
    newest = " union all ".join(
        f"select school_id, max({column}) as moment from {catalog}.core.{table}"
        f" where school_id in (select unnest($schools::varchar[])) and {column} <= $now group by school_id"
        for table, column in columns()
    )
    found = con.execute(
        f"select school_id, max(moment) from ({newest}) group by school_id", {"schools": list(schools), "now": now}
    ).fetchall()
    return dict.fromkeys(schools, now) | dict(found)


def next_known(con: duckdb.DuckDBPyConnection, now: dt.datetime) -> dt.datetime | None:
    """The first entry after ``now`` of any school in the warehouse, None where there is none."""
    later = " union all ".join(
        f"select min({column}) as moment from warehouse.core.{table} where {column} > $now"
        for table, column in columns()
    )
    ((moment,),) = con.execute(f"select min(moment) from ({later})", {"now": now}).fetchall()
    return moment  # type: ignore[no-any-return]


def again(
    con: duckdb.DuckDBPyConnection, schools: Collection[str], as_of: dt.datetime | None, now: dt.datetime
) -> dict[str, dt.datetime]:
    """The moments by which schools are to be judged whose exports are as they were, in ``previous``, and not read."""
    if not schools:
        return {}
    return dict.fromkeys(schools, as_of) if as_of else last_known(con, schools, now, "previous")


def move(con: duckdb.DuckDBPyConnection, moments: dict[str, dt.datetime]) -> None:
    """Let ``raw.imports`` say these moments of schools that it has."""
    if moments:
        con.executemany(
            "update warehouse.raw.imports set as_of = $as_of where school_id = $school and as_of <> $as_of",
            [{"school": school, "as_of": as_of} for school, as_of in moments.items()],
        )

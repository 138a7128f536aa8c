"""Up to which day a school's data was removed, and what follows from it: its history, its days, its duties.

``core.purged (school_id, before)`` says it. No duty of a day before it is judged, and no import brings such days back:
:func:`ediary_analytics.disposal.apply` runs over the ``staging`` of every build.
"""

import duckdb

from ediary_analytics import contract
from ediary_analytics.disposal import Gone

#: The columns of ``core.purged``.
PURGED = "school_id varchar, before date"


def begin(con: duckdb.DuckDBPyConnection, previous: str | None) -> None:
    """Make ``warehouse.core.purged``, with what the attached catalog ``previous`` says of it."""
    con.execute(f"create table warehouse.core.purged ({PURGED})")
    if previous is not None and _stands(con, previous):
        con.execute(f"insert into warehouse.core.purged by name from {previous}.core.purged")


def forget(con: duckdb.DuckDBPyConnection, schools: list[str]) -> None:
    """Nothing was ever removed of these schools: they are imported anew."""
    con.execute(
        "delete from warehouse.core.purged where school_id in (select unnest($schools::varchar[]))",
        {"schools": schools},
    )


def clear_history(con: duckdb.DuckDBPyConnection) -> list[Gone]:
    """Remove from ``warehouse.history`` what is older, or speaks of duties and records that left; before judging.

    The attached catalog ``previous`` knows the days of the duties that were breached.
    """
    purged = "inner join warehouse.core.purged as purged on rows.school_id = purged.school_id"
    keys = " union ".join(
        f"select school_id, '{table.name}' as table_name, {table.record_id('rows')} as record_id"
        f" from staging.{table.name} as rows"
        for table in contract.tables().values()
    )
    leaving = {
        "totals": f"select rows.rowid as place, as_of::date as day from warehouse.history.totals as rows {purged}"
        " where as_of < before",
        "breaches": f"""
            select rows.rowid as place, coalesce(judged.on_date, coalesce(resolved_at, last_seen)::date) as day
            from warehouse.history.breaches as rows {purged}
            left join (
                select school_id, policy, obligation, subject_id, max(on_date) as on_date,
                    bool_or(pupil_id is not null and (school_id, pupil_id) not in (
                        select school_id, pupil_id from staging.pupils
                    )) as has_left
                from previous.judged.verdicts group by all
            ) as judged
                on rows.school_id = judged.school_id and rows.policy = judged.policy
                and rows.obligation = judged.obligation and rows.subject_id = judged.subject_id
            where coalesce(judged.on_date, coalesce(resolved_at, last_seen)::date) < before or judged.has_left
        """,
        "sightings": f"""
            select rows.rowid as place, until::date as day from warehouse.history.sightings as rows {purged}
            where (rows.school_id, rows.table_name, rows.record_id) not in ({keys})
        """,
        "corrections": f"""
            select rows.rowid as place, until::date as day from warehouse.history.corrections as rows {purged}
            where coalesce(after, until)::date < before
            or (what = 'changed' and (rows.school_id, entity, record_id) not in ({keys}))
            or (what = 'deleted' and coalesce((rows.school_id, old_value ->> 'pupil_id') not in (
                select school_id, pupil_id from staging.pupils
            ), false))
        """,
        "looks": f"""
            select rows.rowid as place, until_on as day from warehouse.history.looks as rows {purged}
            where until_on < before
        """,
    }
    gone = []
    for name, sql in leaving.items():
        found = con.execute(f"select count(*), min(day), max(day) from ({sql})").fetchone()
        rows, since, until = found or (0, None, None)
        if rows:
            # made anew: of deleted rows the file would keep the bytes
            con.execute(
                f"create or replace table warehouse.history.{name} as select * from warehouse.history.{name}"
                f" where rowid not in (select place from ({sql}))"
            )
            gone.append(Gone(f"history.{name}", rows, since, until))
    return gone


def clear_days(con: duckdb.DuckDBPyConnection) -> None:
    """Take from ``core.school_days``, as soon as it is built, the days of which nothing is known any more."""
    if _stands(con, "warehouse"):
        con.execute(
            "delete from core.school_days as days using warehouse.core.purged as purged"
            " where days.school_id = purged.school_id and days.day < purged.before"
        )


def _stands(con: duckdb.DuckDBPyConnection, catalog: str) -> bool:
    """Whether a catalog has ``core.purged``; an older warehouse, or one that is built for tests, has none."""
    found = con.execute(
        "select 1 from duckdb_tables()"
        " where database_name = $catalog and schema_name = 'core' and table_name = 'purged'",
        {"catalog": catalog},
    )
    return bool(found.fetchall())


def is_kept(con: duckdb.DuckDBPyConnection) -> str:
    """The condition on a duty not to lie in a time that was removed; empty where nothing was."""
    views = con.execute("select 1 from duckdb_views() where schema_name = 'core' and view_name = 'purged'").fetchall()
    if not views or not con.execute("from core.purged").fetchall():
        return ""
    return "coalesce(on_date >= (select max(before) from core.purged as p where p.school_id = duty.school_id), true)"

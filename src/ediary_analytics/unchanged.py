"""Schools whose rows of the served warehouse (attached as ``previous``) stand, because making them anew gives the same.

``raw.made`` says of each school by which ``program`` its rows were made, by which ``rules`` (with the moment) it was
judged, null where it was not, and what of the register was ``held`` against it in the history. A model or duty reads
rows of its own school, the calendar of the program and nothing else, so a school stands while these agree and no
import brings it; if but its rules changed, it is judged anew over the tables that stand.

What was purged of a school is left out by every build, and one of what stayed might leave out more: the school is
``settled``, and may stand, once a build found nothing more to leave out.
"""

from collections.abc import Collection, Iterable, Mapping

import duckdb

from ediary_analytics import bulk, disposal, docket, fingerprints, merge, warehouse
from ediary_analytics.entered import Entered
from ediary_analytics.errors import PolicyError

_MADE = "school_id varchar, program varchar, rules varchar, held varchar, settled boolean"
#: Tables of ``core`` that every build makes of all schools, from the history.
_OF_ALL = ("observed", "purged")


def schools(con: duckdb.DuckDBPyConnection, imported: Collection[str]) -> list[str]:
    """The schools whose tables stand when these are imported."""
    if not _is_known(con):
        return []
    found = con.execute(
        """
        select school_id from previous.raw.made
        where program = $program and school_id in (select school_id from previous.raw.imports)
        and settled
        and school_id not in (select unnest($imported::varchar[]))
        order by school_id
        """,
        {"program": fingerprints.program(), "imported": list(imported)},
    )
    return [school for (school,) in found.fetchall()]


def judged(con: duckdb.DuckDBPyConnection, listed: Iterable[docket.Case], standing: Collection[str]) -> list[str]:
    """Of schools whose tables stand, those whose verdicts stand as well: judged by the same rules, or still by none."""
    if not standing:
        return []
    now = {school: fingerprints.rules(case) for case in listed for school in case.schools}
    before = dict(con.execute("select school_id, rules from previous.raw.made").fetchall())
    return [school for school in standing if now.get(school) == before[school]]


def take_over(con: duckdb.DuckDBPyConnection, standing: Collection[str]) -> None:
    """Into ``core`` and ``raw`` of the warehouse that was built, the rows of the schools that stand."""
    if not standing:
        return
    for (table,) in con.execute(
        "select table_name from duckdb_columns()"
        " where database_name = 'previous' and schema_name = 'core' and column_name = 'school_id'"
    ).fetchall():
        if table not in _OF_ALL:
            _copy(con, f"core.{table}", standing)
    for table in merge.ACCOUNT:
        _copy(con, f"raw.{table}", standing)


def take_over_verdicts(con: duckdb.DuckDBPyConnection, standing: Collection[str]) -> None:
    """Into ``judged`` of the warehouse, the verdicts of the schools that stand."""
    if standing:
        for table in ("verdicts", "imposed"):
            _copy(con, f"judged.{table}", standing)


def _copy(con: duckdb.DuckDBPyConnection, table: str, standing: Collection[str]) -> None:
    con.execute(
        f"insert into warehouse.{table} by name from previous.{table} where school_id in (select unnest($standing))",
        {"standing": list(standing)},
    )


def note(
    con: duckdb.DuckDBPyConnection, listed: Iterable[docket.Case], held: Entered, purged: Iterable[disposal.Gone]
) -> None:
    """Make ``warehouse.raw.made`` of the schools that were built and judged in these cases; ``purged`` is what left."""
    unsettled = {school for gone in purged for school in gone.schools}
    con.execute(f"create table warehouse.raw.made ({_MADE})")
    rules = {school: fingerprints.rules(case) for case in listed for school in case.schools}
    made = [
        [school, fingerprints.program(), rules.get(school), fingerprints.held(held, school), school not in unsettled]
        for school in warehouse.everyone(con)
    ]
    bulk.insert(con, "warehouse.raw.made", made)


def all_stands(
    con: duckdb.DuckDBPyConnection, moments: Mapping[str, object], held: Entered
) -> dict[str, PolicyError] | None:
    """Where an import that brings nothing would publish what is served, the schools that are not judged, with why.

    None where any school does not stand, or its history. ``moments`` are those by which schools are to be judged, where
    they were asked for anew.
    """
    known = dict(con.execute("select school_id, as_of from previous.raw.imports").fetchall())
    standing = schools(con, [])
    if set(standing) != known.keys() or not moments.items() <= known.items():
        return None
    listed, unjudged = docket.cases(con, catalog="previous")
    before = dict(con.execute("select school_id, held from previous.raw.made").fetchall())
    stands = judged(con, listed, standing) == standing and all(
        before[school] == fingerprints.held(held, school) for school in standing
    )
    return unjudged if stands else None


def _is_known(con: duckdb.DuckDBPyConnection) -> bool:
    found = con.execute(
        "select 1 from duckdb_tables() where database_name = 'previous' and schema_name = 'raw' and table_name = 'made'"
    )
    return bool(found.fetchall()) and warehouse.is_of_this_version(con, "previous")

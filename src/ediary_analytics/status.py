"""What a warehouse holds: its schools, what was set aside, and what cannot be checked for want of evidence."""

import datetime as dt
from dataclasses import dataclass

import duckdb

from ediary_analytics import contract, docket, standing, warehouse
from ediary_analytics.catalogue import question


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrections seen between imports: how many values and records, tables or columns renewed, and since when."""

    seen: int
    renewed: int
    since: dt.datetime


@dataclass(frozen=True, slots=True)
class SchoolStatus:
    """One imported school: rows per table, evidence columns without any value, and what each unchecked duty lacks.

    ``sources`` counts the files that its data came from, by vendor's sheet (``mano_dienynas.group``) or, for tables of
    the contract, ""; of files whose rows name several schools it does not know. ``assumed`` are the tables that are
    only supposed.
    ``observed`` tells of each duty whose entry times are seen between imports since when, and how many are unknown.
    """

    school: str
    name: str
    policy: str
    imported_at: dt.datetime
    as_of: dt.datetime
    rejects: int
    rows: dict[str, int]
    empty_columns: dict[str, tuple[str, ...]]
    unchecked: dict[str, tuple[str, ...]]
    sources: dict[str, int]
    assumed: frozenset[str]
    observed: dict[str, tuple[dt.datetime, int]]
    corrections: Corrections | None


@dataclass(frozen=True, slots=True)
class TotalsStatus:
    """Totals of many schools: how many, when they were imported, as of when they are measured (None: nothing is).

    ``duties`` counts by obligation, over all schools: those of whom it is known, then duties met, late, missing,
    pending and excused.
    """

    schools: int
    imported_at: dt.datetime
    as_of: dt.datetime | None
    duties: dict[str, tuple[int, ...]]


def totals(con: duckdb.DuckDBPyConnection) -> TotalsStatus:
    """The status of a warehouse that holds totals."""
    ((count, imported_at),) = con.execute("select count(*), max(imported_at) from warehouse.raw.imports").fetchall()
    ((as_of,),) = con.execute("select max(as_of) from warehouse.totals.asked").fetchall()
    statuses = ", ".join(f"sum({status})" for status in standing.STATUSES)
    duties = con.execute(
        f"select obligation, count(*), {statuses} from warehouse.totals.duties"
        " where missing_evidence = [] group by obligation order by obligation"
    ).fetchall()
    return TotalsStatus(count, imported_at, as_of, {name: tuple(counts) for name, *counts in duties})


def schools(con: duckdb.DuckDBPyConnection) -> list[SchoolStatus]:
    """The status of every school in an attached warehouse, by id; ``con`` is narrowed to one after another."""
    listed = con.execute(
        "select school_id, any_value(name), any_value(policy), any_value(imported_at), any_value(as_of)"
        " from warehouse.raw.imports left join warehouse.core.schools using (school_id) group by all order by all"
    ).fetchall()
    return [_school(con, *row) for row in listed]


def _school(
    con: duckdb.DuckDBPyConnection,
    school: str,
    name: str | None,
    rules: str | None,
    at: dt.datetime,
    as_of: dt.datetime,
) -> SchoolStatus:
    warehouse.narrow(con, {school})
    evidence = con.execute("select table_name, row_count, filled, is_assumed from core.evidence").fetchall()
    empty = {
        table: tuple(
            column.name for column in contract.tables()[table].columns if column.evidence and not filled[column.name]
        )
        for table, rows, filled, _is_assumed in evidence
        if rows
    }
    ((rejects,),) = con.execute("select count(distinct (file, line)) from raw.rejects").fetchall()
    cases, _unjudged = docket.cases(con, school=school)
    verdicts = [one for case in cases for one in standing.verdicts(con, case.policy, [school])]
    return SchoolStatus(
        school,
        name or school,
        rules or "",
        at,
        as_of,
        rejects,
        {table: rows for table, rows, *_ in evidence},
        {table: columns for table, columns in empty.items() if columns},
        {verdict.name: verdict.missing_evidence for verdict in verdicts if not verdict.checkable},
        {sheet: files for _, sheet, files in con.execute(question("sources")).fetchall()},
        frozenset(table for table, _, _, is_assumed in evidence if is_assumed),
        {one.name: (one.observed_since, one.unknown) for one in verdicts if one.observed_since is not None},
        _corrections(con),
    )


def _corrections(con: duckdb.DuckDBPyConnection) -> Corrections | None:
    """Those of the school that ``con`` is narrowed to; None where none was seen, or the warehouse is an older one."""
    found = con.execute(
        "select 1 from duckdb_views() where schema_name = 'history' and view_name = 'corrections'"
    ).fetchall()
    ((seen, renewed, since),) = con.execute(question("corrected")).fetchall() if found else [(0, 0, None)]
    return Corrections(seen, renewed, since) if since else None

"""Given/expect: plain text grids become a small school, and the real models and the real judge run over it.

A grid names only the columns that matter; what is empty is null, ``" "`` in quotes is white space, and a column
``times`` says how often a row stands there::

    given."core.assessments" = '''
        assessment_id | kind | held_on    | announced_at
        week_ahead    | test | 2026-10-20 | 2026-10-13 15:00
    '''

A given table stands as it is; every other model is built from what is given, so an example may begin as early
(``staging.timetable``) or as late (``core.expected_lessons``) in the way of the data as it likes.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache

import duckdb

from ediary_analytics import calendar, catalogue, contract, models, obligations

SCHOOL = "s1"


def rows(grid: str) -> list[dict[str, str | None]]:
    """The rows of a grid, by its header."""
    if not grid.strip():
        return []
    lines = [[cell.strip() for cell in line.split("|")] for line in grid.strip().splitlines()]
    header, *body = lines
    for line in body:
        assert len(line) == len(header), f"{line} does not fit {header}"
    return [dict(zip(header, map(_value, line), strict=True)) for line in body]


def _value(cell: str) -> str | None:
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1]
    return cell or None


@cache
def _empty_school() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect(":memory:")
    con.execute("create schema staging; create schema core")
    for table in contract.everything().values():
        columns = ", ".join(f"{column.name} {column.sql_type}" for column in table.columns)
        con.execute(f"create table staging.{table.name} ({columns})")
    calendar.load_holidays(con)
    models.build_core(con)
    con.execute(f"create table core.evidence ({models.EVIDENCE})")
    obligations.prepare(con)
    return con


@contextmanager
def school(given: Mapping[str, str], without: tuple[str, ...] = ()) -> Iterator[duckdb.DuckDBPyConnection]:
    """A school of the given tables, with all evidence but ``without`` (``logins``, ``lessons.filled_at``)."""
    con = _empty_school()
    con.execute("begin")
    try:
        for name, grid in given.items():
            _fill(con, name, grid)
        _rebuild(con, set(given))
        _claim_evidence(con, without)
        yield con
    finally:
        con.execute("rollback")


def _fill(con: duckdb.DuckDBPyConnection, name: str, grid: str) -> None:
    _, table = name.split(".")
    as_it_is = table in contract.everything() and table not in catalogue.models()  # core takes it over as it is
    targets = [f"staging.{table}", f"core.{table}"] if as_it_is else [name]
    for target in targets:
        types = {column: kind for column, kind, *_ in con.execute(f"describe {target}").fetchall()}
        for row in rows(grid):
            times = int(row.pop("times", None) or 1)
            assert row.keys() <= types.keys(), f"{target} has no {row.keys() - types.keys()}"
            values = {"school_id": SCHOOL, **row} if "school_id" in types else row
            casts = ", ".join(_cast(column, types[column]) for column in values)
            for _ in range(times):
                con.execute(f"insert into {target} by name select {casts}", values)


def _cast(column: str, kind: str) -> str:
    if kind == "VARCHAR[]":
        return f"string_split(${column}, ';') as {column}"
    return f"${column}::{kind} as {column}"


def _rebuild(con: duckdb.DuckDBPyConnection, given: set[str]) -> None:
    for model in models.order(catalogue.models()):
        if model.name != "calendar" and f"core.{model.name}" not in given:
            con.execute(f"delete from core.{model.name}")
            con.execute(f"insert into core.{model.name} {model.sql}")


def _claim_evidence(con: duckdb.DuckDBPyConnection, without: tuple[str, ...]) -> None:
    for table in contract.tables().values():
        if table.name in without:
            continue
        filled = {column.name: int(f"{table.name}.{column.name}" not in without) for column in table.columns}
        con.execute(
            "insert into core.evidence values ($school, $table, 1, map($names, $counts), false)",
            {"school": SCHOOL, "table": table.name, "names": list(filled), "counts": list(filled.values())},
        )

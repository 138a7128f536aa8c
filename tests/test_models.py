"""Only what somebody asks for is built, and it is what it would be in a whole warehouse."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from ediary_analytics import (
    calendar,
    carrying,
    catalogue,
    contract,
    docket,
    evidence,
    ingest,
    integrity,
    models,
    moments,
    obligations,
    policy,
    refresh,
    versions,
)
from ediary_analytics.paths import shipped

SAMPLE = shipped("sample_data")
AS_OF = dt.datetime(2026, 11, 30, 23, 59, 59)
POLICIES = [policy.load(name) for name in policy.names()]
EVERYTHING = catalogue.models().keys() | contract.everything().keys()
Judged = dict[str, Any]


def rows(con: duckdb.DuckDBPyConnection, table: str) -> pa.Table:
    return con.sql(f"from {table} order by all").to_arrow_table()


def judged(only: Iterable[str] | None) -> tuple[Judged, Judged]:
    """The tables of ``core`` and what is judged by them, of the sample schools in a warehouse that is thrown away."""
    with versions.building(Path(), publish=False) as con:
        report = ingest.load(con, [SAMPLE])
        models.set_duplicates_aside(con)
        carrying.carry_nothing(con)
        calendar.load_holidays(con)
        models.build(con, only=only)
        con.executemany(
            "insert into warehouse.raw.imports values (?, ?, ?)", [[s, AS_OF, AS_OF] for s in report.schools]
        )
        listed, unjudged = docket.cases(con)
        assert not unjudged
        docket.judge(con, listed)
        tables = con.execute(
            "select table_name from duckdb_tables() where database_name = 'warehouse' and schema_name = 'core'"
        ).fetchall()
        core = {name: rows(con, f"warehouse.core.{name}") for (name,) in tables}
        findings = [(one.rule.place, one.examined, one.failed) for one in integrity.look(con, integrity.rules())]
        last = sorted(moments.last_known(con, report.schools, AS_OF).items())
        verdicts = {name: rows(con, f"judged.{name}") for name in ("verdicts", "imposed")}
    return core, verdicts | {"findings": findings, "moments": last}


@pytest.fixture(scope="module")
def whole() -> tuple[Judged, Judged]:
    return judged(None)


def test_all_is_built_where_nothing_is_said(whole: tuple[Judged, Judged]) -> None:
    assert whole[0].keys() == EVERYTHING | {"evidence", "observed", "purged"}


def test_who_only_judges_gets_the_same_verdicts(whole: tuple[Judged, Judged]) -> None:
    needed = refresh.needed_to_judge(POLICIES, present={table.stem for table in SAMPLE.glob("*/*.csv")})
    core, found = judged(needed)
    assert core.keys() - {"evidence", "observed", "purged"} == needed < refresh.needed_to_judge(POLICIES) < EVERYTHING
    assert core == {name: whole[0][name] for name in core}
    assert found == whole[1]
    assert found["verdicts"].num_rows


def test_one_table_brings_what_it_reads(whole: tuple[Judged, Judged]) -> None:
    needed = models.needed(["lesson_records"])
    assert needed >= {"calendar", "lesson_records", "lessons"}
    assert "grades" not in needed
    with versions.building(Path(), publish=False) as con:
        ingest.load(con, [SAMPLE])
        models.set_duplicates_aside(con)
        carrying.carry_nothing(con)
        calendar.load_holidays(con)
        models.build(con, only=["lesson_records"])
        assert rows(con, "warehouse.core.lesson_records") == whole[0]["lesson_records"]


def test_macros_read_nothing_of_core_but_the_calendar() -> None:
    assert not [name for name in EVERYTHING - {"calendar"} for text in catalogue.macros() if f"core.{name}" in text]


def test_a_duty_that_no_export_can_show_asks_for_no_table() -> None:
    assert obligations.tables(POLICIES, present=[]) == {"calendar"}
    assert obligations.tables(POLICIES, present=contract.tables()) == obligations.tables(POLICIES)
    assert evidence.may_be_there(["lessons.filled_at", "groups"], {"lessons", "groups"})
    assert not evidence.may_be_there(["lessons.filled_at", "groups"], {"lessons"})

"""A policy judged by hand in polars says the same, duty by duty, as the packaged rules."""

import datetime as dt
from pathlib import Path

import duckdb
import in_polars
import polars as pl
import pytest

from ediary_analytics import docket, policy, synth, warehouse
from ediary_analytics.refresh import refresh

RULES = policy.load("kedainiai-senamiestis")
#: the printed rule about locking a month is not confirmed, so nobody judges it
IMPOSED = {one.name: one.editions[0].settings for one in RULES.imposed if not one.unset}
MOMENT = dt.datetime(2026, 10, 20, 12)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rival")


@pytest.fixture(scope="module")
def judged(home: Path) -> duckdb.DuckDBPyConnection:
    """A connection with ``ours`` and ``theirs``: verdicts about two small schools in the middle of a term."""
    synth.write_schools(2, 7, 60, dt.date(2026, 9, 1), dt.date(2026, 10, 31), home / "export", "parquet", RULES.name)
    file = refresh([home / "export"], home / "data", as_of=MOMENT, validate=False).file
    con = warehouse.open_file(file)
    tables = con.execute("select table_name from duckdb_tables() where schema_name = 'core'").fetchall()
    for (table,) in tables:
        con.execute(f"copy warehouse.core.{table} to '{home / table}.parquet' (format parquet)")
    cases, _unjudged = docket.cases(con)
    docket.judge(con, cases)
    theirs = in_polars.judge(home, IMPOSED, MOMENT)
    assert theirs.schema == pl.Schema(
        {"obligation": pl.String} | in_polars.frames.DUTY | {"status": pl.String}  # as in judged.verdicts
    )
    con.register("theirs", theirs.to_arrow())
    con.execute("create view ours as select * exclude (policy) from judged.verdicts")
    return con


@pytest.mark.parametrize("name", IMPOSED)
def test_the_same_duties(judged: duckdb.DuckDBPyConnection, name: str) -> None:
    for here, there in (("ours", "theirs"), ("theirs", "ours")):
        only = judged.execute(
            f"from {here} where obligation = $name except all from {there} where obligation = $name", {"name": name}
        )
        assert only.fetchall() == [], f"only in {here}"


def test_no_duty_is_left_out(judged: duckdb.DuckDBPyConnection) -> None:
    assert judged.execute("select count(distinct obligation) >= 30 from theirs").fetchall() == [(True,)]


def test_counts_are_the_rows_counted(judged: duckdb.DuckDBPyConnection, home: Path) -> None:
    counted = in_polars.count(home, IMPOSED, MOMENT)
    assert counted.columns == ["school_id", "obligation", "status", "number"]
    rows = judged.execute("select school_id, obligation, status, count(*) from ours group by all").fetchall()
    assert len({school for school, *_others in rows}) == 2
    assert sorted(counted.rows()) == sorted(rows)

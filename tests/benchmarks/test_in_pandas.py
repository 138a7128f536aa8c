"""A policy judged by hand in pandas says the same, duty by duty, as the packaged rules."""

import datetime as dt
from pathlib import Path

import duckdb
import in_pandas
import pyarrow as pa
import pytest

from ediary_analytics import docket, policy, synth, warehouse
from ediary_analytics.refresh import refresh

RULES = policy.load("kedainiai-senamiestis")
#: the printed rule about locking a month is not confirmed, so nobody judges it
IMPOSED = {one.name: one.editions[0].settings for one in RULES.imposed if not one.unset}
MOMENT = dt.datetime(2026, 10, 20, 12)
#: what the policy leaves as it is, asked the other way
OTHERWISE = {
    "archive_delivered": {"end_of_august": True},
    "contacts_complete": {"ask_phone": True, "ask_pupils": True},
    "lesson_content_complete": {"ask_objectives": True, "ask_homework": False},
    "printed_report_given": {"never_logged_in_too": True},
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rival")


@pytest.fixture(scope="module")
def judged(home: Path) -> duckdb.DuckDBPyConnection:
    """A connection with ``ours`` and ``theirs``: verdicts about two small schools in the middle of a term."""
    synth.write_schools(2, 7, 60, dt.date(2026, 9, 1), dt.date(2026, 10, 31), home / "export", "parquet", RULES.name)
    con = warehouse.open_file(refresh([home / "export"], home / "data", as_of=MOMENT, validate=False).file)
    for (table,) in con.execute("select table_name from duckdb_tables() where schema_name = 'core'").fetchall():
        con.execute(f"copy warehouse.core.{table} to '{home / table}.parquet' (format parquet)")
    cases, _unjudged = docket.cases(con)
    docket.judge(con, cases)
    con.register("theirs", pa.Table.from_pandas(in_pandas.judge(home, IMPOSED, MOMENT), preserve_index=False))
    con.execute("create view ours as select * exclude (policy) from judged.verdicts")
    return con


def test_the_same_columns(judged: duckdb.DuckDBPyConnection) -> None:
    ours, theirs = (judged.execute(f"describe {name}").fetchall() for name in ("ours", "theirs"))
    assert theirs == ours


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
    counted = in_pandas.count(home, IMPOSED, MOMENT)
    assert list(counted) == ["school_id", "obligation", "status", "number"]
    rows = judged.execute("select school_id, obligation, status, count(*) from ours group by all").fetchall()
    assert len({school for school, *_others in rows}) == 2
    assert sorted(counted.itertuples(index=False, name=None)) == sorted(rows)


@pytest.mark.parametrize("name", OTHERWISE)
def test_the_same_duties_under_other_settings(judged: duckdb.DuckDBPyConnection, home: Path, name: str) -> None:
    (sql,) = (one.obligation.sql for one in RULES.imposed if one.name == name)
    settings = {**IMPOSED[name], **OTHERWISE[name]}
    moment = dt.datetime(2027, 12, 1)  # when even the archive is due
    ours = judged.execute(
        f"select *, status_at(due_at, done_at, $at) as status from ({sql}) where is_examined(on_date, due_at, $at)",
        settings | {"at": moment},
    ).fetchall()
    theirs = in_pandas.judge(home, {name: settings}, moment).drop(columns="obligation")
    listed = judged.from_arrow(pa.Table.from_pandas(theirs, preserve_index=False)).fetchall()
    assert ours
    assert sorted(listed, key=repr) == sorted(ours, key=repr)
    assert in_pandas.count(home, {name: settings}, moment).number.sum() == len(ours)

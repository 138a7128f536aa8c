"""A policy judged by hand in pandas says the same, duty by duty, as the packaged rules."""

import datetime as dt

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


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """A connection with ``ours`` and ``theirs``: verdicts about two small schools in the middle of a term."""
    home = tmp_path_factory.mktemp("rival")
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

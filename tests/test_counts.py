"""Counting says what judging says."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from ediary_analytics import counts, docket, policy, warehouse
from ediary_analytics.paths import shipped
from ediary_analytics.refresh import refresh
from support import schools

MOMENTS = [dt.datetime(2026, 11, 30, 23, 59, 59), dt.datetime(2026, 10, 7, 12)]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both sample schools and one that has lessons only."""
    alone = schools.export("lessons only", tmp_path_factory.mktemp("tik-pamokos"))
    for table in ("schools", "locks", "logins", "grades"):
        (alone / f"{table}.csv").unlink()
    return refresh([shipped("sample_data"), alone], tmp_path_factory.mktemp("data"), validate=False).file


@pytest.fixture
def con(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with warehouse.open_file(file) as root:
        yield root


@pytest.mark.parametrize("as_of", MOMENTS)
@pytest.mark.parametrize("month", ["", "2026-10"])
def test_counting_says_what_judging_says(con: duckdb.DuckDBPyConnection, as_of: dt.datetime, month: str) -> None:
    listed = docket.cases(con, None, as_of)[0]
    assert len(listed) == 2
    docket.judge(con, listed, month=month)
    judged = docket.outcomes(con, listed)
    assert counts.outcomes(con, listed, month=month) == judged
    assert any(verdict.examined for outcome in judged for verdict in outcome.verdicts)


def test_a_school_without_evidence_is_not_counted_as_well(con: duckdb.DuckDBPyConnection) -> None:
    listed = docket.cases(con, "kedainiai-senamiestis", MOMENTS[0])[0]
    (counted,) = counts.outcomes(con, listed)
    docket.judge(con, listed)
    assert [counted] == docket.outcomes(con, listed)
    lacking = [one for one in counted.by_school if one.missing_evidence and one.name != "month_locked"]
    assert any(one.schools[0].startswith("tik-pamokos") for one in lacking)
    assert not any(one.examined for one in lacking)


def test_changed_rules_are_counted_by_their_editions(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'name = "own"\ntitle = "Own"\n[[obligation]]\nname = "lesson_recorded"\nclause = "1"\n'
        "settings = { due_time = 08:00:00 }\neditions = [{ from = 2026-10-01, settings = { due_time = 23:00:00 } }]\n",
        "utf-8",
    )
    listed = docket.cases(con, str(own), MOMENTS[0])[0]
    (counted,) = counts.outcomes(con, listed)
    docket.judge(con, listed)
    assert [counted] == docket.outcomes(con, listed)
    assert len(policy.load(str(own)).imposed[0].editions) == 2
    assert counted.verdicts[0].met
    assert counted.verdicts[0].late


def test_entry_times_that_are_only_seen_are_counted_as_they_are_judged(tmp_path: Path) -> None:
    export = tmp_path / "export"
    export.mkdir()
    schools.export("lessons only", export)
    lines = (export / "lessons.csv").read_text("utf-8").splitlines()
    at = lines[0].split(",").index("filled_at")
    for days, moment in ((30, dt.datetime(2026, 10, 1, 12)), (60, dt.datetime(2026, 11, 1, 12))):
        kept = [line.split(",") for line in lines[: 1 + days * 20]]
        text = "\n".join(",".join(cells[:at] + cells[at + 1 :]) for cells in kept)
        (export / "lessons.csv").write_text(f"{text}\n", "utf-8")
        file = refresh([export], tmp_path / "data", as_of=moment, validate=False).file
    with warehouse.open_file(file) as con:
        listed = docket.cases(con)[0]
        counted = counts.outcomes(con, listed)
        docket.judge(con, listed)
        assert counted == docket.outcomes(con, listed)
        assert any(verdict.observed_since for outcome in counted for verdict in outcome.verdicts)

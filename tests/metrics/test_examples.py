"""Every metric against its examples: ``<metric>.toml`` beside this file is test and manual at once."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from ediary_analytics import catalogue, metrics
from ediary_analytics.calendar import end_of_day
from support.grids import SCHOOL, rows, school

FILES = sorted(Path(__file__).parent.glob("*.toml"))


def examples() -> list[Any]:
    return [
        pytest.param(file.stem, example, id=f"{file.stem}: {example['name']}")
        for file in FILES
        for example in tomllib.loads(file.read_text("utf-8"))["example"]
    ]


def moment(value: dt.date | dt.datetime) -> dt.datetime:
    return value if isinstance(value, dt.datetime) else end_of_day(value)


def in_hand(example: dict[str, Any]) -> list[tuple[str, str, dt.date]]:
    grid = rows(example.get("interventions", ""))
    return [(SCHOOL, str(row["pupil_id"]), dt.date.fromisoformat(str(row["on_date"]))) for row in grid]


@pytest.mark.parametrize(("name", "example"), examples())
def test_example(name: str, example: dict[str, Any]) -> None:
    asked = metrics.question(
        name,
        moment(example["as_of"]),
        by=example.get("by"),
        period=example.get("period"),
        since=example.get("from"),
        until=example.get("to"),
        settings=example.get("settings"),
    )
    with school(example["given"], tuple(example.get("without", ()))) as con:
        metrics.prepare(con, in_hand(example))
        found = metrics.measure(con, asked)
    if example["expect"] == "not checkable":
        assert found.missing_evidence == tuple(example["lacking"])
        assert found.rows.num_rows == 0
        return
    assert found.checkable
    assert_shows(found.rows, example["expect"])
    if "benchmark" in example:
        assert found.benchmark is not None
        assert_shows(found.benchmark, example["benchmark"])
    else:
        assert found.benchmark is None


def assert_shows(table: pa.Table, grid: str) -> None:
    wanted = rows(grid)
    columns = list(wanted[0]) if wanted else ["period"]
    shown = [{name: None if row[name] is None else str(row[name]) for name in columns} for row in table.to_pylist()]
    assert sorted(shown, key=str) == sorted(wanted, key=str)


@pytest.mark.parametrize("name", sorted(catalogue.metrics()))
def test_a_metric_has_examples(name: str) -> None:
    assert Path(__file__).with_name(f"{name}.toml").is_file()


@pytest.mark.parametrize("name", sorted(catalogue.metrics()))
def test_a_metric_answers_whatever_it_allows_on_an_empty_school(name: str) -> None:
    metric = catalogue.metrics()[name]
    with school({}) as con:
        metrics.prepare(con)
        for period in metric.periods:
            for by in [(), *((key,) for key in metric.allow), metric.allow]:
                asked = metrics.question(name, dt.datetime(2026, 10, 31), by=by, period=period)
                assert metrics.measure(con, asked).rows.num_rows == 0

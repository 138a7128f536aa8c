"""What must hold between measures, whatever the school: on the two sample schools."""

import datetime as dt
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ediary_analytics import catalogue, metrics, paths, warehouse
from ediary_analytics.refresh import refresh

AS_OF = dt.datetime(2026, 11, 30, 23, 59, 59)
SCHOOLS = ("azuolyno-progimnazija", "upes-jaunimo-mokykla")
MISSED = {"illness", "other", "unjustified", "open"}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return refresh([paths.shipped("sample_data")], tmp_path_factory.mktemp("data"), as_of=AS_OF, validate=False).file


@pytest.fixture(scope="module")
def both(file: Path) -> duckdb.DuckDBPyConnection:
    con = warehouse.open_file(file)
    metrics.open_for(con)
    return con


def asked(con: duckdb.DuckDBPyConnection, name: str, *by: str, period: str = "total") -> list[dict[str, Any]]:
    question = metrics.question(name, AS_OF, by=by, period=period)
    metrics.judge_for(con, question)
    rows: list[dict[str, Any]] = metrics.measure(con, question).rows.to_pylist()
    return rows


def summed(rows: list[dict[str, Any]], *keys: str, what: str = "numerator") -> dict[tuple[Any, ...], int]:
    found: dict[tuple[Any, ...], int] = defaultdict(int)
    for row in rows:
        found[tuple(row[key] for key in keys)] += row[what]
    return dict(found)


@pytest.mark.parametrize("by", ["class", "grade", "pupil", "subject", "group", "teacher"])
def test_the_parts_of_absence_are_all_of_it(both: duckdb.DuckDBPyConnection, by: str) -> None:
    key = metrics.KEYS[by]
    split = asked(both, "absence_split", by, period="month")
    whole = {(row["school_id"], row[key], row["period"]): row["denominator"] for row in split}
    assert whole
    assert summed(split, "school_id", key, "period") == whole


def test_an_hour_held_is_attended_or_missed(both: duckdb.DuckDBPyConnection) -> None:
    rate = asked(both, "attendance_rate", "class", period="month")
    split = [row for row in asked(both, "absence_split", "class", period="month") if row["part"] in MISSED]
    missed = summed(split, "school_id", "class_id", "period")
    for row in rate:
        place = (row["school_id"], row["class_id"], row["period"])
        assert row["denominator"] == row["numerator"] + missed.get(place, 0)


@pytest.mark.parametrize(
    "name", ["attendance_rate", "lateness", "unjustified_share", "absence_by_weekday", "mean_mark"]
)
def test_the_classes_add_up_to_the_school(both: duckdb.DuckDBPyConnection, name: str) -> None:
    of_classes, of_school = asked(both, name, "class"), asked(both, name)
    for what in ("numerator", "denominator"):
        assert summed(of_classes, "school_id", "part", what=what) == summed(of_school, "school_id", "part", what=what)


@pytest.mark.parametrize("name", ["attendance_rate", "absence_split", "lateness", "lessons_held", "absence_by_weekday"])
def test_counted_by_day_or_hour_by_hour_it_is_the_same(both: duckdb.DuckDBPyConnection, name: str) -> None:
    by_day, by_hour = asked(both, name, period="month"), asked(both, name, "group", period="month")
    for what in ("numerator", "denominator"):
        days = summed(by_day, "school_id", "period", "part", what=what)
        assert days
        assert summed(by_hour, "school_id", "period", "part", what=what) == days


def test_the_months_add_up_to_the_window(both: duckdb.DuckDBPyConnection) -> None:
    for name in ("attendance_rate", "lateness", "lessons_held"):
        by_month, total = asked(both, name, period="month"), asked(both, name)
        assert summed(by_month, "school_id", "part") == summed(total, "school_id", "part")


def test_the_bands_part_the_pupils(both: duckdb.DuckDBPyConnection) -> None:
    bands = asked(both, "absence_bands", "class")
    whole = {(row["school_id"], row["class_id"]): row["denominator"] for row in bands}
    assert summed(bands, "school_id", "class_id") == whole
    each = Counter(
        (row["school_id"], row["pupil_id"]) for row in asked(both, "absence_bands", "pupil") if row["numerator"]
    )
    assert set(each.values()) == {1}


@pytest.mark.parametrize("name", sorted(catalogue.metrics()))
def test_schools_asked_apart_give_the_same_as_together(file: Path, both: duckdb.DuckDBPyConnection, name: str) -> None:
    metric = catalogue.metrics()[name]
    together = asked(both, name, *metric.by, period=metric.period)
    apart = []
    for school in SCHOOLS:
        with warehouse.open_file(file) as con:
            metrics.open_for(con, school)
            question = metrics.question(name, AS_OF, by=metric.by, period=metric.period)
            metrics.judge_for(con, question, school)
            apart += metrics.measure(con, question).rows.to_pylist()
    assert sorted(together, key=str) == sorted(apart, key=str)

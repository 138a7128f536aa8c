"""A folder of reports through the whole flow: planted values come out, and no duty is judged that nobody can know."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest

from ediary_analytics import docket, integrity, metrics, warehouse
from ediary_analytics.refresh import refresh
from support import workbooks
from support.workbooks import GroupReport, Row, TermSummary

if TYPE_CHECKING:
    import duckdb

Con: TypeAlias = "duckdb.DuckDBPyConnection"
#: Class → marks of its pupils: one of four fails in 6, none of two in 7.
CLASSES = {"6": [9, 8, 3, 7], "7": [10, 6]}
RATES = {"6": 75, "7": 100}


def summary(class_name: str) -> TermSummary:
    pupils: dict[str, Row] = {
        f"Pavardaitė{'abcd'[place]} Vardė": ((mark,), mark, (4, 2, 1, 1))
        for place, mark in enumerate(CLASSES[class_name])
    }
    mean = sum(CLASSES[class_name]) / len(pupils)
    return TermSummary(pupils, ["Matematika"], class_name=class_name, success_rate=RATES[class_name], averages=(mean,))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    (folder / "6.xls").write_bytes(workbooks.corrupt_xls(summary("6").cells()))
    (folder / "7.xlsx").write_bytes(workbooks.xlsx(summary("7").cells()))
    group = GroupReport({"Pavardaitėa Vardė": (("n 7", "", "nl"), 7, (2, 1, 0, 1))}, ["10-06", "10-07", "10-08"])
    (folder / "group.xls").write_bytes(workbooks.xls(group.cells()))
    done = refresh([folder], tmp_path_factory.mktemp("data"), as_of=dt.datetime(2026, 8, 31), validate=False)
    return done.file


@pytest.fixture
def con(published: Path) -> Iterator[Con]:
    con = warehouse.open_file(published)
    yield con
    con.close()


def test_no_duty_is_judged_and_none_is_fine(con: Con) -> None:
    cases, _unjudged = docket.cases(con, "kedainiai-senamiestis")
    docket.judge(con, cases)
    (outcome,) = docket.outcomes(con, cases)
    assert len(outcome.verdicts) > 40
    assert [verdict.name for verdict in outcome.verdicts if verdict.checkable or verdict.passed is not None] == []


def test_success_is_the_footers_and_that_of_the_school_counts_pupils(con: Con) -> None:
    as_of = metrics.open_for(con)
    by_class = metrics.measure(con, metrics.question("success_rate", as_of)).rows.to_pylist()
    assert {row["class_id"]: 100 * row["value"] for row in by_class} == {"2025-2026-6": 75, "2025-2026-7": 100}
    (whole,) = metrics.measure(con, metrics.question("success_rate", as_of, by=[])).rows.to_pylist()
    assert (whole["numerator"], whole["denominator"]) == (5, 6), "not the mean of the classes' percentages"


def test_attendance_is_counted_and_what_nobody_said_is_not(con: Con) -> None:
    as_of = metrics.open_for(con)
    (rate,) = metrics.measure(con, metrics.question("attendance_rate", as_of, by=[], period="total")).rows.to_pylist()
    assert (rate["numerator"], rate["denominator"]) == (1, 3)
    assert metrics.measure(con, metrics.question("absence_by_lesson", as_of)).missing_evidence == ("lessons.lesson_no",)
    assert metrics.measure(con, metrics.question("lessons_held", as_of)).missing_evidence == ("timetable",)


def test_the_reports_own_sums_agree_and_a_phantom_absence_is_named(con: Con) -> None:
    metrics.open_for(con)
    failed = {found.rule.name: found.failed for found in integrity.look(con, integrity.rules()) if found.failed}
    assert failed == {"graded_when_present": 1}

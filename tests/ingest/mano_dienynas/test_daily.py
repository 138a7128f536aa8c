"""Report (c) imported every day: when a mark came in is bounded, and duties are judged by the later bound, as observed.

A teacher of class 6 marks on Monday and Tuesday in time, adds a mark of Monday on Wednesday, and marks Wednesday's
absence after 17:00, when it was due. The report of class 7 is exported from Tuesday on.
"""

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click.testing
import pytest

from ediary_analytics import cli, docket, standing, warehouse
from ediary_analytics.refresh import refresh
from support import workbooks
from support.workbooks import GroupReport

DAYS = ["10-05", "10-06", "10-07"]
#: The moment of an import → class → pupil → cells under the days so far.
IMPORTS: Mapping[str, Mapping[str, Mapping[str, list[str]]]] = {
    "2026-10-05 16:30": {"6": {"a": ["8"], "b": ["n"]}},
    "2026-10-06 16:30": {"6": {"a": ["8", "9"], "b": ["n", "nl"]}, "7": {"c": ["10", "6"]}},
    "2026-10-07 18:00": {"6": {"a": ["8 7", "9", ""], "b": ["n", "nl", "n"]}, "7": {"c": ["10", "6", ""]}},
}
SCHOOL = "school_id,name,policy\npusynas,Pušyno progimnazija,kedainiai-senamiestis\n"


def exported(folder: Path, moment: str, classes: Mapping[str, Mapping[str, list[str]]]) -> Path:
    export = folder / moment.replace(":", "-")
    export.mkdir()
    (export / "schools.csv").write_text(SCHOOL, "utf-8")
    for name, pupils in classes.items():
        report = GroupReport(
            {f"Pavardaitė{pupil} Vardė": (cells, "", (0, 0, 0, 0)) for pupil, cells in pupils.items()},
            DAYS[: len(next(iter(pupils.values())))],
            class_name=name,
            group=f"Matematika {name}",
            days=f"2026-10-01 - {moment[:10]}",
        )
        (export / f"{name}.xls").write_bytes(workbooks.xls(report.cells()))
    return export


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("daily")
    for moment, classes in IMPORTS.items():
        refresh(
            [exported(folder, moment, classes)],
            folder / "data",
            as_of=dt.datetime.fromisoformat(moment),
            validate=False,
        )
    return folder / "data"


@pytest.fixture(scope="module")
def verdicts(data: Path) -> dict[str, standing.Verdict]:
    con = warehouse.open_file(warehouse.current(data))
    cases, _ = docket.cases(con)
    docket.judge(con, cases)
    (outcome,) = docket.outcomes(con, cases)
    con.close()
    return {verdict.name: verdict for verdict in outcome.verdicts}


@pytest.mark.parametrize(
    ("duty", "met", "late", "unknown"),
    [
        # the mark of Monday that class 7's report of Tuesday already had was perhaps there on Monday
        ("grade_entered_same_day", 3, 1, 1),
        ("attendance_recorded_same_day", 2, 1, 0),
    ],
)
def test_marks_are_judged_by_the_import_that_showed_them(
    verdicts: dict[str, standing.Verdict], duty: str, met: int, late: int, unknown: int
) -> None:
    found = verdicts[duty]
    assert (found.met, found.late, found.missing, found.unknown) == (met, late, 0, unknown)
    assert found.observed_since == dt.datetime(2026, 10, 5, 16, 30)


def test_what_no_import_can_show_stays_not_checkable(verdicts: dict[str, standing.Verdict]) -> None:
    checkable = {name for name, verdict in verdicts.items() if verdict.checkable}
    assert checkable == {"grade_entered_same_day", "attendance_recorded_same_day"}
    assert verdicts["lesson_recorded"].missing_evidence == (
        "timetable", "terms", "lessons.lesson_no", "lessons.filled_at",
    )  # fmt: skip
    # the mark n stands before a decision and after it
    assert verdicts["absence_decided"].missing_evidence == ("attendance.decided_at",)


def test_the_check_says_observed(data: Path) -> None:
    told = click.testing.CliRunner().invoke(cli.cli, ["check", str(data), "--format", "json", "--no-docs"]).stdout
    duties: dict[str, Any] = {duty["name"]: duty for duty in json.loads(told)["obligations"]}
    assert {name for name, duty in duties.items() if duty["observed"]} == {
        "grade_entered_same_day",
        "attendance_recorded_same_day",
    }
    assert duties["grade_entered_same_day"]["rate"] == 0.75

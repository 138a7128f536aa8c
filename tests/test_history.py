"""What one import after the other found, and what was repaired in between."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import click.testing
import pytest

from ediary_analytics import cli, history, warehouse
from ediary_analytics.refresh import refresh
from support.exports import TABLES, write_export

FIRST = dt.datetime(2026, 10, 13, 23, 59, 59)
SECOND = dt.datetime(2026, 10, 16, 23, 59, 59)
FILLED = TABLES["lessons"].rstrip() + "\nl4 | maths | 2026-10-13 | 2 | ona | Procentai | 14 psl. | 2026-10-14 08:00"
STRUCK = TABLES["timetable"].replace("| 2         | 2026-09-01 |", "| 2         | 2026-10-14 |")


class Diary:
    """One school's data directory, imported again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.times = 0

    def imported(self, as_of: dt.datetime, *, replace: bool = False, **changed: str | None) -> None:
        self.times += 1
        export = write_export(self.folder / f"export{self.times}", **changed)
        refresh([export], self.folder / "data", as_of=as_of, validate=False, replace=replace)

    def asked(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        con = warehouse.narrow(warehouse.open_file(warehouse.current(self.folder / "data")), {"ąžuolynas"})
        lessons = [row for row in history.trend(con) if row["obligation"] == "lesson_recorded"]
        repaired = [row for row in history.repaired(con) if row["obligation"] == "lesson_recorded"]
        con.close()
        return lessons, repaired


@pytest.fixture
def diary(tmp_path: Path) -> Diary:
    return Diary(tmp_path)


def counts(trend: list[dict[str, Any]]) -> list[tuple[str, int, int, int]]:
    return [(row["as_of"][:10], row["met"], row["late"], row["missing"]) for row in trend]


def test_a_gap_filled_later_is_repaired_at_the_moment_it_was_filled(diary: Diary) -> None:
    diary.imported(FIRST)
    diary.imported(SECOND, lessons=FILLED)
    trend, repaired = diary.asked()
    assert counts(trend) == [("2026-10-13", 2, 1, 1), ("2026-10-16", 2, 2, 0)]
    assert [(row["subject_id"], row["first_seen"], row["resolved_at"]) for row in repaired] == [
        ("maths|2026-10-13|2", "2026-10-13T23:59:59", "2026-10-14T08:00:00")
    ]


def test_a_duty_that_is_gone_is_resolved_at_the_import_that_no_longer_has_it(diary: Diary) -> None:
    diary.imported(FIRST)
    diary.imported(SECOND, timetable=STRUCK)
    _, repaired = diary.asked()
    assert [(row["subject_id"], row["resolved_at"]) for row in repaired] == [
        ("maths|2026-10-13|2", "2026-10-16T23:59:59")
    ]


def test_a_gap_that_opens_again_is_open(diary: Diary) -> None:
    diary.imported(FIRST)
    diary.imported(SECOND, lessons=FILLED)
    diary.imported(SECOND + dt.timedelta(days=1))
    assert diary.asked()[1] == []


def test_an_unchanged_export_imported_twice_changes_nothing(diary: Diary) -> None:
    diary.imported(FIRST)
    once = diary.asked()
    diary.imported(FIRST)
    assert diary.asked() == once


def test_an_older_export_imported_later_says_nothing_of_what_came_after(diary: Diary) -> None:
    diary.imported(SECOND, lessons=FILLED)
    diary.imported(FIRST)
    diary.imported(FIRST)
    trend, repaired = diary.asked()
    assert counts(trend) == [("2026-10-13", 2, 1, 1), ("2026-10-16", 2, 2, 0)]
    assert repaired == []


def test_what_cannot_be_checked_any_more_is_not_repaired(diary: Diary) -> None:
    diary.imported(FIRST)
    diary.imported(SECOND, lessons=None, replace=True)
    trend, repaired = diary.asked()
    assert [(row["checkable"], row["rate"]) for row in trend] == [(True, 0.5), (False, None)]
    assert repaired == []


def test_the_history_is_told_by_check(diary: Diary) -> None:
    diary.imported(FIRST)
    diary.imported(SECOND, lessons=FILLED)
    asked = ["check", str(diary.folder / "data"), "--format", "json"]
    told = json.loads(click.testing.CliRunner().invoke(cli.cli, [*asked, "--history"]).stdout)["history"]
    assert {row["as_of"][:10] for row in told["totals"]} == {"2026-10-13", "2026-10-16"}
    assert "maths|2026-10-13|2" in {row["subject_id"] for row in told["repaired"]}
    assert "history" not in json.loads(click.testing.CliRunner().invoke(cli.cli, asked).stdout)
    shown = click.testing.CliRunner().invoke(cli.cli, ["check", str(diary.folder / "data"), "--history"]).stdout
    assert "2026-10-13" in shown

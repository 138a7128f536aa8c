"""What an export does not show turns exactly those duties to not checkable that need it."""

import csv
import datetime as dt
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from ediary_analytics import catalogue, contract, docket, paths, standing, warehouse
from ediary_analytics.refresh import refresh

SAMPLE = paths.shipped("sample_data") / "azuolyno-progimnazija"
AS_OF = dt.datetime(2026, 11, 30, 23, 59, 59)
UNSET = {"month_locked"}  # the school has yet to confirm a setting


def has_rows(table: str) -> bool:
    return len((SAMPLE / f"{table}.csv").read_text("utf-8").splitlines()) > 1


NEEDED = sorted(
    {
        need
        for one in catalogue.obligations().values()
        for need in one.needs
        if "." in need and has_rows(need.partition(".")[0])
    }
)


def judged(export: Path, data: Path) -> dict[str, standing.Verdict]:
    con = warehouse.open_file(refresh([export], data, as_of=AS_OF, validate=False).file)
    cases, unjudged = docket.cases(con, "kedainiai-senamiestis")
    assert not unjudged
    docket.judge(con, cases)
    (outcome,) = docket.outcomes(con, cases)
    con.close()
    return {one.name: one for one in outcome.verdicts}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, standing.Verdict]:
    return judged(SAMPLE, tmp_path_factory.mktemp("whole"))


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[str, Callable[[Path], None]], dict[str, standing.Verdict]]:
    def judge(table: str, change: Callable[[Path], None]) -> dict[str, standing.Verdict]:
        export = shutil.copytree(SAMPLE, tmp_path / "export")
        change(export / f"{table}.csv")
        return judged(export, tmp_path / "data")

    return judge


def unknown(found: dict[str, standing.Verdict]) -> set[str]:
    return {name for name, one in found.items() if not one.checkable} - UNSET


def empty_column(column: str) -> Callable[[Path], None]:
    def change(file: Path) -> None:
        with file.open(encoding="utf-8", newline="") as text:
            rows = list(csv.DictReader(text))
        with file.open("w", encoding="utf-8", newline="") as text:
            writer = csv.DictWriter(text, rows[0].keys())
            writer.writeheader()
            writer.writerows(row | {column: ""} for row in rows)

    return change


def header_only(file: Path) -> None:
    file.write_text(file.read_text("utf-8").splitlines()[0] + "\n", "utf-8")


def test_a_whole_export_can_be_checked(whole: dict[str, standing.Verdict]) -> None:
    assert unknown(whole) == set()
    assert whole["month_locked"].missing_evidence == ("setting lock_day",)
    due = {"term_grade_entered", "term_report_handed", "social_civic_recorded", "year_summary_signed"}
    assert {name for name, one in whole.items() if one.checkable and not one.examined} >= due


def often(ways: Iterable[str], quick: set[str]) -> list[Any]:
    """Each way, of which but a few are tried at every change: a whole school is imported and judged anew for each."""
    return [pytest.param(way, marks=() if way in quick else pytest.mark.slow) for way in sorted(ways)]


@pytest.mark.parametrize(
    "table", often(contract.exported().keys() - {"schools"}, {"attendance", "grades", "lessons", "staff", "timetable"})
)
def test_a_table_left_out(
    table: str,
    whole: dict[str, standing.Verdict],
    changed: Callable[[str, Callable[[Path], None]], dict[str, standing.Verdict]],
) -> None:
    found = changed(table, Path.unlink)
    needing = {
        one.name for one in catalogue.obligations().values() if table in {need.partition(".")[0] for need in one.needs}
    }
    assert unknown(found) == needing & whole.keys() - UNSET
    assert all(table in found[name].missing_evidence for name in unknown(found))


@pytest.mark.parametrize("need", often(NEEDED, {"grades.entered_at", "lessons.filled_at", "assessments.announced_at"}))
def test_a_column_left_empty(
    need: str,
    whole: dict[str, standing.Verdict],
    changed: Callable[[str, Callable[[Path], None]], dict[str, standing.Verdict]],
) -> None:
    table, _, column = need.partition(".")
    found = changed(table, empty_column(column))
    needing = {one.name for one in catalogue.obligations().values() if need in one.needs}
    assert unknown(found) == needing & whole.keys() - UNSET
    assert all(found[name].missing_evidence == (need,) for name in unknown(found))


def test_tables_with_their_headers_only_show_that_nothing_was_done(tmp_path: Path) -> None:
    export = shutil.copytree(SAMPLE, tmp_path / "export")
    for table in contract.exported().keys() - {"schools"}:
        header_only(export / f"{table}.csv")
    found = judged(export, tmp_path / "data")
    assert unknown(found) == set()
    assert sum(one.examined for one in found.values()) == 0

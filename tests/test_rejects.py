"""Rows that do not fit come back as files; repaired, they join what is there, and nothing else changes."""

import csv
import json
import stat
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from ediary_analytics import cli, contract, warehouse
from ediary_analytics.errors import CallError
from ediary_analytics.ingest import delimited
from ediary_analytics.ingest.rejected import RejectedRow, RejectedTable
from ediary_analytics.refresh import refresh
from ediary_analytics.reports import rejects
from support.exports import write_export

BAD_LESSON = "l4,maths,rytoj,2,ona,=1+1,,2026-10-13 10:00\n"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """The known school with a lesson on a day that is none, under a column of personal codes with one row too long."""
    folder = write_export(tmp_path / "export")
    with (folder / "lessons.csv").open("a", encoding="utf-8") as file:
        file.write(BAD_LESSON)
    remarks = "remark_id;Mokinys;Asmens kodas;written_on\nr1;jonas;39001010077;2026-13-01\nr2;ona;39001010077;x;y\n"
    (folder / "remarks.csv").write_text(remarks, "utf-8")
    return folder


def ediary(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.cli, ["--lang", "en", *map(str, arguments)])


def lessons(data: Path) -> list[tuple[str, str]]:
    con = warehouse.open_file(warehouse.current(data))
    found = con.execute("select lesson_id, topic from warehouse.core.lessons order by all").fetchall()
    con.close()
    return found


def repaired(file: Path, column: str, value: str) -> list[list[str]]:
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    for row in rows[1:]:
        row[rows[0].index(column)] = value
    return rows


def mend(file: Path, column: str, value: str) -> None:
    rows = repaired(file, column, value)
    with file.open("w", encoding="utf-8", newline="") as mended:
        csv.writer(mended, delimiter=";").writerows(rows)


@pytest.mark.slow
def test_repaired_rows_join_the_data_that_is_there(export: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    report = refresh([export], data, validate=False).report
    before = lessons(data)
    folder = rejects.write(report.rejected, tmp_path / "set-aside.csv")

    (folder / "remarks.csv").unlink()
    mend(folder / "lessons.csv", "held_on", "2026-10-13")
    again = refresh([folder], data, validate=False)

    assert again.report.schools == ("ąžuolynas",)
    assert not again.report.notices
    assert lessons(data) == [*before, ("l4", "=1+1")]
    con = warehouse.open_file(again.file)
    assert con.execute("select count(*) from warehouse.core.pupils").fetchone() == (2,)
    con.close()


@pytest.mark.slow
def test_a_workbook_is_repaired_alike(export: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    report = refresh([export], data, validate=False).report
    before = lessons(data)
    lines = repaired(rejects.write(report.rejected, tmp_path / "r.csv") / "lessons.csv", "held_on", "2026-10-13")
    with xlsxwriter.Workbook(tmp_path / "pataisyta.xlsx", {"strings_to_formulas": False}) as book:
        page = book.add_worksheet("lessons")
        for place, line in enumerate(lines):
            page.write_row(place, 0, line)
    refresh([tmp_path / "pataisyta.xlsx"], data, validate=False)
    assert lessons(data) == [*before, ("l4", "=1+1")]


def test_what_was_dropped_is_nowhere(export: Path, tmp_path: Path) -> None:
    done = refresh([export], tmp_path / "data", validate=False)
    con = warehouse.open_file(done.file)
    kept = con.execute("select cells, text from warehouse.raw.rejected_rows order by file, line").fetchall()
    con.close()
    assert len(kept) == 3
    assert "39001010077" not in str(kept)
    (table,) = [table for table in done.report.rejected if table.table == "remarks"]
    assert "39001010077" not in rejects.as_csv(table).decode()
    assert b"39001010077" not in b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir() if path.is_file())


@pytest.mark.slow
def test_the_report_as_an_object_and_a_trial_changes_nothing(export: Path, tmp_path: Path) -> None:
    done = ediary("import", export, "--into", tmp_path / "data", "--dry-run", "--format", "json")
    assert done.exit_code == 0, done.output
    report = json.loads(done.stdout)
    assert (report["schools"], report["dry_run"], report["published"]) == (["ąžuolynas"], True, None)
    assert report["totals"]["rows_rejected"] == 3
    (remarks,) = [file for file in report["files"] if file["file"] == "remarks.csv"]
    assert (remarks["table"], remarks["rows_read"], remarks["rows_loaded"]) == ("remarks", 2, 0)
    assert remarks["dropped_columns"] == ["Asmens kodas"]
    assert [fault["code"] for fault in report["faults"]] == ["type", "type", "shape"]
    assert {"file": "remarks.csv", "code": "personal_code"}.items() <= report["warnings"][0].items()
    assert report["judged"][0]["duties"] == 52
    assert not (tmp_path / "data").exists()


def test_rejects_are_for_their_owner_only(export: Path, tmp_path: Path) -> None:
    with_rejects = refresh([export], tmp_path / "data", validate=False).report.rejected
    file = rejects.write(with_rejects, tmp_path / "r.xlsx")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_repaired_rows_beside_their_whole_export_make_no_part_of_it(export: Path, tmp_path: Path) -> None:
    """What the diary deleted in the meantime is gone, and told, though rows of before come back with the export."""
    report = refresh([export], tmp_path / "data", validate=False).report
    folder = rejects.write(report.rejected, tmp_path / "set-aside.csv")
    (folder / "remarks.csv").unlink()
    mend(folder / "lessons.csv", "held_on", "2026-10-13")
    lines = (export / "lessons.csv").read_text("utf-8").splitlines(keepends=True)
    (export / "lessons.csv").write_text("".join(line for line in lines if not line.startswith("l2,")), "utf-8")
    done = refresh([export, folder], tmp_path / "data", validate=False)
    assert (done.report.repairs, done.kept) == ((), {})
    assert [lesson for lesson, _topic in lessons(tmp_path / "data")] == ["l1", "l3", "l4"]


def test_an_export_that_did_not_change_is_read_for_who_asks_for_its_rejects(export: Path, tmp_path: Path) -> None:
    refresh([export], tmp_path / "data", validate=False)
    assert refresh([export], tmp_path / "data", validate=False).stays
    assert refresh([export], tmp_path / "data", validate=False, rejects=True).report.rejected


def test_rejects_that_could_not_be_written_are_told_before_anything_is_imported(export: Path, tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    told = ediary("import", export, "--into", tmp_path / "data", "--rejects", tmp_path / "a file" / "r.xlsx")
    assert isinstance(told.exception, CallError)
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("name", ["rejects.doc", "rejects.parquet"])
def test_rejects_in_no_known_format_are_a_wrong_call(export: Path, tmp_path: Path, name: str) -> None:
    done = ediary("import", export, "--into", tmp_path / "data", "--rejects", tmp_path / name)
    assert isinstance(done.exception, Exception)
    assert "name a file" in str(done.exception).lower()
    assert not (tmp_path / "data").exists()


@given(st.text(alphabet="='+-@\t\r\n a1,;\"", max_size=12))
def test_every_text_comes_back_as_it_was(text: str) -> None:
    row = RejectedRow("lessons.csv", 2, (), {"lesson_id": "l1", "topic": text})
    table = RejectedTable("lessons", {"lesson_id": "lesson_id", "topic": "topic"}, (row,))
    read = delimited.read("lessons.csv", rejects.as_csv(table))
    assert read is not None
    place = read.headers.index("topic")
    assert read.cells[f"c{place}"].to_pylist() == [text]
    assert contract.is_remark(read.headers[0])

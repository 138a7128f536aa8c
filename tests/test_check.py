"""``ediary check`` as a user runs it: the numbers, the files, the exit status, the words."""

import csv
import errno
import json
import os
import re
import stat
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click.testing
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ediary_analytics import cli, policy, warehouse
from ediary_analytics.errors import EdiaryError
from ediary_analytics.refresh import refresh
from ediary_analytics.reports import table
from ediary_analytics.standing import Verdict
from support.exports import TABLES, write_export

OBLIGATION_FIELDS = {
    "name", "policy", "clause", "owner", "severity", "checkable", "missing_evidence", "examined", "met", "late",
    "missing", "pending", "excused", "rate", "mostly", "passed", "observed", "observed_since", "unknown",
}  # fmt: skip
INTEGRITY_FIELDS = {
    "name", "table", "column", "examined", "failed", "severity", "checkable", "missing_evidence", "mostly", "passed",
}  # fmt: skip
FAULT_FIELDS = [
    "rule", "school_id", "table_name", "subject_id", "on_date", "class_id", "group_id", "pupil_id", "staff_id",
    "detail",
]  # fmt: skip
BREACH_FIELDS = [
    "obligation", "school_id", "subject_id", "on_date", "owner_id", "class_id", "group_id", "pupil_id", "due_at",
    "done_at", "status", "days_late", "detail",
]  # fmt: skip


def ediary(*arguments: object) -> click.testing.Result:
    result = click.testing.CliRunner().invoke(cli.cli, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def check(*arguments: object, status: int | None = 1) -> dict[str, Any]:
    result = ediary("check", *arguments, "--format", "json")
    assert status is None or result.exit_code == status, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def named(report: dict[str, Any], name: str) -> dict[str, Any]:
    (one,) = [entry for entry in report["obligations"] if entry["name"] == name]
    return dict(one)


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The school as it was imported once; what concerns the import itself takes a folder of its own."""
    folder = tmp_path_factory.mktemp("export")
    return refresh([write_export(folder / "files")], folder / "data", validate=False).file


def test_the_report_has_the_promised_shape(export: Path) -> None:
    report = check(export, "--as-of", "2026-10-16")
    assert (report["as_of"], report["policy"], report["month"], report["schools"]) == (
        "2026-10-16T23:59:59",
        "kedainiai-senamiestis",
        None,
        ["ąžuolynas"],
    )
    assert all(entry.keys() == OBLIGATION_FIELDS for entry in report["obligations"])
    assert named(report, "lesson_recorded") == {
        "name": "lesson_recorded",
        "policy": "kedainiai-senamiestis",
        "clause": "23.3",
        "owner": "teacher",
        "severity": "critical",
        "checkable": True,
        "missing_evidence": [],
        "examined": 4,
        "met": 2,
        "late": 1,
        "missing": 1,
        "pending": 0,
        "excused": 0,
        "rate": 0.5,
        "mostly": 0.98,
        "passed": False,
        "observed": False,
        "observed_since": None,
        "unknown": 0,
    }
    assert all(entry.keys() == INTEGRITY_FIELDS for entry in report["integrity"])
    assert {entry["passed"] for entry in report["integrity"]} == {True, None}


def test_nothing_due_passes_and_not_checkable_is_neither(export: Path) -> None:
    report = check(export, "--as-of", "2026-10-16")
    nothing = named(report, "term_grade_entered")
    assert (nothing["checkable"], nothing["missing_evidence"]) == (False, ["term_grades"])
    assert (nothing["rate"], nothing["passed"]) == (None, None)
    locked = named(report, "month_locked")
    assert (locked["checkable"], locked["missing_evidence"], locked["examined"]) == (False, ["setting lock_day"], 0)
    graded = named(report, "grade_entered_same_day")
    assert (graded["checkable"], graded["examined"], graded["rate"], graded["passed"]) == (True, 0, None, True)


def test_an_earlier_day_is_judged_as_it_stood(export: Path) -> None:
    def lessons(as_of: str) -> tuple[int, ...]:
        found = named(check(export, "--as-of", as_of, status=None), "lesson_recorded")
        return tuple(found[status] for status in ("met", "late", "missing", "pending"))

    assert lessons("2026-10-06T08:00") == (0, 0, 0, 2)
    assert lessons("2026-10-06T17:00") == (1, 0, 0, 1)
    assert lessons("2026-10-06") == (1, 1, 0, 0)
    assert lessons("2026-10-13T16:00") == (2, 1, 0, 1)
    assert lessons("2026-10-13") == (2, 1, 1, 0)


def test_a_month_keeps_the_duties_of_its_days(export: Path) -> None:
    report = check(export, "--as-of", "2026-10-16", "--month", "2026-08", status=0)
    assert report["month"] == "2026-08"
    assert all(entry["examined"] == 0 for entry in report["obligations"])


def test_other_rules_judge_otherwise(export: Path) -> None:
    report = check(export, "--as-of", "2026-10-16", "--policy", "vilnius-jaunimo")
    assert report["policy"] == "vilnius-jaunimo"
    assert named(report, "lesson_recorded")["late"] == 0  # due at the end of the day, not at 17:00
    assert "grade_entered_same_day" not in {entry["name"] for entry in report["obligations"]}


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet"])
def test_breaches_are_the_late_and_the_missing(export: Path, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"breaches{suffix}"
    report = check(export, "--as-of", "2026-10-16", "--breaches", file)
    promised = sum(entry["late"] + entry["missing"] for entry in report["obligations"])
    if suffix == ".csv":
        with file.open(encoding="utf-8-sig", newline="") as text:
            found = list(csv.DictReader(text))
        assert list(found[0]) == BREACH_FIELDS
        lessons = [row for row in found if row["obligation"] == "lesson_recorded"]
        assert [(row["subject_id"], row["status"], row["days_late"], row["done_at"]) for row in lessons] == [
            ("maths|2026-10-06|2", "late", "0", "2026-10-06 17:00:01"),
            ("maths|2026-10-13|2", "missing", "3", ""),
        ]
        assert len(found) == promised
    elif suffix == ".parquet":
        table = pq.read_table(file)
        assert table.column_names == BREACH_FIELDS
        assert table.num_rows == promised
    else:
        assert file.read_bytes()[:2] == b"PK"


def test_text_that_a_spreadsheet_would_run_is_disarmed(tmp_path: Path) -> None:
    formula = "=cmd|' /C calc'!A0"
    lessons = TABLES["lessons"].replace("l2        |", f"{formula.replace('|', '')} |")
    export = write_export(tmp_path / "export", lessons=lessons, attendance=None, grades=None, assessments=None)
    file = tmp_path / "breaches.csv"
    check(export, "--as-of", "2026-10-16", "--breaches", file)
    with file.open(encoding="utf-8-sig", newline="") as text:
        subjects = [row["subject_id"] for row in csv.DictReader(text) if row["obligation"] == "lesson_content_complete"]
    assert any(subject.startswith("'=cmd") for subject in subjects)


def test_a_school_is_chosen_among_several(tmp_path: Path) -> None:
    write_export(tmp_path / "both/one")
    write_export(tmp_path / "both/two", schools="school_id | name | policy\n upė | Upės | vilnius-jaunimo")
    ediary("import", tmp_path / "both", "--into", tmp_path / "data", "--as-of", "2026-10-16")

    both = check("--data-dir", tmp_path / "data")
    assert (both["policy"], both["schools"]) == (None, ["upė", "ąžuolynas"])
    assert {entry["policy"] for entry in both["obligations"]} == {"kedainiai-senamiestis", "vilnius-jaunimo"}
    lessons = [one for one in both["by_school"] if one["name"] == "lesson_recorded"]
    assert [(one["school_id"], one["late"], one["missing"]) for one in lessons] == [("ąžuolynas", 1, 1), ("upė", 0, 1)]
    one = check("--data-dir", tmp_path / "data", "--school", "upė")
    assert "by_school" not in one
    assert (one["policy"], one["schools"]) == ("vilnius-jaunimo", ["upė"])
    with pytest.raises(EdiaryError, match="nobody: "):
        ediary("check", "--data-dir", tmp_path / "data", "--school", "nobody")

    file = warehouse.current(tmp_path / "data")
    assert check(file, "--school", "upė")["obligations"] == one["obligations"]
    assert check(tmp_path / "data", "--school", "upė")["obligations"] == one["obligations"]
    assert check(tmp_path / "both", "--school", "upė", "--as-of", "2026-10-16")["obligations"] == one["obligations"]
    with pytest.raises(EdiaryError, match="nobody: "):
        ediary("check", tmp_path / "both", "--school", "nobody")


def test_the_table_for_people_speaks_their_language(export: Path) -> None:
    lithuanian = ediary("check", export, "--as-of", "2026-10-16")
    assert "Pamoka įvesta" in lithuanian.stdout
    assert "50 %" in lithuanian.stdout.replace("\N{NO-BREAK SPACE}", " ")
    assert "ąžuolynas" in lithuanian.stdout
    english = ediary("--lang", "en", "check", export, "--as-of", "2026-10-16")
    assert "Lesson recorded" in english.stdout


def test_data_docs_are_built_on_request(export: Path, tmp_path: Path) -> None:
    ediary("check", export, "--as-of", "2026-10-16", "--data-dir", tmp_path, "--no-docs")
    assert not (tmp_path / "docs").exists()
    ediary("check", export, "--as-of", "2026-10-16", "--data-dir", tmp_path, "--docs")
    assert "kedainiai-senamiestis" in (tmp_path / "docs/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--policy", "no-such"], "no-such: "),
        (["--as-of", "yesterday"], "--as-of: "),
        (["--month", "2026-13"], "--month: "),
        (["--breaches", "b.doc"], "b.doc: "),
        (["--faults", "f.doc"], "f.doc: "),
    ],
)
def test_a_wrong_call_is_one_sentence_and_status_2(
    export: Path,
    arguments: list[str],
    message: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "argv", ["ediary", "check", str(export), *arguments])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 2
    error = capsys.readouterr().err.strip()
    assert error.startswith(message)
    assert "Traceback" not in error


def test_a_fault_of_our_own_shows_no_traceback_and_logs_no_data(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("".join(["Aus", "tėja"]))  # as data would: the text stands in no line of the source

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr("ediary_analytics.warehouse.current", broken)
    monkeypatch.setattr(sys, "argv", ["ediary", "status", "--data-dir", str(tmp_path)])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    (log,) = tmp_path.glob("ediary-fault-*.txt")
    assert "Traceback" not in error
    assert str(log) in error
    assert "Austėja" not in error + log.read_text("utf-8")
    assert "ValueError" in log.read_text("utf-8")


def test_rows_that_a_workbook_cannot_hold_are_not_left_out_unseen(tmp_path: Path) -> None:
    rows = pa.table({"detail": pa.nulls(1_048_576, pa.string())})
    with pytest.raises(EdiaryError, match=r"\.csv"):
        table.write(rows, tmp_path / "breaches.xlsx")
    table.write(rows, tmp_path / "breaches.parquet")
    assert pq.read_metadata(tmp_path / "breaches.parquet").num_rows == rows.num_rows


@pytest.mark.parametrize("words", [("user", "list"), ("import", "nera"), ("demo", "--no-serve")])
def test_a_folder_that_the_system_refuses_is_told_and_not_our_fault(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.delenv("EDIARY_REGISTER_URL", raising=False)
    monkeypatch.setenv("EDIARY_DATA_DIR", str(tmp_path / "file" / "data"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr(sys, "argv", ["ediary", *words])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 2
    assert capsys.readouterr().err.strip().count(". ") == 1  # what is wrong, and what would be right
    assert list(tmp_path.glob("ediary-fault-*")) == []


def test_a_disk_that_is_full_leaves_no_traceback_either(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("ediary_analytics.warehouse.current", broken)
    monkeypatch.setattr("tempfile.NamedTemporaryFile", full)
    monkeypatch.setattr(sys, "argv", ["ediary", "status", "--data-dir", str(tmp_path)])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 2
    assert "diske nebėra vietos" in capsys.readouterr().err


class TestIntegrity:
    """Faults of the data itself are named, and never change what else is counted."""

    @staticmethod
    def faults(report: dict[str, Any]) -> dict[tuple[str, str, str | None], int]:
        return {(f["name"], f["table"], f["column"]): f["failed"] for f in report["integrity"] if f["passed"] is False}

    def test_a_row_given_twice_counts_once(self, tmp_path: Path) -> None:
        twice = {name: TABLES[name] + TABLES[name].strip().splitlines()[1] for name in ("groups", "lessons", "classes")}
        report = check(write_export(tmp_path, **twice), "--as-of", "2026-10-16")
        assert self.faults(report) == {("keys_unique", name, None): 1 for name in twice}
        assert named(report, "lesson_recorded")["examined"] == 4
        assert named(report, "lesson_content_complete")["examined"] == 3

    def test_a_reference_to_nobody_is_kept_and_named(self, tmp_path: Path) -> None:
        report = check(
            write_export(tmp_path, groups=TABLES["groups"].replace("| ona ", "| nobody ")), "--as-of", "2026-10-16"
        )
        assert self.faults(report) == {("references_resolve", "groups", "staff_id"): 1}

    def test_an_unknown_word_is_set_aside_and_named(self, tmp_path: Path) -> None:
        marks = TABLES["attendance"].replace("| late   |", "| asleep |")
        report = check(write_export(tmp_path, attendance=marks), "--as-of", "2026-10-16")
        assert self.faults(report) == {("values_known", "attendance", "mark"): 1}
        assert named(report, "attendance_recorded_same_day")["examined"] == 1

    def test_what_the_export_does_not_have_is_not_checkable(self, tmp_path: Path) -> None:
        report = check(write_export(tmp_path, staff=None), "--as-of", "2026-10-16")
        unknown = {(f["name"], f["table"], f["column"]): f for f in report["integrity"] if f["passed"] is None}
        assert unknown["references_resolve", "groups", "staff_id"]["missing_evidence"] == ["staff"]
        assert unknown["people_belong", "logins", None]["missing_evidence"] == ["logins", "accounts", "staff"]
        assert not any(f["checkable"] or f["examined"] or f["failed"] for f in unknown.values())
        assert ("people_belong", "attendance", None) not in unknown
        assert self.faults(report) == {}

    def test_an_import_tells_the_same_of_the_data_as_a_check_of_it(self, tmp_path: Path) -> None:
        imported = ediary("import", write_export(tmp_path / "export"), "--into", tmp_path / "data")
        checked = ediary("check", "--data-dir", tmp_path / "data")
        counted = re.compile("taisykl(ė|ės|ių)[ :.]")
        told = [list(filter(counted.search, result.output.splitlines())) for result in (imported, checked)]
        assert told[0] == told[1]
        assert len(told[0]) == 2, "looked at, and lacking evidence; reports that only a diary has are not lacking"

    def test_one_school_without_the_evidence_does_not_hide_the_other(self, tmp_path: Path) -> None:
        write_export(tmp_path / "both/one", staff=None, groups=TABLES["groups"].replace("| ona ", "| nobody "))
        schools = "school_id | name | policy\n upė | Upės | vilnius-jaunimo"
        write_export(tmp_path / "both/two", schools=schools, groups=TABLES["groups"].replace("| ona ", "| no one "))
        ediary("import", tmp_path / "both", "--into", tmp_path / "data", "--as-of", "2026-10-16")
        report = check("--data-dir", tmp_path / "data", "--faults", tmp_path / "faults.csv")
        assert self.faults(report) == {("references_resolve", "groups", "staff_id"): 1}
        (row,) = self.opened(tmp_path / "faults.csv")
        assert (row["school_id"], row["subject_id"], row["detail"]) == ("upė", "maths", "staff_id = no one")

    @staticmethod
    def opened(file: Path) -> list[dict[str, str]]:
        with file.open(encoding="utf-8-sig", newline="") as text:
            return list(csv.DictReader(text))

    def test_faulty_rows_can_be_opened(self, tmp_path: Path) -> None:
        lessons = (
            TABLES["lessons"]
            + "l4 | maths | 2026-10-06 | 1 | ona | Trupmenos | | 2026-10-06 09:00\n"
            + "l5 | maths | 2026-10-10 | 1 | ona | Trupmenos | | 2026-10-10 09:00\n"
        )
        marks = TABLES["attendance"].replace("| late   |", "| asleep |")
        files = [tmp_path / f"faults.{suffix}" for suffix in ("csv", "parquet", "xlsx")]
        export = write_export(tmp_path / "export", lessons=lessons, attendance=marks)
        ediary("import", export, "--into", tmp_path / "data", "--as-of", "2026-10-16")
        imported = ("check", "--data-dir", tmp_path / "data")
        for file in files:
            report = check(*imported[1:], "--faults", file)
        rows = self.opened(files[0])
        assert list(rows[0]) == FAULT_FIELDS
        assert [(row["rule"], row["subject_id"]) for row in rows] == [
            ("lessons_on_school_days", "l5"),
            ("lessons_recorded_once", "maths|2026-10-06|1"),
            ("values_known", "attendance.csv:3"),
        ]
        assert len(rows) == sum(self.faults(report).values())
        assert pq.read_table(files[1]).num_rows == len(rows)
        assert files[2].stat().st_size

        shown = ediary(*imported).stdout
        assert "Pamoka ne ugdymo dieną (lessons): 1 iš 5" in shown
        assert "Lesson on a closed day (lessons): 1 of 5" in ediary("--lang", "en", *imported).stdout
        assert "Praleista neįvykusi pamoka" not in shown

    def test_a_sound_export_writes_a_header_only(self, export: Path, tmp_path: Path) -> None:
        report = check(export, "--as-of", "2026-10-16", "--faults", tmp_path / "faults.csv")
        assert self.faults(report) == {}
        assert self.opened(tmp_path / "faults.csv") == []


def test_what_if_judges_the_same_month_under_another_setting(export: Path) -> None:
    report = check(export, "--as-of", "2026-10-16", "--what-if", "lesson_recorded.due_time=17:30")
    assert named(report, "lesson_recorded")["late"] == 1
    (supposed,) = report["what_if"]
    assert (supposed["name"], supposed["met"], supposed["late"], supposed["missing"]) == ("lesson_recorded", 3, 0, 1)
    assert "what_if" not in check(export, "--as-of", "2026-10-16")
    shown = ediary("check", export, "--as-of", "2026-10-16", "--what-if", "month_locked.lock_day=10").stdout
    assert shown.count("Mėnuo užrakintas (18.7)  ") == 2, "once as it is, once as it would be"


def test_an_import_tells_what_it_loaded_and_what_is_wrong_with_it(tmp_path: Path) -> None:
    export = write_export(tmp_path / "files", groups=TABLES["groups"].replace("| ona ", "| nobody "))
    told = ediary("import", export, "--into", tmp_path / "data", "--as-of", "2026-10-16").stdout
    assert "įkelta" in told or "įkeltos" in told
    assert "groups.staff_id" in told
    unnamed = write_export(tmp_path / "unnamed", schools=None)
    told = ediary("import", unnamed, "--into", tmp_path / "other", "--school", "x").stdout
    assert "schools.policy" in told


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet"])
def test_rows_in_files_are_for_their_owner_only(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"breaches{suffix}"
    file.touch(mode=0o644)
    table.write(pa.table({"pupil_id": ["austėja"]}), file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("met", "late", "mostly", "told"),
    [(9796, 204, 0.98, 979), (98, 2, 0.98, 980), (9999, 1, 1.0, 999), (9650, 350, 0.95, 965), (1, 0, 1.0, 1000)],
)
def test_a_rate_that_falls_short_is_told_below_what_is_required(met: int, late: int, mostly: float, told: int) -> None:
    imposed = replace(policy.load("kedainiai-senamiestis").imposed[0], mostly=mostly)
    assert Verdict(imposed, ("school",), met=met, late=late).tenths == told


def test_nothing_due_has_no_rate() -> None:
    imposed = policy.load("kedainiai-senamiestis").imposed[0]
    assert Verdict(imposed, ("school",), pending=3).tenths is None

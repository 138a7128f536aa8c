"""What methodical groups get: the same figures, and nobody's name."""

import datetime as dt
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ediary_analytics import cli, metrics, warehouse
from ediary_analytics.refresh import refresh
from support.exports import write_export

AS_OF = dt.datetime(2026, 10, 16, 23, 59, 59)
PUPILS = ("austėja", "jonas", "petras", "ona-p", "rasa-p", "ula")


def grid(header: str, *lines: str) -> str:
    return "\n".join((header, *lines))


CLASS = {
    "pupils": grid(
        "pupil_id | first_name | last_name | born_on | email",
        *(f"{one} | Vardenis | Slaptas | 2015-03-04 | {one}@pastas.example" for one in (*PUPILS, "vienas")),
    ),
    "classes": grid(
        "class_id | school_year | name | grade_level | kind    | homeroom_staff_id",
        "5a       | 2026-2027   | 5a   | 5           | general | rasa",
        "5b       | 2026-2027   | 5b   | 5           | general | ona",
    ),
    "enrolments": grid(
        "pupil_id | class_id | enrolled_on", *(f"{one} | 5a | 2026-09-01" for one in PUPILS), "vienas | 5b | 2026-09-01"
    ),
    "group_members": grid("group_id | pupil_id | joined_on", *(f"maths | {one} |" for one in PUPILS)),
    "grades": grid(
        "grade_id | pupil_id | group_id | lesson_id | given_on | value | kind",
        *(f"{one}-1 | {one} | maths | l3 | 2026-10-13 | {5 + at % 5} | ordinary" for at, one in enumerate(PUPILS)),
    ),
    "remarks": grid("remark_id | pupil_id | written_on | kind | text", "r1 | jonas | 2026-10-06 | remark | Slaptas"),
    "guardians": grid("guardian_id | pupil_id | first_name | last_name", "g1 | jonas | Slapta | Mama"),
    "term_grades": grid("pupil_id | group_id | term_id | value", *(f"{one} | maths | y | 8" for one in PUPILS)),
}


@pytest.fixture
def imported(tmp_path: Path, data: Path) -> Path:
    refresh([write_export(tmp_path / "export", **CLASS)], data, as_of=AS_OF, validate=False)
    return data


def run(*words: object) -> str:
    done = CliRunner().invoke(cli.cli, ["export", *map(str, words)])
    assert done.exit_code == 0, (done.output, done.exception)
    return done.output


def contents(folder: Path) -> dict[str, list[str]]:
    return {file.stem: file.read_text("utf-8-sig").splitlines() for file in folder.iterdir()}


def pupils(folder: Path) -> list[str]:
    return [line.split(",")[1] for line in contents(folder)["pupils"][1:]]


def measured(data: Path, name: str) -> list[dict[str, Any]]:
    with warehouse.open_file(warehouse.current(data)) as con:
        metrics.open_for(con)
        rows: list[dict[str, Any]] = metrics.measure(con, metrics.question(name, AS_OF, by=["class"])).rows.to_pylist()
    return [row for row in rows if row["class_id"] != "5b"]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_it_can_be_imported_and_gives_the_same_figures(tmp_path: Path, imported: Path, form: str) -> None:
    run("--pseudonymous", "--out", tmp_path / "out", "--format", form)
    done = refresh([tmp_path / "out"], tmp_path / "again", as_of=AS_OF, validate=False)
    assert done.report.rows_rejected == 0
    for name in ("mean_grade", "mean_mark", "attendance_rate"):
        figures = measured(imported, name)
        assert figures
        assert measured(tmp_path / "again", name) == figures


@pytest.mark.usefixtures("imported")
def test_nobody_is_named_and_small_classes_are_left_out(tmp_path: Path) -> None:
    told = run("--pseudonymous", "--out", tmp_path / "out")
    assert "5b" in told
    files = contents(tmp_path / "out")
    text = str(files)
    for secret in (*PUPILS, "vienas", "Slapt", "rasa", "ona", "2015-03-04", "example", "Trupmenos", "illness"):
        assert secret not in text, secret
    assert not re.search(r"\b5b\b", text), "the class by its id; its letters may stand in a pseudonym"
    assert {"remarks", "guardians", "staff"}.isdisjoint(files)
    assert len(pupils(tmp_path / "out")) == len(PUPILS)


@pytest.mark.usefixtures("imported")
def test_a_pupil_has_one_pseudonym_in_an_export_and_another_in_the_next(tmp_path: Path) -> None:
    run("--pseudonymous", "--out", tmp_path / "one")
    run("--pseudonymous", "--out", tmp_path / "two")
    first, second = set(pupils(tmp_path / "one")), set(pupils(tmp_path / "two"))
    assert first.isdisjoint(second)
    for table in ("grades", "group_members", "term_grades", "enrolments"):
        assert all(any(one in line for one in first) for line in contents(tmp_path / "one")[table][1:])


@pytest.mark.usefixtures("imported")
def test_who_holds_the_key_has_a_series_and_can_tell(tmp_path: Path) -> None:
    key = tmp_path / "key"
    for name in ("one", "two"):
        run("--pseudonymous", "--out", tmp_path / name, "--key", key)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert pupils(tmp_path / "one") == pupils(tmp_path / "two")
    run("--reveal", tmp_path / "who.csv", "--key", key)
    rows = [line.split(",") for line in (tmp_path / "who.csv").read_text("utf-8-sig").splitlines()[1:]]
    known = {pseudonym: pupil for _school, pupil, pseudonym in rows}
    assert {known[one] for one in pupils(tmp_path / "one")} == set(PUPILS)


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    "words", [[], ["--pseudonymous"], ["--reveal", "x.csv"], ["--pseudonymous", "--out", "x", "--key", __file__]]
)
def test_a_wrong_call_is_said_so(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli.cli, ["export", *words])
    assert done.exit_code != 0
    assert str(done.exception)
    assert not (tmp_path / "x.csv").exists()

"""Everything held about one pupil, and nothing about another."""

import datetime as dt
import json
import stat
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from click.testing import CliRunner

from ediary_analytics import cli, metrics, warehouse
from ediary_analytics.refresh import refresh
from ediary_analytics.register import about_pupil, entries, interventions, log
from ediary_analytics.register.entries import Author
from ediary_analytics.register.store import open_register
from ediary_analytics.rights import person
from support.exports import TABLES, write_export

AS_OF = dt.datetime(2026, 10, 16, 23, 59, 59)
TOLD = {
    "guardians": """
        guardian_id | pupil_id | first_name | last_name
        jonienė     | jonas    | Jonė       | Šimkienė
        austienė    | austėja  | Aušra      | Ąžuolienė
    """,
    "accounts": """
        account_id | person_kind | person_id
        n1         | guardian    | jonienė
        n2         | guardian    | austienė
    """,
    "logins": """
        account_id | logged_in_at
        n1         | 2026-10-07 07:30
        n2         | 2026-10-08 07:30
    """,
    "remarks": """
        remark_id | pupil_id | staff_id | written_on | kind   | text
        r1        | jonas    | ona      | 2026-10-06 | praise | Puikiai padirbėta
        r2        | austėja  | ona      | 2026-10-06 | praise | Graži pagalba
        r3        | jonas    | ona      | rytoj      | praise | Sutvarkyta klasė
    """,
    "changes": """
        change_id | entity     | record_id       | field  | old_value | new_value | changed_by | changed_at
        c1        | attendance | l1|jonas|absent | status | open      | justified | rasa       | 2026-10-08 12:00
        c2        | grades     | g1              | value  | 8         | 9         | ona        | 2026-10-15 16:00
    """.replace("l1|jonas|absent", "l1;jonas;absent"),
}


@pytest.fixture
def imported(tmp_path: Path, data: Path) -> Path:
    export = write_export(tmp_path / "export", **TOLD)
    changes = export / "changes.csv"
    changes.write_text(changes.read_text("utf-8").replace(";", "|"), "utf-8")
    refresh([export], data, as_of=AS_OF, validate=False)
    return data


def exported(out: Path, *options: str) -> dict[str, list[dict[str, Any]]]:
    done = CliRunner().invoke(cli.cli, ["export-person", "jonas", "--out", str(out), *options])
    assert done.exit_code == 0, (done.output, done.exception)
    with zipfile.ZipFile(out) as packed:
        found: dict[str, list[dict[str, Any]]] = json.loads(packed.read("data.json"))
        assert sorted(packed.namelist()) == ["SKAITYK.txt", "data.json", "duomenys-apie-mokini.xlsx"]
    return found


@pytest.mark.usefixtures("imported")
def test_all_that_is_held_is_told(tmp_path: Path) -> None:
    found = exported(tmp_path / "jonas.zip")
    assert [row["text"] for row in found["remarks"]] == ["Puikiai padirbėta"]
    assert {(row["lesson_id"], row["mark"]) for row in found["attendance"]} == {("l1", "absent"), ("l3", "late")}
    assert {row["topic"] for row in found["lessons"]} == {"Trupmenos", "Procentai"}
    assert [row["change_id"] for row in found["changes"]] == ["c1"]
    assert [row["logged_in_at"][:10] for row in found["logins"]] == ["2026-10-07"]
    assert {row["last_name"] for row in found["staff"]} >= {"Onaitienė", "Rasaitė"}
    assert "absence_justified_in_time" in {row["obligation"] for row in found["duties"]}
    assert {row["value"] for row in found["rejected_rows"]} >= {"jonas", "rytoj"}


def test_a_change_of_another_pupils_record_is_not_told_where_another_school_has_the_same_ids(
    tmp_path: Path, imported: Path
) -> None:
    twin = {"grades": TABLES["grades"].replace("austėja", "jonas"), "schools": "school_id | name\n upė | Upės mokykla"}
    refresh([write_export(tmp_path / "twin", **twin)], imported, as_of=AS_OF, validate=False)
    with warehouse.open_file(warehouse.current(imported)) as con:
        as_of = metrics.open_for(con, None)
        sheets = person.collect(con, "jonas", as_of, "ąžuolynas", lambda _school: pa.table({}))
    (changes,) = [sheet.rows for sheet in sheets if sheet.name == "changes"]
    assert changes["change_id"].to_pylist() == ["c1"]


@pytest.mark.usefixtures("imported")
def test_nobody_else_is_in_it(tmp_path: Path) -> None:
    text = json.dumps(exported(tmp_path / "jonas.zip"), ensure_ascii=False).casefold()
    for other in ("austėja", "ąžuolytė", "aust", "aušra", "graži"):
        assert other not in text


def test_the_files_are_their_owners_alone_and_the_log_says_who_was_told_of(tmp_path: Path, imported: Path) -> None:
    exported(tmp_path / "jonas.zip")
    assert stat.S_IMODE((tmp_path / "jonas.zip").stat().st_mode) == 0o600
    now = dt.datetime.now(dt.UTC)
    (line,) = log.read(open_register(imported), since=now - dt.timedelta(days=1), until=now + dt.timedelta(days=1))
    assert (line.event, line.school_id, line.pupil_id, line.pupils) == ("person_exported", "ąžuolynas", "jonas", 1)
    again = exported(tmp_path / "again.zip")
    assert [row["event"] for row in again["access_log"]] == ["person_exported"]


def test_who_looked_at_another_schools_pupil_of_that_id_is_not_told(tmp_path: Path, imported: Path) -> None:
    now = dt.datetime.now(dt.UTC)
    with open_register(imported).writing() as con:
        for school in ("ąžuolynas", "liepynas"):
            log.write(con, now, "page", account=None, what=f"at {school}", school=school, pupil="jonas")
    assert [row["what"] for row in exported(tmp_path / "jonas.zip")["access_log"]] == ["at ąžuolynas"]


def test_what_people_entered_about_the_pupil_is_told_also_when_withdrawn(tmp_path: Path, imported: Path) -> None:
    register, now = open_register(imported), dt.datetime.now(dt.UTC)
    for pupil, text in (("jonas", "Pokalbis su Jonu"), ("austėja", "Graži pagalba")):
        author = Author(None, "social_pedagogue", "ąžuolynas", "interventions", pupil)
        on_date = dt.date(2026, 10, 12)
        entry = interventions.enter(register, author, now, on_date=on_date, kind="talk", text=text, confidential=True)
        interventions.withdraw(register, author, now, entry)
    found = exported(tmp_path / "jonas.zip")
    told = [(row["text"], row["role"], row["withdrawn"]) for row in found["entered_interventions"]]
    assert told == [("Pokalbis su Jonu", "social_pedagogue", False), ("Pokalbis su Jonu", "social_pedagogue", True)]


def test_every_table_of_entries_that_names_a_pupil_is_told() -> None:
    about = {name for name, table in entries.TABLES.items() if "pupil_id" in table.c}
    assert about == about_pupil.TOLD.keys()


@pytest.mark.usefixtures("imported")
def test_an_id_that_nobody_has_is_not_repeated(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli.cli, ["export-person", "jonelis", "--out", str(tmp_path / "x")])
    assert done.exit_code != 0
    assert "jonelis" not in str(done.exception)
    assert not (tmp_path / "x").exists()


@pytest.mark.usefixtures("imported")
def test_what_is_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"mine")
    done = CliRunner().invoke(cli.cli, ["export-person", "jonas", "--out", str(tmp_path / "x.zip")])
    assert done.exit_code != 0
    assert (tmp_path / "x.zip").read_bytes() == b"mine"


def test_every_table_that_names_pupils_is_told_or_left_out_for_a_reason(imported: Path) -> None:
    with warehouse.open_file(warehouse.current(imported)) as con:
        naming = {
            f"{schema}.{table}"
            for schema, table in con.execute(
                "select distinct schema_name, table_name from duckdb_columns()"
                " where database_name = 'warehouse' and column_name = 'pupil_id'"
            ).fetchall()
        }
    told = {f"core.{table.name}" for table in person.own_tables()} | {"judged.verdicts"}
    assert naming - told - person.LEFT_OUT.keys() == set()
    assert person.LEFT_OUT.keys() <= naming
    assert not person.LEFT_OUT.keys() & told

"""Whose rows they are."""

from pathlib import Path

import pytest

from ediary_analytics import ingest
from ediary_analytics.errors import InputError
from ingest.conftest import PUPILS, Con, Load, Write

SCHOOLS = "school_id,name\ns1,Ąžuolyno mokykla\n"
TWO = SCHOOLS + "s2,Beržyno mokykla\n"


def owners(con: Con, table: str = "pupils") -> list[str]:
    return [school for (school,) in con.execute(f"select school_id from staging.{table} order by all").fetchall()]


def test_the_one_school_of_the_export_owns_every_row(con: Con, load: Load) -> None:
    assert load({"schools.csv": SCHOOLS}).schools == ("s1",)
    assert owners(con) == ["s1"]


def test_without_a_table_of_schools_the_rows_themselves_tell(con: Con, load: Load) -> None:
    load({"lessons.csv": "lesson_id,school_id\nl1,s1\nl2, \n"})
    assert owners(con) == ["s1"]
    assert owners(con, "lessons") == ["s1", "s1"]


def test_without_a_table_of_schools_all_rows_are_asked_before_one_is_loaded(load: Load) -> None:
    with pytest.raises(InputError, match=r"^pupils\.csv: several schools share the export"):
        load({"terms.csv": "term_id,school_id\nt1,s1\n", "lessons.csv": "lesson_id,school_id\nl1,s2\n"})


def test_an_export_that_names_no_school_is_of_the_one_given(con: Con, load: Load) -> None:
    assert load({}, school="s9").schools == ("s9",)
    assert owners(con) == ["s9"]


def test_else_of_the_folder_it_stands_in(con: Con, load: Load) -> None:
    assert load({}).schools == ("school",)
    assert owners(con) == ["school"]


def test_the_school_given_may_not_contradict(load: Load) -> None:
    assert load({"schools.csv": SCHOOLS}, school="s1").schools == ("s1",)
    with pytest.raises(InputError, match="the export names the school s1, not s9"):
        load({"schools.csv": SCHOOLS}, school="s9")
    with pytest.raises(InputError, match="names the school s2, not s1"):
        load({"schools.csv": "", "lessons.csv": "lesson_id,school_id\nl1,s2\n"}, school="s1")


def test_several_schools_name_themselves_in_every_row(con: Con, load: Load) -> None:
    report = load({"schools.csv": TWO, "pupils.csv": "school_id,pupil_id\ns1,p1\ns2,p1\n,p2\n"})
    assert report.schools == ("s1", "s2")
    assert owners(con) == ["s1", "s2"]
    assert con.execute("select school_id, line, column_name, code from raw.rejects").fetchall() == [
        (None, 4, "school_id", "empty_key")
    ]
    assert con.execute("select school_id, table_name from raw.present order by all").fetchall() == [
        ("s1", "pupils"), ("s1", "schools"), ("s2", "pupils"), ("s2", "schools"),
    ]  # fmt: skip


def test_several_schools_need_the_column(load: Load) -> None:
    with pytest.raises(InputError, match=r"^pupils\.csv: several schools share the export, and the column school_id"):
        load({"schools.csv": TWO})


def test_a_folder_of_exports_keeps_the_schools_apart(con: Con, tmp_path: Path) -> None:
    for school in ("ąžuolynas", "beržynas"):
        (tmp_path / school).mkdir()
        (tmp_path / school / "pupils.csv").write_text(PUPILS + ",Jonas\n", "utf-8")
    assert ingest.load(con, [tmp_path]).schools == ("beržynas", "ąžuolynas")
    assert sorted(owners(con)) == ["beržynas", "ąžuolynas"]
    assert con.execute("select school_id, file from raw.rejects order by all").fetchall() == [
        ("beržynas", "beržynas/pupils.csv"),
        ("ąžuolynas", "ąžuolynas/pupils.csv"),
    ]


def test_exports_that_name_one_school_are_loaded_together(con: Con, write: Write) -> None:
    folder = write({"autumn/pupils.csv": PUPILS, "spring/pupils.csv": "pupil_id\np2\n"})
    (folder / "pupils.csv").unlink()
    for term in ("autumn", "spring"):
        (folder / term / "schools.csv").write_text(SCHOOLS, "utf-8")
    assert ingest.load(con, [folder]).schools == ("s1",)
    assert con.execute("select pupil_id from staging.pupils order by all").fetchall() == [("p1",), ("p2",)]
    assert len(con.execute("from raw.present").fetchall()) == 2


def test_folders_that_bear_one_name_by_chance_are_not_one_school(con: Con, write: Write) -> None:
    folder = write({"a/export/pupils.csv": PUPILS, "b/export/pupils.csv": PUPILS})
    (folder / "pupils.csv").unlink()
    with pytest.raises(InputError, match=r"b/export: the school export is in .*a/export too\. Add the table schools"):
        ingest.load(con, [folder])


def test_months_of_one_school_in_folders_are_one_export(con: Con, write: Write) -> None:
    folder = write({"2026-09/lessons.csv": "lesson_id\nl1\n", "2026-10/lessons.csv": "lesson_id\nl2\n"})
    assert ingest.load(con, [folder]).schools == ("school",)
    assert con.execute("select lesson_id from staging.lessons order by all").fetchall() == [("l1",), ("l2",)]
    assert [file for (file,) in con.execute("select file from raw.files").fetchall()] == [
        "pupils.csv",
        "2026-09/lessons.csv",
        "2026-10/lessons.csv",
    ]

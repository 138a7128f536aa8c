"""What a further import does with what is already there."""

import datetime as dt
import itertools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from ediary_analytics import warehouse
from ediary_analytics.refresh import Refreshed, refresh
from support.exports import TABLES, write_export

# a school without rules is not judged, which takes the most time
UNJUDGED = "school_id | name | policy\n ąžuolynas | Ąžuolynas |"
JUDGED = {"schools": TABLES["schools"]}
AS_OF = dt.datetime(2026, 11, 30, 23, 59, 59)


class School:
    """A data directory that exports come into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.times = itertools.count()

    def imported(
        self, changed: Mapping[str, str | None] | None = None, *, replace: bool = False, as_of: dt.datetime = AS_OF
    ) -> Refreshed:
        changed = {"schools": UNJUDGED, **(changed or {})}
        export = write_export(self.folder / f"export{next(self.times)}", **changed)
        return refresh([export], self.folder / "data", as_of=as_of, validate=False, replace=replace)

    def rows(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        con = warehouse.open_file(warehouse.current(self.folder / "data"))
        found = con.execute(f"select {', '.join(columns)} from warehouse.{table} order by all").fetchall()
        con.close()
        return found

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every table but what says when it was imported."""
        con = warehouse.open_file(warehouse.current(self.folder / "data"))
        tables = con.execute(
            "select distinct schema_name || '.' || table_name from duckdb_tables() where database_name = 'warehouse'"
        ).fetchall()
        found = {
            name: con.execute(f"from warehouse.{name} order by all").fetchall()
            for (name,) in tables
            if name not in {"raw.imports", "raw.files"}
        }
        con.close()
        return found


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path)


def only(table: str, *prefixes: str) -> str:
    """The rows of the school's table whose text holds one of the prefixes."""
    header, *body = TABLES[table].strip().splitlines()
    return "\n".join([header, *(line for line in body if any(prefix in line for prefix in prefixes))])


def without(*tables: str) -> dict[str, None]:
    return dict.fromkeys(tables)


# the school's diary in two parts: the lessons of the 6th and those of the 13th of October
EARLY = {
    "lessons": only("lessons", "2026-10-06"),
    "attendance": only("attendance", "l1 "),
    "assessments": only("assessments", "nothing"),
    "grades": only("grades", "nothing"),
}
LATE = {
    "lessons": only("lessons", "2026-10-13"),
    "attendance": only("attendance", "l3 "),
}


def test_the_same_export_twice_changes_nothing(school: School) -> None:
    school.imported()
    once = school.everything()
    assert school.imported().kept == {}
    assert school.everything() == once


@pytest.mark.parametrize("parts", [(EARLY | JUDGED, LATE | JUDGED), (LATE, EARLY), (EARLY, LATE, EARLY)])
def test_parts_one_after_the_other_make_the_whole(
    school: School, tmp_path: Path, parts: tuple[dict[str, str], ...]
) -> None:
    for part in parts:
        school.imported(part)
    whole = School(tmp_path / "whole")
    whole.imported({"schools": parts[0].get("schools", UNJUDGED)})
    ours, wanted = school.everything(), whole.everything()
    for name in wanted:
        if name.startswith(("core.", "judged.", "raw.")):
            assert ours[name] == wanted[name], name


def test_what_a_part_leaves_is_told(school: School) -> None:
    school.imported(EARLY)
    assert school.imported(LATE).kept == {"ąžuolynas": {"lessons": 2, "attendance": 1}}


def test_what_a_full_export_lacks_is_gone(school: School) -> None:
    school.imported()
    assert school.imported({"lessons": only("lessons", "l1", "l3"), "attendance": only("attendance", "l3 ")}).kept == {}
    assert school.rows("core.lessons", "lesson_id") == [("l1",), ("l3",)]
    assert school.rows("core.attendance", "lesson_id") == [("l3",)]


def test_within_the_days_of_a_part_what_it_lacks_is_gone(school: School) -> None:
    school.imported()
    school.imported(EARLY | {"lessons": only("lessons", "l1"), "attendance": only("attendance", "nothing")})
    assert school.rows("core.lessons", "lesson_id") == [("l1",), ("l3",)]
    assert school.rows("core.attendance", "lesson_id") == [("l3",)]
    assert school.rows("core.grades", "grade_id") == [("g1",)]


def test_a_corrected_record_replaces_the_old_one_whole_or_in_part(school: School) -> None:
    school.imported(EARLY)
    corrected = LATE | {"pupils": TABLES["pupils"].replace("Šimkus", "Šimkaitis")}
    school.imported(corrected)
    assert ("jonas", "Šimkaitis") in school.rows("core.pupils", "pupil_id", "last_name")
    school.imported(LATE)
    assert ("jonas", "Šimkus") in school.rows("core.pupils", "pupil_id", "last_name")


def test_a_table_that_is_not_in_the_export_stays(school: School) -> None:
    school.imported()
    done = school.imported(without("grades", "assessments", "locks"))
    assert done.kept["ąžuolynas"].keys() == {"grades", "assessments", "locks"}
    assert school.rows("core.grades", "grade_id") == [("g1",)]


def test_a_class_alone_leaves_the_others_their_rows(school: School) -> None:
    classes = TABLES["classes"].rstrip() + "\n5b | 2026-2027 | 5b | 5 | general | ona"
    groups = TABLES["groups"].rstrip() + "\nart | 2026-2027 | 5b art | formal | mat | 5b | ona | points"
    lessons = TABLES["lessons"].rstrip() + "\nl9 | art | 2026-10-06 | 3 | ona | Spalvos | | 2026-10-06 12:00"
    school.imported({"classes": classes, "groups": groups, "lessons": lessons})
    done = school.imported({"lessons": only("lessons", "l1", "l3")})
    assert done.kept == {"ąžuolynas": {"classes": 1, "groups": 1, "lessons": 1}}
    assert school.rows("core.lessons", "lesson_id") == [("l1",), ("l3",), ("l9",)]


def test_a_column_that_a_part_does_not_export_keeps_its_values(school: School) -> None:
    school.imported()
    bare = "lesson_id | group_id | held_on | lesson_no | topic\nl1 | maths | 2026-10-06 | 1 | Dalyba"
    school.imported(EARLY | {"lessons": bare})
    assert school.rows("core.lessons", "lesson_id", "topic", "homework")[0] == ("l1", "Dalyba", "12 psl.")


def test_replacing_may_be_asked_for(school: School) -> None:
    school.imported()
    assert school.imported(EARLY, replace=True).kept == {}
    assert school.rows("core.lessons", "lesson_id") == [("l1",), ("l2",)]


def test_one_mistyped_year_does_not_cover_all_that_lies_between(school: School) -> None:
    school.imported(EARLY)
    school.imported(LATE)
    mistyped = EARLY["lessons"].replace("2026-10-06 | 2 ", "2062-10-06 | 2 ")
    school.imported(EARLY | {"lessons": mistyped})
    assert school.rows("core.lessons", "lesson_id") == [("l1",), ("l2",), ("l3",)]


def test_rejected_rows_of_other_files_stay_told(school: School) -> None:
    wrong = only("pupils", "jonas") + "\n | Be | Rakto"
    school.imported({"pupils": wrong})
    school.imported(without("pupils"))
    assert school.rows("raw.rejects", "file", "code") == [("pupils.csv", "empty_key")]
    school.imported()
    assert school.rows("raw.rejects", "file", "code") == []

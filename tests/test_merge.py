"""What a further import does with what is already there."""

import datetime as dt
import itertools
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ediary_analytics import warehouse
from ediary_analytics.refresh import refresh
from support.exports import TABLES, write_export
from support.merging import Served

AS_OF = dt.datetime(2026, 11, 30, 23, 59, 59)


class School:
    """What exports come into: merged only, which is all that these laws are about."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.served = folder, Served()
        self.times = itertools.count()

    def imported(
        self, changed: Mapping[str, str | None] | None = None, *, replace: bool = False
    ) -> dict[str, dict[str, int]]:
        export = write_export(self.folder / f"export{next(self.times)}", **(changed or {}))
        return self.served.imported(export, AS_OF, replace=replace)

    def rows(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        return self.served.rows(table, *columns)

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        return self.served.everything()


def published(data: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every table of the served warehouse but what says when it was imported."""
    con = warehouse.open_file(warehouse.current(data))
    tables = con.execute(
        "select distinct schema_name || '.' || table_name from duckdb_tables() where database_name = 'warehouse'"
    ).fetchall()
    found = {
        name: con.execute(f"from warehouse.{name} order by all").fetchall()
        for (name,) in tables
        if name not in {"raw.imports", "raw.files", "raw.exports"}
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
    assert school.imported() == {}
    assert school.everything() == once


def test_parts_one_after_the_other_make_the_whole_warehouse_and_again_it_stays(tmp_path: Path) -> None:
    for place, part in enumerate([EARLY, LATE, {}, {}]):
        refresh([write_export(tmp_path / f"e{place}", **part)], tmp_path / "parts", as_of=AS_OF, validate=False)
        if place == 1:
            ours = published(tmp_path / "parts")
        if place == 2:
            once = published(tmp_path / "parts")
    assert published(tmp_path / "parts") == once
    refresh([tmp_path / "e2"], tmp_path / "whole", as_of=AS_OF, validate=False)
    wanted = published(tmp_path / "whole")
    for name in wanted:
        if name.startswith(("core.", "judged.", "raw.")):
            assert ours[name] == wanted[name], name


MONTHS = ("2026-09", "2026-10", "2026-11", "2026-12")


def month(of: str, days: Sequence[int]) -> str:
    rows = [f"l{of}-{day} | maths | {of}-{day:02} | 1 | ona | Trupmenos | | {of}-{day:02} 09:00" for day in days]
    return "\n".join([TABLES["lessons"].strip().splitlines()[0], *rows])


@pytest.mark.slow
@settings(max_examples=3, deadline=None)
@given(
    days=st.lists(st.sets(st.integers(1, 28), min_size=1, max_size=4), min_size=4, max_size=4),
    order=st.permutations(range(4)),
)
def test_months_in_any_order_make_the_whole_and_other_schools_stay(days: list[set[int]], order: list[int]) -> None:
    lessons = [month(of, sorted(some)) for of, some in zip(MONTHS, days, strict=True)]
    bare = {"attendance": only("attendance", "nothing"), "grades": None, "assessments": None}
    with tempfile.TemporaryDirectory() as folder:
        school, whole = School(Path(folder) / "parts"), School(Path(folder) / "whole")
        other = write_export(Path(folder) / "other", schools=TABLES["schools"].replace("ąžuolynas", "beržynas "))
        school.served.imported(other)
        theirs = school.served.everything(["ąžuolynas"])
        for place in (*order, order[-1]):
            school.imported({**bare, "lessons": lessons[place]})
        rows = [line for one in lessons for line in one.splitlines()[1:]]
        whole.imported({**bare, "lessons": "\n".join([lessons[0].splitlines()[0], *rows])})
        assert school.served.everything(["beržynas"]) == whole.everything()
        assert school.served.everything(["ąžuolynas"]) == theirs
        assert school.served.corrections() == []


def test_what_a_part_leaves_is_told(school: School) -> None:
    school.imported(EARLY)
    assert school.imported(LATE) == {"ąžuolynas": {"lessons": 2, "attendance": 1}}


def test_what_a_full_export_lacks_is_gone(school: School) -> None:
    school.imported()
    assert school.imported({"lessons": only("lessons", "l1", "l3"), "attendance": only("attendance", "l3 ")}) == {}
    assert school.rows("lessons", "lesson_id") == [("l1",), ("l3",)]
    assert school.rows("attendance", "lesson_id") == [("l3",)]


def test_within_the_days_of_a_part_what_it_lacks_is_gone(school: School) -> None:
    school.imported()
    school.imported(EARLY | {"lessons": only("lessons", "l1"), "attendance": only("attendance", "nothing")})
    assert school.rows("lessons", "lesson_id") == [("l1",), ("l3",)]
    assert school.rows("attendance", "lesson_id") == [("l3",)]
    assert school.rows("grades", "grade_id") == [("g1",)]


def test_a_corrected_record_replaces_the_old_one_whole_or_in_part(school: School) -> None:
    school.imported(EARLY)
    corrected = LATE | {"pupils": TABLES["pupils"].replace("Šimkus", "Šimkaitis")}
    school.imported(corrected)
    assert ("jonas", "Šimkaitis") in school.rows("pupils", "pupil_id", "last_name")
    school.imported(LATE)
    assert ("jonas", "Šimkus") in school.rows("pupils", "pupil_id", "last_name")


def test_a_table_that_is_not_in_the_export_stays(school: School) -> None:
    school.imported()
    done = school.imported(without("grades", "assessments", "locks"))
    assert done["ąžuolynas"].keys() == {"grades", "assessments", "locks"}
    assert school.rows("grades", "grade_id") == [("g1",)]


def test_a_class_alone_leaves_the_others_their_rows(school: School) -> None:
    classes = TABLES["classes"].rstrip() + "\n5b | 2026-2027 | 5b | 5 | general | ona"
    groups = TABLES["groups"].rstrip() + "\nart | 2026-2027 | 5b art | formal | mat | 5b | ona | points"
    lessons = TABLES["lessons"].rstrip() + "\nl9 | art | 2026-10-06 | 3 | ona | Spalvos | | 2026-10-06 12:00"
    school.imported({"classes": classes, "groups": groups, "lessons": lessons})
    done = school.imported({"lessons": only("lessons", "l1", "l3")})
    assert done == {"ąžuolynas": {"classes": 1, "groups": 1, "lessons": 1}}
    assert school.rows("lessons", "lesson_id") == [("l1",), ("l3",), ("l9",)]


def test_a_column_that_a_part_does_not_export_keeps_its_values(school: School) -> None:
    school.imported()
    bare = "lesson_id | group_id | held_on | lesson_no | topic\nl1 | maths | 2026-10-06 | 1 | Dalyba"
    school.imported(EARLY | {"lessons": bare})
    assert school.rows("lessons", "lesson_id", "topic", "homework")[0] == ("l1", "Dalyba", "12 psl.")


def test_replacing_may_be_asked_for(school: School) -> None:
    school.imported()
    assert school.imported(EARLY, replace=True) == {}
    assert school.rows("lessons", "lesson_id") == [("l1",), ("l2",)]


def test_one_mistyped_year_does_not_cover_all_that_lies_between(school: School) -> None:
    school.imported(EARLY)
    school.imported(LATE)
    mistyped = EARLY["lessons"].replace("2026-10-06 | 2 ", "2062-10-06 | 2 ")
    school.imported(EARLY | {"lessons": mistyped})
    assert school.rows("lessons", "lesson_id") == [("l1",), ("l2",), ("l3",)]


def test_rejected_rows_of_other_files_stay_told(school: School) -> None:
    wrong = only("pupils", "jonas") + "\n | Be | Rakto"
    school.imported({"pupils": wrong})
    school.imported(without("pupils"))
    assert school.served.raw("rejects", "file", "code") == [("pupils.csv", "empty_key")]
    school.imported()
    assert school.served.raw("rejects", "file", "code") == []

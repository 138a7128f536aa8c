"""Each role over the cast: whom it knows, which rows it sees, and whether it may name anybody."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import duckdb
import pytest

from ediary_analytics import access, metrics, warehouse
from ediary_analytics.access import Scope, Viewer, of_schools
from ediary_analytics.access.roles import tables
from ediary_analytics.errors import AccessError, EdiaryError
from support.cast import OTHER, SCHOOL
from support.grids import rows

Opened = Callable[[Viewer], duckdb.DuckDBPyConnection]

#: Who sees what; absences as lesson/pupil. `all` are all of the school, an empty cell is nothing.
SEEN = """
role               | person | knows                        | grades            | absences                 | remarks
director           |        | all                          | all               | all                            | all
deputy_director    |        | all                          | all               | all                            | all
deputy_director    | 6–8    | brone,dovas,elze          | b1,b2,d1,e1 | n1/brone,n2/dovas,n3/elze,n5/dovas | rb,rd,re
social_pedagogue   |        | all                          | e1                | all                            | all
psychologist       |        | ada                          | a1,a2             | n1/ada,n4/ada                  | ra
special_pedagogue  |        |                              |                   |                                |
speech_therapist   |        | dovas                        | d1                | n2/dovas,n5/dovas              |
career_specialist  |        | all                          | all               |                                |
class_head         | rasa   | ada,brone,cirilas            | a1,a2,b1,c1       | n1/ada,n1/brone,n4/ada         | ra
class_head         | jonas  | brone,dovas                  | b1,b2,d1          | n1/brone,n2/dovas,n5/dovas     | rb,rd
class_head         | ona    |                              |                   |                                |
subject_teacher    | ona    | ada,brone,cirilas,dovas      | a1,b1,b2,c1,d1    | n1/ada,n1/brone,n2/dovas,n4/ada |
subject_teacher    | zita   | ada,dovas                    |                   | n5/dovas                       |
methodical_group   | ona    | ada,brone,cirilas,dovas,elze | a1,b1,b2,c1,d1,e1 |                                |
informal_organiser |        | ada,dovas                    |                   | n5/dovas                       |
preschool_teacher  | vida   | fausta                       |                   | n6/fausta                      |
after_school_tutor | tadas  | ada,brone,cirilas            | a1,a2,b1,c1       | n1/ada,n1/brone,n4/ada         |
health_specialist  |        | all                          |                   | n1/ada,n3/elze                 |
administrator      |        | all                          | all               | all                            |
archivist          |        | cirilas                      | c1                |                                |
guardian           | ada,dovas | ada,dovas                 | a1,a2,d1          | n1/ada,n2/dovas,n4/ada,n5/dovas | ra,rd
pupil              | elze   | elze                         | e1                | n3/elze                        | re
pupil              | fausta |                              |                   |                                |
municipality       |        | all                          | all               | all                            |
"""
UNNAMED = {"methodical_group", "municipality"}
LINES = rows(SEEN)


def viewer(role: str, person: str | None, *schools: str) -> Viewer:
    given = person or ""
    pupils = given.split(",") if given and role in {"guardian", "pupil"} else []
    area = (6, 8) if given == "6–8" else None
    staff = given if given and not pupils and not area else None
    return Viewer("somebody", role, Scope(schools or (SCHOOL,), area, staff, tuple(pupils)))


@pytest.fixture(scope="module")
def opened(school_file: Path) -> Iterator[Opened]:
    """A viewer's connection to the school; each is opened once."""
    with ExitStack() as stack:
        yield cache(lambda who: stack.enter_context(access.open_for(who, school_file, SCHOOL)))


def listed(con: duckdb.DuckDBPyConnection, what: str, table: str) -> set[str]:
    found = [value for (value,) in con.execute(f"select {what} from {table}").fetchall()]
    assert len(found) == len(set(found)), f"{table} has a row twice"
    return set(found)


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['role']} {line['person'] or ''}")
def test_a_role_sees_its_rows_and_no_others(opened: Opened, school_file: Path, line: dict[str, str | None]) -> None:
    role = str(line["role"])
    con = opened(viewer(role, line["person"]))
    with duckdb.connect(str(school_file), read_only=True) as plain:
        for column, what, table in (
            ("knows", "pupil_id", "core.pupils"),
            ("grades", "grade_id", "core.grades"),
            ("absences", "lesson_id || '/' || pupil_id", "core.attendance"),
            ("remarks", "remark_id", "core.remarks"),
        ):
            wanted = set((line[column] or "").split(",")) - {""}
            if wanted == {"all"}:
                wanted = listed(plain, what, f"(from {table} where school_id = '{SCHOOL}')")
            if role == "methodical_group" and column == "knows":  # they see how many, not who
                assert con.execute("select count(distinct pupil_id) from core.pupils").fetchall() == [(len(wanted),)]
                assert not listed(con, "pupil_id", "core.pupils") & wanted
            else:
                assert listed(con, what, table) == wanted, column
        assert listed(con, "school_id", "core.schools") == {SCHOOL}


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['role']} {line['person'] or ''}")
def test_who_may_not_name_pupils_has_no_names(opened: Opened, line: dict[str, str | None]) -> None:
    role = str(line["role"])
    con = opened(viewer(role, line["person"]))
    named = {name for (name,) in con.execute("select first_name from core.pupils").fetchall()} - {None}
    everybody = con.execute("select count(*) from core.pupils").fetchall()
    if role in UNNAMED:
        assert not named
    elif role == "career_specialist":
        assert named == {"Elzė"}
    else:
        assert [(len(named),)] == everybody
    for table in tables().values():
        for column in table.names if role in UNNAMED else ():
            assert con.execute(f"select count({column}) from {table.name}").fetchall() == [(0,)], column


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['role']} {line['person'] or ''}")
def test_what_a_role_does_not_see_is_empty_and_cannot_be_checked(opened: Opened, line: dict[str, str | None]) -> None:
    who = viewer(str(line["role"]), line["person"])
    con = opened(who)
    present = listed(con, "table_name", "core.evidence")
    there = listed(con, "distinct schema_name || '.' || table_name", "duckdb_columns()")
    for table in tables().values():
        if table.topic not in who.rights.sees and table.name in there:
            assert con.execute(f"select count(*) from {table.name}").fetchall() == [(0,)], table.name
            counted = table.counts is not None and table.counts in who.rights.sees
            assert counted or table.name.removeprefix("core.") not in present
    if "grades" not in who.rights.sees:
        asked = metrics.question("mean_mark", dt.datetime(2026, 10, 31))
        assert not metrics.measure(con, asked).checkable


@pytest.mark.parametrize(("role", "person"), [("director", None), ("deputy_director", "6–8"), ("class_head", "rasa")])
def test_nothing_leads_around_the_scope(
    opened: Opened, school_file: Path, tmp_path: Path, role: str, person: str | None
) -> None:
    con = opened(viewer(role, person))
    before = con.execute("select count(*) from core.pupils").fetchall()
    for way in (
        "from warehouse.core.pupils",
        f"attach '{school_file.with_suffix('.other')}' as again (read_only)",
        f"copy core.pupils to '{tmp_path / 'pupils.csv'}'",
        "set enable_external_access = true",
        "reset lock_configuration",
    ):
        with pytest.raises(duckdb.Error):
            con.execute(way)
    warehouse.narrow(con, {SCHOOL, OTHER})  # finds nothing to widen to
    assert con.execute("select count(*) from core.pupils").fetchall() == before
    if role == "class_head":
        assert con.execute("select count(*) from duckdb_databases() where not internal").fetchall() == [(1,)]


def test_duties_are_ones_own_or_of_the_class(opened: Opened) -> None:
    asked = "select distinct owner_id from judged.verdicts where owner_id is not null"
    con = opened(viewer("subject_teacher", "ona"))
    assert con.execute(asked).fetchall() == [("ona",)]
    con = opened(viewer("class_head", "rasa"))
    assert con.execute("select count(*) from judged.verdicts where class_id <> '5a'").fetchall() == [(0,)]
    assert ("ona",) in con.execute(asked).fetchall()


def test_a_duty_in_anothers_group_does_not_tell_of_whom(opened: Opened) -> None:
    """Zita's own entries for Ona's group are hers; the pupils are not hers to know, but for the choir's."""
    con = opened(viewer("subject_teacher", "zita"))
    known = listed(con, "pupil_id", "core.pupils")
    found = con.execute("select distinct pupil_id from judged.verdicts where pupil_id is not null").fetchall()
    assert {pupil for (pupil,) in found} <= known


def test_signs_of_risk_count_grades_that_stay_closed(opened: Opened) -> None:
    moment = dt.datetime(2026, 10, 31, 23, 59, 59)
    found = []
    for role in ("director", "social_pedagogue"):
        con = opened(viewer(role, None))
        asked = metrics.question("risk_triggers", moment)
        metrics.bind(con, asked)
        facts = "select pupil_id, fired_by, numerator from asked.risk_facts order by all"
        found.append((metrics.measure(con, asked).rows.to_pylist(), con.execute(facts).fetchall()))
    assert found[0] == found[1]
    assert found[0][1]


REASONS = """
role             | person | pupil   | why
director         |        | ada     | Direktorius, Mokykla liepa
class_head       | rasa   | ada     | Klasės vadovas, 5a, nuo 2026-09-01
class_head       | jonas  | brone   | Klasės vadovas, 6a, nuo 2026-10-01
class_head       | rasa   | cirilas | Klasės vadovas, 5a, nuo 2026-09-01
class_head       | rasa   | dovas   |
subject_teacher  | ona    | dovas   | Dalyko mokytojas, 6a mat, nuo 2026-09-01
subject_teacher  | ona    | elze    |
psychologist     |        | ada     | Psichologas, Psichologas; soc. pedagogė, nuo 2026-09-01
guardian         | ada    | ada     | Tėvai (globėjai), 5a, nuo 2026-09-01
archivist        |        | cirilas | Archyvaras, nuo 2026-10-05
methodical_group | ona    | ada     |
"""


@pytest.mark.parametrize("line", rows(REASONS), ids=lambda line: f"{line['role']} {line['pupil']}")
def test_it_says_why_a_pupil_is_visible(opened: Opened, line: dict[str, str | None]) -> None:
    who = viewer(str(line["role"]), line["person"])
    con = opened(who)
    found = [str(reason) for reason in access.why(con, who, str(line["pupil"]))]
    assert found == [line["why"]] * bool(line["why"])


@pytest.mark.parametrize(
    ("who", "told"),
    [
        (Viewer("x", "director", of_schools([])), "nė viena mokykla"),
        (viewer("class_head", None), "staff_id"),
        (viewer("guardian", None), "pupil_ids"),
        (viewer("class_head", "rasa", SCHOOL, OTHER), "viena mokykla"),
        (Viewer("x", "headmaster", of_schools([SCHOOL])), "rolės"),
        (Viewer("x", "director", of_schools([OTHER])), "mokykl"),
    ],
)
def test_a_scope_without_keys_opens_nothing(school_file: Path, who: Viewer, told: str) -> None:
    with pytest.raises(AccessError, match=told):
        access.open_for(who, school_file, SCHOOL)


def test_a_viewer_has_no_defaults() -> None:
    for args in ((), ("x",), ("x", "director")):
        with pytest.raises(TypeError):
            Viewer(*args)
    with pytest.raises(TypeError):
        Scope((SCHOOL,))  # type: ignore[call-arg]


def test_other_rules_are_judged_over_the_school_and_shown_over_the_scope(school_file: Path) -> None:
    who = viewer("class_head", "rasa")
    with access.open_for(who, school_file, SCHOOL, "vilnius-jaunimo") as con:
        assert con.execute("select distinct policy, class_id from judged.verdicts").fetchall() == [
            ("vilnius-jaunimo", "5a")
        ]
    with pytest.raises(EdiaryError):
        access.open_for(who, school_file, SCHOOL, "no-such-rules")


def test_all_schools_in_scope_at_once(school_file: Path) -> None:
    who = Viewer("x", "municipality", of_schools([SCHOOL, OTHER]))
    with access.open_for(who, school_file) as con:
        assert listed(con, "school_id", "core.schools") == {SCHOOL, OTHER}


def test_holders_are_found_in_the_data(school_file: Path) -> None:
    found = {(one.role, one.scope.staff_id or one.scope.pupil_ids) for one in access.holders(school_file)}
    assert {role for role, _who in found} == {
        "class_head",
        "subject_teacher",
        "methodical_group",
        "preschool_teacher",
        "after_school_tutor",
        "guardian",
        "pupil",
    }
    assert ("class_head", "rasa") in found
    assert ("guardian", ("ada", "dovas")) in found
    assert ("pupil", ("fausta",)) not in found

"""The numbers of the fill check, counted again in plain Python from the verdicts as they stand in the file."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ediary_analytics import access, calendar, policy, warehouse
from ediary_analytics.answers import fill_check
from ediary_analytics.answers.fill_check import FilledMonth, Tally
from ediary_analytics.errors import AccessError, PolicyError

SCHOOL, RULES = "azuolyno-progimnazija", "kedainiai-senamiestis"
OCTOBER = "2026-10"


def viewer(*schools: str) -> access.Viewer:
    return access.Viewer("somebody", "deputy_director", access.of_schools(schools))


@pytest.fixture
def con(demo_data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with access.open_for(viewer(SCHOOL), warehouse.current(demo_data), SCHOOL) as opened:
        yield opened


@pytest.fixture
def october(con: duckdb.DuckDBPyConnection) -> FilledMonth:
    return fill_check.read(fill_check.look(con, RULES, OCTOBER), policy.load(RULES), SCHOOL)


@pytest.fixture
def verdicts(demo_data: Path) -> list[dict[str, Any]]:
    """All rows of the file, of all schools, without any of our views or macros."""
    with duckdb.connect(str(warehouse.current(demo_data)), read_only=True) as plain:
        found = plain.execute("from judged.verdicts")
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def of_month(rows: list[dict[str, Any]], month: str) -> list[dict[str, Any]]:
    return [row for row in rows if row["school_id"] == SCHOOL and row["on_date"].isoformat()[:7] == month]


def counts(tally: Tally) -> Counter[str]:
    names = ("met", "late", "missing", "pending", "excused")
    return +Counter({name: getattr(tally, name) for name in names})


def test_the_months_begin_with_the_school_year_and_do_not_reach_beyond_what_is_known(
    con: duckdb.DuckDBPyConnection,
) -> None:
    months = fill_check.months(con, RULES)
    assert months[:3] == ["2026-09", "2026-10", "2026-11"]
    assert calendar.usual_month(months, fill_check.source(con).as_of) == "2026-11"


def test_the_totals_are_those_of_the_verdicts(october: FilledMonth, verdicts: list[dict[str, Any]]) -> None:
    assert counts(october.now) == Counter(row["status"] for row in of_month(verdicts, OCTOBER))
    assert counts(october.then) == Counter(row["status"] for row in of_month(verdicts, "2026-09"))
    for duty in october.duties:
        expected = Counter(row["status"] for row in of_month(verdicts, OCTOBER) if row["obligation"] == duty.name)
        assert +Counter({name: getattr(duty, name) for name in ("met", "late", "missing", "pending")}) == expected


def test_shares_are_made_of_whole_numbers() -> None:
    tally = Tally(met=6, late=2, missing=1, pending=4, excused=1)
    assert (tally.due, tally.filled, tally.in_time, tally.breaches) == (10, 9, 7, 3)
    assert tally + tally == Tally(12, 4, 2, 8, 2)


def test_each_person_has_the_own_verdicts(october: FilledMonth, verdicts: list[dict[str, Any]]) -> None:
    rows = of_month(verdicts, OCTOBER)
    for person in october.people:
        own = [row for row in rows if row["owner_id"] == person.owner_id and row["obligation"] in person.duties]
        assert counts(person.total) == Counter(row["status"] for row in own)
    assert sum(person.total.breaches for person in october.people) == october.now.breaches


def test_people_stand_in_lithuanian_order(october: FilledMonth) -> None:
    alphabet = "abcčdefghyijklmnopqrsštuvwxzž"
    plain = str.maketrans("ąęėįųū", "aeeiuu")
    initials = [person.name.lower()[0].translate(plain) for person in october.people if person.owner_id and person.name]
    assert [alphabet.index(initial) for initial in initials] == sorted(alphabet.index(initial) for initial in initials)
    assert {"č", "š", "ž"} & set(initials), "the sample should put this to the test"


def test_a_duty_that_nobody_owns_by_nature_has_a_line_of_its_own(october: FilledMonth) -> None:
    line = october.person("duty:one_test_a_day")
    assert line is not None
    assert line.ownerless
    assert list(line.duties) == ["one_test_a_day"]
    named = [person.owner_id is not None for person in october.people]
    assert named == sorted(named, reverse=True), "what nobody can be asked about stands last"


def test_the_weeks_add_up(october: FilledMonth, verdicts: list[dict[str, Any]]) -> None:
    weeks = october.weeks.to_pylist()
    rows = [row for row in of_month(verdicts, OCTOBER) if row["owner_id"] and row["status"] != "pending"]
    assert sum(week["due"] for week in weeks) == len(rows)
    assert sum(week["missing"] for week in weeks) == sum(row["status"] == "missing" for row in rows)
    assert all(week["monday"].weekday() == 0 for week in weeks)


def test_the_records_of_a_person_are_the_breaches(con: duckdb.DuckDBPyConnection, october: FilledMonth) -> None:
    everything = fill_check.rows(con, RULES, OCTOBER)
    assert everything.num_rows == october.now.breaches
    parts = [fill_check.rows(con, RULES, OCTOBER, person) for person in october.people]
    assert [part.num_rows for part in parts] == [person.total.breaches for person in october.people]
    for record in everything.to_pylist():
        assert (record["done_at"] is None) == (record["status"] == "missing")


def test_other_rules_are_judged_on_demand(demo_data: Path) -> None:
    file = warehouse.current(demo_data)
    with access.open_for(viewer(SCHOOL), file, SCHOOL, "vilnius-jaunimo") as other:
        check = fill_check.look(other, "vilnius-jaunimo", OCTOBER)
        assert {row["obligation"] for row in check.totals.to_pylist()} == {
            imposed.name for imposed in policy.load("vilnius-jaunimo").imposed
        }
        assert fill_check.look(other, RULES, OCTOBER).totals.num_rows == 0
        schools = other.execute("select distinct school_id from judged.verdicts").fetchall()
        assert schools == [(SCHOOL,)]


def test_no_other_school_can_be_opened(demo_data: Path) -> None:
    file = warehouse.current(demo_data)
    with pytest.raises(AccessError):
        access.open_for(viewer("upes-jaunimo-mokykla"), file, SCHOOL)
    with pytest.raises(PolicyError):
        access.open_for(viewer(SCHOOL), file, SCHOOL, "no-such-rules")


def test_an_opened_school_leads_nowhere_else(con: duckdb.DuckDBPyConnection) -> None:
    assert con.execute("select distinct school_id from core.lessons").fetchall() == [(SCHOOL,)]
    with pytest.raises(duckdb.Error):
        con.execute("select * from read_csv('/etc/passwd')")
    with pytest.raises(duckdb.Error):
        con.execute("set enable_external_access = true")


def test_schools_stand_by_name(demo_data: Path) -> None:
    found = access.schools_in(warehouse.current(demo_data))
    assert [school.name for school in found] == ["Ąžuolyno progimnazija", "Upės jaunimo mokykla"]
    assert found[0].policy == RULES

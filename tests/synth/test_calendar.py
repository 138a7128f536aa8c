"""The school year, and that nothing happens outside it."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import duckdb
import holidays
import pyarrow as pa
import pytest

from ediary_analytics.synth import POLICIES, Plan, generate
from ediary_analytics.synth.grid import date_of
from ediary_analytics.synth.year import Year

Ask = Callable[[str], list[Any]]


def calendar(year: int, rules: str) -> dict[str, tuple[date, date]]:
    made = Year(Plan("s001", 7, 100, rules, date(year, 9, 1), date(year, 9, 2)))
    spans = [*((term.code, term) for term in made.terms), *((closure.name, closure) for closure in made.closures)]
    return {name: (date_of(span.first), date_of(span.last)) for name, span in spans}


def test_the_year_2025_is_the_published_one() -> None:
    made = calendar(2025, POLICIES[0])
    assert made["Rudens atostogos"] == (date(2025, 11, 3), date(2025, 11, 9))
    assert made["Žiemos (Kalėdų) atostogos"] == (date(2025, 12, 24), date(2026, 1, 4))
    assert made["Žiemos atostogos"] == (date(2026, 2, 16), date(2026, 2, 22))
    assert made["Pavasario (Velykų) atostogos"] == (date(2026, 3, 30), date(2026, 4, 5))
    assert made["p1"] == (date(2025, 9, 1), date(2026, 1, 23))
    assert calendar(2025, POLICIES[1])["t1"] == (date(2025, 9, 1), date(2025, 11, 28))
    assert calendar(2025, POLICIES[1])["t2"] == (date(2025, 12, 1), date(2026, 3, 13))


@pytest.mark.parametrize("year", range(2018, 2034))
@pytest.mark.parametrize("rules", POLICIES)
def test_every_year_has_its_days(year: int, rules: str) -> None:
    made = Year(Plan("s001", year, 100, rules, date(year, 9, 1), date(year, 9, 2)))
    assert 170 <= made.open[1].sum() <= 180
    assert 170 <= made.open[8].sum() <= 180
    assert made.open[0].sum() > made.open[1].sum() - 5
    public = holidays.country_holidays("LT", years=[year, year + 1])
    assert not any(date_of(day) in public or date_of(day).weekday() > 4 for day in made.school_days(8))
    for term in made.terms:
        grade = term.max_grade or 6
        days = [date_of(day) for day in made.school_days(grade) if term.first <= day <= term.last]
        assert days[-1] == date_of(term.last) or term.last not in made.school_days(grade)
        assert len(days) > 40


def test_no_lesson_on_a_closed_day(ask: Ask) -> None:
    closed = ask("""
        select l.lesson_id, l.held_on, c.name
        from lessons as l
        join groups as g using (group_id)
        left join classes as k using (class_id)
        join closures as c on l.held_on between c.starts_on and c.ends_on
        where k.grade_level between coalesce(c.min_grade, 0) and coalesce(c.max_grade, 12)
            and not (k.grade_level = 0 and c.kind = 'vacation' and coalesce(c.min_grade, 1) > 0)
    """)
    assert closed == []
    days = {day for (day,) in ask("select distinct held_on from lessons")}
    public = holidays.country_holidays("LT", years=[2026, 2027])
    assert not [day for day in days if day in public or day.weekday() > 4]


def test_every_lesson_is_in_the_timetable(ask: Ask) -> None:
    # Rows of groups whose timetable was entered and stands as it was held.
    unplanned = ask("""
        select count(*) filter (where t.group_id is null), count(*)
        from lessons as l
        left join timetable as t
            on t.group_id = l.group_id and t.weekday = isodow(l.held_on) and t.lesson_no = l.lesson_no
            and l.held_on between t.valid_from and coalesce(t.valid_to, date '2100-01-01')
    """)
    ((missing, total),) = unplanned
    assert missing == 0
    assert total > 10_000


def test_the_timetable_has_nobody_in_two_places(ask: Ask) -> None:
    for day in ("2026-10-05", "2026-12-07"):
        teachers = ask(f"""
            select staff_id, weekday, lesson_no, count(*)
            from timetable
            where date '{day}' between valid_from and coalesce(valid_to, date '2100-01-01') and staff_id not in (
                select staff_id from staff where employed_to is not null
            )
            group by all
            having count(*) > 1
        """)
        assert teachers == []
        # Two lessons of a class at one hour are parallel: no pupil sits in both.
        pupils = ask(f"""
            select pupil_id, weekday, lesson_no, string_agg(distinct group_id)
            from timetable
            join groups using (group_id)
            join group_members using (group_id)
            where kind = 'formal' and date '{day}' between valid_from and coalesce(valid_to, date '2100-01-01')
                and date '{day}' between coalesce(joined_on, date '2026-09-01') and coalesce(left_on, date '2100-01-01')
            group by all
            having count(distinct group_id) > 1
        """)
        assert pupils == []


def test_a_teacher_leaves_and_another_takes_over(ask: Ask) -> None:
    ((leaver, last),) = ask("select staff_id, employed_to from staff where employed_to is not null")
    assert last.weekday() == 4
    assert ask(f"select count(*) from lessons where staff_id = '{leaver}' and held_on > '{last}'") == [(0,)]
    assert ask(f"select count(*) > 0 from lessons where staff_id = '{leaver}'") == [(True,)]
    assert ask(f"select count(*) > 0 from timetable where staff_id = '{leaver}' and valid_to = '{last}'") == [(True,)]


LATER = {"assessments.held_on", "class_events.held_on", "terms", "closures", "timetable", "pupil_flags.until"}


@pytest.mark.parametrize("rules", POLICIES)
@pytest.mark.parametrize("until", [date(2026, 9, 3), date(2026, 10, 20), date(2026, 11, 15), date(2027, 3, 20)])
def test_nothing_is_entered_after_the_last_day(rules: str, until: date) -> None:
    export = generate(Plan("s001", 11, 100, rules, date(2026, 9, 1), until))
    end = datetime.combine(until, time(23, 59, 59))
    for name, table in export.items():
        for column, kind in zip(table.column_names, table.schema.types, strict=True):
            values = [value for value in table[column].to_pylist() if value is not None]
            if pa.types.is_timestamp(kind):
                assert max(values, default=end) <= end, (name, column)
            elif pa.types.is_date(kind) and not LATER & {name, f"{name}.{column}"}:
                assert max(values, default=until) <= until, (name, column)
    planned = duckdb.arrow(export["assessments"]).filter(f"held_on > date '{until}'").fetchall()
    assert all(row[-1] is not None and row[2] <= until + timedelta(days=15) for row in planned)


def test_a_later_export_continues_an_earlier_one() -> None:
    early, late = (
        generate(Plan("s001", 7, 100, POLICIES[0], date(2026, 9, 1), until))
        for until in (date(2026, 10, 30), date(2026, 11, 30))
    )
    for name in ("lessons", "grades", "logins", "remarks"):
        known = set(map(tuple, (row.values() for row in late[name].to_pylist())))
        kept = [tuple(row.values()) in known for row in early[name].to_pylist()]
        # A test written in a lesson that was recorded late gets its lesson later.
        assert sum(kept) / len(kept) > 0.995, name


def test_an_export_of_some_weeks_holds_only_those() -> None:
    export = generate(Plan("s001", 7, 60, POLICIES[1], date(2027, 1, 11), date(2027, 1, 22)))
    for name, column in (("lessons", "held_on"), ("grades", "given_on"), ("remarks", "written_on")):
        days = export[name][column].to_pylist()
        assert days
        assert min(days) >= date(2027, 1, 11)

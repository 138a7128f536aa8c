"""Attendance and marks look like a school's."""

from collections.abc import Callable
from typing import Any

import pytest

from ediary_analytics.synth import Plan

Ask = Callable[[str], list[Any]]


def number(rows: list[Any]) -> float:
    ((value,),) = rows
    return float(value)


def test_about_one_lesson_in_twenty_is_missed_mostly_for_illness(ask: Ask) -> None:
    hours = """
        select count(*) from lessons as l join group_members as m using (group_id)
        where l.not_held_reason is null and l.held_on >= coalesce(m.joined_on, date '2026-09-01')
            and l.held_on <= coalesce(m.left_on, date '2100-01-01')
    """
    missed = number(ask("select count(*) from attendance where mark = 'absent'"))
    assert 0.03 < missed / number(ask(hours)) < 0.09
    shares = dict(ask("select reason, count(*) from attendance where mark = 'absent' group by 1"))
    assert shares["illness"] > missed / 2
    assert set(shares) == {"illness", "family", "representing", "school", "other", None}
    statuses = dict(ask("select status, count(*) from attendance where mark = 'absent' group by 1"))
    assert statuses["justified"] > 5 * statuses["unjustified"] > 0
    assert 0 < statuses["open"] < missed / 5


def test_absences_cluster_in_days(ask: Ask) -> None:
    whole = number(
        ask("""
            with days as (
                select pupil_id, held_on, count(*) as missed from attendance join lessons using (lesson_id)
                where mark = 'absent' group by all
            )
            select avg((missed >= 4)::int) from days
        """)
    )
    assert whole > 0.5


def test_attendance_rows_hang_together(ask: Ask) -> None:
    assert ask("""
        select count(*) from attendance join lessons using (lesson_id)
        where not_held_reason is not null or recorded_at < held_on or decided_at < recorded_at
            or (mark <> 'absent' and (status is not null or reason is not null or minutes is null))
            or (mark = 'absent' and status is null)
            or (status in ('justified', 'unjustified')) <> (decided_at is not null)
            or (decided_at is null) <> (decided_by is null)
    """) == [(0,)]
    # Nobody is there and away at once, nor given a mark in a lesson missed.
    assert ask("""
        select count(*) from attendance as a join attendance as b using (lesson_id, pupil_id)
        where a.mark = 'absent' and b.mark <> 'absent'
    """) == [(0,)]
    assert ask("select count(*) from grades join attendance using (lesson_id, pupil_id) where mark = 'absent'") == [
        (0,)
    ]


def test_first_lessons_are_those_one_comes_late_to(ask: Ask) -> None:
    late = dict(
        ask("""
            select lesson_no = 1, count(*) from attendance join lessons using (lesson_id) where mark = 'late' group by 1
        """)
    )
    assert late[True] > late[False]


def test_marks_are_on_the_scale_of_their_group(ask: Ask) -> None:
    scale = dict(
        ask("""
            select assessment, list_sort(list_distinct(list(regexp_replace(value, '(IN|PR)$', ''))))
            from grades join groups using (group_id) group by 1
        """)
    )
    assert set(scale["points"]) == {str(n) for n in range(1, 11)}
    assert set(scale["credit"]) == {"įsk", "nsk"}
    assert set(scale.get("levels", [])) <= {"a", "pg", "pt", "s", "npt", "pp", "np"}
    assert "none" not in scale


def test_marks_vary_with_the_pupil(ask: Ask) -> None:
    ((mean, spread, negative, between),) = ask("""
        with marks as (
            select pupil_id, value::int as mark from grades where regexp_full_match(value, '\\d+')
        ),
        pupils as (select pupil_id, avg(mark) as mean from marks group by 1)
        select avg(mark), stddev(mark), avg((mark < 4)::int), (select stddev(mean) from pupils) from marks
    """)
    assert 6 < mean < 8
    assert 1.2 < spread < 2.5
    assert 0.005 < negative < 0.1
    assert 0.8 < between < 2


def test_every_kind_of_mark_occurs(ask: Ask) -> None:
    kinds = dict(ask("select kind, count(*) from grades group by 1"))
    assert set(kinds) == {
        "ordinary",
        "test",
        "independent",
        "project",
        "long_work",
        "cumulative",
        "external",
        "summer",
    }
    assert ask("select count(*) from grades where kind = 'test' and assessment_id is null") == [(0,)]


def test_term_grades_follow_the_marks(ask: Ask) -> None:
    difference = number(
        ask("""
            with means as (
                select pupil_id, group_id, term_id, avg(g.value::int) as mean
                from grades as g join terms as t on g.given_on between t.starts_on and t.ends_on
                where regexp_full_match(g.value, '\\d+') and g.kind not in ('cumulative', 'summer') and t.kind <> 'year'
                group by all
            )
            select quantile_cont(abs(t.value::int - mean), 0.95)
            from term_grades as t join means using (pupil_id, group_id, term_id)
            where regexp_full_match(t.value, '\\d+')
        """)
    )
    assert difference < 0.8
    ended = ask("select count(*) from term_grades join terms using (term_id) where ends_on > '2027-01-31'")
    assert ended == [(0,)]


def test_lessons_are_filled_in_at_human_hours(ask: Ask) -> None:
    ((early, inside, evening),) = ask("""
        select avg((filled_at < held_on + interval 8 hours)::int),
            avg((filled_at::date = held_on and hour(filled_at) between 8 and 16)::int),
            avg((hour(filled_at) >= 17)::int)
        from lessons
    """)
    assert early == 0
    assert inside > 0.8
    assert 0 < evening < 0.2
    assert ask("select count(*) from lessons where hour(filled_at) not between 7 and 22") == [(0,)]


def test_teachers_differ_in_diligence(ask: Ask, plan: Plan) -> None:
    ((best, worst),) = ask("""
        with shares as (
            select avg((filled_at::date = held_on)::int) as share from lessons group by staff_id having count(*) > 200
        )
        select max(share), min(share) from shares
    """)
    assert best > 0.97
    assert worst < 0.93, plan.policy


@pytest.mark.parametrize("table", ["substitutions", "remarks", "changes", "locks", "unlock_acts", "class_events"])
def test_no_table_is_empty(ask: Ask, table: str) -> None:
    assert number(ask(f"select count(*) from {table}")) > 3

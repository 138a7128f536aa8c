"""When a class has school, and when therefore a lesson is expected."""

import datetime as dt

from support.grids import school

CLASSES = """
    class_id  | school_year | grade_level | kind
    3a        | 2026-2027   | 3           | general
    7a        | 2026-2027   | 7           | general
    drugeliai | 2026-2027   | 0           | preschool
    7a_past   | 2025-2026   | 7           | general
"""
TERMS = """
    term_id | school_year | kind      | starts_on  | ends_on    | min_grade | max_grade
    low     | 2026-2027   | year      | 2026-10-26 | 2026-11-13 |           | 4
    high    | 2026-2027   | year      | 2026-10-26 | 2026-11-16 | 5         | 12
    i       | 2026-2027   | half_year | 2026-09-01 | 2027-01-29 | 1         |
"""
CLOSURES = """
    starts_on  | name            | ends_on    | kind      | min_grade | max_grade
    2026-10-26 | Rudens          | 2026-10-30 | vacation  |           |
    2026-11-04 | Šaltis          |            | cancelled |           | 4
    2026-11-05 | Laisva diena    | 2026-11-05 | free_day  | 5         | 8
    2026-11-06 | Darželio diena  | 2026-11-06 | vacation  | 0         | 0
"""
# Sunday 1 and Monday 2 November 2026 are All Saints' and All Souls' Day.


def days(class_id: str, closures: str = CLOSURES) -> list[str]:
    given = {"staging.classes": CLASSES, "staging.terms": TERMS, "staging.closures": closures}
    with school(given) as con:
        found = con.execute(
            "select day from core.school_days where class_id = $id order by day", {"id": class_id}
        ).fetchall()
    return [f"{day:%m-%d}" for (day,) in found]


def test_a_class_has_school_on_working_days_of_its_year_outside_its_closures() -> None:
    assert days("3a") == ["11-03", "11-05", "11-06", "11-09", "11-10", "11-11", "11-12", "11-13"]


def test_closures_and_the_end_of_the_year_are_those_of_the_grade() -> None:
    assert days("7a") == ["11-03", "11-04", "11-06", "11-09", "11-10", "11-11", "11-12", "11-13", "11-16"]


def test_kindergarten_works_through_vacations_but_its_own() -> None:
    assert days("drugeliai")[:9] == ["10-26", "10-27", "10-28", "10-29", "10-30", "11-03", "11-05", "11-09", "11-10"]


def test_a_closure_that_does_not_say_what_it_is_closes_the_kindergarten_too() -> None:
    storm = """
        starts_on  | name    | ends_on    | kind | min_grade | max_grade
        2026-11-09 | Audra   | 2026-11-10 |      |           |
    """
    assert "11-09" not in days("drugeliai", storm)
    assert "11-09" in days("drugeliai", storm.replace("|      |", "| vacation |"))


def test_last_years_class_has_no_school_this_year() -> None:
    assert days("7a_past") == []


def test_a_month_counts_when_any_class_has_school_in_it() -> None:
    given = {"staging.classes": CLASSES, "staging.terms": TERMS, "staging.closures": CLOSURES}
    with school(given) as con:
        months = con.execute("select month, last_day from core.school_months order by month").fetchall()
    assert months == [("2026-10", dt.date(2026, 10, 31)), ("2026-11", dt.date(2026, 11, 30))]


def expected(timetable: str, groups: str) -> list[tuple[str, str, int, str]]:
    given = {
        "staging.classes": CLASSES,
        "staging.terms": TERMS,
        "staging.closures": CLOSURES,
        "staging.groups": groups,
        "core.timetable": timetable,
    }
    with school(given) as con:
        found = con.execute(
            "select group_id, held_on, lesson_no, staff_id from core.expected_lessons order by all"
        ).fetchall()
    return [(group, f"{day:%m-%d}", lesson, staff) for group, day, lesson, staff in found]


def test_overlapping_windows_promise_one_lesson_of_the_newest_rows_teacher() -> None:
    found = expected(
        groups="""
            group_id | class_id | kind
            maths    | 7a       | formal
        """,
        timetable="""
            group_id | weekday | lesson_no | valid_from | valid_to   | staff_id
            maths    | 3       | 2         | 2026-09-01 |            | ona
            maths    | 3       | 2         | 2026-11-11 | 2026-11-11 | petras
        """,
    )
    assert found == [("maths", "11-04", 2, "ona"), ("maths", "11-11", 2, "petras")]


def test_a_group_without_class_has_school_when_some_general_class_has() -> None:
    found = expected(
        groups="""
            group_id | class_id | kind
            choir    |          | formal
        """,
        timetable="""
            group_id | weekday | lesson_no | valid_from | staff_id
            choir    | 1       | 8         | 2026-09-01 | ona
            choir    | 3       | 8         | 2026-09-01 | ona
        """,
    )
    # 4 November only class 7a comes, 16 November too; on 26 October only kindergarten does
    assert [day for _, day, _, _ in found] == ["11-04", "11-09", "11-11", "11-16"]


def test_a_timetable_row_of_a_group_nobody_knows_promises_nothing() -> None:
    found = expected(
        groups="""
            group_id | class_id | kind
            maths    | nowhere  | formal
        """,
        timetable="""
            group_id | weekday | lesson_no | valid_from
            maths    | 3       | 1         | 2026-09-01
            ghosts   | 3       | 1         | 2026-09-01
        """,
    )
    assert found == []

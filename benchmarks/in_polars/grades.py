"""Grades and assessments, term grades, grades that other places give."""

import polars as pl

from in_polars.frames import MOMENT, SCHOOL, Diary, days_on, end_of, key, text

_LONGER = ["test", "independent", "project", "long_work"]
_DAY = pl.col("held_on")


def grade_entered_same_day(diary: Diary) -> pl.LazyFrame:
    """A grade for work in the lesson is entered on its day."""
    rows = diary.scan("grades").filter(pl.col("kind").is_in(["ordinary", "cumulative"]))
    return _grades(rows, 0)


def assessment_grade_on_time(diary: Diary, *, days: int) -> pl.LazyFrame:
    """Each grade of a longer work is entered within so many days of its writing."""
    return _grades(diary.scan("grades").filter(pl.col("assessment_kind").is_in(_LONGER)), days)


def _grades(rows: pl.LazyFrame, days: int) -> pl.LazyFrame:
    given = pl.col("given_on")
    return rows.select(
        SCHOOL,
        "owner_id",
        "class_id",
        "group_id",
        "pupil_id",
        subject_id="grade_id",
        on_date=given,
        due_at=end_of(days_on(given, days)),
        done_at="entered_at",
        detail="value",
    )


def assessment_graded(diary: Diary, *, days: int) -> pl.LazyFrame:
    """The first grade of a longer work is there within so many days."""
    return _assessments(diary.scan("assessments").filter(pl.col("kind").is_in(_LONGER)), days, "graded_at")


def test_announced(diary: Diary, *, notice_days: int) -> pl.LazyFrame:
    """A test is announced at least so many days ahead."""
    return _assessments(diary.scan("assessments").filter(pl.col("kind") == "test"), -notice_days, "announced_at")


def _assessments(rows: pl.LazyFrame, days: int, done_at: str) -> pl.LazyFrame:
    return rows.select(
        SCHOOL,
        "class_id",
        "group_id",
        subject_id="assessment_id",
        on_date=_DAY,
        owner_id="staff_id",
        due_at=end_of(days_on(_DAY, days)),
        done_at=done_at,
        detail="topic",
    )


def one_test_a_day(diary: Diary, *, max_tests: int) -> pl.LazyFrame:
    """A pupil writes no more than so many tests a day."""
    return diary.scan("pupil_test_days").select(
        SCHOOL,
        "class_id",
        "pupil_id",
        subject_id=key("pupil_id", text(_DAY)),
        on_date=_DAY,
        due_at=end_of(_DAY),
        done_at=pl.when(pl.col("tests") <= max_tests).then(_DAY.cast(MOMENT)),
        detail=pl.col("tests").cast(pl.String),
    )


def term_grade_entered(diary: Diary) -> pl.LazyFrame:
    """By the end of a term each pupil has a term grade in each group that gives one."""
    return diary.scan("term_grade_units").select(
        SCHOOL,
        "class_id",
        "group_id",
        "pupil_id",
        subject_id=key("pupil_id", "group_id", "term_id"),
        on_date="ends_on",
        owner_id="staff_id",
        due_at=end_of(pl.col("ends_on")),
        done_at="entered_at",
        detail="term_name",
    )


def external_grades_recorded(diary: Diary, *, days: int) -> pl.LazyFrame:
    """Grades of a pupil's time elsewhere are recorded within so many working days of the return."""
    rows = diary.scan("awaited_grades").filter(pl.col("kind") == "placement")
    return _awaited(rows, diary.working_day_after(pl.col("until"), days)).with_columns(
        owner_id=pl.col("homeroom_staff_id")
    )


def summer_work_recorded(diary: Diary) -> pl.LazyFrame:
    """The grade of a summer work is recorded by the last day of the work."""
    return _awaited(diary.scan("awaited_grades").filter(pl.col("kind") == "summer_work"), pl.col("until"))


def _awaited(rows: pl.LazyFrame, due: pl.Expr) -> pl.LazyFrame:
    return rows.with_columns(
        subject_id=key("pupil_id", "kind", text(pl.col("since"))),
        on_date=pl.col("until"),
        due_at=end_of(due),
        done_at=pl.col("entered_at"),
    )


RULES = (
    grade_entered_same_day,
    assessment_grade_on_time,
    assessment_graded,
    test_announced,
    one_test_a_day,
    term_grade_entered,
    external_grades_recorded,
    summer_work_recorded,
)

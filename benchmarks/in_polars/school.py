"""Duties of the school as a whole, by month and by school year."""

import polars as pl

from in_polars.frames import SCHOOL, Diary, days_on, end_of, in_september, key

_ITEMS = ["lesson_times", "terms", "closures", "subjects", "staff", "pupils", "classes", "timetable"]


def year_set_up(diary: Diary, *, september_day: int) -> pl.LazyFrame:
    """In the first days of September everything that the diary needs is in it."""
    due = in_september(pl.col("school_year"), pl.col("starts_on"), september_day)
    done = diary.done("year_setup", "school_year", "period").rename({"period": "item"})
    rows = (
        diary.scan("school_years")
        .join(pl.LazyFrame({"item": _ITEMS}), how="cross")
        .join(done, on=[SCHOOL, "school_year", "item"], how="left")
        .select(
            SCHOOL,
            "done_at",
            subject_id=key("school_year", "item"),
            on_date="starts_on",
            due_at=end_of(due),
            detail="item",
        )
    )
    return diary.owned_by(rows, "administrator")


def timetable_checked(diary: Diary) -> pl.LazyFrame:
    """Once in the school year the administrator checks the timetables."""
    return _of_year(diary, "timetable_checked", pl.col("ends_on"))


def archive_delivered(diary: Diary, *, days: int, end_of_august: bool) -> pl.LazyFrame:
    """After the school year the diary is handed to the archive."""
    ends_on = pl.col("ends_on")
    august = pl.date(ends_on.dt.year(), 8, 31)
    return _of_year(diary, "archive", diary.working_day_until(august) if end_of_august else days_on(ends_on, days))


def _of_year(diary: Diary, kind: str, due: pl.Expr) -> pl.LazyFrame:
    years = diary.scan("school_years").join(diary.done(kind, "school_year"), on=[SCHOOL, "school_year"], how="left")
    rows = years.select(
        SCHOOL,
        "done_at",
        subject_id="school_year",
        on_date="ends_on",
        due_at=end_of(due),
        detail="school_year",
    )
    return diary.owned_by(rows, "administrator")


def fill_check_done(diary: Diary) -> pl.LazyFrame:
    """After each month the deputy director checks how the diary is filled in."""
    return _of_month(diary, "monthly_fill_check", "deputy_director")


def attendance_reviewed(diary: Diary) -> pl.LazyFrame:
    """After each month the social pedagogue discusses attendance with the deputy director."""
    return _of_month(diary, "attendance_review", "social_pedagogue")


def _of_month(diary: Diary, kind: str, role: str) -> pl.LazyFrame:
    done = diary.done(kind, "period").rename({"period": "month"})
    rows = diary.scan("school_months").join(done, on=[SCHOOL, "month"], how="left")
    due = end_of(days_on(pl.col("last_day"), 1).dt.month_end())
    return diary.owned_by(
        rows.select(SCHOOL, "done_at", subject_id="month", on_date="last_day", due_at=due, detail="month"), role
    )


def staff_handed_over(diary: Diary) -> pl.LazyFrame:
    """Who leaves during the school year has handed everything over by the last day of work."""
    left = pl.col("employed_to")
    leavers = (
        diary.scan("staff")
        .join(diary.scan("school_years"), on=SCHOOL)
        .filter(left.is_between(pl.col("starts_on"), pl.col("ends_on")))
    )
    done = diary.done("handover", "staff_id", "school_year")
    name = pl.concat_str("first_name", "last_name", separator=" ", ignore_nulls=True)
    rows = (
        leavers.join(done, on=[SCHOOL, "staff_id", "school_year"], how="left")
        .group_by(SCHOOL, subject_id="staff_id", on_date=left, detail=name)
        .agg(pl.col("done_at").min())
        .with_columns(due_at=end_of(pl.col("on_date")))
    )
    return diary.owned_by(rows, "administrator")


RULES = (
    year_set_up,
    timetable_checked,
    archive_delivered,
    fill_check_done,
    attendance_reviewed,
    staff_handed_over,
)

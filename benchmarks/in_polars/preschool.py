"""Kindergarten groups: days, weeks, months, and the children's progress."""

import datetime as dt

import polars as pl

from in_polars.frames import SCHOOL, Diary, at, days_on, end_of, key, month_of, text, week_of, within

_DAY = pl.col("day")
_GROUP = [SCHOOL, "group_id", "class_id"]


def preschool_attendance_daily(diary: Diary, *, due_time: dt.time) -> pl.LazyFrame:
    """Every day by a certain hour the group's staff enter who is there."""
    lessons = diary.scan("lessons").filter(pl.col("lesson_no") == 0)
    recorded = diary.first(lessons, "filled_at", "group_id", "held_on").rename({"held_on": "day"})
    return (
        diary.scan("preschool_days")
        .join(recorded, on=[SCHOOL, "group_id", "day"], how="left")
        .select(
            *_GROUP,
            "done_at",
            subject_id=key("group_id", text(_DAY)),
            on_date="day",
            owner_id="staff_id",
            due_at=at(_DAY, due_time),
        )
    )


def preschool_week_planned(diary: Diary) -> pl.LazyFrame:
    """Every Friday the group's staff write the week's reflection and plan the next week."""
    kinds = ["week_reflection", "week_plan"]
    friday = days_on(_DAY.dt.truncate("1w"), 4)
    weeks = diary.scan("preschool_days").select(*_GROUP, "staff_id", friday=friday).unique()
    duties = diary.scan("duties_done").filter(pl.col("kind").is_in(kinds))
    done = diary.first(duties, "done_at", "group_id", "kind", "period")
    return (
        weeks.join(pl.LazyFrame({"kind": kinds}), how="cross")
        .with_columns(period=week_of(pl.col("friday")))
        .join(done, on=[SCHOOL, "group_id", "kind", "period"], how="left")
        .select(
            *_GROUP,
            "done_at",
            subject_id=key("group_id", "period", "kind"),
            on_date="friday",
            owner_id="staff_id",
            due_at=end_of(pl.col("friday")),
            detail="kind",
        )
    )


def preschool_month_closed(diary: Diary) -> pl.LazyFrame:
    """On the last working day of the month the group's staff complete the attendance sheet."""
    months = diary.scan("preschool_days").select(*_GROUP, "staff_id", last=_DAY.dt.month_end()).unique()
    return (
        months.with_columns(period=month_of(pl.col("last")))
        .join(diary.done("month_sheet", "group_id", "period"), on=[SCHOOL, "group_id", "period"], how="left")
        .select(
            *_GROUP,
            "done_at",
            subject_id=key("group_id", "period"),
            on_date="last",
            owner_id="staff_id",
            due_at=end_of(diary.working_day_until(pl.col("last"))),
            detail="period",
        )
    )


def preschool_absence_justified(diary: Diary) -> pl.LazyFrame:
    """By the last day of the month the documents that justify a child's missed days are entered."""
    day = pl.col("held_on")
    return (
        diary.scan("attendance")
        .filter(pl.col("mark") == "absent", pl.col("status") == "justified", pl.col("group_kind") == "preschool")
        .join(diary.scan("groups").select(SCHOOL, "group_id", "staff_id"), on=[SCHOOL, "group_id"], how="left")
        .select(
            *_GROUP,
            "pupil_id",
            subject_id=key("lesson_id", "pupil_id", "mark"),
            on_date=day,
            owner_id="staff_id",
            due_at=end_of(day.dt.month_end()),
            done_at="decided_at",
            detail="reason",
        )
    )


def preschool_progress_recorded(diary: Diary) -> pl.LazyFrame:
    """In October and in May the group's staff enter each child's progress; of two groups, in that joined last."""
    october = pl.date(pl.col("starts_on").dt.year(), 10, 31)
    may = pl.date(pl.col("ends_on").dt.year(), 5, 31)
    days = (
        diary.scan("school_years")
        .select(SCHOOL, year="school_year", day=pl.concat_list(october, may))
        .explode("day", empty_as_null=False)
    )
    preschools = diary.scan("groups").filter(pl.col("kind") == "preschool")
    children = (
        preschools.select(SCHOOL, "group_id", "staff_id", "school_year")
        .join(days, on=SCHOOL)
        .filter((pl.col("school_year") == pl.col("year")).fill_null(value=True))
        .join(diary.scan("group_members"), on=[SCHOOL, "group_id"])
        .filter(within("day", "joined_on", "left_on"))
        .sort("joined_on", "group_id", descending=[True, False], nulls_last=True)
        .unique([SCHOOL, "pupil_id", "day"], keep="first", maintain_order=True)
        .with_columns(period=month_of(_DAY))
        .join(diary.done("child_progress", "pupil_id", "period"), on=[SCHOOL, "pupil_id", "period"], how="left")
    )
    return diary.in_class(children, "day").select(
        *_GROUP,
        "pupil_id",
        "done_at",
        subject_id=key("pupil_id", text(_DAY)),
        on_date="day",
        owner_id="staff_id",
        due_at=end_of(_DAY),
        detail="period",
    )


RULES = (
    preschool_attendance_daily,
    preschool_week_planned,
    preschool_month_closed,
    preschool_absence_justified,
    preschool_progress_recorded,
)

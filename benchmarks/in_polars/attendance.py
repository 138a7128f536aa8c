"""Attendance: marks of the day, decisions about absences, pupils who do not attend."""

import datetime as dt

import polars as pl

from in_polars.frames import SCHOOL, Diary, at, days_on, end_of, key, text

_DAY = pl.col("held_on")
_MARK = key("lesson_id", "pupil_id", "mark")
_AT_SCHOOL = pl.col("group_kind").ne_missing("preschool")
_ABSENT = pl.col("mark") == "absent"


def attendance_recorded_same_day(diary: Diary, *, due_time: dt.time) -> pl.LazyFrame:
    """Absent, late and early leaving pupils are marked on the day of the lesson."""
    return (
        diary.scan("attendance")
        .filter(_AT_SCHOOL)
        .select(
            SCHOOL,
            "owner_id",
            "class_id",
            "group_id",
            "pupil_id",
            subject_id=_MARK,
            on_date=_DAY,
            due_at=at(_DAY, due_time),
            done_at="recorded_at",
            detail="mark",
        )
    )


def absence_decided(diary: Diary, *, days: int) -> pl.LazyFrame:
    """Within so many working days of the month's end every absence is justified or unjustified."""
    absent = diary.scan("attendance").filter(_ABSENT, _AT_SCHOOL)
    return absent.select(
        SCHOOL,
        "class_id",
        "group_id",
        "pupil_id",
        owner_id="class_head_id",
        subject_id=_MARK,
        on_date=_DAY,
        due_at=end_of(diary.working_day_after(_DAY.dt.month_end(), days)),
        done_at=pl.when(pl.col("status").is_in(["justified", "unjustified"])).then("decided_at"),
        detail="reason",
    )


def absence_justified_in_time(diary: Diary, *, days: int) -> pl.LazyFrame:
    """When the parents' word has arrived, the head of the class of that day enters it within so many working days."""
    explained = (
        diary.scan("attendance")
        .filter(_ABSENT, pl.col("explained_at").is_not_null(), _AT_SCHOOL)
        .select(
            SCHOOL,
            "group_id",
            "pupil_id",
            owner_id="explained_class_head_id",
            class_id="explained_class_id",
            subject_id=_MARK,
            on_date=pl.col("explained_at").dt.date(),
            done_at="decided_at",
            detail=text(_DAY),
        )
    )
    return explained.with_columns(due_at=end_of(diary.working_day_after(pl.col("on_date"), days)))


def nemis_reported(diary: Diary, *, due_day: int) -> pl.LazyFrame:
    """A pupil who missed over half of the month's lessons unjustified is entered in NEMIS early in the next."""
    last = pl.col("last_day")
    absentees = diary.scan("pupil_month_hours").filter(2 * pl.col("unjustified") > pl.col("held"))
    told = absentees.join(
        diary.done("nemis", "pupil_id", "period"),
        left_on=[SCHOOL, "pupil_id", "month"],
        right_on=[SCHOOL, "pupil_id", "period"],
        how="left",
    )
    return diary.owned_by(diary.in_class(told, "last_day"), "social_pedagogue").select(
        SCHOOL,
        "owner_id",
        "class_id",
        "pupil_id",
        "done_at",
        subject_id=key("pupil_id", "month"),
        on_date=last,
        due_at=end_of(days_on(last, due_day)),
        detail=pl.format("{} / {}", "unjustified", "held"),
    )


RULES = (attendance_recorded_same_day, absence_decided, absence_justified_in_time, nemis_reported)

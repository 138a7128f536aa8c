"""Lessons and the timetable."""

import datetime as dt

import polars as pl

from in_polars.frames import SCHOOL, Diary, at, blanks, end_of, in_september, is_blank, key, text, whole

_DAY = pl.col("held_on")


def _recorded(diary: Diary, kinds: list[str], due_time: dt.time) -> pl.LazyFrame:
    rows = diary.scan("lesson_records").filter(pl.col("group_kind").is_in(kinds))
    number = pl.col("lesson_no").cast(pl.String)
    return rows.select(
        SCHOOL,
        "owner_id",
        "class_id",
        "group_id",
        subject_id=key("group_id", text(_DAY), number),
        on_date=_DAY,
        due_at=at(_DAY, due_time),
        done_at="filled_at",
        detail=number,
    )


def lesson_recorded(diary: Diary, *, due_time: dt.time) -> pl.LazyFrame:
    """Every lesson of the timetable is entered on its day."""
    return _recorded(diary, ["formal", "home", "consultation", "support"], due_time)


def informal_lesson_recorded(diary: Diary, *, due_time: dt.time) -> pl.LazyFrame:
    """Every hour of an informal or after-school group is entered on its day."""
    return _recorded(diary, ["informal", "after_school"], due_time)


def lesson_content_complete(
    diary: Diary, *, due_time: dt.time, ask_objectives: bool, ask_homework: bool, homework_min_grade: int
) -> pl.LazyFrame:
    """A held lesson has its topic and, where the rules ask for them, its objectives and homework."""
    faults = {"topic": is_blank("topic")}
    if ask_objectives:
        faults["objectives"] = is_blank("objectives")
    if ask_homework:
        asked = (pl.col("group_kind") == "formal") & (pl.col("grade_level") >= homework_min_grade)
        faults["homework"] = asked & is_blank("homework")
    held = diary.scan("lessons").filter(pl.col("is_held"), pl.col("group_kind").ne_missing("preschool"))
    return held.select(
        SCHOOL,
        "owner_id",
        "class_id",
        "group_id",
        subject_id="lesson_id",
        on_date=_DAY,
        due_at=at(_DAY, due_time),
        done_at=whole(faults, pl.col("filled_at")),
        detail=blanks(faults),
    )


def integrated_lesson_in_both(diary: Diary, *, due_time: dt.time) -> pl.LazyFrame:
    """An integrated lesson is entered for the other group too: any lesson of that group on the day."""
    lessons = diary.scan("lessons")
    integrated = lessons.filter(pl.col("is_held"), pl.col("integrated_group_id").is_not_null())
    others = lessons.select(SCHOOL, pl.col("group_id").alias("integrated_group_id"), "held_on", "filled_at")
    names = diary.scan("groups").select(SCHOOL, pl.col("group_id").alias("integrated_group_id"), "name")
    of_day = [SCHOOL, "integrated_group_id", "held_on"]
    sought = others.join(integrated.select(of_day), on=of_day, how="semi")
    recorded = diary.first(sought, "filled_at", *of_day[1:])
    rows = integrated.join(recorded, on=of_day, how="left").join(names, on=of_day[:2], how="left")
    return rows.select(
        SCHOOL,
        "owner_id",
        "class_id",
        "group_id",
        "done_at",
        subject_id="lesson_id",
        on_date=_DAY,
        due_at=at(_DAY, due_time),
        detail=pl.coalesce("name", "integrated_group_id"),
    )


def substitution_recorded(diary: Diary) -> pl.LazyFrame:
    """A substitution is recorded on its day."""
    groups = diary.scan("groups").select(SCHOOL, "group_id", "class_id", own="staff_id")
    number = pl.col("lesson_no").cast(pl.String)
    return (
        diary.scan("substitutions")
        .join(groups, on=[SCHOOL, "group_id"], how="left")
        .select(
            SCHOOL,
            "class_id",
            "group_id",
            subject_id=key(text(_DAY), "group_id", number),
            on_date=_DAY,
            owner_id=pl.coalesce("staff_id", "own"),
            due_at=end_of(_DAY),
            done_at="recorded_at",
            detail=number,
        )
    )


def timetable_entered(diary: Diary, *, september_day: int) -> pl.LazyFrame:
    """By the first days of September every group that is taught has its timetable."""
    years = diary.scan("group_years").select(SCHOOL, "group_id", "starts_on", year="school_year")
    rows = diary.scan("groups").filter(pl.col("kind") == "formal").join(years, on=[SCHOOL, "group_id"])
    entered = diary.first(diary.scan("timetable"), "entered_at", "group_id")
    return rows.join(entered, on=[SCHOOL, "group_id"], how="left").select(
        SCHOOL,
        "class_id",
        "group_id",
        "done_at",
        subject_id="group_id",
        on_date="starts_on",
        owner_id="staff_id",
        due_at=end_of(in_september(pl.col("year"), pl.col("starts_on"), september_day)),
        detail="name",
    )


def timetable_closed_on_leaving(diary: Diary) -> pl.LazyFrame:
    """Who leaves the school closes the own timetable by the last day of work."""
    left = pl.col("employed_to")
    leavers = diary.scan("staff").filter(left.is_not_null()).select(SCHOOL, "staff_id", "employed_to")
    groups = diary.scan("groups").select(SCHOOL, "group_id", "class_id")
    return (
        diary.scan("timetable")
        .join(leavers, on=[SCHOOL, "staff_id"])
        .join(groups, on=[SCHOOL, "group_id"], how="left")
        .select(
            SCHOOL,
            "class_id",
            "group_id",
            subject_id=key(
                "group_id", *(pl.col(part).cast(pl.String) for part in ("weekday", "lesson_no", "valid_from"))
            ),
            on_date=left,
            owner_id="staff_id",
            due_at=end_of(left),
            done_at=pl.when(pl.col("valid_to") <= left).then(left.cast(pl.Datetime("us"))),
            detail=text(pl.col("valid_to")),
        )
    )


RULES = (
    lesson_recorded,
    informal_lesson_recorded,
    lesson_content_complete,
    integrated_lesson_in_both,
    substitution_recorded,
    timetable_entered,
    timetable_closed_on_leaving,
)

"""What the head of a class does with it: events, meetings, briefings, reports of a term and a year."""

import polars as pl

from in_polars.frames import (
    MOMENT,
    SCHOOL,
    Diary,
    blanks,
    days_on,
    end_of,
    in_september,
    is_blank,
    key,
    week_of,
    whole,
)

_DAY = pl.col("held_on")
_AT_SCHOOL = pl.col("class_kind").ne_missing("preschool")


def class_activity_weekly(diary: Diary) -> pl.LazyFrame:
    """Each week of school the class head enters what was done with the class."""
    events = diary.scan("class_events").with_columns(week=week_of(_DAY))
    return (
        diary.scan("class_weeks")
        .filter(_AT_SCHOOL)
        .join(diary.classes(), on=[SCHOOL, "class_id"])
        .join(diary.first(events, "recorded_at", "class_id", "week"), on=[SCHOOL, "class_id", "week"], how="left")
        .select(
            SCHOOL,
            "owner_id",
            "class_id",
            "done_at",
            subject_id=key("class_id", "week"),
            on_date="last_school_day",
            due_at=end_of(pl.col("last_day")),
            detail="week",
        )
    )


def meeting_announced(diary: Diary, *, days: int, preschool_days: int) -> pl.LazyFrame:
    """Meetings and events are announced so many working days ahead, in kindergarten so many days."""
    latest = (
        pl.when(pl.col("class_kind") == "preschool")
        .then(days_on(_DAY, -preschool_days))
        .otherwise(diary.working_day_before(_DAY, days))
    )
    return _meetings(diary).with_columns(due_at=end_of(latest), done_at=pl.col("announced_at"), detail=pl.col("topic"))


def meeting_details(diary: Diary) -> pl.LazyFrame:
    """The entry of a meeting or an event tells what it is about and where it is."""
    faults = {one: is_blank(one) for one in ("topic", "place")}
    return _meetings(diary).with_columns(
        due_at=end_of(_DAY), done_at=whole(faults, _DAY.cast(MOMENT)), detail=blanks(faults)
    )


def _meetings(diary: Diary) -> pl.LazyFrame:
    return diary.scan("class_meetings").with_columns(subject_id="event_id", on_date=_DAY, owner_id="homeroom_staff_id")


def briefing_signed(diary: Diary, *, days: int) -> pl.LazyFrame:
    """Within so many working days a briefing has its content, and the pupils have signed its sheet."""
    faults = {"content": is_blank("content"), "signatures": pl.col("sheet_signed").ne_missing(other=True)}
    return diary.headed(diary.scan("class_events").filter(pl.col("kind") == "briefing")).with_columns(
        subject_id="event_id",
        on_date=_DAY,
        due_at=end_of(diary.working_day_after(_DAY, days)),
        done_at=whole(faults, pl.col("recorded_at")),
        detail=blanks(faults),
    )


def social_civic_recorded(diary: Diary, *, min_grade: int, max_grade: int) -> pl.LazyFrame:
    """In each term the classes of some grades have a social or civic activity."""
    terms = diary.scan("class_terms").filter(
        pl.col("kind").is_in(["half_year", "trimester"]),
        _AT_SCHOOL,
        pl.col("grade_level").is_between(min_grade, max_grade),
    )
    activities = diary.scan("class_events").filter(pl.col("kind") == "social_civic")
    recorded = (
        terms.select(SCHOOL, "class_id", "term_id", "starts_on", "ends_on")
        .join(activities.select(SCHOOL, "class_id", "held_on", "recorded_at"), on=[SCHOOL, "class_id"])
        .filter(_DAY.is_between(pl.col("starts_on"), pl.col("ends_on")))
    )
    due = end_of(pl.col("ends_on"))
    return _of_term(diary, terms, diary.first(recorded, "recorded_at", "class_id", "term_id"), due)


def term_report_handed(diary: Diary, *, days: int) -> pl.LazyFrame:
    """Within so many working days of a term's end the deputy director has the report of the class."""
    handed = diary.done("term_report", "class_id", "period").rename({"period": "term_id"})
    due = end_of(diary.working_day_after(pl.col("ends_on"), days))
    return _of_term(diary, diary.scan("class_terms").filter(_AT_SCHOOL), handed, due)


def _of_term(diary: Diary, terms: pl.LazyFrame, done: pl.LazyFrame, due: pl.Expr) -> pl.LazyFrame:
    return (
        terms.join(diary.classes(), on=[SCHOOL, "class_id"])
        .join(done, on=[SCHOOL, "class_id", "term_id"], how="left")
        .select(
            SCHOOL,
            "owner_id",
            "class_id",
            "done_at",
            subject_id=key("class_id", "term_id"),
            on_date="ends_on",
            due_at=due,
            detail="term_name",
        )
    )


def year_summary_signed(diary: Diary, *, days: int) -> pl.LazyFrame:
    """Within so many days of the year's end the class head has signed the summary of achievements."""
    years = diary.scan("class_years").filter(_AT_SCHOOL)
    return _of_year(diary, years, "year_summary", "ends_on", end_of(days_on(pl.col("ends_on"), days)))


def pupil_list_checked(diary: Diary, *, september_day: int) -> pl.LazyFrame:
    """In the first days of September the class head checks the list of pupils."""
    due = end_of(in_september(pl.col("school_year"), pl.col("starts_on"), september_day))
    return _of_year(diary, diary.scan("class_years"), "list_checked", "starts_on", due)


def _of_year(diary: Diary, years: pl.LazyFrame, kind: str, day: str, due: pl.Expr) -> pl.LazyFrame:
    done = diary.done(kind, "class_id", "school_year")
    return years.join(done, on=[SCHOOL, "class_id", "school_year"], how="left").select(
        SCHOOL,
        "class_id",
        "done_at",
        subject_id=key("class_id", "school_year"),
        on_date=day,
        owner_id="homeroom_staff_id",
        due_at=due,
        detail="school_year",
    )


RULES = (
    class_activity_weekly,
    meeting_announced,
    meeting_details,
    briefing_signed,
    social_civic_recorded,
    term_report_handed,
    year_summary_signed,
    pupil_list_checked,
)

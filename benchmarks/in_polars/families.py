"""What families get and give: credentials, contacts, printed reports."""

import polars as pl

from in_polars.frames import MOMENT, SCHOOL, Diary, blanks, days_on, end_of, is_blank, key, whole

_ENROLLED = pl.col("enrolled_on")


def credentials_given(diary: Diary, *, min_grade: int, september_day: int, days: int) -> pl.LazyFrame:
    """Guardians, and pupils from a certain grade on, get their credentials."""
    people = _people(diary, pl.col("grade_level") >= min_grade, september_day, days)
    given = (
        diary.scan("accounts")
        .group_by(SCHOOL, "person_kind", "person_id")
        .agg(done_at=pl.coalesce("credentials_given_at", "created_at").min())
    )
    return people.join(given, on=[SCHOOL, "person_kind", "person_id"], how="left").with_columns(
        detail=pl.col("person_kind")
    )


def contacts_complete(
    diary: Diary, *, ask_phone: bool, ask_pupils: bool, pupil_min_grade: int, september_day: int, days: int
) -> pl.LazyFrame:
    """Of guardians, and of pupils where the rules ask for them, the contacts are there."""
    asked = ["email", "phone"] if ask_phone else ["email"]
    pupils = (pl.col("grade_level") >= pupil_min_grade) & ask_pupils
    people = _people(diary, pupils, september_day, days)
    faults = {name: is_blank(name) for name in asked}
    return people.with_columns(done_at=whole(faults, _ENROLLED.cast(MOMENT)), detail=blanks(faults))


def _people(diary: Diary, pupils: pl.Expr, september_day: int, days: int) -> pl.LazyFrame:
    september = pl.col("september")
    due = pl.max_horizontal(days_on(september, september_day - 1), diary.working_day_after(_ENROLLED, days))
    return (
        diary.scan("enrolled_people")
        .filter((pl.col("person_kind") == "guardian") | pupils)
        .with_columns(
            subject_id=key("person_kind", "person_id", "pupil_id", september.dt.year().cast(pl.String)),
            on_date=_ENROLLED,
            owner_id=pl.col("homeroom_staff_id"),
            due_at=end_of(due),
        )
    )


def printed_report_given(diary: Diary, *, days: int, never_logged_in_too: bool) -> pl.LazyFrame:
    """Families who want paper, or where the rules say so never logged in, get the month's report printed."""
    guardians = diary.scan("guardians")
    printing = pl.col("wants_print").any()
    months = diary.scan("pupil_months")
    if never_logged_in_too:
        arrived = (
            diary.scan("accounts")
            .filter(pl.col("person_kind") == "guardian")
            .join(diary.scan("logins"), on=[SCHOOL, "account_id"], how="semi")
            .select(SCHOOL, guardian_id="person_id", came=pl.lit(value=True))
            .unique()
        )
        families = (
            guardians.join(arrived, on=[SCHOOL, "guardian_id"], how="left")
            .group_by(SCHOOL, "pupil_id")
            .agg(printing, pl.col("came").any())
            .filter(pl.col("came") & ~pl.col("wants_print"))
        )
        chosen = months.join(families, on=[SCHOOL, "pupil_id"], how="anti")
    else:
        families = guardians.filter("wants_print")
        chosen = months.join(families, on=[SCHOOL, "pupil_id"], how="semi")
    given = diary.done("printed_report", "pupil_id", "period").rename({"period": "month"})
    rows = chosen.join(given, on=[SCHOOL, "pupil_id", "month"], how="left")
    return diary.headed(diary.in_class(rows, "last_day")).select(
        SCHOOL,
        "owner_id",
        "class_id",
        "pupil_id",
        "done_at",
        subject_id=key("pupil_id", "month"),
        on_date="last_day",
        due_at=end_of(diary.working_day_after(pl.col("last_day"), days)),
        detail="month",
    )


RULES = (credentials_given, contacts_complete, printed_report_given)

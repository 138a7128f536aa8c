"""Locked periods: locking, unlocking, changes of what was locked, and the history of changes."""

import datetime as dt

import polars as pl

from in_polars.frames import MOMENT, SCHOOL, Diary, blanks, days_on, end_of, is_blank, whole

_RECIPIENTS = ["administrator", "teacher", "pupil", "guardian"]
_CHANGE = [SCHOOL, "change_id"]


def term_locked(diary: Diary, *, days: int) -> pl.LazyFrame:
    """The day after a term or the school year ends, its term grades are locked."""
    terms = diary.scan("terms")
    locks = diary.scan("locks").filter(pl.col("class_id").is_null()).select(SCHOOL, "scope", "period", "locked_at")
    of_term = terms.select(SCHOOL, "term_id", period="term_id", scope=pl.lit("term"))
    years = terms.filter(pl.col("kind") == "year")
    of_year = years.select(SCHOOL, "term_id", period="school_year", scope=pl.lit("year"))
    locked = pl.concat([of_term, of_year]).join(locks, on=[SCHOOL, "scope", "period"])
    rows = terms.join(diary.first(locked, "locked_at", "term_id"), on=[SCHOOL, "term_id"], how="left").select(
        SCHOOL,
        "done_at",
        subject_id="term_id",
        on_date="ends_on",
        due_at=end_of(days_on(pl.col("ends_on"), days)),
        detail="name",
    )
    return diary.owned_by(rows, "administrator")


def unlock_has_act(diary: Diary, *, days: int) -> pl.LazyFrame:
    """Whenever a locked period is unlocked, an act about it is signed within so many working days."""
    day = pl.col("unlocked_at").dt.date()
    acts = diary.first(diary.scan("unlock_acts"), "signed_on", "lock_id")
    rows = (
        diary.scan("locks")
        .filter(pl.col("unlocked_at").is_not_null())
        .join(acts, on=[SCHOOL, "lock_id"], how="left")
        .select(
            SCHOOL,
            "class_id",
            pl.col("done_at").cast(MOMENT),
            subject_id="lock_id",
            on_date=day,
            due_at=end_of(diary.working_day_after(day, days)),
            detail="period",
        )
    )
    return diary.owned_by(rows, "administrator")


def locked_change_has_act(diary: Diary) -> pl.LazyFrame:
    """Attendance and grades of a locked period are changed only with an act about the unlocking."""
    acts = diary.scan("unlock_acts").select(SCHOOL, "lock_id", has_act=pl.lit(value=True)).unique()
    locked = (
        diary.scan("change_locks")
        .join(acts, on=[SCHOOL, "lock_id"], how="left")
        .group_by(_CHANGE)
        .agg(pl.col("locked_at").min(), pl.col("has_act").any())
    )
    changed_on = pl.col("changed_at").dt.date()
    return _changes(diary, diary.scan("changed_records"), locked).with_columns(
        due_at=end_of(changed_on),
        done_at=pl.when("has_act").then(changed_on.cast(MOMENT)),
        detail=pl.concat_str("entity", "period", separator=" / ", ignore_nulls=True),
    )


def locked_change_notified(diary: Diary, *, days: int) -> pl.LazyFrame:
    """So many days after a change of a locked term grade everybody concerned has been told of it."""
    locked = diary.scan("change_locks").group_by(_CHANGE).agg(pl.col("locked_at").min())
    told = (
        diary.scan("notices")
        .filter(pl.col("sent_at").is_not_null(), pl.col("recipient_kind").is_in(_RECIPIENTS))
        .group_by(_CHANGE)
        .agg(done_at=pl.col("sent_at").max(), told=pl.col("recipient_kind").n_unique())
        .filter(pl.col("told") == len(_RECIPIENTS))
    )
    changes = diary.scan("changed_records").filter(pl.col("scope") == "term")
    return (
        _changes(diary, changes, locked)
        .join(told, on=_CHANGE, how="left")
        .with_columns(
            due_at=pl.col("changed_at") + dt.timedelta(days=days),
            detail=pl.concat_str("old_value", "new_value", separator=" → ", ignore_nulls=True),
        )
    )


def _changes(diary: Diary, changes: pl.LazyFrame, locked: pl.LazyFrame) -> pl.LazyFrame:
    late = (
        changes.drop("class_id")
        .join(locked, on=_CHANGE)
        .filter(pl.col("changed_at") > pl.col("locked_at"))
        .with_columns(subject_id="change_id", on_date=pl.col("changed_at").dt.date())
    )
    return diary.owned_by(diary.in_class(late, "on_date"), "administrator")


def change_history_kept(diary: Diary) -> pl.LazyFrame:
    """Of every changed record the diary keeps who changed it, when, which field, and the value."""
    day = pl.col("changed_at").dt.date()
    faults = {
        "changed_by": is_blank("changed_by"),
        "changed_at": pl.col("changed_at").is_null(),
        "field": is_blank("field"),
        "value": is_blank("old_value") & is_blank("new_value"),
    }
    rows = diary.scan("changes").select(
        SCHOOL,
        subject_id="change_id",
        on_date=day,
        due_at=end_of(day),
        done_at=whole(faults, day.cast(MOMENT)),
        detail=blanks(faults),
    )
    return diary.owned_by(rows, "administrator")


RULES = (term_locked, unlock_has_act, locked_change_has_act, locked_change_notified, change_history_kept)

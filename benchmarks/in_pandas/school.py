"""What administrators, deputies and pedagogues do for the whole school; locks and what is changed after them."""

from typing import Any

import numpy as np
import pandas as pd

from in_pandas import frames
from in_pandas.core import NEVER, Core, Duties
from in_pandas.deadlines import after, end_of_day, in_september, last_of_month, midnight

_ITEMS = ["lesson_times", "terms", "closures", "subjects", "staff", "pupils", "classes", "timetable"]
_TOLD = ["administrator", "teacher", "pupil", "guardian"]


def _years(core: Core, kind: str) -> Duties:
    rows = core.school_years
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.school_year],
        "on_date": rows.ends_on,
        "owner_id": lambda: core.holder(rows, "administrator"),
        "due_at": end_of_day(rows.ends_on),
        "done_at": core.done(kind, rows, ["school_id", "school_year"]),
        "detail": lambda: rows.school_year,
    }


def timetable_checked(core: Core, _of: dict[str, Any]) -> Duties:
    """The timetable is checked within the year."""
    return _years(core, "timetable_checked")


def archive_delivered(core: Core, of: dict[str, Any]) -> Duties:
    """The year's diary is archived so many days after its end, or by August's last working day."""
    ends = core.school_years.ends_on
    if of["end_of_august"]:
        augusts = ends.to_numpy().astype("datetime64[Y]").astype("datetime64[M]") + 7
        return _years(core, "archive") | {"due_at": end_of_day(core.working_days.until(last_of_month(augusts)))}
    return _years(core, "archive") | {"due_at": end_of_day(after(ends, of["days"]))}


def year_set_up(core: Core, of: dict[str, Any]) -> Duties:
    """Everything that a year needs is entered by that day of September."""
    years = core.school_years
    rows = years.take(np.repeat(np.arange(len(years)), len(_ITEMS)))
    rows = rows.assign(item=pd.Categorical.from_codes(np.tile(np.arange(len(_ITEMS)), len(years)), _ITEMS))
    on = {"school_id": "school_id", "school_year": "school_year", "item": "period"}
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.school_year, rows.item],
        "on_date": rows.starts_on,
        "owner_id": lambda: core.holder(rows, "administrator"),
        "due_at": end_of_day(in_september(rows.school_year, rows.starts_on, of["september_day"])),
        "done_at": core.done("year_setup", rows, on),
        "detail": lambda: rows.item,
    }


def _months(core: Core, kind: str, role: str) -> Duties:
    rows = core.school_months
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.month],
        "on_date": rows.last_day,
        "owner_id": lambda: core.holder(rows, role),
        "due_at": end_of_day(last_of_month(after(rows.last_day, 1))),
        "done_at": core.done(kind, rows, {"school_id": "school_id", "month": "period"}),
        "detail": lambda: rows.month,
    }


def fill_check_done(core: Core, _of: dict[str, Any]) -> Duties:
    """A month's filling is checked within the next."""
    return _months(core, "monthly_fill_check", "deputy_director")


def attendance_reviewed(core: Core, _of: dict[str, Any]) -> Duties:
    """A month's attendance is reviewed within the next."""
    return _months(core, "attendance_review", "social_pedagogue")


def term_locked(core: Core, of: dict[str, Any]) -> Duties:
    """A term, and with the year its last, is locked within so many days."""
    rows = core.terms
    locks = core.locks[core.locks.class_id.isna()]
    by_term, by_year = (
        frames.earliest(rows, locks[locks.scope == scope], {"school_id": "school_id", own: "period"}, "locked_at")
        for scope, own in (("term", "term_id"), ("year", "school_year"))
    )
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.term_id],
        "on_date": rows.ends_on,
        "owner_id": lambda: core.holder(rows, "administrator"),
        "due_at": end_of_day(after(rows.ends_on, of["days"])),
        "done_at": np.fmin(by_term, np.where(rows.kind == "year", by_year, NEVER)),
        "detail": lambda: rows.name,
    }


def unlock_has_act(core: Core, of: dict[str, Any]) -> Duties:
    """What is unlocked has its act within so many working days."""
    rows = core.locks[core.locks.unlocked_at.notna()]
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.lock_id],
        "on_date": midnight(rows.unlocked_at),
        "owner_id": lambda: core.holder(rows, "administrator"),
        "class_id": lambda: rows.class_id,
        "due_at": end_of_day(core.working_days.after(rows.unlocked_at, of["days"])),
        "done_at": frames.earliest(rows, core.unlock_acts, ["school_id", "lock_id"], "signed_on"),
        "detail": lambda: rows.period,
    }


def _after_locks(core: Core, changes: pd.DataFrame) -> pd.DataFrame:
    """The changes made after what they change was locked."""
    locked = frames.earliest(changes, core.change_locks, ["school_id", "change_id"], "locked_at")
    return changes[changes.changed_at > locked]


def _changed(core: Core, rows: pd.DataFrame) -> Duties:
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.change_id],
        "on_date": midnight(rows.changed_at),
        "owner_id": lambda: core.holder(rows, "administrator"),
        "class_id": lambda: core.class_on(rows, rows.changed_at),
        "group_id": lambda: rows.group_id,
        "pupil_id": lambda: rows.pupil_id,
    }


def locked_change_has_act(core: Core, _of: dict[str, Any]) -> Duties:
    """A change after a lock has the act of an unlocking."""
    rows = _after_locks(core, core.changed_records)
    acts = core.change_locks[frames.meets(core.change_locks, core.unlock_acts, ["school_id", "lock_id"])]
    has_act = frames.meets(rows, acts, ["school_id", "change_id"])
    return _changed(core, rows) | {
        "due_at": end_of_day(rows.changed_at),
        "done_at": np.where(has_act, midnight(rows.changed_at), NEVER),
        "detail": lambda: frames.joined([rows.entity, rows.period], " / "),
    }


def locked_change_notified(core: Core, of: dict[str, Any]) -> Duties:
    """Everybody concerned is told of a change after a term's lock."""
    rows = _after_locks(core, core.changed_records[core.changed_records.scope == "term"])
    notices = core.notices[core.notices.sent_at.notna() & core.notices.recipient_kind.isin(_TOLD)]
    asking, answering = frames.keys(rows, notices, ["school_id", "change_id"])
    by_change = notices.assign(recipient=notices.recipient_kind.cat.codes).groupby(answering)
    told = by_change.sent_at.max()[by_change.recipient.nunique() == len(_TOLD)]
    return _changed(core, rows) | {
        "due_at": rows.changed_at + pd.Timedelta(days=of["days"]),
        "done_at": told.reindex(np.where(asking < 0, -2, asking)),
        "detail": lambda: frames.joined([rows.old_value, rows.new_value], " → "),
    }


def change_history_kept(core: Core, _of: dict[str, Any]) -> Duties:
    """Of every change it is known who made it, when, and of what."""
    rows = core.changes
    blanks = frames.listed(
        {
            "changed_by": frames.blank(rows.changed_by),
            "changed_at": rows.changed_at.isna().to_numpy(),
            "field": frames.blank(rows.field),
            "value": frames.blank(rows.old_value) & frames.blank(rows.new_value),
        }
    )
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.change_id],
        "on_date": midnight(rows.changed_at),
        "owner_id": lambda: core.holder(rows, "administrator"),
        "due_at": end_of_day(rows.changed_at),
        "done_at": np.where(blanks.codes == 0, midnight(rows.changed_at), NEVER),
        "detail": lambda: blanks,
    }

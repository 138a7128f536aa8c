"""Absences, and what follows from them."""

from typing import Any

import numpy as np
import pandas as pd

from in_pandas import frames
from in_pandas.core import NEVER, Core, Duties
from in_pandas.deadlines import after, at, end_of_day, last_of_month, midnight


def _marks(core: Core, which: pd.Series, *moments: str) -> pd.DataFrame:
    """The marks, with so many of their moments and words as are asked for and read."""
    asked = ["school_id", "held_on", "class_id", "group_id", "pupil_id", *moments]
    return core.attendance.loc[which, core.attendance.columns.intersection(asked)]


def attendance_recorded_same_day(core: Core, of: dict[str, Any]) -> Duties:
    """A mark is entered by that hour of the lesson's day."""
    which = core.attendance.group_kind != "preschool"
    rows = _marks(core, which, "owner_id", "recorded_at", "mark")
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [core.attendance_subjects[which]],
        "on_date": rows.held_on,
        "owner_id": lambda: rows.owner_id,
        "class_id": lambda: rows.class_id,
        "group_id": lambda: rows.group_id,
        "pupil_id": lambda: rows.pupil_id,
        "due_at": at(rows.held_on, of["due_time"]),
        "done_at": rows.recorded_at,
        "detail": lambda: rows["mark"],
    }


def absence_justified_in_time(core: Core, of: dict[str, Any]) -> Duties:
    """An absence explained is decided within so many working days, by the head of the class of that day."""
    marks = core.attendance
    asked = (marks["mark"] == "absent") & marks.explained_at.notna() & (marks.group_kind != "preschool")
    rows = _marks(core, asked, "explained_class_id", "explained_class_head_id", "explained_at", "decided_at")
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [core.attendance_subjects[asked]],
        "on_date": midnight(rows.explained_at),
        "owner_id": lambda: rows.explained_class_head_id,
        "class_id": lambda: rows.explained_class_id,
        "group_id": lambda: rows.group_id,
        "pupil_id": lambda: rows.pupil_id,
        "due_at": end_of_day(core.working_days.after(rows.explained_at, of["days"])),
        "done_at": rows.decided_at,
        "detail": lambda: frames.text(rows.held_on),
    }


def absence_decided(core: Core, of: dict[str, Any]) -> Duties:
    """Every absence is decided within so many working days of the month's end."""
    marks = core.attendance
    asked = (marks["mark"] == "absent") & (marks.group_kind != "preschool")
    rows = _marks(core, asked, "class_head_id", "status", "decided_at", "reason")
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [core.attendance_subjects[asked]],
        "on_date": rows.held_on,
        "owner_id": lambda: rows.class_head_id,
        "class_id": lambda: rows.class_id,
        "group_id": lambda: rows.group_id,
        "pupil_id": lambda: rows.pupil_id,
        "due_at": end_of_day(core.working_days.after(last_of_month(rows.held_on), of["days"])),
        "done_at": rows.decided_at.where(rows.status.isin(["justified", "unjustified"])),
        "detail": lambda: rows.reason,
    }


def preschool_absence_justified(core: Core, _of: dict[str, Any]) -> Duties:
    """A child's absence is justified by the month's end."""
    marks = core.attendance
    asked = (marks["mark"] == "absent") & (marks.status == "justified") & (marks.group_kind == "preschool")
    rows = _marks(core, asked, "decided_at", "reason")
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [core.attendance_subjects[asked]],
        "on_date": rows.held_on,
        "owner_id": lambda: frames.take(
            core.groups.staff_id, frames.find(rows, core.groups, ["school_id", "group_id"])
        ),
        "class_id": lambda: rows.class_id,
        "group_id": lambda: rows.group_id,
        "pupil_id": lambda: rows.pupil_id,
        "due_at": end_of_day(last_of_month(rows.held_on)),
        "done_at": rows.decided_at,
        "detail": lambda: rows.reason,
    }


def nemis_reported(core: Core, of: dict[str, Any]) -> Duties:
    """A pupil who missed more than half of a month's hours without reason is reported."""
    hours = core.pupil_month_hours
    rows = hours[2 * hours.unjustified > hours.held]
    done_by = {"school_id": "school_id", "pupil_id": "pupil_id", "month": "period"}
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.pupil_id, rows.month],
        "on_date": rows.last_day,
        "owner_id": lambda: core.holder(rows, "social_pedagogue"),
        "class_id": lambda: core.class_on(rows, rows.last_day),
        "pupil_id": lambda: rows.pupil_id,
        "due_at": end_of_day(after(rows.last_day, of["due_day"])),
        "done_at": core.done("nemis", rows, done_by),
        "detail": lambda: frames.joined([frames.text(rows.unjustified), frames.text(rows.held)], " / "),
    }


def departed_pupil_closed(core: Core, _of: dict[str, Any]) -> Duties:
    """After the day that a pupil left, nothing is recorded of them in that class."""
    rows = core.enrolments[core.enrolments.left_on.notna()].reset_index(drop=True)
    found = frames.find(rows, core.pupil_last_records, ["school_id", "pupil_id", "class_id"])
    last = pd.Series(frames.take(core.pupil_last_records.last_day, found))
    last = last.where(last > rows.left_on)
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.pupil_id, rows.class_id, frames.text(rows.enrolled_on)],
        "on_date": rows.left_on,
        "owner_id": lambda: core.holder(rows, "administrator"),
        "class_id": lambda: rows.class_id,
        "pupil_id": lambda: rows.pupil_id,
        "due_at": end_of_day(rows.left_on),
        "done_at": np.where(last.isna(), rows.left_on, NEVER),
        "detail": lambda: frames.text(last),
    }

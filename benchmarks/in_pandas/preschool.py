"""The groups of preschool."""

from typing import Any

import numpy as np
import pandas as pd

from in_pandas import frames
from in_pandas.core import Core, Duties
from in_pandas.deadlines import at, end_of_day, last_of_month, midnight

_GROUP = ["school_id", "group_id", "class_id", "staff_id"]


def _of_groups(rows: pd.DataFrame, day: str) -> Duties:
    return {
        "school_id": rows.school_id,
        "on_date": rows[day],
        "owner_id": lambda: rows.staff_id,
        "class_id": lambda: rows.class_id,
        "group_id": lambda: rows.group_id,
        "due_at": end_of_day(rows[day]),
    }


def preschool_attendance_daily(core: Core, of: dict[str, Any]) -> Duties:
    """Who came is recorded every morning."""
    rows, lessons = core.preschool_days, core.lessons[core.lessons.lesson_no == 0]
    on = {"school_id": "school_id", "group_id": "group_id", "day": "held_on"}
    return _of_groups(rows, "day") | {
        "subject_id": lambda: [rows.group_id, frames.text(rows.day)],
        "due_at": at(rows.day, of["due_time"]),
        "done_at": frames.earliest(rows, lessons, on, "filled_at"),
    }


def preschool_week_planned(core: Core, _of: dict[str, Any]) -> list[Duties]:
    """A week is looked back on and the next planned by its Friday."""
    day = core.preschool_days.day
    fridays = core.preschool_days.assign(friday=day + pd.to_timedelta(4 - day.dt.day_of_week, unit="D"))
    rows = fridays[[*_GROUP, "friday"]].drop_duplicates()
    rows = rows.assign(week=frames.text(rows.friday, "%G-W%V"))
    return [_week(core, rows, kind) for kind in ("week_reflection", "week_plan")]


def _week(core: Core, rows: pd.DataFrame, kind: str) -> Duties:
    on = {"school_id": "school_id", "group_id": "group_id", "week": "period"}
    return _of_groups(rows, "friday") | {
        "subject_id": lambda: [rows.group_id, rows.week, kind],
        "done_at": core.done(kind, rows, on),
        "detail": lambda: frames.repeated(kind, len(rows)),
    }


def preschool_month_closed(core: Core, _of: dict[str, Any]) -> Duties:
    """A month's sheet is closed by its last working day."""
    rows = core.preschool_days.assign(last_day=last_of_month(core.preschool_days.day))
    rows = rows[[*_GROUP, "last_day"]].drop_duplicates()
    rows = rows.assign(month=frames.text(rows.last_day, "%Y-%m"))
    on = {"school_id": "school_id", "group_id": "group_id", "month": "period"}
    return _of_groups(rows, "last_day") | {
        "subject_id": lambda: [rows.group_id, rows.month],
        "due_at": end_of_day(core.working_days.until(rows.last_day)),
        "done_at": core.done("month_sheet", rows, on),
        "detail": lambda: rows.month,
    }


def preschool_progress_recorded(core: Core, _of: dict[str, Any]) -> Duties:
    """Twice a year every child's progress is recorded."""
    groups = core.groups[core.groups.kind == "preschool"]
    years = core.school_years.assign(
        autumn=_last_of(core.school_years.starts_on, 10), spring=_last_of(core.school_years.ends_on, 5)
    )
    years = years.melt(["school_id", "school_year"], ["autumn", "spring"], value_name="day")
    group, year = frames.pairs(groups, years, ["school_id"])
    ours, theirs, _ = frames.alike(groups.school_year.array.take(group), years.school_year.array.take(year))
    same = (ours == theirs) | (ours < 0) | (theirs < 0)
    asked = groups.take(group[same]).assign(day=years.day.to_numpy()[year[same]])
    row, member = frames.pairs(asked, core.group_members, ["school_id", "group_id"])
    rows = asked.take(row)
    members = core.group_members.take(member)
    rows = rows.assign(pupil_id=members.pupil_id.array, joined_on=members.joined_on.array)
    there = ~(rows.day < rows.joined_on) & ~(rows.day > members.left_on.array)
    # of two groups of one child: the one joined last
    rows = rows[there].assign(by_name=rows.group_id.astype("str"))
    rows = rows.sort_values(["joined_on", "by_name"], ascending=[False, True])
    rows = rows.drop_duplicates(["school_id", "pupil_id", "day"])
    rows = rows.assign(month=frames.text(rows.day, "%Y-%m"))
    on = {"school_id": "school_id", "pupil_id": "pupil_id", "month": "period"}
    return _of_groups(rows, "day") | {
        "subject_id": lambda: [rows.pupil_id, frames.text(rows.day)],
        "class_id": lambda: core.class_on(rows, rows.day),
        "pupil_id": lambda: rows.pupil_id,
        "done_at": core.done("child_progress", rows, on),
        "detail": lambda: rows.month,
    }


def _last_of(days: pd.Series, month: int) -> np.ndarray:
    """The last day of that month of the days' years."""
    return midnight(last_of_month(days.to_numpy().astype("datetime64[Y]").astype("datetime64[M]") + (month - 1)))

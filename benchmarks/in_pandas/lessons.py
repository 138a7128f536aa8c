"""Lessons, substitutions and the timetable."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from in_pandas import frames
from in_pandas.core import NEVER, Core, Duties
from in_pandas.deadlines import at, end_of_day, in_september, midnight


def _recorded(core: Core, of: dict[str, Any], kinds: Sequence[str]) -> Duties:
    rows = core.lesson_records.drop(columns="group_kind")[core.lesson_records.group_kind.isin(kinds)]
    number = cache(lambda: frames.text(rows.lesson_no))
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.group_id, frames.text(rows.held_on), number()],
        "on_date": rows.held_on,
        "owner_id": lambda: rows.owner_id,
        "class_id": lambda: rows.class_id,
        "group_id": lambda: rows.group_id,
        "due_at": at(rows.held_on, of["due_time"]),
        "done_at": rows.filled_at,
        "detail": number,
    }


def lesson_recorded(core: Core, of: dict[str, Any]) -> Duties:
    """Lessons of the timetable are in the diary by that hour of their day."""
    return _recorded(core, of, ["formal", "home", "consultation", "support"])


def informal_lesson_recorded(core: Core, of: dict[str, Any]) -> Duties:
    """So are those of informal groups."""
    return _recorded(core, of, ["informal", "after_school"])


def lesson_content_complete(core: Core, of: dict[str, Any]) -> Duties:
    """A lesson held has its topic, objectives, homework."""
    rows = core.lessons[core.lessons.is_held & (core.lessons.group_kind != "preschool")]
    wanting = {"topic": frames.blank(rows.topic)}
    if of["ask_objectives"]:
        wanting["objectives"] = frames.blank(rows.objectives)
    if of["ask_homework"]:
        asked = (rows.group_kind == "formal") & (rows.grade_level >= of["homework_min_grade"])
        wanting["homework"] = asked.to_numpy(bool) & frames.blank(rows.homework)
    blanks = frames.listed(wanting)
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.lesson_id],
        "on_date": rows.held_on,
        "owner_id": lambda: rows.owner_id,
        "class_id": lambda: rows.class_id,
        "group_id": lambda: rows.group_id,
        "due_at": at(rows.held_on, of["due_time"]),
        "done_at": rows.filled_at.where(blanks.codes == 0),
        "detail": lambda: blanks,
    }


def integrated_lesson_in_both(core: Core, of: dict[str, Any]) -> Duties:
    """An integrated lesson is in the other group's diary too: any lesson of that day."""
    rows = core.lessons[core.lessons.is_held & core.lessons.integrated_group_id.notna()]
    group = {"school_id": "school_id", "integrated_group_id": "group_id"}
    on = group | {"held_on": "held_on"}
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.lesson_id],
        "on_date": rows.held_on,
        "owner_id": lambda: rows.owner_id,
        "class_id": lambda: rows.class_id,
        "group_id": lambda: rows.group_id,
        "due_at": at(rows.held_on, of["due_time"]),
        "done_at": frames.earliest(rows, core.lessons, on, "filled_at"),
        "detail": lambda: frames.take(core.groups.name, frames.find(rows, core.groups, group)),
    }


def substitution_recorded(core: Core, _of: dict[str, Any]) -> Duties:
    """A substitution is entered on its day."""
    rows = core.substitutions
    number = cache(lambda: frames.text(rows.lesson_no))
    group = cache(lambda: frames.find(rows, core.groups, ["school_id", "group_id"]))
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [frames.text(rows.held_on), rows.group_id, number()],
        "on_date": rows.held_on,
        "owner_id": lambda: frames.either(rows.staff_id.array, frames.take(core.groups.staff_id, group())),
        "class_id": lambda: frames.take(core.groups.class_id, group()),
        "group_id": lambda: rows.group_id,
        "due_at": end_of_day(rows.held_on),
        "done_at": rows.recorded_at,
        "detail": number,
    }


def timetable_entered(core: Core, of: dict[str, Any]) -> Duties:
    """A group's timetable is entered by that day of September."""
    groups = core.groups[core.groups.kind == "formal"].reset_index(drop=True)
    found = frames.find(groups, core.group_years, ["school_id", "group_id"])
    rows, years = groups[found >= 0], core.group_years.take(found[found >= 0])
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.group_id],
        "on_date": years.starts_on,
        "owner_id": lambda: rows.staff_id,
        "class_id": lambda: rows.class_id,
        "group_id": lambda: rows.group_id,
        "due_at": end_of_day(in_september(years.school_year, years.starts_on, of["september_day"])),
        "done_at": frames.earliest(rows, core.timetable, ["school_id", "group_id"], "entered_at"),
        "detail": lambda: rows.name,
    }


def timetable_closed_on_leaving(core: Core, _of: dict[str, Any]) -> Duties:
    """The timetable of somebody who leaves ends by that day."""
    leavers = core.staff[core.staff.employed_to.notna()].reset_index(drop=True)
    found = frames.find(core.timetable, leavers, ["school_id", "staff_id"])
    rows, left = core.timetable[found >= 0], leavers.employed_to.take(found[found >= 0]).to_numpy()
    group = cache(lambda: frames.find(rows, core.groups, ["school_id", "group_id"]))
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.group_id, *map(frames.text, (rows.weekday, rows.lesson_no, rows.valid_from))],
        "on_date": left,
        "owner_id": lambda: rows.staff_id,
        "class_id": lambda: frames.take(core.groups.class_id, group()),
        "group_id": lambda: rows.group_id,
        "due_at": end_of_day(left),
        "done_at": np.where(rows.valid_to <= pd.Series(left, rows.index), midnight(left), NEVER),
        "detail": lambda: frames.text(rows.valid_to),
    }

"""Tests, grades and the grades of terms."""

from typing import Any

import numpy as np
import pandas as pd

from in_pandas import frames
from in_pandas.core import NEVER, WORK, Core, Duties
from in_pandas.deadlines import after, end_of_day


def _grades(core: Core, which: Any, days: int) -> Duties:
    grades = core.grades
    # of so many rows only the columns that are told are taken
    rows = grades.loc[which, ["school_id", "given_on", "entered_at"]]
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [grades.grade_id[which]],
        "on_date": rows.given_on,
        "owner_id": lambda: grades.owner_id[which],
        "class_id": lambda: grades.class_id[which],
        "group_id": lambda: grades.group_id[which],
        "pupil_id": lambda: grades.pupil_id[which],
        "due_at": end_of_day(after(rows.given_on, days)),
        "done_at": rows.entered_at,
        "detail": lambda: grades["value"][which],
    }


def grade_entered_same_day(core: Core, _of: dict[str, Any]) -> Duties:
    """A grade is entered on the day it is given."""
    return _grades(core, core.grades.kind.isin(["ordinary", "cumulative"]), 0)


def assessment_grade_on_time(core: Core, of: dict[str, Any]) -> Duties:
    """A grade of an assessment is entered within so many days."""
    return _grades(core, core.grades.assessment_kind.isin(WORK), of["days"])


def _assessments(rows: pd.DataFrame, days: int, done: Any) -> Duties:
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.assessment_id],
        "on_date": rows.held_on,
        "owner_id": lambda: rows.staff_id,
        "class_id": lambda: rows.class_id,
        "group_id": lambda: rows.group_id,
        "due_at": end_of_day(after(rows.held_on, days)),
        "done_at": done,
        "detail": lambda: rows.topic,
    }


def assessment_graded(core: Core, of: dict[str, Any]) -> Duties:
    """An assessment has its first grade within so many days."""
    return _assessments(core.work, of["days"], core.work.graded_at)


def test_announced(core: Core, of: dict[str, Any]) -> Duties:
    """A test is announced so many days before."""
    rows = core.assessments[core.assessments.kind == "test"]
    return _assessments(rows, -of["notice_days"], rows.announced_at)


def one_test_a_day(core: Core, of: dict[str, Any]) -> Duties:
    """Nobody writes more tests a day than that."""
    rows = core.pupil_test_days
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.pupil_id, frames.text(rows.held_on)],
        "on_date": rows.held_on,
        "class_id": lambda: rows.class_id,
        "pupil_id": lambda: rows.pupil_id,
        "due_at": end_of_day(rows.held_on),
        "done_at": np.where(rows.tests <= of["max_tests"], rows.held_on, NEVER),
        "detail": lambda: frames.text(rows.tests),
    }


def _awaited(core: Core, kind: str) -> Duties:
    rows = core.awaited_grades[core.awaited_grades.kind == kind]
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.pupil_id, rows.kind, frames.text(rows.since)],
        "on_date": rows.until,
        "class_id": lambda: rows.class_id,
        "pupil_id": lambda: rows.pupil_id,
        "due_at": end_of_day(rows.until),
        "done_at": rows.entered_at,
        "detail": lambda: rows.detail,
    }


def external_grades_recorded(core: Core, of: dict[str, Any]) -> Duties:
    """Grades brought from elsewhere are entered within so many working days."""
    rows = core.awaited_grades[core.awaited_grades.kind == "placement"]
    due = end_of_day(core.working_days.after(rows.until, of["days"]))
    return _awaited(core, "placement") | {"owner_id": lambda: rows.homeroom_staff_id, "due_at": due}


def summer_work_recorded(core: Core, _of: dict[str, Any]) -> Duties:
    """The grade of summer work is entered by its last day."""
    return _awaited(core, "summer_work")


def term_grade_entered(core: Core, _of: dict[str, Any]) -> Duties:
    """Every pupil has a grade of every group and term by the term's last day."""
    rows = core.term_grade_units
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.pupil_id, rows.group_id, rows.term_id],
        "on_date": rows.ends_on,
        "owner_id": lambda: rows.staff_id,
        "class_id": lambda: rows.class_id,
        "group_id": lambda: rows.group_id,
        "pupil_id": lambda: rows.pupil_id,
        "due_at": end_of_day(rows.ends_on),
        "done_at": rows.entered_at,
        "detail": lambda: rows.term_name,
    }

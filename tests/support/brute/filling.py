"""Filling of the diary: verdicts counted by hand, and two plain duties judged by hand."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from support.brute.asked import Asked, Key, Rows, month, week
from support.brute.school import Row, School, days, within

LATE = ("1d", "3d", "7d", "more")


def _places(school: School, asked: Asked, verdict: Row) -> list[Key]:
    """Where a verdict belongs in the answer."""
    klass = school.classes.get(verdict["class_id"])
    group = school.groups.get(verdict["group_id"])
    grade = klass["grade_level"] if klass else None
    key = asked.key(
        **{"class": verdict["class_id"], "group": verdict["group_id"], "teacher": verdict["owner_id"], "grade": grade},
        obligation=verdict["obligation"],
        subject=group["subject_id"] if group else None,
    )
    day = verdict["on_date"]
    if asked.period == "total":
        return [(*key, "total")]
    if day is None:
        return []
    if asked.period == "term":
        return [(*key, term) for term in (school.terms_on(klass["grade_level"], day) if klass else [])]
    return [(*key, month(day) if asked.period == "month" else week(day))]


def fill_rate(school: School, asked: Asked, verdicts: Iterable[Row]) -> Rows:
    """Met and excused, of all that is no longer pending."""
    found: dict[Key, Counter[str]] = defaultdict(Counter)
    for verdict in verdicts:
        for place in _places(school, asked, verdict):
            found[place][verdict["status"]] += 1
    return {
        (*place, None): (statuses["met"] + statuses["excused"], statuses.total() - statuses["pending"])
        for place, statuses in found.items()
    }


def fill_delay(school: School, asked: Asked, verdicts: Iterable[Row]) -> Rows:
    """Late duties by how late they were done, of late ones."""
    found: dict[Key, Counter[str]] = defaultdict(Counter)
    for verdict in verdicts:
        if verdict["status"] == "late":
            for place in _places(school, asked, verdict):
                found[place][_band(verdict["done_at"] - verdict["due_at"])] += 1
    return {(*place, band): (bands[band], bands.total()) for place, bands in found.items() for band in LATE}


def _band(past: dt.timedelta) -> str:
    hours = past / dt.timedelta(hours=1)
    return "1d" if hours <= 24 else "3d" if hours <= 72 else "7d" if hours <= 168 else "more"


def status(due_at: dt.datetime, done_at: dt.datetime | None, as_of: dt.datetime) -> str:
    """Where a duty stands at a moment."""
    if done_at is not None and done_at <= as_of:
        return "met" if done_at <= due_at else "late"
    return "pending" if due_at >= as_of else "missing"


def lesson_recorded(school: School, as_of: dt.datetime, due_time: dt.time) -> dict[str, str]:
    """The status of every lesson by timetable that is to be recorded, by group, day and lesson number."""
    filled: dict[tuple[Any, ...], list[dt.datetime]] = defaultdict(list)
    for row in school["lessons"]:
        if row["filled_at"] is not None:
            filled[row["group_id"], row["held_on"], row["lesson_no"]].append(row["filled_at"])
    found = {}
    first = min(row["starts_on"] for row in school["terms"])
    for row in school["timetable"]:
        group = school.groups[row["group_id"]]
        if group["kind"] not in {"formal", "home", "consultation", "support"}:
            continue
        for day in days(first, as_of.date()):
            meets = day.isoweekday() == row["weekday"] and within(row["valid_from"], day, row["valid_to"])
            if meets and school.group_has_school(group, day):
                done_at = min(filled[row["group_id"], day, row["lesson_no"]], default=None)
                due_at = dt.datetime.combine(day, due_time)
                found[f"{row['group_id']}|{day}|{row['lesson_no']}"] = status(due_at, done_at, as_of)
    return found


def grade_entered_same_day(school: School, as_of: dt.datetime) -> dict[str, str]:
    """The status of every ordinary or cumulative grade, by its id; due by the end of the day it was given."""
    found = {}
    for row in school["grades"]:
        due_at = dt.datetime.combine(row["given_on"], dt.time(23, 59, 59))
        if row["kind"] in {"ordinary", "cumulative"} and row["given_on"] <= as_of.date():
            found[row["grade_id"]] = status(due_at, row["entered_at"], as_of)
    return found

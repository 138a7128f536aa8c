"""Lesson hours: pupil × (group, day, lesson number), with their state and what the pupil missed of them."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from support.brute.asked import Event
from support.brute.school import Row, School, days, within

MISSED: Final = {"illness", "other", "unjustified", "open"}
_LAST: Final = dt.datetime(9999, 12, 31)


@dataclass(frozen=True, eq=False)
class Hour(Event):
    """One lesson hour; ``absence`` and the times are those of the absent row that counts, None without one."""

    lesson_no: int
    state: str
    absence: str | None = None
    reason: str | None = None
    decided_at: dt.datetime | None = None
    late: bool = False

    @property
    def held(self) -> bool:
        """Whether the lesson took place."""
        return self.state == "held"

    @property
    def missed(self) -> bool:
        """Absent and not representing the school."""
        return self.absence in MISSED


def expected(school: School, until: dt.date) -> dict[tuple[str, dt.date, int], str | None]:
    """Lessons by timetable up to a day, formal groups only, with the teacher who is to hold each."""
    found: dict[tuple[str, dt.date, int], tuple[dt.date, str | None]] = {}
    first = min(row["starts_on"] for row in school["terms"])
    for row in school["timetable"]:
        group = school.groups[row["group_id"]]
        if group["kind"] != "formal":
            continue
        for day in days(first, until):
            if day.isoweekday() != row["weekday"] or not within(row["valid_from"], day, row["valid_to"]):
                continue
            if not school.group_has_school(group, day):
                continue
            place = (row["group_id"], day, row["lesson_no"])
            if place not in found or found[place][0] < row["valid_from"]:
                found[place] = (row["valid_from"], row["staff_id"])
    substitutes = {
        (row["group_id"], row["held_on"], row["lesson_no"]): row["staff_id"] for row in school["substitutions"]
    }
    return {place: substitutes.get(place, staff) for place, (_since, staff) in found.items()}


def hours(school: School, until: dt.date) -> list[Hour]:
    """Every lesson hour up to a day."""
    planned = expected(school, until)
    records: dict[tuple[str, dt.date, int], list[Row]] = defaultdict(list)
    for row in school["lessons"]:
        if school.groups[row["group_id"]]["kind"] == "formal" and row["held_on"] <= until:
            records[row["group_id"], row["held_on"], row["lesson_no"]].append(row)
    attendance: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in school["attendance"]:
        attendance[row["lesson_id"], row["pupil_id"]].append(row)
    found = []
    for group_id, day, lesson_no in planned.keys() | records.keys():
        group = school.groups[group_id]
        rows = sorted(records[group_id, day, lesson_no], key=lambda row: row["filled_at"] or _LAST)
        held = [row for row in rows if row["not_held_reason"] is None]
        staff = (held or rows)[0]["staff_id"] if rows else planned[group_id, day, lesson_no]
        present = {row["pupil_id"] for row in school.members.get(group_id, []) if _is_member(row, day)}
        for pupil in present:
            if (klass := school.class_on(pupil, day)) is None:
                continue
            marks = [mark for row in held for mark in attendance[row["lesson_id"], pupil]]
            absent = [mark for mark in marks if mark["mark"] == "absent"]
            decided = [mark for mark in absent if mark["status"] in {"justified", "unjustified"}]
            counts = next(iter(decided or absent), None)
            found.append(
                Hour(
                    pupil=pupil,
                    day=day,
                    klass=klass["class_id"],
                    grade=klass["grade_level"],
                    group=group_id,
                    subject=group["subject_id"],
                    teacher=staff or group["staff_id"],
                    lesson_no=lesson_no,
                    state="held" if held else "not_held" if rows else "unknown",
                    absence=_kind(counts) if counts else None,
                    reason=counts["reason"] if counts else None,
                    decided_at=counts["decided_at"] if counts else None,
                    late=any(mark["mark"] == "late" for mark in marks),
                )
            )
    return found


def _is_member(row: Row, day: dt.date) -> bool:
    return within(row["joined_on"], day, row["left_on"])


def _kind(row: Row) -> str:
    if row["status"] == "unjustified":
        return "unjustified"
    if row["status"] != "justified":
        return "open"
    return str(row["reason"]) if row["reason"] in {"illness", "representing"} else "other"

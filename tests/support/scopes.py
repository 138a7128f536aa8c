"""Who is in a scope, told once more and independently: in Python, over the whole warehouse."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from ediary_analytics.access import Viewer

Row = dict[str, Any]
READ = (
    "classes",
    "enrolments",
    "group_members",
    "groups",
    "lessons",
    "pupil_flags",
    "staff",
    "subjects",
    "substitutions",
    "timetable",
)


@dataclass(frozen=True, slots=True)
class InScope:
    """Keys that may stand in a row that the viewer sees."""

    pupils: frozenset[str]
    groups: frozenset[str]
    classes: frozenset[str]


class School:
    """The tables of one school that scopes are told by."""

    def __init__(self, file: Path, school: str) -> None:
        self.tables: dict[str, list[Row]] = {}
        with duckdb.connect(str(file), read_only=True) as con:
            for name in READ:
                found = con.sql(f"from core.{name} where school_id = $school", params={"school": school})
                self.tables[name] = found.to_arrow_table().to_pylist()
            ((moment,),) = con.execute("select as_of from raw.imports where school_id = ?", [school]).fetchall()
        self.today: dt.date = moment.date()

    def now(self, row: Row, since: str, until: str) -> bool:
        return (row[since] or dt.date.min) <= self.today <= (row[until] or dt.date.max)

    def members(self, groups: set[str]) -> set[str]:
        return {row["pupil_id"] for row in self.tables["group_members"] if row["group_id"] in groups}

    def ever_in(self, classes: set[str]) -> set[str]:
        return {row["pupil_id"] for row in self.tables["enrolments"] if row["class_id"] in classes}

    def classes_now(self, pupils: set[str]) -> set[str]:
        return {
            row["class_id"]
            for row in self.tables["enrolments"]
            if row["pupil_id"] in pupils and self.now(row, "enrolled_on", "left_on")
        }

    def taught_by(self, staff: str | None) -> set[str]:
        stood_in = {(row["group_id"], row["held_on"]) for row in self.tables["substitutions"]}
        late = self.today - dt.timedelta(days=30)
        return (
            {row["group_id"] for row in self.tables["groups"] if row["staff_id"] == staff}
            | {
                row["group_id"]
                for row in self.tables["timetable"]
                if row["staff_id"] == staff and self.now(row, "valid_from", "valid_to")
            }
            | {
                row["group_id"]
                for row in self.tables["lessons"]
                if row["staff_id"] == staff
                and late <= row["held_on"] <= self.today
                and (row["group_id"], row["held_on"]) not in stood_in
            }
        )

    def kinds(self, *kinds: str) -> set[str]:
        return {row["group_id"] for row in self.tables["groups"] if row["kind"] in kinds}

    def in_scope(self, viewer: Viewer) -> InScope:
        """The keys of a viewer whose role is narrower than a school."""
        groups: set[str] = set()
        classes: set[str] = set()
        pupils: set[str] = set(viewer.scope.pupil_ids)
        staff = viewer.scope.staff_id
        after_or_small = self.kinds("after_school", "preschool")
        match viewer.role:
            case "class_head":
                classes = {row["class_id"] for row in self.tables["classes"] if row["homeroom_staff_id"] == staff}
            case "subject_teacher":
                groups = self.taught_by(staff) - after_or_small
            case "preschool_teacher":
                groups = {g for g in self.kinds("preschool") if g in self.taught_by(staff)}
                classes = {row["class_id"] for row in self.tables["groups"] if row["group_id"] in groups}
            case "after_school_tutor":
                classes = self.classes_now(self.members(self.kinds("after_school") & self.taught_by(staff)))
            case "informal_organiser":
                groups = self.kinds("informal", "after_school")
            case "methodical_group":
                theirs = {row["methodical_group"] for row in self.tables["staff"] if row["staff_id"] == staff}
                subjects = {row["subject_id"] for row in self.tables["subjects"] if row["methodical_group"] in theirs}
                groups = {row["group_id"] for row in self.tables["groups"] if row["subject_id"] in subjects}
            case "archivist":
                pupils = {row["pupil_id"] for row in self.tables["enrolments"]}
                pupils -= {p for p in pupils if self.classes_now({p})}
            case "psychologist" | "special_pedagogue" | "speech_therapist":
                word = {"psychologist": "psicholog", "special_pedagogue": "speci", "speech_therapist": "logop"}
                pupils = {
                    row["pupil_id"]
                    for row in self.tables["pupil_flags"]
                    if row["kind"] == "support"
                    and self.now(row, "since", "until")
                    and word[viewer.role] in (row["detail"] or "").lower()
                }
        known = pupils | self.members(groups) | self.ever_in(classes)
        near = groups | {row["group_id"] for row in self.tables["group_members"] if row["pupil_id"] in known}
        near |= {row["group_id"] for row in self.tables["groups"] if row["class_id"] in classes}
        around = classes | {row["class_id"] for row in self.tables["enrolments"] if row["pupil_id"] in known}
        around |= {row["class_id"] for row in self.tables["groups"] if row["group_id"] in near}
        return InScope(frozenset(known), frozenset(near), frozenset(around - {None}))

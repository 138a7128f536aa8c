"""Oddities that a generated school seldom has, planted into its export: each sits on an edge of some definition."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

Texts = list[dict[str, str]]
OCTOBER = "2026-10-{:02}"


class Export:
    """The tables of an export as text, read when asked for and written back at the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tables: dict[str, Texts] = {}
        self.columns: dict[str, list[str]] = {}

    def __getitem__(self, table: str) -> Texts:
        if table not in self.tables:
            with (self.folder / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
                reader = csv.DictReader(lines)
                self.tables[table] = list(reader)
                self.columns[table] = list(reader.fieldnames or [])
        return self.tables[table]

    def add(self, table: str, **values: Any) -> None:
        """A new row; columns that are not given are empty."""
        rows = self[table]
        rows.append(dict.fromkeys(self.columns[table], "") | {key: str(value) for key, value in values.items()})

    def first(self, table: str, when: Callable[[dict[str, str]], bool], at_least: int = 1) -> Texts:
        """The first rows of which something is true."""
        found = [row for row in self[table] if when(row)][:at_least]
        assert len(found) == at_least, (table, len(found))
        return found

    def write(self) -> None:
        """Write back what was read."""
        for table, rows in self.tables.items():
            with (self.folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as lines:
                writer = csv.DictWriter(lines, self.columns[table], lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)


def plant(folder: Path) -> None:
    """Change an export in place; the same export is changed in the same way."""
    export = Export(folder)
    general = sorted(row["class_id"] for row in export["classes"] if row["kind"] == "general")
    of_class = {name: _pupils_of(export, name) for name in general}
    junior, senior = [name for name in general if len(of_class[name]) >= 5][-2:]
    _people(export, of_class[senior], junior)
    _preschool(export)
    _groups(export, of_class[senior], senior)
    _lessons(export)
    _timetable(export, senior)
    _attendance(export, of_class[junior][0])
    _marks(export, of_class[junior])
    _term_grades(export)
    _tests(export, senior)
    _logins(export)
    export.write()


def _pupils_of(export: Export, name: str) -> list[str]:
    """The pupils who are in a class all the year."""
    moved = [row["pupil_id"] for row in export["enrolments"]]
    whole = [row for row in export["enrolments"] if row["enrolled_on"] == "2026-09-01" and not row["left_on"]]
    return [row["pupil_id"] for row in whole if row["class_id"] == name and moved.count(row["pupil_id"]) == 1]


def _enrolment(export: Export, pupil: str) -> dict[str, str]:
    return export.first("enrolments", lambda row: row["pupil_id"] == pupil)[0]


def _people(export: Export, pupils: list[str], other_class: str) -> None:
    """One changes class in mid-month and keeps the old groups, one comes late, one leaves; flags on every side of T."""
    moving, late, leaving, *_rest = pupils
    _enrolment(export, moving)["left_on"] = OCTOBER.format(14)
    export.add("enrolments", pupil_id=moving, class_id=other_class, enrolled_on=OCTOBER.format(15))
    _enrolment(export, late)["enrolled_on"] = OCTOBER.format(5)
    _enrolment(export, leaving)["left_on"] = OCTOBER.format(23)
    for row in export["group_members"]:
        if row["pupil_id"] == late:
            row["joined_on"] = ""
    for number, pupil in enumerate(pupils[3:]):
        export.add(
            "pupil_flags",
            pupil_id=pupil,
            kind="risk_group",
            since=("2026-09-01", "2026-10-12", "2026-09-10")[number % 3],
            until=("", "", "2026-10-30")[number % 3],
        )


def _preschool(export: Export) -> None:
    """A preschool group in which a child is ill for a day: no lesson hour, and no part of a print list."""
    export.add("classes", class_id="dar", school_year="2026-2027", name="Nykštukai", grade_level=0, kind="preschool")
    export.add("pupils", pupil_id="x1", first_name="Ugnė", last_name="Pušaitė")
    export.add("enrolments", pupil_id="x1", class_id="dar", enrolled_on="2026-09-01")
    export.add("guardians", guardian_id="xg1", pupil_id="x1", first_name="Rūta", last_name="Pušienė")
    export.add("groups", group_id="dar-g", school_year="2026-2027", name="Nykštukai", kind="preschool", class_id="dar")
    export.add("group_members", group_id="dar-g", pupil_id="x1", joined_on="2026-09-01")
    day = OCTOBER.format(7)
    export.add("lessons", lesson_id="xl0", group_id="dar-g", held_on=day, lesson_no=0, filled_at=f"{day} 09:00:00")
    export.add("attendance", lesson_id="xl0", pupil_id="x1", mark="absent", reason="illness", status="justified")


def _groups(export: Export, pupils: list[str], name: str) -> None:
    """A joint group without class and subject; a second group in a subject of the class."""
    export.add(
        "groups", group_id="x-joint", school_year="2026-2027", name="Modulis", kind="formal", assessment="points"
    )
    subject = export.first("groups", lambda row: row["class_id"] == name and row["assessment"] == "points")[0]
    export.add("groups", **{**subject, "group_id": "x-second", "name": "Antra grupė", "staff_id": ""})
    for pupil in pupils:
        export.add("group_members", group_id="x-joint", pupil_id=pupil)
        export.add("group_members", group_id="x-second", pupil_id=pupil, joined_on=OCTOBER.format(1))
    teacher = subject["staff_id"]
    export.add("timetable", group_id="x-joint", weekday=3, lesson_no=9, valid_from="2026-09-01", staff_id=teacher)
    export.add("timetable", group_id="x-second", weekday=2, lesson_no=8, valid_from=OCTOBER.format(1))
    for row in export["subjects"][2:4]:
        row["in_average"] = ""


def _lessons(export: Export) -> None:
    """Lessons that nobody recorded, one recorded twice, one both held and not, one on a Saturday, one cancelled."""
    for_formal = {row["group_id"] for row in export["groups"] if row["kind"] == "formal"}
    october = [row for row in export["lessons"] if row["held_on"][:7] == "2026-10" and row["group_id"] in for_formal]
    gone = {row["lesson_id"] for row in october[5::40]}
    substituted = {(row["group_id"], row["held_on"], row["lesson_no"]) for row in export["substitutions"]}
    gone |= {row["lesson_id"] for row in october if (row["group_id"], row["held_on"], row["lesson_no"]) in substituted}
    export.tables["lessons"] = [row for row in export["lessons"] if row["lesson_id"] not in gone]
    export.tables["attendance"] = [row for row in export["attendance"] if row["lesson_id"] not in gone]
    held = [row for row in october if row["lesson_id"] not in gone and not row["not_held_reason"]]
    missed = [mark for mark in export["attendance"] if mark["mark"] == "absent"]
    twice = [row for row in held if any(mark["lesson_id"] == row["lesson_id"] for mark in missed)][:3]
    for number, (row, status, reason) in enumerate(
        zip(twice, ("open", "justified", "justified"), ("", "illness", "representing"), strict=True)
    ):
        export.add("lessons", **{**row, "lesson_id": f"xt{number}", "filled_at": f"{row['held_on']} 07:00:00"})
        for mark in [mark for mark in missed if mark["lesson_id"] == row["lesson_id"]]:
            export.add("attendance", **{**mark, "lesson_id": f"xt{number}", "status": status, "reason": reason})
    export.add("lessons", **{**held[-1], "lesson_id": "xn0", "not_held_reason": "Ekskursija"})
    export.add("lessons", **{**held[-2], "lesson_id": "xs0", "held_on": OCTOBER.format(17)})
    cancelled = [
        row for row in held if row not in twice and any(mark["lesson_id"] == row["lesson_id"] for mark in missed)
    ]
    cancelled[0]["not_held_reason"] = "Mokytojo liga"


def _timetable(export: Export, name: str) -> None:
    """A slot that goes to another teacher in mid-October while its old row stays open: one lesson, the newer row's."""
    of_class = {row["group_id"] for row in export["groups"] if row["class_id"] == name}
    row = export.first("timetable", lambda row: row["group_id"] in of_class)[0]
    teacher = next(one["staff_id"] for one in export["staff"] if one["staff_id"] != row["staff_id"])
    export.add("timetable", **{**row, "valid_from": OCTOBER.format(12), "staff_id": teacher})


def _attendance(export: Export, truant: str) -> None:
    """Every status with every reason, late and absent at once, and one pupil who stays away for days."""
    absent = [row for row in export["attendance"] if row["mark"] == "absent"]
    kinds = [
        (status, reason)
        for status in ("unjustified", "justified", "open", "")
        for reason in ("representing", "school", "family", "other", "illness", "")
    ]
    for row, (status, reason) in zip(absent[::5], kinds, strict=False):
        row["status"], row["reason"] = status, reason
    there = {(row["lesson_id"], row["pupil_id"]) for row in export["attendance"]}
    groups = {row["group_id"] for row in export["group_members"] if row["pupil_id"] == truant}
    for row in export["lessons"]:
        away = row["group_id"] in groups and OCTOBER.format(19) <= row["held_on"] <= "2026-11-30"
        if away and (row["lesson_id"], truant) not in there:
            values = {"lesson_id": row["lesson_id"], "pupil_id": truant, "mark": "absent"}
            export.add("attendance", **values, status="unjustified", decided_at=f"{row['held_on']} 18:00:00")
    late = [row for row in export["attendance"] if row["mark"] == "late"]
    for row in late[:200:4]:
        row["pupil_id"] = late[0]["pupil_id"]
    export.tables["attendance"] = list(
        {(row["lesson_id"], row["pupil_id"], row["mark"]): row for row in export["attendance"]}.values()
    )


def _marks(export: Export, pupils: list[str]) -> None:
    """Suffixes and capitals, values outside the scale, a group without subject, marks that fall steeply."""
    values = ("7PR", "4 IN", "ĮSK", "11", "NSK", "9in", "A", "0")
    for row, value in zip(export["grades"][::17], values, strict=False):
        row["value"] = value
    groups = {row["group_id"] for row in export["groups"] if row["assessment"] == "points" and row["subject_id"]}
    mine = [row["group_id"] for row in export["group_members"] if row["pupil_id"] == pupils[1]]
    group = next(one for one in mine if one in groups)
    for number in range(6):
        day = OCTOBER.format(10 + 3 * number)
        falling = {"pupil_id": pupils[1], "group_id": group, "value": 10 - number}
        export.add("grades", grade_id=f"xf{number}", given_on=day, kind="ordinary", **falling)
        joint = {"pupil_id": pupils[2], "group_id": "x-joint", "value": 3 + number}
        export.add("grades", grade_id=f"xj{number}", given_on=day, kind="ordinary", **joint)
        home = {"pupil_id": pupils[3], "group_id": _home(export), "value": 4 + number % 2}
        export.add("grades", grade_id=f"xh{number}", given_on=day, kind="project", **home)


def _home(export: Export) -> str:
    return export.first("groups", lambda row: row["kind"] == "home")[0]["group_id"]


def _term_grades(export: Export) -> None:
    """Second results in a subject, in points and not; values in capitals; a group at home."""
    rows = list(export["term_grades"])
    subjects = {row["group_id"]: row["subject_id"] for row in export["groups"]}
    second = subjects["x-second"]
    results = [row for row in rows if subjects[row["group_id"]] == second]
    for row, value in zip(results, ("įsk", "2", "10", "nsk", "4PR", "npt", "1"), strict=False):
        export.add("term_grades", **{**row, "group_id": "x-second", "value": value})
    for row, value in zip(rows[::13], ("ĮSK", "3in", "NP", "12", "s", "2"), strict=False):
        row["value"] = value
    for row in rows[1:20:6]:
        export.add("term_grades", **{**row, "group_id": _home(export), "value": "8"})
        export.add("term_grades", **{**row, "group_id": "x-joint", "value": "3"})


def _tests(export: Export, name: str) -> None:
    """Tests of a joint group, on a closed day, and three in one week."""
    of_class = export.first("groups", lambda row: row["class_id"] == name)[0]["group_id"]
    joint = [("x-joint", OCTOBER.format(day)) for day in (14, 15)]
    own = [(of_class, day) for day in (OCTOBER.format(17), OCTOBER.format(20), OCTOBER.format(21), "2026-11-03")]
    for number, (group, day) in enumerate([*joint, *own]):
        export.add("assessments", assessment_id=f"xa{number}", group_id=group, held_on=day, kind="test")


def _logins(export: Export) -> None:
    """Accounts made later or nobody knows when, a second account, a guardian of two children, a pupil without any."""
    guardians = [row for row in export["accounts"] if row["person_kind"] == "guardian"]
    guardians[0]["created_at"] = "2026-10-20 10:00:00"
    guardians[1]["created_at"] = ""
    export.add("accounts", **{**guardians[2], "account_id": "xu1", "created_at": "2026-11-02 08:00:00"})
    export.add("logins", account_id="xu1", logged_in_at="2026-11-02 08:01:00")
    export.add("accounts", account_id="xu2", person_kind="guardian", person_id="xg1", created_at="2026-09-01 08:00:00")
    export.add("logins", account_id="xu2", logged_in_at="2026-09-30 23:59:59")
    rows = export["guardians"]
    alone = rows[-3]["pupil_id"]
    export.tables["guardians"] = [row for row in rows if row["pupil_id"] != alone]
    export.add("guardians", **{**rows[0], "pupil_id": rows[len(rows) // 2]["pupil_id"]})
    rows[4]["wants_print"] = "true"

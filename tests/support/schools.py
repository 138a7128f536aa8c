"""Schools that are unlike others, made of the first sample school: empty, with a class of one, without evidence."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from ediary_analytics.paths import shipped

SAMPLE = "azuolyno-progimnazija"
Row = Mapping[str, str]
Kept = Callable[[str, Row], bool]

#: What stands in an export before anything was entered.
_SET_UP = {"schools", "terms", "closures", "subjects", "staff", "classes"}
#: Attendance and lessons alone: no grades, logins, locks, timetable, accounts, history or flags.
_DAILY = {*_SET_UP, "pupils", "enrolments", "groups", "group_members", "lessons", "attendance"}
#: Marks and term grades alone: no lessons and no attendance.
_MARKED = {*_SET_UP, "pupils", "enrolments", "groups", "group_members", "grades", "term_grades"}
_SMALL_CLASS = "8a"


def _only(tables: Iterable[str]) -> Kept:
    kept = set(tables)
    return lambda table, _row: table in kept


def _class_of_one() -> Kept:
    with (shipped("sample_data") / SAMPLE / "enrolments.csv").open(encoding="utf-8") as file:
        members = [row["pupil_id"] for row in csv.DictReader(file) if row["class_id"] == _SMALL_CLASS]
    gone = set(members[1:])
    return lambda _table, row: row.get("pupil_id") not in gone


def export(name: str, folder: Path) -> Path:
    """The export of one of :data:`UNUSUAL`, written into a folder; tables without rows keep their header only."""
    return part_of_sample(folder, UNUSUAL[name]())


def part_of_sample(folder: Path, keep: Kept, without: Iterable[str] = ()) -> Path:
    """The rows of the sample that are kept, written into a folder; of tables ``without`` there is no file at all."""
    gone = set(without)
    for file in sorted((shipped("sample_data") / SAMPLE).glob("*.csv")):
        if file.stem in gone:
            continue
        with file.open(encoding="utf-8") as source:
            rows = csv.DictReader(source)
            with (folder / file.name).open("w", encoding="utf-8", newline="") as target:
                writer = csv.DictWriter(target, rows.fieldnames or [])
                writer.writeheader()
                writer.writerows(row for row in rows if keep(file.stem, row))
    return folder


def written(folder: Path, tables: Mapping[str, Sequence[str]]) -> Path:
    """An export of tables given as their lines, the header first."""
    for name, lines in tables.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


#: By name, what makes the school unlike others.
UNUSUAL: Mapping[str, Callable[[], Kept]] = {
    "nothing but its name": lambda: _only({"schools"}),
    "not begun": lambda: _only(_SET_UP),
    "lessons only": lambda: _only(_DAILY),
    "marks only": lambda: _only(_MARKED),
    "a class of one": _class_of_one,
}

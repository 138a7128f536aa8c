"""One school's export as lists of rows, and the plain questions about its days and people."""

import csv
import datetime as dt
from collections import defaultdict
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

import holidays

Row = dict[str, Any]
Cell = str | int | bool | dt.date | dt.datetime | None

_DAYS: Final = {"since", "until", "valid_from", "valid_to", "employed_from", "employed_to"}
_NUMBERS: Final = {"min_grade", "max_grade", "grade_level", "weekday", "lesson_no", "minutes"}
_FLAGS: Final = {"wants_print", "in_average", "sheet_signed"}
_DAY: Final = dt.timedelta(days=1)


def cell(column: str, text: str) -> Cell:
    """The value of one cell, by the name of its column; nothing written is None."""
    if not text.strip():
        return None
    if column.endswith("_on") or column in _DAYS:
        return dt.date.fromisoformat(text)
    if column.endswith("_at"):
        return dt.datetime.fromisoformat(text)
    if column in _NUMBERS:
        return int(text)
    return text == "true" if column in _FLAGS else text


def read(file: Path) -> list[Row]:
    """The rows of one file; none where there is no such file."""
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        return [{key: cell(key, text) for key, text in row.items()} for row in csv.DictReader(lines)]


def within(low: Any, value: Any, high: Any) -> bool:
    """Whether a value lies between two bounds, both included, of which either may be open."""
    return (low is None or low <= value) and (high is None or value <= high)


@cache
def is_working_day(day: dt.date) -> bool:
    """Monday to Friday and no public holiday of Lithuania."""
    return day.weekday() < 5 and day not in _holidays(day.year)


@cache
def _holidays(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("LT", years=year)


def days(first: dt.date, last: dt.date) -> list[dt.date]:
    """Every day from the first to the last, both included."""
    return [first + _DAY * number for number in range((last - first).days + 1)]


class School:
    """The tables of an export by name, and what follows from them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._classes_on: dict[tuple[str, dt.date], Row | None] = {}
        self._school_days: dict[tuple[str, dt.date], bool] = {}

    def __getitem__(self, table: str) -> list[Row]:
        """The rows of a table."""
        return self._tables.setdefault(table, read(self.folder / f"{table}.csv"))

    @cached_property
    def _tables(self) -> dict[str, list[Row]]:
        return {}

    @cached_property
    def classes(self) -> dict[str, Row]:
        """Classes by id."""
        return {row["class_id"]: row for row in self["classes"]}

    @cached_property
    def groups(self) -> dict[str, Row]:
        """Groups by id."""
        return {row["group_id"]: row for row in self["groups"]}

    @cached_property
    def subjects(self) -> dict[str, Row]:
        """Subjects by id."""
        return {row["subject_id"]: row for row in self["subjects"]}

    @cached_property
    def members(self) -> dict[str, list[Row]]:
        """The memberships of each group."""
        return _by(self["group_members"], "group_id")

    @cached_property
    def enrolments(self) -> dict[str, list[Row]]:
        """The enrolments of each pupil."""
        return _by(self["enrolments"], "pupil_id")

    @cached_property
    def guardians(self) -> dict[str, list[Row]]:
        """The guardians of each pupil."""
        return _by(self["guardians"], "pupil_id")

    def class_on(self, pupil: str, day: dt.date) -> Row | None:
        """The pupil's class on a day; None while not enrolled."""
        if (pupil, day) not in self._classes_on:
            found = None
            for row in self.enrolments.get(pupil, []):
                if within(row["enrolled_on"], day, row["left_on"]):
                    found = self.classes[row["class_id"]]
            self._classes_on[pupil, day] = found
        return self._classes_on[pupil, day]

    def last_class(self, pupil: str, first: dt.date, last: dt.date) -> Row | None:
        """The class of the pupil's last enrolled day of some days."""
        for day in reversed(days(first, last)):
            if found := self.class_on(pupil, day):
                return found
        return None

    def pupils_on(self, day: dt.date) -> list[str]:
        """Who is enrolled on a day."""
        return sorted(pupil for pupil in self.enrolments if self.class_on(pupil, day))

    def is_school_day(self, klass: Row, day: dt.date) -> bool:
        """Whether a class has school: a working day of its year, outside the closures that are its own."""
        key = (klass["class_id"], day)
        if key not in self._school_days:
            self._school_days[key] = self._has_school(klass, day)
        return self._school_days[key]

    def _has_school(self, klass: Row, day: dt.date) -> bool:
        grade = klass["grade_level"]
        years = [row for row in self["terms"] if row["kind"] == "year" and _of_grade(row, grade)]
        if not is_working_day(day) or not any(within(row["starts_on"], day, row["ends_on"]) for row in years):
            return False
        for row in self["closures"]:
            if not within(row["starts_on"], day, row["ends_on"]) or not _of_grade(row, grade):
                continue
            names_preschool = 0 in {row["min_grade"], row["max_grade"]}
            if klass["kind"] != "preschool" or row["kind"] != "vacation" or names_preschool:
                return False
        return True

    def some_class_has_school(self, day: dt.date, *, general: bool = False) -> bool:
        """Whether any class has school, or any general one."""
        return any(self.is_school_day(row, day) for row in self["classes"] if row["kind"] == "general" or not general)

    def group_has_school(self, group: Row, day: dt.date) -> bool:
        """Whether a group meets on a day: as its class does, a joint one as any general class does."""
        if group["class_id"] is None:
            return self.some_class_has_school(day, general=True)
        return self.is_school_day(self.classes[group["class_id"]], day)

    def last_school_days(self, klass: Row, until: dt.date, number: int) -> list[dt.date]:
        """The last school days of a class up to a day, oldest first; fewer early in the year."""
        first, _last = self.year_at(until)
        return [day for day in days(first, until) if self.is_school_day(klass, day)][-number:]

    def year_at(self, day: dt.date) -> tuple[dt.date, dt.date]:
        """First and last day, the widest span, of the school year that began last."""
        begun = [row for row in self["terms"] if row["kind"] == "year" and row["starts_on"] <= day]
        name = max(begun, key=lambda row: row["starts_on"])["school_year"]
        rows = [row for row in self["terms"] if row["kind"] == "year" and row["school_year"] == name]
        return min(row["starts_on"] for row in rows), max(row["ends_on"] for row in rows)

    def terms_of(self, grade: int) -> list[Row]:
        """The terms that apply to a grade, the year included."""
        return [row for row in self["terms"] if _of_grade(row, grade)]

    def terms_on(self, grade: int, day: dt.date) -> list[str]:
        """The terms of a grade that hold a day."""
        return [row["term_id"] for row in self.terms_of(grade) if within(row["starts_on"], day, row["ends_on"])]


def _of_grade(row: Row, grade: int) -> bool:
    return within(row["min_grade"], grade, row["max_grade"])


def _by(rows: list[Row], column: str) -> dict[str, list[Row]]:
    found = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return dict(found)

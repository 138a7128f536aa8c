"""Report (c) → the group, its lessons, and the grades and attendance marks in their cells."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from ediary_analytics.ingest.vendors.mano_dienynas import marks, words
from ediary_analytics.ingest.vendors.mano_dienynas.book import Book
from ediary_analytics.ingest.vendors.mano_dienynas.sheets import Sheet

_WORDS = re.compile(r"\w+")
_CLASS_WORDS = {"klase", "klases", "kl"}
_AUGUST = 8


def subject_of(sheet: Sheet, known: Mapping[str, str]) -> tuple[str, str, str]:
    """The group's id, its subject's id and the subject's name.

    The group's name without its class is the subject; where it says more (`Matematika 1 grupė`), the longest of the
    ``known`` subjects (id → name) that it begins with or holds.
    """
    of_class = {words.slug(part) for name in sheet.classes for part in [name, *_WORDS.findall(name)]} | _CLASS_WORDS
    rest = [word for word in _WORDS.findall(sheet.group_name) if words.slug(word) not in of_class]
    own = words.slug(" ".join(rest)) or words.slug(sheet.group_name) or "grupe"
    home = sheet.class_id or f"{sheet.period.school_year}-{words.slug(sheet.class_name)}"
    held = [subject for subject in known if f"-{subject}-" in f"-{own}-"]
    subject = max(held, key=len, default=own)
    name = " ".join(rest) or sheet.group_name
    return f"{home}-{own}", subject, known.get(subject, name[:1].upper() + name[1:])


def fill(
    book: Book,
    school: str,
    sheet: Sheet,
    people: Iterable[tuple[str, int]],
    known: Mapping[str, str],
    done: set[object],
) -> str:
    """The rows of report (c); returns the group's id.

    Args:
        book: takes the rows.
        school: whose they are.
        sheet: the report.
        people: the id of each pupil in the report's order, with the line.
        known: the school's subjects by id.
        done: days of groups that a newer report has told already; takes those of this one.
    """
    group, subject, name = subject_of(sheet, known)
    book.once("subjects", sheet.file, 1, school_id=school, subject_id=subject, name=name)
    book.once(
        "groups", sheet.file, 1,
        school_id=school, group_id=group, school_year=sheet.period.school_year, name=sheet.group_name, kind="formal",
        subject_id=subject, class_id=sheet.class_id,
    )  # fmt: skip
    listed = list(people)
    for pupil, line in listed:
        book.once("group_members", sheet.file, line, school_id=school, group_id=group, pupil_id=pupil)
    times = Counter[str]()
    for column, month, day in sheet.report.lessons:
        held_on = _dated(sheet, month, day)
        if (school, group, held_on) in done:
            book.tell(sheet.file, "lessons_again", sheet.group_name)
            continue
        times[held_on] += 1
        lesson = f"{group}-{held_on}-{times[held_on]}"
        book.add(
            "lessons", sheet.file, 1,
            school_id=school, lesson_id=lesson, group_id=group, held_on=held_on, lesson_no=times[held_on],
        )  # fmt: skip
        for (pupil, line), person in zip(listed, sheet.people, strict=True):
            _cell(book, school, sheet.file, line, (lesson, group, held_on, pupil), person.row.cells[column])
    for held_on, count in times.items():
        done.add((school, group, held_on))
        if count > 1:
            book.tell(sheet.file, "lesson_day_twice", held_on)
    return group


def _cell(book: Book, school: str, file: str, line: int, place: tuple[str, str, str, str], cell: str) -> None:
    lesson, group, held_on, pupil = place
    found = marks.of_lesson(cell)
    for number, value in enumerate(found.grades, 1):
        book.add(
            "grades", file, line,
            school_id=school, grade_id=f"{lesson}-{pupil}-{number}", pupil_id=pupil, group_id=group, lesson_id=lesson,
            given_on=held_on, value=value, kind="ordinary",
        )  # fmt: skip
    for letter in found.attendance:
        mark, reason, status = marks.ATTENDANCE[letter]
        book.add(
            "attendance", file, line,
            school_id=school, lesson_id=lesson, pupil_id=pupil, mark=mark, reason=reason, status=status,
        )  # fmt: skip
        if letter == "n":
            book.tell_once(file, "unjustified_or_open")


def _dated(sheet: Sheet, month: int, day: int) -> str:
    """The day of a lesson whose header has no year: the year in which it lies in the report's days.

    A day that is in none of them gets the school year's; one that no calendar has stays text, so that the import
    rejects it and says where.
    """
    since, until = sheet.days
    years = range(since.year, until.year + 1)
    for year in years:
        try:
            if since <= dt.date(year, month, day) <= until:
                return dt.date(year, month, day).isoformat()
        except ValueError:
            continue
    first = int(sheet.period.school_year[:4])
    return f"{first if month >= _AUGUST else first + 1}-{month:02}-{day:02}"

"""Reports (a) and (b) → subjects, class groups, term grades and averages, as the diary's own columns have them."""

import re
from collections import defaultdict
from collections.abc import Iterator

from ediary_analytics.contract import normal
from ediary_analytics.ingest.vendors.mano_dienynas import marks, words
from ediary_analytics.ingest.vendors.mano_dienynas.book import Book
from ediary_analytics.ingest.vendors.mano_dienynas.sheets import Sheet

_CLUBS = ("burel", "neformal", "klubas", "studija")
_ZERO = re.compile(r"0(?:\.0+)?")


def group_id(class_id: str, subject: str, place: int = 1) -> str:
    """The id of a class's group of a subject; a second column (or result) of one subject is a group of its own."""
    return "-".join(filter(None, (class_id, words.slug(subject), str(place) if place > 1 else "")))


def columns(sheet: Sheet) -> Iterator[tuple[int, str, int, int]]:
    """Of each subject's column: where it is, the subject, which of the subject's columns it is, and of how many."""
    places = defaultdict(list)
    for column, subject in sheet.report.subjects:
        places[words.slug(subject)].append((column, subject))
    for found in places.values():
        for place, (column, subject) in enumerate(found, 1):
            yield column, subject, place, len(found)


def fill(book: Book, school: str, sheet: Sheet) -> None:
    """The rows of report (a) or (b)."""
    for column, subject, place, of in columns(sheet):
        if not words.slug(subject):
            continue
        for person in sheet.people:
            cell = person.row.cells[column]
            if sheet.report.kind == words.TERM_SUMMARY:
                for turn, value in enumerate(marks.results(cell)):
                    group = add_group(book, school, sheet, subject, place + turn * of)
                    _member(book, school, sheet, group, person.pupil_id)
                    book.add(
                        "term_grades", sheet.file, person.row.line,
                        school_id=school, pupil_id=person.pupil_id, group_id=group, term_id=sheet.period.term_id,
                        value=value,
                    )  # fmt: skip
            elif is_average(cell):
                group = add_group(book, school, sheet, subject, place)
                _member(book, school, sheet, group, person.pupil_id)
                book.add(
                    "reported_averages", sheet.file, person.row.line,
                    school_id=school, report_id=sheet.report_id, pupil_id=person.pupil_id, group_id=group,
                    average=words.number(cell) or cell,
                )  # fmt: skip


def is_average(cell: str) -> bool:
    """Whether a cell holds an average; a dash or zero is none."""
    return bool(marks.results(cell)) and not _ZERO.fullmatch(words.number(cell))


def is_open(sheet: Sheet) -> bool:
    """Whether the term of report (a) is not closed yet: every average is 0, or no result is there."""
    cells = [person.row.cells for person in sheet.people]
    column = sheet.report.average
    if column is not None and any(row[column].strip() for row in cells):
        return not any(is_average(row[column]) for row in cells)
    return not any(marks.results(row[subject]) for row in cells for subject, _name in sheet.report.subjects)


def add_group(book: Book, school: str, sheet: Sheet, subject: str, place: int = 1) -> str:
    """The class's group of the subject, and the subject; returns the group's id."""
    group = group_id(sheet.class_id, subject, place)
    is_club = any(word in normal(subject) for word in _CLUBS)
    book.once("subjects", sheet.file, 1, school_id=school, subject_id=words.slug(subject), name=subject)
    book.once(
        "groups", sheet.file, 1,
        school_id=school, group_id=group, school_year=sheet.period.school_year, name=f"{subject} {sheet.class_name}",
        kind="informal" if is_club else "formal", subject_id=words.slug(subject), class_id=sheet.class_id,
    )  # fmt: skip
    return group


def _member(book: Book, school: str, sheet: Sheet, group: str, pupil_id: str) -> None:
    if group not in book.listed:
        book.once("group_members", sheet.file, 1, school_id=school, group_id=group, pupil_id=pupil_id)

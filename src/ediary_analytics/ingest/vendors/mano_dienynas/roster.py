"""Who was in which class: pupils, classes and enrolments from the lists of pupils, with what had to be supposed.

No report says when a pupil came or left. Whoever is listed is taken to be in the class from the school year's first day
on; from the day after an earlier list of the class that lacks the pupil; and until the end of the last report that has
the pupil where the newest list of the class has not.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ediary_analytics.ingest.vendors.mano_dienynas import periods, pupils, words
from ediary_analytics.ingest.vendors.mano_dienynas.book import Book
from ediary_analytics.ingest.vendors.mano_dienynas.sheets import Sheet, grade_level

_Name = tuple[str, str]


@dataclass(slots=True)
class _ClassList:
    """What is known of a class: its lists, newest first, and where each pupil was seen."""

    lists: list[tuple[Sheet, set[str]]] = field(default_factory=list)
    seen: dict[str, list[tuple[Sheet, pupils.Person]]] = field(default_factory=lambda: defaultdict(list))
    names: dict[_Name, set[str]] = field(default_factory=lambda: defaultdict(set))


class Roster:
    """The classes of all sheets, which are given newest first."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        self._classes: dict[tuple[str, str], _ClassList] = defaultdict(_ClassList)
        for sheet in sheets:
            if not sheet.class_id:
                continue
            known = self._classes[sheet.school, sheet.class_id]
            if sheet.is_list_of_class:
                known.lists.append((sheet, {person.pupil_id for person in sheet.people}))
            for person in sheet.people:
                known.seen[person.pupil_id].append((sheet, person))
                known.names[_name(person)].add(person.pupil_id)

    def people(self, sheet: Sheet) -> list[str]:
        """The ids of a sheet's pupils, in order.

        In a joint group a pupil is the one of this name in its classes, if there is one only; else a pupil apart.
        """
        if sheet.class_id:
            return [person.pupil_id for person in sheet.people]
        classes = [
            self._classes.get((sheet.school, f"{sheet.period.school_year}-{words.slug(name)}"), _ClassList())
            for name in sheet.classes
        ]
        found = []
        for person in sheet.people:
            candidates = set[str]().union(*(known.names.get(_name(person), set()) for known in classes))
            is_clear = len(candidates) == 1 and person.namesakes == 1
            found.append(next(iter(candidates)) if is_clear else person.pupil_id)
        return found

    def fill(self, book: Book, school_of: dict[str, str], sheets: Sequence[Sheet]) -> None:
        """The rows of pupils, classes and enrolments."""
        for (school_name, class_id), known in self._classes.items():
            school, newest = school_of[school_name], next(iter(known.seen.values()))[0][0]
            book.once(
                "classes", newest.file, 1,
                school_id=school, class_id=class_id, school_year=newest.period.school_year, name=newest.class_name,
                grade_level=grade_level(newest.class_name), kind="general",
            )  # fmt: skip
            self._enrol(book, school, class_id, known)
            _tell_namesakes(book, known)
        for sheet in sheets:
            for pupil, person in zip(self.people(sheet), sheet.people, strict=True):
                row, school = person.row, school_of[sheet.school]
                book.once(
                    "pupils", sheet.file, row.line,
                    school_id=school, pupil_id=pupil, first_name=row.first_name, last_name=row.last_name,
                )  # fmt: skip
                if not sheet.class_id and pupil == person.pupil_id:
                    book.tell(sheet.file, "class_unclear", f"{sheet.group_name} ({row.line})")

    def _enrol(self, book: Book, school: str, class_id: str, known: _ClassList) -> None:
        newest, on_newest = known.lists[0] if known.lists else (None, set())
        for pupil, seen in known.seen.items():
            sheet, person = seen[0]
            on_lists = [of for of, listed in known.lists if pupil in listed]
            if known.lists and not on_lists and len(known.names[_name(person)]) > 1:
                continue  # one of several of this name, nobody knows which: told below
            left_on = None
            if newest and pupil not in on_newest and sheet.days[1] < newest.days[1]:
                left_on = sheet.days[1]
                book.tell(newest.file, "pupil_gone", f"{sheet.class_name} ({sheet.file}:{person.row.line})")
            book.once(
                "enrolments", sheet.file, person.row.line,
                school_id=school, pupil_id=pupil, class_id=class_id, enrolled_on=_since(known, pupil, on_lists),
                left_on=left_on,
            )  # fmt: skip


def _since(known: _ClassList, pupil: str, on_lists: Sequence[Sheet]) -> dt.date:
    """From when on a pupil is taken to be in the class."""
    sheet = known.seen[pupil][0][0]
    year = periods.first_day(sheet.period.school_year)
    if not on_lists:
        return year
    first = min(of.days[1] for of in on_lists)
    before = [of.days[1] for of, listed in known.lists if pupil not in listed and of.days[1] < first]
    return max((day + dt.timedelta(1) for day in before), default=year)


def _tell_namesakes(book: Book, known: _ClassList) -> None:
    for of_name in known.names.values():
        if len(of_name) < 2:  # noqa: PLR2004
            continue
        most = max(person.namesakes for pupil in of_name for _sheet, person in known.seen[pupil])
        for sheet in {id(sheet): sheet for pupil in of_name for sheet, _person in known.seen[pupil]}.values():
            lines = [str(person.row.line) for person in sheet.people if person.pupil_id in of_name]
            code = "same_name" if len(lines) == most else "same_name_unclear"
            book.tell(sheet.file, code, f"{sheet.class_name} ({', '.join(lines)})")


def _name(person: pupils.Person) -> _Name:
    return pupils.plain(person.row.last_name), pupils.plain(person.row.first_name)

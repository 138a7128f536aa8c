"""Marks and term grades: what a written value says, and who it belongs to."""

import re
from dataclasses import dataclass
from typing import Final

from support.brute.asked import Event
from support.brute.school import School

_LETTERS: Final = {"įsk", "nsk", "atl", "neat", "pp", "np", "a", "pg", "pt", "s", "npt"}
_POINTS: Final = {str(number) for number in range(1, 11)}
_RANKS: Final = {"s": 4, "pt": 5, "pg": 7, "a": 9, "npt": 1, "nsk": 1, "np": 1, "neat": 1}


def plain(value: str | None) -> str | None:
    """The value in small letters, without the suffix of a programme; None where the scale has no such value."""
    found = re.sub(r"\s*(in|pr)$", "", (value or "").strip().lower())
    return found if found in _LETTERS | _POINTS else None


@dataclass(frozen=True, eq=False)
class Mark(Event):
    """A mark or, with ``term``, a term grade; ``value`` is plain."""

    value: str
    averaged: bool
    term: str | None = None

    @property
    def points(self) -> int | None:
        """1–10; None for letters."""
        return int(self.value) if self.value in _POINTS else None

    @property
    def rank(self) -> int | None:
        """Where it stands among points; None for the letters that stand nowhere."""
        return self.points or _RANKS.get(self.value)

    @property
    def negative(self) -> bool:
        """1–3, nsk, np, npt, neat."""
        return self.rank is not None and self.rank <= 3

    @property
    def in_mean(self) -> bool:
        """Whether measures of points count it."""
        return self.points is not None and self.averaged


def marks(school: School) -> list[Mark]:
    """Marks of enrolled pupils: neither parts of a later mark nor work of the summer."""
    found = []
    for row in school["grades"]:
        group = school.groups[row["group_id"]]
        klass = school.class_on(row["pupil_id"], row["given_on"])
        value = plain(row["value"])
        if group["kind"] not in {"formal", "home"} or row["kind"] in {"cumulative", "summer"}:
            continue
        if klass is not None and value is not None:
            subject, averaged = group["subject_id"], _averaged(school, group["subject_id"])
            place = (row["pupil_id"], row["given_on"], klass["class_id"], klass["grade_level"])
            found.append(Mark(*place, row["group_id"], subject, group["staff_id"], value, averaged))
    return found


def term_grades(school: School) -> list[Mark]:
    """Term grades of pupils enrolled on the term's last day, which is the day of each."""
    ends = {row["term_id"]: row["ends_on"] for row in school["terms"]}
    found = []
    for row in school["term_grades"]:
        group = school.groups[row["group_id"]]
        day, value = ends[row["term_id"]], plain(row["value"])
        klass = school.class_on(row["pupil_id"], day)
        if group["kind"] in {"formal", "home"} and klass is not None and value is not None:
            subject, averaged = group["subject_id"], _averaged(school, group["subject_id"])
            place = (row["pupil_id"], day, klass["class_id"], klass["grade_level"])
            found.append(Mark(*place, row["group_id"], subject, group["staff_id"], value, averaged, row["term_id"]))
    return found


def _averaged(school: School, subject: str | None) -> bool:
    """Only a plain no leaves a subject out."""
    row = school.subjects.get(subject) if subject is not None else None
    return row is None or row["in_average"] is not False

"""What a viewer can choose from in a school: its months, terms, classes and subjects, as far as they are in scope.

Small frames of the packaged questions, read once per published file.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from ediary_analytics.calendar import month_after
from ediary_analytics.catalogue import question


@dataclass(frozen=True, slots=True)
class Term:
    """A half-year, trimester or year that has begun; both days are included."""

    school_year: str | None
    term_id: str
    kind: str
    name: str
    starts_on: dt.date
    ends_on: dt.date


@dataclass(frozen=True, slots=True)
class Class:
    """A class as one calls it; ``grade_level`` is None of a group without one, 0 of a preschool one.

    Of one that is not ``whole`` only single pupils' rows are in scope: it has a name, and no sum of it would be right.
    """

    class_id: str
    name: str
    grade_level: int | None
    kind: str
    school_year: str | None
    whole: bool = True


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """What there is to choose from.

    Attributes:
        imported_at: when the data was imported, the school's wall clock.
        as_of: the moment it was judged by.
        months: ``2026-10``, those with school days so far, oldest first.
        terms: those that have begun, of every kind, oldest first; a year stands after its parts.
        classes: by school year, grade and name.
        subjects: names by ids, in the order of names.
    """

    imported_at: dt.datetime
    as_of: dt.datetime
    months: tuple[str, ...]
    terms: tuple[Term, ...]
    classes: tuple[Class, ...]
    subjects: dict[str, str]

    @property
    def every_month(self) -> list[str]:
        """Every month from the first with school days on: records are changed in summer too."""
        found, last = list(self.months[:1]), max([*self.months[-1:], self.as_of.strftime("%Y-%m")])
        while found and found[-1] < last:
            found.append(month_after(found[-1]))
        return found

    def at(self, moment: dt.datetime) -> "SchoolYear":
        """The same as it stood at an earlier moment: only what had begun by then can be chosen."""
        months = tuple(month for month in self.months if month <= f"{moment:%Y-%m}")
        terms = tuple(term for term in self.terms if term.starts_on <= moment.date())
        return replace(self, as_of=moment, months=months, terms=terms)

    @property
    def class_names(self) -> dict[str, str]:
        """Names of classes by their ids."""
        return {one.class_id: one.name for one in self.classes}

    def began(self, day: dt.date) -> dt.date:
        """The first day of the school year that a day lies in or follows; the day itself where there is none."""
        years = [term.starts_on for term in self.terms if term.kind == "year" and term.starts_on <= day]
        return max(years, default=day)

    def window(self, day: dt.date) -> tuple[dt.date | None, dt.date | None]:
        """First and last day of a former school year that a day lies in; none of the newest, which measures mean.

        A warehouse may hold several: of a month of an older one the newest says nothing.
        """
        began: dict[str | int, dt.date] = {}
        for term in self.terms:
            if term.kind == "year":
                year = term.school_year or term.starts_on.year
                began[year] = min(term.starts_on, began.get(year, term.starts_on))
        following = min((first for first in began.values() if first > day), default=None)
        if following is None:
            return None, None
        return max((first for first in began.values() if first <= day), default=None), following - dt.timedelta(days=1)


def read(con: duckdb.DuckDBPyConnection, whole: Collection[str] | None = None) -> SchoolYear:
    """Of a connection that was opened for a viewer and one school.

    Over several schools, months and moments are those of all of them (the newest moment), and ids may stand twice.

    Args:
        con: the connection.
        whole: the ids of the classes of which every row is in scope; None where that is no question.
    """
    ((imported_at, as_of),) = con.execute("select max(imported_at), max(as_of) from raw.imports").fetchall()
    subjects = {subject: name for _school, subject, name in _rows(con, "subject_names")}
    classes = (Class(*one) for _school, *one in _rows(con, "school_classes"))
    return SchoolYear(
        imported_at,
        as_of,
        months=tuple(month for (month,) in _rows(con, "months_begun")),
        terms=tuple(Term(*term) for _school, *term in _rows(con, "school_terms")),
        classes=tuple(replace(one, whole=whole is None or one.class_id in whole) for one in classes),
        subjects=subjects,
    )


def _rows(con: duckdb.DuckDBPyConnection, name: str) -> list[tuple[Any, ...]]:
    return con.execute(question(name)).fetchall()

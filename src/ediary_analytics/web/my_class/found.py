"""What a class head's page rests on: measures of the class, and what is to be decided and whom to reach."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import streamlit as st

from ediary_analytics.answers import class_head
from ediary_analytics.answers.school_year import Class
from ediary_analytics.calendar import month_before
from ediary_analytics.web import data, measures
from ediary_analytics.web.attendance import data as attendance
from ediary_analytics.web.attendance.found import span
from ediary_analytics.web.choices import Place
from ediary_analytics.web.measures import Answer, Ask

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Month:
    """The class's sheet of a month: lesson hours, and how many pupils; ``attended`` of ``held``."""

    pupils: int = 0
    missed: int = 0
    illness: int = 0
    other: int = 0
    unjustified: int = 0
    open: int = 0
    representing: int = 0
    late: int = 0
    attended: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A month of one class.

    Attributes:
        place, one, month: where, which class, ``2026-10``.
        months: the sheets of the school year, by month.
        undecided: the absences that nobody has decided, the oldest first; None where the export does not tell.
        parents: how many guardians never logged in, of how many; None where the export does not tell.
        to_print: the ids of the pupils whose monthly report is to be printed; None where nothing tells.
        guardians: each pupil's guardians (:func:`ediary_analytics.answers.class_head.guardians`).
        pupils: each pupil's counts of the month (:func:`ediary_analytics.answers.attendance.pupils`).
        days: the class day by day (:func:`ediary_analytics.answers.attendance.days`).
        remarks: by pupil and kind; None where the export does not tell.
        answers: every answer, for what is lacking.
    """

    place: Place
    one: Class
    month: str
    months: dict[str, Month]
    undecided: Rows | None
    parents: tuple[int, int] | None
    to_print: set[str] | None
    guardians: Rows
    pupils: Rows
    days: Rows
    remarks: dict[tuple[str, str], int] | None
    answers: list[Answer]

    @property
    def known(self) -> bool:
        """Whether the export tells who was missing: else nobody's lessons were attended, nor missed."""
        return self.answers[1].checkable

    def written(self, pupil_id: str, kind: str) -> int | None:
        """How many remarks of a kind a pupil got in the month; None where the export does not tell."""
        return None if self.remarks is None else self.remarks.get((pupil_id, kind), 0)

    @property
    def before(self) -> str:
        """The month before."""
        return month_before(self.month)

    @property
    def now(self) -> Month:
        """Of the month; all nought where there is nothing."""
        return self.months.get(self.month, Month())

    @property
    def then(self) -> Month:
        """Of the month before."""
        return self.months.get(self.before, Month())


def ask(place: Place, month: str, one: Class) -> Found:
    """All that the page tells."""
    as_of = place.year.as_of
    first, last = span(month, as_of)
    since, until = place.year.window(last)
    today, began = as_of.date(), since or place.year.began(last)
    asked = (
        Ask("class_month", ("class",), "month", since, until),
        Ask("attendance_rate", ("class",), "month", since, until),
        Ask("open_absence_age", ("class",), "total"),
        Ask("never_logged_in", ("kind", "class"), "total"),
        Ask("print_list", ("class", "pupil"), "month", first, last),
    )
    answers = measures.ask(place.view, *asked)
    sheets, rates, ages, logins, prints = answers
    printed, remarks = _own(prints, one), _remarks(place.view, first, last)
    return Found(
        place,
        one,
        month,
        _months(_own(sheets, one), _own(rates, one)),
        _undecided(place.view, one.class_id, today).to_pylist() if ages.checkable else None,
        _parents(_own(logins, one)) if logins.checkable else None,
        {row["pupil_id"] for row in printed if row["numerator"]} if printed else None,
        _guardians(place.view, one.class_id, today).to_pylist(),
        [
            row
            for row in attendance.pupils(place.view, as_of, first, last).to_pylist()
            if row["class_id"] == one.class_id
        ],
        attendance.days(place.view, as_of, began, until or today, one.class_id).to_pylist(),
        None if remarks is None else {(row["pupil_id"], row["kind"]): row["remarks"] for row in remarks.to_pylist()},
        answers,
    )


def _own(answer: Answer, one: Class) -> Rows:
    return [row for row in answer.rows.to_pylist() if row["class_id"] == one.class_id]


def _months(sheets: Rows, rates: Rows) -> dict[str, Month]:
    figures: dict[str, dict[str, int]] = {}
    for row in sheets:
        figures.setdefault(row["period"], {})[row["part"]] = row["numerator"]
    for row in rates:
        figures.setdefault(row["period"], {}).update(attended=row["numerator"], held=row["denominator"])
    return {month: Month(**counts) for month, counts in sorted(figures.items())}


def _parents(rows: Rows) -> tuple[int, int]:
    guardians = [row for row in rows if row["kind"] == "guardian"]
    return sum(row["numerator"] for row in guardians), sum(row["denominator"] for row in guardians)


@st.cache_data(max_entries=64, show_spinner=False)
def _undecided(view: data.View, class_id: str, until: dt.date) -> pa.Table:
    with data.root(view).cursor() as con:
        return class_head.undecided(con, class_id, until)


@st.cache_data(max_entries=64, show_spinner=False)
def _guardians(view: data.View, class_id: str, until: dt.date) -> pa.Table:
    with data.root(view).cursor() as con:
        return class_head.guardians(con, class_id, until)


@st.cache_data(max_entries=64, show_spinner=False)
def _remarks(view: data.View, since: dt.date, until: dt.date) -> pa.Table | None:
    with data.root(view).cursor() as con:
        return class_head.remarks(con, since, until)

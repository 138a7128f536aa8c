"""What the page schools asks and finds: every school in scope side by side, of one month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from ediary_analytics.access import School
from ediary_analytics.answers import schools
from ediary_analytics.answers.schools import Ended
from ediary_analytics.calendar import month_before
from ediary_analytics.web import data, measures
from ediary_analytics.web.choices import Everywhere
from ediary_analytics.web.measures import Answer

Figure = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A school, or a grade of one: what is hidden or not known is None.

    ``absent`` are unjustified hours and pupils, of the grades of which the country is known; ``band`` what the schools
    of the country would have with the same pupils in these grades: lower quartile, median, upper quartile.
    """

    key: str
    name: str
    attended: Figure | None
    before: Figure | None
    success: Figure | None
    reached: Figure | None
    term: str = ""
    absent: Figure | None = None
    band: tuple[float, float, float] | None = None

    @property
    def hidden(self) -> bool:
        """Whether nothing of it may be told, or nothing is known."""
        return self.attended is None and self.success is None and self.reached is None


@dataclass(frozen=True, slots=True)
class Found:
    """All schools in scope: by name; ``grades`` by school."""

    everywhere: Everywhere
    month: str
    before: str
    lines: list[Line]
    grades: dict[str, list[Line]]
    answers: list[Answer]

    def total(self, name: str) -> Figure | None:
        """A figure added up over the schools that are told of."""
        return _sum([figure for line in self.lines if (figure := getattr(line, name)) is not None])

    @property
    def both(self) -> tuple[Figure, Figure] | None:
        """Attendance of the month and of the one before, of the schools that are told of in both."""
        known = [(line.attended, line.before) for line in self.lines if line.attended and line.before]
        now, then = _sum([one for one, _other in known]), _sum([other for _one, other in known])
        return (now, then) if now and then else None


def _sum(figures: Sequence[Figure]) -> Figure | None:
    return (sum(part for part, _whole in figures), sum(whole for _part, whole in figures)) if figures else None


def look(everywhere: Everywhere, month: str) -> Found:
    """Everything the page shows, in one question over all schools."""
    before = month_before(month)
    answers = measures.ask(everywhere.view, *schools.asks(month))
    ended = _ended(everywhere.view)
    of_schools = [_by(answer, ended, ()) for answer in answers[:3]]
    of_grades = [_by(answer, ended, ("grade_level",)) for answer in answers[3:6]]
    bands = _bands(answers[6])
    lines, grades = [], {}
    for school in everywhere.schools:
        one = school.school_id
        absent, band = bands.get(one, (None, None))
        attended, success, reached = of_schools
        lines.append(
            Line(
                one,
                school.name,
                attended.get((one, month)),
                attended.get((one, before)),
                success.get((one, "")),
                reached.get((one, month)),
                ended[one].name if one in ended else "",
                absent,
                band,
            )
        )
        grades[one] = list(_grades(school, month, of_grades))
    return Found(everywhere, month, before, lines, grades, list(answers))


def _grades(school: School, month: str, found: list[dict[tuple[Any, ...], Figure | None]]) -> Iterable[Line]:
    one = school.school_id
    attended, success, reached = found
    known = {key[1] for figures in found for key in figures if key[0] == one and key[1] is not None}
    for grade in sorted(known):
        yield Line(
            str(grade),
            str(grade),
            attended.get((one, grade, month)),
            None,
            success.get((one, grade, "")),
            reached.get((one, grade, month)),
        )


def _by(answer: Answer, ended: dict[str, Ended], keys: tuple[str, ...]) -> dict[tuple[Any, ...], Figure | None]:
    """By school, keys and month; term grades by an empty month, those of the terms that ended last added up."""
    found: dict[tuple[Any, ...], Figure | None] = {}
    for row in answer.rows.to_pylist():
        period = row["period"]
        if answer.metric == "success_rate":
            if row["school_id"] not in ended or period not in ended[row["school_id"]].term_ids:
                continue
            period = ""
        place = (row["school_id"], *(row[key] for key in keys), period)
        if row["numerator"] is None:
            found.setdefault(place, None)
            continue
        part, whole = found.get(place) or (0, 0)
        found[place] = (part + row["numerator"], whole + row["denominator"])
    return found


def _bands(answer: Answer) -> dict[str, tuple[Figure, tuple[float, float, float]]]:
    """By school, unjustified hours per pupil, and the band of the country weighted by the school's own grades."""
    if answer.benchmark is None:
        return {}
    country = {
        (row["school_id"], row["grade_level"]): row
        for row in answer.benchmark.to_pylist()
        if row["part"] == "unjustified"
    }
    sums: dict[str, list[float]] = {}
    for row in answer.part("unjustified"):
        beside = country.get((row["school_id"], row["grade_level"]))
        if beside is None or row["numerator"] is None or not row["denominator"]:
            continue
        pupils = row["denominator"]
        mine = sums.setdefault(row["school_id"], [0, 0, 0, 0, 0])
        for place, value in enumerate((row["numerator"], pupils, *(beside[name] * pupils for name in _QUARTILES))):
            mine[place] += value
    return {
        school: ((int(hours), int(pupils)), (low / pupils, median / pupils, high / pupils))
        for school, (hours, pupils, low, median, high) in sums.items()
    }


_QUARTILES = ("low", "median", "high")


@st.cache_data(max_entries=16, show_spinner=False)
def _ended(view: data.View) -> dict[str, Ended]:
    with data.root(view).cursor() as con:
        return schools.last_terms(con)

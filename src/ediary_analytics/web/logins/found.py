"""What the page logins asks and finds: who looks into the diary, by week, by class, and who never did."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import streamlit as st

from ediary_analytics.answers import logins
from ediary_analytics.answers.logins import Absent
from ediary_analytics.answers.school_year import Class
from ediary_analytics.calendar import month_before, month_days
from ediary_analytics.web import data, measures
from ediary_analytics.web.choices import Place
from ediary_analytics.web.measures import Answer, Ask

KINDS = ("guardian", "pupil", "staff")
Figure = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A class: of its figures those that are hidden (or that there is nothing of) are None."""

    school_class: Class
    reached: Figure | None
    never: dict[str, Figure]
    printed: Figure | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The logins of a school up to the moment of its import.

    Attributes:
        place: the school.
        month: the chosen month.
        before: the month before it.
        reached: by month, pupils of whom a guardian logged in, of all.
        active: by month and kind, who logged in, of those with an account.
        weeks: the same by week (``2026-W41``) of this school year, of weeks that are over and began in it.
        printed: by month, pupils who need a printed report, of all.
        never: by kind, who never logged in, of all.
        bands: by kind, people by the time since their last login.
        effect: the parts of ``login_effect``.
        lines: by class.
        answers: every answer, to say what cannot be told.
    """

    place: Place
    month: str
    before: str
    reached: dict[str, Figure]
    active: dict[tuple[str, str], Figure]
    weeks: dict[tuple[str, str], Figure]
    printed: dict[str, Figure]
    never: dict[str, Figure]
    bands: dict[str, dict[str, Figure]]
    effect: dict[str, Figure]
    lines: list[Line]
    answers: list[Answer]


def look(place: Place, month: str) -> Found:
    """Everything the page shows at first sight."""
    before = month_before(month)
    since, until = month_days(before)[0], month_days(month)[1]
    today = place.year.as_of.date()
    began = place.year.began(today)

    def monthly(metric: str, *by: str) -> Ask:
        return Ask(metric, by, "month", since, until)

    asked = [
        monthly("pupils_reached"),
        monthly("pupils_reached", "class"),
        monthly("login_active", "kind"),
        Ask("login_active", ("kind",), "week", began),
        monthly("print_list"),
        monthly("print_list", "class"),
        Ask("never_logged_in", ("kind",), "total"),
        Ask("never_logged_in", ("class", "kind"), "total"),
        Ask("last_login", ("kind",), "total"),
        Ask("login_effect", (), "total"),
    ]
    answers = measures.ask(place.view, *asked)
    reached, by_class, active, weekly, printed, print_class, never, never_class, bands, effect = answers
    spans: dict[str, dict[str, Figure]] = {}
    for row in bands.rows.to_pylist():
        if row["numerator"] is not None:
            spans.setdefault(row["kind"], {})[row["part"]] = _figure(row)
    return Found(
        place,
        month,
        before,
        reached={row["period"]: _figure(row) for row in _told(reached)},
        active={(row["period"], row["kind"]): _figure(row) for row in _told(active)},
        weeks=_whole_weeks(weekly, began, today),
        printed={row["period"]: _figure(row) for row in _told(printed)},
        never={row["kind"]: _figure(row) for row in _told(never)},
        bands=spans,
        effect={row["part"]: _figure(row) for row in _told(effect)},
        lines=_lines(place, month, by_class, never_class, print_class),
        answers=answers,
    )


def _lines(place: Place, month: str, reached: Answer, never: Answer, printed: Answer) -> list[Line]:
    listed = [row for row in reached.rows.to_pylist() if row["period"] == month]
    by_class = {row["class_id"]: None if row["numerator"] is None else _figure(row) for row in listed}
    persons: dict[str, dict[str, Figure]] = {}
    for row in _told(never):
        persons.setdefault(row["class_id"], {})[row["kind"]] = _figure(row)
    prints = {row["class_id"]: _figure(row) for row in _told(printed) if row["period"] == month}
    lines = []
    for one in place.year.classes:
        if one.class_id not in by_class and one.class_id not in persons:
            continue
        figure, mine = by_class.get(one.class_id), persons.get(one.class_id, {})
        hidden = figure is None and not mine
        lines.append(Line(one, figure, mine, None if hidden else prints.get(one.class_id), hidden))
    return lines


def _whole_weeks(answer: Answer, since: dt.date, until: dt.date) -> dict[tuple[str, str], Figure]:
    """By week and kind: a week cut short by the year's beginning or by today would look like a fall."""
    found = {}
    for row in _told(answer):
        monday = first_day(row["period"])
        if monday >= since and monday + dt.timedelta(days=6) <= until:
            found[row["period"], row["kind"]] = _figure(row)
    return found


def first_day(week: str) -> dt.date:
    """The Monday of ``2026-W41``."""
    return dt.date.fromisocalendar(int(week[:4]), int(week[6:]), 1)


def _told(answer: Answer) -> list[dict[str, Any]]:
    return [row for row in answer.rows.to_pylist() if row["numerator"] is not None]


def _figure(row: dict[str, Any]) -> Figure:
    return row["numerator"], row["denominator"]


@st.cache_data(max_entries=64, show_spinner=False)
def never(view: data.View, moment: dt.datetime) -> list[Absent]:
    """Who never logged in, by name: only for a viewer who may name everybody in scope."""
    with data.root(view).cursor() as con:
        return logins.never(con, moment)


def to_print(found: Found) -> dict[str, list[str]]:
    """By class, the ids of the pupils who need a printed report of the month; for who may name pupils."""
    since, until = month_days(found.month)
    (answer,) = measures.ask(found.place.view, Ask("print_list", ("class", "pupil"), "month", since, until))
    listed: dict[str, list[str]] = {}
    for row in answer.rows.to_pylist():
        if row["numerator"]:
            listed.setdefault(row["class_id"], []).append(row["pupil_id"])
    return listed

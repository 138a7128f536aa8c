"""What the page test_load asks and finds: the tests of a term, by class."""

import datetime as dt
from dataclasses import dataclass, field

import streamlit as st

from ediary_analytics import policy
from ediary_analytics.answers import test_load
from ediary_analytics.answers.school_year import Class, Term
from ediary_analytics.answers.test_load import Crowded, Limits, Test
from ediary_analytics.errors import PolicyError
from ediary_analytics.web import data, measures
from ediary_analytics.web.choices import Place
from ediary_analytics.web.measures import Answer, Ask


@dataclass(frozen=True, slots=True)
class Line:
    """A class with its tests of the term, in order; ``weekly`` is (tests, weeks) as measured, None where hidden."""

    school_class: Class
    tests: list[Test]
    crowded: list[Crowded]
    weekly: tuple[int, int] | None
    coming: list[Test] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """The tests of a term, as far as they are in scope; ``partial`` where other subjects' tests are not."""

    place: Place
    term: Term
    limits: Limits
    lines: list[Line]
    load: Answer
    partial: bool

    @property
    def today(self) -> dt.date:
        """The last day that anything is known of."""
        return self.place.year.as_of.date()

    @property
    def tests(self) -> list[Test]:
        """Every test once, also that of a joint group."""
        return list({one.assessment_id: one for line in self.lines for one in line.tests}.values())

    @property
    def coming(self) -> list[Test]:
        """Every test ahead, once."""
        return [one for one in self.tests if one.held_on > self.today]

    @property
    def crowded(self) -> list[Crowded]:
        """The days over the limit, by day and class."""
        return sorted((one for line in self.lines for one in line.crowded), key=lambda one: (one.held_on, one.class_id))


def look(place: Place, term: Term, school_class: Class | None) -> Found:
    """The tests of a term: those held and those announced for later."""
    rules = _rules(place)
    limits = test_load.limits(rules, place.year.as_of.date())
    given, crowded = _asked(place.view, term.starts_on, term.ends_on, limits.told)
    until = max(min(term.ends_on, place.year.as_of.date()), term.starts_on)
    (load,) = measures.ask(place.view, Ask("test_load", ("class",), "total", term.starts_on, until))
    weekly = {row["class_id"]: (row["numerator"], row["denominator"]) for row in load.rows.to_pylist()}
    lines = []
    for one in place.year.classes:
        own = [test for test in given if test.class_id == one.class_id]
        if not one.whole or (one.class_id not in weekly and not own) or (school_class and one != school_class):
            continue
        measured = weekly.get(one.class_id, (None, None))
        lines.append(
            Line(
                one,
                own,
                [day for day in crowded if day.class_id == one.class_id],
                (measured[0], measured[1]) if measured[0] is not None and measured[1] else None,
                [test for test in own if test.held_on > place.year.as_of.date()],
            )
        )
    partial = place.view.viewer.rights.scope == "own_subjects"
    return Found(place, term, limits, lines, load, partial)


def _rules(place: Place) -> policy.Policy | None:
    try:
        return policy.load(place.school.policy) if place.school.policy else None
    except PolicyError:
        return None


@st.cache_data(max_entries=128, show_spinner=False)
def _asked(view: data.View, since: dt.date, until: dt.date, limit: int) -> tuple[list[Test], list[Crowded]]:
    with data.root(view).cursor() as con:
        return test_load.tests(con, since, until), test_load.crowded(con, since, until, limit)

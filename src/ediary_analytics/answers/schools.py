"""What is asked of several schools side by side, and the terms of each that ended last.

Asked of a connection that was opened for a viewer and all schools in scope.
"""

import datetime as dt
from dataclasses import dataclass

import duckdb

from ediary_analytics.answers.measures import Ask
from ediary_analytics.calendar import month_before, month_days
from ediary_analytics.catalogue import question

#: Terms of one kind that end for some grades so many days earlier than for others are told together.
_TOGETHER = dt.timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Ended:
    """What ended last in a school: the terms (several where grades differ), and what the last of them is called."""

    term_ids: frozenset[str]
    name: str


def asks(month: str) -> tuple[Ask, ...]:
    """What is asked of a month and the one before: attendance, success, logins, of schools and then of their grades."""
    first, until = month_days(month)
    since, _last = month_days(month_before(month))
    return (
        Ask("attendance_rate", (), "month", since, until),
        Ask("success_rate", (), "term"),
        Ask("pupils_reached", (), "month", first, until),
        Ask("attendance_rate", ("grade",), "month", first, until),
        Ask("success_rate", ("grade",), "term"),
        Ask("pupils_reached", ("grade",), "month", first, until),
        Ask("absence_per_pupil", ("grade",), "month", first, until),
    )


def last_terms(con: duckdb.DuckDBPyConnection) -> dict[str, Ended]:
    """By school, the half-year or trimester that ended last by its import; none of schools where none has."""
    until = dict(con.execute("select school_id, max(as_of)::date from raw.imports group by school_id").fetchall())
    over: dict[str, list[tuple[dt.date, str, str, str]]] = {}
    for school, _year, term_id, kind, name, _starts, ends_on in con.execute(question("school_terms")).fetchall():
        if kind != "year" and ends_on <= until[school]:
            over.setdefault(school, []).append((ends_on, kind, term_id, name))
    found = {}
    for school, terms in over.items():
        last, kind, _term, name = max(terms)
        same = frozenset(term for ends_on, its, term, _name in terms if its == kind and last - ends_on <= _TOGETHER)
        found[school] = Ended(same, name)
    return found

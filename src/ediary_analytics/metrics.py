"""Measures: one SQL file each in ``sql/metrics``, asked by keys, period and window.

A metric's select reads ``asked.*``: views over ``core`` in which the columns that are not asked for are null and each
row carries its period, so that ``group by all`` groups by exactly what was asked. What was asked stands in variables
of the connection. Numerators and denominators are integers; dividing them is the last step.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from ediary_analytics import catalogue, docket, evidence, warehouse
from ediary_analytics.errors import CallError
from ediary_analytics.i18n import _

#: What one may group by, and the column it becomes.
KEYS = {
    "class": "class_id",
    "grade": "grade_level",
    "pupil": "pupil_id",
    "subject": "subject_id",
    "group": "group_id",
    "teacher": "staff_id",
    "kind": "kind",
    "obligation": "obligation",
}
PERIODS = ("total", "month", "week", "term")


@dataclass(frozen=True, slots=True)
class Question:
    """A metric with what is asked of it; ``since`` and ``until`` are days, both included, None for the default."""

    metric: catalogue.Metric
    by: tuple[str, ...]
    period: str
    as_of: dt.datetime
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """The answer: no rows where the evidence is missing in every school.

    ``rows`` has the columns ``school_id``, those of the keys, ``period``, ``part``, ``numerator``, ``denominator`` and
    ``value``.
    """

    question: Question
    missing_evidence: tuple[str, ...]
    rows: pa.Table

    @property
    def checkable(self) -> bool:
        """False when no school has the evidence: then nothing is known."""
        return not self.missing_evidence


def question(
    name: str,
    as_of: dt.datetime,
    *,
    by: Sequence[str] | None = None,
    period: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> Question:
    """What is asked, with the metric's own keys and period where none are named.

    Raises:
        CallError: no such metric, or a key, period or window that it does not allow.
    """
    known = catalogue.metrics()
    if (metric := known.get(name)) is None:
        raise CallError(name, _("no such metric"), _("Known are {names}").format(names=", ".join(known)))
    keys = tuple(metric.by if by is None else by)
    for key in keys:
        if key not in metric.allow:
            raise CallError(name, _("it cannot be grouped by '{key}'").format(key=key), _allowed(metric.allow))
    chosen = period or metric.period
    if chosen not in metric.periods:
        raise CallError(name, _("it has no period '{period}'").format(period=chosen), _allowed(metric.periods))
    if since and until and until < since:
        raise CallError("--to", _("{until} is before {since}").format(until=until, since=since), _("Give a later day"))
    return Question(metric, keys, chosen, as_of, since, until)


def _allowed(names: Sequence[str]) -> str:
    return _("Allowed are {names}").format(names=", ".join(names))


def open_for(con: duckdb.DuckDBPyConnection, school: str | None = None) -> dt.datetime:
    """Narrow an open warehouse to one school or all of it and make it ready; return the newest moment of an import.

    Raises:
        CallError: no such school.
    """
    rows = con.execute("select school_id, as_of from warehouse.raw.imports").fetchall()
    known: dict[str, dt.datetime] = {str(one): as_of for one, as_of in rows}
    schools = [school] if school in known else [] if school else list(known)
    if not schools:
        raise CallError(school or "--school", _("no such school here"), _("ediary status lists the schools"))
    warehouse.narrow(con, schools)
    prepare(con)
    return max(known[one] for one in schools)


def prepare(con: duckdb.DuckDBPyConnection) -> None:
    """Make the views ``asked.*`` in a narrowed root."""
    con.execute("create schema if not exists asked")
    for name, sql in catalogue.asked().items():
        con.execute(f"create or replace view asked.{name} as {sql}")


def measure(con: duckdb.DuckDBPyConnection, asked: Question) -> Measured:
    """Ask a root that :func:`open_for` or :func:`prepare` has made ready; a school without the evidence gives no rows.

    A metric of duties (``judged = true`` in its file) reads ``judged.verdicts`` as of the question's moment: see
    :func:`judge_for`.
    """
    lacking = {school: evidence.lacking(asked.metric.needs, tables) for school, tables in evidence.present(con).items()}
    able = [school for school, needs in lacking.items() if not needs]
    _bind(con, asked)
    keys = "".join(f"{KEYS[key]}, " for key in asked.by)
    rows = con.sql(
        f"""
        select school_id, {keys}period, part::varchar as part, numerator::bigint as numerator,
            denominator::bigint as denominator, numerator / nullif(denominator, 0) as value
        from ({asked.metric.sql})
        where school_id in (select unnest($asked_schools::varchar[])) and period is not null
        order by all
        """,
        params={**asked.metric.bound, "asked_schools": able},
    ).to_arrow_table()
    missing = () if able else tuple(dict.fromkeys(need for needs in lacking.values() for need in needs))
    return Measured(asked, missing, rows)


def _bind(con: duckdb.DuckDBPyConnection, asked: Question) -> None:
    con.execute("set variable as_of = $value::timestamp", {"value": asked.as_of})
    con.execute("set variable since = $value::date", {"value": asked.since})
    con.execute("set variable until = $value::date", {"value": asked.until})
    con.execute("set variable period = $value::varchar", {"value": asked.period})
    for key in KEYS:
        con.execute(f"set variable by_{key} = $value::boolean", {"value": key in asked.by})


def judge_for(con: duckdb.DuckDBPyConnection, asked: Question, school: str | None = None) -> None:
    """For a metric of duties, judge each school by its own rules as of the question's moment; else nothing."""
    if asked.metric.judged:
        listed, _unjudged = docket.cases(con, None, asked.as_of, school)
        docket.judge(con, listed)


def as_json(found: Measured) -> dict[str, Any]:
    """The answer as the object that ``ediary metric --format json`` prints."""
    metric = found.question.metric
    return {
        "name": metric.name,
        "title": metric.text("title"),
        "definition": metric.text("definition"),
        "unit": metric.unit,
        "good": metric.good,
        "settings": dict(metric.settings),
        "checkable": found.checkable,
        "missing_evidence": list(found.missing_evidence),
        "rows": found.rows.to_pylist(),
    }

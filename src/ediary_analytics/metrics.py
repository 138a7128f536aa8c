"""Measures: one SQL file each in ``sql/metrics``, asked by keys, period and window.

A metric's select reads ``asked.*``: views over ``core`` in which the columns that are not asked for are null and each
row carries its period, so that ``group by all`` groups by exactly what was asked. What was asked stands in variables
of the connection. Numerators and denominators are integers; dividing them is the last step.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb
import pyarrow as pa

from ediary_analytics import bulk, catalogue, docket, evidence, release, warehouse
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
    """A metric with what is asked of it.

    ``since`` and ``until`` are days, both included, None for the default; ``changed`` are settings that are not to be
    the metric's own.
    """

    metric: catalogue.Metric
    by: tuple[str, ...]
    period: str
    as_of: dt.datetime
    since: dt.date | None = None
    until: dt.date | None = None
    changed: Mapping[str, Any] = field(default_factory=dict)
    pupil: str | None = None

    @property
    def settings(self) -> dict[str, Any]:
        """Every setting of the metric with the value it is asked with."""
        return {**self.metric.settings, **self.changed}


@dataclass(frozen=True, slots=True)
class Measured:
    """The answer: no rows where the evidence is missing in every school.

    ``rows`` has the columns ``school_id``, those of the keys, ``period``, ``part``, ``numerator``, ``denominator`` and
    ``value``. ``benchmark`` has for those of them that have a counterpart in the open data of the country the same
    columns, the figures being those of all its schools together, and ``schools`` (how many), ``low``, ``median`` and
    ``high`` (the quartiles of these schools); None where the metric has no counterpart or no such data is loaded.
    """

    question: Question
    missing_evidence: tuple[str, ...]
    rows: pa.Table
    benchmark: pa.Table | None = None

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
    settings: Mapping[str, Any] | None = None,
) -> Question:
    """What is asked, with the metric's own keys, period and settings where none are named.

    Raises:
        CallError: no such metric, or a key, period, window or setting that it does not allow.
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
    changed = {key: _setting(metric, key, value) for key, value in (settings or {}).items()}
    return Question(metric, keys, chosen, as_of, since, until, changed)


def read_settings(texts: Sequence[str]) -> dict[str, Any]:
    """The settings a user writes, ``window_days=30`` or ``scheme_from=2023-09-01`` each.

    Raises:
        CallError: one is not written so.
    """
    found: dict[str, Any] = {}
    for text in texts:
        key, _equals, value = text.partition("=")
        try:
            found[key] = int(value) if value.isdecimal() else dt.date.fromisoformat(value)
        except ValueError:
            raise CallError("--set", _("'{text}' is no setting").format(text=text), _("Write window_days=30")) from None
    return found


def _setting(metric: catalogue.Metric, key: str, value: Any) -> Any:
    if key not in metric.settings:
        right = _allowed(tuple(metric.settings)) if metric.settings else _("It is measured without settings")
        raise CallError(metric.name, _("it has no setting '{key}'").format(key=key), right)
    kind = type(metric.settings[key])
    if type(value) is not kind or (kind is int and value < 0):
        raise CallError(
            f"{metric.name} {key}",
            _("'{value}' does not fit this setting").format(value=value),
            _("Write a value such as {value}").format(value=metric.settings[key]),
        )
    return value


def _allowed(names: Sequence[str]) -> str:
    return _("Allowed are {names}").format(names=", ".join(names))


def open_for(con: duckdb.DuckDBPyConnection, school: str | None = None, min_group: int | None = None) -> dt.datetime:
    """Narrow an open warehouse to one school or all of it and make it ready; return the newest moment of an import.

    ``min_group`` as in :func:`prepare`.

    Raises:
        CallError: no such school.
    """
    rows = con.execute("select school_id, as_of from warehouse.raw.imports").fetchall()
    known: dict[str, dt.datetime] = {str(one): as_of for one, as_of in rows}
    schools = [school] if school in known else [] if school else list(known)
    if not schools:
        raise docket.no_such_school(school, known)
    warehouse.narrow(con, schools)
    prepare(con, min_group=min_group)
    return max(known[one] for one in schools)


def prepare(
    con: duckdb.DuckDBPyConnection,
    interventions: Iterable[tuple[str, str, dt.date]] = (),
    min_group: int | None = None,
) -> None:
    """Make the views ``asked.*`` in a narrowed root.

    Args:
        con: a narrowed root.
        interventions: what the register holds of pupils who are in hand, ``(school_id, pupil_id, on_date)`` each; of
            other schools than the root's they change nothing.
        min_group: for people who may not name pupils, how many a group must have to be shown
            (:data:`ediary_analytics.disclosure.MIN_GROUP`). It stays with the root: whatever is measured over it, also
            through its cursors, passes :mod:`ediary_analytics.disclosure`, and making it ready again without it does
            not loosen it. None is for people who may.
    """
    con.execute("create schema if not exists asked")
    con.execute("create or replace table asked.interventions (school_id varchar, pupil_id varchar, on_date date)")
    con.execute("create table if not exists asked.disclosure (min_group integer)")
    if min_group is not None:
        con.execute("delete from asked.disclosure")
        con.execute("insert into asked.disclosure values (?)", [min_group])
    bulk.insert(con, "asked.interventions", list(interventions))
    for name, view in catalogue.asked().items():
        con.execute(f"create or replace view asked.{name} as {view.sql}")


def measure(con: duckdb.DuckDBPyConnection, asked: Question) -> Measured:
    """Ask a root that :func:`open_for` or :func:`prepare` has made ready; a school without the evidence gives no rows.

    A metric of duties (``judged = true`` in its file) reads ``judged.verdicts`` as of the question's moment: see
    :func:`judge_for`. A root made ready for people who may not name pupils hides small groups.

    Raises:
        AccessError: such a root was asked about single pupils, diary groups or teachers.
    """
    for (min_group,) in con.execute("select min_group from asked.disclosure").fetchall():
        return release.release(lambda one: _measure(con, one), asked, min_group)
    return _measure(con, asked)


def names_pupils(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether a root that was made ready is for people who may name pupils."""
    return not con.execute("select min_group from asked.disclosure").fetchall()


def _measure(con: duckdb.DuckDBPyConnection, asked: Question) -> Measured:
    bind(con, asked)
    return answer(con, asked, evidence.present(con))


def answer(
    con: duckdb.DuckDBPyConnection,
    asked: Question,
    present: Mapping[str, evidence.Tables],
    read: Callable[[str], str] = str,
) -> Measured:
    """The whole answer, hiding nothing: only for who releases it, as :func:`measure` does.

    Args:
        con: a root that is ready, its variables bound.
        asked: the question.
        present: what each school's export shows.
        read: makes of the metric's select the one that is run, for who has its views at hand already.
    """
    able, missing = evidence.able(asked.metric.needs, present)
    settings, select = asked.settings, read(asked.metric.sql)
    values = {**{key: settings[key] for key in asked.metric.bound}, "asked_schools": able}
    rows = con.sql(_shaped(asked, f"from ({select})"), params=values).to_arrow_table()
    beside = None
    if asked.metric.benchmark and _has_benchmark(con):
        figures = f"({catalogue.benchmark(asked.metric.benchmark)})"
        query = _shaped(asked, f"from {figures}", ", schools::bigint as schools, low, median, high")
        beside = con.sql(f"with measured as ({select}) {query}", params=values).to_arrow_table()
    return Measured(asked, missing, rows, beside)


def _shaped(asked: Question, rows: str, more: str = "") -> str:
    keys = "".join(f"{KEYS[key]}, " for key in asked.by)
    return f"""
        select school_id, {keys}period, part::varchar as part, numerator::bigint as numerator,
            denominator::bigint as denominator, numerator / nullif(denominator, 0) as value{more}
        {rows}
        where school_id in (select unnest($asked_schools::varchar[])) and period is not null
        order by all
    """


def _has_benchmark(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether the open data is there; a warehouse of an older program does not even have its table."""
    there = "select 1 from information_schema.tables where table_schema = 'core' and table_name = 'benchmark'"
    return bool(con.execute(there).fetchall() and con.execute("select 1 from core.benchmark limit 1").fetchall())


def bind(con: duckdb.DuckDBPyConnection, asked: Question) -> None:
    """Set the variables that the views ``asked.*`` read: for a measure, or for a packaged question over the same."""
    for name, (kind, value) in variables(asked).items():
        con.execute(f"set variable {name} = $value{kind}", {"value": value})


def variables(asked: Question) -> dict[str, tuple[str, Any]]:
    """What the views ``asked.*`` read of a question: the variable → the cast that its value needs, and the value."""
    settings = asked.settings
    return {
        "as_of": ("::timestamp", asked.as_of),
        "since": ("::date", asked.since),
        "until": ("::date", asked.until),
        "period": ("::varchar", asked.period),
        "keys": ("::varchar[]", list(asked.by)),
        "pupil": ("::varchar", asked.pupil),
        "settings": ("", {name: settings.get(name, default) for name, default in catalogue.asked_settings().items()}),
    }


def judge_for(con: duckdb.DuckDBPyConnection, asked: Question, school: str | None = None) -> None:
    """For a metric of duties, judge each school by its own rules as of the question's moment; else nothing."""
    if asked.metric.judged:
        listed, _unjudged = docket.cases(con, None, asked.as_of, school)
        docket.judge(con, listed)

"""One part of a lake, from its files to its answer: the same SQL as everywhere, in a warehouse that is thrown away."""

import contextlib
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from ediary_analytics import (
    calendar,
    carrying,
    catalogue,
    check,
    docket,
    fingerprints,
    i18n,
    ingest,
    integrity,
    metrics,
    models,
    moments,
    policy,
    refresh,
    standing,
    versions,
    warehouse,
)
from ediary_analytics.answers import measures
from ediary_analytics.errors import CallError, EdiaryError, InputError, PolicyError
from ediary_analytics.i18n import _
from ediary_analytics.lake.order import FOREVER, OPEN, Answer, Fault, Order, Totals, told
from ediary_analytics.lake.parts import Part

_ROWS = {"breaches": catalogue.question("breaches"), "verdicts": "select * from judged.verdicts order by all"}


def answer(part: Part, order: Order, program: str, now: dt.datetime) -> Answer:
    """Import, judge and measure a part.

    What cannot be read or judged is in the answer's faults; nothing is raised for it.

    Args:
        part: the export, at a path that this process can read.
        order: what is asked.
        program: the fingerprint of the program that asks: on a cluster it may be another one.
        now: the school's wall clock, the same for all parts of one run.
    """
    i18n.use(order.language)
    try:
        if program != fingerprints.program():
            raise CallError("--cluster", _("a worker runs another version of this program"), _("Install the same one"))
        with versions.passing() as con:
            if order.threads:
                con.execute(f"set threads = {order.threads}")
            return _answer(con, part, order, now)
    except EdiaryError as error:
        return Answer.faulty(part.name, error)
    except (duckdb.Error, OSError):  # what they say may hold rows; and one part keeps no other from being judged
        failed = InputError(
            part.name, _("it could not be gone through"), _("Import it by itself to see why: ediary import")
        )
        return Answer.faulty(part.name, failed)


def _answer(con: duckdb.DuckDBPyConnection, part: Part, order: Order, now: dt.datetime) -> Answer:
    _build(con, part, order, now)
    imports = dict(con.execute("select school_id, as_of from warehouse.raw.imports").fetchall())
    found: dict[str, Any] = {"holds_until": _holds_until(con, order, imports, now)}
    faults: list[Fault] = []
    if order.judged:
        listed, unjudged = docket.cases(con, order.rules, order.as_of)
        faults += [(school, *told(error)[1:]) for school, error in unjudged.items()]
        if listed:
            looked = check.look(con, listed, month=order.month, what_if=order.what_if, rows=bool(order.rows))
            found |= _judged(con, looked, order)
    if order.tables:
        warehouse.narrow(con, imports, docket.UNJUDGED)
        found["rows"] = {**found.get("rows", {}), **{name: con.sql(sql).to_arrow_table() for name, sql in OPEN.items()}}
    if order.asked and order.as_of:
        of_duties = any(catalogue.metrics()[one.metric].judged for one in order.asked)
        docket.judge(con, docket.cases(con, None, order.as_of)[0] if of_duties else [])
        warehouse.narrow(con, imports, docket.UNJUDGED)
        metrics.prepare(con, min_group=order.min_group)
        answers = measures.ask(con, order.as_of, order.asked)
        found["lacking"] = tuple(list(one.missing_evidence) for one in answers)
        found["rows"] = {**found.get("rows", {}), **_measured(answers)}
    return Answer(part.name, imports, faults=tuple(faults), **found)


def _build(con: duckdb.DuckDBPyConnection, part: Part, order: Order, now: dt.datetime) -> None:
    """As much of a warehouse as the order needs."""
    report = ingest.load(con, [part.path])
    models.set_duplicates_aside(con)
    carrying.carry_nothing(con)
    calendar.load_holidays(con)
    models.build(con, only=None if order.asked else _needed(con, order))
    moments.record(con, report.schools, order.as_of if order.imported else None, now)


def _needed(con: duckdb.DuckDBPyConnection, order: Order) -> set[str]:
    opened = models.needed(name.removeprefix("core.") for name in OPEN) if order.tables else set()
    if not order.judged:
        return refresh.needed_to_date() | opened
    policies = _rules(con, order, "staging.schools").values()
    present = {table for (table,) in con.execute("select distinct table_name from raw.present").fetchall()}
    return refresh.needed_to_judge(policies, present) | opened


def _rules(con: duckdb.DuckDBPyConnection, order: Order, schools: str) -> dict[str, policy.Policy]:
    """The rules that the part is judged by, by the name or file that they are loaded from."""
    named = [order.rules]
    if order.rules is None:
        named = [name for (name,) in con.execute(f"select distinct policy from {schools} order by all").fetchall()]
    found = {}
    for name in filter(None, named):
        with contextlib.suppress(PolicyError):  # told for each school when its case is made
            found[name] = policy.load(name)
    return found


def _judged(con: duckdb.DuckDBPyConnection, looked: check.Looked, order: Order) -> dict[str, Any]:
    origins = {rules.name: origin for origin, rules in _rules(con, order, "warehouse.core.schools").items()}
    rows = {name: con.sql(sql).to_arrow_table() for name, sql in _ROWS.items() if name in order.rows}
    if "faults" in order.rows:
        rows["faults"] = integrity.faults(con, looked.findings).to_arrow_table()
    return {
        "verdicts": tuple(_totals(outcome, origins) for outcome in looked.outcomes),
        "supposed": tuple(_totals(outcome, origins) for outcome in looked.supposed),
        "findings": {one.rule.place: (one.examined, one.failed, list(one.missing_evidence)) for one in looked.findings},
        "rows": rows,
    }


def _totals(outcome: docket.Outcome, origins: Mapping[str, str]) -> Totals:
    rows = [
        [one.schools[0], one.name, list(one.missing_evidence)]
        + [getattr(one, status) for status in standing.STATUSES]
        + [one.observed_since, one.unknown]
        for one in outcome.by_school
    ]
    return origins[outcome.policy.name], outcome.as_of, rows


def _measured(answers: Sequence[measures.Answer]) -> dict[str, pa.Table]:
    found = {}
    for number, one in enumerate(answers):
        found[str(number)] = one.rows
        if one.benchmark is not None:
            found[f"benchmark-{number}"] = one.benchmark
    return found


def _holds_until(
    con: duckdb.DuckDBPyConnection, order: Order, imports: dict[str, dt.datetime], now: dt.datetime
) -> dt.datetime | None:
    """Until when each import has the moment and the rules that it has now.

    None where the moment is the clock's, entries are only seen, or the rules are a file of the school's own.
    """
    own = {name for (name,) in con.execute("select policy from warehouse.core.schools").fetchall()}
    if order.judged and order.rules is None and own - {None, *policy.names()}:
        return None  # a file of the school's own may be written anew at any time
    if order.imported and order.as_of:
        return FOREVER
    if con.execute("select 1 from warehouse.core.observed limit 1").fetchall() or now in imports.values():
        return None
    return moments.next_known(con, now) or FOREVER

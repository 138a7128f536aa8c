"""What came of the parts of a lake, merged into what one warehouse of them all would have told."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from ediary_analytics import check as checking
from ediary_analytics import cluster, docket, integrity, policy, standing
from ediary_analytics.answers.measures import Ask
from ediary_analytics.errors import CallError, EdiaryError, InputError
from ediary_analytics.i18n import _
from ediary_analytics.lake.order import Answer, Order, Totals
from ediary_analytics.lake.through import Progress, answers
from ediary_analytics.metrics import Measured, Question


@dataclass(frozen=True, slots=True)
class Judged:
    """A lake that was judged: what all schools come to together, the rows that were wanted, and what failed."""

    looked: checking.Looked
    rows: Mapping[str, pa.Table]
    faults: tuple[EdiaryError, ...]


def check(
    lake: Path,
    order: Order,
    *,
    pool: cluster.Pool | None = None,
    data: Path | None = None,
    progress: Progress | None = None,
) -> Judged:
    """Judge every school of a lake; what cannot be read or judged is told and does not keep the rest from it.

    Raises:
        CallError: nothing could be judged; the first fault says why.
        InputError: see :func:`ediary_analytics.lake.through.answers`.
        PolicyError: the rules that the order names cannot be read.
    """
    if order.rules is not None:
        policy.load(order.rules)
    found = answers(lake, order, pool=pool, data=data, progress=progress)
    failed = faults(found)
    outcomes = _outcomes(order.rules, (one for answer in found for one in answer.verdicts))
    if not outcomes:
        raise nothing(lake, failed)
    supposed = _outcomes(order.rules, (one for answer in found for one in answer.supposed), order.what_if)
    looked = checking.Looked(tuple(outcomes), tuple(_findings(found)), tuple(supposed))
    return Judged(looked, {name: _rows(found, name) for name in order.rows}, tuple(failed))


def measure(
    lake: Path,
    asked: Question,
    order: Order,
    *,
    pool: cluster.Pool | None = None,
    data: Path | None = None,
    progress: Progress | None = None,
) -> tuple[Measured, tuple[EdiaryError, ...]]:
    """Ask a measure of every school of a lake, as of the question's moment."""
    settings = tuple(sorted(asked.changed.items()))
    one = Ask(asked.metric.name, asked.by, asked.period, asked.since, asked.until, settings)
    order = replace(order, as_of=asked.as_of, asked=(one,))
    found = answers(lake, order, pool=pool, data=data, progress=progress)
    failed = faults(found)
    if not any(answer.lacking for answer in found):
        raise nothing(lake, failed)
    return measured(found, 0, asked), tuple(failed)


def moment(
    lake: Path, *, pool: cluster.Pool | None = None, data: Path | None = None, progress: Progress | None = None
) -> dt.datetime:
    """The newest moment that a school's import is judged by.

    Raises:
        CallError: no part of it can be read; the first fault says why.
    """
    found = answers(lake, Order(judged=False), pool=pool, data=data, progress=progress, shelf="moment")
    moments = [one for answer in found for one in answer.imports.values()]
    if not moments:
        raise nothing(lake, faults(found))
    return max(moments)


def measured(found: Sequence[Answer], number: int, asked: Question) -> Measured:
    """The measure of that number in the order, over all parts."""
    told = [answer for answer in found if answer.lacking]
    able = any(not answer.lacking[number] for answer in told)
    lacking = () if able else tuple(dict.fromkeys(need for answer in told for need in answer.lacking[number]))
    beside = [answer.rows[f"benchmark-{number}"] for answer in told if f"benchmark-{number}" in answer.rows]
    rows = _ordered([answer.rows[str(number)] for answer in told])
    return Measured(asked, lacking, rows, _ordered(beside) if beside else None)


def nothing(lake: Path, failed: Sequence[EdiaryError]) -> EdiaryError:
    """Why there is nothing: the first fault says it."""
    return failed[0] if failed else CallError(lake, _("no school is in it"), _("Give a folder of exports"))


def faults(found: Iterable[Answer]) -> list[EdiaryError]:
    """What failed in any part, told with the part's name."""
    return [
        InputError(where if where == answer.part else f"{answer.part}: {where}", wrong, right)
        for answer in found
        for where, wrong, right in answer.faults
    ]


def _outcomes(rules: str | None, parts: Iterable[Totals], what_if: str | None = None) -> list[docket.Outcome]:
    """Of each policy the rows of all parts, as :func:`ediary_analytics.docket.outcomes` gives them."""
    load = cache(policy.load)
    by_policy: dict[str, tuple[policy.Policy, list[tuple[dt.datetime, list[list[Any]]]]]] = {}
    for origin, moment, rows in parts:
        own = load(rules or origin)
        by_policy.setdefault(own.name, (own, []))[1].append((moment, rows))
    found = []
    for _name, (loaded, listed) in sorted(by_policy.items()):
        own = policy.supposed(loaded, what_if) if what_if else loaded
        rows = [row for _moment, part in listed for row in part]
        schools = tuple(sorted({str(row[0]) for row in rows}))
        by_school = standing.of_rows(own, schools, rows)
        found.append(docket.outcome(own, max(moment for moment, _rows in listed), schools, by_school))
    return found


def _findings(found: Sequence[Answer]) -> Iterable[integrity.Finding]:
    told = [answer.findings for answer in found if answer.findings]
    for rule in integrity.rules():
        places = [findings[rule.place] for findings in told]
        able = any(not lacking for _examined, _failed, lacking in places)
        missing = () if able else tuple(dict.fromkeys(need for *_counts, lacking in places for need in lacking))
        yield integrity.Finding(rule, sum(one[0] for one in places), sum(one[1] for one in places), missing)


_ORDER = {
    "breaches": "obligation, school_id, on_date, subject_id",
    "faults": "rule, school_id, table_name, on_date, subject_id",
    "verdicts": "all",
}


def _rows(found: Sequence[Answer], name: str) -> pa.Table:
    return _ordered([answer.rows[name] for answer in found if name in answer.rows], _ORDER[name])


def _ordered(tables: Sequence[pa.Table], by: str = "all") -> pa.Table:
    """The rows of all tables in the order in which one select over all schools would have returned them."""
    with duckdb.connect(":memory:") as con:
        con.register("rows", pa.concat_tables(tables, promote_options="default"))
        return con.sql(f"from rows order by {by}").to_arrow_table()

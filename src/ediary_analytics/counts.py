"""Where duties stand in numbers only: judged as by :mod:`ediary_analytics.obligations`, and no row of them is kept.

For whoever asks how many, this costs a third: what only a row would show (whose, which, when) is not even read. A few
connections share the statements: planning, a good part of the cost of a small one, is done by one core, and a statement
that one core goes through is up to a tenth cheaper than one that two share.
"""

import contextvars
import datetime as dt
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import duckdb

from ediary_analytics import docket, evidence, obligations, retention, standing, warehouse
from ediary_analytics.policy import Edition, Imposed
from ediary_analytics.standing import STATUSES

_CONNECTIONS = 4
_TOLD = ("met", "late", "pending", "missing")


def outcomes(con: duckdb.DuckDBPyConnection, listed: list[docket.Case], *, month: str = "") -> list[docket.Outcome]:
    """What judging these cases would say; ``con`` is narrowed as by :func:`ediary_analytics.docket.judge`.

    Where entry times are only seen from import to import, rows are judged and then counted.
    """
    if not listed:
        return []
    warehouse.narrow(con, [school for case in listed for school in case.schools], docket.UNJUDGED)
    if evidence.observed(con):
        docket.judge(con, listed, month=month)
        return docket.outcomes(con, listed)
    rows: dict[str, list[list[Any]]] = {case.policy.name: [] for case in listed}
    for case in listed:
        if len(listed) > 1:
            warehouse.narrow(con, case.schools, docket.UNJUDGED)
        rows[case.policy.name] += _count(con, case, month)
    if len(listed) > 1:
        warehouse.narrow(con, [school for case in listed for school in case.schools], docket.UNJUDGED)
    return docket.by_policy(listed, lambda rules, schools: standing.of_rows(rules, schools, rows[rules.name]))


def _count(con: duckdb.DuckDBPyConnection, case: docket.Case, month: str) -> list[list[Any]]:
    """The rows of the question ``totals`` over a case."""
    present = evidence.present(con, assumed=False)
    kept = retention.is_kept(con)
    lacking = obligations.lacks(case.policy, present)
    waiting = iter(
        [
            (imposed.name, *_statement(imposed, edition, case.as_of, month, able, kept))
            for imposed in case.policy.imposed
            if (able := _able(lacking[imposed.name])) != []
            for edition in imposed.editions
        ]
    )
    lock = threading.Lock()
    found: Counter[tuple[str, str, str]] = Counter()

    def work() -> None:
        with con.cursor() as own:
            while True:
                with lock:
                    turn = next(waiting, None)
                if turn is None:
                    return
                name, statement, values = turn
                rows = own.execute(statement, values).fetchall()
                with lock:
                    for school, *numbers in rows:
                        found.update({(school, name, told): one for told, one in zip(_TOLD, numbers, strict=True)})

    with _shared(con) as connections, ThreadPoolExecutor(connections) as pool:
        # each in a copy of the caller's context: messages are in the caller's language
        for done in [pool.submit(contextvars.copy_context().run, work) for _ in range(connections)]:
            done.result()
    return [
        [school, name, needs, *(found[school, name, status] for status in STATUSES), None, 0]
        for name, schools in lacking.items()
        for school, needs in schools.items()
    ]


@contextmanager
def _shared(con: duckdb.DuckDBPyConnection) -> Iterator[int]:
    """How many connections there are to be; what threads the engine has beyond those that call it, they share."""
    ((threads,),) = con.execute("select current_setting('threads')").fetchall()
    connections = min(_CONNECTIONS, threads)
    con.execute(f"set threads = {threads - connections + 1}")
    try:
        yield connections
    finally:
        con.execute(f"set threads = {threads}")


def _able(lacking: Mapping[str, list[str]]) -> list[str] | None:
    """The schools that lack nothing; None where no school does, and none need be named."""
    able = [school for school, needs in lacking.items() if not needs]
    return able if len(able) < len(lacking) else None


def _statement(
    imposed: Imposed, edition: Edition, as_of: dt.datetime, month: str, able: list[str] | None, kept: str
) -> tuple[str, dict[str, Any]]:
    where, values = obligations.which(edition, as_of, month, able or [], kept)
    statement = f"""
        select
            school_id,
            coalesce(count_if(is_met(due_at, done_at, $judged_at)), 0) as met,
            coalesce(count_if(is_done(done_at, $judged_at)), 0) - met as late,
            coalesce(count_if(is_pending(due_at, done_at, $judged_at)), 0) as pending,
            count(*) - met - late - pending as missing
        from ({imposed.obligation.sql}) as duty
        where {where}
        group by school_id
    """
    return statement, {**edition.settings, **values}

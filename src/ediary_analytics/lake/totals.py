"""A lake published as totals: a warehouse without rows of anybody, which answers what schools are laid together by.

Its ``core`` holds the tables that say nothing about people (:data:`ediary_analytics.lake.order.OPEN`), all others are
empty. Its ``totals`` hold the answers to what the page of the schools asks of each month
(:func:`ediary_analytics.answers.schools.asks`), with small groups hidden as from people who may not name pupils, and
how the duties stand.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa

from ediary_analytics import (
    bulk,
    calendar,
    carrying,
    catalogue,
    cluster,
    disclosure,
    docket,
    metrics,
    models,
    policy,
    standing,
    versions,
    warehouse,
)
from ediary_analytics.answers import schools, totals
from ediary_analytics.errors import EdiaryError, InputError
from ediary_analytics.i18n import _
from ediary_analytics.ingest import staging
from ediary_analytics.lake import merged
from ediary_analytics.lake.order import OPEN, Answer, Order
from ediary_analytics.lake.through import Progress, answers


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: the file, its schools, the moment and the months that are measured, and what failed."""

    file: Path
    schools: tuple[str, ...]
    as_of: dt.datetime
    months: tuple[str, ...]
    faults: tuple[EdiaryError, ...]


def publish(
    lake: Path,
    into: Path,
    *,
    as_of: dt.datetime | None = None,
    pool: cluster.Pool | None = None,
    progress: Progress | None = None,
) -> Published:
    """Go through a lake and publish its totals; what cannot be read is told, and left out.

    Args:
        lake: the folder.
        into: the data directory; it holds totals or nothing.
        as_of: the moment to judge and measure by; left out, each school is judged by its own, and all are measured by
            the newest.
        pool: who does it; left out, this process.
        progress: see :func:`ediary_analytics.lake.through.answers`.

    Raises:
        CallError: nothing could be read; the first fault says why.
        InputError: the data directory holds schools row by row; or see the same.
    """
    with versions.building(into) as con:
        _must_be_free(con, into)
        known = answers(
            lake,
            Order(as_of=as_of, imported=as_of is not None, tables=True),
            pool=pool,
            data=into,
            progress=progress,
            shelf="tables",
        )
        imports = {school: moment for answer in known for school, moment in answer.imports.items()}
        faults = merged.faults(known)
        if not imports:
            raise merged.nothing(lake, faults)
        _build(con, known, imports)
        months = _months(con, imports)
        asked = tuple(dict.fromkeys(ask for month in months for ask in schools.asks(month)))
        newest = as_of or max(imports.values())
        order = Order(
            as_of=newest, imported=as_of is not None, judged=False, asked=asked, min_group=disclosure.MIN_GROUP
        )
        found = answers(lake, order, pool=pool, data=into, progress=progress, shelf="measures") if asked else []
        faults += [fault for fault in merged.faults(found) if str(fault) not in set(map(str, faults))]
        _keep(con, newest, order, found)
        totals.keep_duties(con, _duties(known))
    return Published(warehouse.current(into), tuple(sorted(imports)), newest, months, tuple(faults))


def _must_be_free(con: duckdb.DuckDBPyConnection, into: Path) -> None:
    """What stands there row by row is not to be replaced by totals."""
    if not warehouse.is_data_dir(into):
        return
    with carrying.attached(con, into):
        if not warehouse.holds_totals(con, "previous"):
            raise InputError(
                into,
                _("schools are imported here row by row"),
                _("Import the folder of many schools into a data directory of its own: --into DIRECTORY"),
            )


def _build(con: duckdb.DuckDBPyConnection, known: Sequence[Answer], imports: dict[str, dt.datetime]) -> None:
    """The whole schema, empty but for the tables that say nothing about anybody."""
    staging.create(con)
    models.set_duplicates_aside(con)
    carrying.carry_nothing(con)
    calendar.load_holidays(con)
    models.build(con)
    docket.judge(con, [], schema="warehouse.judged")
    now = dt.datetime.now().replace(microsecond=0)  # noqa: DTZ005  (the school's wall clock, as all its times)
    bulk.insert(con, "warehouse.raw.imports", [[school, now, moment] for school, moment in imports.items()])
    for name in OPEN:
        con.register("opened", pa.concat_tables([answer.rows[name] for answer in known if name in answer.rows]))
        con.execute(f"insert into warehouse.{name} by name select * from opened")
        con.unregister("opened")


def _months(con: duckdb.DuckDBPyConnection, imports: dict[str, dt.datetime]) -> tuple[str, ...]:
    """The months that the page lets choose from."""
    warehouse.narrow(con, imports, ("raw", "core"))
    return tuple(month for (month,) in con.execute(catalogue.question("months_begun")).fetchall())


def _keep(con: duckdb.DuckDBPyConnection, newest: dt.datetime, order: Order, found: Sequence[Answer]) -> None:
    held = []
    if any(answer.lacking for answer in found):
        for number, ask in enumerate(order.asked):
            question = metrics.question(ask.metric, newest, by=ask.by, period=ask.period)
            one = merged.measured(found, number, question)
            held.append((one.rows, one.benchmark))
    totals.keep(con, newest, order.asked if held else (), held)


def _duties(known: Sequence[Answer]) -> list[list[object]]:
    """A row for each school and duty; of the question's ``totals`` without what is only told between imports."""
    width, load = 3 + len(standing.STATUSES), cache(policy.load)
    return [
        [row[0], load(origin).name, *row[1:width]]
        for answer in known
        for origin, _moment, rows in answer.verdicts
        for row in rows
    ]

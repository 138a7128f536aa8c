"""Measures asked together over one root: what a page or a report asks, and what came back."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from ediary_analytics import catalogue, metrics, together, warehouse
from ediary_analytics.answers import totals


@dataclass(frozen=True, slots=True)
class Ask:
    """A metric with what is asked of it; the moment is that of the import.

    What is None is the metric's own. ``since`` and ``until`` are days, both included; ``settings`` are pairs of a name
    and a value.
    """

    metric: str
    by: tuple[str, ...] | None = None
    period: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    settings: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: see :class:`ediary_analytics.metrics.Measured` for the columns.

    For people who may not name pupils ``rows`` has a column ``hidden``: such a row is known to exist and no more.
    """

    metric: str
    missing_evidence: tuple[str, ...]
    rows: pa.Table
    benchmark: pa.Table | None

    @property
    def checkable(self) -> bool:
        """False when the export lacks the evidence: then nothing is known, and nothing is well."""
        return not self.missing_evidence

    def part(self, name: str | None = None) -> list[dict[str, Any]]:
        """The rows of that part (of a metric without parts: all of them), as dictionaries."""
        return [row for row in self.rows.to_pylist() if row["part"] == name]

    def total(self, name: str | None = None) -> tuple[int, int]:
        """Numerator and denominator of a part, added up over the rows that are not hidden."""
        rows = [row for row in self.part(name) if row["numerator"] is not None]
        return sum(row["numerator"] for row in rows), sum(row["denominator"] or 0 for row in rows)


def ask(con: duckdb.DuckDBPyConnection, as_of: dt.datetime, asked: Sequence[Ask]) -> list[Answer]:
    """The answers in the order of the questions, as of a moment; what they share is reckoned once.

    Over totals they are looked up.

    Raises:
        CallError: they are not in the totals; see :func:`ediary_analytics.answers.totals.find`.
    """
    if warehouse.holds_totals(con):
        return [Answer(one.metric, *totals.find(con, as_of, one)) for one in asked]
    questions = [
        metrics.question(
            one.metric,
            as_of,
            by=one.by,
            period=one.period,
            since=one.since,
            until=one.until,
            settings=dict(one.settings),
        )
        for one in asked
    ]
    return [
        Answer(one.metric, measured.missing_evidence, measured.rows, measured.benchmark)
        for one, measured in zip(asked, together.measure_all(con, questions), strict=True)
    ]


def lacking(answers: Sequence[Answer]) -> list[tuple[str, tuple[str, ...]]]:
    """The titles of measures that cannot be told, each with the evidence that is missing."""
    known = catalogue.metrics()
    return [(known[one.metric].text("title"), one.missing_evidence) for one in answers if not one.checkable]

"""Measures on pages: asked together, kept between reruns, in the words of their own front matter.

Every key names who sees what (:class:`ediary_analytics.web.data.View`), so that no answer reaches another scope.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import streamlit as st

from ediary_analytics import catalogue, metrics, together
from ediary_analytics.web import data


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


def ask(view: data.View, *asked: Ask) -> list[Answer]:
    """The answers in the order of the questions; what a page needs is asked for at once, and is reckoned together."""
    return _answers(view, asked)


@st.cache_data(max_entries=256, show_spinner=False)
def _answers(view: data.View, asked: tuple[Ask, ...]) -> list[Answer]:
    as_of = data.year(view).as_of
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
    with data.root(view).cursor() as con:
        found = together.measure_all(con, questions)
    return [
        Answer(one.metric, measured.missing_evidence, measured.rows, measured.benchmark)
        for one, measured in zip(asked, found, strict=True)
    ]


def definitions(*names: str) -> list[tuple[str, str]]:
    """Title and definition of measures, for the foot of a page."""
    known = catalogue.metrics()
    return [(known[name].text("title"), known[name].text("definition")) for name in names]


def lacking(answers: Sequence[Answer]) -> list[tuple[str, tuple[str, ...]]]:
    """The titles of measures that cannot be told, each with the evidence that is missing."""
    known = catalogue.metrics()
    return [(known[one.metric].text("title"), one.missing_evidence) for one in answers if not one.checkable]

"""Departed pupils and their results, and what of archiving is due.

Everything is asked of a connection that was opened and narrowed to one school.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

import duckdb

from ediary_analytics import evidence, standing
from ediary_analytics.answers import fill_check
from ediary_analytics.catalogue import question
from ediary_analytics.policy import Policy

Row = dict[str, Any]

CLOSED: Final = "departed_pupil_closed"
DELIVERED: Final = "archive_delivered"


@dataclass(frozen=True, slots=True)
class Departed:
    """Those who left.

    Attributes:
        pupils: ``departed_pupils.sql``, by name.
        results: ``departed_results.sql`` by pupil: results of terms, and a row per subject with its marks.
        open: the ids of pupils of whom something was recorded after they left.
        closed: the ids of pupils whose closing was judged at all.
        archive: the judged duties of handing the archive over, ``duties_of.sql``.
        lacking: by obligation, what it lacks.
        imposed: whether the rules impose each of the two obligations.
        as_of: the moment of judging.
        known: whether the export tells who has left at all.
    """

    pupils: list[Row]
    results: dict[str, list[Row]]
    open: frozenset[str]
    closed: frozenset[str]
    archive: list[Row]
    lacking: dict[str, tuple[str, ...]]
    imposed: frozenset[str]
    as_of: dt.datetime
    known: bool


def look(con: duckdb.DuckDBPyConnection, policy: Policy, school: str) -> Departed:
    """Everything of one school, as far as the connection reaches."""
    results: dict[str, list[Row]] = {}
    for row in _rows(con, "departed_results"):
        results.setdefault(row["pupil_id"], []).append(row)
    duties = _rows(con, "duties_of", policy=policy.name, obligations=[CLOSED, DELIVERED])
    closing = [duty for duty in duties if duty["obligation"] == CLOSED]
    verdicts = standing.verdicts(con, policy, [school])
    return Departed(
        _rows(con, "departed_pupils"),
        results,
        frozenset(duty["pupil_id"] for duty in closing if duty["status"] == "missing"),
        frozenset(duty["pupil_id"] for duty in closing),
        [duty for duty in duties if duty["obligation"] == DELIVERED],
        {verdict.name: verdict.missing_evidence for verdict in verdicts if not verdict.checkable},
        frozenset(verdict.name for verdict in verdicts),
        fill_check.source(con).as_of,
        not evidence.lacking(["enrolments"], next(iter(evidence.present(con).values()), {})),
    )


def _rows(con: duckdb.DuckDBPyConnection, name: str, **asked: object) -> list[Row]:
    found: list[Row] = con.sql(question(name), params=asked or None).to_arrow_table().to_pylist()
    return found

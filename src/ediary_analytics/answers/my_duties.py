"""One person's worklist: what is open, what is due soon, what came late, of duties of all days together."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import duckdb
import pyarrow as pa

from ediary_analytics import standing
from ediary_analytics.answers import duties, fill_check
from ediary_analytics.policy import Imposed, Policy

Line = dict[str, Any]
#: Whose duties, by their front matter, a person on this page may have.
_OWNED: Final = ("teacher", "class_head", "group_staff")


@dataclass(frozen=True, slots=True)
class Worklist:
    """What a person owes by the moment ``as_of``; lines are rows of :func:`ediary_analytics.answers.duties.rows`.

    Attributes:
        as_of: the moment of judging.
        rules: each imposed duty by its name, in the policy's order.
        missing: what is not entered and its term has passed, oldest term first.
        pending: what is not entered and its term has not passed, next term first.
        late: what was entered after its term, newest first.
        done: how many of the person's duties were done in time or excused.
        unchecked: the duties of which nothing is known, each with the evidence that is missing.
    """

    as_of: dt.datetime
    rules: dict[str, Imposed]
    missing: list[Line]
    pending: list[Line]
    late: list[Line]
    done: int
    unchecked: list[tuple[Imposed, tuple[str, ...]]]

    @property
    def due(self) -> int:
        """All duties of the person whose term has passed."""
        return self.done + len(self.late) + len(self.missing)

    @property
    def unknown(self) -> list[Imposed]:
        """The duties of teachers and class heads of which nothing is known: some of them may be the person's."""
        return [imposed for imposed, _needs in self.unchecked if imposed.obligation.owner in _OWNED]

    def to_do(self) -> list[tuple[Imposed, list[Line]]]:
        """What is missing by what is to be done about it; where the oldest stands, first."""
        return _by_duty(self.missing, self.rules)

    def came_late(self) -> list[tuple[Imposed, list[Line]]]:
        """What came late by duty, the one with the newest first."""
        return _by_duty(self.late, self.rules)

    def line(self, record: str | None) -> Line | None:
        """The line of that key."""
        lines = (*self.missing, *self.pending, *self.late)
        return next((line for line in lines if line["record"] == record), None)


@dataclass(frozen=True, slots=True)
class Found:
    """What DuckDB says of a person's duties: those open or late, how many were done well, what lacks evidence."""

    open: pa.Table
    done: int
    lacking: dict[str, tuple[str, ...]]
    as_of: dt.datetime


def look(con: duckdb.DuckDBPyConnection, policy: Policy, school: str, owner: str) -> Found:
    """Everything of a person's duties, as of the moment of the import."""
    rows = duties.rows(con, policy.name, standing.STATUSES, everybody=False, owner=owner)
    is_open = pa.array([status in duties.OPEN for status in rows["status"].to_pylist()], pa.bool_())
    verdicts = standing.verdicts(con, policy, [school])
    lacking = {one.name: one.missing_evidence for one in verdicts if not one.checkable}
    found = rows.filter(is_open)
    return Found(found, rows.num_rows - found.num_rows, lacking, fill_check.source(con).as_of)


def read(found: Found, policy: Policy) -> Worklist:
    """A person's duties as a worklist."""
    parts: dict[str, list[Line]] = {status: [] for status in duties.OPEN}
    for line in found.open.to_pylist():
        parts[line["status"]].append(line)
    rules = {imposed.name: imposed for imposed in policy.imposed}
    return Worklist(
        found.as_of,
        rules,
        sorted(parts["missing"], key=_term),
        sorted(parts["pending"], key=_term),
        sorted(parts["late"], key=lambda line: f"{line['done_at']}", reverse=True),
        found.done,
        [(rules[name], needs) for name, needs in found.lacking.items()],
    )


def _term(line: Line) -> tuple[str, str]:
    """By term, then by day; what has none comes last."""
    return f"{line['due_at'] or '9999'}", f"{line['on_date'] or '9999'}"


def _by_duty(lines: Iterable[Line], rules: dict[str, Imposed]) -> list[tuple[Imposed, list[Line]]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line["obligation"], []).append(line)
    return [(rules[name], part) for name, part in found.items()]

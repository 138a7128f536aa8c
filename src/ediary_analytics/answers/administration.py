"""Whether the diary is set up and in order: what the year needs, locks and changes after them, the data itself.

Everything is asked of a connection that was opened and narrowed to one school.
"""

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import duckdb

from ediary_analytics import integrity, standing
from ediary_analytics.access.roles import tables
from ediary_analytics.catalogue import question
from ediary_analytics.policy import Policy

Row = dict[str, Any]

#: Duties of setting up the year, each of which is done once and dated.
_SET_UP: Final = ("year_set_up",)
#: Of a faulty rule so many rows are told; ``ediary check`` writes them all.
_FAULTS: Final = 50
#: Told of the whole school only: a lock of all classes is nobody's in particular, nor is what was changed under it.
_OF_ALL_CLASSES: Final = frozenset({"locks", "unlock_acts", "changes"})
_READ = re.compile(r"\b((?:core|raw)\.\w+)")


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule of the data that is broken at one place: of how many rows, by how many, and the first of those.

    ``rule`` is its name, whose words :mod:`ediary_analytics.catalogue` has; ``where`` the table or ``table.column``.
    """

    rule: str
    where: str
    severity: str
    examined: int
    failed: int
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Order:
    """What there is to know of a school's diary.

    Attributes:
        items: ``setup_items.sql``.
        set_up: the duties of setting up the year, ``duties_of.sql``.
        locks: ``month_locks.sql``.
        unlockings: ``unlockings.sql``.
        changes: ``changes_after_lock.sql``.
        faults: the rules of the data that are faulty somewhere, as far as the viewer may look.
        rules: how many rules were looked at, each at every place.
        evidence: the contract's tables that the export has, and that are told of as much as the viewer sees.
        lacking: by obligation, what it lacks.
        grades: the grades that it tells of; None of the whole school. Of some grades nothing is told of locks.
    """

    items: list[Row]
    set_up: list[Row]
    locks: list[Row]
    unlockings: list[Row]
    changes: list[Row]
    faults: list[Fault]
    rules: int
    evidence: frozenset[str]
    lacking: dict[str, tuple[str, ...]]
    grades: tuple[int, int] | None = None

    @property
    def faulty_rows(self) -> int:
        """Rows of the data that break a rule."""
        return sum(fault.failed for fault in self.faults)

    @property
    def without_act(self) -> int:
        """Unlockings and changes after the lock that no act explains."""
        return sum(not row["has_act"] for row in (*self.unlockings, *self.changes))

    def has(self, *names: str) -> bool:
        """Whether the export has these tables, and they are told: else what they would show is unknown."""
        return set(names) <= self.evidence


def with_acts(found: Order, signed: Mapping[str, dt.date]) -> Order:
    """The same with acts that were signed elsewhere than in the diary: by lock, the day of the first."""
    unlockings = [
        {**row, "has_act": True, "signed_on": signed[row["lock_id"]]}
        if not row["has_act"] and row["lock_id"] in signed
        else row
        for row in found.unlockings
    ]
    changes = [
        {**row, "has_act": row["has_act"] or not signed.keys().isdisjoint(row["lock_ids"])} for row in found.changes
    ]
    return replace(found, unlockings=unlockings, changes=changes)


def look(
    con: duckdb.DuckDBPyConnection,
    policy: Policy,
    school: str,
    sees: Collection[str],
    grades: tuple[int, int] | None = None,
) -> Order:
    """Everything of one school.

    Args:
        con: of a viewer.
        policy: the rules that were judged by.
        school: its id.
        sees: the topics of the viewer's role: rules of the data that read other tables are not looked at.
        grades: those that the viewer's scope is limited to; None where it is the whole school.
    """
    whole = grades is None
    verdicts = standing.verdicts(con, policy, [school])
    present = con.execute("select table_name from core.evidence").fetchall()
    findings = integrity.look(con, [rule for rule in integrity.rules() if _reads(rule) <= _seen(sees, whole=whole)])
    return Order(
        _rows(con, "setup_items"),
        _rows(con, "duties_of", policy=policy.name, obligations=list(_SET_UP)),
        _rows(con, "month_locks") if whole else [],
        _rows(con, "unlockings") if whole else [],
        _rows(con, "changes_after_lock") if whole else [],
        [_fault(con, finding) for finding in findings if finding.failed],
        sum(finding.checkable for finding in findings),
        frozenset(name for (name,) in present) - (frozenset() if whole else _OF_ALL_CLASSES),
        {verdict.name: verdict.missing_evidence for verdict in verdicts if not verdict.checkable},
        grades,
    )


def _reads(rule: integrity.Rule) -> set[str]:
    return {*_READ.findall(rule.sql), f"core.{rule.table}"}


def _seen(sees: Collection[str], *, whole: bool) -> set[str]:
    """The tables that the viewer sees; who sees some grades only sees nothing of those that are the whole school's."""
    return {name for name, table in tables().items() if table.topic in sees and (whole or table.rows != "school")}


def _fault(con: duckdb.DuckDBPyConnection, finding: integrity.Finding) -> Fault:
    rule = finding.rule
    rows = integrity.faults(con, [finding]).limit(_FAULTS).to_arrow_table().to_pylist()
    return Fault(rule.name, rule.where, rule.severity, finding.examined, finding.failed, rows)


def _rows(con: duckdb.DuckDBPyConnection, name: str, **asked: object) -> list[Row]:
    found: list[Row] = con.sql(question(name), params=asked or None).to_arrow_table().to_pylist()
    return found

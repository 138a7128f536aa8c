"""Changes of locked data and unlockings, and the acts that the export tells of: what an act is to be written about.

Everything is asked of a connection that was opened and narrowed to one school.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import duckdb

from ediary_analytics import metrics
from ediary_analytics.catalogue import question

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Matter:
    """What needs an act: a change after a lock, or an unlocking (whose ``change_id`` is None).

    Attributes:
        lock_id: the lock that an act about it names.
        lock_ids: every lock an act about which counts, as the duties of acts see it.
        at: when it was changed or unlocked.
        has_act: whether the export tells of an act.
        row: of ``locked_changes.sql`` or ``unlockings.sql``.
    """

    lock_id: str
    change_id: str | None
    lock_ids: frozenset[str]
    at: dt.datetime
    has_act: bool
    row: Row


@dataclass(frozen=True, slots=True)
class Diary:
    """What the export tells of acts.

    Attributes:
        changes: after their period was locked, the newest first.
        unlockings: the newest first.
        acts: ``unlock_acts.sql``, the newest first.
        names: by kind (``staff``, ``subject``, ``class``, ``pupil``, ``term``) and id, in order.
        evidence: the contract's tables that the export has.
    """

    changes: tuple[Matter, ...]
    unlockings: tuple[Matter, ...]
    acts: tuple[Row, ...]
    names: dict[str, dict[str, str]]
    evidence: frozenset[str]

    def name(self, kind: str, key: str | None) -> str:
        """The name of what an id stands for, the id itself where it has none; empty for None."""
        return self.names.get(kind, {}).get(key, key) if key else ""


def read(con: duckdb.DuckDBPyConnection, as_of: dt.datetime) -> Diary:
    """All of it, as of a moment."""
    metrics.bind(con, metrics.question("attendance_rate", as_of))  # packaged questions read the moment too
    changes = _rows(con, "locked_changes", month=None, pupil=None, **{"class": None})
    present = con.execute("select table_name from core.evidence").fetchall()
    names: dict[str, dict[str, str]] = {}
    for row in _rows(con, "act_names"):
        names.setdefault(row["kind"], {})[row["id"]] = row["name"] or row["id"]
    return Diary(
        tuple(_change(row) for row in reversed(changes)),
        tuple(_unlocking(row) for row in _rows(con, "unlockings")),
        tuple(_rows(con, "unlock_acts")),
        names,
        frozenset(name for (name,) in present),
    )


def _change(row: Row) -> Matter:
    return Matter(
        row["lock_id"], row["change_id"], frozenset(row["lock_ids"]), row["changed_at"], row["has_act"], row
    )  # fmt: skip


def _unlocking(row: Row) -> Matter:
    return Matter(row["lock_id"], None, frozenset([row["lock_id"]]), row["unlocked_at"], row["has_act"], row)


def _rows(con: duckdb.DuckDBPyConnection, name: str, **asked: object) -> list[Row]:
    found: list[Row] = con.sql(question(name), params=asked or None).to_arrow_table().to_pylist()
    return found

"""Judged duties one by one, in words a person knows, and the lesson behind one of them.

Everything is asked of a connection that was opened and narrowed to one school. A record is known by a key that names
nobody (made in ``sql/questions/fill_rows.sql``), so that it may stand in an address.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import duckdb
import pyarrow as pa

from ediary_analytics.catalogue import question
from ediary_analytics.standing import STATUSES

#: What was not done in time, done by now or not.
BREACHED: Final = ("late", "missing")
#: What a person looks at to know what is to be done, and what came late.
OPEN: Final = ("late", "missing", "pending")


@dataclass(frozen=True, slots=True)
class Record:
    """One judged duty in full.

    Attributes:
        line: a row as of :func:`rows`.
        lessons: what ``sql/questions/duty_lesson.sql`` tells of the lesson it is about: a row per record of it, one
            with ``lesson_id`` None where nothing is recorded, none where the duty is about no lesson.
    """

    line: dict[str, Any]
    lessons: list[dict[str, Any]]


def rows(
    con: duckdb.DuckDBPyConnection,
    policy: str,
    statuses: Sequence[str],
    *,
    month: str | None = None,
    everybody: bool = True,
    owner: str | None = None,
    record: str | None = None,
) -> pa.Table:
    """Judged duties, one row each, by person, then day.

    Columns: person, obligation, on_date, class_name, subject, pupil, detail, due_at, done_at, days_late, status,
    owner_id, record, subject_id, pupil_id.

    Args:
        con: of a viewer.
        policy: the name of the rules that were judged by.
        statuses: which of them, as :data:`ediary_analytics.standing.STATUSES` calls them.
        month: ``2026-10``: duties of its days only.
        everybody: whether of all owners; else of ``owner``, and of nobody known where that is None.
        owner: an id of staff.
        record: the key of the only one that is wanted.
    """
    asked = {
        "policy": policy,
        "statuses": list(statuses),
        "month": month,
        "everybody": everybody,
        "owner": owner,
        "record": record,
    }
    return con.sql(question("fill_rows"), params=asked).to_arrow_table()


def look(con: duckdb.DuckDBPyConnection, policy: str, key: str) -> Record | None:
    """The record of that key; None where there is none, or the viewer may not see it."""
    found = rows(con, policy, STATUSES, record=key).to_pylist()
    if not found:
        return None
    lessons = con.sql(question("duty_lesson"), params={"policy": policy, "record": key}).to_arrow_table()
    return Record(found[0], lessons.to_pylist())

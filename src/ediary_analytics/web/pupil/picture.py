"""The pictures of a pupil's page as frames for the charts."""

from typing import Any

import pyarrow as pa

from ediary_analytics.answers.pupil import Pupil
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.web import formats
from ediary_analytics.web.risk.signs import WHAT

_REASONS = ("illness", "other", "unjustified", "open")


def absences(found: Pupil) -> pa.Table:
    """A row per day with lessons, as :func:`ediary_analytics.charts.calendar` wants; the value is lessons missed."""
    days = found.days.to_pylist()
    return pa.table(
        {
            "day": pa.array([row["day"] for row in days], pa.date32()),
            "value": pa.array([row["missed"] for row in days], pa.int64()),
            "text": pa.array([formats.number(row["missed"]) if row["missed"] else "" for row in days], pa.string()),
            "story": pa.array([_story(row) for row in days], pa.string()),
        }
    )


def _story(row: dict[str, Any]) -> str:
    parts = [f"{_(WHAT[reason])} {row[reason]}" for reason in _REASONS if row[reason]]
    if row["late"]:
        parts.append(f"{_(WHAT['late'])} {row['late']}")
    told = ngettext(
        "{day}: {missed} of {count} lesson missed", "{day}: {missed} of {count} lessons missed", row["held"]
    )
    text = told.format(day=formats.day(row["day"]), missed=row["missed"], count=row["held"])
    return f"{text} ({', '.join(parts)})" if parts else text


def marks(found: Pupil) -> pa.Table:
    """A row per mark in points, as :func:`ediary_analytics.charts.marks` wants, by subject."""
    means = {row["subject_id"]: row["mean"] for row in found.subjects.to_pylist()}
    order = {row["subject_id"]: number for number, row in enumerate(found.subjects.to_pylist())}
    rows = sorted(
        (row for row in found.marks.to_pylist() if row["points"] is not None),
        key=lambda row: (order[row["subject_id"]], row["day"]),
    )
    story = _("{subject}, {day}: {value}")
    return pa.table(
        {
            "subject": pa.array([row["subject"] or formats.NOTHING for row in rows], pa.string()),
            "day": pa.array([row["day"] for row in rows], pa.date32()),
            "points": pa.array([row["points"] for row in rows], pa.int64()),
            "end": pa.array([f"⌀ {formats.number(means[row['subject_id']], 1)}" for row in rows], pa.string()),
            "story": pa.array(
                [
                    story.format(
                        subject=row["subject"] or formats.NOTHING, day=formats.day(row["day"]), value=row["value"]
                    )
                    for row in rows
                ],
                pa.string(),
            ),
        }
    )

"""Reminders: whom somebody was about to write to, about which month; the letter itself is not kept."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ediary_analytics import calendar
from ediary_analytics.register import entries, tables
from ediary_analytics.register.entries import Author, Mark
from ediary_analytics.register.store import Register


@dataclass(frozen=True, slots=True)
class Reminder:
    """That a reminder about duties of a month (``2026-10``) was copied for a person, or sent to them.

    ``records`` are the keys of what it was about (:func:`ediary_analytics.answers.duties.rows`).
    """

    mark: Mark
    staff_id: str
    period: str
    records: frozenset[str]


def note(
    register: Register, author: Author, now: dt.datetime, *, staff_id: str, period: str, records: Collection[str]
) -> int:
    """Note that a reminder was copied or sent; the entry's number. Raises CallError for what is no month."""
    keys = sorted(set(records))
    said = {"staff_id": staff_id, "period": calendar.month(period), "duties": len(keys), "records": " ".join(keys)}
    return entries.add(register, author, now, calendar.wall_clock(now).date(), said)


def sent(register: Register, schools: Iterable[str], period: str | None = None) -> list[Reminder]:
    """The reminders about a month, or all, oldest first."""
    of_month = [] if period is None else [tables.reminders.c.period == period]
    with register.reading() as con:
        return [
            Reminder(entries.mark(row), row.staff_id, row.period, frozenset(row.records.split()))
            for row in entries.read(con, tables.reminders, schools, *of_month)
        ]


def told(register: Register, school: str) -> frozenset[str]:
    """The keys of all records of a school that somebody was reminded of."""
    return frozenset(key for one in sent(register, [school]) for key in one.records)

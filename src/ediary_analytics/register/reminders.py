"""Reminders: whom somebody was about to write to, about which month; the letter itself is not kept."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ediary_analytics import calendar
from ediary_analytics.register import entries, tables
from ediary_analytics.register.entries import Author, Mark
from ediary_analytics.register.store import Register


@dataclass(frozen=True, slots=True)
class Reminder:
    """That a reminder about so many duties of a month (``2026-10``) was copied for a person."""

    mark: Mark
    staff_id: str
    period: str
    duties: int


def note(register: Register, author: Author, now: dt.datetime, *, staff_id: str, period: str, duties: int) -> int:
    """Note that a reminder was copied; the entry's number. Raises CallError for what is no month."""
    said = {"staff_id": staff_id, "period": calendar.month(period), "duties": duties}
    return entries.add(register, author, now, calendar.wall_clock(now).date(), said)


def sent(register: Register, schools: Iterable[str], period: str) -> list[Reminder]:
    """The reminders about a month, oldest first."""
    with register.reading() as con:
        return [
            Reminder(entries.mark(row), row.staff_id, row.period, row.duties)
            for row in entries.read(con, tables.reminders, schools, tables.reminders.c.period == period)
        ]

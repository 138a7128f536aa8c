"""A person's deadlines as an iCalendar file (RFC 5545): one event for all that a duty asks for by the same moment."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, Final
from zoneinfo import ZoneInfo

from ediary_analytics.i18n import _
from ediary_analytics.policy import Imposed
from ediary_analytics.reminders import digest
from ediary_analytics.reminders.digest import Row

#: Times of an export are the wall clock of Lithuanian schools.
ZONE: Final = ZoneInfo("Europe/Vilnius")
#: How long before its term an event reminds.
_ALARM: Final = dt.timedelta(hours=-2)


def calendar(rows: Iterable[Row], rules: Mapping[str, Imposed], school: str, made: dt.datetime) -> bytes:
    """The file; events keep their identity from one file to the next, so that a calendar replaces them.

    Args:
        rows: pending duties of one person.
        rules: the duties of the school's rules by name.
        school: the school's name.
        made: when the file is made, with a time zone.
    """
    import icalendar  # noqa: PLC0415  (only here)

    whole = icalendar.Calendar()
    whole.add("prodid", "-//ediary-analytics//deadlines//LT")
    whole.add("version", "2.0")
    whole.add("x-wr-calname", _("E-diary deadlines"))
    whole.add("refresh-interval", icalendar.vDuration(dt.timedelta(days=1)), parameters={"value": "DURATION"})
    dated = sorted((row for row in rows if row["due_at"]), key=_event)
    for (due, name), group in groupby(dated, _event):
        whole.add_component(_made(due, rules[name], list(group), school, made))
    whole.add_missing_timezones()
    found: bytes = whole.to_ical()
    return found


def _event(row: Row) -> tuple[dt.datetime, str]:
    return row["due_at"], row["obligation"]


def _made(due: dt.datetime, duty: Imposed, rows: list[Row], school: str, made: dt.datetime) -> Any:
    import icalendar  # noqa: PLC0415

    title = duty.obligation.title
    event = icalendar.Event()
    whose = "|".join((school, rows[0]["owner_id"] or "", duty.name, due.isoformat()))
    event.add("uid", hashlib.sha256(whose.encode()).hexdigest()[:32] + "@ediary-analytics")
    event.add("dtstamp", made)
    event.add("dtstart", (due - dt.timedelta(minutes=15)).replace(tzinfo=ZONE))
    event.add("dtend", due.replace(tzinfo=ZONE))
    event.add("summary", f"{title} ({len(rows)})" if len(rows) > 1 else title)
    event.add("description", "\n".join([duty.obligation.text("remedy"), *(f"- {digest.line(row)}" for row in rows)]))
    event.add("location", school)
    event.add("transp", "TRANSPARENT")
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", _ALARM)
    event.add_component(alarm)
    return event

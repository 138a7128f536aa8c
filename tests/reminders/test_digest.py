"""What is told to whom: one's own open duties, the oldest first, never twice, and never a pupil's name."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import icalendar
import pytest

from ediary_analytics import policy
from ediary_analytics.reminders import deadlines, digest
from ediary_analytics.reminders.digest import Digest

RULES = {imposed.name: imposed for imposed in policy.load("kedainiai-senamiestis").imposed}
AS_OF = dt.datetime(2026, 10, 16, 18)


def row(record: str, on: str, *, status: str = "missing", owner: str | None = "ona", **more: Any) -> Mapping[str, Any]:
    day = dt.date.fromisoformat(f"2026-10-{on}")
    return {
        "record": record,
        "obligation": "lesson_recorded",
        "on_date": day,
        "class_name": "5a",
        "subject": "Matematika",
        "pupil": None,
        "detail": "3",
        "due_at": dt.datetime.combine(day, dt.time(17)),
        "status": status,
        "owner_id": owner,
        "person": {"ona": "Ąžuolienė Ona", "petras": None}.get(owner or ""),
        **more,
    }


def told(*rows: Mapping[str, Any], before: tuple[str, ...] = (), until: str = "19") -> list[Digest]:
    return digest.digests(rows, before, dt.datetime(2026, 10, int(until), 23, 59))


def test_each_person_gets_their_own_the_oldest_first() -> None:
    found = told(row("b", "08"), row("a", "05"), row("c", "06", owner="petras"), row("d", "06", owner=None))
    assert {one.name: [line["record"] for line in one.missing] for one in found} == {
        "Ąžuolienė Ona": ["a", "b"],
        "petras": ["c"],
    }


def test_nobody_is_told_of_the_same_record_twice() -> None:
    assert told(row("a", "05"), before=("a",)) == []
    (one,) = told(row("a", "05"), row("b", "06"), before=("a",))
    assert one.records == {"b"}
    (one,) = told(row("a", "05"), before=("~a",))
    assert one.records == {"a"}, "told ahead, and told again when it was not done in time"


@pytest.mark.parametrize(("until", "records"), [("16", set()), ("19", {"~soon"}), ("30", {"~soon", "~later"})])
def test_what_falls_due_in_the_next_days_is_told_ahead(until: str, records: set[str]) -> None:
    coming = (row("soon", "19", status="pending"), row("later", "29", status="pending"))
    assert {key for one in told(*coming, until=until) for key in one.records} == records


def test_the_text_can_be_copied_as_it_stands() -> None:
    (one,) = told(row("a", "05"), row("b", "19", status="pending"))
    assert digest.subject(one) == "E. dienynas: jūsų laukia 1 įrašas"
    text = digest.text(one, "Ąžuolyno progimnazija", RULES, AS_OF)
    assert "- 2026-10-05, 5a, Matematika, 3 pamoka (iki 2026-10-05 17:00)" in text
    assert RULES["lesson_recorded"].obligation.text("remedy") in text
    assert text.index("dar neįvesta") < text.index("Netrukus baigsis terminas")
    assert text.endswith("Ąžuolyno progimnazija\n")


def test_a_pupil_is_never_named() -> None:
    (one,) = told(row("a", "05", pupil="Jonaitis Jonas", detail="Jonaitis Jonas"))
    assert "Jonaitis" not in digest.text(one, "Mokykla", RULES, AS_OF)


def test_of_many_records_it_is_told_how_many_more_there_are() -> None:
    (one,) = told(*(row(f"r{number}", f"{number:02}") for number in range(1, 16)))
    text = digest.text(one, "Mokykla", RULES, AS_OF)
    assert text.count("5a, Matematika") == 12
    assert "ir dar 3" in text


def test_a_deadline_is_an_event_that_keeps_its_identity() -> None:
    rows = [row("a", "19", status="pending"), row("b", "19", status="pending"), row("c", "20", status="pending")]
    made = dt.datetime(2026, 10, 16, 15, tzinfo=dt.UTC)
    whole = icalendar.Calendar.from_ical(deadlines.calendar(rows, RULES, "Mokykla", made))
    events: list[Any] = whole.walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["Pamoka įvesta (2)", "Pamoka įvesta"]
    assert events[0]["dtend"].dt == dt.datetime(2026, 10, 19, 17, tzinfo=deadlines.ZONE)
    again = icalendar.Calendar.from_ical(deadlines.calendar(rows[1:], RULES, "Mokykla", made + dt.timedelta(days=1)))
    assert [event["uid"] for event in again.walk("VEVENT")] == [event["uid"] for event in events]
    assert len(whole.walk("VALARM")) == 2
    assert b"VTIMEZONE" in whole.to_ical()

"""Class heads' entries: class hours, trips, meetings, briefings; and remarks about pupils."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa

from ediary_analytics.synth import grid, texts
from ediary_analytics.synth.classes import SchoolClass
from ediary_analytics.synth.cover import outings
from ediary_analytics.synth.frame import from_columns, from_rows
from ediary_analytics.synth.grid import NEVER, NONE, Deck, Ints, between, pick
from ediary_analytics.synth.school import School
from ediary_analytics.synth.year import LAST_PRIMARY

#: Grades whose social and civic hours are counted.
CIVIC_GRADES: Final = range(LAST_PRIMARY + 1, 9)
SKIPPED_WEEKS_SHARE: Final = 0.015
BLANK_SHARE: Final = 0.04
UNSIGNED_SHARE: Final = 0.04
#: How many days ahead meetings are announced at least; None: never.
_NOTICE: Final = (*[8] * 24, 1, 2, None)
#: Classes whose social and civic hours end with the autumn.
IDLE_SPRING_SHARE: Final = 0.07
OPEN_DAY_SHARE: Final = 0.6
HORIZON: Final = 15
REMARKS_A_YEAR: Final = 3.0
QUIET_DAYS: Final = 3
_ANNOUNCED: Final = {"parent_meeting", "open_day", "event"}
_HOURS: Final = {
    "class_hour": 1.0,
    "social_civic": 2.0,
    "trip": 5.0,
    "parent_meeting": 1.5,
    "open_day": 3.0,
    "event": 2.0,
}
#: Topics of a month (September is 0), where the time of the year decides.
_SEASONAL: Final = {
    ("briefing", 0): texts.EVENTS["briefing"][:1],
    ("briefing", 3): texts.EVENTS["briefing"][1:],
    ("parent_meeting", 0): texts.EVENTS["parent_meeting"][:1],
    ("parent_meeting", 5): texts.EVENTS["parent_meeting"][1:],
    ("event", 1): ("Rudens mugė", "Mokytojo dienos šventė"),
    ("event", 3): ("Kalėdinis koncertas", "Advento vakaras"),
    ("event", 6): ("Kaziuko mugė", "Kovo 11-osios minėjimas"),
}
_REMARK_KINDS: Final = ("praise", "remark", "comment")
_REMARK_WEIGHTS: Final = (0.5, 0.35, 0.15)


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of a class head; NEVER where it was not announced or not recorded."""

    day: int
    klass: int
    kind: str
    announced: int
    recorded: int
    topic: str | None
    place: str | None
    content: str | None
    signed: bool | None


def events(school: School) -> list[Event]:
    """All events of the year by day."""
    rng = school.plan.stream("class life")
    trips: dict[int, list[int]] = {}
    for klass, day in outings(school):
        trips.setdefault(klass, []).append(day)
    notice = Deck(rng, _NOTICE)
    found = [
        _event(rng, school, klass, (kind, day, notice.deal() if kind in _ANNOUNCED else None))
        for klass in school.classes
        for kind, day in _planned(rng, school, klass, trips.get(klass.index, []))
    ]
    return sorted(found, key=lambda event: (event.day, event.klass, event.kind))


def _planned(
    rng: np.random.Generator, school: School, klass: SchoolClass, trips: list[int]
) -> Iterator[tuple[str, int]]:
    """Kind and day of each of a class's events."""
    days = school.year.school_days(klass.grade)
    months = school.year.months(days)

    def some(*month: int) -> int:
        there = days[np.isin(months, month)]
        return int(there[rng.integers(there.size)])

    yield "parent_meeting", some(0)
    yield "parent_meeting", some(5)
    yield "briefing", int(days[rng.integers(3)])
    yield "briefing", int(days[months == 3][-1 - rng.integers(4)])  # noqa: PLR2004  (before Christmas)
    yield "event", some(3)
    if not klass.general:
        return
    for day in trips:
        yield "trip", day
    yield "event", some(1)
    yield "event", some(6)
    yield "other", some(2, 4)
    if rng.random() < OPEN_DAY_SHARE:
        yield "open_day", some(2)
    if klass.grade in CIVIC_GRADES:
        idle = rng.random() < IDLE_SPRING_SHARE
        for month in (0, 2, 3) if idle else (0, 2, 3, 5, 7):
            yield "social_civic", some(month)
    weeks, first = np.unique((days + 3) // 7, return_index=True)
    for week, place in zip(weeks, first, strict=True):
        if rng.random() >= SKIPPED_WEEKS_SHARE:
            size = int(np.sum((days + 3) // 7 == week))
            yield "class_hour", int(days[place + rng.integers(size)])


def _event(rng: np.random.Generator, school: School, klass: SchoolClass, planned: tuple[str, int, int | None]) -> Event:
    """One event of a kind and day, announced so many days ahead or not at all."""
    kind, day, notice = planned
    head = klass.homeroom
    slack = 1 - float(school.habits.prompt[head])
    late, blank_place, blank_content, unsigned = rng.random(4)
    recorded = between(rng, day, 12, 19)
    if late < slack:
        recorded = NEVER if late < slack / 4 else between(rng, day + int(rng.integers(1, 12)), 9, 20)
    announced = NEVER
    if notice is not None:
        ahead = notice + int(rng.integers(5)) if notice > 2 else notice  # noqa: PLR2004  (a day or two is too late)
        announced = between(rng, max(day - ahead, school.year.start), 8, 18)
    month = int(school.year.months(np.array([day]))[0])
    topics = _SEASONAL.get((kind, month)) or texts.EVENTS[kind]
    return Event(
        day,
        klass.index,
        kind,
        announced,
        recorded,
        topics[int(rng.integers(len(topics)))],
        None if blank_place < BLANK_SHARE else texts.PLACES[int(rng.integers(len(texts.PLACES)))],
        None if blank_content < BLANK_SHARE else texts.CONTENT[int(rng.integers(len(texts.CONTENT)))],
        bool(unsigned >= UNSIGNED_SHARE) if kind == "briefing" else None,
    )


def event_table(school: School, found: list[Event]) -> pa.Table:
    """The table ``class_events``: what was recorded or announced by the export's last day."""
    year = school.year
    rows: list[tuple[Any, ...]] = []
    for number, event in enumerate(found):
        over = event.day <= year.until and (event.recorded <= year.cut or event.recorded == NEVER)
        planned = event.announced <= year.cut and event.day <= year.until + HORIZON
        if over or planned:
            done = event.day <= year.until
            klass = school.classes[event.klass]
            rows.append(
                (
                    f"e{number + 1:04d}",
                    klass.code,
                    event.kind,
                    event.announced,
                    event.day,
                    event.recorded,
                    school.staff_codes[klass.homeroom],
                    event.topic,
                    event.place,
                    event.content if done else None,
                    _HOURS.get(event.kind, 0.5) if done else None,
                    event.signed if done else None,
                )
            )
    return from_rows("class_events", rows, year.cut)


def remarks(school: School) -> pa.Table:
    """The table ``remarks``: some pupils collect many, most a few."""
    rng, year, people = school.plan.stream("remarks"), school.year, school.pupils
    rate = REMARKS_A_YEAR * np.clip(1 + rng.normal(0, 0.8, people.size), 0.05, None)
    restless = np.isin(np.arange(people.size), people.sorts["chronic"] + people.sorts["severe"])
    pupil = np.repeat(np.arange(people.size), rng.poisson(rate * np.where(restless, 2, 1) * (people.grade > 0)))
    open_days = year.days[school.common]
    day = open_days[rng.integers(open_days.size, size=pupil.size)]
    good = pick(rng, _REMARK_WEIGHTS, pupil.size)
    kind = np.where(restless[pupil] & (rng.random(pupil.size) < 1 / 2), _REMARK_KINDS.index("remark"), good)
    klass = school.class_on(pupil, day)
    by = _teacher(rng, school, klass)
    there = (klass != NONE) & (day >= max(year.since, year.start + QUIET_DAYS)) & (day <= year.until)
    order = np.lexsort((pupil, day))
    number = np.arange(pupil.size)
    pool = [text for of in _REMARK_KINDS for text in texts.REMARKS[of]]
    length = np.array([len(texts.REMARKS[of]) for of in _REMARK_KINDS])
    text = (np.cumsum(length) - length)[kind] + rng.integers(1000, size=pupil.size) % length[kind]
    rows = from_columns(
        "remarks",
        {
            "remark_id": grid.codes("r", number, 5),
            "pupil_id": grid.words(school.pupil_codes, pupil[order]),
            "staff_id": grid.words(school.staff_codes, by[order]),
            "written_on": grid.days(day[order]),
            "kind": grid.words(_REMARK_KINDS, kind[order]),
            "text": grid.words(pool, text[order]),
        },
    )
    return rows.filter(there[order])


def _teacher(rng: np.random.Generator, school: School, klass: Ints) -> Ints:
    """Mostly the class head, else one of the class's other teachers."""
    of_class: list[list[int]] = [[klass.homeroom] for klass in school.classes]
    for group in school.groups:
        if group.klass != NONE and group.staff != school.staff.leaver:
            of_class[group.klass].append(group.staff)
    length = np.array([len(teachers) for teachers in of_class])
    table = np.array([[t[n % len(t)] for n in range(length.max())] for t in of_class])
    return np.where(
        rng.random(klass.size) < 1 / 2,
        school.heads[klass],
        table[klass, rng.integers(1000, size=klass.size) % length[klass]],
    )

"""Teachers who fall ill and who stands in for them; outings for which lessons are dropped."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from ediary_analytics.synth.grid import DAY, NEVER, NONE, Bools, Ints, pick
from ediary_analytics.synth.habits import HOUR
from ediary_analytics.synth.school import School
from ediary_analytics.synth.year import DAYS_SPAN

#: Illness spells of a teacher in a year, and the chance of each length from one working day on.
SPELLS: Final = 1.8
LENGTHS: Final = (0.3, 0.25, 0.2, 0.1, 0.15)
SUBSTITUTED_SHARE: Final = 0.8
RECORDED_LATE_SHARE: Final = 0.04
NEVER_RECORDED_SHARE: Final = 0.015
REASONS: Final = ("liga", "kvalifikacijos kėlimas", "komandiruotė", "šeimos aplinkybės")
_REASON_WEIGHTS: Final = (0.75, 0.12, 0.08, 0.05)
_CANDIDATES: Final = 16


@dataclass(frozen=True, slots=True)
class Cover:
    """For each lesson who stands in (NONE: its own teacher), why, when that was recorded, and whether it falls away."""

    substitute: Ints
    reason: Ints
    recorded: Ints
    dropped: Bools


def outings(school: School) -> list[tuple[int, int]]:
    """Class trips as ``(class, day)``: one in autumn, one in spring."""
    rng = school.plan.stream("outings")
    found = []
    for klass in school.general:
        open_days = school.year.school_days(klass.grade)
        autumn = open_days[rng.integers(12, 35)]
        spring = open_days[-int(rng.integers(3, 25))]
        found += [(klass.index, int(autumn)), (klass.index, int(spring))]
    return found


def cover(school: School, day: Ints, number: Ints, teacher: Ints, coverable: Bools) -> Cover:
    """Stand-ins for lessons; ``coverable`` says which are lessons that get covered or fall away."""
    rng, year, staff = school.plan.stream("cover"), school.year, school.staff
    ill = _ill(rng, school)
    missing = ill[teacher, day - year.base] & coverable
    where = np.flatnonzero(missing)
    substitute = np.full(day.size, NONE)
    teaching = np.array([person.index for person in staff.people if person.teaches and person.load])
    if where.size and teaching.size:
        busy = np.zeros((len(staff.people), 7, 12), dtype=np.bool_)
        for slot in school.slots:
            busy[slot.staff, slot.weekday, slot.number] = True
        weekday = (day[where] + 3) % 7
        tried = teaching[rng.integers(teaching.size, size=(where.size, _CANDIDATES))]
        able = ~busy[tried, weekday[:, None], number[where, None]] & ~ill[tried, (day[where] - year.base)[:, None]]
        able &= ~np.isin(tried, (staff.leaver, staff.successor))
        found = able.any(axis=1) & (rng.random(where.size) < SUBSTITUTED_SHARE)
        substitute[where[found]] = tried[np.arange(where.size), able.argmax(axis=1)][found]
    chance = rng.random(day.size)
    evening = (day - 1) * DAY + rng.integers(14 * HOUR, 20 * HOUR, day.size)
    planned = np.where(chance < 1 / 2, evening, day * DAY + rng.integers(7 * HOUR, 8 * HOUR, day.size))
    late = (day + rng.integers(1, 4, day.size)) * DAY + rng.integers(8 * HOUR, 17 * HOUR, day.size)
    recorded = np.where(chance < 1 - RECORDED_LATE_SHARE - NEVER_RECORDED_SHARE, planned, late)
    recorded[chance >= 1 - NEVER_RECORDED_SHARE] = NEVER
    weeks = (day - year.base) // 7
    reason = pick(rng, _REASON_WEIGHTS, len(staff.people) * (DAYS_SPAN // 7 + 1))[teacher * (DAYS_SPAN // 7) + weeks]
    return Cover(substitute, reason, recorded, missing & (substitute == NONE))


def _ill(rng: np.random.Generator, school: School) -> Bools:
    """Who is ill on which day, shape ``(people, days)``."""
    year, people = school.year, len(school.staff.people)
    ill = np.zeros((people, DAYS_SPAN), dtype=np.bool_)
    open_days = school.year.days[school.common]
    owner = np.repeat(np.arange(people), rng.poisson(SPELLS, people))
    first = open_days[rng.integers(open_days.size, size=owner.size)]
    last = year.after(first - 1, 1) + pick(rng, LENGTHS, owner.size)
    for person, start, end in zip(owner, first, last, strict=True):
        ill[person, start - year.base : end - year.base + 1] = True
    return ill


def on_trip(school: School) -> Bools:
    """Outings as flags, shape ``(classes, days)``."""
    flags = np.zeros((len(school.classes), DAYS_SPAN), dtype=np.bool_)
    for klass, day in outings(school):
        flags[klass, day - school.year.base] = True
    return flags

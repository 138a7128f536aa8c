"""Every lesson of the year: held or not, by whom, what was written about it and when."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from ediary_analytics.synth import grid, texts
from ediary_analytics.synth.classes import Group
from ediary_analytics.synth.cover import REASONS, Cover, cover, on_trip
from ediary_analytics.synth.curriculum import PRACTICAL
from ediary_analytics.synth.frame import from_columns
from ediary_analytics.synth.grid import NEVER, NONE, Bools, Ints
from ediary_analytics.synth.school import School
from ediary_analytics.synth.year import LAST_PRIMARY, Year

_TRIP, _EVENT, _ILLNESS, _EXAM = range(len(texts.NOT_HELD))
EVENT_SHARE: Final = 0.003
EXAM_SHARE: Final = 0.001
INTEGRATED_SHARE: Final = 0.007
APART_SHARE: Final = 0.05
#: Shares of lessons with objectives, class work and homework where the rules do not ask for them.
_OPTIONAL: Final = (0.8, 0.7, 0.75)
_PRIMARY_HOMEWORK: Final = 0.5
#: Of the blanks in what the rules ask for, how many are topics.
_TOPIC_BLANKS: Final = 0.2
_PRACTICAL_SHARE: Final = 0.9


@dataclass(slots=True)
class Lessons:
    """All lessons of the year in the order of day, number and group; arrays of one length.

    ``staff`` gave it (a stand-in, too), ``planned`` is the timetable's teacher. ``filled`` is NEVER where nobody
    recorded it. ``reason`` indexes ``texts.NOT_HELD``, NONE: held. ``klass`` and ``grade`` are the group's (NONE, 0).
    """

    group: Ints
    day: Ints
    number: Ints
    planned: Ints
    staff: Ints
    filled: Ints
    reason: Ints
    klass: Ints
    grade: Ints
    formal: Bools
    integrated: Ints
    cover: Cover

    @property
    def held(self) -> Bools:
        """Which lessons took place."""
        flags: Bools = self.reason == NONE
        return flags

    def kept(self, year: Year) -> Bools:
        """Which of them the export holds: recorded by its last day, and not before its first."""
        flags: Bools = (self.filled <= year.cut) & (self.day >= year.since)
        return flags


def lessons(school: School) -> Lessons:
    """Hold the year's lessons."""
    rng, groups = school.plan.stream("lessons"), school.groups
    group, day, number, planned = _expected(school)
    size = group.size
    klass = np.array([g.klass for g in groups])[group]
    grade = np.where(klass == NONE, 0, np.array([c.grade for c in school.classes])[klass])
    formal = np.array([g.kind == "formal" for g in groups])[group]
    reason = np.full(size, NONE)
    chance = rng.random(size)
    reason[formal & (chance < EVENT_SHARE)] = _EVENT
    reason[formal & (chance > 1 - EXAM_SHARE)] = _EXAM
    reason[formal & (klass != NONE) & on_trip(school)[klass, day - school.year.base]] = _TRIP
    stand_in = cover(school, day, number, planned, formal & (reason == NONE))
    reason[stand_in.dropped] = _ILLNESS
    given = np.where(stand_in.substitute == NONE, planned, stand_in.substitute)
    filled = school.habits.entered(rng, day, number, given)
    held = formal & (reason == NONE) & (grade > LAST_PRIMARY)
    integrated = _integrated(rng, groups, (group, day, klass), held)
    return Lessons(group, day, number, planned, given, filled, reason, klass, grade, formal, integrated, stand_in)


def _expected(school: School) -> tuple[Ints, Ints, Ints, Ints]:
    """The timetable spread over the school days: group, day, number and teacher of every lesson, in order."""
    year, slots = school.year, school.slots
    by_weekday = year.weekday == np.arange(5)[:, None]
    open_days: dict[tuple[int, int], Ints] = {}
    held = []
    for slot in slots:
        group = school.groups[slot.group]
        key = group.klass, slot.weekday
        if key not in open_days:
            open_days[key] = year.days[school.open_of(group) & by_weekday[slot.weekday]]
        found = open_days[key]
        first, last = np.searchsorted(found, (slot.first, min(slot.last, NEVER - 1) + 1))
        held.append(found[first:last])
    counts = np.array([found.size for found in held])
    rows, _ = grid.ragged(counts)
    day = np.concatenate(held)
    of, number, teacher = np.array([(s.group, s.number, s.staff) for s in slots])[rows].T
    order = np.lexsort((of, number, day))
    return of[order], day[order], number[order], teacher[order]


def _integrated(rng: np.random.Generator, groups: list[Group], lessons: tuple[Ints, Ints, Ints], held: Bools) -> Ints:
    """The other group of an integrated lesson: mostly one of the class's next lesson, sometimes one without any."""
    group, day, klass = lessons
    found = np.full(group.size, NONE)
    of_class = np.flatnonzero(held & (klass != NONE))
    order = of_class[np.lexsort((of_class, day[of_class], klass[of_class]))]
    after = np.roll(order, -1)
    block = np.array([g.block for g in groups])
    near = (klass[order] == klass[after]) & (day[order] == day[after]) & (block[group[order]] != block[group[after]])
    chosen = near & (rng.random(order.size) < INTEGRATED_SHARE)
    found[order[chosen]] = group[after[chosen]]
    apart = chosen & (rng.random(order.size) < APART_SHARE)
    # The class's lesson of another day: nothing of that group will be found on this one.
    found[order[apart]] = group[np.roll(order, -60)[apart]]
    elsewhere = klass[np.maximum(np.roll(order, -60), 0)] != klass[order]
    found[order[apart & elsewhere]] = NONE
    return found


class _Writing:
    """What is written into the lessons: indices into pools of texts."""

    def __init__(self, school: School, lessons: Lessons) -> None:
        self.rng = school.plan.stream("writing")
        self.homework_asked = school.strict
        self.groups, self.lessons = school.groups, lessons
        self.practical = np.array([group.subject in PRACTICAL for group in school.groups])[lessons.group]
        size = lessons.group.size
        self.slips = self.rng.random(size) < school.habits.careless(lessons.staff)
        self.topic_slips = self.slips & (self.rng.random(size) < _TOPIC_BLANKS)
        self.unasked = self.rng.random((len(_OPTIONAL), size)) > np.array(_OPTIONAL)[:, None]

    def topics(self) -> pa.Array:
        """Each group goes once through its subject's topics in the year."""
        lessons = self.lessons
        key = [g.subject or ("preschool" if g.kind == "preschool" else "") for g in self.groups]
        order = np.lexsort((np.arange(lessons.group.size), lessons.group))
        counts = np.bincount(lessons.group, minlength=len(self.groups))
        rank = np.empty_like(order)
        rank[order] = grid.ragged(counts)[1]
        length = np.array([len(texts.TOPICS[code]) for code in key])[lessons.group]
        index = np.array([texts.START[code] for code in key])[lessons.group] + rank * length // counts[lessons.group]
        return grid.words(texts.POOL, np.where(self.topic_slips | ~lessons.held, NONE, index))

    def objectives(self) -> pa.Array:
        blank = self.unasked[0] if self.homework_asked else self.slips & ~self.topic_slips
        return self._chosen(texts.OBJECTIVES, blank | (self.lessons.number == 0))

    def classwork(self) -> pa.Array:
        blank = self.unasked[1] | ~self.lessons.formal
        return self._chosen(texts.CLASSWORK, blank, texts.PRACTICAL_WORK)

    def homework(self) -> pa.Array:
        blank = self.slips & ~self.topic_slips if self.homework_asked else self.unasked[2]
        primary = (self.lessons.grade <= LAST_PRIMARY) & (self.rng.random(blank.size) > _PRIMARY_HOMEWORK)
        return self._chosen(texts.HOMEWORK, blank | primary | ~self.lessons.formal, texts.NO_HOMEWORK)

    def _chosen(self, pool: tuple[str, ...], blank: Bools, practical: int = NONE) -> pa.Array:
        """A text from the pool for each lesson; ``practical`` is the one for lessons of doing."""
        index = self.rng.integers(len(pool), size=blank.size)
        if practical != NONE:
            index = np.where(self.practical & (self.rng.random(blank.size) < _PRACTICAL_SHARE), practical, index)
        return grid.words(pool, np.where(blank | ~self.lessons.held, NONE, index))


def table(school: School, lessons: Lessons) -> pa.Table:
    """The table ``lessons`` of the export."""
    writing, group_codes = _Writing(school, lessons), school.group_codes
    whole = from_columns(
        "lessons",
        {
            "lesson_id": lesson_codes(np.arange(lessons.day.size)),
            "group_id": grid.words(group_codes, lessons.group),
            "held_on": grid.days(lessons.day),
            "lesson_no": grid.whole(lessons.number),
            "staff_id": grid.words(school.staff_codes, lessons.staff),
            "topic": writing.topics(),
            "objectives": writing.objectives(),
            "classwork": writing.classwork(),
            "homework": writing.homework(),
            "filled_at": grid.stamps(lessons.filled, school.year.cut),
            "not_held_reason": grid.words(texts.NOT_HELD, lessons.reason),
            "integrated_group_id": grid.words(group_codes, lessons.integrated),
        },
    )
    return whole.filter(lessons.kept(school.year))


def substitutions(school: School, lessons: Lessons) -> pa.Table:
    """The table ``substitutions``: those of days that are over, and not recorded later."""
    found, year = lessons.cover, school.year
    where = (found.substitute != NONE) & (lessons.day >= year.since) & (lessons.day <= year.until)
    rows = np.flatnonzero(where & ((found.recorded <= year.cut) | (found.recorded >= NEVER)))
    return from_columns(
        "substitutions",
        {
            "held_on": grid.days(lessons.day[rows]),
            "group_id": grid.words(school.group_codes, lessons.group[rows]),
            "lesson_no": grid.whole(lessons.number[rows]),
            "staff_id": grid.words(school.staff_codes, found.substitute[rows]),
            "reason": grid.words(REASONS, found.reason[rows]),
            "recorded_at": grid.stamps(found.recorded[rows], year.cut),
        },
    )


def lesson_codes(index: Ints) -> pa.Array:
    """Lesson ids of places in the year's list; NONE is empty."""
    return grid.codes("L", index, 5)

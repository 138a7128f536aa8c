"""Lesson hours: every pupil of every held lesson, and who of them was there."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from ediary_analytics.synth import grid
from ediary_analytics.synth.absence import Spells
from ediary_analytics.synth.grid import NEVER, NONE, Bools, Ints
from ediary_analytics.synth.lessons import Lessons
from ediary_analytics.synth.school import School

#: The chance that a pupil who skips a subject is not there.
SKIP_SHARE: Final = 0.35


@dataclass(frozen=True, slots=True)
class Hours:
    """One entry per pupil and held lesson that somebody recorded, by lesson.

    ``spell`` is the spell that keeps the pupil away (NONE: none); ``skipped`` and ``elsewhere`` are absences without
    one: a lesson cut, a pupil who has moved to another class but is still on the list.
    """

    lesson: Ints
    pupil: Ints
    spell: Ints
    skipped: Bools
    elsewhere: Bools

    @property
    def away(self) -> Bools:
        """Who was not there."""
        flags: Bools = (self.spell != NONE) | self.skipped | self.elsewhere
        return flags


def hours(school: School, lessons: Lessons, spells: Spells) -> Hours:
    """Seat the pupils in the year's held lessons."""
    rng, seated = school.plan.stream("hours"), school.members
    taken = np.flatnonzero(lessons.held & (lessons.filled < NEVER))
    group = lessons.group[taken]
    rows, place = grid.ragged(np.diff(seated.offsets)[group])
    member = seated.offsets[group[rows]] + place
    lesson = taken[rows]
    day = lessons.day[lesson]
    there = (seated.first[member] <= day) & (day <= seated.last[member])
    lesson, member, day = lesson[there], member[there], day[there]
    pupil = seated.pupil[member]
    spell = spells.of[pupil, day - school.year.base].astype(np.int64)
    number = lessons.number[lesson]
    spell[(number < spells.low[spell]) | (number > spells.high[spell])] = NONE
    klass = lessons.klass[lesson]
    elsewhere = lessons.formal[lesson] & (klass != NONE) & (klass != school.class_on(pupil, day))
    skipped = np.zeros(pupil.size, dtype=np.bool_)
    for who in school.pupils.sorts["skipper"]:
        mine = np.flatnonzero((pupil == who) & lessons.formal[lesson])
        subject = lessons.group[lesson[mine]]
        if mine.size:
            skipped[mine] = (subject == rng.choice(subject)) & (rng.random(mine.size) < SKIP_SHARE)
    return Hours(lesson, pupil, spell, skipped & (spell == NONE), elsewhere)

"""Attendance: absences with the parents' word and the class head's decision, lateness, early leaving."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from ediary_analytics.synth import grid
from ediary_analytics.synth.absence import EVENT, FAMILY, REASONS, REPRESENTING, Spells
from ediary_analytics.synth.frame import from_columns
from ediary_analytics.synth.grid import DAY, NEVER, NONE, Bools, Ints, pick
from ediary_analytics.synth.habits import BELLS, HOUR
from ediary_analytics.synth.hours import Hours
from ediary_analytics.synth.lessons import Lessons, lesson_codes
from ediary_analytics.synth.school import School

MARKS: Final = ("absent", "late", "left_early")
ABSENT, LATE, LEFT_EARLY = range(len(MARKS))
STATUSES: Final = ("justified", "unjustified", "open")
JUSTIFIED, UNJUSTIFIED, OPEN = range(len(STATUSES))
MONTHS: Final = 14
LATE_SHARE: Final = 0.007
LATE_ELSEWHEN_SHARE: Final = 0.001
TARDY_SHARE: Final = (0.1, 0.3)
LEFT_EARLY_SHARE: Final = 0.0006
RECORDED_LATE_SHARE: Final = 0.012
NEVER_RECORDED_SHARE: Final = 0.004
FAMILY_REFUSED_SHARE: Final = 0.06
#: Working days from the parents' word to a punctual decision: the same day, the next, the one after.
_PROMPT_DAYS: Final = (0.45, 0.37, 0.18)
#: How much less punctual class heads are with decisions than with lessons; of the unpunctual, who never decide.
_SLACK: Final = 1.2
_UNDECIDED_SHARE: Final = 0.3


@dataclass(frozen=True, slots=True)
class Attendance:
    """Every attendance row of the year, by lesson, pupil and mark; arrays of one length.

    ``status`` is what it will be once decided; before ``decided`` (and where that is NEVER) it is open.
    """

    lesson: Ints
    pupil: Ints
    mark: Ints
    minutes: Ints
    recorded: Ints
    reason: Ints
    status: Ints
    told: Ints
    decided: Ints
    head: Ints


def attendance(school: School, lessons: Lessons, spells: Spells, hours: Hours) -> Attendance:
    """Mark who was away, late or left early, and let the class heads decide."""
    rng = school.plan.stream("attendance")
    marked = (
        (np.flatnonzero(hours.away), ABSENT),
        (_late(rng, school, lessons, hours), LATE),
        (np.flatnonzero(~hours.away & (rng.random(hours.pupil.size) < LEFT_EARLY_SHARE)), LEFT_EARLY),
    )
    hour = np.concatenate([where for where, _ in marked])
    mark = np.concatenate([np.full(where.size, kind) for where, kind in marked])
    order = np.lexsort((mark, hour))
    hour, mark = hour[order], mark[order]
    lesson, pupil, spell = hours.lesson[hour], hours.pupil[hour], hours.spell[hour]
    day = lessons.day[lesson]
    absent = mark == ABSENT
    klass = school.class_on(pupil, day)
    head = school.heads[klass]
    recorded = _recorded(rng, lessons, lesson)
    decided, status, told = _decisions(rng, school, spells, (pupil, day, spell))
    seen = np.where(recorded < NEVER, recorded, lessons.filled[lesson])
    decided = np.where(absent & (decided < NEVER), np.maximum(decided, seen + 300), NEVER)
    return Attendance(
        lesson,
        pupil,
        mark,
        np.where(absent, NONE, rng.integers(2, 25, mark.size)),
        recorded,
        np.where(absent & (spell != NONE), spells.reason[spell], NONE),
        np.where(absent, status, NONE),
        np.where(absent, told, NEVER),
        decided,
        head,
    )


def _late(rng: np.random.Generator, school: School, lessons: Lessons, hours: Hours) -> Ints:
    """Hours to which a pupil came late, mostly first lessons."""
    share = np.full(school.pupils.size, LATE_SHARE)
    tardy = school.pupils.sorts["tardy"]
    share[tardy] = rng.uniform(*TARDY_SHARE, len(tardy))
    first = lessons.number[hours.lesson] == 1
    chance = np.where(first, share[hours.pupil], LATE_ELSEWHEN_SHARE)
    return np.flatnonzero((rng.random(chance.size) < chance) & ~hours.away & (lessons.number[hours.lesson] > 0))


def _recorded(rng: np.random.Generator, lessons: Lessons, lesson: Ints) -> Ints:
    """When each row was entered: mostly as the lesson began, or with the lesson's topic; some later, some unknown."""
    day, filled = lessons.day, lessons.filled
    size = day.size
    early = day * DAY + BELLS[lessons.number] + rng.integers(120, 700, size)
    whole = np.where((filled < (day + 1) * DAY) & (rng.random(size) < 0.8), np.minimum(early, filled), filled)  # noqa: PLR2004
    recorded = whole[lesson]
    chance = rng.random(lesson.size)
    after = (day[lesson] + rng.geometric(0.5, lesson.size)) * DAY + rng.integers(8 * HOUR, 20 * HOUR, lesson.size)
    recorded = np.where(chance < RECORDED_LATE_SHARE, np.maximum(recorded, after), recorded)
    return np.where(chance > 1 - NEVER_RECORDED_SHARE, NEVER, recorded)


def _decisions(
    rng: np.random.Generator, school: School, spells: Spells, rows: tuple[Ints, Ints, Ints]
) -> tuple[Ints, Ints, Ints]:
    """When each absence of a pupil, day and spell is decided, as what, and when the parents' word came."""
    pupil, day, spell = rows
    own = np.isin(spells.reason, (REPRESENTING, EVENT))
    heads = school.heads[np.maximum(school.class_on(spells.pupil, spells.first), 0)]
    word = np.where(own, spells.last * DAY + 15 * HOUR, spells.told)
    known = word < NEVER
    by_spell = np.where(known, _decide(rng, school, np.where(known, word, 0), heads), NEVER)
    refused = (spells.reason == FAMILY) & (rng.random(spells.pupil.size) < FAMILY_REFUSED_SHARE)
    months = school.year.months(day)
    with_word = (spell != NONE) & known[spell]
    decided = np.where(with_word, by_spell[spell], _month_ends(rng, school)[pupil, months])
    status = np.where(with_word & ~refused[spell], JUSTIFIED, UNJUSTIFIED)
    return decided, status, np.where((spell != NONE), spells.told[spell], NEVER)


def _decide(rng: np.random.Generator, school: School, word: Ints, head: Ints) -> Ints:
    """The head's decision after each word: within two working days, later, or never."""
    size, day = word.size, word // DAY
    slack = _SLACK * (1 - school.habits.prompt[head])
    chance = rng.random(size)
    wait = pick(rng, _PROMPT_DAYS, size)
    at_once = np.minimum(word + rng.integers(1200, 9000, size), day * DAY + 22 * HOUR + 2400)
    office = rng.integers(8 * HOUR, 18 * HOUR, size)
    soon = np.where(wait == 0, at_once, school.year.after(day, 1) * DAY + office)
    soon = np.where(wait > 1, school.year.after(school.year.after(day, 1), 1) * DAY + office, soon)
    late = school.year.after(day, 1) + rng.integers(3, 15, size)
    decided = np.where(chance < 1 - slack, soon, late * DAY + office)
    return np.where(chance < slack * _UNDECIDED_SHARE, NEVER, decided)


def _month_ends(rng: np.random.Generator, school: School) -> Ints:
    """When the head decides a pupil's unexplained absences of a month; shape ``(pupils, months)``."""
    year, size = school.year, school.pupils.size
    ends = np.array([year.month_end(month) for month in range(MONTHS)])
    days = np.stack([year.after(ends, number) for number in (-1, 1, 2, 3, 4, 8, 12)])
    prompt = school.habits.prompt[school.heads[school.pupils.klass]]
    slack = _SLACK * (1 - prompt)[:, None]
    chance = rng.random((size, MONTHS))
    choice = np.where(chance > slack, rng.integers(5, size=chance.shape), rng.integers(5, 7, size=chance.shape))
    moments = days[choice, np.arange(MONTHS)] * DAY + rng.integers(8 * HOUR, 18 * HOUR, chance.shape)
    return np.where(chance < slack * _UNDECIDED_SHARE, NEVER, moments)


def kept(school: School, lessons: Lessons, rows: Attendance) -> Bools:
    """Which rows the export holds: of its lessons, and not entered later."""
    entered = (rows.recorded <= school.year.cut) | (rows.recorded >= NEVER)
    return lessons.kept(school.year)[rows.lesson] & entered


def table(school: School, lessons: Lessons, rows: Attendance) -> pa.Table:
    """The table ``attendance`` of the export; what was decided or told later is not known yet."""
    cut, absent = school.year.cut, rows.mark == ABSENT
    decided = rows.decided <= cut
    known = decided | (rows.told <= cut)
    status = np.where(decided, rows.status, np.where(absent, OPEN, NONE))
    whole = from_columns(
        "attendance",
        {
            "lesson_id": lesson_codes(rows.lesson),
            "pupil_id": grid.words(school.pupil_codes, rows.pupil),
            "mark": grid.words(MARKS, rows.mark),
            "minutes": grid.whole(rows.minutes),
            "recorded_at": grid.stamps(rows.recorded, cut),
            "reason": grid.words(REASONS, np.where(known, rows.reason, NONE)),
            "status": grid.words(STATUSES, status),
            "explained_at": grid.stamps(rows.told, cut),
            "decided_at": grid.stamps(rows.decided, cut),
            "decided_by": grid.words(school.staff_codes, np.where(decided, rows.head, NONE)),
        },
    )
    return whole.filter(kept(school, lessons, rows))

"""Why pupils are away: illness, family days, competitions, truancy, as spells of days or of lessons."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from ediary_analytics.synth.grid import DAY, NEVER, NONE, Ints, Reals, pick
from ediary_analytics.synth.habits import HOUR
from ediary_analytics.synth.school import School
from ediary_analytics.synth.year import DAYS_SPAN

REASONS: Final = ("illness", "family", "representing", "school", "other")
ILLNESS, FAMILY, REPRESENTING, EVENT, OTHER = range(len(REASONS))
FIRST_LESSON, LAST_LESSON = 0, 99
#: Spells a year of a pupil: illness, a family day, weather or transport, some lessons at a doctor's.
RATES: Final = (2.8, 0.9, 0.25, 1.3)
#: Days an illness lasts, from one on.
_ILL_DAYS: Final = (0.2, 0.24, 0.2, 0.12, 0.1, 0.06, 0.04, 0.03, 0.01)
#: First and last lesson of a visit to a doctor.
_VISITS: Final = np.array([(1, 2), (1, 3), (3, 5), (4, LAST_LESSON), (5, LAST_LESSON)])
UNTOLD_SHARE: Final = 0.06
TRUANT_SHARE: Final = (0.03, 0.11)
SEVERE_SHARE: Final = 0.8
#: Months (September is 0) in which a pupil who avoids school stays away.
SEVERE_MONTHS: Final = (1, 4, 6)
COLD: Final = (2, 6)


@dataclass(frozen=True, slots=True)
class Spells:
    """Absences as spells; arrays of one length, and ``of`` (pupils, days) the newest spell of a pupil's day, or NONE.

    ``low`` and ``high`` are the lessons missed each day, both included; ``reason`` indexes :data:`REASONS` (NONE: a
    truant's, or nobody's word); ``told`` is when the parents' word arrived (NEVER: it did not).
    """

    pupil: Ints
    first: Ints
    last: Ints
    low: Ints
    high: Ints
    reason: Ints
    told: Ints
    of: npt.NDArray[np.int32]


_Part = tuple[Ints, Ints, Ints, Ints, Ints, Ints]


def spells(school: School) -> Spells:
    """Everybody's absences of the year."""
    rng = school.plan.stream("absence")
    parts = (*_own(rng, school), *_together(rng, school), *_truant(rng, school), _placed(school))
    pupil, first, last, low, high, reason = (np.concatenate(column) for column in zip(*parts, strict=True))
    of = np.full((school.pupils.size, DAYS_SPAN), NONE, dtype=np.int32)
    base = school.year.base
    for number, (who, start, end) in enumerate(zip(pupil, first, last, strict=True)):
        of[who, start - base : end - base + 1] = number
    told = _told(rng, first, last, reason)
    reason[(told >= NEVER) & ~np.isin(reason, (REPRESENTING, EVENT))] = NONE
    return Spells(pupil, first, last, low, high, reason, told, of)


def _chosen_days(rng: np.random.Generator, school: School, size: int) -> Ints:
    """Random school days, the cold months twice as likely."""
    open_days = school.year.days[school.common]
    months = school.year.months(open_days)
    weights = 1.0 + ((months >= COLD[0]) & (months <= COLD[1]))
    return open_days[pick(rng, [float(weight) for weight in weights], size)]


def _own(rng: np.random.Generator, school: School) -> Iterator[_Part]:
    """Illness, family days, other reasons and visits to a doctor."""
    size = school.pupils.size
    frail: Reals = np.clip(1 + 0.5 * school.pupils.frailty, 0.25, None)
    for rate, reason in zip(RATES, (ILLNESS, FAMILY, OTHER, ILLNESS), strict=True):
        pupil = np.repeat(np.arange(size), rng.poisson(rate * frail))
        first = _chosen_days(rng, school, pupil.size)
        whole, nothing = np.full(pupil.size, LAST_LESSON), np.zeros(pupil.size, dtype=np.int64)
        if rate == RATES[0]:
            yield pupil, first, first + pick(rng, _ILL_DAYS, pupil.size), nothing, whole, nothing + reason
        elif rate == RATES[-1]:
            low, high = _VISITS[rng.integers(len(_VISITS), size=pupil.size)].T
            yield pupil, first, first, low, high, np.where(rng.random(pupil.size) < 1 / 2, ILLNESS, FAMILY)
        else:
            yield pupil, first, first, nothing, whole, nothing + reason


def _together(rng: np.random.Generator, school: School) -> Iterator[_Part]:
    """Competitions (a few pupils for a day) and school events (a few pupils for some lessons)."""
    able = np.flatnonzero(school.pupils.grade > 0)
    open_days = school.year.days[school.common]
    for reason, every, low, high in ((REPRESENTING, 9, FIRST_LESSON, LAST_LESSON), (EVENT, 14, 2, 4)):
        day = open_days[rng.integers(4, every, 1)[0] :: every]
        team = min(able.size, max(1, school.pupils.size // 120))
        pupil = np.concatenate([rng.choice(able, team, replace=False) for _ in day])
        days = np.repeat(day, team)
        ones = np.ones(pupil.size, dtype=np.int64)
        yield pupil, days, days, low * ones, high * ones, reason * ones


def _truant(rng: np.random.Generator, school: School) -> Iterator[_Part]:
    """Chronic absentees miss single days all year; who avoids school misses most of some months."""
    open_days = school.year.days[school.common]
    months = school.year.months(open_days)
    for sort in ("chronic", "severe"):
        for pupil in school.pupils.sorts[sort]:
            share = rng.uniform(*TRUANT_SHARE)
            chance = np.full(open_days.size, share)
            if sort == "severe":
                chance[np.isin(months, SEVERE_MONTHS)] = SEVERE_SHARE
            days = open_days[rng.random(open_days.size) < chance]
            # Half of the single days begin well and end early.
            low = np.where(rng.random(days.size) < (0.4 if sort == "chronic" else 0), 4, FIRST_LESSON)
            ones = np.ones(days.size, dtype=np.int64)
            yield pupil * ones, days, days, low, LAST_LESSON * ones, NONE * ones


def placement(school: School) -> tuple[int, int]:
    """First and last day of the stay in a sanatorium of the pupils who have one."""
    monday = school.year.start + 49 - (school.year.start + 3) % 7
    return monday, monday + 18


def _placed(school: School) -> _Part:
    pupil = np.array(school.pupils.sorts["placed"], dtype=np.int64)
    ones = np.ones(pupil.size, dtype=np.int64)
    first, last = placement(school)
    return pupil, first * ones, last * ones, 0 * ones, LAST_LESSON * ones, OTHER * ones


def _told(rng: np.random.Generator, first: Ints, last: Ints, reason: Ints) -> Ints:
    """When the parents' word came: the same morning, the last evening, or a day or two after."""
    size = first.size
    how = rng.random(size)
    morning = first * DAY + rng.integers(7 * HOUR, 8 * HOUR + 2400, size)
    evening = last * DAY + rng.integers(17 * HOUR, 22 * HOUR, size)
    after = (last + rng.integers(1, 4, size)) * DAY + rng.integers(7 * HOUR, 20 * HOUR, size)
    told = np.where((how < 0.5) & (last <= first + 1), morning, np.where(how < 0.8, evening, after))  # noqa: PLR2004
    silent = (rng.random(size) < UNTOLD_SHARE) & (last <= first + 2)
    return np.where(np.isin(reason, (NONE, REPRESENTING, EVENT)) | silent, NEVER, told)

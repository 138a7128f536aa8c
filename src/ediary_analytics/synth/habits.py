"""When people enter things: in the lesson, in the afternoon, in the evening, days later or never."""

from typing import Final

import numpy as np

from ediary_analytics.synth.grid import DAY, NEVER, Ints, Reals
from ediary_analytics.synth.plan import KEDAINIAI, Plan
from ediary_analytics.synth.staff import Staff

HOUR: Final = 3600
LESSON: Final = 45 * 60
#: When each lesson begins, in seconds of the day; number 0 is a preschool day.
BELLS: Final = np.array([28_800, 28_800, 32_100, 35_400, 39_300, 43_200, 46_500, 49_800, 52_800, 55_800])
SCHOOL_CLOSES: Final = 17 * HOUR
PRESCHOOL_DUE: Final = 9 * HOUR + 30 * 60
#: Share of same-day entries made at home after the school closed, by policy: where 17:00 binds they are few.
_EVENING: Final = {KEDAINIAI: 0.014}
_EVENING_ELSEWHERE: Final = 0.12
_IN_LESSON: Final = 0.66
#: Share of preschool days filled in before they are due.
_BEFORE_DUE: Final = 0.96
#: Days by which a late entry is late, at least one: geometric.
_LATE_RATE: Final = 0.45


class Habits:
    """The entry habits of a school's staff."""

    def __init__(self, plan: Plan, staff: Staff) -> None:
        self.prompt, self.idle = staff.prompt, staff.idle
        self.evening = _EVENING.get(plan.policy, _EVENING_ELSEWHERE)

    def careless(self, staff: Ints) -> Reals:
        """The chance that something is left blank, by the diligence of whoever fills it in."""
        return 0.012 + 0.55 * (1 - self.prompt[staff])

    def entered(self, rng: np.random.Generator, day: Ints, number: Ints, staff: Ints) -> Ints:
        """The moment at which each lesson is filled in; NEVER where nobody does. One entry per lesson."""
        size = day.size
        start = BELLS[number]
        inside = start + rng.integers(240, LESSON, size)
        afternoon = np.maximum(
            rng.integers(14 * HOUR, SCHOOL_CLOSES - 300, size), start + rng.integers(300, 3000, size)
        )
        evening = rng.integers(18 * HOUR, 22 * HOUR + 1800, size)
        how = rng.random(size)
        today = np.where(how < _IN_LESSON, inside, np.where(how < 1 - self.evening, afternoon, evening))
        nursery = number == 0
        morning = np.where(
            how < _BEFORE_DUE, rng.integers(8 * HOUR, PRESCHOOL_DUE - 120, size), PRESCHOOL_DUE + inside % 7200
        )
        today = np.where(nursery, morning, today)
        chance = rng.random(size)
        moments = np.where(chance < self.prompt[staff], day * DAY + today, self.later(rng, day))
        return np.where(chance >= 1 - self.idle[staff], NEVER, moments)

    @staticmethod
    def later(rng: np.random.Generator, day: Ints) -> Ints:
        """A moment some days after, at an hour at which people work or catch up."""
        after = day + rng.geometric(_LATE_RATE, day.size)
        return after * DAY + rng.integers(7 * HOUR, 21 * HOUR + 1800, day.size)

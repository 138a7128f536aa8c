"""Who sits in which group, from when to when."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from ediary_analytics.synth.classes import Group, SchoolClass
from ediary_analytics.synth.curriculum import CHOICES, HALVED, JOINT
from ediary_analytics.synth.grid import ALWAYS, NEVER, NONE, Ints
from ediary_analytics.synth.plan import Plan
from ediary_analytics.synth.pupils import Enrolment, Pupils
from ediary_analytics.synth.year import Year

JOINT_SHARE: Final = 0.07
LATE_LIST_SHARE: Final = 0.02
SUPPORT_SHARE: Final = 0.07
#: The diary's words for who helps, as the flag's detail names them.
SPECIALISTS: Final = ("logopedas", "specialusis pedagogas", "psichologas", "logopedas; specialusis pedagogas")
_SIZES: Final = {"informal": (9, 18), "consultation": (5, 10), "after_school": (10, 20)}


class Member(NamedTuple):
    """A pupil in a group from ``first`` to ``last`` (NEVER: still); ``shown`` is joined_on (ALWAYS: left empty)."""

    group: int
    pupil: int
    first: int
    last: int
    shown: int


@dataclass(frozen=True, slots=True)
class Members:
    """All memberships by group (arrays of one length), and what decided some of them.

    ``offsets`` (one more than groups) says where each group's members begin. ``support`` is who gets help from whom,
    ``home_since`` the day from which the school's one home-taught pupil learns at home.
    """

    group: Ints
    pupil: Ints
    first: Ints
    last: Ints
    shown: Ints
    offsets: Ints
    support: dict[int, str]
    home_since: int


def members(plan: Plan, year: Year, classes: list[SchoolClass], groups: list[Group], pupils: Pupils) -> Members:
    """Seat every pupil."""
    seating = _Seating(plan, year, classes, groups, pupils)
    rows = sorted((*seating.formal(), *seating.other()))
    group, pupil, first, last, shown = np.array(rows, dtype=np.int64).reshape(-1, len(Member._fields)).T
    offsets = np.searchsorted(group, np.arange(len(groups) + 1))
    return Members(group, pupil, first, last, shown, offsets, seating.support, seating.home_since)


class _Seating:
    """The decisions that several groups share."""

    def __init__(self, plan: Plan, year: Year, classes: list[SchoolClass], groups: list[Group], pupils: Pupils) -> None:
        rng = self.rng = plan.stream("members")
        self.year, self.groups, self.pupils = year, groups, pupils
        self.by_class: dict[int, list[Group]] = {klass.index: [] for klass in classes}
        self.loose: list[Group] = []
        for group in groups:
            own = group.kind in {"formal", "preschool"} and group.klass != NONE
            (self.by_class[group.klass] if own else self.loose).append(group)
        size = pupils.size
        self.home_since = year.workday(year.start + int(rng.integers(24, 45)), 1)
        joint = next((group.grades for group in groups if group.subject == JOINT), ())
        steady = np.ones(size, dtype=np.bool_)
        steady[[pupil for sort in ("mover", "joiner", "leaver", "home") for pupil in pupils.sorts[sort]]] = False
        self.steady = steady
        self.joint = np.isin(pupils.grade, joint) & (rng.random(size) < JOINT_SHARE) & steady
        self.late = (rng.random(size) < LATE_LIST_SHARE) & steady
        helped = np.flatnonzero((rng.random(size) < SUPPORT_SHARE) & (pupils.grade > 0) & steady)
        self.support = {int(pupil): SPECIALISTS[n % len(SPECIALISTS)] for n, pupil in enumerate(helped)}

    def formal(self) -> Iterator[Member]:
        """The groups of each pupil's own class."""
        lagging = self.pupils.sorts["mover"][:1]
        for spell in self.pupils.enrolments:
            first = spell.first
            if self.late[spell.pupil]:
                first = self.year.workday(first, int(self.rng.integers(7, 13)))
            moved = spell.pupil in lagging and spell.last != NEVER
            for place, group in enumerate(group for group in self.by_class[spell.klass] if self._takes(spell, group)):
                last = self._last(spell, group)
                # The old class's teachers keep the one who moved on their list for some days.
                last = min(last + 5, self.year.end) if moved and place in {0, 1} else last
                if last >= first:
                    yield Member(group.index, spell.pupil, first, last, first)

    def _last(self, spell: Enrolment, group: Group) -> int:
        taught_at_home = spell.pupil in self.pupils.sorts["home"] and group.kind == "formal"
        return min(spell.last, self.home_since - 1) if taught_at_home else spell.last

    def _takes(self, spell: Enrolment, group: Group) -> bool:
        for column, pair in enumerate(CHOICES):
            if group.subject in pair:
                skips = column == 1 and bool(self.joint[spell.pupil])
                return not skips and int(self.pupils.choice[spell.pupil, column]) == group.option
        halved = group.subject == HALVED and len([g for g in self.by_class[spell.klass] if g.subject == HALVED]) > 1
        return not halved or spell.pupil % 2 == group.option

    def other(self) -> Iterator[Member]:
        """Joint groups, clubs, consultations, support, the prolonged day and lessons at home."""
        for group in self.loose:
            for pupil in self._wanting(group):
                spell = next(spell for spell in self.pupils.enrolments if spell.pupil == pupil)
                first = spell.first
                if group.kind == "home":
                    first = self.year.workday(self.home_since - 1, 1 + int(self.rng.integers(4)))
                elif group.kind != "formal":
                    first = self.year.workday(first, int(self.rng.integers(1, 9)))
                open_start = group.kind == "informal" and self.rng.random() < 0.5  # noqa: PLR2004  (every other club)
                yield Member(
                    group.index, pupil, spell.first if open_start else first, NEVER, ALWAYS if open_start else first
                )

    def _wanting(self, group: Group) -> list[int]:
        able = np.isin(self.pupils.grade, group.grades) & self.steady
        if group.klass != NONE:
            able &= self.pupils.klass == group.klass
        if group.kind == "home":
            return self.pupils.sorts["home"]
        if group.kind == "formal":
            return [int(pupil) for pupil in np.flatnonzero(self.joint)]
        if group.kind == "support":
            who = group.code.split("-")[-1]
            return [pupil for pupil, detail in self.support.items() if who in detail and able[pupil]]
        candidates = self.rng.permutation(np.flatnonzero(able))
        return sorted(int(pupil) for pupil in candidates[: self.rng.integers(*_SIZES[group.kind])])

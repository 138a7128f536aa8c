"""Pupils, their families and where they are enrolled; who is special in which way."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from ediary_analytics.synth import names
from ediary_analytics.synth.classes import SchoolClass
from ediary_analytics.synth.grid import NEVER, NONE, Bools, Ints, Reals, day_of, pick
from ediary_analytics.synth.plan import Plan
from ediary_analytics.synth.year import DAYS_SPAN, Year

#: One pupil of so many is of the sort, from the grade on; a sort has its first pupil from :data:`FIRST_AT` pupils on.
SORTS: Final = {
    "home": (100_000, 3),
    "skipper": (300, 5),
    "severe": (260, 6),
    "mover": (200, 1),
    "joiner": (140, 1),
    "leaver": (110, 1),
    "placed": (250, 3),
    "individual": (150, 2),
    "adapted": (90, 2),
    "chronic": (26, 1),
    "tardy": (22, 1),
    "summer": (120, 4),
}
FIRST_AT: Final = 20
GIRLS_SHARE: Final = 0.49
ETHICS_SHARE: Final = 0.55
SECOND_LANGUAGE_SHARE: Final = 0.35
ORDER_FORGOTTEN: Final = 0.1
#: Children of a family at this school: one, two, three.
_SIBLINGS: Final = (0.74, 0.22, 0.04)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A pupil in a class from ``first`` to ``last`` (NEVER: still); an order is None where there is none."""

    pupil: int
    klass: int
    first: int
    last: int = NEVER
    arrival: str | None = None
    departure: str | None = None


@dataclass(slots=True)
class Pupils:
    """All pupils of the year, one entry each; ``family`` numbers the families from 0.

    ``klass`` is the class in September, ``grade`` its grade. ``ability`` and ``frailty`` are standard normal.
    ``choice`` (shape ``(pupils, 2)``): which of ethics and religion, of the second languages. ``sorts`` names the
    pupils of each sort of :data:`SORTS`, no pupil twice.
    """

    first: list[str]
    last: list[str]
    surname: Ints
    born: Ints
    family: Ints
    klass: Ints
    grade: Ints
    ability: Reals
    frailty: Reals
    choice: Ints
    sorts: dict[str, list[int]]
    enrolments: list[Enrolment] = field(default_factory=list)

    @property
    def size(self) -> int:
        """The number of pupils."""
        return self.family.size

    def classes_by_day(self, year: Year) -> npt.NDArray[np.int16]:
        """The class of each pupil on each of ``year.days``; -1 while not enrolled. Shape ``(pupils, days)``."""
        found = np.full((self.size, DAYS_SPAN), NONE, dtype=np.int16)
        for spell in self.enrolments:
            last = min(spell.last, int(year.days[-1]))
            found[spell.pupil, spell.first - year.base : last - year.base + 1] = spell.klass
        return found


def pupils(plan: Plan, year: Year, classes: list[SchoolClass]) -> Pupils:
    """Invent the pupils and their enrolments."""
    rng = plan.stream("pupils")
    klass = np.repeat(np.arange(len(classes)), [c.size for c in classes])
    grade = np.array([c.grade for c in classes])[klass]
    size = klass.size
    family, rank = _families(rng, size)
    girl = rng.random(size) < GIRLS_SHARE
    surname = rng.integers(len(names.SURNAMES), size=size)[family]
    born = np.array([day_of(date(year.first_year - 6 - int(g), 1, 1)) for g in grade]) + rng.integers(365, size=size)
    seed = rng.integers(len(names.GIRLS), size=size)[family]
    # Siblings stand apart in the list of first names; seven is coprime to its length.
    chosen = (seed + 7 * rank) % len(names.GIRLS)
    _namesakes(rng, family, girl, surname, chosen)
    _twins(family, grade, born)
    found = Pupils(
        [(names.GIRLS if g else names.BOYS)[n] for g, n in zip(girl, chosen, strict=True)],
        [names.surname(int(n), woman=bool(g)) for g, n in zip(girl, surname, strict=True)],
        surname,
        born,
        family,
        klass,
        grade,
        rng.standard_normal(size) + rng.normal(0, 0.25, len(classes))[klass],
        rng.standard_normal(size),
        (rng.random((size, 2)) < (ETHICS_SHARE, SECOND_LANGUAGE_SHARE)).astype(np.int64),
        _sorts(rng, grade),
    )
    found.enrolments.extend(_enrolments(rng, year, classes, found))
    return found


def _families(rng: np.random.Generator, size: int) -> tuple[Ints, Ints]:
    """The family of each pupil, and the pupil's rank among its children."""
    children = pick(rng, _SIBLINGS, size) + 1
    family = np.repeat(np.arange(size), children)[:size]
    rank = np.arange(size) - np.searchsorted(family, family)
    order = rng.permutation(size)
    shuffled, ranks = np.empty_like(family), np.empty_like(rank)
    shuffled[order], ranks[order] = family, rank
    return shuffled, ranks


def _twins(family: Ints, grade: Ints, born: Ints) -> None:
    """Children of one family and grade are born on one day."""
    _, where, inverse = np.unique(family * 100 + grade, return_index=True, return_inverse=True)
    born[:] = born[where[inverse]]


def _namesakes(rng: np.random.Generator, family: Ints, girl: Bools, surname: Ints, chosen: Ints) -> None:
    """Two pupils of different families bear one name: names are never keys."""
    alone = np.flatnonzero(np.bincount(family)[family] == 1)
    if alone.size > 1:
        one, other = rng.choice(alone, 2, replace=False)
        girl[other], surname[other], chosen[other] = girl[one], surname[one], chosen[one]


def _sorts(rng: np.random.Generator, grade: Ints) -> dict[str, list[int]]:
    free = [int(pupil) for pupil in rng.permutation(grade.size)]
    found: dict[str, list[int]] = {}
    for sort, (one_in, lowest) in SORTS.items():
        wanted = max(int(grade.size >= FIRST_AT), grade.size // one_in)
        found[sort] = [pupil for pupil in free if grade[pupil] >= lowest][:wanted]
        free = [pupil for pupil in free if pupil not in set(found[sort])]
    return found


def _enrolments(
    rng: np.random.Generator, year: Year, classes: list[SchoolClass], pupils: Pupils
) -> Iterator[Enrolment]:
    movers, joiners, leavers = (pupils.sorts[sort] for sort in ("mover", "joiner", "leaver"))
    for pupil, klass in enumerate(pupils.klass):
        home = int(klass)
        if pupil in joiners:
            first = year.workday(year.start + int(rng.integers(20, 60)), 1)
            yield Enrolment(pupil, home, first, arrival=_order(rng, first))
        elif pupil in leavers:
            number = leavers.index(pupil)
            # The first leaves in autumn with an order, the second's order was never written.
            last = year.workday(year.start + int(rng.integers(25, 75 if number < 2 else 220)), 1)  # noqa: PLR2004
            order = _order(rng, last) if number > 1 else (f"M-{last % 90 + 10}" if number == 0 else None)
            yield Enrolment(pupil, home, year.start, last, departure=order)
        elif pupil in movers and (target := _other_class(classes, home)) is not None:
            day = year.workday(year.start + int(rng.integers(28, 80)), 1)
            yield Enrolment(pupil, home, year.start, day - 1, departure=_order(rng, day))
            yield Enrolment(pupil, target, day, arrival=_order(rng, day))
        else:
            yield Enrolment(pupil, home, year.start)


def _order(rng: np.random.Generator, day: int) -> str | None:
    """The number of an order of that day, unless the office forgot to record it."""
    return None if rng.random() < ORDER_FORGOTTEN else f"M-{day % 90 + 10}"


def _other_class(classes: list[SchoolClass], home: int) -> int | None:
    """A parallel class, or the class below: a year repeated."""
    grade = classes[home].grade
    near = sorted((grade - c.grade, c.index) for c in classes if c.index != home and c.general and c.grade <= grade)
    return near[0][1] if near and near[0][0] <= 1 else None

"""Parents: who they are, how to reach them, whether they ever look into the diary."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa

from ediary_analytics.synth import names
from ediary_analytics.synth.frame import from_rows
from ediary_analytics.synth.grid import Bools, Reals
from ediary_analytics.synth.school import School

MOTHER_SHARE: Final = 0.96
FATHER_SHARE: Final = 0.6
OWN_NAME_SHARE: Final = 0.1
PRINT_SHARE: Final = 0.035
NEVER_LOGS_IN_SHARE: Final = 0.07
NO_MAIL_SHARE: Final = 0.015
NO_PHONE_SHARE: Final = 0.03


@dataclass(frozen=True, slots=True)
class Guardian:
    """A parent; two children at the school share the guardian's number."""

    number: int
    family: int
    first: str
    last: str
    email: str | None
    phone: str | None
    wants_print: bool

    @property
    def code(self) -> str:
        """The guardian id."""
        return f"g{self.number + 1:04d}"


@dataclass(frozen=True, slots=True)
class Families:
    """All guardians; ``absent`` never log in, ``zeal`` is the chance that one looks in on a day."""

    guardians: list[Guardian]
    absent: Bools
    zeal: Reals
    of_family: dict[int, list[Guardian]]

    def of(self, school: School, pupil: int) -> list[Guardian]:
        """The guardians of a pupil."""
        return self.of_family[int(school.pupils.family[pupil])]


def families(school: School) -> Families:
    """Give every family one or two guardians."""
    rng, people = school.plan.stream("families"), school.pupils
    found: list[Guardian] = []
    for family in np.unique(people.family):
        surname = int(people.surname[people.family == family][0])
        found.extend(_parents(rng, int(family), surname, len(found)))
    # Parents of pupils who do well look in more often, as everywhere.
    ability = np.bincount(people.family, people.ability) / np.maximum(np.bincount(people.family), 1)
    own = np.array([guardian.family for guardian in found])
    prints = np.array([guardian.wants_print for guardian in found])
    chance = NEVER_LOGS_IN_SHARE * np.clip(1 - 0.6 * ability[own], 0.2, 4) + 0.5 * prints
    zeal = np.clip(0.24 + 0.05 * ability[own] + rng.normal(0, 0.12, own.size), 0.02, 0.8)
    of_family: dict[int, list[Guardian]] = {}
    for guardian in found:
        of_family.setdefault(guardian.family, []).append(guardian)
    return Families(found, rng.random(own.size) < chance, zeal, of_family)


def _parents(rng: np.random.Generator, family: int, surname: int, number: int) -> Iterator[Guardian]:
    mother, father, own_name, prints = rng.random(4)
    shown = bool(prints < PRINT_SHARE)
    wanted = [woman for woman, there in ((True, mother < MOTHER_SHARE), (False, father < FATHER_SHARE)) if there]
    for place, woman in enumerate(wanted or [True]):
        first = str(rng.choice(names.WOMEN if woman else names.MEN))
        root = surname + 11 if woman and own_name < OWN_NAME_SHARE else surname
        last = names.surname(root, woman=woman, married=True)
        no_mail, no_phone = rng.random(2)
        yield Guardian(
            number + place,
            family,
            first,
            last,
            None if no_mail < NO_MAIL_SHARE else names.address(first, last, number + place),
            None if no_phone < NO_PHONE_SHARE else names.phone(int(rng.integers(10_000))),
            shown and place == 0,
        )


def table(school: School, found: Families, present: list[int]) -> pa.Table:
    """The table ``guardians``: a row for each guardian and pupil of the export."""
    rows: list[tuple[Any, ...]] = [
        (g.code, school.pupil_codes[pupil], g.first, g.last, g.email, g.phone, g.wants_print)
        for pupil in present
        for g in found.of(school, pupil)
    ]
    return from_rows("guardians", sorted(rows), school.year.cut)

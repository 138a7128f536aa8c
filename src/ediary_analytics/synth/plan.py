"""What one synthetic school is asked to be, and the random streams that follow from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from ediary_analytics.errors import CallError
from ediary_analytics.i18n import _
from ediary_analytics.synth import names

KEDAINIAI: Final = "kedainiai-senamiestis"
VILNIUS: Final = "vilnius-jaunimo"
POLICIES: Final = (KEDAINIAI, VILNIUS)
JULY: Final = 7

_KINDS: Final = {KEDAINIAI: "progimnazija", VILNIUS: "jaunimo mokykla"}


@dataclass(frozen=True)
class Plan:
    """One school to invent: the same plan gives the same bytes.

    The school year is that of ``since`` (from July on, the coming one). The export holds lessons, marks, remarks and
    logins from ``since`` on, and nothing entered after the end of the day ``until``.

    Raises:
        CallError: no such rules, no pupils, or days that are not those of one school year.
    """

    school_id: str
    seed: int
    pupils: int = 600
    policy: str = KEDAINIAI
    since: date = date(2026, 9, 1)
    until: date = date(2027, 6, 16)
    name: str = ""
    municipality: str = ""

    def __post_init__(self) -> None:
        if self.policy not in POLICIES:
            raise CallError(self.policy, _("no such rules"), _("Known are {names}").format(names=", ".join(POLICIES)))
        if self.pupils < 1 or self.seed < 0:
            raise CallError(self.school_id, _("no pupils, or a seed below 0"), _("Ask for one pupil at least"))
        last = date(self.first_year + 1, 8, 31)
        if not self.since <= self.until <= last:
            raise CallError(
                f"{self.since} – {self.until}",
                _("these are not days of one school year"),
                _("Choose days from {since} to {until}").format(since=self.since, until=last),
            )
        rng = self.stream("name")
        stem, place = rng.integers(len(names.SCHOOLS)), rng.integers(len(names.MUNICIPALITIES))
        # A frozen dataclass fills in what was left out only this way.
        object.__setattr__(self, "name", self.name or f"{names.SCHOOLS[stem]} {_KINDS[self.policy]}")
        object.__setattr__(self, "municipality", self.municipality or names.MUNICIPALITIES[place])

    @property
    def first_year(self) -> int:
        """The calendar year in which the school year begins."""
        return self.since.year if self.since.month >= JULY else self.since.year - 1

    def stream(self, room: str) -> np.random.Generator:
        """The random numbers of one room of this school: what another room draws does not disturb them."""
        return np.random.default_rng(np.random.SeedSequence([self.seed, *self.school_id.encode(), 0, *room.encode()]))


def plans(schools: int, seed: int, pupils: int, since: date, until: date, policy: str | None = None) -> Iterator[Plan]:
    """The plans of ``s001``, ``s002`` …, under the two schools' rules in turn unless ``policy`` is given."""
    width = max(3, len(str(schools)))
    for number in range(1, schools + 1):
        rules = policy or POLICIES[(number - 1) % len(POLICIES)]
        yield Plan(f"s{number:0{width}d}", seed, pupils, rules, since, until)

"""What is told of the risk of a school's pupils: signs and their bounds, who is to be decided about, who stays away."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from ediary_analytics import catalogue

LETTERS: Final = ("A", "B", "C")


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that fired: its value against the bound (of the same unit), the points it gives, the rows behind it."""

    fired_by: str
    letter: str
    value: float
    compared: str
    bound: float
    points: int
    rows: int

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """The sign of a row of the question ``risk_signs``."""
        figures = (row["value"], row["compared"], row["bound"], row["points"], row["evidence_rows"])
        return cls(row["fired_by"], row["letter"], *figures)


@dataclass(frozen=True, slots=True)
class Rule:
    """When a sign fires: its bound, the points it gives, and the least hours or marks it rests on (0: none asked)."""

    letter: str
    fired_by: str
    points: int
    compared: str
    bound: float
    least: int

    @property
    def source(self) -> str:
        """Where the bound comes from, in the language in use."""
        return catalogue.risk_signs()[self.fired_by].source(self.points)


@dataclass(frozen=True, slots=True)
class AtRisk:
    """A pupil with a sign of risk, or in the risk group.

    Attributes:
        place: ``candidate`` (to be decided about), ``group`` (in the risk group), ``in_hand`` (the level asks for it,
            but an intervention is in the register), ``signs`` (below that level).
        letters: points of A, B and C, as far as there are any; their sum is the level.
        joined: the day of coming into the risk group; None for all others.
        change: ``missed_before, missed_since, mark_before, mark_since`` → numerator and denominator.
    """

    pupil_id: str
    name: str
    class_name: str | None
    place: str
    letters: dict[str, int]
    signs: tuple[Sign, ...]
    joined: dt.date | None
    change: dict[str, tuple[int, int]]

    @property
    def level(self) -> int:
        """0 to 6."""
        return sum(self.letters.values())

    def better(self) -> bool | None:
        """Whether the share missed is smaller than before the risk group; None where one of them is not known."""
        before, since = self.change.get("missed_before", (0, 0)), self.change.get("missed_since", (0, 0))
        if not before[1] or not since[1]:
            return None
        return since[0] * before[1] < before[0] * since[1]


@dataclass(frozen=True, slots=True)
class NonAttender:
    """A pupil who missed more than half of a month unjustified: hours, of how many held."""

    pupil_id: str
    name: str
    class_name: str | None
    month: str
    unjustified: int
    held: int


@dataclass(frozen=True, slots=True)
class Risk:
    """The school on T.

    Attributes:
        pupils: those with a sign or in the risk group, by name.
        then: the day that the numbers are compared with; None where it lies before the school year.
        candidates_then, group_then: how many there were on that day; None where nothing can be compared.
        month: the month that is to be reported; None before the first one is over.
        report_by: the last day for it.
        non_attenders: of that month and of the one that is running, by month and name.
        missing: measure → the evidence it lacks; silent: sign → the evidence it lacks.
        looked_at: how many pupils have a level, be it nought; in_lessons: how many had a lesson in the month to report.
    """

    pupils: tuple[AtRisk, ...]
    then: dt.date | None
    candidates_then: int | None
    group_then: int | None
    month: str | None
    report_by: dt.date | None
    non_attenders: tuple[NonAttender, ...]
    missing: dict[str, tuple[str, ...]]
    silent: dict[str, str]
    looked_at: int
    in_lessons: int

    def of(self, place: str) -> list[AtRisk]:
        """The pupils of a place, by name."""
        return [one for one in self.pupils if one.place == place]

    def by_level(self, place: str) -> list[AtRisk]:
        """The same, the highest level first and by name within it: so much the more urgent, no more."""
        return sorted(self.of(place), key=lambda one: -one.level)

    def reported(self) -> list[NonAttender]:
        """Those of the month that is to be reported."""
        return [one for one in self.non_attenders if one.month == self.month]

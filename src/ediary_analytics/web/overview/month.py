"""The month as the overview tells it: the fill, the measures beside it, and the month before."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ediary_analytics.answers.fill_check import FilledMonth
from ediary_analytics.standing import Verdict
from ediary_analytics.web.measures import Answer


@dataclass(frozen=True, slots=True)
class Month:
    """What the page is made of.

    Attributes:
        filled: the judged duties of the month.
        before: how each duty stood in the month before, by its name.
        answers: measures by their names, and ``classes`` (attendance by class); a topic that the role does not see is
            not among them.
        class_names: by ids.
        silent: the signs of risk that cannot fire for want of evidence; none where risk is not looked at.
    """

    filled: FilledMonth
    before: dict[str, Verdict]
    answers: dict[str, Answer]
    class_names: dict[str, str]
    silent: frozenset[str]

    def at(self, measure: str, period: str, **keys: str) -> tuple[int, int] | None:
        """Numerator and denominator of a measure in a period, over the rows of those keys; None where none is known."""
        answer = self.answers.get(measure)
        if answer is None or not answer.checkable:
            return None
        rows = [row for row in answer.part() if row["period"] == period and _has(row, keys)]
        rows = [row for row in rows if row["numerator"] is not None and row["denominator"]]
        if not rows:
            return None
        return sum(row["numerator"] for row in rows), sum(row["denominator"] for row in rows)

    def pair(self, measure: str, **keys: str) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """The same for the month and the month before."""
        return self.at(measure, self.filled.month, **keys), self.at(measure, self.filled.before, **keys)

    def known(self, measure: str, tell: Callable[[Answer], int]) -> int | None:
        """A count of a measure; None where it is not seen or cannot be told."""
        answer = self.answers.get(measure)
        return tell(answer) if answer is not None and answer.checkable else None

    @property
    def critical(self) -> list[Verdict]:
        """The critical duties that stay below their threshold, in the policy's order."""
        return [one for one in self.filled.duties if one.passed is False and one.imposed.severity == "critical"]

    @property
    def others(self) -> list[Verdict]:
        """The other duties that stay below their threshold."""
        return [one for one in self.filled.duties if one.passed is False and one.imposed.severity != "critical"]

    @property
    def nobody(self) -> int:
        """Duties not entered whose owner nobody knows."""
        people = (one for one in self.filled.people if one.owner_id is None and not one.ownerless)
        return sum(one.total.missing for one in people)

    @property
    def unconfirmed(self) -> list[str]:
        """Settings that the school has to confirm before a duty can be checked."""
        needs = (need for duty in self.filled.unchecked for need in duty.missing_evidence)
        return list(dict.fromkeys(need for need in needs if need.startswith("setting ")))


def _has(row: dict[str, Any], keys: dict[str, str]) -> bool:
    return all(row.get(name) == value for name, value in keys.items())

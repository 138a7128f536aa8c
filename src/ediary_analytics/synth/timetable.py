"""The rows of the timetable: when they were entered, and what changes during the year."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from ediary_analytics.synth.board import Board, arrange
from ediary_analytics.synth.classes import Group, SchoolClass
from ediary_analytics.synth.grid import NEVER, NONE, between
from ediary_analytics.synth.plan import Plan
from ediary_analytics.synth.staff import Staff
from ediary_analytics.synth.year import Year

ENTERED_LATE_SHARE: Final = 0.03
NEVER_ENTERED_SHARE: Final = 0.012
LEFT_OPEN_SHARE: Final = 0.2
#: Swaps of two lessons of a class during the year: one for so many classes.
CLASSES_PER_SWAP: Final = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """A row: ``weekday`` 0–4; true from ``first`` to ``last``; ``shown_last`` is what the office wrote as valid_to."""

    group: int
    weekday: int
    number: int
    first: int
    last: int
    staff: int
    entered: int
    shown_last: int = NEVER


def timetable(plan: Plan, year: Year, classes: list[SchoolClass], groups: list[Group], staff: Staff) -> list[Slot]:
    """Every row of the year's timetable."""
    return list(_Rows(plan, year, staff, arrange(plan, classes, groups)).rows(classes))


class _Rows:
    """Turns places into rows: when they were entered, what changes during the year."""

    def __init__(self, plan: Plan, year: Year, staff: Staff, board: Board) -> None:
        self.rng = plan.stream("timetable rows")
        self.year, self.staff, self.board = year, staff, board

    def rows(self, classes: list[SchoolClass]) -> list[Slot]:
        entered: dict[int, int] = {}
        rows: list[Slot] = []
        for group, weekday, number in sorted(self.board.places, key=lambda place: (place[0].index, *place[1:])):
            moment = entered.setdefault(group.index, self._entered())
            rows.append(Slot(group.index, weekday, number, self.year.start, NEVER, group.staff, moment))
        rows = self._swap(rows, len(classes) // CLASSES_PER_SWAP + 1)
        return [row for old in rows for row in self._hand_over(old)]

    def _entered(self) -> int:
        chance, start = self.rng.random(), self.year.start
        if chance < NEVER_ENTERED_SHARE:
            return NEVER
        if chance < NEVER_ENTERED_SHARE + ENTERED_LATE_SHARE:
            return between(self.rng, start + int(self.rng.integers(6, 17)), 9, 18)
        return between(self.rng, start + int(self.rng.integers(-7, 2)), 9, 19)

    def _swap(self, rows: list[Slot], wanted: int) -> list[Slot]:
        """Two lessons of one class change places on a Monday of autumn or winter."""
        owner = {group.index: group for group, _, _ in self.board.places}
        sizes: dict[int, int] = {}
        for group in owner.values():
            sizes[group.block] = sizes.get(group.block, 0) + 1
        plain = [
            n
            for n, row in enumerate(rows)
            if owner[row.group].kind == "formal"
            and owner[row.group].klass != NONE
            and sizes[owner[row.group].block] == 1
            and row.staff != self.staff.leaver
        ]
        found = list(rows)
        changed: set[int] = set()
        for n in (plain[int(k)] for k in self.rng.permutation(len(plain))):
            one = rows[n]
            other = next((m for m in plain if self._may_swap(one, rows[m], owner) and not changed & {n, m}), None)
            if other is None:
                continue
            day = (self.year.start + 70 + 7 * int(self.rng.integers(14))) // 7 * 7 + 4  # 1970-01-05 was a Monday
            for m, place in ((n, rows[other]), (other, one)):
                moment = between(self.rng, day - 4, 9, 17)
                found[m] = replace(rows[m], last=day - 1, shown_last=day - 1)
                found.append(replace(rows[m], weekday=place.weekday, number=place.number, first=day, entered=moment))
            # The teachers' new places are taken for whoever swaps later.
            self.board.teacher |= {(a.staff, b.weekday, b.number) for a, b in ((one, rows[other]), (rows[other], one))}
            changed |= {n, other}
            if len(changed) >= 2 * wanted:
                break
        return found

    def _may_swap(self, one: Slot, other: Slot, owner: dict[int, Group]) -> bool:
        return (
            owner[one.group].klass == owner[other.group].klass
            and one.group != other.group
            and one.staff != other.staff
            and (one.staff, other.weekday, other.number) not in self.board.teacher
            and (other.staff, one.weekday, one.number) not in self.board.teacher
        )

    def _hand_over(self, row: Slot) -> Iterator[Slot]:
        """Rows of the teacher who leaves end; the successor's begin on Monday."""
        if row.staff != self.staff.leaver:
            yield row
            return
        last = self.staff.people[self.staff.leaver].until
        left_open = self.rng.random() < LEFT_OPEN_SHARE
        yield replace(row, last=last, shown_last=NEVER if left_open else last)
        entered = between(self.rng, last - int(self.rng.integers(3)), 9, 17)
        yield replace(row, first=last + 3, staff=self.staff.successor, entered=entered)

"""Places in the week: which group meets when, without a class or a teacher in two places at once."""

from collections.abc import Iterator
from typing import Final

from ediary_analytics.synth.classes import Group, SchoolClass
from ediary_analytics.synth.grid import NONE
from ediary_analytics.synth.plan import Plan
from ediary_analytics.synth.year import FRIDAY

WEEK: Final = FRIDAY + 1
LAST_LESSON: Final = 9
#: Lesson numbers of what is not a class's own lesson, in the order in which they are tried.
_HOURS: Final = {"formal": (8, 9, 7), "support": (6, 7, 8), "after_school": (6, 7), "preschool": (0,)}
_AFTERNOON: Final = (8, 7, 9, 6)
#: Weekday (0 is Monday) and lesson number.
Place = tuple[int, int]


class Board:
    """Who is taken when; a place is ``(weekday, lesson number)``."""

    def __init__(self, classes: list[SchoolClass], groups: list[Group]) -> None:
        self.teacher: set[tuple[int, int, int]] = set()
        self.klass: set[tuple[int, int, int]] = set()
        self.day: set[tuple[int, int]] = set()
        self.of_grade: dict[int, list[int]] = {}
        for klass in classes:
            self.of_grade.setdefault(klass.grade, []).append(klass.index)
        self.places: list[tuple[Group, int, int]] = []
        self.load = [0] * (1 + max(group.staff for group in groups))
        for group in groups:
            self.load[group.staff] += group.hours

    def free(self, block: list[Group], weekday: int, number: int) -> bool:
        """Whether every teacher and the classes of a block are free there."""
        return self.teachers_free(block, weekday, number) and not any(
            (klass, weekday, number) in self.klass for klass in self.classes_of(block[0])
        )

    def teachers_free(self, block: list[Group], weekday: int, number: int) -> bool:
        """Whether every teacher of a block is free there."""
        return not any((group.staff, weekday, number) in self.teacher for group in block)

    def classes_of(self, group: Group) -> list[int]:
        """The classes a lesson keeps busy: the own one; all of its grades for a joint formal group."""
        if group.klass != NONE:
            return [group.klass] if group.kind in {"formal", "preschool"} else []
        return [k for g in group.grades for k in self.of_grade.get(g, ())] if group.kind == "formal" else []

    def put(self, block: list[Group], weekday: int, number: int) -> None:
        """Take the place."""
        for group in block:
            self.teacher.add((group.staff, weekday, number))
            self.places.append((group, weekday, number))
        self.klass.update((klass, weekday, number) for klass in self.classes_of(block[0]))
        self.day.add((block[0].block, weekday))

    def move(self, block: list[Group], old: Place, new: Place) -> None:
        """Give a lesson another place."""
        self.day.discard((block[0].block, old[0]))
        for group in block:
            self.teacher.discard((group.staff, *old))
            self.places.remove((group, *old))
        self.klass.difference_update((klass, *old) for klass in self.classes_of(block[0]))
        self.put(block, *new)


def arrange(plan: Plan, classes: list[SchoolClass], groups: list[Group]) -> Board:
    """Place every weekly lesson of every group."""
    rng = plan.stream("timetable")
    board = Board(classes, groups)
    blocks: dict[int, list[Group]] = {}
    for group in groups:
        blocks.setdefault(group.block, []).append(group)
    own = [block for block in blocks.values() if block[0].kind == "formal" and block[0].klass != NONE]
    length = {k.index: sum(block[0].hours for block in own if block[0].klass == k.index) for k in classes}
    # Who teaches many classes is placed first; a primary class teacher fits in anywhere.
    spread = {block[0].block: max(board.load[group.staff] - 2 * group.hours for group in block) for block in own}
    shuffled = [own[n] for n in rng.permutation(len(own))]
    for block in sorted(shuffled, key=lambda block: (len(block), spread[block[0].block]), reverse=True):
        for _ in range(block[0].hours):
            _place(board, block, length[block[0].klass], iter(rng.random(WEEK * LAST_LESSON)))
    for klass in classes:
        _close_gaps(board, [block for block in own if block[0].klass == klass.index])
    for block in blocks.values():
        if block not in own:
            _place_beside(board, block, [int(day) for day in rng.permutation(WEEK)])
    return board


def _place(board: Board, block: list[Group], length: int, noise: Iterator[float]) -> None:
    """Put one lesson where all are free: within the class's day, on a day without that subject, at random."""
    best: tuple[float, int, int] | None = None
    for number in range(1, LAST_LESSON + 1):
        for weekday in range(WEEK):
            if not board.free(block, weekday, number):
                continue
            beyond = max(0, number - (length + WEEK - 1 - weekday) // WEEK)
            score = 10 * beyond + 4 * ((block[0].block, weekday) in board.day) + 0.3 * number + next(noise)
            if best is None or score < best[0]:
                best = score, weekday, number
    # A school whose teachers are all busy lets one of them run between two rooms.
    _, weekday, number = best or (0, block[0].block % WEEK, LAST_LESSON)
    board.put(block, weekday, number)


def _place_beside(board: Board, block: list[Group], days: list[int]) -> None:
    """A club, consultation or joint group: after lessons, on different days."""
    numbers = _HOURS.get(block[0].kind, _AFTERNOON)
    places = [(day, number) for number in numbers for day in days]
    for _ in range(block[0].hours):
        free = [place for place in places if board.free(block, *place)]
        fresh = [place for place in free if (block[0].block, place[0]) not in board.day]
        board.put(block, *(fresh or free or places)[0])


def _close_gaps(board: Board, blocks: list[list[Group]]) -> None:
    """Fill the holes of a class's week with the last lessons of its days, directly or by way of a third lesson."""
    mine = {block[0].index: block for block in blocks}
    held = {(day, number): mine[group.index] for group, day, number in board.places if group.index in mine}
    for _ in range(2 * LAST_LESSON):
        last = {day: max((n for d, n in held if d == day), default=0) for day in range(WEEK)}
        holes = [(day, n) for day in range(WEEK) for n in range(1, last[day]) if (day, n) not in held]
        ends = sorted(((day, n) for day, n in last.items() if n), key=lambda place: -place[1])
        step = next((found for hole in holes if (found := _way(board, held, ends, hole)) is not None), None)
        if step is None:
            return
        for old, new in step:
            held[new] = held.pop(old)
            board.move(held[new], old, new)


def _way(
    board: Board, held: dict[Place, list[Group]], ends: list[Place], hole: Place
) -> tuple[tuple[Place, Place], ...] | None:
    """The moves that bring the end of a day into a hole, if there are any."""
    later = [end for end in ends if end[1] > hole[1]]
    for end in later:
        if board.free(held[end], *hole):
            return ((end, hole),)
    for end in later:
        for third, block in held.items():
            if third[1] < end[1] and board.teachers_free(held[end], *third) and board.free(block, *hole):
                return ((third, hole), (end, third))
    return None

"""Vector tools every room of the generator uses: days and moments as integers, and Arrow columns made of them.

A *day* is the number of days since 1970-01-01, a *moment* the number of seconds since then on the school's wall clock.
``NEVER`` lies after every export: what never happens and what has not happened yet are redacted alike.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Reals = npt.NDArray[np.float64]

NEVER: Final = 2**60
#: A day or moment before every other; shown as empty, as ``joined_on`` of one who always was a member.
ALWAYS: Final = -(2**60)
#: The index of nothing: an empty cell where a reference could stand.
NONE: Final = -1
DAY: Final = 86_400
_EPOCH: Final = date(1970, 1, 1).toordinal()


def day_of(day: date) -> int:
    """The day's number; 1970-01-01 is 0."""
    return day.toordinal() - _EPOCH


def date_of(day: int) -> date:
    """The inverse of :func:`day_of`."""
    return date.fromordinal(int(day) + _EPOCH)


def at(day: int, hour: int = 0, minute: int = 0, second: int = 0) -> int:
    """The moment ``hour:minute:second`` of a day."""
    return int(day) * DAY + hour * 3600 + minute * 60 + second


def between(rng: np.random.Generator, day: int, first_hour: float, last_hour: float) -> int:
    """A random moment of a day between two hours."""
    return int(day) * DAY + int(rng.integers(int(first_hour * 3600), int(last_hour * 3600)))


class Deck:
    """Fates dealt from a shuffled hand, not drawn each by chance: of a few events, too, some turn out badly.

    Args:
        rng: shuffles each hand.
        first: the first hand; None is a fate like any other.
        later: every hand after it (left out: the same again).
    """

    def __init__(self, rng: np.random.Generator, first: Sequence[int | None], later: Sequence[int | None] = ()) -> None:
        self._rng, self._later = rng, later or first
        self._hand: list[int | None] = []
        self._shuffle(first)

    def deal(self) -> int | None:
        """The next fate."""
        if not self._hand:
            self._shuffle(self._later)
        return self._hand.pop()

    def _shuffle(self, cards: Sequence[int | None]) -> None:
        self._hand = [cards[n] for n in self._rng.permutation(len(cards))]


def ragged(counts: Ints) -> tuple[Ints, Ints]:
    """For rows of ``counts`` places each: the row and the place within it, of every place, in order.

    >>> [part.tolist() for part in ragged(np.array([2, 0, 1]))]
    [[0, 0, 2], [0, 1, 0]]
    """
    rows = np.repeat(np.arange(counts.size), counts)
    starts = np.cumsum(counts) - counts
    return rows, np.arange(rows.size) - starts[rows]


def pick(rng: np.random.Generator, weights: Sequence[float], size: int) -> Ints:
    """``size`` indices drawn with the given weights (they need not add up to one)."""
    bounds = np.cumsum(np.asarray(weights, dtype=np.float64))
    found: Ints = np.searchsorted(bounds, rng.random(size) * bounds[-1], side="right").astype(np.int64)
    return found


def words(pool: Sequence[str | None], index: Ints) -> pa.Array:
    """The pool's text at each index; :data:`NONE` is empty."""
    return pc.take(pa.array(pool, pa.string()), pa.array(index, mask=index == NONE))


def codes(prefix: str, numbers: Ints, width: int) -> pa.Array:
    """Ids such as ``L00042``; :data:`NONE` is empty."""
    digits = pc.utf8_lpad(pa.array(numbers, mask=numbers == NONE).cast(pa.string()), width, "0")
    return pc.binary_join_element_wise(pa.scalar(prefix), digits, pa.scalar(""))


def stamps(moments: Ints, cut: int) -> pa.Array:
    """Timestamps to the second; a moment after ``cut`` (:data:`NEVER` too) has not happened and is empty."""
    return pa.array(moments, mask=moments > cut).cast(pa.timestamp("s"))


def days(values: Ints | Sequence[int]) -> pa.Array:
    """Dates; :data:`NEVER` and :data:`ALWAYS` are empty."""
    numbers = np.asarray(values, dtype=np.int64)
    empty = (numbers >= NEVER) | (numbers <= ALWAYS)
    return pa.array(np.where(empty, 0, numbers).astype(np.int32), mask=empty).cast(pa.date32())


def whole(values: Ints) -> pa.Array:
    """Integers; :data:`NONE` is empty."""
    return pa.array(values.astype(np.int32), mask=values == NONE)

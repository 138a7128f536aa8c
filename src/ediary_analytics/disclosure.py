"""What may leave of a table of groups towards people who may not name pupils: cell suppression, as one pure function.

Practice of statistical offices (the threshold rule and secondary suppression of the *Handbook on Statistical
Disclosure Control*), for the tables of a school. A cell is a group of pupils: everything that the table says of one
combination of its keys, all parts of it.

1. *Primary*: a cell of fewer than ``min_group`` pupils, or of unknown size, is hidden.
2. *Secondary*: totals along each key count as known, shown here or in another table. So where a line of cells holds
   hidden ones, there are at least two, and together at least ``min_group`` pupils: else their sum, which is the total
   less the cells shown, would tell what was hidden.
3. *Checked*: with several keys the lines cross. No hidden cell may follow from the linear system of all totals (exact
   rational elimination); as long as one does, one cell more is hidden.

What is hidden beside the small cells is chosen by the order of the keys and not by size, so that several tables of the
same groups hide the same ones and cannot be played off against each other. A total over a single cell is that cell and
is taken to be hidden with it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import pyarrow as pa

#: A group of fewer pupils is not shown to people who may not name them.
MIN_GROUP = 5

Cell = tuple[Any, ...]
_NUMBERS = ("numerator", "denominator", "value", "pupils")


def suppress(
    table: pa.Table, keys: Sequence[str], over: Sequence[str], *, min_group: int = MIN_GROUP, min_part: int = 0
) -> pa.Table:
    """The table with what may not be told replaced by null, and a column ``hidden`` that marks it: never a 0.

    Doing it again changes nothing; a table without small groups keeps all its numbers.

    Args:
        table: ``keys``, ``part`` (of one cell, any number of rows), ``numerator``, ``denominator``, ``value`` and
            ``pupils``: how many distinct pupils stand behind the cell, null where that is not known. Rows already
            marked ``hidden`` stay so, and count as large enough.
        keys: the columns that tell one group from another.
        over: those of the keys along which totals are known.
        min_group: pupils that a group must have.
        min_part: also hide a numerator of fewer (but some), or that all but fewer make up, for numerators that count
            pupils; 0, the default, shows that 2 of 30 failed: the group is large, and nobody is told from the others.

    Returns:
        The rows and columns of ``table`` in their order, and ``hidden`` last.
    """
    rows = table.to_pylist()
    places = [tuple(row[key] for key in keys) for row in rows]
    marked = {
        place for place, row in zip(places, rows, strict=True) if row.get("hidden") and row["denominator"] is None
    }
    sizes = {place: row["pupils"] for place, row in zip(places, rows, strict=True)}
    axes = [keys.index(key) for key in over]
    closed = pattern(sizes, axes, min_group, marked)
    partly = _parts(rows, places, closed, axes, min_part) if min_part else set()
    for place, row in zip(places, rows, strict=True):
        earlier = bool(row.get("hidden"))
        row["hidden"] = earlier or place in closed or (*place, row["part"]) in partly
        if place in closed:
            row.update(dict.fromkeys(_NUMBERS))
        elif row["hidden"]:
            row.update(numerator=None, value=None)
    names = [name for name in table.column_names if name != "hidden"]
    fields = [table.schema.field(name) for name in names]
    return pa.Table.from_pylist(rows, schema=pa.schema([*fields, pa.field("hidden", pa.bool_())]))


def pattern(
    sizes: Mapping[Cell, int | None], axes: Sequence[int], min_group: int, marked: Collection[Cell] = ()
) -> set[Cell]:
    """Which cells to hide: the small ones, those of unknown size, ``marked`` ones, and those that would give them away.

    Args:
        sizes: pupils by cell; every cell a tuple of the same length.
        axes: the places in the tuple along which totals are known.
        min_group: pupils that a group must have.
        marked: cells hidden for other reasons, taken to be large enough.
    """
    closed = {cell for cell, size in sizes.items() if size is None or size < min_group} | set(marked)
    lines = [line for axis in axes for line in _lines(sizes, axis)]
    alone = {cell for line in lines if len(line) == 1 for cell in line}
    # whose total is the cell itself protects nobody: such a cell is hidden last
    lines = [sorted(line, key=lambda cell: (cell in alone, _order(cell))) for line in lines if len(line) > 1]
    weight = {cell: min_group if cell in marked else size or 0 for cell, size in sizes.items()}
    while True:
        _complete(lines, closed, weight, min_group)
        told = _determined(lines, closed) if len(axes) > 1 else []
        more = next(filter(None, (_beside(cell, lines, closed) for cell in told)), None)
        if more is None:
            return closed
        closed.add(more)


def _lines(sizes: Mapping[Cell, Any], axis: int) -> Iterator[list[Cell]]:
    """The cells that differ only along an axis."""
    found: dict[Cell, list[Cell]] = {}
    for cell in sizes:
        found.setdefault((*cell[:axis], *cell[axis + 1 :]), []).append(cell)
    yield from found.values()


def _order(cell: Cell) -> tuple[tuple[bool, str], ...]:
    return tuple((value is None, str(value)) for value in cell)


def _complete(lines: list[list[Cell]], closed: set[Cell], weight: Mapping[Cell, int], min_group: int) -> None:
    """Hide in each line that hides anything at least two cells, together large enough; until no line changes."""
    changed = True
    while changed:
        changed = False
        for line in lines:
            inside = [cell for cell in line if cell in closed]
            left = [cell for cell in line if cell not in closed]
            while inside and left and (len(inside) == 1 or sum(weight[cell] for cell in inside) < min_group):
                inside.append(left.pop(0))
                closed.add(inside[-1])
                changed = True


def _determined(lines: list[list[Cell]], closed: set[Cell]) -> list[Cell]:
    """The hidden cells that the totals of the lines tell, in order: the unit vectors in the row space of the system."""
    reduced: dict[Cell, dict[Cell, Fraction]] = {}  # by its leading cell, a row in which no other leading cell stands
    for line in lines:
        row = {cell: Fraction(1) for cell in line if cell in closed}
        for lead in [cell for cell in row if cell in reduced]:
            _subtract(row, reduced[lead], row[lead])
        if not row:
            continue
        lead = min(row, key=_order)
        row = {cell: number / row[lead] for cell, number in row.items()}
        for other in reduced.values():
            if lead in other:
                _subtract(other, row, other[lead])
        reduced[lead] = row
    return sorted((lead for lead, row in reduced.items() if len(row) == 1), key=_order)


def _subtract(row: dict[Cell, Fraction], other: Mapping[Cell, Fraction], times: Fraction) -> None:
    for cell, number in other.items():
        if left := row.get(cell, Fraction(0)) - times * number:
            row[cell] = left
        else:
            row.pop(cell, None)


def _beside(told: Cell, lines: list[list[Cell]], closed: set[Cell]) -> Cell | None:
    """The nearest cell to hide so that one is told no more; None when all that is linked with it is hidden already."""
    reached, left = {told}, lines
    while near := [line for line in left if not reached.isdisjoint(line)]:
        for line in near:
            if found := next((cell for cell in line if cell not in closed), None):
                return found
        reached.update(cell for line in near for cell in line)
        left = [line for line in left if line not in near]
    return None


def _parts(
    rows: Sequence[Mapping[str, Any]], places: Sequence[Cell], closed: set[Cell], axes: list[int], least: int
) -> set[Cell]:
    """Small numerators of the groups shown: the same pattern, with the part as one key more."""
    single = len({row["part"] for row in rows}) == 1
    sizes: dict[Cell, int | None] = {}
    marked: set[Cell] = set()
    for place, row in zip(places, rows, strict=True):
        cell = (*place, row["part"])
        number = row["numerator"]
        if place in closed or number is None:
            marked.add(cell)
        others = row["denominator"] - number if single and number is not None else 0
        # nobody is told by a 0; the fewer of those in the part and those outside it are
        sizes[cell] = min((count for count in (number, others) if count), default=least)
    return pattern(sizes, [*axes, len(places[0])], least, marked)

"""Cells of a workbook → text that the contract's casts read back: dates as ISO, whole numbers without ``.0``."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from ediary_analytics.ingest import columnar

# A spreadsheet counts in parts of a day: 14:30 may be stored as a hair less.
_HALF_A_SECOND = dt.timedelta(milliseconds=500)
Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta
#: A range of cells that are one: the row and the column of its first cell, and of its last.
Merged = tuple[tuple[int, int], tuple[int, int]]


def column(values: Sequence[Cell]) -> pa.Array:
    """A column of cells as text; one of text, numbers, days or moments alone costs no step per cell."""
    match list(set(map(type, values))):
        case [kind] if kind is str:
            return pa.array(values, pa.string())
        case [kind] if kind is float:
            return columnar.numbers(pa.array(values, pa.float64()))
        case [kind] if kind is dt.datetime:
            return columnar.moments(pc.add(pa.array(values, pa.timestamp("us")), _HALF_A_SECOND))
        case [kind] if kind is dt.date:
            return pa.array(values, pa.date32()).cast(pa.string())
    return pa.array([_TEXT[type(value)](value) for value in values], pa.string())


def row(values: Sequence[Cell]) -> list[str]:
    """A row of cells as text."""
    return [_TEXT[type(value)](value) for value in values]


def _moment(value: dt.datetime) -> str:
    # midnight is how many programs write a day
    if value.year < dt.MAXYEAR:
        value = (value + _HALF_A_SECOND).replace(microsecond=0)
    return value.isoformat(" ", "seconds").removesuffix(" 00:00:00")


def _time(value: dt.time) -> str:
    return _moment(dt.datetime.combine(dt.date(1900, 1, 1), value))[len("1900-01-01 ") :] or "00:00:00"


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)


def _span(value: dt.timedelta) -> str:
    seconds = round(value.total_seconds())
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


_TEXT: Mapping[type, Callable[..., str]] = {
    str: str,
    float: _number,
    int: str,
    bool: lambda value: "true" if value else "false",
    dt.datetime: _moment,
    dt.date: dt.date.isoformat,
    dt.time: _time,
    dt.timedelta: _span,
}


def spread(rows: Sequence[Sequence[Cell]], merged: Sequence[Merged], top: int) -> None:
    """Below the headers in row ``top``, a cell merged over several rows says the same of each of them; in place."""
    left = sum(map(len, rows[:1])) * len(rows)
    for (first, column), (last, _right) in merged:
        if first <= top or last >= len(rows) or column >= len(rows[first]):
            continue
        left -= last - first
        if left < 0:
            return  # they overlap: nothing that a spreadsheet would write
        for row in rows[first + 1 : last + 1]:
            row[column] = rows[first][column]  # type: ignore[index]  # lists, of calamine's own or ours

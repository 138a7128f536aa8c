"""Arrow tables by the contract: its column names, order and types, without ``school_id`` (an export of one school)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Final

import numpy as np
import pyarrow as pa

from ediary_analytics.contract import Column, tables
from ediary_analytics.synth import grid

ARROW: Final[Mapping[str, pa.DataType]] = {
    "text": pa.string(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("s"),
    "integer": pa.int32(),
    "decimal": pa.decimal128(9, 2),
    "boolean": pa.bool_(),
    "list": pa.list_(pa.string()),
}


@cache
def columns_of(table: str) -> tuple[Column, ...]:
    """The columns an export of one school has; only ``schools`` names the school."""
    return tuple(c for c in tables()[table].columns if table == "schools" or c.name != "school_id")


@cache
def schema(table: str) -> pa.Schema:
    """The Arrow schema of one table of an export."""
    return pa.schema([(column.name, ARROW[column.type]) for column in columns_of(table)])


def from_columns(table: str, columns: Mapping[str, pa.Array | Sequence[Any]]) -> pa.Table:
    """A table of whole columns, given in any order; every column of the contract must be there."""
    shape = schema(table)
    if columns.keys() != set(shape.names):
        raise KeyError(f"{table}: {sorted(columns.keys() ^ set(shape.names))}")
    return pa.table({field.name: columns[field.name] for field in shape}, schema=shape)


def from_rows(table: str, rows: Iterable[tuple[Any, ...]], cut: int) -> pa.Table:
    """A small table of tuples in the contract's order; days and moments are integers (see :mod:`grid`).

    A moment after ``cut`` is empty, as are the days ``NEVER`` and ``ALWAYS``.
    """
    shape = columns_of(table)
    columns = list(zip(*rows, strict=True)) or [()] * len(shape)
    arrays = {c.name: _ARRAY.get(c.type, _plain)(c, v, cut) for c, v in zip(shape, columns, strict=True)}
    return from_columns(table, arrays)


def _plain(column: Column, values: Sequence[Any], _: int) -> pa.Array:
    return pa.array(values, ARROW[column.type])


def _days(_: Column, values: Sequence[Any], __: int) -> pa.Array:
    return grid.days([grid.NEVER if value is None else value for value in values])


def _stamps(_: Column, values: Sequence[Any], cut: int) -> pa.Array:
    moments = [grid.NEVER if value is None else value for value in values]
    return grid.stamps(np.asarray(moments, dtype=np.int64), cut)


def _decimals(column: Column, values: Sequence[Any], _: int) -> pa.Array:
    return pa.array([None if value is None else Decimal(str(value)) for value in values], ARROW[column.type])


_ARRAY: Final[Mapping[str, Callable[[Column, Sequence[Any], int], pa.Array]]] = {
    "date": _days,
    "timestamp": _stamps,
    "decimal": _decimals,
}

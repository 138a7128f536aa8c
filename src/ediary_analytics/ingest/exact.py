"""Columns of Parquet that need no text: values of which the contract's casts would make exactly what they are.

What cannot be promised of every value of a column, by its type and a look at its bounds and its different texts, goes
the way of text, with its rejects. So a column is kept only where nothing in it could be rejected or read otherwise.
"""

import datetime as dt
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from ediary_analytics.contract import Column
from ediary_analytics.ingest import edges
from ediary_analytics.ingest.casting import EARLIEST, LATEST

#: Moments with a zone are told by the school's wall clock.
_ZONE = "Europe/Vilnius"
_EPOCH = dt.date(1970, 1, 1)
_DAYS = tuple((dt.date.fromisoformat(day) - _EPOCH).days for day in (EARLIEST, LATEST))
_DAY = 24 * 60 * 60
_SECONDS = (_DAYS[0] * _DAY, (_DAYS[1] + 1) * _DAY - 1)
_INTEGERS = (-(1 << 31), (1 << 31) - 1)
_TEXT = pa.dictionary(pa.int32(), pa.string())


def kept(column: Column, chunks: Sequence[pa.Array]) -> list[pa.Array] | None:
    """The chunks of a column (texts as dictionaries) in the contract's type; None where they must be read as text."""
    if column.name == "school_id" or (column.key and any(chunk.null_count for chunk in chunks)):
        return None  # whose rows they are is asked of the texts; an empty key is to be rejected
    found = [_kept(column, chunk) for chunk in chunks]
    whole = [chunk for chunk in found if chunk is not None]
    return whole if len(whole) == len(found) else None


def _kept(column: Column, chunk: pa.Array) -> pa.Array | None:
    kind, types = chunk.type, pa.types
    if column.type == "text" and kind == _TEXT:
        return chunk if _is_plain(column, chunk.dictionary) else None
    if column.enum:
        return None
    if column.type == "date" and types.is_date32(kind):
        return chunk if _within(chunk.cast(pa.int32()), _DAYS) else None
    if column.type == "timestamp" and types.is_timestamp(kind):
        moments = seconds(chunk)
        return moments.cast(pa.timestamp("us")) if _within(moments.cast(pa.int64()), _SECONDS) else None
    if column.type == "integer" and types.is_integer(kind):
        return chunk.cast(pa.int32()) if _within(chunk, _INTEGERS) else None
    return chunk if column.type == "boolean" and types.is_boolean(kind) else None


def seconds(column: pa.Array) -> pa.Array:
    """Moments to the second, by the school's clock."""
    if column.type.tz is not None:
        column = pc.local_timestamp(column.cast(pa.timestamp(column.type.unit, _ZONE)))
    return column.cast(pa.timestamp("s"), safe=False)


def _within(numbers: pa.Array, bounds: tuple[int, ...]) -> bool:
    found = pc.min_max(numbers).as_py()
    return found["min"] is None or (found["min"] >= bounds[0] and found["max"] <= bounds[1])


def _is_plain(column: Column, texts: pa.Array) -> bool:
    """Whether every text stays as it is.

    No nothing that is written, no white space around it, no error of a spreadsheet, no value of a list otherwise.
    """
    if texts.null_count:
        return False
    if column.enum:
        values = pa.array([value for value in column.enum if value == value.strip().lower()], pa.string())
        return bool(pc.all(pc.is_in(texts, values), min_count=0).as_py())
    as_it_is = pc.and_(pc.equal(texts, edges.bare(texts)), pc.not_equal(texts, ""))
    return pc.all(as_it_is, min_count=0).as_py() and not edges.has_errors([texts])

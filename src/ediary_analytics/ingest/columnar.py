"""Parquet → leaves: every flat column as text that the contract's casts read back exactly."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.ingest import limits
from ediary_analytics.ingest.grid import Grid
from ediary_analytics.ingest.leaf import Leaf
from ediary_analytics.ingest.text import TextTable, names

PARQUET = b"PAR1"
#: Moments with a zone are told by the school's wall clock.
_ZONE = "Europe/Vilnius"
_BATCH = 1 << 16
_EXACT = 1 << 53


def read(data: bytes) -> list[Leaf]:
    """The one table of a Parquet file."""
    return [Leaf("", partial(_text, data), partial(_grid, data))]


def _grid(data: bytes, where: str) -> Grid:
    text = _text(data, where)
    columns = [column.to_pylist() for column in text.cells.columns]
    return Grid("", [list(text.headers), *(list(row) for row in zip(*columns, strict=True))])


def _text(data: bytes, where: str) -> TextTable:
    with _telling(where):
        file = parquet.ParquetFile(pa.BufferReader(data))
        limits.check_rows(where, file.metadata.num_rows)
        headers = file.schema_arrow.names
        # Read as a dictionary, a text that fills a million rows is held once, and weighed before it is written out.
        texts = [field.name for field in file.schema_arrow if _is_text(field.type)]
        file = parquet.ParquetFile(pa.BufferReader(data), read_dictionary=texts)
        tables, left = [], limits.unpacked_bytes()
        for batch in file.iter_batches(_BATCH):
            left -= sum(_weight(column) for column in batch.columns)
            if left < 0:
                raise limits.too_much(where)
            columns = [_column(where, name, column) for name, column in zip(headers, batch.columns, strict=True)]
            tables.append(pa.table(dict(zip(names(len(headers)), columns, strict=True))))
        empty = pa.schema([(name, pa.string()) for name in names(len(headers))]).empty_table()
        cells = pa.concat_tables([empty, *tables])
        cells.validate(full=True)
    return TextTable(tuple(headers), cells, np.arange(1, cells.num_rows + 1, dtype=np.int64), encoding="parquet")


@contextmanager
def _telling(where: str) -> Iterator[None]:
    try:
        yield
    except (pa.ArrowException, OSError, ValueError, MemoryError, OverflowError, RuntimeError, TypeError):
        raise InputError(where, _("the Parquet file is damaged"), _("Export it again")) from None


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_binary(kind))


def _weight(column: pa.Array) -> int:
    """How many bytes the column takes once it is written out."""
    if pa.types.is_dictionary(column.type) and _is_text(column.type.value_type):
        lengths = pc.binary_length(column.dictionary)
        return int(pc.sum(lengths.take(column.indices)).as_py() or 0)
    return int(column.nbytes)


def _column(where: str, name: str, column: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    return pc.fill_null(_as_text(where, name, column), "").cast(pa.string())


def _as_text(where: str, name: str, column: pa.Array) -> pa.Array:
    kind, types = column.type, pa.types
    if types.is_floating(kind):
        return numbers(column.cast(pa.float64()))
    if types.is_timestamp(kind):
        return moments(column)
    if types.is_date(kind):
        return column.cast(pa.date32()).cast(pa.string())
    if types.is_list(kind) and (types.is_string(kind.value_type) or types.is_null(kind.value_type)):
        return pc.binary_join(column.cast(pa.list_(pa.string())), ";")
    if types.is_nested(kind) or types.is_duration(kind) or types.is_interval(kind):
        raise InputError(
            where,
            _("the column '{column}' is of the type {type}").format(column=name, type=kind),
            _("Export text, numbers, dates, times or booleans"),
        )
    return column.cast(pa.string())


def numbers(column: pa.Array) -> pa.Array:
    """Whole numbers without a point; what is no number is nothing."""
    column = pc.if_else(pc.is_nan(column), pa.scalar(None, pa.float64()), column)
    whole = pc.and_(pc.equal(column, pc.trunc(column)), pc.less(pc.abs(column), float(_EXACT)))
    integers = pc.if_else(whole, column, 0.0).cast(pa.int64(), safe=False).cast(pa.string())
    return pc.if_else(whole, integers, column.cast(pa.string()))


def moments(column: pa.Array) -> pa.Array:
    """To the second, by the school's clock; midnight as the day alone, as many programs write days so."""
    if column.type.tz is not None:
        column = pc.local_timestamp(column.cast(pa.timestamp(column.type.unit, _ZONE)))
    text = column.cast(pa.timestamp("s"), safe=False).cast(pa.string())
    return pc.replace_substring_regex(text, r" 00:00:00$", "")

"""Parquet → leaves: every flat column as text that the contract's casts read back exactly.

Of a file that is a table of the contract, columns whose values are what those casts would make of them stay as they
are: see :mod:`.exact`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from ediary_analytics.contract import Table
from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.ingest import exact, limits
from ediary_analytics.ingest.grid import Grid
from ediary_analytics.ingest.leaf import Leaf
from ediary_analytics.ingest.text import TextTable, names

PARQUET = b"PAR1"
_BATCH = 1 << 16
_EXACT = 1 << 53


def read(data: bytes) -> list[Leaf]:
    """The one table of a Parquet file."""
    headers = _headers(data)
    return [Leaf("", partial(_text, data), partial(_grid, data), headers=headers, typed=partial(_typed, data))]


def _headers(data: bytes) -> tuple[str, ...] | None:
    """What its columns are called, by its footer; None where already that tells of a fault, for whoever reads it."""
    try:
        with _telling(""):
            schema = _open(data, "").schema_arrow
    except InputError:
        return None
    return tuple(schema.names) if all(_is_flat(field.type) for field in schema) else None


def _grid(data: bytes, where: str) -> Grid:
    text = _text(data, where)
    columns = [column.to_pylist() for column in text.cells.columns]
    return Grid("", [list(text.headers), *(list(row) for row in zip(*columns, strict=True))])


def _text(data: bytes, where: str) -> TextTable:
    with _telling(where):
        file = _open(data, where)
        headers = file.schema_arrow.names
        tables = []
        for batch in _batches(file, where):
            columns = [_column(where, name, column) for name, column in zip(headers, batch.columns, strict=True)]
            tables.append(pa.table(dict(zip(names(len(headers)), columns, strict=True))))
        empty = pa.schema([(name, pa.string()) for name in names(len(headers))]).empty_table()
        cells = pa.concat_tables([empty, *tables])
        cells.validate(full=True)
    return TextTable(tuple(headers), cells, np.arange(1, cells.num_rows + 1, dtype=np.int64), encoding="parquet")


def _typed(data: bytes, table: Table, where: str) -> TextTable:
    """As :func:`_text`, but columns that the table's casts would only bring back to what they are stay so."""
    with _telling(where):
        file = _open(data, where)
        headers = file.schema_arrow.names
        batches = list(_batches(file, where))
        columns, typed = {}, set()
        for index, (place, header) in enumerate(zip(names(len(headers)), headers, strict=True)):
            chunks = [batch.column(index) for batch in batches]
            column = table.column_for(header)
            if column and (kept := exact.kept(column, chunks)):
                chunks = kept
                typed.add(place)
            else:
                chunks = [_column(where, header, chunk) for chunk in chunks]
            columns[place] = pa.chunked_array(chunks, None if chunks else pa.string())
        cells = pa.table(columns)
        cells.validate(full=True)
    lines = np.arange(1, cells.num_rows + 1, dtype=np.int64)
    written = partial(_text, data, where)
    return TextTable(tuple(headers), cells, lines, encoding="parquet", typed=frozenset(typed), as_written=written)


def _open(data: bytes, where: str) -> parquet.ParquetFile:
    file = parquet.ParquetFile(pa.BufferReader(data))
    limits.check_rows(where, file.metadata.num_rows)
    # Read as a dictionary, a text that fills a million rows is held once, and weighed before it is written out.
    texts = [field.name for field in file.schema_arrow if _is_text(field.type)]
    return parquet.ParquetFile(pa.BufferReader(data), metadata=file.metadata, read_dictionary=texts)


def _batches(file: parquet.ParquetFile, where: str) -> Iterator[pa.RecordBatch]:
    left = limits.unpacked_bytes()
    for batch in file.iter_batches(_BATCH):
        left -= sum(_weight(column) for column in batch.columns)
        if left < 0:
            raise limits.too_much(where)
        yield batch


@contextmanager
def _telling(where: str) -> Iterator[None]:
    try:
        yield
    except (pa.ArrowException, OSError, ValueError, MemoryError, OverflowError, RuntimeError, TypeError):
        raise InputError(where, _("the Parquet file is damaged"), _("Export it again")) from None


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_binary(kind))


def _is_flat(kind: pa.DataType) -> bool:
    """Whether its values can be told as text."""
    types = pa.types
    if types.is_dictionary(kind):
        return _is_flat(kind.value_type)
    if types.is_list(kind):
        return bool(types.is_string(kind.value_type) or types.is_null(kind.value_type))
    return not (types.is_nested(kind) or types.is_duration(kind) or types.is_interval(kind))


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
    if not _is_flat(kind):
        raise InputError(
            where,
            _("the column '{column}' is of the type {type}").format(column=name, type=kind),
            _("Export text, numbers, dates, times or booleans"),
        )
    if types.is_list(kind):
        return pc.binary_join(column.cast(pa.list_(pa.string())), ";")
    return column.cast(pa.string())


def numbers(column: pa.Array) -> pa.Array:
    """Whole numbers without a point; what is no number is nothing."""
    column = pc.if_else(pc.is_nan(column), pa.scalar(None, pa.float64()), column)
    whole = pc.and_(pc.equal(column, pc.trunc(column)), pc.less(pc.abs(column), float(_EXACT)))
    integers = pc.if_else(whole, column, 0.0).cast(pa.int64(), safe=False).cast(pa.string())
    return pc.if_else(whole, integers, column.cast(pa.string()))


def moments(column: pa.Array) -> pa.Array:
    """To the second, by the school's clock; midnight as the day alone, as many programs write days so."""
    text = exact.seconds(column).cast(pa.string())
    return pc.replace_substring_regex(text, r" 00:00:00$", "")

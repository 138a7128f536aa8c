"""Files of an export: CSV by the contract's conventions, or Parquet; one school or many, one at a time."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from ediary_analytics.synth.export import generate
from ediary_analytics.synth.plan import plans

Format = Literal["csv", "parquet"]


def write(tables: Mapping[str, pa.Table], folder: Path, format: Format) -> None:  # noqa: A002  (the option's own name)
    """Write ``<table>.csv`` or ``<table>.parquet`` for each table; the folder is made when it is missing.

    CSV: UTF-8, comma, ISO dates, ``YYYY-MM-DD HH:MM:SS``, true/false, lists joined with ``;``, quotes where needed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        target = folder / f"{name}.{format}"
        if format == "parquet":
            parquet.write_table(table, target, compression="zstd", compression_level=1)
        else:
            target.write_bytes(_csv(table))


def write_schools(  # noqa: PLR0913, PLR0917  (one argument for each option of the command)
    schools: int,
    seed: int,
    pupils: int,
    since: date,
    until: date,
    out: Path,
    format: Format,  # noqa: A002
    policy: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Invent schools one after the other; only one is in memory at a time.

    One school's tables stand in ``out`` itself, those of several in ``out/<school_id>/``. ``progress`` is told after
    each school how many of how many are done.
    """
    for done, plan in enumerate(plans(schools, seed, pupils, since, until, policy), start=1):
        write(generate(plan), out / plan.school_id if schools > 1 else out, format)
        if progress is not None:
            progress(done, schools)


def _csv(table: pa.Table) -> bytes:
    header = ",".join(table.column_names) + "\n"
    if not table.num_rows:
        return header.encode()
    columns = [_text(table[name].combine_chunks()) for name in table.column_names]
    end = pa.scalar("\n")
    lines = pc.binary_join_element_wise(
        *columns[:-1],
        pc.binary_join_element_wise(columns[-1], end, pa.scalar(""), null_handling="replace"),
        pa.scalar(","),
        null_handling="replace",
    )
    # The lines of an Arrow text column lie one after the other in its buffer: that is the file.
    _, offsets, data = lines.buffers()
    last = pa.Array.from_buffers(pa.int32(), len(lines) + 1, [None, offsets])[-1].as_py()
    body: bytes = data.slice(0, last).to_pybytes()
    return header.encode() + body


def _text(column: pa.Array) -> pa.Array:
    """A column as CSV cells: empty for null, quoted where a comma, quote or line end stands in it."""
    if pa.types.is_list(column.type):
        column = pc.binary_join(column, ";")
    if not pa.types.is_string(column.type):
        return column.cast(pa.string())
    special = pc.match_substring_regex(column, '[",\r\n]')
    if not pc.any(special).as_py():
        return column
    quoted = pc.binary_join_element_wise(
        pa.scalar('"'), pc.replace_substring(column, '"', '""'), pa.scalar('"'), pa.scalar("")
    )
    return pc.if_else(special, quoted, column)

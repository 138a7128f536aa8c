"""Rows of Python into a table at once: one by one, DuckDB takes a millisecond for each."""

from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow as pa


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    """Add rows to a table of the connection, their values in the order of its columns; of no rows, nothing is done."""
    if not rows:
        return
    columns = zip(*rows, strict=True)
    con.register("inserted", pa.table({str(number): list(column) for number, column in enumerate(columns)}))
    con.execute(f"insert into {table} from inserted")
    con.unregister("inserted")

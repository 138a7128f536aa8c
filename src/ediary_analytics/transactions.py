"""Several statements as one: all or nothing, and one commit instead of many."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import duckdb


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All or nothing: the caller's transaction where there is one, else one of our own."""
    # Asking for a second transaction would end the first; outside of one, every statement has its own number.
    if _number(con) == _number(con):
        yield
        return
    con.begin()
    try:
        yield
    except BaseException:
        con.rollback()
        raise
    con.commit()


def _number(con: duckdb.DuckDBPyConnection) -> Any:
    return con.execute("select txid_current()").fetchone()

"""What an import takes over from the warehouse that is served, which is attached as ``previous`` while it builds.

An import of one school never loses another's data, and one of a month not the other months'.
"""

import contextlib
import datetime as dt
from collections.abc import Collection, Iterator
from pathlib import Path

import duckdb

from ediary_analytics import contract, corrections, disposal, history, looks, merge, retention, sightings, warehouse
from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _

_IMPORTS = "school_id varchar, imported_at timestamp, as_of timestamp"


def carry_over(
    con: duckdb.DuckDBPyConnection,
    schools: Collection[str],
    moment: dt.datetime,
    repairs: Collection[str] = (),
    *,
    replace: bool = False,
    standing: Collection[str] = (),
) -> tuple[dict[str, dict[str, int]], list[disposal.Gone]]:
    """Into the root's ``staging`` and ``raw``, what the served warehouse holds beyond the import of these schools.

    To be called within :func:`beside_served`. Schools that are ``standing`` are left out: their rows need no building.

    An import of one school thus never loses another's data, and one of a month not the other months'; ``history`` is
    carried over of all, and what this import sees for the first time is noted as seen at ``moment``. What stays of the
    imported schools is told first, as by :func:`ediary_analytics.merge.merge`; then what was purged and does not come
    back, unless ``replace`` forgets that too.
    """
    con.execute(f"create table raw.imports ({_IMPORTS})")
    history.begin(con, "previous")
    retention.begin(con, "previous")
    with merge.beside(con):
        kept = merge.merge(con, schools, repairs, replace=replace)
        growing, groups = merge.growing(con, schools), merge.groups_before(con)
        compare = [] if replace else set(schools) - set(repairs)
        news = corrections.keep(con, schools, moment, compare=compare)
        merge.carry_others(con, [*schools, *standing])
        if replace:
            retention.forget(con, list(schools))
        gone = disposal.apply(con)
        sightings.keep(con, schools, growing, moment, groups)
        looks.keep(con, news, moment)
    _carry_common(con)
    return kept, gone


def carry_nothing(con: duckdb.DuckDBPyConnection) -> None:
    """Begin a warehouse that is thrown away once it is judged: nothing was there before, and no import comes after."""
    con.execute(f"create table raw.imports ({_IMPORTS})")
    history.begin(con, None)
    retention.begin(con, None)


@contextlib.contextmanager
def beside_served(con: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[None]:
    """What is served from a data directory, or nothing, attached as ``previous``.

    Raises:
        InputError: it cannot be read; or it holds totals, beside which no school can stand row by row.
    """
    with attached(con, folder):
        _must_hold_rows(con, folder)
        yield


@contextlib.contextmanager
def attached(con: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[None]:
    """As :func:`beside_served`, whatever it is that is served.

    Raises:
        InputError: its file is gone, or cannot be read.
    """
    if warehouse.is_data_dir(folder):
        _attach(con, warehouse.current(folder))
    else:
        con.execute("attach ':memory:' as previous")
    yield
    con.execute("detach previous")


@contextlib.contextmanager
def carrying_all(con: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[None]:
    """Into the root's empty ``staging`` and ``raw``, all that the served warehouse holds.

    Inside, it is attached as ``previous``.

    Raises:
        InputError: nothing has been imported there, it cannot be read, or totals were.
    """
    con.execute(f"create table raw.imports ({_IMPORTS})")
    _attach(con, warehouse.current(folder))
    _must_hold_rows(con, folder)
    with merge.beside(con):
        merge.carry_others(con, [])
    _carry_common(con)
    history.begin(con, "previous")
    retention.begin(con, "previous")
    yield
    con.execute("detach previous")


def _carry_common(con: duckdb.DuckDBPyConnection) -> None:
    """What belongs to no school stays until it is loaded again."""
    held = {
        name
        for (name,) in con.execute(
            "select schema_name || '.' || table_name from duckdb_tables() where database_name = 'previous'"
        ).fetchall()
    }
    for name in contract.common():
        if f"core.{name}" in held and not con.execute(f"select 1 from staging.{name} limit 1").fetchall():
            con.execute(f"insert into staging.{name} by name select * from previous.core.{name}")
            for account in merge.BY_FILE:
                if f"raw.{account}" in held:
                    con.execute(
                        f"insert into raw.{account} by name select * from previous.raw.{account}"
                        f" where table_name = '{name}'"
                    )


def _attach(con: duckdb.DuckDBPyConnection, file: Path) -> None:
    try:
        con.execute(f"attach '{warehouse.quoted(file)}' as previous (read_only)")
    except duckdb.Error as error:
        raise InputError(
            file,
            _("what was imported before is missing or damaged"),
            _("Put a copy of it there; or remove the file {pointer} beside it, and import all schools again").format(
                pointer=warehouse.POINTER
            ),
        ) from error


def _must_hold_rows(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    if warehouse.holds_totals(con, "previous"):
        raise warehouse.no_rows(folder)

"""Imports merged one after the other, without models, judging and files: for laws that need many of them."""

import contextlib
import datetime as dt
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import duckdb

from ediary_analytics import contract, corrections, history, ingest, looks, merge, models, sightings

AT = dt.datetime(2026, 11, 30, 18)
_DAY = dt.timedelta(days=1)


class Served:
    """What is served after each import of exports: the rows as they were merged, and their history."""

    def __init__(self) -> None:
        self.con = duckdb.connect(":memory:")
        self.con.execute("attach ':memory:' as previous; attach ':memory:' as warehouse")
        self.con.execute("create schema previous.core; create schema previous.raw; create schema warehouse.history")
        history.begin(self.con, None)

    def imported(
        self, export: Path, at: dt.datetime = AT, *, replace: bool = False, school: str | None = None
    ) -> dict[str, dict[str, int]]:
        """Merge an export with what is served; what was kept, as :func:`ediary_analytics.merge.merge` tells it."""
        con = self.con
        with self._cleared():
            schools = ingest.load(con, [export], school, None).schools
            models.set_duplicates_aside(con)
            con.execute("create table raw.imports (school_id varchar, imported_at timestamp, as_of timestamp)")
            with merge.beside(con):
                kept = merge.merge(con, schools, replace=replace)
                growing, groups = merge.growing(con, schools), merge.groups_before(con)
                news = corrections.keep(con, schools, at, compare=[] if replace else schools)
                sightings.keep(con, schools, growing, at, groups)
                looks.keep(con, news, at)
                merge.carry_others(con, schools)
            con.executemany(
                "insert into raw.imports values ($id, $at, $at)", [{"id": id_, "at": at} for id_ in schools]
            )
            for name in contract.tables():
                con.execute(f"create or replace table previous.core.{name} as from staging.{name}")
            for (name,) in con.execute(
                "select table_name from duckdb_tables() where database_name = 'memory' and schema_name = 'raw'"
            ).fetchall():
                con.execute(f"create or replace table previous.raw.{name} as from raw.{name}")
        return kept

    @contextlib.contextmanager
    def _cleared(self) -> Iterator[None]:
        try:
            yield
        finally:
            for schema in ("staging", "raw", "merging"):
                self.con.execute(f"drop schema if exists memory.{schema} cascade")

    def rows(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        return self.con.execute(f"select {', '.join(columns)} from previous.core.{table} order by all").fetchall()

    def raw(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        return self.con.execute(f"select {', '.join(columns)} from previous.raw.{table} order by all").fetchall()

    def everything(self, but: Collection[str] = ()) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table, of all schools but these."""
        of = {"but": list(but)}
        return {
            name: self.con.execute(
                f"from previous.core.{name} where school_id not in (select unnest($but)) order by all", of
            ).fetchall()
            for name in contract.tables()
        }

    def corrections(self) -> list[tuple[Any, ...]]:
        return self.con.execute(
            "select entity, record_id, field, what, old_value, new_value, after, until"
            " from warehouse.history.corrections order by all"
        ).fetchall()

"""Text tables → ``staging.*``, with what does not fit in ``raw.rejects`` and the account of it in ``raw.files``."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from importlib import resources

import duckdb
import pyarrow as pa

from ediary_analytics import contract
from ediary_analytics.ingest import casting, edges
from ediary_analytics.ingest.headers import Heading
from ediary_analytics.ingest.notices import Notice
from ediary_analytics.ingest.rejected import Fault
from ediary_analytics.ingest.report import Account, FileReport
from ediary_analytics.ingest.text import TextTable

#: The account of an import, made anew by each.
_RAW = {
    "files": "file varchar, table_name varchar, school_id varchar, encoding varchar, delimiter varchar, bytes bigint,"
    " rows_read bigint, rows_loaded bigint, rows_rejected bigint",
    "notices": "file varchar, code varchar, subject varchar",
    "present": "school_id varchar, table_name varchar, assumed varchar[]",
    "rejects": "school_id varchar, file varchar, line bigint, table_name varchar, column_name varchar, code varchar,"
    " value varchar",
    "rejected_rows": "school_id varchar, file varchar, line bigint, table_name varchar,"
    " cells struct(column_name varchar, value varchar)[], text varchar",
}
_TEXT = "ingest_text"
_INCOMING = "ingest_incoming"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that has been read: its text, and what its columns are."""

    file: str
    table: contract.Table
    bytes: int
    text: TextTable
    heading: Heading


def create(con: duckdb.DuckDBPyConnection) -> None:
    """The casting macros, and empty tables in ``staging`` and ``raw`` in place of any that stand there."""
    con.execute((resources.files("ediary_analytics") / "sql/macros/types.sql").read_text("utf-8"))
    for schema in ("staging", "raw"):
        con.execute(f"create schema if not exists {schema}")
    for table in contract.everything().values():
        columns = ", ".join(f'"{column.name}" {column.sql_type}' for column in table.columns)
        con.execute(f"create or replace table staging.{table.name} ({columns})")
    for name, columns in _RAW.items():
        con.execute(f"create or replace table raw.{name} ({columns})")


def fill(con: duckdb.DuckDBPyConnection, sheet: Sheet, schools: Collection[str], account: Account) -> FileReport:
    """The rows that fit into ``staging.<table>``, the others into ``raw.rejected_rows`` and, cell by cell, ``rejects``.

    A row that an earlier file brought under the same key gives way; within one file, both stay for the integrity suite.
    ``schools`` are those of the export: rows that name none are of the one; where there are more, each names its own.
    """
    text, table, places = sheet.text, sheet.table, sheet.heading.places
    school = next(iter(schools)) if len(schools) == 1 else None
    whose = {} if table.common else {"school": school}
    filled = {(one, table.name) for one in schools}
    again = bool(filled & account.filled)
    account.filled |= filled
    into = f"temp.{_INCOMING}" if again else f"staging.{table.name}"
    if again:
        con.execute(f"create or replace temp table {_INCOMING} as from staging.{table.name} limit 0")
    with _registered(con, text.cells.to_reader()):
        row = con.execute(casting.insert(table, places, _TEXT, into, text.typed, text.errors), whose).fetchone()
    loaded = int(row[0]) if row else 0
    if again and (changed := _take_over(con, table)):
        account.notices.append(Notice(sheet.file, "rows_replaced", str(changed)))
    if loaded < text.cells.num_rows:
        written = text if not text.typed else edges.trimmed(text.written())
        cells = written.cells.append_column("line", pa.array(written.lines))
        for place, column in written.untrimmed.items():
            cells = cells.append_column(f"{casting.AS_WRITTEN}{place}", column)
        with _registered(con, cells):
            for tell in (casting.rejects, casting.rejected):
                told = tell(table, places, _TEXT, written.untrimmed.keys(), written.errors)
                con.execute(told, whose | {"file": sheet.file})
    if text.broken:
        lines, codes = zip(*text.broken, strict=True)
        # what was dropped cannot be told apart in a line that is no row: then none of it is kept
        texts = [None if sheet.heading.dropped else text.torn.get(line) for line in lines]
        with _registered(con, pa.table({"line": lines, "code": codes, "text": pa.array(texts, pa.string())})):
            for target, rest in (("rejects", "null, code, null"), ("rejected_rows", "[], text")):
                con.execute(
                    f"insert into raw.{target} select $school, $file, line, '{table.name}', {rest} from {_TEXT}",
                    {"school": school, "file": sheet.file},
                )
    return FileReport(
        sheet.file,
        table.name,
        school,
        text.encoding,
        text.delimiter,
        sheet.bytes,
        rows_read=text.rows,
        rows_loaded=loaded,
        rows_rejected=text.rows - loaded,
    )


def _take_over(con: duckdb.DuckDBPyConnection, table: contract.Table) -> int:
    """Put the incoming rows in the place of those with their keys; how many of these said something else."""
    key = " and ".join(f'old."{name}" = new."{name}"' for name in dict.fromkeys(("school_id", *table.key)))
    same = f"exists (from temp.{_INCOMING} as new where {key})"
    ((changed,),) = con.execute(
        f"select count(*) from (from staging.{table.name} as old where {same} except from temp.{_INCOMING})"
    ).fetchall()
    con.execute(f"delete from staging.{table.name} as old where {same}")
    con.execute(f"insert into staging.{table.name} from temp.{_INCOMING}")
    con.execute(f"drop table temp.{_INCOMING}")
    return int(changed)


@contextmanager
def _registered(con: duckdb.DuckDBPyConnection, rows: object) -> Iterator[None]:
    con.register(_TEXT, rows)
    try:
        yield
    finally:
        con.unregister(_TEXT)


def conclude(con: duckdb.DuckDBPyConnection, account: Account) -> tuple[Fault, ...]:
    """Write the account to ``raw``, and sum up ``raw.rejects`` by file, column and code."""
    _append(con, "files", [astuple(file) for file in account.files])
    _append(con, "notices", [astuple(notice) for notice in account.notices])
    _append(con, "present", account.present)
    return tuple(
        Fault(file, table, column, code, rows, line, account.headers.get((file, column), ""))
        for file, table, column, code, rows, line in con.execute(
            "select file, table_name, column_name, code, count(*), min(line) from raw.rejects"
            " group by all order by file, min(line), column_name"
        ).fetchall()
    )


def _append(con: duckdb.DuckDBPyConnection, name: str, rows: Sequence[Sequence[object]]) -> None:
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        con.execute(f"insert into raw.{name} select {', '.join(['unnest(?)'] * len(columns))}", columns)

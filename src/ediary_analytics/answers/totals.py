"""Answers of many schools, worked out beforehand and kept in a warehouse that holds no rows: the schema ``totals``.

``asked`` says what was asked (``question``, see :func:`key`), as of when, and the columns of its answer; ``answers``
and ``benchmarks`` hold the rows of all of them by ``number``. ``duties`` counts the verdicts by school and duty;
nobody's connection has it (``access/tables.toml``).
"""

import dataclasses
import datetime as dt
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from ediary_analytics import bulk, catalogue, evidence
from ediary_analytics.errors import CallError
from ediary_analytics.i18n import _

if TYPE_CHECKING:
    from ediary_analytics.answers.measures import Ask

_ASKED = "number integer, question varchar, as_of timestamp, columns varchar[], beside varchar[]"
_DUTIES = (
    "school_id varchar, policy varchar, obligation varchar, missing_evidence varchar[],"
    " met bigint, late bigint, missing bigint, pending bigint, excused bigint"
)

#: The rows of an answer, and those of its benchmark if it has any.
Rows = tuple[pa.Table, pa.Table | None]


def key(asked: "Ask") -> str:
    """What an answer is found by."""
    return json.dumps(dataclasses.asdict(asked), default=str, sort_keys=True)


def keep(con: duckdb.DuckDBPyConnection, as_of: dt.datetime, asked: Sequence["Ask"], found: Sequence[Rows]) -> None:
    """Make the tables in the warehouse that is being built, with the answers as of a moment."""
    con.execute(f"create table warehouse.totals.asked ({_ASKED})")
    bulk.insert(
        con,
        "warehouse.totals.asked",
        [
            [number, key(one), as_of, answer.column_names, beside.column_names if beside is not None else None]
            for number, (one, (answer, beside)) in enumerate(zip(asked, found, strict=True))
        ],
    )
    _keep(con, "answers", {number: answer for number, (answer, _beside) in enumerate(found)})
    _keep(con, "benchmarks", {number: beside for number, (_answer, beside) in enumerate(found) if beside is not None})


def _keep(con: duckdb.DuckDBPyConnection, name: str, tables: dict[int, pa.Table]) -> None:
    numbered = [
        table.append_column("number", pa.repeat(pa.scalar(number, pa.int32()), table.num_rows))
        for number, table in tables.items()
    ]
    nothing = pa.schema([("number", pa.int32()), ("school_id", pa.string())]).empty_table()
    con.register("kept", pa.concat_tables([nothing, *numbered], promote_options="default"))
    con.execute(f"create table warehouse.totals.{name} as select * from kept order by number")
    con.unregister("kept")


def keep_duties(con: duckdb.DuckDBPyConnection, listed: Sequence[Sequence[object]]) -> None:
    """Make the table of duties: school, policy, obligation, missing evidence, and how many are in each state."""
    con.execute(f"create table warehouse.totals.duties ({_DUTIES})")
    bulk.insert(con, "warehouse.totals.duties", listed)


def find(
    con: duckdb.DuckDBPyConnection, as_of: dt.datetime, asked: "Ask"
) -> tuple[tuple[str, ...], pa.Table, pa.Table | None]:
    """Of an answer that is held the evidence that is missing, the rows, and the benchmark, of the schools in scope.

    Raises:
        CallError: it is not among what is held, or as of another moment; nothing can be reckoned here.
    """
    held = con.execute(
        "select number, columns, beside from totals.asked where question = $question and as_of = $as_of",
        {"question": key(asked), "as_of": as_of},
    ).fetchall()
    if not held:
        raise CallError(
            asked.metric,
            _("this is not in the totals"),
            _("Import the school's own export into its own data directory, and ask there"),
        )
    ((number, columns, beside),) = held
    needs = catalogue.metrics()[asked.metric].needs
    _able, missing = evidence.able(needs, evidence.present(con))
    return missing, _rows(con, "answers", number, columns), beside and _rows(con, "benchmarks", number, beside)


def _rows(con: duckdb.DuckDBPyConnection, name: str, number: int, columns: Sequence[str]) -> pa.Table:
    listed = ", ".join(columns)
    return con.sql(
        f"select {listed} from totals.{name} where number = $number order by all", params={"number": number}
    ).to_arrow_table()

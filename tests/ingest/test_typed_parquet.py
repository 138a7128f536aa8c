"""Columns of Parquet that stay in their types come out exactly as they would by way of text."""

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from ediary_analytics import contract
from ediary_analytics.errors import InputError
from ediary_analytics.ingest import columnar, parts, rejected, staging
from ediary_analytics.ingest.contents import Part
from ediary_analytics.ingest.report import Account

TABLES = ("lessons", "attendance", "grades", "schools", "class_events", "pupil_flags")
ODD = ("", " ", "\t", "\xa0", "\xa0x", "!", " x ", "x;y", "ą\0b", "n", "nt", "Absent ", "2026-10-05", "3,0", "taip")
ZONES = (None, "UTC", "Europe/Vilnius", "+03:00")
UNITS = ("s", "ms", "us", "ns")


def usual(column: contract.Column) -> tuple[pa.DataType, st.SearchStrategy[Any]]:
    """What an export writes, and nobody rejects."""
    match column.type:
        case "date":
            return pa.date32(), st.dates(dt.date(2026, 9, 1), dt.date(2027, 6, 1))
        case "timestamp":
            return pa.timestamp("us"), st.datetimes(dt.datetime(2026, 9, 1), dt.datetime(2027, 6, 1))
        case "integer":
            return pa.int32(), st.integers(-9, 99)
        case "boolean":
            return pa.bool_(), st.booleans()
        case "decimal":
            return pa.float64(), st.sampled_from([1.0, 8.5])
    return pa.string(), st.sampled_from(column.enum or ("2026-10", "2026-09"))


@st.composite
def arrays(draw: st.DrawFn, column: contract.Column, count: int) -> pa.Array:
    """Values of any type that Parquet holds, more often of the one that the contract asks for, and odd ones."""
    text = st.sampled_from((*column.enum, *ODD)) | st.text(max_size=3)
    edges = [dt.date(1899, 12, 31), dt.date(1900, 1, 1), dt.date(2100, 12, 31), dt.date(2101, 1, 1)]
    day = st.sampled_from(edges) | st.dates(dt.date(1890, 1, 1), dt.date(2110, 1, 1))
    moment = st.builds(dt.datetime.combine, day, st.times())
    unit, zone = draw(st.sampled_from(UNITS)), draw(st.sampled_from(ZONES))
    kinds: dict[str, tuple[pa.DataType, st.SearchStrategy[Any]]] = {
        "text": (pa.string(), text),
        "large": (pa.large_string(), text),
        "coded": (pa.dictionary(pa.int8(), pa.string()), text),
        "bytes": (pa.binary(), text.map(str.encode)),
        "date": (pa.date32(), day),
        "date64": (pa.date64(), day),
        "timestamp": (pa.timestamp(unit, zone), moment),
        "integer": (pa.int64(), draw(st.sampled_from([st.integers(-9, 99), st.integers(-(2**40), 2**40)]))),
        "small": (pa.uint8(), st.integers(0, 255)),
        "decimal": (pa.float64(), st.floats(allow_nan=True) | st.sampled_from([1.0, 8.5])),
        "boolean": (pa.bool_(), st.booleans()),
        "list": (pa.list_(pa.string()), st.lists(st.none() | st.sampled_from(ODD), max_size=3)),
    }
    kind = column.type if column.type in kinds and draw(st.integers(0, 3)) else draw(st.sampled_from(sorted(kinds)))
    arrow, values = kinds[kind]
    rows = draw(st.lists(st.none() | values if draw(st.booleans()) else values, min_size=count, max_size=count))
    if pa.types.is_timestamp(arrow) and unit in {"s", "ms"}:
        rows = [row and row.replace(microsecond=0) for row in rows]
    return pa.array(rows, arrow)


@st.composite
def plain(draw: st.DrawFn, column: contract.Column, count: int) -> pa.Array:
    arrow, values = usual(column)
    rows = values if column.key else st.none() | values
    return pa.array(draw(st.lists(rows, min_size=count, max_size=count)), arrow)


@st.composite
def files(draw: st.DrawFn) -> tuple[contract.Table, bytes]:
    table = contract.tables()[draw(st.sampled_from(TABLES))]
    count = draw(st.integers(0, 6))
    columns = [column for column in table.columns if column.key or draw(st.booleans())]
    typed = [column.name for column in columns if column.type != "text"]
    odd = {draw(st.sampled_from(typed or [column.name for column in columns]))}
    odd |= draw(st.sets(st.sampled_from([column.name for column in columns]), max_size=1))
    frame = pa.table(
        {column.name: draw(arrays(column, count) if column.name in odd else plain(column, count)) for column in columns}
    )
    if draw(st.booleans()):
        frame = frame.append_column("personal_code", pa.array(["x"] * count))
    return table, written(frame, row_group_size=draw(st.integers(1, 6)))


def written(frame: pa.Table, **how: Any) -> bytes:
    memory = io.BytesIO()
    parquet.write_table(frame, memory, **how)
    return memory.getvalue()


@cache
def tables() -> duckdb.DuckDBPyConnection:
    """Every table of an import, empty."""
    con = duckdb.connect()
    staging.create(con)
    return con


@contextmanager
def loading() -> Iterator[duckdb.DuckDBPyConnection]:
    """What is loaded here is gone in the end."""
    con = tables()
    con.begin()
    try:
        yield con
    finally:
        con.rollback()


def outcome(table: contract.Table, data: bytes, *, typed: bool) -> Any:
    """All that is known once a file is loaded: rows, rejects, notices and reports; or why it was not."""
    (leaf,) = columnar.read(data)
    read = partial(leaf.typed, table) if typed and leaf.typed else leaf.text
    account = Account()
    with loading() as con:
        try:
            for sheet in parts.read([(Part(table, "x.parquet", read), len(data))], account):
                account.files.append(staging.fill(con, sheet, {"s"}, account))
        except InputError as error:
            return str(error)
        faults = staging.conclude(con, account)
        names = [f"staging.{table.name}", "raw.rejects", "raw.rejected_rows", "raw.files", "raw.notices"]
        rows = {name: con.execute(f"from {name}").fetchall() for name in names}
        return rows, account.report(faults, rejected.collect(con, account.headers))


@settings(max_examples=120)
@given(files())
def test_it_makes_no_difference(found: tuple[contract.Table, bytes]) -> None:
    table, data = found
    assert outcome(table, data, typed=True) == outcome(table, data, typed=False)


def test_what_an_export_usually_holds_stays_in_its_types() -> None:
    many = 70_000  # more than is read at once: each batch has other different texts
    frame = pa.table(
        {
            "lesson_id": [f"l{place}" for place in range(many)],
            "pupil_id": [f"p{place // 1000}" for place in range(many)],
            "mark": ["absent" if place % 3 else "late" for place in range(many)],
            "minutes": pa.array([None if place % 3 else 5 for place in range(many)], pa.int32()),
            "recorded_at": pa.array([dt.datetime(2026, 10, 5, 8)] * many, pa.timestamp("us")),
            "reason": pa.array([None if place < many // 2 else "illness" for place in range(many)]),
        }
    )
    table, data = contract.tables()["attendance"], written(frame)
    (leaf,) = columnar.read(data)
    assert leaf.typed
    assert leaf.typed(table, "x.parquet").typed == {f"c{place}" for place in range(6)}
    assert outcome(table, data, typed=True) == outcome(table, data, typed=False)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("lesson_id", pa.array(["l1", " "])),
        ("lesson_id", pa.array(["l1", None])),
        ("mark", pa.array(["absent", "Late"])),
        ("mark", pa.array(["nt", "n"])),
        ("recorded_at", pa.array([dt.datetime(2101, 1, 1), None], pa.timestamp("s"))),
        ("recorded_at", pa.array([dt.datetime(1899, 12, 31, 23, 59, 59), None], pa.timestamp("us"))),
        ("recorded_at", pa.array(["2026-10-05", None])),
        ("minutes", pa.array([1 << 31, 3])),
        ("minutes", pa.array([5.0, 3.0])),
        ("reason", pa.array(["", "illness"])),
    ],
)
def test_what_casts_would_change_or_reject_is_read_as_text(name: str, values: pa.Array) -> None:
    usual = {"lesson_id": ["l1", "l2"], "pupil_id": ["p", "p"], "mark": ["late", "late"]}
    columns: dict[str, pa.Array] = {column: pa.array(cells) for column, cells in usual.items()} | {name: values}
    table, data = contract.tables()["attendance"], written(pa.table(columns))
    (leaf,) = columnar.read(data)
    assert leaf.typed
    assert f"c{[*columns].index(name)}" not in leaf.typed(table, "x.parquet").typed
    assert outcome(table, data, typed=True) == outcome(table, data, typed=False)


def test_text_that_is_no_text_is_damage_either_way() -> None:
    broken = pa.array([b"l1", b"\xff"], pa.binary()).view(pa.string())
    table = contract.tables()["lessons"]
    data = written(pa.table({"lesson_id": broken, "group_id": pa.array(["g", "g"])}))
    found = [outcome(table, data, typed=typed) for typed in (True, False)]
    assert found[0] == found[1]
    assert "the Parquet file is damaged" in found[0] or "sugadintas" in found[0]

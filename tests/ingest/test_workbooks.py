"""Workbooks, Parquet files and web pages → text, whatever they are named and however broken they are."""

import datetime as dt
import io
import os
import struct
import zipfile
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa
import pytest
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from ediary_analytics import ingest
from ediary_analytics.errors import EdiaryError, InputError
from ediary_analytics.ingest import Notice, old_workbook, packed, reading
from ediary_analytics.ingest.text import TextTable
from ingest.conftest import Con, Load, Write
from support.forms import write_as, write_xls, write_xlsx

LESSONS: list[list[Any]] = [
    ["lesson_id", "held_on", "lesson_no", "topic", "filled_at"],
    ["l1", dt.date(2026, 10, 5), 3, "Trupmenos", dt.datetime(2026, 10, 5, 14, 30)],
    [2, dt.datetime(2026, 10, 6), 4.0, 5.5, dt.datetime(2026, 10, 6, 9, 5, 30)],
    ["l3", None, None, "=1+1", None],
]
TEXT = [
    ("l1", "2026-10-05", "3", "Trupmenos", "2026-10-05 14:30:00"),
    ("2", "2026-10-06", "4", "5.5", "2026-10-06 09:05:30"),
    ("l3", "", "", "=1+1", ""),
]


def first(data: bytes) -> TextTable:
    text = reading.leaves("file", data)[0].text("file")
    assert text is not None
    return text


def rows(text: TextTable) -> list[tuple[str, ...]]:
    return list(zip(*text.cells.to_pydict().values(), strict=True))


def book(tmp_path: Path, form: str) -> bytes:
    write = write_xlsx if form == "xlsx" else write_xls
    return write(tmp_path / f"book.{form}", {"Pamokos": LESSONS}).read_bytes()


@pytest.mark.parametrize("form", ["xlsx", "xls"])
def test_typed_cells_become_the_text_that_a_person_would_write(tmp_path: Path, form: str) -> None:
    text = first(book(tmp_path, form))
    assert text.headers == tuple(LESSONS[0])
    assert rows(text) == TEXT
    assert text.lines.tolist() == [2, 3, 4]


def test_the_second_reader_of_old_workbooks_reads_the_same(tmp_path: Path) -> None:
    ((name, cells, hidden),) = old_workbook.read("file", book(tmp_path, "xls"))
    assert (name, hidden, len(cells)) == ("Pamokos", False, 4)
    assert cells[2] == [2.0, dt.date(2026, 10, 6), 4.0, 5.5, dt.datetime(2026, 10, 6, 9, 5, 30)]


def test_a_damaged_old_workbook_is_left_to_it(tmp_path: Path) -> None:
    good = book(tmp_path, "xls")
    # The package says that it is of a version that there is none of; calamine believes it.
    text = first(good[:26] + b"\x05" + good[27:])
    assert rows(text)[0][0] == "l1"


def test_times_lie_a_hair_beside_the_minute_and_yes_and_no_are_words() -> None:
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory) as workbook:
        page = workbook.add_worksheet()
        moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        page.write_row(0, 0, ["a", "b", "c"])
        page.write_number(1, 0, 46266.604166, moment)
        page.write_number(1, 1, 0.604166, workbook.add_format({"num_format": "hh:mm"}))
        page.write_boolean(1, 2, boolean=True)
    assert rows(first(memory.getvalue())) == [("2026-09-01 14:30:00", "14:30:00", "true")]


def test_blank_lines_and_columns_are_none_and_merged_cells_say_the_same_of_every_row() -> None:
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory) as workbook:
        page = workbook.add_worksheet()
        page.write_row(2, 0, ["a", "", "b", ""])
        page.merge_range(3, 0, 5, 0, "5a")
        page.write_column(3, 2, ["x", "y", "z"])
        page.write_row(8, 0, ["6b", "", "w"])
    text = first(memory.getvalue())
    assert text.headers == ("a", "b")
    assert rows(text) == [("5a", "x"), ("5a", "y"), ("5a", "z"), ("6b", "w")]
    assert text.lines.tolist() == [4, 5, 6, 9]


def test_a_sheet_per_table_under_any_alias_and_hidden_ones_are_told(con: Con, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "Eksportas.xlsx") as workbook:
        for name, cells in {
            "Mokiniai": [["Mokinio ID"], ["p1"]],
            "Pamokos 2026-09": [["Pamokos ID"], ["l1"]],
            "Pamokos 2026-10": [["Pamokos ID"], ["l2"]],
            "Tuščias": [],
            "Pastabos darbui": [["visai kas kita"]],
        }.items():
            page = workbook.add_worksheet(name)
            for line, row in enumerate(cells):
                page.write_row(line, 0, row)
        workbook.add_worksheet("Darbuotojai").hide()
    report = ingest.load(con, [tmp_path / "Eksportas.xlsx"], "s1")
    assert con.execute("select lesson_id from staging.lessons order by all").fetchall() == [("l1",), ("l2",)]
    assert set(report.notices) == {
        Notice("Eksportas.xlsx[Pastabos darbui]", "unknown_file"),
        Notice("Eksportas.xlsx[Darbuotojai]", "hidden_sheet"),
    }
    assert [file.file for file in report.files][1:] == [
        "Eksportas.xlsx[Pamokos 2026-09]",
        "Eksportas.xlsx[Pamokos 2026-10]",
    ]


def test_what_a_file_is_its_bytes_tell_and_not_its_name(con: Con, write: Write, tmp_path: Path) -> None:
    page = "<html><head><meta charset='utf-8'></head><table><tr><th>class_id<th>name</tr><tr><td>c1<td>5&nbsp;a</table>"
    folder = write(
        {
            "lessons.xls": book(tmp_path, "xlsx"),
            "classes.xls": page,
            "staff.xls": "staff_id\tfirst_name\nm1\tŽivilė\n".encode("utf-16"),
            "terms.csv": write_xlsx(tmp_path / "t.xlsx", {"x": [["term_id"], ["t1"]]}).read_bytes(),
        }
    )
    report = ingest.load(con, [folder])
    assert {file.table: file.encoding for file in report.files} == {
        "pupils": "utf-8", "lessons": "xlsx", "classes": "html", "staff": "utf-16", "terms": "xlsx"
    }  # fmt: skip
    assert con.execute("select class_id, name from staging.classes").fetchall() == [("c1", "5 a")]
    assert con.execute("select first_name from staging.staff").fetchall() == [("Živilė",)]


MOMENT = dt.datetime(2026, 10, 5, 14, 30)


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (pa.array(["a", None]).dictionary_encode(), ["a", ""]),
        (pa.array([1.0, 2.5, None, float("nan")]), ["1", "2.5", "", ""]),
        (pa.array([True, None]), ["true", ""]),
        (pa.array([Decimal("1.50")]), ["1.50"]),
        (pa.array([dt.date(2026, 10, 5)], pa.date64()), ["2026-10-05"]),
        (pa.array([MOMENT, dt.datetime(2026, 10, 5)], pa.timestamp("ns")), ["2026-10-05 14:30:00", "2026-10-05"]),
        (pa.array([MOMENT], pa.timestamp("ms", "UTC")), ["2026-10-05 17:30:00"]),
        (pa.array([["a", "b"], [], None], pa.list_(pa.string())), ["a;b", "", ""]),
        (pa.array(["ą"]).cast(pa.large_string()), ["ą"]),
        (pa.array(["ą".encode()]), ["ą"]),
        (pa.nulls(1), [""]),
    ],
)
def test_every_flat_type_of_parquet_is_read(values: pa.Array, text: list[str]) -> None:
    memory = io.BytesIO()
    parquet.write_table(pa.table({"x": values}), memory)
    assert first(memory.getvalue()).cells["c0"].to_pylist() == text


@pytest.mark.parametrize("values", [pa.array([{"a": 1}]), pa.array([[1]]), pa.array([dt.timedelta(1)])])
def test_a_column_that_is_no_flat_one_is_refused_by_name(con: Con, write: Write, values: pa.Array) -> None:
    memory = io.BytesIO()
    parquet.write_table(pa.table({"lesson_id": ["l1"], "topic": values}), memory)
    with pytest.raises(InputError, match=r"^lessons\.parquet: the column 'topic' is of the type .+\. Export text"):
        ingest.load(con, [write({"lessons.parquet": memory.getvalue()})])


def test_a_text_repeated_a_million_times_is_weighed_first(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = io.BytesIO()
    parquet.write_table(pa.table({"x": pa.array(["y" * 1000] * 5000).dictionary_encode()}), memory)
    monkeypatch.setenv("EDIARY_MAX_UNPACKED_MB", "4")
    assert len(memory.getvalue()) < 10_000
    with pytest.raises(InputError, match="unpacks to too much"):
        first(memory.getvalue())


def _repacked(data: bytes, change: dict[str, bytes]) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change.get(name, old.read(name)))
    return memory.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
CELL = b"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>%s</sheetData></worksheet>"


@pytest.mark.parametrize(
    ("member", "content", "wrong"),
    [
        (SHEET, CELL % b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "stands far away"),
        (SHEET, CELL % b"<row r = '1'><c  r\n='XFD1'><v>1</v></c></row><row r='9999999'/>", "stands far away"),
        (SHEET, b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaa'>]>" + CELL % b"", "is damaged"),
        (SHEET, CELL % (b" " * (40 << 20)), "unpacks to too much"),
        ("xl/sharedStrings.xml", b"<sst><si><t>" + os.urandom(300_000).hex().encode(), "unpacks"),
    ],
)
def test_a_workbook_that_would_fill_the_memory_is_refused_unread(
    tmp_path: Path, member: str, content: bytes, wrong: str
) -> None:
    with pytest.raises(InputError, match=wrong):
        packed.check("book.xlsx", _repacked(book(tmp_path, "xlsx"), {member: content}))


def test_what_no_reader_takes_says_what_to_do(load: Load) -> None:
    # What Excel makes of a workbook with a password: a package of the old kind with streams of its own.
    protected = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    with pytest.raises(InputError, match=r"^lessons\.xlsx: the workbook is damaged\. Save it again"):
        load({"lessons.xlsx": protected})
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(InputError, match=r"^lessons\.xlsx: this is no workbook of the kind \.xlsx"):
        load({"lessons.xlsx": memory.getvalue()})


@cache
def _good(form: str) -> bytes:
    if form == "html":
        return b"<html><table>" + b"".join(
            b"<tr>" + b"".join(b"<td>%s</td>" % str(cell or "").encode() for cell in row) + b"</tr>" for row in LESSONS
        )
    if form == "parquet":
        texts = [[None if cell is None else str(cell) for cell in row] for row in LESSONS]
        with TemporaryDirectory() as folder:
            return (write_as({"lessons": texts}, Path(folder), form) / "lessons.parquet").read_bytes()
    with TemporaryDirectory() as folder:
        return book(Path(folder), form)


@pytest.mark.parametrize(
    ("record", "wrong"),
    [
        ("<HHH", (0x00FD, 10, 0)),  # a cell: its row, and then its column
        ("<HH", (0x0200, 14)),  # how large the sheet is
        ("<H", (0x00FC,)),  # how many texts there are
    ],
)
def test_a_wrong_byte_of_an_old_workbook_takes_no_memory(
    tmp_path: Path, con: Con, record: str, wrong: tuple[int, ...]
) -> None:
    data = bytearray(_good("xls"))
    at = data.index(struct.pack(record, *wrong))
    length = struct.unpack_from("<H", data, at + 2)[0]
    data[at + 6 : at + 4 + min(length, 12)] = b"\xff" * (min(length, 12) - 2)
    (tmp_path / "lessons.xls").write_bytes(data)
    with pytest.raises(InputError, match=r"lessons\.xls: "):
        ingest.load(con, [tmp_path / "lessons.xls"], "s1")


CUTS = st.lists(st.tuples(st.integers(0, 1 << 16), st.binary(max_size=6), st.integers(0, 8)), max_size=4)


@pytest.mark.parametrize("form", ["xlsx", "xlsx inside", "xls", "parquet", "html", "zip"])
@given(cuts=CUTS, end=st.one_of(st.none(), st.integers(1, 1 << 16)), noise=st.binary(max_size=40))
@example(cuts=[], end=None, noise=b"")
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_file_however_broken_crashes_an_import_or_loses_a_row(
    tmp_path: Path, form: str, cuts: list[tuple[int, bytes, int]], end: int | None, noise: bytes
) -> None:
    suffix = form.split(maxsplit=1)[0]
    good = _good("xlsx" if suffix == "zip" else suffix)
    if form == "xlsx inside":
        with zipfile.ZipFile(io.BytesIO(good)) as package:
            data = _repacked(good, {SHEET: _broken(package.read(SHEET), cuts, end) + noise})
    elif form == "zip":
        memory = io.BytesIO()
        with zipfile.ZipFile(memory, "w") as package:
            package.writestr("lessons.xlsx", good)
        data = _broken(memory.getvalue(), cuts, end) + noise
    else:
        data = _broken(good, cuts, end) + noise
    file = tmp_path / f"lessons.{suffix}"
    file.write_bytes(data)
    with duckdb.connect() as con:
        try:
            report = ingest.load(con, [file], "s1")
        except EdiaryError:
            return
        rejected = con.execute("select count(distinct (file, line)) from raw.rejects").fetchone()
        assert rejected == (report.rows_rejected,)
        assert con.execute("select count(*) from staging.lessons").fetchone() == (report.rows_loaded,)
        assert report.rows_read == report.rows_loaded + report.rows_rejected
        assert list(report.messages()) is not None


def _broken(data: bytes, cuts: list[tuple[int, bytes, int]], end: int | None) -> bytes:
    for place, put, length in cuts:
        at = place % len(data)
        data = data[:at] + put + data[at + length :]
    return data if end is None else data[: end % len(data) + 1]

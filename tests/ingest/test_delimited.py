"""CSV bytes → text: whatever the encoding, delimiter and quoting, no row is lost and every line is right."""

import csv
import io
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ediary_analytics import ingest
from ediary_analytics.errors import EdiaryError, InputError
from ediary_analytics.ingest import delimited, recovery
from ediary_analytics.ingest.text import TextTable
from ingest.conftest import PUPILS

LETTERS = "aąčęėįšųūžAĄČĘĖĮŠŲŪŽ „“–019 .,;:\t\"'|"
CELLS = st.text(LETTERS + "\n\r", max_size=8)
HEADERS = ("pirmas", "antras", "trečias ąčęė")


def table(data: bytes | str) -> TextTable:
    text = delimited.read("lessons.csv", data if isinstance(data, bytes) else data.encode())
    assert text is not None
    return text


def rows(text: TextTable) -> list[tuple[str, ...]]:
    return list(zip(*text.cells.to_pydict().values(), strict=True))


@given(
    body=st.lists(st.lists(CELLS, min_size=len(HEADERS), max_size=len(HEADERS)), max_size=6),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "windows-1257", "utf-16"]),
    delimiter=st.sampled_from(delimited.DELIMITERS),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    always=st.booleans(),
)
@settings(max_examples=300)
def test_what_was_written_is_read(
    body: list[list[str]],
    encoding: str,
    delimiter: str,
    newline: str,
    always: bool,  # noqa: FBT001
) -> None:
    out, lines, written = delimiter.join(HEADERS), [], []
    for cells in body:
        if any(map(str.strip, cells)):  # what spreadsheets write of a blank row is none
            lines.append(len(list(io.StringIO(out, newline=""))) + 1)
            written.append(tuple(cells))
        out += newline + delimiter.join(quoted(cell, delimiter, always=always) for cell in cells)
    text = table(out.encode(encoding))
    assert (text.headers, text.delimiter, text.encoding.removesuffix("-sig")) == (
        HEADERS,
        delimiter,
        encoding.removesuffix("-sig"),
    )
    assert rows(text) == written
    assert text.lines.tolist() == lines
    assert not text.broken


def quoted(cell: str, delimiter: str, *, always: bool) -> str:
    needed = always or any(sign in cell for sign in (delimiter, '"', "\n", "\r"))
    return '"' + cell.replace('"', '""') + '"' if needed else cell


@given(st.text('ab,"\n\r ', max_size=40))
@example('a"b,c\n')
@example('"a\n')
@example('"a"b\n"c","d"\n')
@example("\r\n\r\r\n\n")
@settings(max_examples=1000)
def test_the_fast_way_never_reads_anything_but_what_the_slow_way_reads(body: str) -> None:
    data = b"x,y\n" + body.encode()
    way = delimited._Body(data, 4, 2, ",", 2)  # noqa: SLF001
    fast, slow = way.parse(), way.recover()
    if fast is not None:
        assert fast[0].equals(slow[0].cast(fast[0].schema))
        assert fast[1].tolist() == slow[1].tolist()
        assert fast[2] == slow[2] == ()


@given(st.text('ab,"\n\r ', max_size=40))
@settings(max_examples=500)
def test_no_line_is_lost_however_broken(body: str) -> None:
    """Reading goes on right after a line whose quotes do not match: nothing is swallowed between two quotes."""
    seen = list(recovery.rows(body, ",", 2, 1))
    starts = [line for line, _ in seen]
    assert starts == sorted(set(starts))
    written = {
        number for number, line in enumerate(io.StringIO(body, newline=""), 1) if line.strip("\r\n") and line.strip()
    }
    assert min(written, default=0) == min(starts, default=0)
    for (line, row), after in zip(seen, [*starts[1:], 10**6], strict=False):
        if isinstance(row, recovery.Broken) and row.code == recovery.QUOTE:
            assert not [number for number in written if line < number < after]


@given(st.integers(0, 80))
def test_a_file_that_breaks_off_gives_whole_rows_or_says_so(end: int) -> None:
    """No value that was cut is ever taken for whole, but for the very last one, which nothing tells apart."""
    whole = 'id,held_on,topic\nl1,2026-10-05,"Trupmenos, dalys"\nl2,2026-10-06,Dalys\nl3,,\nl4,2026-10-08,x\n'
    rows_ = [["l1", "2026-10-05", "Trupmenos, dalys"], ["l2", "2026-10-06", "Dalys"], ["l3", "", ""]]
    body = whole[17 : 17 + end]
    seen = list(recovery.rows(body, ",", 3, 2))
    for row, expected in zip((row for _, row in seen[:-1]), rows_, strict=False):
        assert row == expected
    if body and not body.endswith("\n"):
        last = body.splitlines()[-1]
        is_whole = last.count(",") - last.count(", ") == 2 and last.count('"') % 2 == 0
        assert seen[-1][1] == (next(csv.reader([last])) if is_whole else (recovery.CUT, last))


@pytest.mark.parametrize(
    ("end", "broken"),
    [
        ("l3,2026-10-0", ((4, "cut"),)),
        ('l3,2026-10-05,"Trupm', ((4, "cut"),)),
        ("l3,2026-10-05,Trupm", ()),  # as many values as headers: a file may end without an end of its line
        ("l3,2026-10-05\n", ()),  # spreadsheets leave out what is empty at the end of a line
        ("l3,2026-10-05\r", ()),
        ('l3,"2026"-10-05', ((4, "quote"),)),
    ],
)
def test_a_last_line_is_cut_where_values_and_its_end_are_missing(end: str, broken: tuple[tuple[int, str], ...]) -> None:
    text = table(f"id,held_on,topic\nl1\nl2,2026-10-05,x\n{end}")
    assert text.broken == broken
    assert text.cells["c0"].to_pylist() == ["l1", "l2", "l3"][: 3 - len(broken)]


def test_a_value_that_no_cell_can_hold_is_no_matter_of_quotes() -> None:
    text = table("id,topic\nl1,x\nl2," + "x" * 3_000_000 + "\nl3,y\n")
    assert rows(text) == [("l1", "x"), ("l3", "y")]
    assert text.broken == ((3, "long"),)


def test_lines_are_right_after_blank_lines_and_newlines_in_quotes() -> None:
    text = table('\n\nid,topic\n\n1,"two\nlines"\n   \n2,one\n\n3,"a\r\n\r\nb"\n4,\n')
    assert rows(text) == [("1", "two\nlines"), ("2", "one"), ("3", "a\r\n\r\nb"), ("4", "")]
    assert text.lines.tolist() == [5, 8, 10, 13]


def test_a_header_may_go_over_two_lines() -> None:
    text = table('"id","the\ntopic"\n1,x\n')
    assert text.headers == ("id", "the\ntopic")
    assert text.lines.tolist() == [3]


def test_quotes_inside_an_unquoted_value_are_text() -> None:
    assert rows(table('id,topic\n1,Romanas "Altorių šešėly"\n')) == [("1", 'Romanas "Altorių šešėly"')]


def test_empty_values_beyond_the_last_header_do_no_harm() -> None:
    text = table("id,topic\n1,x,,\n2,y,,z\n")
    assert rows(text) == [("1", "x")]
    assert text.broken == ((3, "shape"),)


@pytest.mark.parametrize(
    ("header", "delimiter"),
    [("a,b", ","), ("a;b", ";"), ("a\tb", "\t"), ('"a,b,c";d', ";"), ("a,b;c", ";"), ("a", ","), ("c, b;d;e", ";")],
)  # fmt: skip
def test_the_delimiter_shows_in_the_header(header: str, delimiter: str) -> None:
    assert table(header).delimiter == delimiter


@pytest.mark.parametrize("above", ["sep=;\n", '"sep=;"\r\n', ";;\n\n;\n", ";;;\r\nSEP=;;;\r\n"])
def test_what_a_spreadsheet_writes_above_the_headers_is_passed_over(above: str) -> None:
    text = table(f"{above}id;topic\n;;\n1;x\n")
    assert (text.headers, rows(text), text.broken) == (("id", "topic"), [("1", "x")], ())
    assert text.lines.tolist() == [len(above.splitlines()) + 3]
    assert delimited.headers("x.csv", f"{above}id;topic\n".encode()) == ("id", "topic")


def test_nothing_written_is_no_table() -> None:
    for data in (b"", b"\n \r\n", "\ufeff".encode(), b";;;\r\n;;;", b"sep=;\n"):
        assert delimited.read("x.csv", data) is None


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"id,topic\n1,\x00\n", "x.csv"),
        ("id,topic\n1,ą\n".encode("utf-16-le"), "x.csv"),
        ("id,topic\n1,ą\n".encode("utf-16")[:-1], "x.csv:2"),
        (b"id,topic\n1,\x83\n", "x.csv:2"),
        ("id,topic\n1,Žąsis\n".encode() + b"2,\xc4\n", "x.csv:3"),
        ("\ufeffid,topic\n1,".encode() + b"\xe0\n", "x.csv:2"),
        (b'"id,topic\n1,x\n', "x.csv"),
    ],
)
def test_what_is_no_text_in_our_encodings_is_refused_with_its_line(data: bytes, where: str) -> None:
    with pytest.raises(InputError) as raised:
        delimited.read("x.csv", data)
    assert raised.value.where == where


MUTATIONS = st.lists(st.tuples(st.integers(0, 400), st.binary(max_size=4), st.integers(0, 6)), min_size=1, max_size=5)
GOOD = (
    "lesson_id;held_on;lesson_no;topic;filled_at\n"
    + "".join(f'l{i};2026-10-{i:02};{i};"Tema „{i}“; toliau";05/10/2026 1{i % 9}:00\n' for i in range(1, 9))
).encode()


@given(
    data=st.one_of(
        st.binary(max_size=200),
        st.binary(max_size=200).map(lambda tail: GOOD + tail),
        st.text(max_size=100).map(lambda tail: GOOD + tail.encode("utf-8", "replace")),
        MUTATIONS.map(lambda cuts: mutated(GOOD, cuts)),
    )
)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_file_however_broken_crashes_an_import_or_loses_a_row(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "pupils.csv").write_text(PUPILS, "utf-8")
    (tmp_path / "lessons.csv").write_bytes(data)
    with duckdb.connect() as con:
        try:
            report = ingest.load(con, [tmp_path])
        except EdiaryError:
            return
        lessons = next(file for file in report.files if file.table == "lessons")
        rejected = con.execute("select count(distinct line) from raw.rejects").fetchone()
        loaded = con.execute("select count(*) from staging.lessons").fetchone()
        assert loaded == (lessons.rows_loaded,)
        assert rejected == (lessons.rows_rejected,)
        assert lessons.rows_read == lessons.rows_loaded + lessons.rows_rejected
        assert list(report.messages())


def mutated(data: bytes, cuts: list[tuple[int, bytes, int]]) -> bytes:
    for place, put, length in cuts:
        data = data[:place] + put + data[place + length :]
    return data

"""White space around a text, seen or not, says nothing; an error of a spreadsheet is no value."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest
import xlsxwriter
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from ediary_analytics import ingest
from ediary_analytics.errors import InputError
from ediary_analytics.ingest import edges, faulty_cells, reading
from ediary_analytics.ingest.text import table
from ingest.conftest import Con, Load
from support.forms import write_as

#: Spaces as they come with text from pages, from documents and from other keyboards.
SPACES = [" ", "  ", "\t", "\n", "\u00a0", " \u00a0 ", "\u2007", "\u202f", "\u3000", "\u200b", "\ufeff"]
TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), max_size=12)


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("form", ["csv", "xlsx", "xls", "parquet"])
def test_a_pupil_is_found_whatever_space_stands_around_the_id(con: Con, tmp_path: Path, form: str, space: str) -> None:
    tables = {
        "pupils": [["pupil_id", "first_name"], [f"{space}p1", f"{space}Ąžuolas{space}"]],
        "attendance": [["lesson_id", "pupil_id", "mark"], ["l1", f"p1{space}", f"absent{space}"]],
        "lessons": [
            ["lesson_id", "held_on", "topic"],
            [f"l1{space}", f"2026-10-05{space}", f"{space}Trupmenos ir dalys"],
        ],
        "schools": [["school_id", "name"], [f"azuolyno{space}", "Ąžuolyno"]],
    }
    report = ingest.load(con, [write_as(tables, tmp_path / "school", form)])
    assert (report.schools, report.rejects) == (("azuolyno",), 0)
    assert con.sql(
        "select pupils.first_name, attendance.mark, lessons.held_on, lessons.topic, school_id"
        " from staging.pupils join staging.attendance using (school_id, pupil_id)"
        " join staging.lessons using (school_id, lesson_id) join staging.schools using (school_id)"
    ).fetchall() == [("Ąžuolas", "absent", dt.date(2026, 10, 5), "Trupmenos ir dalys", "azuolyno")]


def test_space_within_a_text_stays(con: Con, load: Load) -> None:
    load({"lessons.csv": "lesson_id,topic\nl 1, Trupmenos\u00a0 ir   dalys \n"})
    assert con.sql("select * from staging.lessons").fetchall()[0][1] == "l 1"
    assert con.sql("select topic from staging.lessons").fetchall() == [("Trupmenos\u00a0 ir   dalys",)]


def test_roles_are_parted_whatever_space_stands_between_them(con: Con, load: Load) -> None:
    load({"staff.csv": "staff_id,roles\nm1,\u00a0mokytojas;\u00a0vadovas ; \n"})
    assert con.sql("select roles from staging.staff").fetchall() == [(["mokytojas", "vadovas"],)]


def test_what_does_not_fit_is_told_as_it_was_written(con: Con, load: Load) -> None:
    report = load({"lessons.csv": "lesson_id,held_on\n\u00a0, 2026-10-05\nl2,rytoj \n"})
    assert con.sql("select line, code, value from raw.rejects order by line").fetchall() == [
        (2, "empty_key", "\u00a0"),
        (3, "type", "rytoj "),
    ]
    assert [dict(row.cells)["held_on"] for row in report.rejected[0].rows] == [" 2026-10-05", "rytoj "]


@pytest.mark.parametrize("error", edges.ERRORS)
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_an_error_of_a_spreadsheet_is_set_aside_with_its_row(con: Con, tmp_path: Path, form: str, error: str) -> None:
    lessons = [
        ["lesson_id", "topic", "filled_at", "held_on"],
        ["l1", "Trupmenos", "2026-10-05 10:00", "2026-10-05"],
        ["l2", "Dalys", error, "2026-10-05"],
        ["l3", f" {error} ", "2026-10-05 10:00", "2026-10-05"],
        [error, "Dalys", "", "2026-10-05"],
        ["l5", f"{error} nėra klaida", "", "2026-10-05"],
    ]
    report = ingest.load(con, [write_as({"lessons": lessons}, tmp_path / "school", form)])
    assert con.sql("select lesson_id from staging.lessons").fetchall() == [("l1",), ("l5",)]
    assert [(fault.column, fault.code, fault.rows) for fault in report.faults] == [
        ("filled_at", "cell_error", 1),
        ("topic", "cell_error", 1),
        ("lesson_id", "cell_error", 1),
    ]
    assert str(report.faults[0]).endswith(
        "1 row was left out, 'filled_at' holds an error of a spreadsheet, such as #N/A or #REF!."
        " Mend the formula, or empty the cell."
    )


def test_an_error_is_no_school(con: Con, load: Load) -> None:
    report = load({"pupils.csv": "pupil_id,school_id\np1,azuolyno\np2,#REF!\n"})
    assert report.schools == ("azuolyno",)
    assert con.sql("select code, value from raw.rejects").fetchall() == [("cell_error", "#REF!")]


@given(TEXTS, st.sampled_from(SPACES), st.integers(0, 12))
def test_every_text_loses_what_is_around_it_and_nothing_else(texts: list[str], space: str, since: int) -> None:
    texts = [f"{space if n % 3 else ''}{text}{space if n % 2 else ''}" for n, text in enumerate(texts)]
    whole = table(["a"], [[text] for text in texts], range(len(texts)))
    part = pa.table({"c0": whole.cells["c0"].slice(since)})  # chunks need not begin where their bytes do
    for cells in (whole.cells, part):
        told = edges.trimmed(type(whole)(("a",), cells, whole.lines))
        assert told.cells["c0"].to_pylist() == [text.strip(edges.WHITE) for text in cells["c0"].to_pylist()]
        assert told.untrimmed.get("c0", told.cells["c0"]).to_pylist() == cells["c0"].to_pylist()
        assert told.errors == ({"c0"} if set(told.cells["c0"].to_pylist()) & set(edges.ERRORS) else set())


def test_typed_columns_of_parquet_with_space_are_read_as_text(con: Con, tmp_path: Path) -> None:
    folder = tmp_path / "school"
    folder.mkdir()
    lessons = {"lesson_id": ["l1", "l2"], "held_on": [dt.date(2026, 10, 5)] * 2, "topic": ["Trupmenos", "Dalys\u00a0"]}
    parquet.write_table(pa.table(lessons), folder / "lessons.parquet")
    ingest.load(con, [folder])
    assert con.sql("select topic, held_on from staging.lessons").fetchall() == [
        ("Trupmenos", dt.date(2026, 10, 5)),
        ("Dalys", dt.date(2026, 10, 5)),
    ]


def _book(error: str, cell: str = "D3") -> bytes:
    """A workbook of lessons, on its second sheet, of which one cell shows an error."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory) as workbook:
        workbook.add_chartsheet("Diagrama")
        page = workbook.add_worksheet("Pamokos & kt.")
        for line in range(4):
            row = ["lesson_id", "topic", "held_on", "filled_at"] if not line else [f"l{line}", "#1", "2026-10-05", ""]
            page.write_row(line, 0, row)
        page.write_formula(cell, "=NA()", None, error)
    return memory.getvalue()


def _with_sheet(book: bytes, old: bytes, new: bytes) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as given_, zipfile.ZipFile(memory, "w") as made:
        for info in given_.infolist():
            content = given_.read(info)
            made.writestr(info, content.replace(old, new) if "worksheets" in info.filename else content)
    return memory.getvalue()


@pytest.mark.parametrize("error", edges.ERRORS[:7])
def test_an_error_in_a_workbook_is_not_taken_for_an_empty_cell(con: Con, tmp_path: Path, error: str) -> None:
    file = tmp_path / "lessons.xlsx"
    file.write_bytes(_book(error))
    report = ingest.load(con, [file])
    assert con.sql("select lesson_id, topic from staging.lessons").fetchall() == [("l1", "#1"), ("l3", "#1")]
    assert con.sql("select line, column_name, code, value from raw.rejects").fetchall() == [
        (3, "filled_at", "cell_error", error)
    ]
    assert report.rows_rejected == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<c r="D3" t="e">', b"<c t = 'e' r='D3'>"),
        (b'<c r="D3" t="e">', b'<c t="e">'),  # the place is that after the cell before
        (b' r="', b' q="'),  # no cell and no row names its place
        (b"<v>#N/A</v>", b"<v >\n#N/A </v>"),
    ],
)
def test_however_the_sheet_writes_it(old: bytes, new: bytes) -> None:
    book = _with_sheet(_book("#N/A"), old, new)
    assert faulty_cells.find(book, ["xl/worksheets/sheet1.xml"]) == {1: [(2, 3, "#N/A")]}


@pytest.mark.parametrize("cell", ["A1", "B2", "D4", "AA2"])
def test_wherever_it_stands(cell: str) -> None:
    (_, place), *_ = [*faulty_cells.find(_book("#REF!", cell), ["xl/worksheets/sheet1.xml"]).items()]
    assert [xlsxwriter.utility.xl_rowcol_to_cell(row, column) for row, column, _ in place] == [cell]


def test_an_error_of_newer_spreadsheets_is_told_and_not_called_damage() -> None:
    book = _with_sheet(_book("#N/A"), b"#N/A", b"#SPILL!")
    (leaf,) = reading.leaves("lessons.xlsx", book)
    with pytest.raises(InputError, match="a cell shows the error #SPILL!, with which the sheet cannot be read"):
        leaf.text("lessons.xlsx")


def test_an_error_in_an_old_workbook_is_found_too(con: Con, tmp_path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("lessons")
    for line, row in enumerate([["lesson_id", "topic"], ["l1", "Trupmenos"], ["l2"], ["l3"]]):
        for place, cell in enumerate(row):
            page.write(line, place, cell)
    page.row(2).set_cell_error(1, 0x2A)
    page.row(3).set_cell_boolean(1, value=True)  # stands in a record of the same kind
    book.save(tmp_path / "lessons.xls")
    ingest.load(con, [tmp_path / "lessons.xls"])
    assert con.sql("select lesson_id, topic from staging.lessons").fetchall() == [("l1", "Trupmenos"), ("l3", "true")]
    assert con.sql("select line, code, value from raw.rejects").fetchall() == [(3, "cell_error", "#N/A")]

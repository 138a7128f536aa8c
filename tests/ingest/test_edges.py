"""White space around a text, seen or not, says nothing; an error of a spreadsheet is no value."""

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from ediary_analytics import ingest
from ediary_analytics.ingest import edges
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

"""Cells that a spreadsheet would run: text all the way in, harmless on every way out."""

import csv
import io
import zipfile
from pathlib import Path

import pytest

from ediary_analytics import ingest
from ediary_analytics.ingest import reading
from ediary_analytics.reports import table
from ingest.conftest import Con
from support.forms import write_as

HOSTILE = [
    "=1+1",
    "+370",
    "-2+3",
    "@SUM(A1)",
    '=HYPERLINK("http://x.example","x")',
    "\t=1",
    "\r=1",
    "=cmd|' /C calc'!A0",
]


@pytest.fixture
def exported(con: Con, tmp_path: Path) -> tuple[bytes, bytes]:
    """What came in as topics, and as days that do not fit, as CSV and as a workbook."""
    rows = [["lesson_id", "topic", "held_on"], *([f"l{n}", cell, ""] for n, cell in enumerate(HOSTILE))]
    rows += [[f"m{n}", "", cell] for n, cell in enumerate(HOSTILE)]
    ingest.load(con, [write_as({"lessons": rows}, tmp_path / "school", "parquet")])
    found = con.sql(
        "select topic as \"=1+1\" from staging.lessons where topic <> '' union all select value from raw.rejects"
    ).to_arrow_table()
    # white space around a topic is taken away; what does not fit is told as it was written
    assert sorted(found.column(0).to_pylist()) == sorted([*(cell.strip() for cell in HOSTILE), *HOSTILE])
    return table.as_csv(found), table.as_xlsx(found)


def test_csv_guards_each_of_them_and_the_header(exported: tuple[bytes, bytes]) -> None:
    cells = [row[0] for row in csv.reader(io.StringIO(exported[0].decode("utf-8-sig"), newline=""))]
    assert len(cells) == 1 + 2 * len(HOSTILE)
    assert all(cell.startswith("'") for cell in cells)


def test_a_workbook_holds_them_as_text(exported: tuple[bytes, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(exported[1])) as package:
        names = package.namelist()
        sheet = package.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet
    assert not [name for name in names if "external" in name.lower() or name.endswith("sheet1.xml.rels")]
    text = reading.leaves("x.xlsx", exported[1])[0].text("x.xlsx")
    assert text is not None
    assert {cell.strip() for cell in text.cells["c0"].to_pylist()} == {cell.strip() for cell in HOSTILE}

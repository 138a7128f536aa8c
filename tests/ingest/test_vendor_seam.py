"""How a vendor's own format comes in: recognised by content, translated once per export, filled like any file."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from ediary_analytics import ingest
from ediary_analytics.ingest import Notice, contents, text
from ediary_analytics.ingest.grid import Grid
from ediary_analytics.ingest.vendors import Piece, Translation, VendorTable
from ingest.conftest import Con, Write


class ClassLists:
    """A vendor whose sheets begin with the word Klasė and list names below."""

    name = "lists"

    def recognise(self, grid: Grid, file: str) -> str | None:
        assert file
        return "class_list" if grid.rows and grid.rows[0][0].startswith("Klasė") else None

    def translate(self, pieces: Sequence[Piece]) -> Translation:
        tables = []
        for piece in pieces:
            rows = [(f"{piece.grid.rows[0][0]}-{row[0]}", row[0]) for row in piece.grid.rows[1:]]
            lines = range(2, 2 + len(rows))
            tables.append(VendorTable("pupils", piece.file, text.table(("pupil_id", "last_name"), rows, list(lines))))
        return Translation(tables, [Notice(pieces[0].file, "empty_file")])


@pytest.fixture(autouse=True)
def _one_vendor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "FORMATS", (ClassLists(),))


def book(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as workbook:
        for name, rows in sheets.items():
            page = workbook.add_worksheet(name)
            for line, row in enumerate(rows):
                page.write_row(line, 0, row)
    return path


def test_sheets_are_known_by_what_stands_in_them(con: Con, tmp_path: Path) -> None:
    book(
        tmp_path / "kas nors.xlsx",
        {"A": [["Klasė 5a"], ["Šimkus"]], "B": [["Klasė 5b"], ["Ąžuolytė"]], "C": [["visai kas kita"]]},
    )
    report = ingest.load(con, [tmp_path], "s1")
    assert con.execute("select pupil_id, last_name from staging.pupils order by all").fetchall() == [
        ("Klasė 5a-Šimkus", "Šimkus"),
        ("Klasė 5b-Ąžuolytė", "Ąžuolytė"),
    ]
    assert [(file.file, file.table, file.rows_loaded) for file in report.files] == [
        ("kas nors.xlsx[A]", "lists.class_list", 0),
        ("kas nors.xlsx[B]", "lists.class_list", 0),
        ("kas nors.xlsx[A]", "pupils", 1),
        ("kas nors.xlsx[B]", "pupils", 1),
    ]
    assert {(notice.file, notice.code) for notice in report.notices} == {
        ("kas nors.xlsx[C]", "unknown_file"),
        ("kas nors.xlsx[A]", "empty_file"),
    }


def test_a_table_of_the_contract_may_stand_beside(con: Con, write: Write) -> None:
    folder = write({"klasė.csv": "Klasė\np2\n", "pupils.csv": "pupil_id,last_name\nKlasė-p2,Žukas\np1,\n"})
    report = ingest.load(con, [folder])
    assert con.execute("select * exclude school_id from staging.pupils order by all").fetchall() == [
        ("Klasė-p2", None, "Žukas", None, None, None, None),
        ("p1", None, None, None, None, None, None),
    ]
    assert sum(file.rows_loaded for file in report.files) == 3


def test_a_file_named_as_a_table_without_its_key_is_offered_too(con: Con, write: Write) -> None:
    ingest.load(con, [write({"lessons.csv": "Klasė\np2\n"})])
    assert con.execute("select pupil_id from staging.pupils order by all").fetchall() == [("Klasė-p2",), ("p1",)]

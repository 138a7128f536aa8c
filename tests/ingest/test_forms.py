"""The same school in every form gives the same verdicts."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ediary_analytics import warehouse
from ediary_analytics.refresh import refresh
from support.exports import TABLES
from support.forms import Rows, messy, typed, write_as, write_xls, write_xlsx, zipped
from support.grids import rows

AS_OF = dt.datetime(2026, 10, 31, 23, 59, 59)
SCHOOL = {
    name: [list((listed := list(rows(grid)))[0]), *([value or "" for value in row.values()] for row in listed)]
    for name, grid in TABLES.items()
}
FORMS: Mapping[str, Callable[[Mapping[str, Rows], Path], Path]] = {
    "messy CSV": messy,
    "XLSX of text": lambda tables, folder: write_as(tables, folder, "xlsx"),
    "a workbook": lambda tables, folder: _book(write_xlsx, typed(tables), folder, ".xlsx"),
    "an old workbook": lambda tables, folder: _book(write_xls, typed(tables), folder, ".xls"),
    "Parquet": lambda tables, folder: write_as(typed(tables), folder, "parquet"),
    "a zip of all": lambda tables, folder: zipped(_mixed(tables, folder / "inside"), folder / "school.zip"),
}


def _book(
    write: Callable[[Path, Mapping[str, Rows]], Path], tables: Mapping[str, Rows], folder: Path, suffix: str
) -> Path:
    folder.mkdir()
    return write(folder / f"eksportas{suffix}", tables)


def _mixed(tables: Mapping[str, Rows], folder: Path) -> Path:
    for place, (name, cells) in enumerate(tables.items()):
        form = ["csv", "xlsx", "xls", "parquet"][place % 4]
        write_as({name: cells} if form == "csv" else typed({name: cells}), folder, form)
    return folder


def outcome(path: Path, into: Path) -> list[tuple[object, ...]]:
    done = refresh([path], into, as_of=AS_OF, validate=False)
    assert not done.report.faults
    con = warehouse.open_file(done.file)
    found = con.execute("from warehouse.judged.verdicts order by all").fetchall()
    con.close()
    assert found
    return found


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[object, ...]]:
    folder = tmp_path_factory.mktemp("clean")
    return outcome(write_as(SCHOOL, folder / "csv", "csv"), folder / "data")


@pytest.mark.parametrize("form", FORMS)
def test_the_same_school_gives_the_same_verdicts(clean: list[tuple[object, ...]], tmp_path: Path, form: str) -> None:
    assert outcome(FORMS[form](SCHOOL, tmp_path / "school"), tmp_path / "data") == clean

"""A warehouse of another version of the program is refused with what to do, never half understood."""

import os
import stat
from pathlib import Path

import duckdb
import pytest

from ediary_analytics import versions, warehouse
from ediary_analytics.errors import InputError
from ediary_analytics.refresh import refresh


def export(folder: Path, pupil: str) -> Path:
    folder.mkdir()
    (folder / "pupils.csv").write_text(f"pupil_id\n{pupil}\n", "utf-8")
    return folder


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    return refresh([export(tmp_path / "mokykla", "p1")], tmp_path / "data", school="s1", validate=False).file


def test_its_own_version_opens(imported: Path) -> None:
    with warehouse.open_file(imported) as con:
        assert con.execute("select pupil_id from warehouse.core.pupils").fetchall() == [("p1",)]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_nobody_else_may_read_it(imported: Path) -> None:
    assert [stat.S_IMODE(path.stat().st_mode) for path in (imported, imported.parent)] == [0o600, 0o700]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_what_does_not_fit_into_memory_is_put_where_nobody_else_reads(imported: Path) -> None:
    with warehouse.open_file(imported) as con:
        ((folder,),) = con.execute("select current_setting('temp_directory')").fetchall()
    assert stat.S_IMODE(Path(folder).stat().st_mode) == 0o700


def test_another_version_is_refused(imported: Path) -> None:
    with duckdb.connect(str(imported)) as con:
        con.execute("comment on table core.evidence is 'an older one'")
    with pytest.raises(InputError, match="kita programos versija"):
        warehouse.open_file(imported)


def test_what_another_version_imported_is_taken_over(imported: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(imported)) as con:
        con.execute("comment on table core.evidence is 'an older one'")
        con.execute("alter table core.pupils drop column born_on")
    file = refresh([export(tmp_path / "kita", "p2")], tmp_path / "data", school="s2", validate=False).file
    with warehouse.open_file(file) as con:
        assert con.execute("select school_id, pupil_id from warehouse.core.pupils order by all").fetchall() == [
            ("s1", "p1"),
            ("s2", "p2"),
        ]


def test_any_other_file_is_no_warehouse(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "other.duckdb")) as con:
        con.execute("create table core (i int)")
    with pytest.raises(InputError, match="ne duomenų saugykla"):
        warehouse.open_file(tmp_path / "other.duckdb")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_an_import_puts_aside_beside_what_it_builds_and_takes_it_away(tmp_path: Path) -> None:
    with versions.building(tmp_path / "data") as con:
        ((folder,),) = con.execute("select current_setting('temp_directory')").fetchall()
        assert Path(folder).parent == tmp_path / "data"
        assert stat.S_IMODE(Path(folder).stat().st_mode) == 0o700
    assert not Path(folder).exists()

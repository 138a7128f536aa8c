"""The page of imports: for administrators only; files are checked, then published; what is wrong is said."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ediary_analytics import warehouse
from ediary_analytics.web.import_jobs import Job, Upload, start
from support.exports import write_export
from support.pages import Shown

KEY = "administrator-of-this-test"
Visit = Callable[..., AppTest]


@pytest.fixture
def office(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], AppTest]:
    """The page as the administrator of a school opens it, over a data directory."""
    monkeypatch.setenv("EDIARY_ADMINISTRATOR_KEY", KEY)
    monkeypatch.setenv("EDIARY_ACCESS_KEY", "deputy-of-this-test")
    return lambda data: visit(data, script="pages/imports.py", demo=False, key=KEY)


def finished(page: AppTest) -> Shown:
    """The page once the import under way is done."""
    job: Job = page.session_state["import job"]
    assert job.done.wait(240)
    return Shown(page.run())


def send(page: AppTest, *files: tuple[str, bytes]) -> AppTest:
    return page.file_uploader(key="import files").set_value([(name, data, "text/csv") for name, data in files]).run()


def test_only_an_administrator_opens_it(visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDIARY_ADMINISTRATOR_KEY", KEY)
    monkeypatch.setenv("EDIARY_ACCESS_KEY", "deputy-of-this-test")
    page = Shown(visit(tmp_path, script="pages/imports.py", demo=False, key="deputy-of-this-test"))
    assert "Jūsų pareigoms šis puslapis neskirtas" in page.text
    assert not page.page.file_uploader
    assert not Shown(visit(tmp_path, script="pages/imports.py", demo=False)).page.file_uploader


def test_before_the_first_import_the_administrator_begins_here(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDIARY_ADMINISTRATOR_KEY", KEY)
    page = Shown(visit(tmp_path, demo=False, key=KEY))
    assert page.title == "Dar nieko neimportuota"
    assert "Mano dienynas" in page.text
    assert page.page.button(key="import check").disabled


def test_a_demonstration_says_why_it_takes_nothing(visit: Visit, tiny_data: Path) -> None:
    page = Shown(visit(tiny_data, script="pages/imports.py", role="administrator"))
    assert "ediary app" in page.text
    assert not page.page.file_uploader


@pytest.mark.slow
def test_checked_first_then_published(office: Callable[[Path], AppTest], tmp_path: Path) -> None:
    export = write_export(tmp_path / "export")
    with (export / "lessons.csv").open("a", encoding="utf-8") as file:
        file.write("l9,maths,rytoj,1,ona,Tema,,\n")
    page = send(office(tmp_path / "data"), *((one.name, one.read_bytes()) for one in sorted(export.iterdir())))
    assert page.button(key="import go").disabled

    page.button(key="import check").click().run()
    checked = finished(page)
    assert "Patikrinta: netinka 1 eilutė" in checked.text
    assert not (tmp_path / "data").exists()
    lessons = next(row for row in checked.table("import files table")["rows"] if row["cells"][0] == "lessons.csv")
    assert "held_on" in str(lessons["blocks"])
    assert len(page.get("download_button")) == 1

    page.button(key="import go").click().run()
    done = finished(page)
    assert "Importuota; netinka 1 eilutė" in done.text
    assert done.title.startswith("Paskutinis importas ")
    assert done.row("imported schools", "ąžuolynas")[0] == "Ąžuolyno mokykla"
    con = warehouse.open_file(warehouse.current(tmp_path / "data"))
    assert con.execute("select count(*) from warehouse.core.lessons").fetchone() == (3,)
    con.close()
    assert len(list((tmp_path / "data").glob("rejects-*.xlsx"))) == 1


@pytest.mark.slow
def test_a_bad_file_is_told_and_leaves_everything(office: Callable[[Path], AppTest], tmp_path: Path) -> None:
    page = send(office(tmp_path / "data"), ("../lessons.csv", b"tema\nTrupmenos\n"))
    page.button(key="import check").click().run()
    told = finished(page)
    assert "Importuoti nepavyks" in told.text
    assert "lessons.csv" in told.text
    assert "ediary-upload" not in told.text
    assert page.button(key="import go").disabled
    assert not (tmp_path / "data").exists()


def test_one_import_at_a_time_and_nothing_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(aside))
    job = start([Upload("pupils.csv", b"neither\n")], tmp_path / "data", "", dry_run=True)
    assert job is not None
    assert start([Upload("pupils.csv", b"neither\n")], tmp_path / "data", "", dry_run=True) is None
    assert job.done.wait(240)
    time.sleep(0.2)
    assert list(aside.iterdir()) == []
    assert "pupils.csv" in job.fault

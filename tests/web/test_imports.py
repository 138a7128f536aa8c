"""The page of imports: for administrators only; files are checked, then published; what is wrong is said."""

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from itsdangerous import Signer
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from ediary_analytics import warehouse
from ediary_analytics.refresh import refresh
from ediary_analytics.register import accounts, grants, log, sessions
from ediary_analytics.register.grants import Grant
from ediary_analytics.register.store import URL_VARIABLE, open_register
from ediary_analytics.web import cookies, session
from ediary_analytics.web.front.answers import now
from ediary_analytics.web.imports.jobs import Job, Upload, start
from ediary_analytics.web.imports.page import take
from support.exports import write_export
from support.pages import Shown
from support.register import light_hashes

Visit = Callable[..., AppTest]
Office = Callable[..., AppTest]


@pytest.fixture
def office(visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The page as somebody with a role over all schools opens it, over the data directory ``data``."""
    light_hashes(monkeypatch)
    monkeypatch.setenv(URL_VARIABLE, f"sqlite:///{tmp_path / 'register.sqlite3'}")

    def enter(role: str = "administrator", script: str = "pages/imports.py") -> AppTest:
        register = open_register(tmp_path)
        account = accounts.add(register, role, "Adelė", now(), by=None)
        grants.give(register, account.id, Grant(role, None), now(), by=None)
        token = sessions.open_for(register, account.id, now(), "login").token
        value = Signer(register.key, salt="ediary session").sign(token).decode()
        monkeypatch.setattr(ContextProxy, "cookies", property(lambda _: {cookies.NAME: value}))
        return visit(tmp_path / "data", script=script, demo=False)

    return enter


def finished(page: AppTest) -> Shown:
    """The page once the import under way is done."""
    job: Job = page.session_state["import job"]
    assert job.done.wait(240)
    return Shown(page.run())


def send(page: AppTest, *files: tuple[str, bytes]) -> AppTest:
    return page.file_uploader(key="import files").set_value([(name, data, "text/csv") for name, data in files]).run()


def test_only_an_administrator_opens_it(office: Office) -> None:
    page = Shown(office("deputy_director"))
    assert "Jūsų pareigoms šis puslapis neskirtas" in page.text
    assert not page.page.file_uploader


def test_before_the_first_import_the_administrator_begins_here(office: Office) -> None:
    page = Shown(office(script="app.py"))
    assert page.title == "Dar nieko neimportuota"
    assert "Mano dienynas" in page.text
    assert page.page.button(key="import check").disabled


def test_a_demonstration_says_why_it_takes_nothing(visit: Visit, tiny_data: Path) -> None:
    page = Shown(visit(tiny_data, script="pages/imports.py", role="administrator"))
    assert "ediary app" in page.text
    assert not page.page.file_uploader


@pytest.mark.slow
def test_checked_first_then_published(office: Office, tmp_path: Path) -> None:
    export = write_export(tmp_path / "export")
    with (export / "lessons.csv").open("a", encoding="utf-8") as file:
        file.write("l9,maths,rytoj,1,ona,Tema,,\n")
    page = send(office(), *((one.name, one.read_bytes()) for one in sorted(export.iterdir())))
    assert page.button(key="import go").disabled

    page.button(key="import check").click().run()
    checked = finished(page)
    assert "Patikrinta: netinka 1 eilutė" in checked.text
    assert not (tmp_path / "data").exists()
    lessons = next(row for row in checked.table("import files table")["rows"] if row["cells"][0] == "lessons.csv")
    assert "held_on" in str(lessons["blocks"])
    (set_aside,) = page.get("download_button")
    assert set_aside.proto.deferred_file_id, "made, and logged, only when it is asked for"

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
def test_what_was_put_in_place_of_a_checked_file_is_not_published(office: Office, tmp_path: Path) -> None:
    """A browser may send another file by the number of one that was checked, of the same size."""
    export = write_export(tmp_path / "export")
    page = send(office(), *((one.name, one.read_bytes()) for one in sorted(export.iterdir())))
    page.button(key="import check").click().run()
    finished(page)
    assert not page.button(key="import go").disabled
    box = page.file_uploader(key="import files")
    box._files = [(one.file_id, one.name, one.getvalue()[::-1], one.type) for one in box.value]  # noqa: SLF001  (as a browser would)
    page.button(key="import go").click().run()
    assert page.session_state["import job"].dry_run
    assert page.button(key="import go").disabled


def test_rows_set_aside_are_taken_away_by_somebody_with_a_name(office: Office, tmp_path: Path) -> None:
    office()
    (viewer,) = (role.viewer for role in session.held())
    assert take(viewer, Upload("set-aside.xlsx", b"rows")) == b"rows"
    hour = dt.timedelta(hours=1)
    (line,) = log.read(open_register(tmp_path), since=now() - hour, until=now() + hour, event="download")
    assert (line.what, line.login, line.role) == ("set-aside.xlsx", "administrator", "administrator")


@pytest.mark.slow
def test_a_bad_file_is_told_and_leaves_everything(office: Office, tmp_path: Path) -> None:
    page = send(office(), ("../lessons.csv", b"tema\nTrupmenos\n"))
    page.button(key="import check").click().run()
    told = finished(page)
    assert "Importuoti nepavyks" in told.text
    assert "lessons.csv" in told.text
    assert "ediary-upload" not in told.text
    assert page.button(key="import go").disabled
    assert not (tmp_path / "data").exists()


@pytest.mark.slow
def test_a_part_that_names_no_school_comes_in_once_its_school_is_named(office: Office, tmp_path: Path) -> None:
    refresh([write_export(tmp_path / "export")], tmp_path / "data", validate=False)
    page = send(office(), ("lessons.csv", b"lesson_id,group_id,held_on\nl9,maths,2026-10-12\n"))
    page.button(key="import check").click().run()
    told = finished(page)
    assert "Importuoti nepavyks" in told.text
    assert "čia jau yra: ąžuolynas" in told.text
    assert page.text_input(key="import school").placeholder == "ąžuolynas"
    assert page.button(key="import go").disabled

    page.text_input(key="import school").set_value("ąžuolynas").run()
    page.button(key="import check").click().run()
    assert "Patikrinta: tinka visos eilutės" in finished(page).text
    assert not page.button(key="import go").disabled


def test_one_import_at_a_time_and_nothing_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(aside))
    job = start([Upload("pupils.csv", b"neither\n")], tmp_path / "data", "", dry_run=True, may_know=())
    assert job is not None
    assert start([Upload("pupils.csv", b"neither\n")], tmp_path / "data", "", dry_run=True, may_know=()) is None
    assert job.done.wait(240)
    time.sleep(0.2)
    assert list(aside.iterdir()) == []
    assert "pupils.csv" in job.fault

"""Nobody sees a page without the key, the role and the school; however the page is reached."""

import ast
import datetime as dt
import io
import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from itsdangerous import Signer
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from ediary_analytics import access, warehouse
from ediary_analytics.access import Viewer
from ediary_analytics.errors import AccessError, CallError
from ediary_analytics.paths import shipped
from ediary_analytics.register import accounts, acts, excuses, grants, log, sessions
from ediary_analytics.register.accounts import Account
from ediary_analytics.register.grants import Grant
from ediary_analytics.register.store import URL_VARIABLE, open_register
from ediary_analytics.web import cast, cookies, gate, server, session, trace
from ediary_analytics.web.front.answers import now
from ediary_analytics.web.imports.jobs import Job
from support.pages import Shown, free_port
from support.register import light_hashes

PAGES = sorted(path.stem for path in shipped("pages").glob("*.py"))
SCRIPTS = ["app.py", *(f"pages/{name}.py" for name in PAGES)]
Visit = Callable[..., AppTest]


def refused(page: AppTest, why: str) -> bool:
    """Whether the page shows the refusal and nothing besides it: no table, no number, no choice but the demo's cast."""
    shown = Shown(page)
    choices = [box for box in page.selectbox if box.key not in {cast.ROLE, cast.PERSON}]
    widgets = [*choices, *page.get("bidi_component"), *page.get("vega_lite_chart"), *page.get("download_button")]
    return why in shown.text and not widgets and "<h1" not in shown.text


def test_every_page_belongs_to_a_role() -> None:
    assert {page for role in access.roles().values() for page in role.pages} >= set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_the_guard_is_the_first_thing_a_page_does(name: str) -> None:
    body = ast.parse((shipped("pages") / f"{name}.py").read_text("utf-8")).body
    first = next(node for node in body[1:] if not isinstance(node, ast.Import | ast.ImportFrom))
    assert ast.unparse(first) == f"viewer = guard.require('{name}')"


@pytest.mark.parametrize("script", SCRIPTS)
def test_without_logging_in_nothing_is_shown(
    visit: Visit, demo_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    monkeypatch.setenv(URL_VARIABLE, f"sqlite:///{tmp_path / 'register.sqlite3'}")
    assert refused(visit(demo_data, script=script, demo=False), "Jūs neprisijungę")


@pytest.fixture
def log_in(demo_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Account]:
    """Make an account with a role and log in: from here on the browser of AppTest has its cookie."""
    light_hashes(monkeypatch)
    monkeypatch.setenv(URL_VARIABLE, f"sqlite:///{tmp_path / 'register.sqlite3'}")
    monkeypatch.setenv("EDIARY_DATA_DIR", str(demo_data))

    def make(*held: Grant, login: str = "aldona") -> Account:
        register = open_register(tmp_path)
        account = accounts.add(register, login, "Aldona", now(), by=None)
        for grant in held:
            grants.give(register, account.id, grant, now(), by=None)
        token = sessions.open_for(register, account.id, now(), "login").token
        value = Signer(register.key, salt="ediary session").sign(token).decode()
        monkeypatch.setattr(ContextProxy, "cookies", property(lambda _: {cookies.NAME: value}))
        return accounts.by_id(register, account.id)

    return make


SCHOOL = "azuolyno-progimnazija"
DEPUTY = Grant("deputy_director", SCHOOL)


def test_an_account_sees_the_page_of_its_role(visit: Visit, demo_data: Path, log_in: Callable[..., Account]) -> None:
    log_in(DEPUTY)
    shown = Shown(visit(demo_data, demo=False))
    assert shown.title.startswith("Lapkritis")
    assert "Demonstracija" not in shown.text


def test_an_account_without_a_role_is_told_so(visit: Visit, demo_data: Path, log_in: Callable[..., Account]) -> None:
    log_in()
    assert refused(visit(demo_data, demo=False), "rolės dar nėra")


def test_a_role_of_another_school_is_none(visit: Visit, demo_data: Path, log_in: Callable[..., Account]) -> None:
    log_in(Grant("deputy_director", "kita-mokykla"))
    assert refused(visit(demo_data, demo=False), "rolės dar nėra")


def test_who_is_disabled_sees_nothing_more_in_an_open_tab(
    visit: Visit, demo_data: Path, tmp_path: Path, log_in: Callable[..., Account]
) -> None:
    account = log_in(DEPUTY)
    page = visit(demo_data, demo=False)
    assert Shown(page).title.startswith("Lapkritis")
    accounts.disable(open_register(tmp_path), account.id, now(), by=None)
    assert refused(page.run(), "Jūs neprisijungę")


def test_a_withdrawn_role_is_gone_from_an_open_tab(
    visit: Visit, demo_data: Path, tmp_path: Path, log_in: Callable[..., Account]
) -> None:
    account = log_in(DEPUTY)
    page = visit(demo_data, demo=False)
    grants.withdraw(open_register(tmp_path), account.id, account.grants[0].id, now(), by=None)
    assert refused(page.run(), "rolės dar nėra")


def test_whoever_holds_two_roles_chooses(visit: Visit, demo_data: Path, log_in: Callable[..., Account]) -> None:
    log_in(DEPUTY, Grant("administrator"))
    page = visit(demo_data, demo=False)
    assert page.selectbox(key="role").options == ["Direktoriaus pavaduotojas ugdymui", "Dienyno administratorius"]


def test_an_address_does_not_give_a_role(visit: Visit, demo_data: Path, log_in: Callable[..., Account]) -> None:
    log_in(Grant("social_pedagogue", "azuolyno-progimnazija"))
    page = visit(demo_data, script="pages/fill_check.py", demo=False, role="deputy_director")
    assert refused(page, "šis puslapis neskirtas")


#: A deputy of the fifth and sixth grades.
OF_GRADES = Grant("deputy_director", SCHOOL, grades=(5, 6))
WHOLE = Viewer("rasa", "deputy_director", access.of_schools([SCHOOL]))


def test_who_sees_some_grades_takes_back_no_excuse_of_others(
    visit: Visit, demo_data: Path, tmp_path: Path, log_in: Callable[..., Account]
) -> None:
    log_in(OF_GRADES)
    register = open_register(tmp_path)
    author = access.author(WHOLE, None, "excuses", WHOLE.schools[0])
    days = {"since": dt.date(2026, 11, 3), "until": dt.date(2026, 11, 4)}
    excuses.excuse_days(register, author, now(), **days, cause="no_internet", reason="Visa mokykla be ryšio")
    other = excuses.Duty("lesson_recorded", "of another grade", dt.date(2026, 11, 5), "p0001")
    excuses.excuse_duty(register, author, now(), other, cause="other", reason="Apie kitos klasės mokinį")
    page = visit(demo_data, demo=False, month="2026-11")
    said = " ".join(str(one.value) for one in page.markdown)
    assert "Visa mokykla be ryšio" in said
    assert "Apie kitos" not in said
    assert "Atšaukti" not in [button.label for button in page.button]
    (few,) = (role.viewer for role in session.held())
    with access.open_for(few, warehouse.current(demo_data), WHOLE.schools[0]) as con:
        for one in excuses.standing(register, WHOLE.schools):
            with pytest.raises(AccessError):
                access.unexcusing(con, few, None, WHOLE.schools[0], one)


def test_who_sees_some_grades_signs_a_month_for_these(
    visit: Visit, demo_data: Path, log_in: Callable[..., Account]
) -> None:
    """Until all grades are signed for, everybody who signs is told which are not."""

    def said(grades: tuple[int, int] | None, press: str = "") -> str:
        log_in(Grant("deputy_director", SCHOOL, grades=grades), login=f"pavaduoja{grades}".replace(" ", ""))
        page = visit(demo_data, script="pages/fill_check.py", demo=False, month="2026-11")
        if press:
            (button,) = [button for button in page.button if button.label.startswith("Patvirtinti")]
            assert button.label == press
            button.click().run()
        return Shown(page).text

    some = said((5, 6), press="Patvirtinti mėnesio patikrą: 5–6 klasės")
    assert "5–6 klasės: Aldona, " in some
    assert "patikra patvirtinta dar ne visoms klasėms (liko ikimokyklinės grupės, 1–4, 7–8 klasės)</h2>" in some
    rest = said((0, 4), press="Patvirtinti mėnesio patikrą: ikimokyklinės grupės, 1–4 klasės")
    assert "; ikimokyklinės grupės, 1–4 klasės: Aldona, " in rest
    assert "(liko 7–8 klasės)" in rest
    whole = said(None)
    assert "(liko 7–8 klasės)" in whole
    assert "patikra patvirtinta</h2>" in said((7, 8), press="Patvirtinti mėnesio patikrą: 7–8 klasės")


def test_who_sees_some_grades_sees_no_act_about_a_class_of_others(
    visit: Visit, demo_data: Path, tmp_path: Path, log_in: Callable[..., Account]
) -> None:
    log_in(OF_GRADES)
    author = access.author(WHOLE, None, "acts", WHOLE.schools[0])
    with access.open_for(WHOLE, warehouse.current(demo_data)) as con:
        classes = dict(con.execute("select grade_level, min(class_id) from core.classes group by all").fetchall())
    for grade in (5, 8):
        text = acts.Text("k1", class_id=classes[grade], reason=f"Klaida {grade} klasės dienyne")
        acts.draft(open_register(tmp_path), author, now(), dt.date(2026, 11, 5), text)
    page = visit(demo_data, script="pages/acts.py", demo=False)
    reasons = [area.value for area in page.text_area]
    assert reasons == ["Klaida 5 klasės dienyne"]


def test_who_sees_some_grades_is_not_told_that_nothing_of_the_others_is_amiss(
    visit: Visit, demo_data: Path, log_in: Callable[..., Account]
) -> None:
    """Of the whole school months are locked, two things were changed after, and the registry differs in four rows."""
    log_in(Grant("director", SCHOOL, grades=(5, 6)))
    shown = Shown(visit(demo_data, script="pages/administration.py", demo=False))
    assert shown.title == "Kas matyti, parengta; matyti ne viskas (5–6 klasės)"
    assert "Ąžuolyno progimnazija</span><span>5–6 klasės" in shown.text
    assert shown.text.count("rodoma tik visos mokyklos mastu") == 2, "locked months, and changes after the lock"
    assert "rodomi tam, kas mato visas mokyklos klases" in shown.text
    assert "0 pakeitimų" not in shown.text
    rows = {row["key"]: row["cells"][1] for row in shown.table("setting up")["rows"]}
    assert rows["pupil_classes"] == {"text": "rodoma tik visos mokyklos mastu", "state": "unchecked"}
    assert rows["class_heads"] == {"text": "visi 2", "state": "met"}
    lists = [part.proto.id for part in shown.page.get("bidi_component")]
    assert not [one for one in lists if one.endswith(("-locks", "-unlockings", "-changes after", "-faults"))]


def test_who_administers_one_school_imports_nothing_of_others(
    visit: Visit, demo_data: Path, log_in: Callable[..., Account]
) -> None:
    log_in(Grant("administrator", "azuolyno-progimnazija"))
    page = visit(demo_data, script="pages/imports.py", demo=False)
    for report, told in (
        ({"schools": ["upes-jaunimo-mokykla"], "unchanged": {}, "files": []}, "neadministruojate"),
        (
            {"schools": [], "unchanged": {"upes-jaunimo-mokykla": "2026-11-30T12:00:00"}, "files": []},
            "neadministruojate",
        ),
        (
            {"schools": [], "unchanged": {}, "files": [{"table": "benchmark", "table_title": "šalies duomenys"}]},
            "visoms mokykloms",
        ),
    ):
        job = Job(dry_run=True, report=report)
        job.done.set()
        page.session_state["import job"], page.session_state["import checked"] = job, ("",)
        assert told in Shown(page.run()).text
        assert page.button(key="import go").disabled


def test_the_account_speaks_its_language(
    visit: Visit, demo_data: Path, tmp_path: Path, log_in: Callable[..., Account]
) -> None:
    account = log_in(DEPUTY)
    accounts.speak(open_register(tmp_path), account.id, "en")
    assert Shown(visit(demo_data, demo=False)).title.startswith("November")


def test_the_demonstration_refuses_what_is_not_marked_as_made_up(visit: Visit, demo_data: Path, tmp_path: Path) -> None:
    (tmp_path / "current").write_text(str(demo_data / (demo_data / "current").read_text("utf-8").strip()), "utf-8")
    assert refused(visit(tmp_path), "tik su išgalvotais duomenimis")


#: Of each page, every role that does not have it, and one that there is not.
REFUSED = {
    page: [*(role for role, rights in access.roles().items() if page not in rights.pages), "no-such-role"]
    for page in PAGES
}


@pytest.mark.parametrize("name", PAGES)
def test_a_role_without_the_page_is_refused(
    visit: Visit, demo_data: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """One tab after the other would take a minute: here it is one tab in which the viewer becomes another."""
    looking = REFUSED[name][:1]
    monkeypatch.setattr(session, "viewer", lambda: Viewer("", looking[0], access.of_schools(["azuolyno-progimnazija"])))
    page = visit(demo_data, script=f"pages/{name}.py")
    for role in REFUSED[name]:
        looking[0] = role
        assert refused(page.run(), "šis puslapis neskirtas"), role


def test_a_role_without_any_page_is_refused(visit: Visit, demo_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        session, "viewer", lambda: Viewer("", "no-such-role", access.of_schools(["azuolyno-progimnazija"]))
    )
    assert refused(visit(demo_data), "šis puslapis neskirtas")


def test_a_viewer_without_a_school_sees_none(visit: Visit, demo_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "viewer", lambda: Viewer("", "deputy_director", access.of_schools([])))
    shown = Shown(visit(demo_data, school="azuolyno-progimnazija"))
    assert shown.title == "Dar nieko neimportuota"
    assert "zuolyno" not in shown.text


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    port = free_port()
    code = (
        f"import socket, time; s = socket.create_server(('127.0.0.1', {port})); print('up', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline()
        with pytest.raises(CallError, match=str(port)):
            server.serve(tmp_path, port)
        other.kill()


def test_what_was_opened_and_taken_away_is_logged(
    visit: Visit, demo_data: Path, tmp_path: Path, log_in: Callable[..., Account]
) -> None:
    log_in(DEPUTY)
    page = visit(demo_data, demo=False)
    page.run()
    register = open_register(tmp_path)
    entries = log.read(register, since=now() - dt.timedelta(hours=1), until=now() + dt.timedelta(hours=1))
    assert [(line.event, line.what, line.login, line.role) for line in entries if line.event == "page"] == [
        ("page", "fill_check", "aldona", "deputy_director")
    ], "once, however often the page runs"


def look_at_lists() -> None:
    """A page that shows two pupils, the same again, and two others."""
    from ediary_analytics.web import trace  # noqa: PLC0415  (AppTest runs this function's text alone)

    for ids in (["p1", "p2"], ["p2", "p1", None], ["p3", "p4"]):
        trace.pupils("attendance", "azuolyno-progimnazija", ids)


def test_another_list_of_as_many_pupils_is_another_line(tmp_path: Path, log_in: Callable[..., Account]) -> None:
    log_in(DEPUTY)
    page = AppTest.from_function(look_at_lists)
    page.session_state["viewer of the page"] = Viewer("aldona", "deputy_director", WHOLE.scope)
    assert not page.run().exception
    lines = log.read(open_register(tmp_path), since=now() - dt.timedelta(hours=1), until=now())
    assert [(line.event, line.pupils) for line in lines if line.event == "names"] == [("names", 2), ("names", 2)]


def test_a_report_about_one_pupil_is_a_look_at_that_pupil(
    visit: Visit, demo_data: Path, tmp_path: Path, log_in: Callable[..., Account]
) -> None:
    log_in(DEPUTY)
    page = visit(demo_data, script="pages/reports.py", demo=False, report="leaving_pupil")
    (box,) = [one for one in page.selectbox if one.label == "Mokinys"]
    lines = log.read(open_register(tmp_path), since=now() - dt.timedelta(hours=1), until=now())
    assert [line.pupil_id for line in lines if line.pupils] == [box.value]


def test_who_lost_the_role_takes_nothing_away_from_an_open_tab(
    visit: Visit, demo_data: Path, tmp_path: Path, log_in: Callable[..., Account]
) -> None:
    account = log_in(DEPUTY)
    visit(demo_data, demo=False)
    (viewer,) = (role.viewer for role in session.held())
    trace.download(viewer, "pareigos.csv", 0)
    grants.withdraw(open_register(tmp_path), account.id, account.grants[0].id, now(), by=None)
    with pytest.raises(AccessError):
        trace.download(viewer, "pareigos.csv", 0)
    lines = log.read(open_register(tmp_path), since=now() - dt.timedelta(hours=1), until=now())
    assert [line.what for line in lines if line.event == "download"] == ["pareigos.csv"]


def test_the_servers_log_says_where_it_failed_and_nothing_of_whom() -> None:
    said, whom = io.StringIO(), "Petraitis Jonas"
    logger = logging.getLogger("a server of ours")
    logger.addHandler(logging.StreamHandler(said))
    logger.propagate = False
    before = logging.getLogRecordFactory()
    logging.setLogRecordFactory(gate.log_record)
    try:
        try:
            int(whom)
        except ValueError as error:
            raise OSError(f"not made: {error}") from error
    except OSError:
        logger.exception("Error in file %s", 7)
    finally:
        logging.setLogRecordFactory(before)
    assert "Petraitis" not in said.getvalue()
    assert said.getvalue().startswith("Error in file 7\nValueError\n")
    assert "test_guard.py" in said.getvalue()


def test_the_demonstration_leaves_no_trace(
    visit: Visit, demo_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(URL_VARIABLE, f"sqlite:///{tmp_path / 'untouched.sqlite3'}")
    visit(demo_data)
    register = open_register(tmp_path)
    assert not log.read(register, since=now() - dt.timedelta(hours=1), until=now() + dt.timedelta(hours=1))

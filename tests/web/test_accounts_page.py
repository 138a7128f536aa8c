"""The page of accounts: adding people, roles, links, ending and shutting; only as far as one's own schools reach."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from itsdangerous import Signer
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from ediary_analytics.register import accounts, grants, identities, links, log, passwords, sessions
from ediary_analytics.register.accounts import Account
from ediary_analytics.register.grants import Grant
from ediary_analytics.register.store import URL_VARIABLE, Register, open_register
from ediary_analytics.web import cookies
from ediary_analytics.web.access_log import words as log_words
from ediary_analytics.web.front.answers import now
from support.pages import Shown
from support.register import PASSWORD, light_hashes

OAK, RIVER = "azuolyno-progimnazija", "upes-jaunimo-mokykla"
Visit = Callable[..., AppTest]


@pytest.fixture
def register(demo_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Register:
    light_hashes(monkeypatch)
    monkeypatch.setenv(URL_VARIABLE, f"sqlite:///{tmp_path / 'register.sqlite3'}")
    monkeypatch.setenv("EDIARY_DATA_DIR", str(demo_data))
    return open_register(tmp_path)


def make(register: Register, login: str, *held: Grant, password: bool = True) -> Account:
    account = accounts.add(register, login, login.title(), now(), by=None)
    if password:
        passwords.set_password(register, account.id, PASSWORD, now(), by=None)
    for grant in held:
        grants.give(register, account.id, grant, now(), by=None)
    return accounts.by_id(register, account.id)


@pytest.fixture
def office(
    visit: Visit, demo_data: Path, register: Register, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., AppTest]:
    """The page as an administrator opens it: of all schools unless one is named."""

    def enter(school: str | None = None, login: str = "rasa", script: str = "pages/accounts.py") -> AppTest:
        account = make(register, login, Grant("administrator", school))
        token = sessions.open_for(register, account.id, now(), "login").token
        value = Signer(register.key, salt="ediary session").sign(token).decode()
        monkeypatch.setattr(ContextProxy, "cookies", property(lambda _: {cookies.NAME: value}))
        return visit(demo_data, script=script, demo=False)

    return enter


def lines(register: Register, event: str) -> list[tuple[str | None, str | None]]:
    hour = dt.timedelta(hours=1)
    found = log.read(register, since=now() - hour, until=now() + hour, event=event)
    return [(line.login, line.what) for line in found]


def choose(page: AppTest, **values: object) -> AppTest:
    for key, value in values.items():
        name = key.replace("_", " ")
        (box,) = [box for box in [*page.selectbox, *page.text_input] if box.key and box.key.startswith(name)]
        box.set_value(value).run()
    return page


def test_a_person_is_added_with_a_role_and_gets_a_link(office: Callable[..., AppTest], register: Register) -> None:
    page = office()
    choose(page, add_name="Vaida Valaitienė", add_login="vaida")
    assert page.button(key="add").disabled
    choose(page, add_0_role="class_head", add_0_school=OAK)
    (staff,) = [box for box in page.selectbox if box.key == f"add 0 staff {OAK}"]
    assert "Valaitienė Vaida, m01" in staff.options
    staff.set_value("m01").run()
    page.button(key="add").click().run()
    made = accounts.by_login(register, "vaida")
    assert [(grant.role, grant.school_id, grant.person_id) for grant in made.grants] == [("class_head", OAK, "m01")]
    token = page.code[0].value.partition("/password?token=")[2]
    assert links.works(register, "password", token, now())
    assert lines(register, "account_added")[0] == ("rasa", "vaida")
    assert lines(register, "link_made") == [("rasa", "vaida")]
    assert not page.run().code, "the link is shown once"
    assert Shown(page).row("accounts", str(made.id))[:3] == ["Vaida Valaitienė", "vaida", "Klasės vadovas"]


def test_a_guardian_is_chosen_by_name_and_class(office: Callable[..., AppTest]) -> None:
    page = choose(office(), add_0_role="guardian", add_0_school=OAK)
    (guardians,) = [box for box in page.selectbox if box.key == f"add 0 guardian {OAK}"]
    assert len(guardians.options) > 20
    assert all(option.count(",") >= 2 for option in guardians.options), "name, class, id"


def test_choosing_a_pupil_by_name_is_a_look_at_names(office: Callable[..., AppTest], register: Register) -> None:
    page = choose(office(), add_0_role="pupil", add_0_school=OAK)
    (pupils,) = [box for box in page.selectbox if box.key == f"add 0 pupil {OAK}"]
    assert pupils.options
    assert lines(register, "names") == [("rasa", "accounts")]


def test_what_takes_something_away_is_asked_first(office: Callable[..., AppTest], register: Register) -> None:
    vaida = make(register, "vaida", Grant("class_head", OAK, "m01"))
    key = f"withdraw {vaida.id} {vaida.grants[0].id}"
    page = choose(office(), whose=vaida.id)
    page.button(key=f"withdraw {vaida.grants[0].id}").click().run()
    assert accounts.by_id(register, vaida.id).grants
    page.button(key=f"no {key}").click().run()
    assert not [button for button in page.button if button.key == f"yes {key}"]
    page.button(key=f"withdraw {vaida.grants[0].id}").click().run()
    page.button(key=f"yes {key}").click().run()
    assert accounts.by_id(register, vaida.id).grants == ()
    assert lines(register, "role_withdrawn") == [("rasa", "vaida class_head")]


def test_an_account_is_disabled_and_enabled_and_its_sessions_end(
    office: Callable[..., AppTest], register: Register
) -> None:
    vaida = make(register, "vaida", Grant("class_head", OAK, "m01"))
    opened = sessions.open_for(register, vaida.id, now(), "login").token
    page = choose(office(), whose=vaida.id)
    page.button(key=f"out {vaida.id}").click().run()
    page.button(key=f"yes out {vaida.id}").click().run()
    assert sessions.account_of(register, opened, now()) is None
    page.button(key=f"disable {vaida.id}").click().run()
    page.button(key=f"yes disable {vaida.id}").click().run()
    assert accounts.by_id(register, vaida.id).disabled
    page.button(key=f"enable {vaida.id}").click().run()
    assert not accounts.by_id(register, vaida.id).disabled
    assert [lines(register, event) for event in ("sessions_ended", "account_disabled", "account_enabled")] == [
        [("rasa", "vaida")]
    ] * 3


def test_nobody_shuts_the_last_administrator_out(office: Callable[..., AppTest], register: Register) -> None:
    page = office()
    rasa = accounts.by_login(register, "rasa")
    choose(page, whose=rasa.id)
    assert page.button(key=f"disable {rasa.id}").disabled
    page.button(key=f"withdraw {rasa.grants[0].id}").click().run()
    page.button(key=f"yes withdraw {rasa.id} {rasa.grants[0].id}").click().run()
    assert "paskutinis administratorius" in Shown(page).text
    assert accounts.by_id(register, rasa.id).grants


def test_a_waiting_identity_is_tied_after_being_asked(office: Callable[..., AppTest], register: Register) -> None:
    vaida = make(register, "vaida", Grant("class_head", OAK, "m01"))
    identities.account_of(register, "https://accounts.example", "s1", "vaida@mokykla.example", now())
    page = office()
    assert "vaida@mokykla.example" in Shown(page).text
    choose(page, claim_1=vaida.id)
    page.button(key="tie 1").click().run()
    assert identities.claims(register)
    page.button(key=f"yes claim 1 {vaida.id}").click().run()
    assert identities.account_of(register, "https://accounts.example", "s1", "x", now()) == vaida.id


def test_an_administrator_of_one_school_reaches_no_further(office: Callable[..., AppTest], register: Register) -> None:
    make(register, "kitos", Grant("director", RIVER))
    both = make(register, "abiejų", Grant("director", RIVER), Grant("class_head", OAK, "m01"))
    make(register, "visur", Grant("administrator"))
    page = office(OAK)
    shown = [row["cells"][1] for row in Shown(page).table("accounts")["rows"]]
    assert sorted(shown) == ["abiejų", "rasa"]
    choose(page, whose=both.id)
    assert page.button(key=f"withdraw {both.grants[0].id}").disabled
    assert not page.button(key=f"withdraw {both.grants[1].id}").disabled
    assert not [button for button in page.button if button.key == f"link {both.id}"]
    choose(page, add_0_role="director")
    (schools,) = [box for box in page.selectbox if box.key == "add 0 school True"]
    assert schools.options == ["Ąžuolyno progimnazija"]


def test_the_demonstration_has_no_accounts(visit: Visit, demo_data: Path) -> None:
    page = visit(demo_data, script="pages/accounts.py", role="administrator")
    assert "paskyrų nėra" in Shown(page).text
    assert not page.text_input


def test_the_log_is_read_by_time_person_event_and_pupil(office: Callable[..., AppTest], register: Register) -> None:
    vaida = make(register, "vaida", Grant("class_head", OAK, "m01"))
    pupil = "p0001"
    with register.writing() as con:
        for days, who in ((1, vaida.id), (40, vaida.id)):
            at = now() - dt.timedelta(days=days)
            log.write(con, at, "page", account=who, what="pupil", school=OAK, pupil=pupil, pupils=1)
    page = choose(office(script="pages/access_log.py"), log_pupil=pupil)
    assert len(Shown(page).table("log")["rows"]) == 1
    choose(page, log_days=0)
    rows = Shown(page).table("log")["rows"]
    assert [row["cells"][1] for row in rows] == ["vaida", "vaida"]
    assert rows[0]["cells"][6] == "Vilkaitė Lukrecija", "the log holds the id, the page reads the name"
    assert lines(register, "names") == [("rasa", "access_log")], "and says that it was read here"
    choose(page, log_pupil="vilkaitė luk")
    assert len(Shown(page).table("log")["rows"]) == 2
    choose(page, log_event="download")
    assert "Nieko tokio" in Shown(page).title


def test_a_long_log_is_counted_whole_and_shown_in_part(office: Callable[..., AppTest], register: Register) -> None:
    vaida = make(register, "vaida", Grant("class_head", OAK, "m01"))
    with register.writing() as con:
        for _line in range(620):
            log.write(con, now(), "download", account=vaida.id, what="x.csv", school=OAK, pupils=2)
    shown = Shown(choose(office(script="pages/access_log.py"), log_event="download"))
    assert shown.title == "620 eilučių – 1 žmogus"
    assert len(shown.table("log")["rows"]) == 500
    assert "Rodoma 500 naujausių; faile – visos." in shown.text
    assert "juose 1\N{NO-BREAK SPACE}240 mokinių" in shown.text


def test_a_file_that_cannot_hold_all_lines_says_so() -> None:
    line = log.Entry(now(), "vaida", None, "login", None, None, None, None)
    found = log.Look([line] * 500, 3, {"login": log.Tally(50_001, 0, 0)})
    assert "faile – 50\N{NO-BREAK SPACE}000 naujausių" in log_words.shown(found, 50_000)
    assert not log_words.shown(log.Look([line], 1, {"login": log.Tally(1, 0, 0)}), 50_000)


def test_a_director_reads_of_their_own_school_only(
    visit: Visit, demo_data: Path, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    for login, school in (("azuolo", OAK), ("upes", RIVER)):
        somebody = make(register, login, Grant("director", school))
        token = sessions.open_for(register, somebody.id, now(), "login").token
    value = Signer(register.key, salt="ediary session").sign(token).decode()
    monkeypatch.setattr(ContextProxy, "cookies", property(lambda _: {cookies.NAME: value}))
    page = visit(demo_data, script="pages/access_log.py", demo=False)
    shown = Shown(page)
    assert {row["cells"][1] for row in shown.table("log")["rows"]} <= {"upes", "–"}
    assert "azuolo" not in str(shown.table("log"))
    assert page.selectbox(key="log who").options == ["upes"]
    assert len(page.get("download_button")) == 2
    assert "730" in shown.text

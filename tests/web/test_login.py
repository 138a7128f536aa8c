"""Logging in and out, as a browser does it: forms, cookies, and what stands before the pages."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ediary_analytics.register import accounts, grants, links, log, passwords, sessions
from ediary_analytics.register.grants import Grant
from ediary_analytics.register.store import URL_VARIABLE, Register
from ediary_analytics.web import cookies, entry, gate
from ediary_analytics.web.front import account, answers, invitations, login
from support.register import PASSWORD, light_hashes

PAGE = {"accept": "text/html"}
OURS = {"origin": "http://testserver"}


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Register]:
    monkeypatch.setenv("EDIARY_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("EDIARY_DEMO", raising=False)
    monkeypatch.delenv(URL_VARIABLE, raising=False)
    light_hashes(monkeypatch)
    opened = answers.register()
    aldona = accounts.add(opened, "aldona", "Aldona Ąžuolienė", answers.now(), by=None)
    passwords.set_password(opened, aldona.id, PASSWORD, answers.now(), by=None)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def browser(register: Register) -> Iterator[TestClient]:
    """A browser before a server whose only page says ``the page``."""
    assert register
    page = Route("/{path:path}", lambda _: PlainTextResponse("the page"), methods=["GET", "POST"])
    with TestClient(
        Starlette(
            routes=[*login.routes(), *invitations.routes(), *account.routes(), page], middleware=gate.middleware()
        )
    ) as client:
        client.follow_redirects = False
        yield client


def log_in(browser: TestClient, password: str = PASSWORD, **more: str) -> int:
    return browser.post("/login", data={"login": "Aldona", "password": password, **more}, headers=OURS).status_code


def carry(browser: TestClient, value: str) -> None:
    """Let the browser have this cookie and no other."""
    browser.cookies.clear()
    browser.cookies.set(cookies.NAME, value)


def test_a_stranger_is_led_to_the_log_in_and_then_to_the_page(browser: TestClient) -> None:
    away = browser.get("/fill_check?month=2026-10", headers=PAGE)
    assert (away.status_code, away.headers["location"]) == (303, "/login?next=%2Ffill_check%3Fmonth%3D2026-10")
    form = browser.get(away.headers["location"])
    assert 'value="/fill_check?month=2026-10"' in form.text
    back = browser.post(
        "/login", data={"login": "aldona", "password": PASSWORD, "next": "/fill_check?month=2026-10"}, headers=OURS
    )
    assert (back.status_code, back.headers["location"]) == (303, "/fill_check?month=2026-10")
    assert browser.get("/fill_check?month=2026-10", headers=PAGE).text == "the page"


@pytest.mark.parametrize("page", ["/logins?month=2026-10", "/passwords"])
def test_a_page_that_begins_like_the_way_in_is_none(browser: TestClient, page: str) -> None:
    assert browser.get(page, headers=PAGE).headers["location"].startswith("/login?next=")
    assert browser.get(page).status_code == 401


@pytest.mark.parametrize("address", ["/media/abc.xlsx", "/_stcore/upload_file/x/y", "/component/x"])
def test_what_is_no_page_is_refused_without_a_word(browser: TestClient, address: str) -> None:
    answer = browser.get(address)
    assert (answer.status_code, answer.text) == (401, "")


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "evil", ""])
def test_after_the_log_in_nobody_is_sent_to_another_server(browser: TestClient, elsewhere: str) -> None:
    answer = browser.post("/login", data={"login": "aldona", "password": PASSWORD, "next": elsewhere}, headers=OURS)
    assert answer.headers["location"] == "/"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(browser: TestClient) -> None:
    answer = browser.post("/login", data={"login": "aldona", "password": PASSWORD}, headers=OURS)
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie, "over plain HTTP, on this machine, it would never come back"


def test_over_https_the_cookie_stays_there(register: Register) -> None:
    app = Starlette(routes=login.routes())
    with TestClient(app, base_url="https://testserver", follow_redirects=False) as browser:
        answer = browser.post(
            "/login", data={"login": "aldona", "password": PASSWORD}, headers={"origin": "https://testserver"}
        )
    assert "Secure" in answer.headers["set-cookie"]
    assert register


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_a_form_of_another_site_is_refused(browser: TestClient, origin: str) -> None:
    answer = browser.post("/login", data={"login": "aldona", "password": PASSWORD}, headers={"origin": origin})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_a_wrong_password_says_no_more_than_that(browser: TestClient) -> None:
    wrong = browser.post("/login", data={"login": "aldona", "password": "ne tas"}, headers=OURS)
    nobody = browser.post("/login", data={"login": "niekas", "password": "ne tas"}, headers=OURS)
    assert wrong.status_code == nobody.status_code == 401
    assert wrong.text == nobody.text
    assert "set-cookie" not in wrong.headers


def test_after_many_guesses_the_page_says_how_long_to_wait(browser: TestClient) -> None:
    for _ in range(5):
        assert log_in(browser, "spėjimas") == 401
    shut = browser.post("/login", data={"login": "aldona", "password": PASSWORD}, headers=OURS)
    assert shut.status_code == 401
    assert "po 1 minutės" in shut.text


def test_what_was_typed_never_comes_back(browser: TestClient) -> None:
    answer = browser.post("/login", data={"login": "<b>x", "password": "slapta frazė"}, headers=OURS)
    assert "slapta frazė" not in answer.text
    assert "<b>x" not in answer.text


def test_an_altered_cookie_opens_nothing(browser: TestClient) -> None:
    log_in(browser)
    value = browser.cookies[cookies.NAME]
    carry(browser, value[:-2] + ("AA" if value[-2:] != "AA" else "BB"))
    assert browser.get("/", headers=PAGE).status_code == 303


def test_a_token_without_our_signature_opens_nothing(browser: TestClient, register: Register) -> None:
    log_in(browser)
    carry(browser, cookies.token(register, browser.cookies[cookies.NAME]))
    assert browser.get("/", headers=PAGE).status_code == 303


def test_a_cookie_kept_from_before_logging_out_is_worth_nothing(browser: TestClient) -> None:
    log_in(browser)
    kept = browser.cookies[cookies.NAME]
    assert browser.post("/logout", headers=OURS).headers["location"] == "/login"
    carry(browser, kept)
    assert browser.get("/", headers=PAGE).status_code == 303


def test_an_idle_cookie_is_worth_nothing(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    log_in(browser)
    later = answers.now() + sessions.IDLE
    monkeypatch.setattr(answers, "now", lambda: later)
    assert browser.get("/", headers=PAGE).status_code == 303


def test_the_first_administrator_is_made_by_a_link_that_works_once(browser: TestClient, register: Register) -> None:
    address = f"/setup?token={links.make(register, 'first', answers.now())}"
    assert "Pirmasis administratorius" in browser.get(address).text
    form = {"name": "Rasa Rasaitė", "login": "rasa", "password": PASSWORD, "again": "kita"}
    differs = browser.post(address, data=form, headers=OURS)
    assert differs.status_code == 422
    assert "Rasa Rasaitė" in differs.text, "what was typed stays, but for the passwords"
    assert PASSWORD not in differs.text
    made = browser.post(address, data=form | {"again": PASSWORD}, headers=OURS)
    assert (made.status_code, made.headers["location"]) == (303, "/")
    assert browser.get("/", headers=PAGE).text == "the page"
    assert browser.get(address).status_code == 410


def test_a_person_sets_the_password_by_a_link(browser: TestClient, register: Register) -> None:
    aldona = accounts.by_login(register, "aldona").id
    address = f"/password?token={links.make(register, 'password', answers.now(), aldona)}"
    short = browser.post(address, data={"password": "trumpas", "again": "trumpas"}, headers=OURS)
    assert short.status_code == 422
    assert "12" in short.text
    new = {"password": "mano naujas slaptažodis", "again": "mano naujas slaptažodis"}
    assert browser.post(address, data=new, headers=OURS).status_code == 303
    assert log_in(browser, "mano naujas slaptažodis") == 303


def test_the_pages_speak_both_languages(browser: TestClient) -> None:
    assert "Prisijunkite" in browser.get("/login").text
    assert "Log in" in browser.get("/login?lang=en").text
    assert "Log in" in browser.get("/login").text, "the browser remembers"


def test_another_persons_file_is_refused_and_logged(
    browser: TestClient, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_in(browser)
    aldona = accounts.by_login(register, "aldona").id
    petras = accounts.add(register, "petras", "Petras", answers.now(), by=None).id
    monkeypatch.setattr(entry, "_files", lambda: [("session-of-aldona", {"aaa"}), ("session-of-petras", {"ppp"})])
    monkeypatch.setattr(entry, "_content", {"mmm": b"made for petras"}.get)
    entry.made(petras, b"made for petras")
    entry.belongs("session-of-aldona", aldona)
    entry.belongs("session-of-petras", petras)
    assert browser.get("/media/aaa.xlsx").status_code == 200
    assert browser.get("/media/mmm.xlsx").status_code == 403
    assert browser.get("/media/ppp.xlsx").status_code == 403
    last = log.read(register, since=answers.now() - dt.timedelta(hours=1), until=answers.now() + dt.timedelta(hours=1))[
        0
    ]
    assert (last.event, last.what, last.login) == ("refused", "download", "aldona")


def test_only_who_imports_sends_files_and_into_their_own_session(browser: TestClient, register: Register) -> None:
    log_in(browser)
    aldona = accounts.by_login(register, "aldona").id
    entry.belongs("session-of-aldona", aldona)
    mine, other = "/_stcore/upload_file/session-of-aldona/f1", "/_stcore/upload_file/session-of-petras/f1"
    assert browser.post(mine).status_code == 403
    grants.give(register, aldona, Grant("administrator"), answers.now(), by=None)
    assert browser.post(mine).status_code == 200
    assert browser.post(other).status_code == 403


def test_a_page_may_load_from_its_own_host_only(browser: TestClient) -> None:
    log_in(browser)
    headers = browser.get("/", headers=PAGE).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]
    assert headers["referrer-policy"] == "same-origin"


def test_the_account_keeps_its_language(browser: TestClient, register: Register) -> None:
    log_in(browser)
    assert "Mano paskyra" in browser.get("/account").text
    assert "My account" in browser.get("/account?lang=en").text
    assert accounts.by_login(register, "aldona").language == "en"


def test_a_stranger_has_no_account_page(browser: TestClient) -> None:
    assert browser.get("/account", headers=PAGE).headers["location"].startswith("/login")
    assert browser.post("/account", data={"do": "everywhere"}, headers=OURS).status_code in {303, 401}


def test_whoever_knows_the_old_password_sets_another(browser: TestClient) -> None:
    log_in(browser)
    new = {"do": "password", "password": "visai kita frazė", "again": "visai kita frazė"}
    wrong = browser.post("/account", data=new | {"current": "spėjimas"}, headers=OURS)
    assert wrong.status_code == 422
    done = browser.post("/account", data=new | {"current": PASSWORD}, headers=OURS)
    assert (done.status_code, done.headers["location"]) == (303, "/account")
    assert browser.get("/", headers=PAGE).text == "the page", "this browser stays"
    assert log_in(browser, PASSWORD) == 401


def test_logging_out_everywhere_is_one_button(browser: TestClient, register: Register) -> None:
    log_in(browser)
    other = sessions.open_for(register, accounts.by_login(register, "aldona").id, answers.now(), "login")
    assert browser.post("/account", data={"do": "everywhere"}, headers=OURS).headers["location"] == "/login"
    assert sessions.account_of(register, other.token, answers.now()) is None

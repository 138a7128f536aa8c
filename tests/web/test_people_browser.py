"""People in real browsers: a provider's log-in, two people at once, another's file; over a server as it is run."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocket, expect

from ediary_analytics.register import accounts, grants, identities, log, passwords
from ediary_analytics.register.accounts import Account
from ediary_analytics.register.grants import Grant
from ediary_analytics.register.store import URL_VARIABLE, Register, open_register
from ediary_analytics.web.front.answers import now
from support import provider as providers
from support.pages import free_port, running
from support.provider import Provider
from support.register import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.slow]

OAK, RIVER = "azuolyno-progimnazija", "upes-jaunimo-mokykla"
ANSWER = "h1.ed-title"


@pytest.fixture(scope="module")
def data(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse of the sample in a data directory of its own, which does not say that it is made up."""
    folder = tmp_path_factory.mktemp("people")
    (folder / "current").write_text(str(demo_data / (demo_data / "current").read_text("utf-8").strip()), "utf-8")
    return folder


@pytest.fixture(scope="module")
def register(data: Path) -> Iterator[Register]:
    patch = pytest.MonkeyPatch()
    patch.delenv(URL_VARIABLE, raising=False)
    opened = open_register(data)
    patch.undo()
    yield opened
    opened.engine.dispose()


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with providers.serving() as found:
        yield found


@pytest.fixture(scope="module")
def address(data: Path, provider: Provider) -> Iterator[str]:
    port = free_port()
    with running(
        "-m",
        "ediary_analytics.web.dashboard",
        str(port),
        port=port,
        EDIARY_DATA_DIR=str(data),
        EDIARY_OIDC_ISSUER=provider.issuer,
        EDIARY_OIDC_CLIENT_ID=providers.CLIENT_ID,
        EDIARY_OIDC_CLIENT_SECRET=providers.CLIENT_SECRET,
    ):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def somebody(browser: Browser) -> Iterator[Callable[[], BrowserContext]]:
    """A browser of one more person."""
    contexts = []

    def fresh() -> BrowserContext:
        expect.set_options(timeout=30_000)
        context = browser.new_context(locale="lt-LT", viewport={"width": 1440, "height": 900})
        context.set_default_timeout(30_000)
        contexts.append(context)
        return context

    yield fresh
    expect.set_options(timeout=5_000)
    for context in contexts:
        context.close()


def make(register: Register, login: str, *held: Grant) -> Account:
    account = accounts.add(register, login, login.title(), now(), by=None)
    passwords.set_password(register, account.id, PASSWORD, now(), by=None)
    for grant in held:
        grants.give(register, account.id, grant, now(), by=None)
    return account


def enter(page: Page, address: str, login: str) -> None:
    """Log in as a person does."""
    page.goto(address)
    page.get_by_label("Prisijungimo vardas").fill(login)
    page.get_by_label("Slaptažodis").fill(PASSWORD)
    page.get_by_role("button", name="Prisijungti").click()
    page.locator(ANSWER).wait_for()


def by_provider(page: Page, address: str) -> None:
    page.goto(f"{address}/login")
    page.get_by_role("link", name=re.compile("Prisijungti per")).click()
    page.wait_for_load_state()


def events(register: Register) -> list[tuple[str, str | None, str | None]]:
    day = dt.timedelta(days=1)
    return [(line.event, line.what, line.login) for line in log.read(register, since=now() - day, until=now() + day)]


def test_whoever_comes_from_a_provider_waits_is_tied_and_comes_in_once(
    address: str, register: Register, provider: Provider, somebody: Callable[[], BrowserContext]
) -> None:
    vaida = make(register, "vaida", Grant("deputy_director", OAK))
    provider.claims = {"sub": "s-1", "name": "Vaida V.", "email": "vaida@mokykla.example", "email_verified": True}

    context = somebody()
    page = context.new_page()
    by_provider(page, address)
    expect(page.get_by_role("heading")).to_have_text("Šio prisijungimo dar nepažįstame")
    assert not [cookie for cookie in context.cookies() if cookie["name"].startswith("_streamlit_user")]
    (claim,) = identities.claims(register)
    assert claim.shown == "Vaida V., vaida@mokykla.example"

    identities.tie(register, claim.id, vaida.id, now(), by=None)
    taken: list[dict[str, Any]] = []
    page.on("response", lambda answer: taken.extend(_users(answer.all_headers().get("set-cookie", ""), address)))
    by_provider(page, address)
    expect(page.locator(ANSWER)).to_contain_text("Lapkritis užpildytas")
    expect(page.locator(".ed-who")).to_contain_text("Vaida")
    assert not [cookie for cookie in context.cookies() if cookie["name"].startswith("_streamlit_user")]
    assert ("login_provider", None, "vaida") in events(register)

    # somebody has a copy of what the provider's answer left in the browser
    assert taken
    thief = somebody()
    thief.add_cookies(taken)  # type: ignore[arg-type]
    stolen = thief.new_page()
    stolen.goto(f"{address}/fill_check")
    expect(stolen.get_by_role("heading")).to_have_text("Jūsų neįleido")
    stolen.goto(f"{address}/fill_check")
    expect(stolen.get_by_role("heading")).to_have_text("Prisijunkite prie e. dienyno analitikos")

    accounts.disable(register, vaida.id, now(), by=None)
    by_provider(page, address)
    expect(page.get_by_role("heading")).to_have_text("Jūsų neįleido")
    accounts.enable(register, vaida.id, now(), by=None)


def _users(header: str, address: str) -> list[dict[str, Any]]:
    found = re.findall(r"(_streamlit_user(?:_\d+)?)=([^;\"\s]{20,})", header)
    return [{"name": name, "value": value, "url": address} for name, value in found]


def test_an_address_that_the_provider_does_not_vouch_for_is_refused(
    address: str, register: Register, provider: Provider, somebody: Callable[[], BrowserContext]
) -> None:
    before = identities.claims(register)
    provider.claims = {"sub": "s-2", "email": "vaida@mokykla.example", "email_verified": False}
    page = somebody().new_page()
    by_provider(page, address)
    expect(page.get_by_role("heading")).to_have_text("Jūsų neįleido")
    assert identities.claims(register) == before


def test_two_at_once_never_see_each_others_rows_or_files(
    address: str, register: Register, somebody: Callable[[], BrowserContext]
) -> None:
    make(register, "azuolas", Grant("deputy_director", OAK))
    make(register, "upe", Grant("deputy_director", RIVER))
    contexts = {"azuolas": somebody(), "upe": somebody()}
    pages = {login: context.new_page() for login, context in contexts.items()}
    heard: dict[str, list[bytes]] = {login: [] for login in pages}
    for login, page in pages.items():
        page.on("websocket", partial(_listen, heard[login]))
        enter(page, address, login)
    for _ in range(3):
        for page in pages.values():
            page.reload()
        for page in pages.values():
            page.locator("table").last.wait_for()
    said = {login: b"".join(frames) for login, frames in heard.items()}
    ids = {"azuolas": OAK.encode(), "upe": RIVER.encode()}
    names = {"azuolas": "Ąžuolyno progimnazija".encode(), "upe": "Upės jaunimo mokykla".encode()}
    for login, other in (("azuolas", "upe"), ("upe", "azuolas")):
        assert names[login] in said[login]
        assert names[other] not in said[login], f"{login} was told of {other}"
        assert ids[other] not in said[login]

    # one makes a file ready; the other knows its address
    page = pages["azuolas"]
    with page.expect_download() as saved:
        page.get_by_role("button", name="CSV").first.click()
    file = saved.value.url
    assert "/media/" in file
    assert contexts["azuolas"].request.get(file).status == 200
    assert contexts["upe"].request.get(file).status == 403
    assert somebody().request.get(file).status == 401
    assert ("refused", "download", "upe") in events(register)
    assert [what for event, what, login in events(register) if (event, login) == ("download", "azuolas")]


def _listen(frames: list[bytes], socket: WebSocket) -> None:
    socket.on("framereceived", lambda frame: frames.append(frame if isinstance(frame, bytes) else frame.encode()))


def test_a_page_that_the_role_does_not_have_is_refused_and_logged(
    address: str, register: Register, somebody: Callable[[], BrowserContext]
) -> None:
    make(register, "petras", Grant("deputy_director", OAK))
    page = somebody().new_page()
    enter(page, address, "petras")
    page.goto(f"{address}/accounts")
    expect(page.locator(".ed-note")).to_contain_text("šis puslapis neskirtas")
    assert ("refused", "accounts", "petras") in events(register)

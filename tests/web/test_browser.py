"""The fill check in a real browser: from the answer down to the single record, on a screen, on a phone, in the dark."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from ediary_analytics.charts import DARK, LIGHT
from ediary_analytics.paths import shipped
from support.pages import free_port, running
from support.register import PASSWORD
from support.tabs import ANSWER, PHONE, Tab

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def unmarked_data(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same warehouse in a data directory that does not say it is made up."""
    folder = tmp_path_factory.mktemp("unmarked")
    (folder / "current").write_text(str(demo_data / (demo_data / "current").read_text("utf-8").strip()), "utf-8")
    return folder


def rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5))})"


def test_from_the_answer_to_the_single_record(demo_address: str, tab: Callable[..., Tab]) -> None:
    there = tab()
    page = there.page
    there.open(demo_address)
    expect(page.locator(ANSWER)).to_contain_text("Lapkritis užpildytas")
    expect(page).to_have_url(re.compile(r"/fill_check\?school=azuolyno-progimnazija&month=2026-11$"))

    # the rule behind a duty opens at once
    duty = page.get_by_role("button", name="Pamoka įvesta", exact=True)
    duty.click()
    expect(duty).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_text("Kiekviena tvarkaraščio pamoka tą pačią dieną įvedama į dienyną.")).to_be_visible()

    # a person opens to the records
    people = page.get_by_role("table", name="Pagal asmenį")
    person = people.get_by_role("button").first
    person.click()
    record = people.locator(".records tbody tr").first
    expect(record).to_contain_text(re.compile(r"2026-11-\d\d"))
    expect(record).to_contain_text(re.compile("neįvesta|pavėluotai"))
    expect(people.locator(".todo").first).not_to_be_empty()
    person.click()
    expect(people.locator(".records")).to_have_count(0)

    # search leaves those of that name
    name = person.inner_text()
    page.get_by_role("searchbox", name="Pagal asmenį").fill(name.split()[0].upper())
    expect(people.get_by_role("button").first).to_have_text(name)
    assert there.outside == []
    assert there.fits()


def test_choices_stand_in_the_address_and_the_way_back_works(demo_address: str, tab: Callable[..., Tab]) -> None:
    there = tab()
    page = there.page
    there.open(f"{demo_address}/fill_check?school=upes-jaunimo-mokykla&month=2026-10")
    expect(page.locator(ANSWER)).to_contain_text("Spalis užpildytas")
    expect(page.locator(".ed-under")).to_contain_text("Upės jaunimo mokykla")
    page.get_by_label("Mėnuo").click()
    page.get_by_role("option", name="2026 m. rugsėjis").click()
    expect(page.locator(ANSWER)).to_contain_text("Rugsėjis užpildytas")
    expect(page).to_have_url(re.compile("month=2026-09"))
    page.go_back()
    expect(page.locator(ANSWER)).to_contain_text("Spalis užpildytas")
    page.get_by_label("Taisyklės").click()
    page.get_by_role("option", name=re.compile("Kėdainių")).click()
    expect(page.locator(".ed-under")).to_contain_text("Kėdainių Senamiesčio")
    expect(page).to_have_url(re.compile("policy=kedainiai-senamiestis"))
    assert there.outside == []


def test_every_table_can_be_taken_along(demo_address: str, tab: Callable[..., Tab]) -> None:
    page = tab().page
    page.goto(f"{demo_address}/fill_check?month=2026-10")
    page.locator(ANSWER).wait_for()
    for number, (name, first) in enumerate((("pareigos", "Pareiga"), ("asmenys", "Asmuo"), ("irasai", "Asmuo"))):
        with page.expect_download() as saved:
            page.get_by_role("button", name="CSV").nth(number).click()
        assert saved.value.suggested_filename == f"{name}-2026-10.csv"
        text = saved.value.path().read_text("utf-8")
        assert text.startswith(f"\N{ZERO WIDTH NO-BREAK SPACE}{first},")
        assert text.count("\n") > 5
        with page.expect_download() as saved:
            page.get_by_role("button", name="XLSX").nth(number).click()
        with zipfile.ZipFile(io.BytesIO(saved.value.path().read_bytes())) as book:
            assert first in book.read("xl/sharedStrings.xml").decode()
    page.goto(f"{demo_address}/fill_check?month=2026-10&lang=en")
    expect(page.locator(ANSWER)).to_contain_text("October")
    with page.expect_download() as saved:
        page.get_by_role("button", name="CSV").first.click()
    assert saved.value.path().read_text("utf-8-sig").startswith("Duty,")


def test_on_a_phone_numbers_come_first_and_nothing_is_cut_off(demo_address: str, tab: Callable[..., Tab]) -> None:
    there = tab(**PHONE)
    page = there.page
    there.open(f"{demo_address}/fill_check?month=2026-10")
    expect(page.locator(".ed-tile").first).to_be_in_viewport()
    folded = page.get_by_text("Rodyti paveikslą")
    expect(folded.first).to_be_visible()
    expect(page.locator("[data-testid=stVegaLiteChart]").locator("visible=true")).to_have_count(0)
    people = page.get_by_role("table", name="Pagal asmenį")
    people.get_by_role("button").first.click()
    expect(people.locator(".records tbody td").first).to_be_visible()
    assert there.fits()
    edge = people.evaluate("table => table.scrollWidth <= table.closest('.scroll').clientWidth")
    assert edge, "the table is wider than the phone"
    assert there.outside == []


@pytest.mark.parametrize(("scheme", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_both_themes_are_designed(demo_address: str, tab: Callable[..., Tab], scheme: str, palette: Any) -> None:
    there = tab(color_scheme=scheme)
    there.open(f"{demo_address}/fill_check?month=2026-10")
    page = there.page
    assert there.colour(".stApp", "backgroundColor") == rgb(palette.background)
    assert there.colour(ANSWER, "color") == rgb(palette.text)
    assert there.colour(".ed-number.ed-missing", "color") == rgb(palette.missing)
    assert there.colour("td .late", "color") == rgb(palette.late)
    calm = page.locator(f"svg [fill='{palette.calm_fill}']")
    expect(calm.first).to_be_visible()
    assert there.outside == []


def test_ediary_app_asks_who_is_there(unmarked_data: Path, tab: Callable[..., Tab]) -> None:
    port = free_port()
    code = "import sys; from ediary_analytics.cli import main; sys.argv = ['ediary', *sys.argv[1:]]; main()"
    with running("-c", code, "app", "--port", str(port), port=port, EDIARY_DATA_DIR=str(unmarked_data)) as process:
        assert process.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        first = re.search(r"http://127\.0\.0\.1:\d+/setup\?token=[\w-]{32,}", process.stdout.readline())
        assert address
        assert first

        stranger = tab()
        for path in ("/", "/fill_check", "/fill_check?school=azuolyno-progimnazija", "/setup?token=wrong"):
            stranger.page.goto(address[0] + path)
            expect(stranger.page.locator(f"{ANSWER}, table, .stApp")).to_have_count(0)
        stranger.page.goto(f"{address[0]}/fill_check?month=2026-10")
        expect(stranger.page).to_have_url(re.compile("/login\\?next=%2Ffill_check%3Fmonth%3D2026-10$"))

        holder = tab()
        holder.page.goto(first[0])
        for field, value in (("name", "Rasa"), ("login", "rasa"), ("password", PASSWORD), ("again", PASSWORD)):
            holder.page.fill(f"[name={field}]", value)
        holder.page.get_by_role("button").click()
        holder.page.locator(ANSWER).wait_for()
        holder.open(f"{address[0]}/fill_check?school=azuolyno-progimnazija")
        expect(holder.page.locator(ANSWER)).to_contain_text("Lapkritis užpildytas")
        assert "Demonstracija" not in holder.page.content()

        stranger.page.goto(holder.page.url)
        expect(stranger.page).to_have_url(re.compile("/login"))


def test_a_page_opened_first_on_a_fresh_server_shows_nothing(unmarked_data: Path, tab: Callable[..., Tab]) -> None:
    """Run by Streamlit itself, without the gate: it knows the files in pages/ before app.py has said anything."""
    port = free_port()
    command = ["-m", "streamlit", "run", str(shipped("app.py")), "--server.headless=true", "--server.address=127.0.0.1"]
    options = [f"--server.port={port}", "--browser.gatherUsageStats=false", "--server.fileWatcherType=none"]
    with running(*command, *options, port=port, EDIARY_DATA_DIR=str(unmarked_data)):
        there = tab()
        there.open(f"http://127.0.0.1:{port}/fill_check?school=azuolyno-progimnazija")
        expect(there.page.locator(".ed-note")).to_contain_text("Jūs neprisijungę")
        expect(there.page.locator(f"{ANSWER}, table")).to_have_count(0)
        assert "Ąžuolyno" not in there.page.content()


def test_another_role_is_another_person(demo_address: str, tab: Callable[..., Tab]) -> None:
    """Two browsers at once in different roles, and one that changes its role: each sees its own."""
    first, second = tab(), tab()
    first.open(f"{demo_address}/fill_check?month=2026-10")
    second.open(f"{demo_address}/fill_check?month=2026-10&role=informal_organiser")
    everything = first.page.locator(ANSWER).inner_text()
    informal = second.page.locator(ANSWER).inner_text()
    assert everything != informal
    first.page.reload()
    expect(first.page.locator(ANSWER)).to_have_text(everything)
    second.page.get_by_label("Žiūrėti kaip").click()
    second.page.get_by_role("option", name="Direktoriaus pavaduotojas ugdymui").click()
    expect(second.page.locator(ANSWER)).to_have_text(everything)
    expect(second.page).not_to_have_url(re.compile("role="))

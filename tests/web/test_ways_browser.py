"""Ways through the dashboard in a real browser: from a number to a lesson and back, to a pupil, in English."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from support.tabs import ANSWER, PHONE, Tab

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Open = Callable[..., Tab]


def test_three_clicks_from_the_number_to_the_lesson_and_back_with_the_choices_kept(
    demo_address: str, tab: Open
) -> None:
    there = tab()
    page = there.page
    there.open(f"{demo_address}/fill_check?school=upes-jaunimo-mokykla&month=2026-10")
    month = page.locator(ANSWER).inner_text()
    duty = page.get_by_role("table", name="Pagal pareigą").locator("tbody tr", has_text="Pamoka įvesta").first
    duty.locator("button.go").first.click()
    people = page.get_by_role("table").first
    expect(page).to_have_url(re.compile("duty=lesson_recorded"))
    people.get_by_role("button").first.click()
    record = people.locator(".records button.go").first
    day = record.inner_text()
    record.click()
    expect(page).to_have_url(re.compile("record=[0-9a-f]{16}"))
    expect(page.locator(ANSWER)).to_contain_text(day)
    expect(page.locator(".stMain")).to_contain_text("Tvarkaraštyje")
    assert "month=2026-10" in page.url
    assert "school=upes-jaunimo-mokykla" in page.url
    page.get_by_role("button", name=re.compile("^←")).first.click()
    expect(page).not_to_have_url(re.compile("record="))
    expect(page.locator(ANSWER)).to_contain_text("Pamoka įvesta")
    page.get_by_role("button", name=re.compile("^←")).first.click()
    expect(page.locator(ANSWER)).to_have_text(month)
    assert "month=2026-10" in page.url
    assert there.outside == []


def test_a_pupil_is_reached_by_name_and_never_stands_in_the_address(demo_address: str, tab: Open) -> None:
    there = tab()
    page = there.page
    there.open(f"{demo_address}/risk?role=social_pedagogue")
    page.get_by_role("button", name="Metai").first.click()
    expect(page).to_have_url(re.compile("/pupil"))
    expect(page.locator(ANSWER)).to_contain_text(re.compile(r", \d+[a-z]"))
    expect(page.get_by_role("heading", name="Kas sekasi")).to_be_visible()
    order = page.get_by_role("heading").all_inner_texts()
    assert order.index("Kas sekasi") < order.index("Kas pasikeitė")
    assert not re.search(r"p\d{4}|pupil=", page.url)
    assert there.outside == []


def test_the_language_changes_the_whole_page_and_stays_on_the_next(demo_address: str, tab: Open) -> None:
    page = tab().page
    page.goto(f"{demo_address}/fill_check?month=2026-10")
    expect(page.locator(ANSWER)).to_contain_text("Spalis užpildytas")
    page.get_by_text("English", exact=True).click()
    expect(page.locator(ANSWER)).to_contain_text("October")
    expect(page).to_have_url(re.compile("lang=en"))
    page.get_by_role("link", name="Attendance").click()
    expect(page.locator(ANSWER)).to_contain_text(re.compile("lessons"))
    assert page.evaluate("document.documentElement.lang") == "en"


def test_a_class_head_reads_the_month_on_a_phone(demo_address: str, tab: Open) -> None:
    there = tab(**PHONE)
    there.open(f"{demo_address}/my_class?role=class_head")
    expect(there.page.locator(".ed-tile").first).to_be_in_viewport()
    assert there.fits()

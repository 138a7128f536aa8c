"""The page of reports: what a role may make, what it shows, what it leaves in the address."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from support.pages import Shown

Show = Callable[..., Shown]


def reports(page: Any) -> list[str]:
    return next(list(box.options) for box in page.sidebar.selectbox if box.key == "report")


def test_a_deputy_begins_with_the_check_of_the_month(show: Show, demo_data: Path) -> None:
    shown = show(demo_data, script="pages/reports.py", role="deputy_director", month="2026-10")
    assert shown.title == "Dienyno pildymo patikra: 2026 m. spalis"
    assert len(reports(shown.page)) == 13
    assert "Tvarkos aprašo p. 19.5, 19.13" in shown.text
    assert [button.proto.label for button in shown.page.get("download_button")] == ["PDF", "XLSX"]


def test_several_documents_are_counted_and_shown_together(show: Show, demo_data: Path) -> None:
    query = {"role": "deputy_director", "report": "worklist", "month": "2026-10"}
    shown = show(demo_data, script="pages/reports.py", **query)
    assert shown.title.startswith("Kas kam liko įvesti: ")
    assert shown.table("worklist_0")["columns"][0]["text"] == "Asmuo"


def test_what_is_chosen_stays_in_the_address_but_no_pupil(visit: Callable[..., AppTest], demo_data: Path) -> None:
    page = visit(demo_data, script="pages/reports.py", role="deputy_director", report="leaving_pupil")
    (box,) = [one for one in page.sidebar.selectbox if one.label == "Mokinys"]
    page = box.select_index(3).run()
    assert not page.exception
    assert "leaving_pupil" in str(page.query_params)
    chosen = str(box.options[3]).partition(",")[0].split()
    assert all(part in Shown(page).title for part in chosen)
    assert "p0" not in str(page.query_params)


def test_a_social_pedagogue_has_those_without_all_grades(show: Show, demo_data: Path) -> None:
    shown = show(demo_data, script="pages/reports.py", role="social_pedagogue", month="2026-10")
    assert shown.title == "Lankomumas: 2026 m. spalis"
    assert len(reports(shown.page)) == 4


def test_what_is_asked_for_in_vain_is_not_shown(show: Show, demo_data: Path) -> None:
    query = {"role": "social_pedagogue", "report": "class_term", "month": "2026-10"}
    assert show(demo_data, script="pages/reports.py", **query).title == "Lankomumas: 2026 m. spalis"

"""A specialist's pupils: those who are flagged to them, a month against the one before."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ediary_analytics import access, warehouse
from ediary_analytics.access import Viewer, of_schools
from ediary_analytics.answers import school_year, support
from support.pages import Shown

SCHOOL = "azuolyno-progimnazija"
Show = Callable[..., Shown]


@pytest.fixture(scope="module")
def found(demo_data: Path) -> Iterator[support.Supports]:
    viewer = Viewer("", "special_pedagogue", of_schools([SCHOOL]))
    with access.open_for(viewer, warehouse.current(demo_data), SCHOOL) as con:
        year = school_year.read(con)
        yield support.look(con, year.as_of, "2026-11", year.began(year.as_of.date()))


def test_only_those_flagged_to_the_specialist_are_there(found: support.Supports) -> None:
    assert found.pupils
    assert all("specialusis pedagogas" in (one.detail or "") for one in found.pupils)
    assert [one.name for one in found.pupils] == sorted(one.name for one in found.pupils)


def test_the_title_says_how_many_changed(show: Show, demo_data: Path, found: support.Supports) -> None:
    page = show(demo_data, script="pages/my_pupils.py", role="special_pedagogue", month="2026-11")
    changed = sum(1 for one in found.pupils if one.is_changed)
    assert page.title.startswith(f"Iš {len(found.pupils)} mokinių pasikeitė {changed}")
    for one in found.pupils:
        assert bool(page.row("mine", one.pupil_id)[-1]) == one.is_changed


def test_another_month_is_another_answer_and_stays_in_the_address(show: Show, demo_data: Path) -> None:
    page = show(demo_data, script="pages/my_pupils.py", role="special_pedagogue", month="2026-09")
    assert "2026 m. rugsėjis" in page.text
    assert page.page.query_params["month"] == "2026-09"


def test_a_speech_therapist_sees_no_remarks(show: Show, demo_data: Path) -> None:
    page = show(demo_data, script="pages/my_pupils.py", role="speech_therapist")
    assert "Pastabos" not in [column["text"] for column in page.table("mine")["columns"]]
    page = show(demo_data, script="pages/my_pupils.py", role="psychologist")
    assert "Pastabos" in [column["text"] for column in page.table("mine")["columns"]]


def test_where_nobody_is_flagged_the_page_says_what_would_help(show: Show, tiny_data: Path) -> None:
    page = show(tiny_data, script="pages/my_pupils.py", role="psychologist")
    assert page.title == "Jums nepriskirta nė vieno mokinio"
    assert "Dienyno administratorius" in page.text

"""The demonstration in any role that has a page; nobody else is offered."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ediary_analytics import access
from ediary_analytics.web import cast
from support.pages import Shown

Visit = Callable[..., AppTest]


def test_only_roles_with_a_page_are_offered(visit: Visit, demo_data: Path) -> None:
    page = visit(demo_data)
    offered = page.selectbox(key=cast.ROLE)
    there = set(cast.existing_pages())
    assert offered.value == "deputy_director"
    assert offered.options == [role.title for role in access.roles().values() if there & set(role.pages)]
    assert "role" not in page.query_params


def test_another_role_sees_its_rows(visit: Visit, demo_data: Path) -> None:
    usual = Shown(visit(demo_data, month="2026-10"))
    page = visit(demo_data, month="2026-10", role="informal_organiser", who="upes-jaunimo-mokykla")
    shown = Shown(page)
    assert page.selectbox(key=cast.PERSON).options == ["Ąžuolyno progimnazija", "Upės jaunimo mokykla"]
    assert page.selectbox(key="school").options == ["Upės jaunimo mokykla"]
    theirs = {row["key"] for row in shown.table("people")["rows"]}
    assert theirs
    assert len(theirs) < len(usual.table("people")["rows"])


@pytest.mark.parametrize("asked", [{"role": "headmaster"}, {"who": "somebody"}])
def test_an_address_that_asks_for_nobody_gets_the_usual_person(
    visit: Visit, demo_data: Path, asked: dict[str, str]
) -> None:
    assert visit(demo_data, **asked).selectbox(key=cast.ROLE).value == "deputy_director"


def test_without_the_demonstration_nobody_is_chosen(visit: Visit, demo_data: Path) -> None:
    assert not visit(demo_data, demo=False, role="administrator").selectbox


def test_the_language_of_the_address_is_spoken(visit: Callable[..., AppTest], demo_data: Path) -> None:
    english = visit(demo_data, month="2026-10", lang="en")
    assert "October" in Shown(english).title
    assert english.radio(key="lang").value == "en"
    assert Shown(visit(demo_data, month="2026-10")).title.startswith("Spalis užpildytas")

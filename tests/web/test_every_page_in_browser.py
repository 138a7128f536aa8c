"""Every page in a real browser: nothing leaves the host, nothing is cut off, everybody can read it."""

from collections.abc import Callable
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe

from ediary_analytics import access
from ediary_analytics.paths import shipped
from support.tabs import PHONE, Tab

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

#: Each page with the first role that has it.
PAGES: Final = [
    (page.stem, next(name for name, role in access.roles().items() if page.stem in role.pages))
    for page in sorted(shipped("pages").glob("*.py"))
]
#: Of every make one: forms, lists that open, pictures, a pupil. The others are looked at with the slow ones.
SOONER: Final = {"accounts", "attendance", "fill_check", "imports", "pupil", "risk"}
#: Streamlit's own frame, which is not ours to mend: what axe finds there is left out, and nothing else is.
NOT_OURS: Final = [["[data-testid=stHeader]"], ["[data-testid=stSidebarHeader]"]]
#: What keeps somebody from reading or using a page (axe-core's own words).
GRAVE: Final = {"serious", "critical"}


def faults(there: Tab) -> list[str]:
    """What axe-core finds grave on the page, each with the first place it stands at."""
    found = Axe().run(there.page, context={"exclude": NOT_OURS}).response["violations"]
    return [
        f"{fault['id']}: {fault['help']} {fault['nodes'][0]['target']} ({len(fault['nodes'])} times)"
        f" {fault['nodes'][0]['failureSummary']}"
        for fault in found
        if fault["impact"] in GRAVE
    ]


def opened(tab: Callable[..., Tab], address: str, page: str, role: str, **look: Any) -> Tab:
    """The page once everything has been drawn."""
    there = tab(**look)
    there.open(f"{address}/{page}?role={role}")
    there.page.wait_for_load_state("networkidle")
    there.page.wait_for_function("!document.querySelector('[data-test-script-state=running]')")
    there.page.wait_for_timeout(300)  # charts are drawn after the last element has come
    return there


@pytest.mark.parametrize(
    ("page", "role"),
    [pytest.param(*each, marks=() if each[0] in SOONER else pytest.mark.slow) for each in PAGES],
)
def test_a_page_is_readable_for_everybody(demo_address: str, tab: Callable[..., Tab], page: str, role: str) -> None:
    there = opened(tab, demo_address, page, role)
    assert there.outside == []
    assert there.fits()
    assert faults(there) == []


@pytest.mark.slow
@pytest.mark.parametrize(("page", "role"), PAGES)
def test_in_the_dark_and_on_a_phone_too(demo_address: str, tab: Callable[..., Tab], page: str, role: str) -> None:
    assert faults(opened(tab, demo_address, page, role, color_scheme="dark")) == []
    there = opened(tab, demo_address, page, role, **PHONE)
    assert there.fits()
    assert faults(there) == []

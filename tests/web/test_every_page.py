"""Every page as each of its roles has it, over schools of all kinds: it answers, in Lithuanian, and never breaks."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import END_OF_NOVEMBER
from ediary_analytics import access
from ediary_analytics.paths import shipped
from ediary_analytics.refresh import refresh
from support.pages import Shown
from support.schools import UNUSUAL, export

Show = Callable[..., Shown]

PAGES = sorted(file.stem for file in shipped("pages").glob("*.py"))
ROLES = access.roles()
OPENED = [(role, page) for role, rights in ROLES.items() for page in rights.pages if page in PAGES]
#: What an unfinished sentence looks like.
RAW = re.compile(r"\bNone\b|\bnan\b|<NA>|\{\w*\}|\bTrue\b|\bFalse\b|\binf\b|\bundefined\b|Traceback")


@pytest.fixture(scope="module")
def unusual(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The data directory of a school of :data:`UNUSUAL`, made when first asked for."""
    made: dict[str, Path] = {}

    def of(name: str) -> Path:
        if name not in made:
            folder = tmp_path_factory.mktemp("unusual")
            source = export(name, tmp_path_factory.mktemp("export"))
            refresh([source], folder, as_of=END_OF_NOVEMBER, validate=False)
            (folder / "demo").touch()
            made[name] = folder
        return made[name]

    return of


def assert_answers(shown: Shown) -> None:
    """A sentence on top, and nothing that only a program would say."""
    assert shown.title, shown.text[:400]
    words = re.sub(r"<[^>]*>", " ", shown.text)
    assert not (found := RAW.search(words)), words[max(0, found.start() - 80) : found.end() + 80]


@pytest.mark.parametrize(("role", "page"), OPENED)
def test_each_role_finds_its_answer(show: Show, demo_data: Path, role: str, page: str) -> None:
    assert_answers(show(demo_data, script=f"pages/{page}.py", role=role))


@pytest.mark.parametrize("page", PAGES)
def test_nobody_else_gets_in(show: Show, demo_data: Path, page: str) -> None:
    for role in [role for role, rights in ROLES.items() if page not in rights.pages and set(rights.pages) & set(PAGES)][
        :3
    ]:
        shown = show(demo_data, script=f"pages/{page}.py", role=role)
        assert "<h1" not in shown.text
        assert "Jūsų pareigoms šis puslapis neskirtas" in shown.text


@pytest.mark.slow
@pytest.mark.parametrize("school", UNUSUAL)
@pytest.mark.parametrize(("role", "page"), OPENED)
def test_unlike_schools_are_answered_too(
    show: Show, unusual: Callable[[str], Path], school: str, role: str, page: str
) -> None:
    assert_answers(show(unusual(school), script=f"pages/{page}.py", role=role))


@pytest.mark.parametrize("page", PAGES)
def test_the_english_page_answers_too(show: Show, demo_data: Path, page: str) -> None:
    role = next((role for role, rights in ROLES.items() if page in rights.pages), None)
    assert role is not None, f"no role has the page {page}"
    assert_answers(show(demo_data, script=f"pages/{page}.py", role=role, lang="en"))

"""The generated pages are those that the sources make, and their links lead somewhere."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from ediary_analytics import catalogue, clauses, policy

DOCS = Path(__file__).parents[1] / "docs"
LANGUAGES = ("en", "lt")


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def make_docs() -> ModuleType:
    return script("make_docs")


@pytest.fixture(scope="module")
def pages(make_docs: ModuleType) -> dict[str, str]:
    return {make_docs.FILES[language]: make_docs.obligations_page(language) for language in LANGUAGES}


def test_the_generated_pages_are_fresh(pages: dict[str, str]) -> None:
    for file, text in pages.items():
        # no diff of thousands of lines: what is to be done is one command
        fresh = (DOCS / file).read_text("utf-8") == text
        assert fresh, f"docs/{file} is not what its sources make: run `python docs/make_docs.py` (or `make docs`)"


def test_the_page_of_measures_is_fresh() -> None:
    make_metrics = script("make_metrics")
    for language, file in make_metrics.FILES.items():
        fresh = (DOCS / file).read_text("utf-8") == make_metrics.page(language)
        assert fresh, f"docs/{file} is not what its sources make: run `python docs/make_metrics.py` (or `make docs`)"


def test_every_link_leads_to_an_anchor(pages: dict[str, str]) -> None:
    anchors = {file: re.findall(r'<a id="([^"]+)">', text) for file, text in pages.items()}
    for file, text in pages.items():
        assert len(anchors[file]) == len(set(anchors[file]))
        for target, anchor in re.findall(r"\]\(([\w.]*)#([^)]+)\)", text):
            assert anchor in anchors[target or file]


def test_every_duty_and_clause_is_on_both_pages(pages: dict[str, str]) -> None:
    for language, text in zip(LANGUAGES, pages.values(), strict=True):
        for one in catalogue.obligations().values():
            assert f'<a id="{one.name}">' in text
            for kind in ("title", "duty", "remedy", "why"):
                assert one.texts[language][kind] in text
        for name in policy.names():
            for clause in clauses.load(name).clauses:
                assert clause.duty[language] in text
                assert clause.reason.get(language, "") in text


def test_every_table_has_as_many_cells_in_each_row(pages: dict[str, str]) -> None:
    for text in pages.values():
        outside = re.sub(r"```text\n.*?```", "", text, flags=re.DOTALL)
        for table in re.findall(r"(?:^\|.*\n)+", outside, flags=re.MULTILINE):
            assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1


def test_the_two_pages_say_the_same_in_their_own_words(make_docs: ModuleType) -> None:
    words = make_docs.WORDS
    only_with_examples = {"as_of", "settings", "without", "month", "nothing", "unchecked"}
    assert words["en"].keys() - words["lt"].keys() == only_with_examples
    assert words["lt"].keys() <= words["en"].keys()
    assert set(make_docs.OWNERS) == {one.owner for one in catalogue.obligations().values()}

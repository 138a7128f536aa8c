"""Everything a user reads goes through gettext, and all of it is in Lithuanian."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from ediary_analytics import catalogue
from ediary_analytics.paths import shipped

ROOT = shipped("app.py").parent
CATALOGUE = ROOT / "src/ediary_analytics/locale/lt/LC_MESSAGES/ediary.po"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def sources() -> list[Path]:
    return [ROOT / "app.py", *ROOT.glob("pages/*.py"), *ROOT.glob("src/ediary_analytics/**/*.py")]


def extracted() -> Iterator[str | tuple[str, ...]]:
    for folder in ("pages", "src/ediary_analytics"):
        for _file, _line, message, _comments, _context in extract_from_dir(
            ROOT / folder, method_map=[("**.py", "python")], keywords=KEYWORDS
        ):
            yield message
    for node in ast.walk(ast.parse((ROOT / "app.py").read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "_" and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value)


@pytest.fixture(scope="module")
def lithuanian() -> dict[str, Message]:
    with CATALOGUE.open("rb") as file:
        found = read_po(file, locale="lt")
    return {message.id if isinstance(message.id, str) else message.id[0]: message for message in found if message.id}


def test_every_message_is_in_lithuanian(lithuanian: dict[str, Message]) -> None:
    wanted = {message if isinstance(message, str) else message[0] for message in extracted()}
    assert wanted - lithuanian.keys() == set()
    for key in wanted:
        forms = lithuanian[key].string
        assert all(forms if isinstance(forms, tuple | list) else [forms]), f"untranslated: {key}"
        assert not lithuanian[key].fuzzy, f"to be looked at again: {key}"


def test_nothing_is_translated_that_nobody_says(lithuanian: dict[str, Message]) -> None:
    assert lithuanian.keys() - {message if isinstance(message, str) else message[0] for message in extracted()} == set()


def test_every_form_fills_in_the_same_values(lithuanian: dict[str, Message]) -> None:
    def values(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)", text))

    for key, message in lithuanian.items():
        forms = message.string if isinstance(message.string, tuple | list) else [message.string]
        ids = message.id if isinstance(message.id, tuple | list) else [message.id]
        assert len(ids) == 1 or len(forms) == 3
        for form in forms:  # what one English form has and the other has not may be said or not
            assert set.intersection(*map(values, ids)) <= values(form) <= set.union(*map(values, ids)), key


@pytest.mark.parametrize("file", sources(), ids=lambda file: str(file.relative_to(ROOT)))
def test_no_message_hides_from_the_extraction(file: Path) -> None:
    """Babel does not see a message that stands inside an f-string."""
    for text in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(text, ast.JoinedStr):
            for call in ast.walk(text):
                if isinstance(call, ast.Call) and ast.unparse(call.func) in KEYWORDS:
                    assert not isinstance(call.args[0], ast.Constant), ast.unparse(text)


def test_every_owner_and_severity_of_a_duty_has_a_word() -> None:
    from ediary_analytics.web.fill_check import tables as fill_tables  # noqa: PLC0415  (a component is registered when it is imported)

    owners = {duty.owner for duty in catalogue.obligations().values()}
    assert owners <= fill_tables.OWNERS.keys()
    assert set(catalogue.SEVERITIES) <= fill_tables.SEVERITIES.keys()

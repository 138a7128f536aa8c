"""The command line speaks to its reader: every command and option has its words, in both languages."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from ediary_analytics import i18n
from ediary_analytics.cli import cli
from ediary_analytics.i18n import _
from ediary_analytics.paths import shipped


def commands(command: click.Command, path: str = "ediary") -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from commands(inner, f"{path} {name}")


COMMANDS = dict(commands(cli))


@pytest.mark.parametrize("path", COMMANDS)
def test_a_command_and_its_options_have_words_in_lithuanian(path: str) -> None:
    command = COMMANDS[path]
    options = [one for one in command.params if isinstance(one, click.Option) and one.name not in {"help", "version"}]
    i18n.use("lt")
    for text in (command.help, *(option.help for option in options)):
        assert text, f"{path} has no words"
        assert _(text) != text, f"{path}: {text!r} is not translated"


def ediary(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from ediary_analytics.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=dict(environment) or None)


def test_help_and_mistakes_are_told_in_lithuanian_unless_asked_otherwise() -> None:
    assert "Naudojimas:" in ediary("--help").stdout
    mistake = ediary("check", "--nera")
    assert mistake.returncode == 2
    assert "Nėra parinkties '--nera'" in mistake.stderr
    assert "Usage:" in ediary("--lang", "en", "check", "--help").stdout


@pytest.mark.parametrize("code", [{"PYTHONIOENCODING": "cp1252"}, {"PYTHONUTF8": "0", "LC_ALL": "C"}])
def test_a_console_without_our_letters_is_written_all_the_same(code: dict[str, str]) -> None:
    """As on a Windows of another language, or into a file: see the log in docs/schedule.md."""
    environment = {**os.environ, "PYTHONCOERCECLOCALE": "0", **code}
    command = [sys.executable, "-c", "from ediary_analytics.cli import main; main()", "report"]
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    if "PYTHONIOENCODING" not in code:
        assert "mėnes" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("page", sorted(shipped("pages").glob("*.py")), ids=lambda page: page.stem)
def test_no_page_has_words_of_its_own(page: Path) -> None:
    """What a page says is said by its words' module, through the catalogue; a page holds names and settings only."""
    tree = ast.parse(page.read_text("utf-8"))
    said: set[object] = {ast.get_docstring(tree, clean=False)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "N_", "ngettext"}:
            said |= {inner.value for inner in node.args if isinstance(inner, ast.Constant)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in said:
            assert " " not in node.value.strip(), f"{node.value!r} should be in the catalogue"
            assert node.value.islower() or not node.value.isalpha(), f"{node.value!r} should be in the catalogue"

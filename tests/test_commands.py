"""What is called wrongly is said in a sentence before any work; what is ended from outside leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from ediary_analytics import cli, i18n
from ediary_analytics.cli import words
from ediary_analytics.errors import CallError, InputError
from ediary_analytics.paths import shipped
from support.exports import write_export


@pytest.mark.parametrize(
    ("call", "option"),
    [
        (["check", "--cluster", "local:2"], "--cluster"),
        (["metric", "attendance_rate", "--cluster", "local:2"], "--cluster"),
        (
            ["sample", "--schools", "1", "--seed", "1", "--format", "csv", "--out", "x", "--from", "1850-09-01"],
            "--from",
        ),
        (["metric", "attendance_rate", ".", "--set", "window=soon"], "--set"),
        (["user", "role", "rasa", "deputy_director", "--school", "liepa", "--grades", "4-1"], "--grades"),
        (["user", "role", "rasa", "deputy_director", "--school", "liepa", "--grades", "²"], "--grades"),
    ],
)
def test_a_wrong_call_names_the_option(
    call: list[str], option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(cli.cli, ["user", "add", "rasa", "--name", "Rasa", "--link"])
    told = CliRunner().invoke(cli.cli, call)
    assert isinstance(told.exception, CallError)
    assert str(told.exception).startswith(f"{option}: ")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever administers may read everything")
def test_a_folder_that_may_not_be_read_is_told_in_the_language_in_use(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o000)
    told = CliRunner().invoke(cli.cli, ["import", str(tmp_path / "closed")])
    assert isinstance(told.exception, InputError)
    assert "nepavyko perskaityti" in str(told.exception)


@pytest.mark.skipif(os.name == "nt", reason="Windows ends programs without asking them")
@pytest.mark.parametrize(("asked", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 1)])
def test_what_a_command_put_aside_goes_with_it_when_it_is_ended(
    asked: signal.Signals, status: int, tmp_path: Path
) -> None:
    """A check imports into a temporary folder: pupils' data that nobody would ever look for there."""
    program = [sys.executable, "-c", "from ediary_analytics.cli import main; main()"]
    running = subprocess.Popen([*program, "check", shipped("sample_data")], env=os.environ | {"TMPDIR": str(tmp_path)})
    while running.poll() is None and not list(tmp_path.glob("ediary-*/*.building")):
        time.sleep(0.01)
    running.send_signal(asked)
    assert running.wait() == status
    assert list(tmp_path.glob("ediary-*")) == []


def test_a_school_without_rules_is_told_what_can_be_followed_where_it_is_told(tmp_path: Path) -> None:
    """``import`` has no option for the rules: only the export can name them; ``check`` has one."""
    export = write_export(tmp_path / "export", schools="school_id | name\nliepa | Liepų mokykla")
    imported = CliRunner().invoke(cli.cli, ["import", str(export), "--into", str(tmp_path / "into")])
    assert "Įrašykite vieną iš kedainiai-senamiestis, vilnius-jaunimo į failo schools.csv stulpelį policy" in (
        " ".join(imported.output.split())
    )
    assert "--policy" not in imported.output
    checked = str(CliRunner().invoke(cli.cli, ["check", str(export)]).exception)
    assert "stulpelį policy arba vertinkite pagal pasirinktas taisykles: --policy." in checked


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("lt", "t", True),
        ("lt", "Taip", True),
        ("lt", "Y", True),
        ("lt", "n", False),
        ("lt", "NE", False),
        ("lt", "no", False),
        ("lt", "", False),
        ("lt", "gal\ntaip", True),
        ("en", "yes", True),
        ("en", "", False),
        ("en", "t\nn", False),
    ],
)
def test_who_is_asked_answers_in_the_language_in_use(language: str, typed: str, meant: bool) -> None:  # noqa: FBT001
    @click.command()
    def ask() -> None:
        i18n.use(language)
        click.echo("done" if words.confirmed("?") else "left")

    told = CliRunner().invoke(ask, input=f"{typed}\n").output
    assert told.startswith("? [t/N]: " if language == "lt" else "? [y/N]: ")
    assert told.endswith("done\n" if meant else "left\n")


def test_a_question_that_nobody_answers_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "copy").write_bytes(b"")
    asked = CliRunner().invoke(cli.cli, ["restore", str(tmp_path / "copy"), "--data-dir", str(tmp_path)], input="")
    assert asked.exit_code == 1
    assert "[t/N]" in asked.output
    assert list(tmp_path.iterdir()) == [tmp_path / "copy"]

"""What is called wrongly is said in a sentence, before any work, and never passed over."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from ediary_analytics import cli
from ediary_analytics.errors import CallError


@pytest.mark.parametrize(
    ("call", "option"),
    [
        (["check", "--cluster", "local:2"], "--cluster"),
        (["metric", "attendance_rate", "--cluster", "local:2"], "--cluster"),
        (
            ["sample", "--schools", "1", "--seed", "1", "--format", "csv", "--out", "x", "--from", "1850-09-01"],
            "--from",
        ),
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

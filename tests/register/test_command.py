"""``ediary user`` as whoever runs the server types it."""

from pathlib import Path

import click.testing
import pytest

from ediary_analytics import cli
from ediary_analytics.errors import CallError
from ediary_analytics.register import accounts
from ediary_analytics.register.store import URL_VARIABLE, open_register


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(URL_VARIABLE, raising=False)
    monkeypatch.setenv("EDIARY_DATA_DIR", str(tmp_path))


def user(*arguments: str, typed: str | None = None) -> str:
    return click.testing.CliRunner().invoke(cli.cli, ["user", *arguments], input=typed, catch_exceptions=False).output


def held(folder: Path, login: str) -> list[tuple[str, tuple[int, int] | None]]:
    found = accounts.by_login(open_register(folder), login)
    return [(grant.role, grant.grades) for grant in found.grants]


def test_a_role_over_some_grades_is_taken_and_the_other_stays(tmp_path: Path) -> None:
    deputy = ("deputy_director", "--school", "S1", "--grades")
    user("add", "aldona", "--name", "Aldona Aldonaitė", "--role", *deputy, "1-4", "--link")
    user("role", "aldona", *deputy, "5-8")
    assert held(tmp_path, "aldona") == [("deputy_director", (1, 4)), ("deputy_director", (5, 8))]
    user("role", "aldona", *deputy, "1-4", "--withdraw")
    assert held(tmp_path, "aldona") == [("deputy_director", (5, 8))]
    with pytest.raises(CallError, match="tokios rolės neturi"):
        user("role", "aldona", *deputy, "1-4", "--withdraw")
    user("role", "aldona", "deputy_director", "--school", "S1", "--withdraw")
    assert held(tmp_path, "aldona") == []


def test_a_password_that_will_not_do_leaves_no_account(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="per trumpas"):
        user("add", "aldona", "--name", "Aldona", "--password-stdin", typed="trumpas\n")
    assert accounts.everyone(open_register(tmp_path)) == []


def test_an_account_is_listed_with_its_state() -> None:
    told = user("add", "Petras", "--name", "Petras Petraitis", "--link")
    assert "/password?token=" in told
    user("disable", "petras")
    assert "išjungta" in user("list")
    user("enable", "petras")
    assert "veikia" in user("list")

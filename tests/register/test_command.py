"""``ediary user`` as whoever runs the server types it."""

from pathlib import Path

import click.testing
import pytest

from ediary_analytics import cli
from ediary_analytics.errors import CallError
from ediary_analytics.refresh import refresh
from ediary_analytics.register import accounts
from ediary_analytics.register.store import URL_VARIABLE, open_register
from support.exports import write_export


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


def nobody(folder: Path) -> bool:
    return accounts.everyone(open_register(folder)) == []


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    """A small school, published: Ona and Rasa teach, Jonas learns."""
    refresh([write_export(tmp_path / "export")], tmp_path, validate=False)
    return tmp_path


def test_a_school_that_is_not_imported_is_refused_with_those_that_are(imported: Path) -> None:
    with pytest.raises(CallError, match=r"^nera: .*ąžuolynas"):
        user("add", "jonas", "--name", "Jonas", "--role", "deputy_director", "--school", "nera", "--link")
    assert nobody(imported)


@pytest.mark.parametrize(
    ("role", "person"), [("subject_teacher", "nera"), ("subject_teacher", "jonas"), ("pupil", "ona")]
)
def test_a_person_whom_the_school_does_not_have_in_that_role_is_refused(imported: Path, role: str, person: str) -> None:
    with pytest.raises(CallError, match=r"^--person: .*csv: (staff|pupil)_id"):
        user("add", "kas", "--name", "Kas", "--role", role, "--school", "ąžuolynas", "--person", person, "--link")
    assert nobody(imported)
    user("add", "kas", "--name", "Kas", "--link")
    with pytest.raises(CallError, match=r"^--person: "):
        user("role", "kas", role, "--school", "ąžuolynas", "--person", person)


def test_a_person_of_the_school_is_tied_without_a_warning(imported: Path) -> None:
    told = user(
        *("add", "ona", "--name", "Ona", "--role", "subject_teacher", "--school", "ąžuolynas", "--person", "ona"),
        "--link",
    )
    assert held(imported, "ona") == [("subject_teacher", None)]
    assert "nepatikrinta" not in told


def test_accounts_may_come_before_the_first_import_and_say_what_nobody_checked(tmp_path: Path) -> None:
    told = user(
        *("add", "ona", "--name", "Ona", "--role", "subject_teacher", "--school", "nera", "--person", "nera"), "--link"
    )
    assert held(tmp_path, "ona") == [("subject_teacher", None)]
    assert "Dar nieko neimportuota: ar yra tokia mokykla ir žmogus, nepatikrinta." in told


def test_the_role_of_a_school_that_is_gone_can_be_taken_away(tmp_path: Path) -> None:
    user("add", "ona", "--name", "Ona", "--role", "deputy_director", "--school", "nera", "--link")
    refresh([write_export(tmp_path / "export")], tmp_path, validate=False)
    user("role", "ona", "deputy_director", "--school", "nera", "--withdraw")
    assert held(tmp_path, "ona") == []


@pytest.mark.parametrize("login", ["ona onaitienė", "ona\tonaitienė", "ona\N{NO-BREAK SPACE}onaitienė"])
def test_a_login_of_several_words_is_refused(tmp_path: Path, login: str) -> None:
    with pytest.raises(CallError, match="tarpų"):
        user("add", login, "--name", "Ona", "--link")
    assert nobody(tmp_path)


@pytest.mark.parametrize("call", [("add", "ona", "--name", "Ona"), ("password", "ona")])
def test_a_link_and_a_password_at_once_are_refused(tmp_path: Path, call: tuple[str, ...]) -> None:
    with pytest.raises(CallError, match=r"^--link: .*--password-stdin"):
        user(*call, "--link", "--password-stdin", typed="ilgas slaptažodis 1\n")
    assert nobody(tmp_path)


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

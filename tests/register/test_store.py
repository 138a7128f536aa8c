"""Opening the register: made once, up to date, private, and told plainly when it cannot be."""

import datetime as dt
import multiprocessing
import os
import stat
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from ediary_analytics.errors import InputError
from ediary_analytics.register import identities, store, tables
from ediary_analytics.register.accounts import add
from ediary_analytics.register.store import Register, open_register
from support.register import NOW


def test_the_migrations_make_the_tables_that_the_code_reads(register: Register) -> None:
    with register.reading() as con:
        context = MigrationContext.configure(con, opts={"compare_type": False})
        assert compare_metadata(context, tables.metadata) == []


def test_the_newest_migration_is_the_one_the_program_wants() -> None:
    assert ScriptDirectory(str(Path(store.__file__).parent / "migrations")).get_current_head() == store.HEAD


def test_opened_again_it_holds_what_was_entered(register: Register) -> None:
    add(register, "aldona", "Aldona", NOW, by=None)
    again = store.connect(register.engine.url.render_as_string(hide_password=False))
    assert again.key == register.key
    with again.reading() as con:
        assert con.execute(sa.select(tables.accounts.c.login)).scalars().all() == ["aldona"]
    again.engine.dispose()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a file private by the folder it is in")
def test_the_file_is_its_owners_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(store.URL_VARIABLE, raising=False)
    open_register(tmp_path).engine.dispose()
    assert stat.S_IMODE((tmp_path / store.FILE).stat().st_mode) == 0o600


def test_many_first_openings_at_once_make_one_register(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'one.sqlite3'}"
    with ThreadPoolExecutor(6) as pool:
        keys = {found.key for found in pool.map(lambda _: store.connect(url), range(6))}
    assert len(keys) == 1


def _first_opening(file: Path) -> bytes:
    return store.connect(store.address(file)).key


def test_many_programs_that_start_at_once_make_one_register(tmp_path: Path) -> None:
    with ProcessPoolExecutor(6, multiprocessing.get_context("spawn")) as pool:
        for number in range(12):  # one in five was refused before each asked again
            assert len(set(pool.map(_first_opening, [tmp_path / f"{number}.sqlite3"] * 6))) == 1


@pytest.mark.parametrize(
    "url", ["postgresql://nobody:secret-word@127.0.0.1:1/none", "mysql-like nonsense", "oracle://x/y"]
)
def test_an_address_that_leads_nowhere_is_told_without_its_password(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(store.URL_VARIABLE, url)
    with pytest.raises(InputError, match=store.URL_VARIABLE) as refused:
        open_register(tmp_path)
    assert "secret-word" not in str(refused.value)


def test_a_register_of_a_newer_program_is_left_alone(register: Register) -> None:
    with register.writing() as con:
        con.exec_driver_sql("update alembic_version set version_num = '9999'")
    with pytest.raises(InputError):
        store.connect(register.engine.url.render_as_string(hide_password=False))


def test_a_moment_without_its_zone_is_refused(register: Register) -> None:
    with pytest.raises(sa.exc.StatementError, match="zone"):
        add(register, "aldona", "Aldona", dt.datetime(2026, 11, 2), by=None)


def test_somebody_from_a_provider_waits_for_an_administrator(register: Register) -> None:
    issuer, subject = "https://login.example", "s-1"
    assert identities.account_of(register, issuer, subject, "aldona@mokykla.example", NOW) is None
    assert identities.account_of(register, issuer, subject, "aldona@mokykla.example", NOW) is None
    (claim,) = identities.claims(register)
    assert claim.shown == "aldona@mokykla.example"
    aldona = add(register, "aldona", "Aldona", NOW, by=None)
    identities.tie(register, claim.id, aldona.id, NOW, by=None)
    assert identities.claims(register) == []
    assert identities.account_of(register, issuer, subject, "another@name.example", NOW) == aldona.id
    assert identities.account_of(register, "https://other.example", subject, "aldona@mokykla.example", NOW) is None


def test_a_proof_of_a_log_in_is_taken_once(register: Register) -> None:
    assert identities.take(register, "proof", NOW)
    assert not identities.take(register, "proof", NOW + dt.timedelta(minutes=4))
    assert identities.take(register, "another", NOW)


@pytest.mark.parametrize("name", ["a%41b", "100%", "a?b", "a#b", "Žvirblė 'ir' kiti"])
def test_a_folder_may_have_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delenv(store.URL_VARIABLE, raising=False)
    if os.name == "nt":
        name = name.replace("?", "")
    register = store.open_register(tmp_path / name)
    assert (tmp_path / name / store.FILE).is_file()
    register.engine.dispose()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(store.URL_VARIABLE, raising=False)
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="aplanko sukurti nepavyksta"):
        store.open_register(tmp_path / "file")


def test_an_address_with_a_port_that_is_none_is_told_without_its_password() -> None:
    with pytest.raises(InputError) as told:
        store.connect("postgresql://ediary:slaptas@localhost:port/ediary")
    assert "slaptas@" not in str(told.value)


def test_a_user_who_may_make_no_tables_is_told(postgresql: sa.Engine) -> None:
    with postgresql.begin() as con:
        con.exec_driver_sql("create role guest login")
        con.exec_driver_sql("revoke create on schema public from public")
    with pytest.raises(InputError, match="registro lentelių sukurti nepavyksta"):
        store.connect(postgresql.url.set(username="guest").render_as_string(hide_password=False))

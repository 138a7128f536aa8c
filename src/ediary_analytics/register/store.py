"""Open the register: SQLite beside the data, or the database that ``EDIARY_REGISTER_URL`` names, tables up to date."""

import contextlib
import os
import random
import secrets
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.register import tables

URL_VARIABLE: Final = "EDIARY_REGISTER_URL"
FILE: Final = "register.sqlite3"
#: The newest migration; a test compares it with the files.
HEAD: Final = "0004"
_WRITES: Final = "register_writes"
#: Seconds to wait for whoever holds the file.
_PATIENCE: Final = 10
#: A number of our own for PostgreSQL's advisory lock: one process at a time brings the tables up to date.
_MIGRATION_LOCK: Final = 0x0ED1A2


@dataclass(frozen=True, slots=True)
class Register:
    """An open register.

    Args:
        engine: the database; a connection per use.
        key: what signs and hashes here; made with the register and kept in it.
    """

    engine: sa.Engine
    key: bytes

    @contextlib.contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees one state throughout."""
        with _told(self.engine), self.engine.connect() as con, con.begin():
            yield con

    @contextlib.contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A connection whose writes are kept together when the block ends well, and not at all when it does not."""
        with _told(self.engine), self.engine.execution_options(**{_WRITES: True}).begin() as con:
            yield con

    def shred(self) -> None:
        """Let what was removed be in none of the files any more: what was ever written SQLite keeps in its log too.

        Where somebody reads all the while, it goes when the last one closes the register. PostgreSQL does it by itself.
        """
        if self.engine.dialect.name == "sqlite":
            with contextlib.closing(self.engine.raw_connection()) as con:
                con.cursor().execute("pragma wal_checkpoint(truncate)")


def open_register(data: Path) -> Register:
    """The register of a data directory; the first use makes it.

    Raises:
        InputError: the database that ``EDIARY_REGISTER_URL`` names cannot be reached, or is newer than this program;
            the file is damaged, or the folder cannot be made.
    """
    if url := os.environ.get(URL_VARIABLE):
        return _shared(url)
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            data, _("the folder cannot be made"), _("Name a folder in which you may write: --data-dir, EDIARY_DATA_DIR")
        ) from error
    return _shared(address(data / FILE))


def address(file: Path) -> sa.URL:
    """The address of a register in a file, whatever letters its path has."""
    return sa.URL.create("sqlite", database=str(file.resolve()))


def existing(data: Path) -> Register | None:
    """As :func:`open_register`, but None where none was ever made: who only reads makes none."""
    if os.environ.get(URL_VARIABLE) or (data / FILE).is_file():
        return open_register(data)
    return None


@cache
def _shared(url: str | sa.URL) -> Register:
    return connect(url)


def connect(url: str | sa.URL) -> Register:
    """The register at an address, apart from what the process has open; see :func:`open_register`."""
    try:
        named = sa.make_url(url)
        engine = sa.create_engine(_with_driver(named), pool_pre_ping=True, hide_parameters=True)
    except (sa.exc.ArgumentError, ModuleNotFoundError, ValueError) as error:
        raise InputError(
            URL_VARIABLE,
            _("the register's address is not understood"),
            _("Write postgresql://user:password@host/database, and install ediary-analytics[postgresql]"),
        ) from error
    if engine.dialect.name == "sqlite":
        _set_up_sqlite(engine, named.database)
    try:
        with _told(engine):
            _bring_up_to_date(engine)
            return Register(engine, _key(engine))
    except sa.exc.ProgrammingError as error:
        engine.dispose()
        raise InputError(
            URL_VARIABLE,
            _("the register's tables cannot be made"),
            _("Let its user own the database, or make tables in it"),
        ) from error
    except BaseException:
        engine.dispose()
        raise


def _with_driver(url: sa.URL) -> sa.URL:
    return url.set(drivername="postgresql+psycopg") if url.drivername in {"postgres", "postgresql"} else url


@contextlib.contextmanager
def _told(engine: sa.Engine) -> Iterator[None]:
    """A database that cannot be reached, in words; never with its address, which may hold a password."""
    where = str(engine.url.database) if engine.dialect.name == "sqlite" else URL_VARIABLE
    try:
        yield
    except sa.exc.OperationalError as error:
        raise InputError(
            where,
            _("the register cannot be opened or written"),
            _("Check that its database runs and may be written to"),
        ) from error
    except sa.exc.DatabaseError as error:
        if type(error) is not sa.exc.DatabaseError:  # of its own kinds those who write know what to do
            raise
        raise InputError(
            where, _("the register is damaged"), _("Put its last copy in its place: ediary restore FILE")
        ) from error


def _set_up_sqlite(engine: sa.Engine, file: str | None) -> None:
    if file and file != ":memory:":
        with contextlib.suppress(OSError):  # where it cannot be made, opening it says so
            Path(file).touch(mode=0o600)

    @sa.event.listens_for(engine, "connect")
    def _connect(raw: Any, _record: Any) -> None:
        raw.isolation_level = None  # transactions are ours to begin, below
        raw.execute(f"pragma busy_timeout = {_PATIENCE * 1000}")
        _log_ahead(raw)
        raw.execute("pragma synchronous = full")
        raw.execute("pragma secure_delete = on")  # what is purged is overwritten; not every build does so by itself
        raw.execute("pragma foreign_keys = on")

    @sa.event.listens_for(engine, "begin")
    def _begin(con: sa.Connection) -> None:
        # who will write says so from the start: two readers that both turn writers would wait for each other
        con.exec_driver_sql("begin immediate" if con.get_execution_options().get(_WRITES) else "begin")


def _log_ahead(raw: Any) -> None:
    """Have what is written go to a log first: who reads does not wait for who writes.

    When several turn a new file to it together SQLite refuses all but one at once, whatever its busy timeout: each asks
    again.

    Raises:
        sqlite3.OperationalError: somebody held the file all the while, or it is no register.
    """
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            raw.execute("pragma journal_mode = wal")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(random.uniform(0.005, 0.05))  # noqa: S311  (that two do not ask in step)
        else:
            return


def _bring_up_to_date(engine: sa.Engine) -> None:
    """Run what migrations are missing, once, whoever else starts at the same time."""
    if _version(engine) == HEAD:
        return
    from alembic import command  # noqa: PLC0415  (only where there is something to do)
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.execution_options(**{_WRITES: True}).begin() as con:
        if engine.dialect.name == "postgresql":
            con.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATION_LOCK)))
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        if _stamp(con) not in {None, *known}:
            raise InputError(
                URL_VARIABLE if engine.dialect.name != "sqlite" else str(engine.url.database),
                _("the register was made by a newer version of this program"),
                _("Install that version or a newer one"),
            )
        config.attributes["connection"] = con
        command.upgrade(config, "head")


def _version(engine: sa.Engine) -> str | None:
    with engine.connect() as con:
        return _stamp(con)


def _stamp(con: sa.Connection) -> str | None:
    if not sa.inspect(con).has_table("alembic_version"):
        return None
    version = con.execute(sa.text("select version_num from alembic_version")).scalar()
    return None if version is None else str(version)


def _key(engine: sa.Engine) -> bytes:
    """The register's own secret."""
    table = tables.secrets
    asked = sa.select(table.c.value).where(table.c.name == "key")
    with engine.connect() as con:
        found = con.execute(asked).scalar()
    if found is None:
        with engine.execution_options(**{_WRITES: True}).begin() as con:
            if engine.dialect.name == "postgresql":
                con.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATION_LOCK)))
            found = con.execute(asked).scalar()
            if found is None:
                found = secrets.token_hex(32)
                con.execute(sa.insert(table).values(name="key", value=found))
    return bytes.fromhex(str(found))

"""A copy of the register, and back from it: SQLite's own online backup, while others read and write.

A PostgreSQL has better tools of its own; these functions say which.
"""

import contextlib
import datetime as dt
import os
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ediary_analytics.errors import CallError, InputError
from ediary_analytics.i18n import _
from ediary_analytics.register import log, store
from ediary_analytics.register.store import Register

#: What a file must hold to be a register.
_ASKED: Final = "select (select count(*) from alembic_version), (select count(*) from secrets where name = 'key')"
#: How many pages are copied before others may write again.
_PAGES: Final = 256


def backup(register: Register, out: Path, now: dt.datetime) -> None:
    """Write a whole and checked copy of the register into a new file, readable by its owner only.

    Raises:
        CallError: the file is there already, or the register is in PostgreSQL.
        InputError: the copy cannot be written, or is not whole.
    """
    _must_be_sqlite(register, "pg_dump --format=custom --file=FILE")
    if out.exists():
        raise CallError(out, _("it is there already"), _("Name a new file"))
    with register.writing() as con:  # in the copy too: it tells when it was made
        log.write(con, now, "register_backed_up", account=None, what=out.name)
    aside = out.with_name(f"{out.name}.unfinished")
    try:
        _copy(_file(register), aside)
        _check(aside)
        _sync(aside)
        aside.rename(out)
    except (OSError, sqlite3.Error) as error:
        raise InputError(
            out, _("the copy cannot be written"), _("Check that there is room and leave to write")
        ) from error
    finally:
        aside.unlink(missing_ok=True)


def restore(data: Path, copy: Path, now: dt.datetime) -> Path | None:
    """Put a copy in the place of the register of a data directory; what was there is kept beside it.

    It is one transaction of the database: whoever reads sees the old register or the new one, and a restore that is
    interrupted leaves the old one. A copy that an older program made is brought up to date.

    Returns:
        The file in which the register that was there is kept; None where there was none.

    Raises:
        CallError: the register is in PostgreSQL.
        InputError: the copy is no register, damaged, or of a newer program.
    """
    if os.environ.get(store.URL_VARIABLE, "").startswith("postgres"):
        raise _postgresql("pg_restore --clean --dbname=…")
    _check(copy)
    _must_open(copy)
    there = data / store.FILE
    kept = None
    if there.is_file():
        kept = data / f"register-before-{now:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}.sqlite3"
        _copy(there, kept)
        _sync(kept)
    data.mkdir(parents=True, exist_ok=True)
    _copy(copy, there)
    register = store.connect(f"sqlite:///{there.resolve()}")  # brings it up to date
    with register.writing() as con:
        log.write(con, now, "register_restored", account=None, what=copy.name)
    register.engine.dispose()
    return kept


def _must_be_sqlite(register: Register, command: str) -> None:
    if register.engine.dialect.name != "sqlite":
        raise _postgresql(command)


def _postgresql(command: str) -> CallError:
    return CallError(
        store.URL_VARIABLE, _("the register is in PostgreSQL"), _("Use its own tool: {command}").format(command=command)
    )


def _file(register: Register) -> Path:
    return Path(str(register.engine.url.database))


@contextlib.contextmanager
def _open(file: Path) -> Iterator[sqlite3.Connection]:
    con = sqlite3.connect(file, timeout=10, isolation_level=None)
    try:
        yield con
    finally:
        con.close()


def _copy(source: Path, target: Path) -> None:
    if not target.exists():
        target.touch(mode=0o600)
    with _open(source) as old, _open(target) as new:
        old.backup(new, pages=_PAGES, sleep=0.01)


def _check(file: Path) -> None:
    """Raise InputError unless the file is a whole register."""
    wrong = _("this is no copy of a register, or it is damaged")
    right = _("Give a file that ediary backup wrote")
    if not file.is_file():
        raise InputError(file, _("there is no such file"), right)
    try:
        with _open(file) as con:
            whole = con.execute("pragma integrity_check").fetchall() == [("ok",)]
            known = con.execute(_ASKED).fetchall() == [(1, 1)]
            broken = con.execute("pragma foreign_key_check").fetchall()
    except sqlite3.Error as error:
        raise InputError(file, wrong, right) from error
    if not whole or not known or broken:
        raise InputError(file, wrong, right)


def _must_open(copy: Path) -> None:
    """Raise InputError for a copy of a newer program; told before anything is touched, of a copy of the copy."""
    aside = copy.with_name(f"{copy.name}.tried")
    try:
        _copy(copy, aside)
        store.connect(f"sqlite:///{aside.resolve()}").engine.dispose()
    finally:
        for leftover in (aside, *(aside.with_name(f"{aside.name}{end}") for end in ("-wal", "-shm"))):
            leftover.unlink(missing_ok=True)


def _sync(file: Path) -> None:
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""A copy of the register, and back from it: SQLite's own online backup, while others read and write.

A PostgreSQL has better tools of its own; these functions say which.
"""

import contextlib
import datetime as dt
import os
import secrets
import shutil
import sqlite3
import tempfile
import time
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
#: Seconds for which nothing may go on before a copy is given up: somebody else holds the register.
_PATIENCE: Final = 10.0


def backup(register: Register, out: Path, now: dt.datetime) -> None:
    """Write a whole and checked copy of the register into a new file, readable by its owner only.

    Raises:
        CallError: the file is there already, or the register is in PostgreSQL.
        InputError: the copy cannot be written, or is not whole.
    """
    _must_be_sqlite(register, "pg_dump --format=custom --file=FILE")
    if out.exists():
        raise CallError(out, _("it is there already"), _("Name a new file"))
    if not out.parent.is_dir():
        raise CallError(out, _("there is no such folder"), _("Make it, or name another file"))
    with register.writing() as con:  # in the copy too: it tells when it was made
        log.write(con, now, "register_backed_up", account=None, what=out.name)
    aside = out.with_name(f"{out.name}.unfinished")
    try:
        _copy(_file(register), aside)
        _check(aside, out)
        _sync(aside)
        aside.rename(out)
    except (OSError, sqlite3.Error) as error:
        raise InputError(
            out, _("the copy cannot be written"), _("Check that there is room and leave to write")
        ) from error
    finally:
        with contextlib.suppress(OSError):  # where it could not be made, it cannot be removed either
            aside.unlink(missing_ok=True)


def restore(data: Path, copy: Path, now: dt.datetime) -> Path | None:
    """Put a copy in the place of the register of a data directory; what was there is kept beside it.

    It is one transaction of the database: whoever reads sees the old register or the new one, and a restore that is
    interrupted leaves the old one. A copy that an older program made is brought up to date. Where what is there is too
    damaged to be read, it is kept byte by byte, and the file is replaced.

    Returns:
        The file in which the register that was there is kept; None where there was none.

    Raises:
        CallError: the register is not in the data directory, or is the copy itself.
        InputError: the copy is no register, damaged, or of a newer program; or the register cannot be written.
    """
    if url := os.environ.get(store.URL_VARIABLE, ""):
        if url.startswith("postgres"):
            raise _postgresql("pg_restore --clean --dbname=…")
        raise CallError(
            store.URL_VARIABLE,
            _("it names another register than that of the data directory"),
            _("Stop the dashboard and put the copy in the place of that file"),
        )
    there = data / store.FILE
    if there.exists() and copy.exists() and there.samefile(copy):
        raise CallError(copy, _("this is the register itself"), _("Give a file that ediary backup wrote"))
    kept = data / f"register-before-{now:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}.sqlite3" if there.is_file() else None
    try:
        with tempfile.TemporaryDirectory(prefix="ediary-restore-") as folder:
            # the copy itself may lie where nothing can be written, which SQLite wants to do even for reading
            own = _own(copy, Path(folder))
            _check(own, copy)
            _must_open(own, copy)
            _replace(there, own, kept)
    except (OSError, sqlite3.Error) as error:
        raise InputError(
            there,
            _("the register cannot be opened or written"),
            _("Close the dashboard, and check that there is room and leave to write"),
        ) from error
    register = store.connect(store.address(there))  # brings it up to date
    with register.writing() as con:
        log.write(con, now, "register_restored", account=None, what=copy.name)
    register.engine.dispose()
    return kept


def _own(copy: Path, folder: Path) -> Path:
    if not copy.is_file():
        raise InputError(copy, _("there is no such file"), _("Give a file that ediary backup wrote"))
    own = folder / "copy"
    try:
        shutil.copyfile(copy, own)
    except OSError as error:
        raise InputError(copy, _("it cannot be read"), _("Check that there is leave to read it, and room")) from error
    return own


def _replace(there: Path, copy: Path, kept: Path | None) -> None:
    there.parent.mkdir(parents=True, exist_ok=True)
    if kept is not None:
        try:
            _copy(there, kept)
        except sqlite3.OperationalError:  # somebody writes, or there is no room: not to be passed over
            kept.unlink(missing_ok=True)
            raise
        except sqlite3.DatabaseError:
            _swap_damaged(there, copy, kept)
            return
        _sync(kept)
    _copy(copy, there)


def _swap_damaged(there: Path, copy: Path, kept: Path) -> None:
    """Keep what no database can read any more as it is, and put the copy there by its name."""
    logs = [there.with_name(f"{there.name}{end}") for end in ("-wal", "-shm")]
    for file in (there, *filter(Path.is_file, logs)):
        own = kept.with_name(file.name.replace(there.name, kept.name))
        own.touch(mode=0o600)  # nobody but its owner may read it, from the first byte on
        shutil.copyfile(file, own)
    _sync(kept)
    aside = there.with_name(f"{there.name}.unfinished")
    try:
        aside.unlink(missing_ok=True)
        _copy(copy, aside)
        _sync(aside)
        for log_file in logs:  # they belong to the damaged one
            log_file.unlink(missing_ok=True)
        aside.replace(there)
    finally:
        aside.unlink(missing_ok=True)


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
    con = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
    try:
        yield con
    finally:
        con.close()


def _copy(source: Path, target: Path) -> None:
    """Copy a database over another; sqlite3.OperationalError where somebody does not let it be written."""
    if not target.exists():
        target.touch(mode=0o600)
    until = time.monotonic() + _PATIENCE
    before = -1

    def tell(_status: int, left: int, _total: int) -> None:
        nonlocal until, before
        if left != before:  # it goes on: wait again from here
            until, before = time.monotonic() + _PATIENCE, left
        elif time.monotonic() > until:
            raise sqlite3.OperationalError

    with _open(source) as old, _open(target) as new:
        old.backup(new, pages=_PAGES, sleep=0.01, progress=tell)


def _check(file: Path, told: Path) -> None:
    """Raise InputError, naming the file as ``told``, unless the file is a whole register."""
    wrong = _("this is no copy of a register, or it is damaged")
    right = _("Give a file that ediary backup wrote")
    try:
        with _open(file) as con:
            whole = con.execute("pragma integrity_check").fetchall() == [("ok",)]
            known = con.execute(_ASKED).fetchall() == [(1, 1)]
            broken = con.execute("pragma foreign_key_check").fetchall()
    except sqlite3.Error as error:
        raise InputError(told, wrong, right) from error
    if not whole or not known or broken:
        raise InputError(told, wrong, right)


def _must_open(copy: Path, told: Path) -> None:
    """Raise InputError for a copy of a newer program; told before anything is touched, of a copy of the copy."""
    aside = copy.with_name("tried")
    _copy(copy, aside)
    try:
        store.connect(store.address(aside)).engine.dispose()
    except InputError as error:
        raise InputError(told, error.wrong, error.right) from error


def _sync(file: Path) -> None:
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""The versions of a data directory's warehouse: each built aside, published by a pointer, forgotten when it is old.

Layout of a data directory::

    current                      the name of the warehouse that is served, one line
    warehouse-<version>.duckdb   the versions; a reader keeps the one it opened
    import.lock                  held by whoever builds the next one
"""

import contextlib
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from ediary_analytics import locking
from ediary_analytics.warehouse import POINTER, SCHEMAS, quoted, root, sign

#: Versions kept beside the current one, so that readers that opened them may finish.
KEPT_VERSIONS = 2
_UNFINISHED = ".building"
_SPILL = "spill-"


@contextlib.contextmanager
def building(folder: Path, *, publish: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to build the next version in; published when the block ends well, thrown away when it does not.

    Only one at a time: a second one raises CallError. With ``publish`` off it is thrown away in any case, and the
    folder is not even made.

    Inside, the root's ``staging`` and ``raw`` take in the import and stay in memory; what
    :func:`ediary_analytics.models.build` and the judge create in the schemas of ``warehouse`` is published.
    """
    if not publish:
        with tempfile.TemporaryDirectory(prefix="ediary-try-") as elsewhere, building(Path(elsewhere)) as con:
            yield con
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with locking.alone(folder):
        _clear_away(folder)
        name = f"warehouse-{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}-{secrets.token_hex(3)}.duckdb"
        unfinished = folder / f"{name}{_UNFINISHED}"
        # more room than where passing files are put, often a part of the memory
        spill = tempfile.mkdtemp(prefix=_SPILL, dir=folder)
        con = root()
        try:
            con.execute(f"set temp_directory = '{quoted(spill)}'")
            # no log: a build that dies is thrown away, so nothing would ever read it
            con.execute(f"attach '{quoted(unfinished)}' as warehouse (recovery_mode no_wal_writes)")
            unfinished.chmod(0o600)  # nobody but its owner may read it, from the first row on
            for schema in SCHEMAS:
                con.execute(f"create schema warehouse.{schema}")
            yield con
            sign(con)
            con.execute("checkpoint warehouse")
            con.execute("detach warehouse")
            con.close()
            _publish(unfinished, folder / name)
        finally:
            con.close()
            _clear_away(folder)


@contextlib.contextmanager
def passing() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to build a warehouse in that is thrown away once it has been asked: no file is written.

    What does not fit into memory is put aside in a folder of its own for as long as it lasts.
    """
    with tempfile.TemporaryDirectory(prefix="ediary-pass-") as spill:
        con = root()
        try:
            con.execute(f"set temp_directory = '{quoted(spill)}'")
            con.execute("attach ':memory:' as warehouse")
            for schema in SCHEMAS:
                con.execute(f"create schema warehouse.{schema}")
            yield con
        finally:
            con.close()


def _clear_away(folder: Path) -> None:
    """What imports that did not end well left behind, and what they put aside."""
    for spilled in folder.glob(f"{_SPILL}*"):
        shutil.rmtree(spilled, ignore_errors=True)
    for leftover in (*folder.glob(f"warehouse-*{_UNFINISHED}*"), *folder.glob(f"{POINTER}.*")):
        leftover.unlink()


def _publish(unfinished: Path, finished: Path) -> None:
    _sync(unfinished)
    unfinished.rename(finished)
    pointer = finished.with_name(POINTER)
    aside = finished.with_name(f"{POINTER}.{finished.stem}")
    aside.write_text(finished.name, "utf-8")
    _sync(aside)
    aside.replace(pointer)
    _sync(finished.parent)
    others = sorted(file for file in finished.parent.glob("warehouse-*.duckdb") if file != finished)
    for old in others[:-KEPT_VERSIONS]:
        with contextlib.suppress(PermissionError):  # Windows: somebody still reads it; the next import tries again
            old.unlink()


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows has no handle to a folder
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def forget(versions: Iterable[Path]) -> list[Path]:
    """Remove versions that are served no more. Returns those that could not be: on Windows, somebody still reads."""
    left = []
    for file in versions:
        try:
            file.unlink(missing_ok=True)
        except PermissionError:
            left.append(file)
    return left

"""An import that is killed at any moment leaves the last good one, whole; and only one runs at a time."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ediary_analytics import versions, warehouse
from ediary_analytics.errors import CallError
from ediary_analytics.refresh import refresh
from support.exports import TABLES, write_export

TIMES = 50
# Imports in processes of their own, forked from one that has loaded the program: starting it takes longer than they do.
WORKER = """
import os, sys
from pathlib import Path
from ediary_analytics.refresh import refresh
for _ in iter(sys.stdin.readline, ""):
    child = os.fork()
    if not child:
        refresh([Path(sys.argv[1])], Path(sys.argv[2]), validate=False, replace=True)  # what is the same is not read
        os._exit(0)
    print(child, flush=True)
    sys.stdin.readline()
    print(os.waitpid(child, 0)[1], flush=True)
"""
# a school without rules is not judged, which takes the most time
GOOD = {"schools": "school_id | name\n ąžuolynas | Ąžuolynas"}
NEW = GOOD | {"lessons": TABLES["lessons"].replace("Trupmenos", "Dalyba").replace("Procentai", "Dalyba")}


class Importer:
    """Begins imports, one at a time."""

    def __init__(self, worker: "subprocess.Popen[str]") -> None:
        assert worker.stdin is not None
        assert worker.stdout is not None
        self._asked, self._told = worker.stdin, worker.stdout

    def begin(self) -> int:
        """The number of the process that has begun."""
        return self._answer()

    def end(self) -> int:
        """How the process ended, once it has."""
        return self._answer()

    def _answer(self) -> int:
        self._asked.write("go\n")
        self._asked.flush()
        return int(self._told.readline())


@contextmanager
def importing(export: Path, data: Path) -> Iterator[Importer]:
    with subprocess.Popen(
        [sys.executable, "-c", WORKER, export, data], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as worker:
        yield Importer(worker)


def whole(data: Path) -> tuple[set[str], int, set[str]]:
    """The tables of the served warehouse, how many lessons it has, and their topics."""
    con = warehouse.open_file(warehouse.current(data))
    tables = con.execute("select schema_name || table_name from duckdb_tables() where database_name = 'warehouse'")
    names = {name for (name,) in tables.fetchall()}
    topics = [topic for (topic,) in con.execute("select topic from warehouse.core.lessons").fetchall()]
    con.close()
    return names, len(topics), set(topics)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are killed as POSIX does")
def test_killed_fifty_times_the_last_good_import_always_opens(tmp_path: Path) -> None:
    data = tmp_path / "data"
    refresh([write_export(tmp_path / "good", **GOOD)], data, validate=False)
    good = whole(data)
    new = (*good[:2], {"Dalyba"})
    chance = random.Random(20261122)  # noqa: S311  (no secret)
    with importing(write_export(tmp_path / "new", **NEW), tmp_path / "measured") as importer:
        for _ in range(2):
            started = time.monotonic()
            importer.begin()
            assert importer.end() == 0
            duration = time.monotonic() - started
    seen = []
    with importing(tmp_path / "new", data) as importer:
        for _ in range(TIMES):
            child = importer.begin()
            time.sleep(chance.uniform(0, duration))
            os.kill(child, signal.SIGKILL)
            importer.end()
            seen.append(whole(data))
        assert all(found in (good, new) for found in seen)
        importer.begin()
        assert importer.end() == 0
    assert whole(data) == new
    left = {path.name.partition("-")[0] for path in data.iterdir() if path.suffix != ".duckdb"}
    assert left == {"current", "import.lock"}


def test_two_imports_at_once_are_one_too_many(tmp_path: Path) -> None:
    data = tmp_path / "data"
    export = write_export(tmp_path / "good", **GOOD)
    with versions.building(data), pytest.raises(CallError, match="import"):
        refresh([export], data, validate=False)
    refresh([export], data, validate=False)
    assert whole(data)[1] == len(TABLES["lessons"].strip().splitlines()) - 1

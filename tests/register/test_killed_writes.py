"""Killed while it writes, fifty times over: what was said to be kept is kept, whole, with its line in the log."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ediary_analytics.register import entries, excuses, log, sign_offs, store
from ediary_analytics.register.store import URL_VARIABLE
from support.register import NOW

TIMES = 50
#: Writes without end, a line for each entry that is kept.
WRITER = """
import datetime as dt, sys
from pathlib import Path
from ediary_analytics.register import excuses, sign_offs
from ediary_analytics.register.entries import Author
from ediary_analytics.register.store import open_register

register = open_register(Path(sys.argv[1]))
now = dt.datetime.now(dt.UTC)
signer, excuser = (Author(None, "deputy_director", "liepa", what) for what in ("sign_offs", "excuses"))
day = dt.date(2026, 10, 6)
duty = excuses.Duty("lesson_recorded", "m5|2026-10-06|1", day, None)
print("begin", flush=True)
while True:
    print("s", sign_offs.sign(register, signer, now, kind="monthly_fill_check", period="2026-10"), flush=True)
    excuse = excuses.excuse_duty(register, excuser, now, duty, cause="other", reason="Nebuvo ryšio")
    print("e", excuse, flush=True)
    print("w", excuses.withdraw(register, excuser, now, excuse), flush=True)
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")
def test_nothing_that_was_kept_is_lost_and_nothing_is_kept_by_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(URL_VARIABLE, raising=False)
    wait = random.Random(37)  # noqa: S311  (moments to kill at, not secrets)
    told: dict[str, set[int]] = {"s": set(), "e": set(), "w": set()}
    cut_short = 0
    for _time in range(TIMES):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "begin\n"
            time.sleep(wait.uniform(0.0, 0.15))
            writer.send_signal(signal.SIGKILL)
            lines_told, _end, _rest = writer.stdout.read().rpartition("\n")  # killed while it spoke
            for line in lines_told.splitlines():
                kind, _space, number = line.partition(" ")
                told[kind].add(int(number))
            cut_short += writer.wait() == -signal.SIGKILL
    assert cut_short == TIMES

    with sqlite3.connect(tmp_path / store.FILE) as con:
        assert con.execute("pragma integrity_check").fetchall() == [("ok",)]
    con.close()
    register = store.open_register(tmp_path)
    signed = {one.mark.id for one in sign_offs.standing(register, ["liepa"])}
    said = excuses.standing(register, ["liepa"], past=True)
    withdrawn = {one.mark.id for one in said if one.mark.withdrawn}
    assert told["s"] <= signed
    assert told["w"] <= withdrawn
    assert told["e"] <= {one.mark.id for one in said}
    # at the moment of a kill at most one entry was kept that nobody was told of
    kept = len(signed) + len(said)
    assert kept - sum(map(len, told.values())) <= TIMES
    assert len(told["s"]) > TIMES
    lines = log.read(register, since=NOW.replace(year=2000), until=NOW.replace(year=2100), limit=10**6)
    assert len(lines) == kept, "each entry has its line, and no line is without its entry"
    assert entries.revision(register, ["liepa"]) > 0
    register.engine.dispose()

"""Who judges and measures many schools: one process each, so that time and memory are its own.

``python contestants.py ours count FOLDER`` does the work twice and prints one line of JSON: ``first`` and ``warm`` in
seconds, ``memory`` at its highest in GB, ``rows`` of the answer. FOLDER is of :func:`many.multiply`.
"""

import datetime as dt
import json
import os
import re
import resource
import sys
import time
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import rivals

from ediary_analytics import docket, metrics, obligations, policy, standing, together, warehouse

AS_OF = dt.datetime(2027, 6, 16, 23, 59, 59)  # noqa: DTZ001  (the school's wall clock)
RULES = "kedainiai-senamiestis"
#: School, obligation, status, and how many duties: the answer to a count, sorted.
Counts = list[tuple[str, str, str, int]]


def settings() -> dict[str, Mapping[str, Any]]:
    """The obligations of the rules that can be judged, with their settings."""
    return {one.name: one.editions[0].settings for one in policy.load(RULES).imposed if not one.unset}


@cache
def _ours(folder: Path) -> tuple[duckdb.DuckDBPyConnection, list[docket.Case]]:
    con = warehouse.open_file(folder / "many.duckdb")
    return con, docket.cases(con)[0]


def ours_count(folder: Path) -> Counts:
    """As ``ediary check`` does."""
    from ediary_analytics import counts  # noqa: PLC0415

    con, listed = _ours(folder)
    return sorted(
        (one.schools[0], one.name, status, number)
        for outcome in counts.outcomes(con, listed)
        for one in outcome.by_school
        for status in standing.STATUSES
        if (number := getattr(one, status))
    )


def ours_rows(folder: Path) -> int:
    """As an import does: a row per duty in a table of memory."""
    con, listed = _ours(folder)
    docket.judge(con, listed)
    return int(con.execute("select count(*) from judged.verdicts").fetchall()[0][0])


def ours_measures(folder: Path) -> int:
    """Together, as a page asks them."""
    con = _opened(folder)
    found = together.measure_all(con, [metrics.question(name, AS_OF) for name in rivals.NAMES])
    return sum(one.rows.num_rows for one in found)


@cache
def _opened(folder: Path) -> duckdb.DuckDBPyConnection:
    con = warehouse.open_file(folder / "many.duckdb")
    metrics.open_for(con)
    return con


def _frame(frame: Any) -> Counts:
    columns = ("school_id", "obligation", "status", "number")
    return sorted(zip(*(frame[column].to_list() for column in columns), strict=True))


def polars_count(folder: Path) -> Counts:
    """By hand."""
    import in_polars  # noqa: PLC0415

    return _frame(in_polars.count(folder, settings(), AS_OF))


def polars_rows(folder: Path) -> int:
    """By hand, in a frame."""
    import in_polars  # noqa: PLC0415

    return in_polars.judge(folder, settings(), AS_OF).height


def pandas_count(folder: Path) -> Counts:
    """By hand."""
    import in_pandas  # noqa: PLC0415

    return _frame(in_pandas.count(folder, settings(), AS_OF))


def pandas_rows(folder: Path) -> int:
    """By hand, in a frame."""
    import in_pandas  # noqa: PLC0415

    return len(in_pandas.judge(folder, settings(), AS_OF))


def threads_count(folder: Path) -> Counts:
    """By hand in pandas, as many rules at once as there are cores."""
    import in_pandas  # noqa: PLC0415

    return _frame(in_pandas.count(folder, settings(), AS_OF, threads=os.cpu_count() or 1))


def threads_rows(folder: Path) -> int:
    """The same, in a frame."""
    import in_pandas  # noqa: PLC0415

    return len(in_pandas.judge(folder, settings(), AS_OF, threads=os.cpu_count() or 1))


def polars_measures(folder: Path) -> int:
    """By hand."""
    from in_polars import measures  # noqa: PLC0415

    rival = measures.Polars(folder, AS_OF, rivals.settings())
    return sum(rival.ask(name).num_rows for name in rivals.NAMES)


def pandas_measures(folder: Path) -> int:
    """By hand."""
    from in_pandas import measures  # noqa: PLC0415

    rival = measures.Pandas(folder, AS_OF, rivals.settings())
    return sum(rival.ask(name).num_rows for name in rivals.NAMES)


def floor_count(folder: Path) -> int:
    """Every column that the rules name, of every table that they read, once: hashed, so that it really is read.

    Returns how many columns that were.
    """
    con, listed = _ours(folder)
    texts = [one.obligation.sql for one in listed[0].policy.imposed]
    words = set(re.findall(r"\w+", " ".join(texts)))
    read = 0
    for table in sorted(obligations.tables([listed[0].policy])):
        described = con.execute(f"select column_name from (describe warehouse.core.{table})").fetchall()
        columns = [f"bit_xor(hash({name}))" for (name,) in described if name in words]
        if columns:
            con.execute(f"select {', '.join(columns)} from warehouse.core.{table}").fetchall()
        read += len(columns)
    return read


WORKS: dict[str, Callable[[Path], Counts | int]] = {
    "ours count": ours_count,
    "polars count": polars_count,
    "pandas count": pandas_count,
    "threads count": threads_count,
    "floor count": floor_count,
    "ours rows": ours_rows,
    "polars rows": polars_rows,
    "pandas rows": pandas_rows,
    "threads rows": threads_rows,
    "ours measures": ours_measures,
    "polars measures": polars_measures,
    "pandas measures": pandas_measures,
}


def main() -> None:
    """Do the work that the command line names."""
    work, folder = WORKS[f"{sys.argv[1]} {sys.argv[2]}"], Path(sys.argv[3])
    seconds = []
    for _turn in range(2):
        start = time.perf_counter()
        found = work(folder)
        seconds.append(time.perf_counter() - start)
    told = {
        "first": seconds[0],
        "warm": seconds[1],
        "memory": _memory(),
        "rows": len(found) if isinstance(found, list) else found,
        "duties": sum(one[3] for one in found) if isinstance(found, list) else 0,
        "answer": hash_of(found) if isinstance(found, list) else "",
    }
    print(json.dumps(told))


def _memory() -> float:
    """What this process had in memory at its highest, in GB; what it had before it became Python does not count."""
    status = Path("/proc/self/status")
    if status.exists():
        (peak,) = re.findall(r"VmHWM:\s+(\d+) kB", status.read_text("utf-8"))
        return int(peak) / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def hash_of(found: Counts) -> str:
    """What tells equal answers of different processes."""
    import hashlib  # noqa: PLC0415

    return hashlib.sha256(json.dumps(found).encode()).hexdigest()


if __name__ == "__main__":
    main()

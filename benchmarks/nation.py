"""``make nation``: a policy and five measures over 1, 60 and more schools, beside polars, pandas and bare scans; Dask.

Every contestant works in a process of its own (see :mod:`contestants`), in turn within each round, over the same typed
tables; ours reads the warehouse file, the others Parquet of the same tables. What is told is the median of the second
pass of each process. Answers must be equal, or nothing is written.
"""

import argparse
import datetime as dt
import json
import math
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import altair as alt
import contestants
import many
import pyarrow as pa
import results
import rivals
import run
import vl_convert

from ediary_analytics import cluster, lake, obligations, policy, synth, warehouse
from ediary_analytics.lake.order import Order
from ediary_analytics.refresh import refresh

PLOT = Path(__file__).with_name("nation.svg")
KINDS = {
    "count": "the whole policy, counted by school, duty and status",
    "rows": "the whole policy, a row per duty",
    "measures": "five measures",
}
#: Who is measured beside us, and under what name; what pandas does not do by itself has a name of its own.
RIVALS = {"polars": "polars", "pandas": "pandas", "threads": "pandas in threads"}
#: A school and year of rows takes some 60 MB in memory: of more schools than these, rows do not fit beside others.
ROWS_UP_TO = 60
#: So many schools are made; more are these under other ids.
MADE = 60
Figures = dict[tuple[str, str, int], dict[str, float]]


def figures(sizes: Sequence[int], rounds: int, folder: Path) -> Figures:
    """By contestant, kind of work and schools: ``seconds``, ``memory`` in GB, ``duties`` that were judged."""
    found: dict[tuple[str, str, int], list[dict[str, float]]] = defaultdict(list)
    for turn in range(rounds):
        for schools in sizes:
            if schools > MADE and turn:
                continue
            for name in contestants.WORKS:
                who, kind = name.split()
                if kind == "rows" and schools > ROWS_UP_TO:
                    continue
                command = [sys.executable, str(Path(contestants.__file__)), who, kind, str(folder / str(schools))]
                told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
                found[who, kind, schools].append(told)
                print(f"{schools:>4} {name:<16} {told['warm']:8.2f} s {told['memory']:6.2f} GB", file=sys.stderr)
    _must_agree(found, sizes)
    duties = {schools: found["ours", "count", schools][0]["duties"] for schools in sizes}
    return {
        (who, kind, schools): {
            "seconds": statistics.median(one["warm"] for one in each),
            "memory": max(one["memory"] for one in each),
            "duties": duties[schools],
        }
        for (who, kind, schools), each in found.items()
    }


def _must_agree(found: dict[tuple[str, str, int], list[dict[str, float]]], sizes: Sequence[int]) -> None:
    for schools in sizes:
        for who in RIVALS:
            for kind, told in (("count", "answer"), ("rows", "rows"), ("measures", "rows")):
                if (who, kind, schools) not in found:
                    continue
                if found[who, kind, schools][0][told] != found["ours", kind, schools][0][told]:
                    raise SystemExit(f"{who}, {kind}, {schools} schools: another answer than ours")


def table(found: Figures, sizes: Sequence[int]) -> str:
    """A row for each kind of work and size."""
    named = " | ".join(f"{title} | its GB" for title in RIVALS.values())
    lines = [
        f"| work | schools | duties | ours, s | duties/s | GB | {named} | bare scans |",
        f"| --- |{' ---: |' * (6 + 2 * len(RIVALS))}",
    ]
    for kind, title in KINDS.items():
        for schools in sizes:
            if ("ours", kind, schools) not in found:
                continue
            ours = found["ours", kind, schools]
            cells = [title, str(schools), f"{ours['duties']:,.0f}", f"{ours['seconds']:.2f}"]
            cells += [
                f"{ours['duties'] / ours['seconds'] / 1e6:.2f} M" if kind != "measures" else "",
                f"{ours['memory']:.2f}",
            ]
            for who in RIVALS:
                other = found.get((who, kind, schools))
                cells += [_times(other, ours), f"{other['memory']:.2f}" if other else ""]
            cells.append(_times(found.get(("floor", kind, schools)), ours))
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _times(other: dict[str, float] | None, ours: dict[str, float]) -> str:
    return f"{other['seconds'] / ours['seconds']:.2f} ×" if other else ""


def growth(found: Figures, sizes: Sequence[int]) -> str:
    """The exponent by which time grows with schools, from the first size to each other: 1 is linear."""
    told = []
    for kind, title in KINDS.items():
        known = [schools for schools in sizes if ("ours", kind, schools) in found]
        for few, more in pairwise(known):
            ratio = found["ours", kind, more]["seconds"] / found["ours", kind, few]["seconds"]
            told.append(f"{title}: {math.log(ratio) / math.log(more / few):.2f} from {few} to {more}")
    return "; ".join(told)


def budget(found: Figures, sizes: Sequence[int]) -> str:
    """What was asked for beside what was measured, at the size of a municipality or the largest there is."""
    schools = 60 if 60 in sizes else max(sizes)  # noqa: PLR2004  (a municipality)
    told = []
    for who, asked in (("polars", 1.3), ("pandas", 3.0), ("threads", 3.0)):
        ratio = found[who, "count", schools]["seconds"] / found["ours", "count", schools]["seconds"]
        told.append(f"{RIVALS[who]} ≥ {asked:g} ×: {ratio:.2f} × ({'kept' if ratio >= asked else 'not kept'})")
    memory = max(one["memory"] for (who, _kind, _schools), one in found.items() if who == "ours")
    told.append(f"≤ 24 GB: {memory:.1f} GB ({'kept' if memory <= 24 else 'not kept'})")  # noqa: PLR2004
    return f"Budgets, the policy counted over {schools} schools: {'; '.join(told)}."


def plot(found: Figures) -> None:
    """Seconds over schools, both by powers of ten; one line for each contestant."""
    rows = [
        {
            "who": {"ours": "ours", "floor": "bare scans", **RIVALS}[who],
            "work": KINDS[kind],
            "schools": schools,
            "seconds": one["seconds"],
        }
        for (who, kind, schools), one in found.items()
    ]
    chart = (
        alt.Chart(pa.Table.from_pylist(rows), width=240, height=220)
        .mark_line(point=True)
        .encode(
            x=alt.X("schools:Q", scale=alt.Scale(type="log"), title="schools"),
            y=alt.Y("seconds:Q", scale=alt.Scale(type="log"), title="seconds"),
            color=alt.Color("who:N", sort=["ours", *RIVALS.values(), "bare scans"], title=None),
            column=alt.Column("work:N", sort=list(KINDS.values()), title=None),
        )
    )
    PLOT.write_text(vl_convert.vegalite_to_svg(chart.to_json()), "utf-8")


def spread(schools: int, pupils: int, rounds: int, folder: Path) -> str:
    """A lake of so many exports, by one process, and by one and two workers of Dask; a row for each."""
    place = folder / "lake"
    if not place.exists():
        synth.write_schools(schools, 7, pupils, *run.YEAR, place, "parquet")
    order = Order(as_of=contestants.AS_OF)
    seconds: dict[str, list[float]] = defaultdict(list)
    told = []
    for _round in range(rounds):
        start = time.perf_counter()
        told.append(lake.check(place, order))
        seconds["this process, both cores"].append(time.perf_counter() - start)
        for count in (1, 2):
            with cluster.workers(f"local:{count}") as pool:
                start = time.perf_counter()
                told.append(lake.check(place, order, pool=pool))
                seconds[f"Dask, {count} worker{'s' if count > 1 else ''} of one thread"].append(
                    time.perf_counter() - start
                )
    if any(one != told[0] for one in told):
        raise SystemExit("a cluster answers otherwise than one process")
    first = statistics.median(seconds["Dask, 1 worker of one thread"])
    lines = ["| who | seconds | schools/s | beside one worker |", "| --- | ---: | ---: | ---: |"]
    for who, each in seconds.items():
        one = statistics.median(each)
        lines.append(f"| {who} | {one:.1f} | {schools / one:.2f} | {first / one:.2f} × |")
    return "\n".join(lines)


def make(sizes: Sequence[int], pupils: int, folder: Path) -> None:
    """What is measured with: a municipality of generated schools, imported, and so many of them."""
    file = folder / "made"
    if not file.exists():
        synth.write_schools(
            min(max(sizes), MADE), 1, pupils, *run.YEAR, folder / "exports", "parquet", contestants.RULES
        )
        refresh([folder / "exports"], file, as_of=contestants.AS_OF, validate=False)
    tables = obligations.tables([policy.load(contestants.RULES)]) | set(rivals.TABLES)
    for schools in sizes:
        if not (folder / str(schools)).exists():
            many.multiply(warehouse.current(file), folder / str(schools), schools, tables)


def main() -> None:
    """Measure and write the section of RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schools", type=int, nargs="+", default=[1, 60, 550])
    parser.add_argument("--lake", type=int, default=20, help="schools of the lake that Dask goes through")
    parser.add_argument("--pupils", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="keep what is made to measure with, or take what is there")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = args.folder or Path(name)
        make(args.schools, args.pupils, folder)
        found = figures(args.schools, args.rounds, folder)
        dask = spread(args.lake, args.pupils, max(1, args.rounds - 1), folder)
    plot(found)
    results.write(
        "Many schools",
        f"`make nation`: {MADE} generated schools of {args.pupils} pupils and a school year (more are the same"
        f" under other ids,\nand gone through once), median of {args.rounds} rounds, on {run.machine()},\n"
        f"{dt.date.today().isoformat()}."  # noqa: DTZ011
        " In: the typed tables of `core`, ours as a warehouse file, the others' as\nParquet. Polars, pandas and bare"
        " scans (the columns that the rules name, each read once) in multiples of our time: over 1\nthey are slower."
        " The same rules and measures, written by hand as fast as we could, with equal answers. Pandas works\nthrough"
        " one rule after another, as it does by itself; in threads it is given as many at once as there are cores."
        "\n\n"
        f"{table(found, args.schools)}\n\n{budget(found, args.schools)}\n\n"
        f"Growth (1 is linear): {growth(found, args.schools)}.\n\n"
        f"![Seconds over schools]({PLOT.name})\n\n## On Dask\n\n{args.lake} exports as Parquet, from the files to"
        f" the counts of every duty and integrity rule, school by school.\n\n{dask}\n",
    )


if __name__ == "__main__":
    main()

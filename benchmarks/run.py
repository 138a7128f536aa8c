"""``make bench``: the budgets, measured as ratios within one run, written to their section of RESULTS.md.

Every figure is a median over rounds; what is compared is measured in turn within each round, so that a machine whose
speed drifts does not favour either side.
"""

import argparse
import datetime as dt
import io
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path

import duckdb
import many
import python_calamine
import results
import rivals
import xlsxwriter
from in_pandas import measures as in_pandas
from in_polars import measures as in_polars

from ediary_analytics import catalogue, contract, docket, ingest, integrity, metrics, policy, synth, together, warehouse
from ediary_analytics.answers import pupil
from ediary_analytics.ingest import reading
from ediary_analytics.refresh import refresh

YEAR = (dt.date(2026, 9, 1), dt.date(2027, 6, 16))
BESIDE = """
## Beside polars and pandas

The same five measures from the same typed tables, with the same answers. In: reading (ours the warehouse file, the
others Parquet of the same tables), reckoning, an Arrow table. Out: import and models. Many schools are the one under as
many ids. What polars and pandas took is told in multiples of our time: under 1 they are faster.

| measure | schools | rows | our seconds | polars | pandas |
| --- | ---: | ---: | ---: | ---: | ---: |
{rows}
"""


def bare_read(export: Path) -> None:
    """DuckDB's own typed ``read_csv`` of the same files into tables: the floor of any import."""
    con = duckdb.connect(":memory:")
    for table in contract.exported().values():
        file = export / f"{table.name}.csv"
        types = {column.name: column.sql_type for column in table.columns if column.type != "list"}
        with file.open(encoding="utf-8") as text:
            header = text.readline().strip().split(",")
        con.execute(
            f"create table {table.name} as from read_csv($file, header = true, delim = ',', quote = '\"',"
            " auto_detect = false, columns = $columns)",
            {"file": str(file), "columns": {name: types.get(name, "VARCHAR") for name in header}},
        )
    con.close()


def load(export: Path) -> None:
    """Our import up to typed tables: detection, text, casts, rejects, report."""
    con = duckdb.connect(":memory:")
    ingest.load(con, [export])
    con.close()


def workbook(file: Path, rows: int = 100_000) -> Path:
    """A workbook of lessons with texts, days, moments and numbers, 12 columns wide."""
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    page = book.add_worksheet("lessons")
    day, moment = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    page.write_row(0, 0, [column.name for column in contract.tables()["lessons"].columns[1:]])
    for line in range(1, rows + 1):
        at = dt.datetime.combine(YEAR[0], dt.time(9, line % 60)) + dt.timedelta(days=line % 200)
        page.write_row(line, 0, [f"l{line}", f"g{line % 50}"])
        page.write_datetime(line, 2, at.date(), day)
        page.write_row(
            line, 3, [line % 8, f"s{line % 40}", f"Trupmenos {line}", "Tikslas", "Darbas", f"{line % 90} psl."]
        )
        page.write_datetime(line, 9, at, moment)
    book.close()
    return file


def bare_workbook(file: Path) -> None:
    """Calamine's rows of the one sheet, of bytes in memory: the floor of reading a workbook."""
    with python_calamine.load_workbook(io.BytesIO(file.read_bytes())) as book:
        book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def read_workbook(file: Path) -> None:
    """Our reader of the same: looked at before, cells as text, the table under its headers."""
    reading.leaves(file.name, file.read_bytes())[0].text(file.name)


def whole(export: Path) -> None:
    """Files to a published warehouse with its verdicts; without Great Expectations."""
    with tempfile.TemporaryDirectory() as folder:
        refresh([export], Path(folder), as_of=dt.datetime.combine(YEAR[1], dt.time(23, 59, 59)), validate=False)


def timed(work: Callable[[], object]) -> float:
    """Seconds of wall clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(rounds: int, works: dict[str, Callable[[], object]], *, warm_up: bool = True) -> dict[str, float]:
    """Median seconds by name, measured in turn; a first round to warm up does not count."""
    found: dict[str, list[float]] = defaultdict(list)
    for turn in range(rounds + warm_up):
        for name, work in works.items():
            seconds = timed(work)
            if turn >= warm_up:
                found[name].append(seconds)
    return {name: statistics.median(seconds) for name, seconds in found.items()}


def judging(export: Path, rounds: int) -> tuple[dict[str, float], int, list[tuple[str, float]]]:
    """Seconds of judging, of the integrity rules and of Great Expectations; rows judged; the dearest obligations."""
    from ediary_analytics import quality  # noqa: PLC0415  (its import is measured by nobody)

    with tempfile.TemporaryDirectory() as folder:
        file = refresh(
            [export], Path(folder), as_of=dt.datetime.combine(YEAR[1], dt.time(23, 59, 59)), validate=False
        ).file
        con = warehouse.open_file(file)
        cases, _ = docket.cases(con)
        docket.judge(con, cases)
        suites = quality.suites(docket.outcomes(con, cases), integrity.look(con, integrity.rules()))
        found = measure(
            rounds,
            {
                "judge": lambda: docket.judge(con, cases),
                "integrity": lambda: integrity.look(con, integrity.rules()),
                "validate": lambda: quality.validate(suites),
            },
        )
        ((rows,),) = con.execute("select count(*) from judged.verdicts").fetchall()
        metrics.prepare(con)
        asked = [metrics.question(name, cases[0].as_of) for name in catalogue.metrics()]
        whom = con.execute("select min(pupil_id) from core.pupil_classes").fetchall()[0][0]
        found |= measure(
            rounds,
            {
                "metrics": lambda: together.measure_all(con, asked),
                "one by one": lambda: [metrics.measure(con, one) for one in asked],
                "pupil": lambda: pupil.look(con, whom, cases[0].as_of),
            },
        )
        each = measure(
            rounds,
            {one.name: _one(con, one, cases[0].as_of) for one in cases[0].policy.imposed if not one.unset},
        )
        con.close()
    return found, rows, sorted(each.items(), key=lambda entry: -entry[1])


def _one(con: duckdb.DuckDBPyConnection, one: policy.Imposed, as_of: dt.datetime) -> Callable[[], object]:
    sql = one.obligation.sql
    values = dict(one.editions[0].settings)
    if catalogue.JUDGED_AT in catalogue.parameters(sql):
        values[catalogue.JUDGED_AT] = as_of
    return lambda: con.execute(f"select count(*), max(done_at), max(due_at) from ({sql})", values).fetchall()


def compared(export: Path, schools: int, rounds: int) -> list[str]:
    """A row of the table per measure: ours, and how many times as long polars and pandas take, with equal answers."""
    as_of = dt.datetime.combine(YEAR[1], dt.time(23, 59, 59))
    settings = rivals.settings()
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = refresh([export], folder / "one", as_of=as_of, validate=False).file
        ours = rivals.Ours(many.multiply(one, folder, schools, rivals.TABLES), as_of)
        others = (in_polars.Polars(folder, as_of, settings), in_pandas.Pandas(folder, as_of, settings))
        for asked in rivals.NAMES:
            mine = ours.ask(asked)
            for other in others:
                if not rivals.agree(mine, other.ask(asked)):
                    raise SystemExit(f"{asked}: {type(other).__name__} answers differently")
            seconds = measure(
                rounds, {type(one).__name__: partial(one.ask, asked) for one in (ours, *others)}, warm_up=False
            )
            ratios = " | ".join(f"{seconds[type(other).__name__] / seconds['Ours']:.2f} ×" for other in others)
            rows.append(f"| {asked} | {schools} | {mine.num_rows:,} | {seconds['Ours']:.3f} | {ratios} |")
        ours.con.close()
    return rows


def machine() -> str:
    """Processor, cores, memory and versions, in one line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30 if hasattr(os, "sysconf") else 0
    return (
        f"{platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()},"
        f" Python {platform.python_version()}, DuckDB {duckdb.__version__}"
    )


def main() -> None:
    """Measure and write the section of RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pupils", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--schools", type=int, default=60, help="of the comparison with polars and pandas")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "school"
        synth.write_schools(1, 1, args.pupils, *YEAR, export, "csv", "kedainiai-senamiestis")
        size = sum(file.stat().st_size for file in export.glob("*.csv")) / 1e6
        importing = measure(
            args.rounds,
            {"bare": lambda: bare_read(export), "load": lambda: load(export), "whole": lambda: whole(export)},
        )
        sheet = workbook(Path(folder) / "lessons.xlsx")
        importing |= measure(
            args.rounds,
            {"bare sheet": lambda: bare_workbook(sheet), "sheet": lambda: read_workbook(sheet)},
        )
        judged, rows, dearest = judging(export, args.rounds)
        beside = compared(export, 1, args.rounds) + compared(export, args.schools, min(args.rounds, 2))
    help_ = measure(
        args.rounds,
        {
            "help": lambda: subprocess.run(
                [Path(sys.executable).with_name("ediary"), "--help"], check=True, capture_output=True
            )
        },
    )["help"]
    bare, judge = importing["bare"], judged["judge"]
    lines = [
        ("DuckDB's bare typed `read_csv` of the files", bare, "1", ""),
        ("our import of them into typed tables", importing["load"], f"{importing['load'] / bare:.2f} × bare", "≤ 3 ×"),
        (
            "all of it: models, judging, published file",
            importing["whole"],
            f"{importing['whole'] / bare:.2f} × bare",
            "",
        ),
        ("bare calamine of a workbook of 100,000 rows", importing["bare sheet"], "1", ""),
        (
            "our reading of it",
            importing["sheet"],
            f"{importing['sheet'] / importing['bare sheet']:.2f} × bare",
            "≤ 1.5 ×",
        ),
        (f"judging {len(dearest)} obligations, {rows:,} duties", judge, f"{rows / judge / 1e6:.2f} M rows/s", "≤ 1 s"),
        ("integrity rules", judged["integrity"], f"{judged['integrity'] / judge:.2f} × judging", ""),
        ("Great Expectations, its import aside", judged["validate"], "", f"≤ {0.5 + 0.2 * judge:.2f} s (0.5 s + 20 %)"),
        ("every metric with its own keys and period", judged["metrics"], "1", "≤ 1 s"),
        ("the same, one by one", judged["one by one"], f"{judged['one by one'] / judged['metrics']:.2f} ×", ""),
        ("all about one pupil", judged["pupil"], "", ""),
        ("`ediary --help`", help_, "", "< 0.4 s"),
    ]
    table = "\n".join(f"| {what} | {seconds:.2f} | {ratio} | {budget} |" for what, seconds, ratio, budget in lines)
    costs = ", ".join(f"{name} {seconds * 1000:.0f} ms" for name, seconds in dearest[:3])
    results.write(
        "Last measurement",
        f"`make bench`: {args.pupils} pupils, one school year, {size:.1f} MB of CSV, median of"
        f" {args.rounds} rounds,\non {machine()},\n{time.strftime('%Y-%m-%d')}."
        " Trust the ratios: the machine is shared.\n\n"
        f"| what | seconds | ratio | budget |\n| --- | ---: | ---: | --- |\n{table}\n\nDearest obligations: {costs}.\n"
        + BESIDE.format(rows="\n".join(beside)),
    )


if __name__ == "__main__":
    main()

"""Five measures beside the same in polars and pandas, from the same typed tables, with the same answers.

Ours asks the warehouse file; polars scans (:mod:`in_polars.measures`), and pandas reads the needed columns of
(:mod:`in_pandas.measures`), Parquet files of the same tables of ``core``. Timed are reading, reckoning, and the answer
as a table in memory; ours also sorts it and divides. Not timed are the import and the making of the tables. Many
schools are one school under as many ids, in a warehouse that holds only the tables which these five read.
"""

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from ediary_analytics import catalogue, metrics, warehouse

TABLES = (
    "accounts",
    "classes",
    "evidence",
    "marks",
    "people",
    "person_logins",
    "pupil_classes",
    "pupil_days",
    "results",
    "school_days",
    "school_years",
)
NAMES = ("attendance_rate", "nemis", "success_rate", "grade_trend", "login_active")


def settings() -> dict[str, Any]:
    """The thresholds of the five, as they are packaged."""
    return {key: value for name in NAMES for key, value in catalogue.metrics()[name].settings.items()}


class Ours:
    """The packaged measures over the warehouse."""

    def __init__(self, file: Path, as_of: dt.datetime) -> None:
        self.con = warehouse.open_file(file)
        self.as_of = as_of
        metrics.open_for(self.con)

    def ask(self, name: str) -> pa.Table:
        """The answer with the metric's own keys and period."""
        return metrics.measure(self.con, metrics.question(name, self.as_of)).rows


def agree(ours: pa.Table, theirs: pa.Table) -> bool:
    """Whether the answers hold the same rows, in any order, as far as theirs has columns for it."""
    names = sorted(set(theirs.column_names) & set(ours.column_names))
    if not {"school_id", "numerator", "denominator"} <= set(names):
        return False
    con = duckdb.connect(":memory:")
    con.register("ours", ours)
    con.register("theirs", theirs)
    listed = ", ".join(names)
    pairs = (("ours", "theirs"), ("theirs", "ours"))
    differing = [
        con.execute(f"select count(*) from (select {listed} from {a} except all select {listed} from {b})").fetchall()
        for a, b in pairs
    ]
    con.close()
    return differing == [[(0,)], [(0,)]]

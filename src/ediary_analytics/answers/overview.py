"""How the fill went on: month by month, and as each import found it."""

from dataclasses import dataclass

import duckdb
import pyarrow as pa

from ediary_analytics.answers.fill_check import Tally
from ediary_analytics.catalogue import question
from ediary_analytics.standing import STATUSES


@dataclass(frozen=True, slots=True)
class Course:
    """Where all duties together stood.

    Attributes:
        months: by month of their days (``2026-10``), as of the last import; oldest first.
        imports: by moment of judging, of all days up to it; of one import there is one.
    """

    months: list[tuple[str, Tally]]
    imports: list[tuple[str, Tally]]


def course(con: duckdb.DuckDBPyConnection, policy: str) -> Course:
    """Of a connection that was opened for a viewer and one school."""
    asked = {"policy": policy}
    months = con.sql(question("fill_trend"), params=asked).to_arrow_table()
    imports = con.sql(question("fill_history"), params=asked).to_arrow_table()
    return Course(_tallies(months, "month"), _tallies(imports, "as_of"))


def _tallies(found: pa.Table, key: str) -> list[tuple[str, Tally]]:
    return [(f"{row[key]}", Tally(**{status: row[status] for status in STATUSES})) for row in found.to_pylist()]

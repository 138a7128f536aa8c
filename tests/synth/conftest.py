from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from ediary_analytics.synth import POLICIES, Plan, generate

Export = dict[str, pa.Table]


@cache
def made(plan: Plan) -> Export:
    return generate(plan)


@pytest.fixture(scope="session", params=POLICIES)
def plan(request: pytest.FixtureRequest) -> Plan:
    """A whole school up to the end of January, under each rules."""
    return Plan("s001", 7, 600, request.param, date(2026, 9, 1), date(2027, 1, 31))


@pytest.fixture(scope="session")
def export(plan: Plan) -> Export:
    return made(plan)


@pytest.fixture(scope="session")
def ask(export: Export) -> Callable[[str], list[Any]]:
    """Rows of a query over the export's tables."""
    con = duckdb.connect()
    for name, table in export.items():
        con.register(name, table)
    return lambda query: con.sql(query).fetchall()

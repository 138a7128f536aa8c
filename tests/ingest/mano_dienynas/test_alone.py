"""Nothing but report (a) of a class: progress, attendance and risk are told from it."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from ediary_analytics import metrics, warehouse
from ediary_analytics.refresh import refresh
from support import workbooks
from support.workbooks import TermSummary

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

Con: TypeAlias = "duckdb.DuckDBPyConnection"
AS_OF = dt.datetime(2026, 6, 30)


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Con]:
    folder: Path = tmp_path_factory.mktemp("alone")
    report = TermSummary(
        {
            "Pavardaitėa Vardė": ((9, "įsk"), 9, (4, 3, 1, 0)),
            "Pavardaitėb Vardė": ((7, "įsk"), 7, (0, 0, 0, 0)),
            "Pavardaitėc Vardė": ((3, "nsk"), 3, (20, 5, 0, 15)),
        },
        ["Matematika", "Dorinis ugdymas (etika)"],
    )
    (folder / "6.xls").write_bytes(workbooks.xls(report.cells()))
    con = warehouse.open_file(refresh([folder], folder / "data", as_of=AS_OF, validate=False).file)
    metrics.open_for(con)
    yield con
    con.close()


def told(con: Con, name: str, *by: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = metrics.measure(con, metrics.question(name, AS_OF, by=by)).rows.to_pylist()
    return rows


def test_progress(con: Con) -> None:
    for name, share in {"success_rate": (2, 3), "quality_rate": (2, 3)}.items():
        (row,) = told(con, name, "class")
        assert (row["numerator"], row["denominator"]) == share
    levels = {row["part"]: row["numerator"] for row in told(con, "level", "class")}
    assert levels == {"unsatisfactory": 1, "threshold": 0, "satisfactory": 0, "main": 1, "advanced": 1}


def test_attendance(con: Con) -> None:
    found = told(con, "reported_absences", "class")
    assert {row["part"]: row["numerator"] for row in found} == {
        "missed": 24, "illness": 8, "other": 1, "unjustified": 15,
    }  # fmt: skip
    assert {(row["denominator"], row["period"]) for row in found} == {(3, "2025-2026-II-pusmetis")}


def test_risk(con: Con) -> None:
    (sign,) = told(con, "risk_triggers", "pupil")
    assert (sign["part"], sign["value"]) == ("negative_term_grades", 2)
    points = [row["value"] for row in told(con, "risk_level", "pupil") if row["part"] == "total"]
    assert sorted(points) == [0, 0, 2]

"""Whoever is measured beside another gives the same answer."""

import datetime as dt
from pathlib import Path

import contestants
import many
import pytest
import rivals

from ediary_analytics import obligations, policy, synth
from ediary_analytics.refresh import refresh

SCHOOLS = 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two small schools, one of them under two ids, as a warehouse and as Parquet."""
    base = tmp_path_factory.mktemp("many")
    days = (dt.date(2026, 9, 1), dt.date(2026, 10, 2))
    synth.write_schools(2, 5, 20, *days, base / "schools", "parquet", contestants.RULES)
    made = refresh([base / "schools"], base / "made", as_of=contestants.AS_OF, validate=False).file
    tables = obligations.tables([policy.load(contestants.RULES)]) | set(rivals.TABLES)
    many.multiply(made, base / "many", SCHOOLS, tables)
    return base / "many"


@pytest.mark.parametrize("kind", ["count", "rows", "measures"])
def test_all_give_the_same_answer(folder: Path, kind: str) -> None:
    ours, *others = (
        work(folder) for name, work in contestants.WORKS.items() if name.endswith(kind) and "floor" not in name
    )
    assert ours
    assert len(others) >= 2
    assert all(other == ours for other in others)


def test_a_count_is_of_every_school_and_duty(folder: Path) -> None:
    counts = contestants.ours_count(folder)
    assert {school for school, *_rest in counts} == {"s001-0", "s002-0", "s001-1"}
    assert sum(number for *_rest, number in counts) == contestants.ours_rows(folder)


def test_the_floor_reads_what_the_rules_name(folder: Path) -> None:
    assert contestants.floor_count(folder) > 100

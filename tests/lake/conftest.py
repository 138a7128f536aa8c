"""A lake of five unlike schools, and one warehouse of the same: what the one says the other must say."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from ediary_analytics import docket, metrics, synth, warehouse
from ediary_analytics.refresh import refresh
from support import schools

AS_OF = dt.datetime(2026, 10, 9, 15, 30)
DAYS = (dt.date(2026, 9, 1), dt.date(2026, 10, 23))


@pytest.fixture(scope="session")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four generated schools under both rules, as Parquet, and one without marks, as CSV in a zip."""
    folder = tmp_path_factory.mktemp("lake")
    synth.write_schools(4, 11, 30, *DAYS, folder, "parquet")
    aside = tmp_path_factory.mktemp("zip")
    schools.export("lessons only", aside)
    shutil.make_archive(str(folder / "pamokos"), "zip", aside)
    return folder


@pytest.fixture(scope="session")
def whole(lake: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published file of one import of the lake."""
    return refresh([lake], tmp_path_factory.mktemp("whole"), as_of=AS_OF, validate=False).file


@pytest.fixture(scope="session")
def undated(lake: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same of an import without a moment of its own, as a check makes it."""
    return refresh([lake], tmp_path_factory.mktemp("undated"), validate=False).file


@pytest.fixture
def con(undated: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The one warehouse, judged and ready for measures."""
    with warehouse.open_file(undated) as root:
        metrics.open_for(root)
        docket.judge(root, docket.cases(root, None, AS_OF)[0])
        yield root

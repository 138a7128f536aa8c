"""A warehouse in memory, and exports written as the reader of a test sees them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import duckdb
import pytest

from ediary_analytics import i18n, ingest

#: In quotes: once Hypothesis has run, pytest keeps what annotates a test to the end, and DuckDB complains of a leak.
Con: TypeAlias = "duckdb.DuckDBPyConnection"
Write = Callable[[dict[str, str | bytes]], Path]
Load = Callable[..., ingest.ImportReport]

PUPILS = "pupil_id,first_name\np1,Ąžuolas\n"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("lt")


@pytest.fixture
def con() -> Iterator[Con]:
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Files by name → the folder ``school`` that holds them, with a pupil in it unless it says otherwise."""

    def write(files: dict[str, str | bytes]) -> Path:
        folder = tmp_path / "school"
        for name, content in ({"pupils.csv": PUPILS} | files).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return write


@pytest.fixture
def load(con: Con, write: Write) -> Load:
    """Files by name → the report of importing them; the tables are in ``con``."""

    def load(files: dict[str, str | bytes], school: str | None = None) -> ingest.ImportReport:
        return ingest.load(con, [write(files)], school)

    return load

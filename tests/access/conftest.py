"""The cast as a warehouse."""

import datetime as dt
from pathlib import Path

import pytest

from ediary_analytics.refresh import refresh
from support import cast


@pytest.fixture(scope="session")
def school_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both schools of the cast, as of the end of October."""
    folder = tmp_path_factory.mktemp("cast")
    refresh(cast.write(folder / "export"), folder / "data", as_of=dt.datetime(2026, 10, 31, 23, 59, 59), validate=False)
    return folder / "data" / (folder / "data" / "current").read_text("utf-8").strip()

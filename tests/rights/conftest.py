"""A school of one class, large enough to be told of, and its data directory."""

from pathlib import Path

import pytest

from ediary_analytics.register.store import URL_VARIABLE


@pytest.fixture(autouse=True)
def _own_register(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(URL_VARIABLE, raising=False)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data directory of the commands."""
    folder = tmp_path / "data"
    monkeypatch.setenv("EDIARY_DATA_DIR", str(folder))
    return folder

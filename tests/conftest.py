"""What all tests share: no data directory or language of the developer's own, and no deadlines on a shared machine."""

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from ediary_analytics import i18n
from ediary_analytics.paths import shipped
from ediary_analytics.refresh import refresh

_MAIN = sys.modules["__main__"]
END_OF_NOVEMBER = dt.datetime(2026, 11, 30, 23, 59, 59)

settings.register_profile("shared_machine", deadline=None)
settings.load_profile("shared_machine")


@pytest.fixture(autouse=True)
def _of_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("EDIARY_DATA_DIR", str(tmp_path / "data-of-nobody"))
    monkeypatch.delenv("EDIARY_LANG", raising=False)
    i18n.use("lt")  # what a test before spoke is not this one's language


@pytest.fixture(autouse=True)
def _own_main() -> Iterator[None]:
    """Streamlit puts a page in the place of the main module, and every process that Dask starts runs that one again."""
    yield
    sys.modules["__main__"] = _MAIN


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both schools of sample_data, judged by their own rules at the end of November; marked as made up."""
    folder = tmp_path_factory.mktemp("demo")
    refresh([shipped("sample_data")], folder, as_of=END_OF_NOVEMBER, validate=False)
    (folder / "demo").touch()
    return folder

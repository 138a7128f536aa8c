"""What all tests share: no data directory or language of the developer's own, and no deadlines on a shared machine."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("shared_machine", deadline=None)
settings.load_profile("shared_machine")


@pytest.fixture(autouse=True)
def _of_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("EDIARY_DATA_DIR", str(tmp_path / "data-of-nobody"))
    monkeypatch.delenv("EDIARY_LANG", raising=False)

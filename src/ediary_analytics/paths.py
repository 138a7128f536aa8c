"""Where things stand: what was shipped with the program, and what belongs to the user."""

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """``app.py``, ``pages``, ``expectations`` or ``sample_data``: inside the wheel, or at the top of a checkout."""
    inside = _PACKAGE / "_app" / name
    return inside if inside.exists() else _PACKAGE.parents[1] / name


def data_dir(given: Path | None = None) -> Path:
    """The folder of imported data: the one given, else ``EDIARY_DATA_DIR``, else the platform's user data folder."""
    if given is not None:
        return given
    if from_environment := os.environ.get("EDIARY_DATA_DIR"):
        return Path(from_environment)
    return platformdirs.user_data_path("ediary-analytics", appauthor=False)

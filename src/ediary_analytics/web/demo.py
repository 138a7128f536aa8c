"""The demonstration: anybody may be anybody, over fiction only."""

import os
from pathlib import Path
from typing import Final

from ediary_analytics import paths

#: How the server is told that it is a demonstration.
VARIABLE: Final = "EDIARY_DEMO"
#: In the data directory of a demonstration stands a file of this name; what lies beside it is fiction.
MARK: Final = "demo"


def is_on() -> bool:
    """Whether this server was started as a demonstration."""
    return os.environ.get(VARIABLE) == "1"


def is_marked(folder: Path) -> bool:
    """Whether a data directory holds fiction only."""
    return (folder / MARK).is_file()


def may_choose() -> bool:
    """Whether anybody may be anybody here."""
    return is_on() and is_marked(paths.data_dir())

"""Options that several commands share, and the progress bar they wait with."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ediary_analytics.i18n import N_
from ediary_analytics.paths import data_dir

if TYPE_CHECKING:
    from ediary_analytics.refresh import Progress

# what cannot be read is said by who reads it, in the language in use
PATH = click.Path(path_type=Path, readable=False)
_Command = TypeVar("_Command", bound=Callable[..., Any])


def data(command: _Command) -> _Command:
    """``--data-dir``, as ``data_dir``."""
    return click.option(
        "--data-dir",
        type=PATH,
        envvar="EDIARY_DATA_DIR",
        help=N_("Where imported data is kept (else the platform's place)."),
    )(command)


def as_of(command: _Command) -> _Command:
    """``--as-of``, as text."""
    return click.option(
        "--as-of",
        metavar="DATE[THH:MM]",
        help=N_("Judge as of the end of this day, or this moment (else the import's)."),
    )(command)


def school(command: _Command) -> _Command:
    """``--school``."""
    return click.option(
        "--school", metavar="ID", help=N_("Only this school; at import, the id of an export that has none.")
    )(command)


def cluster(command: _Command) -> _Command:
    """``--cluster``."""
    return click.option(
        "--cluster",
        metavar="local:N|tcp://HOST:PORT",
        help=N_("Share a folder of many schools' exports among processes, here or on a Dask cluster."),
    )(command)


def folder(given: Path | None) -> Path:
    """The data directory: the one given, else the user's."""
    return data_dir(given)


def progress() -> AbstractContextManager["Progress"]:
    """A progress bar on stderr."""
    from ediary_analytics.cli import terminal

    return terminal.progress()

"""Files that only their owner may read."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ediary_analytics import system_faults
from ediary_analytics.errors import CallError
from ediary_analytics.i18n import _


def write(file: Path, data: bytes) -> None:
    """Write a new file; nobody but its owner may read it, from the first byte on.

    Raises:
        CallError: it is there already, or cannot be written there.
    """
    try:
        with writing(file):
            _make(file)
            file.write_bytes(data)
    except CallError as error:
        if isinstance(error.__cause__, FileExistsError):
            raise CallError(file, _("it is there already"), _("Name a new file or folder")) from error
        raise


def replace(file: Path, data: bytes) -> None:
    """The same, in the place of one that is there.

    Raises:
        CallError: it cannot be written there.
    """
    with writing(file):
        make_room(file)
        file.write_bytes(data)


def make_room(file: Path) -> None:
    """Make an empty file to be written, in the place of one that is there; raises OSError."""
    file.unlink(missing_ok=True)  # whoever could read an older one must not read this
    _make(file)


def _make(file: Path) -> None:
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


@contextmanager
def writing(file: Path) -> Iterator[None]:
    """Turn what the system says against writing a file into a CallError."""
    try:
        yield
    except OSError as error:
        reason, right = system_faults.why(error)
        raise CallError(file, _("it cannot be written ({error})").format(error=reason), right) from error


def new_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter; one that is there must be empty.

    Raises:
        CallError: it holds something, or cannot be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        taken = any(folder.iterdir())
    except OSError as error:
        reason, right = system_faults.why(error)
        raise CallError(folder, _("it cannot be written ({error})").format(error=reason), right) from error
    if taken:
        raise CallError(folder, _("the folder is not empty"), _("Name an empty or a new one"))

"""One import at a time: a lock of the operating system, which goes with the process that holds it, however it ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ediary_analytics.errors import CallError
from ediary_analytics.i18n import _

#: Beside the warehouses; empty, and never removed: who waits for a removed file waits for nothing.
NAME = "import.lock"

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a data directory while the next version is built in it.

    Raises:
        CallError: another process does.
    """
    handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            _take(handle)
        except OSError as error:
            raise CallError(
                folder,
                _("another import is running here"),
                _("Wait until it has finished, then import again"),
            ) from error
        yield
    finally:
        os.close(handle)

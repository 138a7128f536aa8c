"""What the system has against reading or writing, in words of our own: its own are English, and may tell of rows.

A full disk is told alike whoever met it: the system, DuckDB or SQLite.
"""

import errno
import re
from collections.abc import Iterator
from pathlib import Path

from ediary_analytics.errors import EdiaryError
from ediary_analytics.i18n import N_, _

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
#: How DuckDB (also of what it puts aside: https://duckdb.org/docs/stable/configuration/pragmas) and SQLite tell of it.
_FULL_TEXTS = (
    "No space left on device",
    "not enough space on the disk",
    "Could not write all bytes",
    "max_temp_directory_size",
    "disk is full",
)
_NAMED = re.compile(r'file "([^"\n]+)"')
_HELD_ON_WINDOWS = {32, 33}
_NO_ROOM = N_("there is no room on the disk")
_MAKE_ROOM = N_("Free some space there and do it again; what was imported before is not lost")
_OTHER = (
    N_("the system did not allow it"),
    N_("Check that there is room, that you may write there, and that no other program holds the file open"),
)
#: What is wrong, and what would be right, by the number of the system's error.
_CAUSES = {
    errno.ENOENT: (N_("there is no such file or folder"), N_("Check how it is written, or make the folder first")),
    errno.EEXIST: (N_("it is there already"), N_("Name another file or folder")),
    errno.ENOTDIR: (N_("a file stands where a folder should be"), N_("Name a folder")),
    errno.EISDIR: (N_("this is a folder, not a file"), N_("Name a file")),
    errno.ENOTEMPTY: (N_("the folder is not empty"), N_("Name an empty or a new one")),
    errno.ENAMETOOLONG: (N_("the name is too long"), N_("Choose a shorter one")),
    errno.EROFS: (N_("nothing can be written there"), N_("Name a folder on another disk")),
    errno.EIO: (N_("the disk or the network does not answer"), N_("Check the disk or the connection, and do it again")),
} | dict.fromkeys(
    (errno.EACCES, errno.EPERM),
    (N_("you have no right to do it"), N_("Name a place that is yours, or ask whoever administers this computer")),
)
_DAMAGED = (N_("it is damaged, or of another kind than its name says"), N_("Export it again"))
_LOCKED = (N_("it is locked with a password"), N_("Export or save it again without one"))
_HELD = (N_("another program holds it open"), N_("Close it there and do it again"))


def is_full(error: BaseException) -> bool:
    """Whether a full disk is behind an error, whoever raised it."""
    return any(_tells_full(one) for one in _chain(error))


def _tells_full(error: BaseException) -> bool:
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno in _FULL
    return any(text in str(error) for text in _FULL_TEXTS)


def _chain(error: BaseException) -> Iterator[BaseException]:
    one: BaseException | None = error
    while one is not None:
        yield one
        one = one.__cause__ or one.__context__


def full(error: BaseException, where: object = None) -> EdiaryError:
    """What is told of a full disk: where it is full, as far as the error says so, and what to do."""
    return EdiaryError(where or _place(error) or "ediary", _(_NO_ROOM), _(_MAKE_ROOM))


def _place(error: BaseException) -> Path | None:
    """The folder of the file that did not fit."""
    for one in _chain(error):
        if isinstance(one, OSError) and one.filename:
            return Path(str(one.filename)).parent
        if found := _NAMED.search(str(one)):
            return Path(found[1]).parent
    return None


def why(error: BaseException) -> tuple[str, str]:
    """What is wrong with a file that cannot be read or written, and what would be right, without full stops.

    An error that is not the system's was found in the file: it is locked or damaged.
    """
    if is_full(error):
        return _(_NO_ROOM), _(_MAKE_ROOM)
    if not isinstance(error, OSError):
        wrong, right = _LOCKED if isinstance(error, RuntimeError) and "encrypted" in str(error) else _DAMAGED
    elif getattr(error, "winerror", None) in _HELD_ON_WINDOWS:
        wrong, right = _HELD
    else:
        wrong, right = _CAUSES.get(error.errno or 0, _OTHER)
    return _(wrong), _(right)


def refused(error: OSError) -> EdiaryError:
    """A full disk, a file that another program holds, a folder that may not be written: not ours, whatever did it."""
    return full(error) if is_full(error) else EdiaryError(error.filename or "ediary", *why(error))

"""The list of a package's files with their SHA-256: whatever was altered, is missing or was added, it names.

The file is what ``sha256sum`` writes and checks; its last line is a comment with the sum of the lines above it, so that
the list itself cannot be altered unseen either. (FIPS 180-4; whoever can write a new list can write a new sum: against
that stands a signature, see :mod:`ediary_analytics.reports.archive.signature`.)
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _

NAME: Final = "MANIFEST.sha256"
_OWN: Final = "# sha256 of the lines above: "


@dataclass(frozen=True, slots=True)
class Verified:
    """What a package is by its list: how many files are as they were, and the paths of those that are not."""

    intact: int
    altered: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every file is as it was, and there are no others."""
        return not (self.altered or self.missing or self.added)


def write(folder: Path) -> str:
    """List all files of a package; the list's own sum, to be written down elsewhere, as the answer."""
    lines = _lines(folder, paths(folder))
    (folder / NAME).write_bytes((lines + _OWN + hashlib.sha256(lines.encode()).hexdigest() + "\n").encode())
    return sum_of(folder / NAME)


def sum_but(folder: Path, left_out: str) -> str:
    """One sum over all files of a package but one, their names and contents: what that one can hold of the others."""
    return hashlib.sha256(_lines(folder, [path for path in paths(folder) if path != left_out]).encode()).hexdigest()


def _lines(folder: Path, listed: Iterable[str]) -> str:
    return "".join(f"{sum_of(folder / path)}  {path}\n" for path in listed)


def verify(folder: Path) -> Verified:
    """Compare a package with its list.

    Raises:
        InputError: the folder has no list, or it cannot be read.
    """
    file = folder / NAME
    try:
        text = file.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise InputError(folder, _("this is no archive: it has no {name}").format(name=NAME), _right()) from error
    body, mark, said = text.rpartition(_OWN)
    whole = bool(mark) and said == hashlib.sha256(body.encode()).hexdigest() + "\n"
    listed = {path: own for own, gap, path in (line.partition("  ") for line in body.splitlines()) if gap}
    there = set(paths(folder))
    altered = [path for path in sorted(there & listed.keys()) if sum_of(folder / path) != listed[path]]
    return Verified(
        intact=len(there & listed.keys()) - len(altered),
        altered=(*([] if whole else [NAME]), *altered),
        missing=tuple(sorted(listed.keys() - there)),
        added=tuple(sorted(there - listed.keys())),
    )


def _right() -> str:
    return _("Name the folder that ediary archive wrote")


def paths(folder: Path) -> list[str]:
    """Of all files of a package but the list, with slashes on every system."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    return sorted(path for path in found if path != NAME)


def sum_of(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal; empty where it cannot be read."""
    try:
        with file.open("rb") as data:
            return hashlib.file_digest(data, "sha256").hexdigest()
    except OSError:
        return ""  # what cannot be read is not what was listed

"""The parts of a lake: which folders and zips they are, and whether one changed since it was looked at."""

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.ingest import names
from ediary_analytics.ingest.export import SUFFIXES, is_ignored, readable

#: So many exports are still imported together, into one warehouse: the schools of a municipality.
WHOLE = 60


@dataclass(frozen=True, slots=True)
class Part:
    """An export of a lake: the folder's or zip's own name, where it is, and the bytes of it."""

    name: str
    path: Path
    bytes: int

    def fingerprint(self) -> str:
        """SHA-256 over the names and contents of its files: the same for the same export, wherever it lies.

        Raises:
            InputError: a file of it cannot be read.
        """
        whole = hashlib.sha256()
        with readable(self.path):
            for file in _files(self.path):
                with file.open("rb") as content:
                    digest = hashlib.file_digest(content, "sha256").hexdigest()
                whole.update(f"{file.relative_to(self.path.parent).as_posix()}\0{digest}\0".encode())
        return whole.hexdigest()


def is_lake(path: Path) -> bool:
    """Whether a folder holds more exports than one warehouse is made of."""
    return path.is_dir() and len(_entries(path)) > WHOLE


def find(path: Path) -> list[Part]:
    """The parts of a lake, by name.

    Raises:
        InputError: the path is no folder, holds no folder or zip with files, or its files are themselves an export.
    """
    entries = _entries(path.absolute()) if path.is_dir() else []  # workers may stand elsewhere
    if not entries:
        raise InputError(path, _("this is no folder of exports"), _("Give one that holds a folder for each school"))
    with readable(path):
        return [Part(entry.name, entry, sum(file.stat().st_size for file in _files(entry))) for entry in entries]


def _entries(path: Path) -> list[Path]:
    """The folders and zips of a folder, none where it is itself an export or one's months."""
    with readable(path):
        inside = sorted(entry for entry in path.iterdir() if not is_ignored(PurePosixPath(entry.name)))
        if any(entry.is_file() and names.table_of(entry.stem) for entry in inside if entry.suffix.lower() in SUFFIXES):
            return []
        return [
            entry
            for entry in inside
            if not names.is_period(entry.stem) and (_files(entry) if entry.is_dir() else entry.suffix.lower() == ".zip")
        ]


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(
        file for file in path.rglob("*") if file.is_file() and not is_ignored(PurePosixPath(file.relative_to(path)))
    )

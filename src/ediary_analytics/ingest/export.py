"""What there is to read: files and the exports they make up."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ediary_analytics import contract, system_faults
from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.ingest import limits, names

#: Files that may hold tables; what is in them, their bytes tell.
SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".parquet", ".html", ".htm"})
_IGNORED = {"__macosx", "desktop.ini", "thumbs.db"}


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its name within the export, its size in bytes, and how to get them, or so many of the first."""

    name: str
    size: int
    read: Callable[..., bytes]

    @property
    def table(self) -> contract.Table | None:
        """The table that its name means, if we read files of its kind."""
        return names.table_of(PurePosixPath(self.name).stem) if self.may_hold_tables else None

    @property
    def may_hold_tables(self) -> bool:
        """Whether it is worth opening."""
        return PurePosixPath(self.name).suffix.lower() in SUFFIXES


@dataclass(frozen=True, slots=True)
class Export:
    """What was exported at once.

    Args:
        name: the folder's or zip's own name.
        where: how its reader finds it.
        sources: its files that may hold tables.
        unknown: names of files and folders in it that do not.
        prefix: stands before the files' names in messages and ``raw.files`` where several exports are read.
    """

    name: str
    where: str
    sources: tuple[Source, ...]
    unknown: tuple[str, ...] = field(default=())
    prefix: str = field(default="")

    @property
    def bytes(self) -> int:
        """The size of the files to be read."""
        return sum(source.size for source in self.sources)


def is_ignored(path: PurePosixPath) -> bool:
    """Whether an operating system or an office program left the file there: hidden, locks, ``__MACOSX``."""
    return any(part.startswith((".", "~$")) or part.lower() in _IGNORED for part in path.parts)


def on_disk(path: Path, name: str) -> Source:
    """A file of the disk as a source of that name; raises InputError when it is too large or cannot be opened."""
    with readable(path):
        size = path.stat().st_size

    largest = limits.file_bytes()

    def read(limit: int = largest) -> bytes:
        with readable(path), path.open("rb") as file:
            return file.read(limit)

    if size > largest:
        raise InputError(
            path,
            _("the file is too large"),
            _("Import one school and one school year at a time, or raise EDIARY_MAX_FILE_MB"),
        )
    return Source(shown(name), size, read)


def shown(name: str) -> str:
    """A file's name as it can be printed and stored, whatever bytes the disk has for it."""
    return name.encode("utf-8", "replace").decode()


@contextmanager
def readable(where: object, *more: type[Exception]) -> Iterator[None]:
    """Turn what the operating system (or ``more``) has against reading into an InputError, in words of our own."""
    try:
        yield
    except Exception as error:
        if not isinstance(error, (OSError, ValueError, *more)):
            raise
        reason, right = system_faults.why(error)
        raise InputError(where, _("cannot be read ({reason})").format(reason=reason), right) from error

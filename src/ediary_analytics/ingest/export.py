"""What there is to read: files and the exports they make up."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from ediary_analytics import contract
from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.ingest import delimited
from ediary_analytics.ingest.text import TextTable

#: How a file of a format becomes text, by suffix; a new format is one more entry.
READERS: Mapping[str, Callable[[str, bytes], TextTable | None]] = {
    ".csv": delimited.read,
    ".tsv": delimited.read,
    ".txt": delimited.read,
}
#: The largest file that is read; those of a school year are a hundredth of it.
MAX_FILE_BYTES = 1 << 30
_IGNORED = {"__macosx", "desktop.ini", "thumbs.db"}


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its name within the export, its size in bytes, and how to get them."""

    name: str
    size: int
    read: Callable[[], bytes]

    @property
    def table(self) -> contract.Table | None:
        """The table that its name means, if we read files of its kind."""
        path = PurePosixPath(self.name)
        return table_for(path.stem) if path.suffix.lower() in READERS else None

    @property
    def text(self) -> Callable[[str, bytes], TextTable | None]:
        """How its bytes become text; only for a source that means a table."""
        return READERS[PurePosixPath(self.name).suffix.lower()]


@dataclass(frozen=True, slots=True)
class Export:
    """What was exported at once.

    Args:
        name: the folder's or zip's own name.
        where: how its reader finds it.
        files: its files by table.
        unknown: names of files and folders in it that are no table.
        prefix: stands before the files' names in messages and ``raw.files`` where several exports are read.
    """

    name: str
    where: str
    files: Mapping[str, Source]
    unknown: tuple[str, ...] = ()
    prefix: str = ""

    @property
    def bytes(self) -> int:
        """The size of the files to be read."""
        return sum(source.size for source in self.files.values())


def table_for(name: str) -> contract.Table | None:
    """The contract's table of that name or alias; case, accents and spaces do not matter."""
    return _tables().get(contract.normal(name))


@cache
def _tables() -> Mapping[str, contract.Table]:
    return {contract.normal(name): t for t in contract.tables().values() for name in (t.name, *t.aliases)}


def is_ignored(path: PurePosixPath) -> bool:
    """Whether an operating system or an office program left the file there: hidden, locks, ``__MACOSX``."""
    return any(part.startswith((".", "~$")) or part.lower() in _IGNORED for part in path.parts)


def on_disk(path: Path, name: str) -> Source:
    """A file of the disk as a source of that name; raises InputError when it is too large or cannot be opened."""
    with readable(path):
        size = path.stat().st_size

    def read() -> bytes:
        with readable(path), path.open("rb") as file:
            return file.read(MAX_FILE_BYTES)

    if size > MAX_FILE_BYTES:
        raise InputError(path, _("the file is too large"), _("Import one school and one school year at a time"))
    return Source(shown(name), size, read)


def shown(name: str) -> str:
    """A file's name as it can be printed and stored, whatever bytes the disk has for it."""
    return name.encode("utf-8", "replace").decode()


@contextmanager
def readable(where: object, *more: type[Exception]) -> Iterator[None]:
    """Turn what the operating system (or ``more``) says against reading into an InputError."""
    try:
        yield
    except Exception as error:
        if not isinstance(error, (OSError, ValueError, *more)):
            raise
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(
            where, _("cannot be read ({reason})").format(reason=reason), _("Export it again, or check who may open it")
        ) from error

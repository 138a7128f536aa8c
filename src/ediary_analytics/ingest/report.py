"""What an import brought: its files, its schools, and what did not fit."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ediary_analytics.ingest.export import Export
from ediary_analytics.ingest.notices import Notice
from ediary_analytics.ingest.rejected import Fault, RejectedTable


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file that was read, as in ``raw.files``; ``school`` is None where the rows name it themselves."""

    file: str
    table: str
    school: str | None
    encoding: str
    delimiter: str
    bytes: int
    rows_read: int
    rows_loaded: int
    rows_rejected: int


@dataclass(frozen=True, slots=True)
class Brought:
    """Which schools an export brought.

    ``is_named`` where it or the caller names them, and not its folder; ``has_common`` where it also held what belongs
    to no school.
    """

    export: Export
    schools: tuple[str, ...]
    is_named: bool
    has_common: bool


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import brought.

    Args:
        schools: the ids of the schools that were imported, sorted.
        files: what was read, in order.
        faults: why rows were rejected, with counts; the rows themselves are in ``raw.rejects``.
        notices: what was dropped or taken for granted.
        rejects: how many rows ``raw.rejects`` has: one for each cell (or row) that does not fit.
        rejected: the rows that did not fit, by table.
        repairs: the schools of which nothing came but rows that did not fit before.
        brought: which export brought which schools.
    """

    schools: tuple[str, ...]
    files: tuple[FileReport, ...]
    faults: tuple[Fault, ...] = ()
    notices: tuple[Notice, ...] = ()
    rejects: int = 0
    rejected: tuple[RejectedTable, ...] = ()
    repairs: tuple[str, ...] = ()
    brought: tuple[Brought, ...] = ()

    @property
    def rows_read(self) -> int:
        """Rows in all files."""
        return sum(file.rows_read for file in self.files)

    @property
    def rows_loaded(self) -> int:
        """Rows that fitted."""
        return sum(file.rows_loaded for file in self.files)

    @property
    def rows_rejected(self) -> int:
        """Rows that did not."""
        return sum(file.rows_rejected for file in self.files)

    @property
    def bytes(self) -> int:
        """The size of all files."""
        return sum(file.bytes for file in self.files)

    def messages(self) -> Iterator[str]:
        """What the reader should know, in the language in use: rejected rows first, then the notices."""
        yield from map(str, self.faults)
        yield from map(str, self.notices)


@dataclass(slots=True)
class Account:
    """What has been imported so far.

    Args:
        files: the files read.
        notices: what was dropped or taken for granted.
        headers: by file and column, the column's header as the file has it.
        present: which school has which table, and what of it is supposed: columns, or ``*`` for all of it.
        owners: which export brought a school.
        named: the schools that are named by an export or the caller, not by a folder.
        filled: the schools and tables that have rows already.
        passed: the bytes of files that were left out.
        repaired: the schools of which rows came that were rejected before; exported: those of which others came.
        brought: which export brought which schools.
    """

    files: list[FileReport] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    headers: dict[tuple[str, str | None], str] = field(default_factory=dict)
    present: list[tuple[str, str, list[str]]] = field(default_factory=list)
    owners: dict[str, str] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    filled: set[tuple[str, str]] = field(default_factory=set)
    passed: int = 0
    repaired: set[str] = field(default_factory=set)
    exported: set[str] = field(default_factory=set)
    brought: list[Brought] = field(default_factory=list)

    def report(self, faults: tuple[Fault, ...], rejected: tuple[RejectedTable, ...] = ()) -> ImportReport:
        """The report of it all."""
        return ImportReport(
            schools=tuple(sorted(self.owners)),
            files=tuple(self.files),
            faults=faults,
            notices=tuple(self.notices),
            rejects=sum(fault.rows for fault in faults),
            rejected=rejected,
            repairs=tuple(sorted(self.repaired - self.exported)),
            brought=tuple(self.brought),
        )

"""The seam between an export and the formats of vendors: what a format gets, and what it gives back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ediary_analytics.ingest.grid import Grid
from ediary_analytics.ingest.notices import Notice
from ediary_analytics.ingest.text import TextTable


@dataclass(frozen=True, slots=True)
class Piece:
    """A sheet that a format recognised.

    Args:
        file: how messages name it: ``file`` or ``file.xlsx[Sheet]``.
        kind: the format's own word for it, such as ``term_summary``.
        grid: what stands in it.
    """

    file: str
    kind: str
    grid: Grid


@dataclass(frozen=True, slots=True)
class VendorTable:
    """Rows for one table of the contract: text under canonical headers, ``lines`` as in the file they come from."""

    table: str
    file: str
    text: TextTable


@dataclass(frozen=True, slots=True)
class Translation:
    """What a format's pieces say in the contract's words, and what its reader should know.

    Args:
        tables: the rows.
        notices: what was left out or taken for granted.
        assumed: tables (``terms``) and columns (``lessons.lesson_no``) that the pieces do not say and that are supposed
            instead: measures may count with them, but they are no evidence for a duty or of the column. An entry time
            among them (``attendance.decided_at``) is not seen between imports either.
    """

    tables: Sequence[VendorTable]
    notices: Sequence[Notice] = ()
    assumed: Sequence[str] = ()


class Format(Protocol):
    """What a vendor exports, known by its content.

    Both methods meet whatever people put into a folder, and raise nothing but InputError; ``recognise`` not even that.
    """

    @property
    def name(self) -> str:
        """The format's name, such as ``oneroster``; stands before the kind in ``raw.files``."""

    def recognise(self, grid: Grid, file: str) -> str | None:
        """The kind of the sheet by what its headers say, never by its name alone; None when it is none of ours."""

    def translate(self, pieces: Sequence[Piece]) -> Translation:
        """The tables that all pieces of one export make up; ``pieces`` are in the order of their files' names."""

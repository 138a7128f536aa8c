"""The seam between file formats and the contract: every reader yields a :class:`TextTable`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table as its file has it: text under headers, nothing dropped yet but what has no place in it.

    Args:
        headers: the columns' headers, as written.
        cells: string columns named ``c0``, ``c1``, … in the headers' order; empty text where nothing stands.
        lines: of each row the line it begins on, counted from 1, header included (``int64``).
        broken: lines that could not be read as a row, each with why (``shape``: more values than headers, ``quote``:
            quotes that are not closed); they count as rejected rows.
        encoding: the file's encoding, or its format where it has none.
        delimiter: what parts its columns, or nothing.
        torn: the text of broken lines, by line, where there is any to show.
    """

    headers: tuple[str, ...]
    cells: pa.Table
    lines: npt.NDArray[np.int64]
    broken: tuple[tuple[int, str], ...] = ()
    encoding: str = field(default="")
    delimiter: str = field(default="")
    torn: Mapping[int, str] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many rows the file has, broken ones included."""
        return int(self.cells.num_rows) + len(self.broken)


def names(count: int) -> list[str]:
    """The names of so many text columns, as ``["c0", "c1"]``."""
    return [f"c{i}" for i in range(count)]


def table(
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    lines: Sequence[int],
    broken: Sequence[tuple[int, str]] = (),
    encoding: str = "",
) -> TextTable:
    """A table from rows of text, every one as wide as the headers, and the lines they stand on."""
    columns = zip(*rows, strict=True) if rows else [()] * len(headers)
    cells = {name: pa.array(column, pa.string()) for name, column in zip(names(len(headers)), columns, strict=True)}
    return TextTable(tuple(headers), pa.table(cells), np.asarray(lines, np.int64), tuple(broken), encoding)

"""The seam between file formats and the contract: every reader yields a :class:`TextTable`."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ediary_analytics import contract

# A cell that begins so would be run as a formula by a spreadsheet (OWASP, CSV injection); with apostrophes before it,
# one more is needed, so that what is taken away is always what was added.
_FORMULA = re.compile(r"'*[-=+@\t\r]")


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table as its file has it: text under headers, nothing dropped yet but what has no place in it.

    Args:
        headers: the columns' headers, as written.
        cells: string columns named ``c0``, ``c1``, … in the headers' order; empty text where nothing stands.
        lines: of each row the line it begins on, counted from 1, header included (``int64``).
        broken: lines that could not be read as a row, each with why (``shape``: more values than headers, ``quote``:
            quotes that are not closed, ``cut``: the file breaks off in it, ``long``: no cell is as long); they count
            as rejected rows.
        encoding: the file's encoding, or its format where it has none.
        delimiter: what parts its columns, or nothing.
        torn: the text of broken lines, by line, where there is any to show.
        typed: the columns of ``cells`` that are no text but values of the contract's types, every one of which fits.
        as_written: the same table all in text, where any is typed.
        untrimmed: of columns around whose texts white space was taken away, what stood there; see :mod:`.edges`.
        errors: the columns in which errors of a spreadsheet stand.
    """

    headers: tuple[str, ...]
    cells: pa.Table
    lines: npt.NDArray[np.int64]
    broken: tuple[tuple[int, str], ...] = ()
    encoding: str = field(default="")
    delimiter: str = field(default="")
    torn: Mapping[int, str] = field(default_factory=dict)
    typed: frozenset[str] = frozenset()
    as_written: "Callable[[], TextTable] | None" = None
    untrimmed: Mapping[str, pa.ChunkedArray] = field(default_factory=dict)
    errors: frozenset[str] = frozenset()

    @property
    def rows(self) -> int:
        """How many rows the file has, broken ones included."""
        return int(self.cells.num_rows) + len(self.broken)

    def written(self) -> "TextTable":
        """The table all in text."""
        return self.as_written() if self.as_written and self.typed else self


def unguarded(text: TextTable) -> TextTable:
    """The table without the apostrophes that keep a spreadsheet from running its texts, where its headers tell of them.

    See :func:`guarded`; a file of anybody else's is left as it is.
    """
    if not any(header.lstrip().startswith(contract.GUARDED_REMARK) for header in text.headers):
        return text
    columns = {
        name: pc.replace_substring_regex(text.cells[name], r"(?s)^'('*[-=+@\t\r].*)$", r"\1")
        for name in text.cells.column_names
    }
    return replace(text, cells=pa.table(columns))


def guarded(value: str) -> str:
    """The value so that no spreadsheet takes it for a formula when it opens a CSV; undone by :func:`unguarded`.

    >>> guarded("=1+1"), guarded("'=1+1"), guarded("'s"), guarded("8")
    ("'=1+1", "''=1+1", "'s", '8')
    """
    return f"'{value}" if _FORMULA.match(value) else value


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
    return unguarded(TextTable(tuple(headers), pa.table(cells), np.asarray(lines, np.int64), tuple(broken), encoding))

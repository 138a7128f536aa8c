"""Delimited text that is not well formed → its rows and the lines that are none: slow, but nothing gets lost."""

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

#: Why a line is no row: too many values, quotes that do not match, the file ends in it, a value longer than any cell.
SHAPE, QUOTE, CUT, LONG = "shape", "quote", "cut", "long"


class _Lines:
    """The lines of a text, to be read by ``csv`` and gone back to."""

    def __init__(self, body: str) -> None:
        self.lines = list(io.StringIO(body, newline=""))
        self.position = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.position >= len(self.lines):
            raise StopIteration
        self.position += 1
        return self.lines[self.position - 1]

    @property
    def breaks_off(self) -> bool:
        """Whether all is read, and the last line did not end."""
        return self.position >= len(self.lines) and not self.lines[-1].endswith(("\r", "\n"))


class Broken(NamedTuple):
    """Why lines are no row, and what is written on them."""

    code: str
    text: str


def rows(body: str, delimiter: str, width: int, first_line: int) -> Iterator[tuple[int, list[str] | Broken]]:
    """Of each row its line and either its ``width`` cells or why it is none.

    Lines without anything but white space are no rows. Rows that are too short are filled up with empty text, unless it
    is the last one and its line does not end: then nobody knows what stood there. Too long ones are broken unless what
    is too much is empty. Where quotes do not match, only the line that opens them is
    broken: reading goes on with the next line.
    """
    lines = _Lines(body)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        start = lines.position
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield first_line + start, Broken(_why(error, lines, start), lines.lines[start].rstrip("\r\n"))
            lines.position = start + 1
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            continue
        if cells is None:
            return
        if not cells or (width > len(cells) == 1 and not lines.lines[start].strip()):
            continue
        if any(cell.strip() for cell in cells[width:]):
            yield first_line + start, Broken(SHAPE, "".join(lines.lines[start : lines.position]).rstrip("\r\n"))
        elif len(cells) < width and lines.breaks_off:
            yield first_line + start, Broken(CUT, "".join(lines.lines[start:]))
        else:
            yield first_line + start, cells[:width] + [""] * (width - len(cells))


def _why(error: csv.Error, lines: _Lines, start: int) -> str:
    """Why the row that begins on the line ``start`` cannot be read."""
    if len(lines.lines[start]) > csv.field_size_limit():
        return LONG
    in_quotes = lines.breaks_off and start == len(lines.lines) - 1 and "unexpected end" in str(error)
    return CUT if in_quotes else QUOTE

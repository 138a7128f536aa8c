"""CSV bytes → :class:`TextTable`: encoding and delimiter detected, every row accounted for.

Well-formed files are parsed by Arrow, in memory and without a Python step per row. Arrow forgives quotes that do not
match, so the structure is found a second time from the bytes (:func:`_row_lines`); where the two do not agree, or a
row has too few or too many values, :mod:`.recovery` reads the file row by row.
"""

import csv
import io
import re
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.ingest import encoding, recovery
from ediary_analytics.ingest.grid import Grid
from ediary_analytics.ingest.text import TextTable, names, unguarded

DELIMITERS = (",", ";", "\t")
_HEADER_BYTES = 1 << 16
_NEWLINE = re.compile(rb"\r\n|\n|\r")
#: What spreadsheets write above the headers: lines in which nothing stands, and ``sep=;``.
_ABOVE = re.compile(rb"(?:[,;\t ]*+(?>\r\n|\n|\r))*+(?:\"?sep=.\"?[,;\t ]*+(?>\r\n|\n|\r))?", re.IGNORECASE)
_WRITTEN = re.compile(rb"[^,;\s]")
_LF, _CR, _QUOTE = 10, 13, 34
#: The cells, the lines of their rows, and the lines that are broken.
_Rows = tuple[pa.Table, npt.NDArray[np.int64], tuple[tuple[int, recovery.Broken], ...]]


def read(where: str, data: bytes) -> TextTable | None:
    """The table in the bytes of a CSV file; None if nothing is written in it.

    Raises:
        InputError: the bytes are no text, or the line with the headers cannot be read.
    """
    data, coding = encoding.to_utf8(where, data)
    top = _top(data)
    if not _WRITTEN.search(data, top):
        return None
    line = 1 + len(_NEWLINE.findall(data, 0, top))
    headers, delimiter, height = _header(where, data[top : top + _HEADER_BYTES])
    ends = [match.end() for match in islice(_NEWLINE.finditer(data, top), height)]
    start = ends[-1] if len(ends) == height else len(data)
    body = _Body(data, start, len(headers), delimiter, line + height)
    cells, lines, broken = body.parse() or body.recover()
    cells, lines = _without_blank(cells, lines)
    reasons = tuple((place, why.code) for place, why in broken)
    torn = {place: why.text for place, why in broken}
    return unguarded(TextTable(headers, cells, lines, reasons, coding, delimiter, torn))


def headers(where: str, start: bytes) -> tuple[str, ...]:
    """The headers of a CSV file by its first bytes; none where nothing is written. Raises as :func:`read`."""
    data, _ = encoding.to_utf8(where, start)
    data = data[_top(data) :]
    return () if not _WRITTEN.search(data) else _header(where, data[:_HEADER_BYTES])[0]


def grid(where: str, data: bytes) -> Grid:
    """The bytes of a CSV file as they stand, titles above the headers included: parted by what parts most of it.

    Raises:
        InputError: the bytes are no text.
    """
    text = encoding.to_utf8(where, data)[0].decode()
    start = text[:_HEADER_BYTES]
    delimiter = max(DELIMITERS, key=lambda sign: (start.count(sign), sign))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise InputError(where, _("a value is longer than any cell"), _("Close every quote that is opened")) from None
    width = max(map(len, rows), default=0)
    return Grid("", [row + [""] * (width - len(row)) for row in rows])


def _top(data: bytes) -> int:
    """Where the headers begin."""
    above = _ABOVE.match(data)
    return above.end() if above else 0


def _without_blank(cells: pa.Table, lines: npt.NDArray[np.int64]) -> tuple[pa.Table, npt.NDArray[np.int64]]:
    """The rows in which anything stands: spreadsheets write the delimiters of a blank row."""
    blank: npt.NDArray[np.bool_] | None = None
    for column in cells.columns:
        empty = pc.or_(pc.equal(column, ""), pc.utf8_is_space(column)).to_numpy(zero_copy_only=False)
        blank = empty if blank is None else blank & empty
        if not blank.any():
            return cells, lines
    return (cells, lines) if blank is None else (cells.filter(pa.array(~blank)), lines[~blank])


def _header(where: str, start: bytes) -> tuple[tuple[str, ...], str, int]:
    """The headers, the delimiter that parts them, and on how many lines they stand."""
    text = start.decode("utf-8", "ignore")
    candidates = []
    for delimiter in DELIMITERS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        try:
            candidates.append((tuple(next(reader)), delimiter, reader.line_num))
        except csv.Error:
            continue
    if not candidates:
        raise InputError(
            where, _("the line with the names of the columns cannot be read"), _("Close every quote that is opened")
        )
    # On equal terms not the comma: it is more likely part of a name than the others.
    return max(candidates, key=lambda found: (len(found[0]), (found[1] == ",") == (len(found[0]) == 1)))


@dataclass(frozen=True, slots=True)
class _Body:
    """The rows of a file: UTF-8 from the byte ``start`` on, which is on the line ``first_line``."""

    data: bytes
    start: int
    width: int
    delimiter: str
    first_line: int

    def parse(self) -> _Rows | None:
        """The rows as Arrow reads them; None where they are not well formed."""
        columns = names(self.width)
        lines = self.row_lines()
        if lines is None:
            return None
        if not len(lines):
            return pa.schema([(name, pa.string()) for name in columns]).empty_table(), lines, ()
        misfits: list[object] = []

        def skip(row: object) -> str:
            misfits.append(row)
            return "skip"

        try:
            cells = pyarrow.csv.read_csv(
                pa.BufferReader(memoryview(self.data)[self.start :]),
                pyarrow.csv.ReadOptions(column_names=columns),
                pyarrow.csv.ParseOptions(
                    delimiter=self.delimiter,
                    newlines_in_values=True,
                    invalid_row_handler=skip,
                ),
                pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(columns, pa.string()), check_utf8=False),
            )
        except pa.ArrowInvalid:
            return None
        return None if misfits or cells.num_rows != len(lines) else (cells, lines, ())

    def row_lines(self) -> npt.NDArray[np.int64] | None:
        """The line on which each row begins, from the bytes alone; None if a quote stands where RFC 4180 has none.

        Every second quote opens and must follow a delimiter, a newline or the quote it is doubled with; the others
        close and must precede one. Newlines between an opening and a closing quote are text.
        """
        if self.start == len(self.data):
            return np.empty(0, np.int64)
        # From the newline before the body on, so that every row follows a newline.
        body = np.frombuffer(self.data, np.uint8, offset=self.start - 1)
        quotes = np.flatnonzero(body == _QUOTE)
        if not self._matches(body, quotes):
            return None
        newlines = np.flatnonzero(body == _LF)
        if b"\r" in self.data:
            returns = np.flatnonzero(body == _CR)
            alone = returns[body.take(returns + 1, mode="clip") != _LF]
            newlines = np.sort(np.concatenate([newlines, alone]))
        between = np.flatnonzero(np.searchsorted(quotes, newlines) % 2 == 0)
        after = newlines[between]
        # A row's text ends before the next such newline, or with the file.
        until = np.append(after[1:], len(body))
        until -= (body[until - 1] == _CR) & (until - 1 > after)
        return (self.first_line + between[until - after > 1]).astype(np.int64)

    def _matches(self, body: npt.NDArray[np.uint8], quotes: npt.NDArray[np.intp]) -> bool:
        beside = np.array([ord(self.delimiter), _LF, _CR, _QUOTE], np.uint8)
        before, after = body[quotes[::2] - 1], body.take(quotes[1::2] + 1, mode="clip")
        return len(quotes) % 2 == 0 and bool(np.isin(before, beside).all() and np.isin(after, beside).all())

    def recover(self) -> _Rows:
        """The rows read one by one, and the lines that are none."""
        good: list[tuple[int, list[str]]] = []
        broken: list[tuple[int, recovery.Broken]] = []
        text = self.data[self.start :].decode()
        for line, row in recovery.rows(text, self.delimiter, self.width, self.first_line):
            if isinstance(row, recovery.Broken):
                broken.append((line, row))
            else:
                good.append((line, row))
        columns = zip(*(row for _, row in good), strict=True) if good else [()] * self.width
        cells = pa.table(
            {name: pa.array(column, pa.string()) for name, column in zip(names(self.width), columns, strict=True)}
        )
        return cells, np.array([line for line, _ in good], np.int64), tuple(broken)

"""Web pages that are named as workbooks → leaves: each table of the page, as some diaries "export to Excel"."""

import re
from functools import partial
from html.parser import HTMLParser

from ediary_analytics.ingest import cells, encoding, limits
from ediary_analytics.ingest.cells import Merged
from ediary_analytics.ingest.grid import Grid
from ediary_analytics.ingest.leaf import Leaf
from ediary_analytics.ingest.text import TextTable, table

_START = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|!--|html|head|meta|body|table|style)\b", re.IGNORECASE)
#: A cell spans at most so many columns or rows; no report does more.
_MAX_SPAN = 1000
#: A cell as it is written: its text, and over how many columns and rows it reaches.
_Cell = tuple[str, int, int]


def is_page(start: bytes) -> bool:
    """Whether bytes that start so are a web page."""
    return _START.match(start) is not None


def read(where: str, data: bytes) -> list[Leaf]:
    """The tables of a page, named by their number if there are several.

    Raises:
        InputError: the bytes are no text, or the page has too many rows.
    """
    page = _Page()
    page.feed(encoding.to_utf8(where, data)[0].decode())
    page.close()
    laid = [_lay(where, rows) for rows in page.tables if rows] or [([[]], [])]
    return [
        Leaf(name, partial(_text, rows, merged), partial(_grid, name, rows))
        for number, (rows, merged) in enumerate(laid, start=1)
        for name in ["" if len(laid) == 1 else str(number)]
    ]


def _lay(where: str, written: list[list[_Cell]]) -> tuple[list[list[str]], list[Merged]]:
    """The cells where a browser shows them, in rows equally wide; and which of them reach over several rows."""
    rows: list[list[str]] = []
    merged: list[Merged] = []
    reach: dict[int, int] = {}  # of a column, the last row that a cell from above reaches into
    count = 0
    for line, said in enumerate(written):
        row: list[str] = []
        for text, across, down in said:
            while reach.get(len(row), -1) >= line:
                row.append("")
            begins, last = len(row), min(line + down, len(written)) - 1
            row += [text, *[""] * (across - 1)]
            if last > line:
                merged.append(((line, begins), (last, len(row) - 1)))
                reach |= dict.fromkeys(range(begins, len(row)), last)
            if count + len(row) > limits.MAX_CELLS:
                raise limits.too_much(where)
        rows.append(row)
        count += len(row)
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows], merged


def _grid(name: str, rows: list[list[str]], where: str) -> Grid:
    limits.check_rows(where, len(rows))
    return Grid(name, rows)


def _text(rows: list[list[str]], merged: list[Merged], where: str) -> TextTable | None:
    limits.check_rows(where, len(rows))
    top = next((line for line, row in enumerate(rows) if any(map(str.strip, row))), None)
    if top is None:
        return None
    body = [row.copy() for row in rows]
    cells.spread(body, merged, top)
    filled = [(line, row) for line, row in enumerate(body[top + 1 :], top + 2) if any(map(str.strip, row))]
    return table(rows[top], [row for _, row in filled], [line for line, _ in filled], encoding="html")


class _Page(HTMLParser):
    """Collects the cells of every table, with how far each of them reaches."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[_Cell]]] = []
        self._open: list[list[list[_Cell]]] = []
        self._cell: list[str] | None = None
        self._spans = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._end_cell()
            self._open.append([])
            self.tables.append(self._open[-1])
        elif tag == "tr" and self._open:
            self._end_cell()
            self._open[-1].append([])
        elif tag in {"td", "th"} and self._open:
            self._end_cell()
            self._cell = []
            said = dict(attrs)
            self._spans = (_span(said.get("colspan")), _span(said.get("rowspan")))
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"}:
            self._end_cell()
        if tag == "table" and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is None or not self._open:
            return
        if not self._open[-1]:
            self._open[-1].append([])
        lines = " ".join("".join(self._cell).replace("\xa0", " ").split(" ")).strip()
        self._open[-1][-1].append((lines, *self._spans))
        self._cell = None


def _span(said: str | None) -> int:
    """Over how many columns or rows a cell reaches."""
    return max(1, min(int(said), _MAX_SPAN)) if said and said.isascii() and said.isdecimal() else 1

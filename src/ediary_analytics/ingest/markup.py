"""Web pages that are named as workbooks → leaves: each table of the page, as some diaries "export to Excel"."""

import re
from functools import partial
from html.parser import HTMLParser

from ediary_analytics.ingest import encoding, limits
from ediary_analytics.ingest.grid import Grid
from ediary_analytics.ingest.leaf import Leaf
from ediary_analytics.ingest.text import TextTable, table

_START = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|!--|html|head|meta|body|table|style)\b", re.IGNORECASE)
#: A cell spans at most so many columns or rows; no report does more.
_MAX_SPAN = 1000


def is_page(start: bytes) -> bool:
    """Whether bytes that start so are a web page."""
    return _START.match(start) is not None


def read(where: str, data: bytes) -> list[Leaf]:
    """The tables of a page, named by their number if there are several.

    Raises:
        InputError: the bytes are no text, or the page has too many rows.
    """
    page = _Page(where)
    page.feed(encoding.to_utf8(where, data)[0].decode())
    page.close()
    grids = [_rectangle(rows) for rows in page.tables if rows] or [[]]
    return [
        Leaf(name, partial(_text, rows), partial(_grid, name, rows))
        for number, rows in enumerate(grids, start=1)
        for name in ["" if len(grids) == 1 else str(number)]
    ]


def _rectangle(rows: list[list[str]]) -> list[list[str]]:
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _grid(name: str, rows: list[list[str]], where: str) -> Grid:
    limits.check_rows(where, len(rows))
    return Grid(name, rows)


def _text(rows: list[list[str]], where: str) -> TextTable | None:
    limits.check_rows(where, len(rows))
    filled = [(line, row) for line, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
    if not filled:
        return None
    (_, headers), *body = filled
    return table(headers, [row for _, row in body], [line for line, _ in body], encoding="html")


class _Page(HTMLParser):
    """Collects the text of the cells of every table; a cell that spans several leaves the others blank."""

    def __init__(self, where: str) -> None:
        super().__init__(convert_charrefs=True)
        self.where = where
        self.tables: list[list[list[str]]] = []
        self.cells = 0
        self._open: list[list[list[str]]] = []
        self._cell: list[str] | None = None
        self._span = 1

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
            span = dict(attrs).get("colspan") or "1"
            self._span = min(int(span), _MAX_SPAN) if span.isascii() and span.isdecimal() else 1
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
        self._open[-1][-1] += [lines, *[""] * (max(self._span, 1) - 1)]
        self.cells += max(self._span, 1)
        if self.cells > limits.MAX_CELLS:
            raise limits.too_much(self.where)
        self._cell = None

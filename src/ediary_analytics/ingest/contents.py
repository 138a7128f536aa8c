"""What a file holds: tables of the contract by the names of its sheets or its own, and pieces of vendors' formats."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from ediary_analytics import contract
from ediary_analytics.errors import InputError
from ediary_analytics.ingest import delimited, names, reading
from ediary_analytics.ingest.export import Source
from ediary_analytics.ingest.leaf import Leaf
from ediary_analytics.ingest.text import TextTable
from ediary_analytics.ingest.vendors import FORMATS, Format, Piece


@dataclass(frozen=True, slots=True)
class Part:
    """A table of the contract, or some of its rows; ``text`` takes the name for messages and may raise InputError."""

    table: contract.Table
    file: str
    text: Callable[[str], TextTable | None]


@dataclass(slots=True)
class Contents:
    """What was found in a file: parts, what vendors' formats recognised, what is neither or hidden; or why nothing."""

    parts: list[Part] = field(default_factory=list)
    pieces: list[tuple[Format, Piece]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    fault: InputError | None = None

    def __bool__(self) -> bool:
        return bool(self.parts or self.pieces)


def look(source: Source) -> Contents:
    """What a file holds; tables in it are read only when they are asked for. Raises nothing: see ``fault``."""
    contents = Contents()
    try:
        _look(source, contents)
    except InputError as error:
        contents.fault = error
    return contents


def _look(source: Source, contents: Contents) -> None:
    table = source.table or _public(source)
    if table and _is_plain(source, table):
        contents.parts.append(Part(table, source.name, lambda where: _only(source, where).text(where)))
        return
    every = reading.leaves(source.name, source.read())
    found = [leaf for leaf in every if not leaf.hidden]
    contents.hidden = [_called(source, leaf, every) for leaf in every if leaf.hidden]
    rest: list[Leaf] = []
    if len(found) == 1:  # a sheet alone may be called anything: a table's name holds only if its headers fit
        table = names.table_of(found[0].name) or table
    for leaf in found:
        if len(found) > 1 and leaf.name and (meant := names.table_of(leaf.name)):
            contents.parts.append(Part(meant, _called(source, leaf, found), leaf.text))
        else:
            rest.append(leaf)
    named = bool(contents.parts)
    for leaf in rest:
        _place(leaf, _called(source, leaf, found), None if named else table, contents)
    if table and not contents:
        first = next((leaf for leaf in found if leaf.text(source.name)), every[0])
        contents.parts.append(Part(table, source.name, first.text))  # is empty, or lacks a key: told in its turn
        contents.unknown.clear()


def _is_plain(source: Source, table: contract.Table) -> bool:
    """Whether it is text whose headers fit the table, or nothing: it need not be read before its turn."""
    try:
        headers = _headers(source)
    except InputError:
        return True  # to be told when it is read, with its line
    return headers is not None and (not headers or _fits(headers, table))


def _headers(source: Source) -> tuple[str, ...] | None:
    """The first line of a text; None where it is none. Raises InputError."""
    start = source.read(reading.PEEK)
    if not reading.is_text(start):
        return None
    cut = start.rfind(b"\n") + 1 if len(start) == reading.PEEK else len(start)
    return delimited.headers(source.name, start[:cut])


def _fits(headers: tuple[str, ...], table: contract.Table) -> bool:
    """Whether all that tells the table's rows apart stands in the headers."""
    found = {column.name for header in headers if (column := table.column_for(header))}
    return found >= set(table.key)


def _public(source: Source) -> contract.Table | None:
    """The table of public figures that a text holds: large files are not looked at as a whole."""
    try:
        return _common(_headers(source) or ())
    except InputError:
        return None


def _common(headers: Sequence[str]) -> contract.Table | None:
    """The table of public figures that the headers are of, whatever the file is called."""
    for table in contract.common().values():
        meant = {column.name for header in headers if (column := table.column_for(header))}
        if set(table.key) < meant and len(meant) > len(headers) / 2:
            return table
    return None


def _only(source: Source, where: str) -> Leaf:
    return reading.leaves(where, source.read())[0]


def _called(source: Source, leaf: Leaf, among: list[Leaf]) -> str:
    return source.name if len(among) == 1 else f"{source.name}[{leaf.name}]"


def _place(leaf: Leaf, file: str, table: contract.Table | None, contents: Contents) -> None:
    """Put a sheet without a table's name where it belongs: a part of the file's table, a vendor's piece, or nothing."""
    if table:
        if leaf.typed and leaf.headers and _fits(leaf.headers, table):  # it need not be read before its turn
            contents.parts.append(Part(table, file, partial(leaf.typed, table)))
            return
        text = leaf.text(file)
        if text is None:
            return
        if _fits(text.headers, table):
            contents.parts.append(Part(table, file, leaf.text))
            return
    grid = leaf.grid(file)
    if grid.rows and (common := _common(grid.rows[0])):
        contents.parts.append(Part(common, file, leaf.text))
        return
    for one in FORMATS:
        if kind := one.recognise(grid, file):
            contents.pieces.append((one, Piece(file, kind, grid)))
            return
    if any(cell.strip() for row in grid.rows for cell in row):
        contents.unknown.append(file)

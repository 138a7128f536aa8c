"""The table that opens: rows of ready text, each of which may open to the records behind it.

A component of our own, since Streamlit's grid neither wraps a header nor opens a row. Its script sets text only, so a
name from an export can never become markup.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import streamlit as st

from ediary_analytics import i18n
from ediary_analytics.i18n import _
from ediary_analytics.web import theme

#: Rows shown before the table scrolls and can be searched.
ROWS_AT_ONCE = 15
#: What stands where there is no number.
_NOTHING = "\N{MIDDLE DOT}\N{EN DASH}\N{EM DASH}"
#: ``text``, or ``{"text": …, "state": met|late|missing|pending|excused|unchecked|zero, "note": …, "go": …}``; whoever
#: presses a cell that goes somewhere is told of by :func:`show`.
Cell = str | dict[str, str]

_component = st.components.v2.component(
    "ediary_table", html='<div class="table-root"></div>', css=theme.table_style(), js=theme.table_script()
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header with the unit, how it is set, and whether a phone does without it."""

    text: str
    kind: str = "text"
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One part of what a row opens to: a heading, what to do, facts (term and text), and a table of records."""

    title: str = ""
    text: str = ""
    facts: Sequence[tuple[str, str]] = ()
    columns: Sequence[Column] = ()
    rows: Sequence[Sequence[Cell]] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row; a quiet one needs nobody's attention, a shut one does not open.

    One that goes somewhere does not open either: pressed anywhere, it makes :func:`show` return ``go``.
    """

    key: str
    cells: Sequence[Cell]
    blocks: Sequence[Block] | None = None
    quiet: bool = False
    shut: bool = False
    go: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; a lazy one asks for the blocks of the one row that is open (see :func:`opened`)."""

    label: str
    columns: Sequence[Column]
    rows: Sequence[Row] = field(default_factory=tuple)
    lazy: bool = False


def opened(key: str) -> str | None:
    """The key of the row that stands open in the lazy table of that key."""
    state: dict[str, Any] = st.session_state.get(key) or {}
    return state.get("open")


def show(table: Table, key: str) -> str | None:
    """Put the table on the page; what was pressed in it that goes somewhere else, in the one run that follows."""
    data = {
        "label": table.label,
        "columns": [_column(column) for column in table.columns],
        "rows": [
            {
                "key": row.key,
                "cells": row.cells,
                "quiet": row.quiet,
                "shut": row.shut,
                "go": row.go,
                "blocks": None if row.blocks is None else [_block(block) for block in row.blocks],
            }
            for row in table.rows
        ],
        "lazy": table.lazy,
        "open": opened(key) if table.lazy else None,
        "limit": ROWS_AT_ONCE,
        "language": i18n.language(),
        "words": {"search": _("Search"), "nothing": _("Nothing of that name here."), "wait": _("One moment…")},
    }
    found: str | None = _component(key=key, data=data, on_open_change=_nothing, on_go_change=_nothing).go
    return found


def as_file(table: Table, *, facts: bool = True) -> pa.Table:
    """The table as a file: what its cells say, and with ``facts`` what its rows open to; numbers as numbers."""
    names = [column.text for column in table.columns]
    lines: list[dict[str, str]] = []
    for row in table.rows:
        opened = [fact for block in (row.blocks or ()) for fact in block.facts if facts]
        more = {term.removesuffix(":"): text for term, text in opened}
        lines.append({**dict(zip(names, map(_said, row.cells), strict=True)), **more})
    every = list(dict.fromkeys([*names, *(name for line in lines for name in line)]))
    columns = {name: [line.get(name, "") for line in lines] for name in every}
    numbers = {column.text for column in table.columns if column.kind == "number"}
    return pa.table({name: _numbers(values) if name in numbers else values for name, values in columns.items()})


def _said(cell: Cell) -> str:
    return cell if isinstance(cell, str) else ", ".join(filter(None, (cell.get("text"), cell.get("note"))))


def _numbers(texts: list[str]) -> list[str] | list[float | None]:
    """Numbers as they were before they were written for people, in either language; else the texts."""
    plain = [re.sub(r"\s|,(?=\d{3}\b)", "", text).replace("\N{MINUS SIGN}", "-").replace(",", ".") for text in texts]
    try:
        return [float(text) if text.strip(_NOTHING) else None for text in plain]
    except ValueError:
        return texts


def _nothing() -> None:
    """The rerun itself is the answer to a row being opened or pressed."""


def _column(column: Column) -> dict[str, Any]:
    return {"text": column.text, "kind": column.kind, "wide": column.wide}


def _block(block: Block) -> dict[str, Any]:
    return {
        "title": block.title,
        "text": block.text,
        "facts": block.facts,
        "columns": [_column(column) for column in block.columns],
        "rows": block.rows,
        "more": block.more,
    }

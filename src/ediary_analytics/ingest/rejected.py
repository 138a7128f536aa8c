"""Rows that did not fit: why, in the user's words, and as they were written, to be repaired and imported again."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from ediary_analytics import contract, formats
from ediary_analytics.i18n import N_, _, ngettext

#: The header of the one column that a repaired row may need beyond those of its file: whose it is.
_SCHOOL = "school_id"
Headers = Mapping[tuple[str, str | None], str]
#: What a value of a contract type looks like.
_FORMS = {
    "date": N_("A date is written 2026-10-05, 2026.10.05 or 05/10/2026"),
    "timestamp": N_("A time is written 2026-10-05 14:30, without a time zone"),
    "integer": N_("A whole number is written in digits only"),
    "decimal": N_("A number is written 1.5 or 1,5"),
    "boolean": N_("Yes or no is written taip or ne, true or false, 1 or 0"),
    "month": N_("A month is written 2026-10, 2026.10, 202610 or as a day of it"),
}

#: Why a line is no row at all, and what would be right.
_NO_ROWS = {
    "shape": (N_("with more values than columns"), N_("Put values that hold the delimiter in quotes")),
    "quote": (N_("where a quote does not match"), N_("Double a quote inside a quoted value, and close every value")),
    "cut": (
        N_("in the middle of which the file breaks off"),
        N_("Export the file again, and import the whole of it"),
    ),
    "long": (N_("with a value longer than any cell can hold"), N_("Shorten it")),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Rows that were rejected for one reason.

    Args:
        file: the file they are in.
        table: the table it holds.
        column: the column that is at fault; None where it is the row as a whole.
        code: the reason's code, as in ``raw.rejects``.
        rows: how many rows.
        line: the line of the first.
        header: the column's header as the file has it.
    """

    file: str
    table: str
    column: str | None
    code: str
    rows: int
    line: int
    header: str = ""

    def __str__(self) -> str:
        count = ngettext("{n} row was left out", "{n} rows were left out", self.rows).format(
            n=formats.number(self.rows)
        )
        wrong, right = self.reason()
        what = _("{count}, {why}").format(count=count, why=wrong)
        return f"{self.file}:{self.line}: {what}. {right}."

    def reason(self) -> tuple[str, str]:
        """What is wrong with such rows, and what would be right, without full stops."""
        if self.column is None:
            wrong, right = _NO_ROWS.get(self.code, _NO_ROWS["quote"])
            return _(wrong), _(right)
        column = contract.everything()[self.table].column(self.column)
        if self.code == "empty_key":
            return _("'{column}' is empty").format(column=self.header), _("Fill in what tells the rows apart")
        if self.code == "cell_error":
            return (
                _("'{column}' holds an error of a spreadsheet, such as #N/A or #REF!").format(column=self.header),
                _("Mend the formula, or empty the cell"),
            )
        wrong = _("'{column}' does not fit").format(column=self.header)
        if self.code == "enum":
            return wrong, _("It is one of: {values}").format(values=", ".join(column.enum))
        return wrong, _(_FORMS[column.type])


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that did not fit, as it was written.

    Args:
        file: the file it is in.
        line: the line it begins on.
        faults: why it was rejected; more than one where several cells do not fit.
        cells: text by column of the contract; nothing where it is no row at all.
        text: what is written there, where it is no row and the file had no columns that are left out.
    """

    file: str
    line: int
    faults: tuple[Fault, ...]
    cells: Mapping[str, str]
    text: str | None = None


@dataclass(frozen=True, slots=True)
class RejectedTable:
    """The rejected rows of a table, and its columns with the headers that the files have for them."""

    table: str
    headers: Mapping[str, str]
    rows: tuple[RejectedRow, ...]


def collect(con: duckdb.DuckDBPyConnection, headers: Headers) -> tuple[RejectedTable, ...]:
    """Every rejected row of the import at hand, by table in the contract's order, by file and line in it.

    Args:
        con: holds the account of the import in ``raw``.
        headers: by file and column, the column's header as the file has it.
    """
    rows: dict[str, list[RejectedRow]] = defaultdict(list)
    why = _faults(con, headers)
    for school, file, line, table, cells, text in con.execute(
        "select school_id, file, line, table_name, cells, text from raw.rejected_rows order by file, line"
    ).fetchall():
        written = {cell["column_name"]: cell["value"] for cell in cells}
        faults = tuple(fault for fault, value in why[file, line] if _is_of(fault, value, written))
        whose = {_SCHOOL: school} if school else {}
        rows[table].append(RejectedRow(file, line, faults, written | whose, text))
    return tuple(RejectedTable(name, _columns(name, rows[name], headers), tuple(rows[name])) for name in _order(rows))


def _order(rows: Mapping[str, object]) -> list[str]:
    return sorted(rows, key=[*contract.everything()].index)


def is_repair(headers: Iterable[str]) -> bool:
    """Whether that are rows once rejected, as :mod:`ediary_analytics.reports.rejects` writes them."""
    return any(contract.is_remark(header) for header in headers)


def _faults(con: duckdb.DuckDBPyConnection, headers: Headers) -> Mapping[tuple[str, int], list[tuple[Fault, Any]]]:
    """By file and line, what is wrong there and with which value."""
    found: dict[tuple[str, int], list[tuple[Fault, Any]]] = defaultdict(list)
    for file, line, table, column, code, value in con.execute(
        "select file, line, table_name, column_name, code, value from raw.rejects"
    ).fetchall():
        fault = Fault(file, table, column, code, 1, line, headers.get((file, column), column or ""))
        found[file, line].append((fault, value))
    return found


def _is_of(fault: Fault, value: str | None, written: Mapping[str, str]) -> bool:
    """Whether the fault is of this row: one line of a vendor's report may have become several rows."""
    if fault.column is None or not written:
        return fault.column is None and not written
    return written.get(fault.column) == value


def _columns(table: str, rows: Sequence[RejectedRow], headers: Headers) -> dict[str, str]:
    """The columns of the rows' files with their headers, and those without which no row can be mended."""
    files = dict.fromkeys(row.file for row in rows)
    found: dict[str, str] = {}
    for (file, column), header in headers.items():
        if file in files and column is not None:
            found.setdefault(column, header)
    school = {} if contract.everything()[table].common else {_SCHOOL: found.pop(_SCHOOL, _SCHOOL)}
    return found | {key: key for key in contract.everything()[table].key if key not in found} | school

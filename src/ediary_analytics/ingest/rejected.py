"""``raw.rejected_rows`` and ``raw.rejects`` → the rows that a person may repair and import again."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb

from ediary_analytics import contract
from ediary_analytics.ingest.report import Fault, RejectedRow, RejectedTable

#: The header of the one column that a repaired row may need beyond those of its file: whose it is.
_SCHOOL = "school_id"
Headers = Mapping[tuple[str, str | None], str]


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

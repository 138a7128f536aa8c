"""One export in every form in which schools really have it."""

import datetime as dt
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import xlsxwriter
import xlwt
from pyarrow import parquet

from ediary_analytics import contract

Rows = Sequence[Sequence[Any]]


def write_as(tables: Mapping[str, Rows], folder: Path, form: str) -> Path:
    """Files ``<table>.<form>`` in the folder, the first row of each as headers; typed where the values are."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        file = folder / f"{name}.{form}"
        match form:
            case "csv":
                file.write_text("".join(",".join(_quoted(cell) for cell in row) + "\n" for row in rows), "utf-8")
            case "xlsx":
                write_xlsx(file, {"Lapas1": rows})
            case "xls":
                write_xls(file, {"Lapas1": rows})
            case "parquet":
                columns = zip(*rows[1:], strict=True) if len(rows) > 1 else [()] * len(rows[0])
                parquet.write_table(pa.table([pa.array(c) for c in columns], names=list(rows[0])), file)
    return folder


def _quoted(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\n') else text


def write_xlsx(file: Path, sheets: Mapping[str, Rows]) -> Path:
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for line, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, dt.date):
                    page.write_datetime(line, place, cell, moment if isinstance(cell, dt.datetime) else day)
                elif cell is not None:
                    page.write(line, place, cell)
    book.close()
    return file


def write_xls(file: Path, sheets: Mapping[str, Rows]) -> Path:
    book = xlwt.Workbook()
    day, moment = xlwt.easyxf(num_format_str="yyyy-mm-dd"), xlwt.easyxf(num_format_str="yyyy-mm-dd hh:mm:ss")
    for name, rows in sheets.items():
        page = book.add_sheet(name)
        for line, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, dt.date):
                    page.write(line, place, cell, moment if isinstance(cell, dt.datetime) else day)
                elif cell is not None:
                    page.write(line, place, cell)
    book.save(str(file))
    return file


def typed(tables: Mapping[str, Rows]) -> dict[str, list[list[Any]]]:
    """The cells of text tables as a program would type them by the contract."""
    return {
        name: [
            list(rows[0]),
            *([_typed(name, head, cell) for head, cell in zip(rows[0], row, strict=True)] for row in rows[1:]),
        ]
        for name, rows in tables.items()
    }


_TYPES: Mapping[str, Callable[[str], Any]] = {
    "date": dt.date.fromisoformat,
    "timestamp": dt.datetime.fromisoformat,
    "integer": int,
    "decimal": float,
    "boolean": "true".__eq__,
}


def _typed(table: str, column: str, text: str) -> Any:
    return _TYPES.get(contract.tables()[table].column(column).type, str)(text) if text else None


def messy(tables: Mapping[str, Rows], folder: Path) -> Path:
    """As a Lithuanian spreadsheet saves CSV: `;`, windows-1257, decimal comma, day first, Lithuanian names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        table = contract.tables()[name]
        headers = [next(iter(table.column(head).aliases), head).title() for head in rows[0]]
        lines = [
            headers,
            *([_messy(table.column(h).type, c) for h, c in zip(rows[0], row, strict=True)] for row in rows[1:]),
        ]
        text = "".join(";".join('"' + cell.replace('"', '""') + '"' for cell in line) + "\r\n" for line in lines)
        (folder / f"{table.aliases[0].title()}.csv").write_bytes(text.encode("windows-1257"))
    return folder


def _messy(kind: str, text: str) -> str:
    if kind in {"date", "timestamp"} and text:
        moment = dt.datetime.fromisoformat(text)
        return f"{moment:%d/%m/%Y}" if kind == "date" else f"{moment:%d/%m/%Y %H:%M:%S}"
    if kind == "boolean":
        return {"true": "taip", "false": "ne"}.get(text, text)
    return text.replace(".", ",") if kind == "decimal" else text


def zipped(folder: Path, file: Path) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for inner in sorted(folder.rglob("*")):
            target.write(inner, inner.relative_to(folder))
    return file

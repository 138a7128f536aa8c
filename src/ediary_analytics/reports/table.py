"""A table as a file that a person opens: CSV, XLSX or Parquet, by the file's suffix."""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from ediary_analytics.errors import CallError
from ediary_analytics.i18n import _
from ediary_analytics.rights import files

# A cell that begins so would be run as a formula by a spreadsheet (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

#: A cell of a workbook holds no longer text; a longer one would not be written at all.
LONGEST = 32_767
#: Nor does a sheet hold more rows, its header with them: what goes beyond would be left out unseen.
_MOST_ROWS = 1_048_576
#: Nor is a sheet's name any longer.
_LONGEST_NAME = 31


def write(table: pa.Table, file: Path) -> None:
    """Write ``table`` in the format of the file's suffix, for the file's owner only.

    Raises:
        CallError: the file cannot be written there, or it cannot hold as many rows.
    """
    if file.suffix == ".xlsx" and table.num_rows >= _MOST_ROWS:
        raise CallError(
            file,
            _("a workbook holds at most {n} rows, and here are {rows}").format(n=_MOST_ROWS - 1, rows=table.num_rows),
            _("Name a .csv or .parquet file"),
        )
    if file.suffix == ".parquet":
        import pyarrow.parquet as pq  # noqa: PLC0415

        with files.writing(file):
            files.make_room(file)
            pq.write_table(table, file)
    else:
        files.replace(file, as_csv(table) if file.suffix == ".csv" else as_xlsx(table))


def as_csv(table: pa.Table) -> bytes:
    """UTF-8 with BOM, so that a spreadsheet reads the Lithuanian letters; times as ``2026-10-05 17:00:00``."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_plain(name) for name in table.column_names])
    writer.writerows([_plain(value) for value in row] for row in _rows(table))
    return text.getvalue().encode("utf-8-sig")


def _rows(table: pa.Table) -> Iterable[tuple[object, ...]]:
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


def _plain(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def as_xlsx(table: pa.Table, sheet: str = "1") -> bytes:
    """One sheet with a frozen header, filters and date formats; text stays text, whatever it begins with."""
    return as_workbook({sheet: (table, table.column_names)})


def as_workbook(sheets: Mapping[str, tuple[pa.Table, Sequence[str]]]) -> bytes:
    """A sheet per table, each with its headers, as :func:`as_xlsx`; a title is cut to what a workbook takes."""
    import xlsxwriter  # noqa: PLC0415

    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
    }
    taken: set[str] = set()
    for title, (table, headers) in sheets.items():
        _fill(book.add_worksheet(sheet_name(title, taken)), table, headers, formats)
    book.close()
    return memory.getvalue()


def sheet_name(title: str, taken: set[str]) -> str:
    r"""At most 31 letters, none of ``[]:*?/\\``, and no two alike."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", title).strip("' ")
    name = plain[:_LONGEST_NAME]
    number = 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain[: _LONGEST_NAME - 4]} {number}"
    taken.add(name.casefold())
    return name


def _fill(page: Any, table: pa.Table, headers: Sequence[str], formats: Mapping[str, Any]) -> None:
    for place, name in enumerate(headers):
        page.write_string(0, place, name, formats["head"])
    for line, row in enumerate(_rows(table), start=1):
        for place, value in enumerate(row):
            match value:
                case None:
                    pass
                case dt.datetime():
                    page.write_datetime(line, place, value.replace(tzinfo=None), formats["moment"])
                case dt.date():
                    page.write_datetime(line, place, dt.datetime.combine(value, dt.time()), formats["day"])
                case bool() | int() | float():
                    page.write(line, place, value)
                case _:
                    page.write_string(line, place, str(value)[:LONGEST])
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, table.num_rows, max(table.num_columns - 1, 0))
    page.autofit()

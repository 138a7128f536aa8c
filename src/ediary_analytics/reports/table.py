"""A table as a file that a person opens: CSV, XLSX or Parquet, by the file's suffix."""

import csv
import datetime as dt
import io
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa

from ediary_analytics.errors import CallError
from ediary_analytics.i18n import _

# A cell that begins so would be run as a formula by a spreadsheet (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

#: A cell of a workbook holds no longer text; a longer one would not be written at all.
_LONGEST = 32_767


def write(table: pa.Table, file: Path) -> None:
    """Write ``table`` in the format of the file's suffix.

    Raises:
        CallError: the file cannot be written there.
    """
    try:
        if file.suffix == ".parquet":
            import pyarrow.parquet as pq  # noqa: PLC0415

            pq.write_table(table, file)
        else:
            file.write_bytes(as_csv(table) if file.suffix == ".csv" else as_xlsx(table))
    except OSError as error:
        raise CallError(
            file, _("it cannot be written ({error})").format(error=error.strerror), _("Name another file")
        ) from error


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
    import xlsxwriter  # noqa: PLC0415

    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(sheet)
    head = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for place, name in enumerate(table.column_names):
        page.write_string(0, place, name, head)
    for line, row in enumerate(_rows(table), start=1):
        for place, value in enumerate(row):
            match value:
                case None:
                    pass
                case dt.datetime():
                    page.write_datetime(line, place, value, moment)
                case dt.date():
                    page.write_datetime(line, place, dt.datetime.combine(value, dt.time()), day)
                case bool() | int() | float():
                    page.write(line, place, value)
                case _:
                    page.write_string(line, place, str(value)[:_LONGEST])
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, table.num_rows, max(table.num_columns - 1, 0))
    page.autofit()
    book.close()
    return memory.getvalue()

"""Rejected rows as a file that a person repairs in a spreadsheet and imports again.

Before the columns of a row's own file stand remarks: which line it is, what is wrong with it, what would be right. An
import passes over them, whatever language they are in (see :func:`ediary_analytics.contract.is_remark`).
"""

import csv
import io
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from ediary_analytics.contract import GUARDED_REMARK, REMARK
from ediary_analytics.errors import CallError
from ediary_analytics.i18n import N_, _
from ediary_analytics.ingest.rejected import RejectedRow, RejectedTable
from ediary_analytics.ingest.text import guarded
from ediary_analytics.rights import files

_REMARKS = (
    N_("File"),
    N_("Line"),
    N_("Column"),
    N_("What is wrong"),
    N_("What would be right"),
    N_("As it is written"),
)
#: More rows than this go into CSV files: a sheet holds a million, and a workbook of so many takes minutes.
MOST_FOR_WORKBOOK = 200_000
_WIDEST = 60.0


def must_fit(file: Path) -> None:
    """Raises CallError where rejects cannot be written to a file of that name, or not there."""
    if file.suffix.lower() not in {".xlsx", ".zip", ".csv", ""}:
        raise CallError(
            file,
            _("rejected rows are not written in this format"),
            _("Name a file that ends in .xlsx or .zip, or one in .csv for a folder with a file per table"),
        )
    with files.writing(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=file.parent).close()


def write(tables: Sequence[RejectedTable], file: Path) -> Path:
    """Write the rows so that only the owner may read them: a workbook, a zip of CSV files, or a folder of them.

    Returns:
        What was written: the file, or for ``x.csv`` the folder ``x`` (a table's name is its file's name).

    Raises:
        CallError: the name means no format, or nothing can be written there.
    """
    must_fit(file)
    suffix = file.suffix.lower()
    if suffix in {".xlsx", ".zip"}:
        files.replace(file, as_xlsx(tables) if suffix == ".xlsx" else as_zip(tables))
        return file
    folder = file.with_suffix("")
    with files.writing(folder):
        folder.mkdir(exist_ok=True)
    for table in tables:
        files.replace(folder / f"{table.table}.csv", as_csv(table))
    return folder


def usual_suffix(tables: Sequence[RejectedTable]) -> str:
    """``.xlsx``, or ``.zip`` where that would be too large."""
    return ".xlsx" if sum(len(table.rows) for table in tables) <= MOST_FOR_WORKBOOK else ".zip"


def as_csv(table: RejectedTable) -> bytes:
    """UTF-8 with BOM; what a spreadsheet would run is guarded by an apostrophe, which the import takes away again."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    for line in _lines(table, GUARDED_REMARK):
        writer.writerow([guarded(cell) for cell in line])
    return text.getvalue().encode("utf-8-sig")


def as_zip(tables: Sequence[RejectedTable]) -> bytes:
    """A CSV file per table."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in tables:
            archive.writestr(f"{table.table}.csv", as_csv(table))
    return memory.getvalue()


def as_xlsx(tables: Sequence[RejectedTable]) -> bytes:
    """A sheet per table, every cell as text (``007`` and ``=1+1`` stay what they are), what is wrong marked."""
    import xlsxwriter  # noqa: PLC0415

    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "bottom": 1})
    told = book.add_format({"font_color": "#595959", "text_wrap": True, "valign": "top"})
    text = book.add_format({"num_format": "@", "valign": "top"})
    wrong = book.add_format({"num_format": "@", "valign": "top", "bg_color": "#FCE4D6", "border": 1})
    for table in tables:
        page = book.add_worksheet(table.table)
        heading, *lines = _lines(table, REMARK)
        remarks = len(heading) - len(table.headers)
        page.set_column(remarks, len(heading) - 1, 16, text)
        for place, name in enumerate(heading):
            page.write_string(0, place, name, head)
        for number, (row, line) in enumerate(zip(table.rows, lines, strict=True), start=1):
            at_fault = {fault.column for fault in row.faults}
            styles = [told] * remarks + [wrong if column in at_fault else text for column in table.headers]
            for place, (cell, style) in enumerate(zip(line, styles, strict=True)):
                if cell or style is wrong:
                    page.write_string(number, place, cell, style)
        page.freeze_panes(1, 0)
        for place in range(remarks):
            page.set_column(place, place, min(_WIDEST, 2 + max(len(line[place]) for line in (heading, *lines))))
    book.close()
    return memory.getvalue()


def _lines(table: RejectedTable, mark: str) -> Iterator[list[str]]:
    """The headers, and of each row its remarks and its cells."""
    torn = any(row.text is not None for row in table.rows)
    yield [mark + _(name) for name in _REMARKS[: None if torn else -1]] + list(table.headers.values())
    for row in table.rows:
        remarks = _remarks(row)
        yield remarks[: None if torn else -1] + [row.cells.get(column, "") for column in table.headers]


def _remarks(row: RejectedRow) -> list[str]:
    reasons = [fault.reason() for fault in row.faults]
    columns = ", ".join(fault.header for fault in row.faults if fault.column)
    wrong, right = ("; ".join(dict.fromkeys(parts)) for parts in zip(*reasons, strict=True)) if reasons else ("", "")
    if not columns and row.text is None:
        right += ". " + _("Its text was not kept: look the line up in the file")
    return [row.file, str(row.line), columns, wrong, right, row.text or ""]

"""Cells of an XLSX in which a formula has no value (``#N/A``): calamine tells them as empty, the sheet's XML does not.

A sheet is looked at so only where its XML says anywhere that a cell is an error (ECMA-376, 18.18.11: ``t="e"``).
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence

from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.ingest import edges

#: A row, a column, and what the cell shows.
Faulty = tuple[int, int, str]
# None reaches over the next "<", which stands in no attribute and no value: so each is looked for in one pass.
_ATTRIBUTES = rb"((?:[^<>\"']|\"[^<\"]*\"|'[^<']*')*)"
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s" + _ATTRIBUTES + rb">")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s" + _ATTRIBUTES + rb">")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^<>]*)>")
_PLACE = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]*)(\d*)")
_FAULTY = re.compile(rb"<(?:\w+:)?c(\s(?:[^<>]*\s)?t\s*=\s*[\"']e[\"'][^<>]*)>")
_END = re.compile(rb"</?(?:\w+:)?c[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>([^<]*)<")
#: What is told of an error that no program of today writes.
_OTHER = "#ERROR!"
#: Those that calamine knows; at any other it gives the sheet up.
_KNOWN = frozenset(edges.ERRORS[:7])


def find(data: bytes, parts: Collection[str]) -> Mapping[int, Sequence[Faulty]]:
    """By the sheet's number in the workbook, from 0 on, the cells of it that show an error.

    Args:
        data: the package, which has been looked at before.
        parts: the names of its members that may hold such cells.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = {name.lower(): name for name in package.namelist()}
        relations = package.read(names["xl/_rels/workbook.xml.rels"]) if "xl/_rels/workbook.xml.rels" in names else b""
        targets = {one.get("Id", ""): one.get("Target", "") for one in _elements(_RELATION, relations)}
        found = {}
        for number, sheet in enumerate(_elements(_SHEET, package.read(names["xl/workbook.xml"]))):
            target = next((targets.get(value, "") for name, value in sheet.items() if name.endswith(":id")), "")
            part = names.get(posixpath.normpath(posixpath.join("/xl", target)).lstrip("/").lower(), "")
            if part in parts:
                found[number] = list(of_sheet(package.read(part)))
    return found


def unreadable(where: str, cells: Sequence[Faulty]) -> InputError | None:
    """What to tell of a sheet that cannot be read with these cells in it; None where they are not why."""
    strange = next((shown for *_place, shown in cells if shown not in _KNOWN), None)
    if strange is None:
        return None
    return InputError(
        where,
        _("a cell shows the error {error}, with which the sheet cannot be read").format(error=strange),
        _("Mend the formula, or empty the cell"),
    )


def _elements(kind: re.Pattern[bytes], xml: bytes) -> Iterator[dict[str, str]]:
    for element in kind.finditer(xml):
        yield _attributes(element[1])


def _attributes(written: bytes) -> dict[str, str]:
    return {
        name.decode(): (double or single).decode("utf-8", "replace")
        for name, double, single in _ATTRIBUTE.findall(written)
    }


def of_sheet(xml: bytes) -> Iterator[Faulty]:
    """The cells of a sheet that show an error."""
    cells = [cell for cell in _FAULTY.finditer(xml) if not cell[1].endswith(b"/")]
    places = [_place(cell[1]) for cell in cells]
    if not all(row and column for row, column in places):
        places = _counted(xml)
    for cell, (row, column) in zip(cells, places, strict=True):
        end = _END.search(xml, cell.end())
        value = _VALUE.search(xml, cell.end(), end.end() if end else len(xml))
        text = value[1].decode("utf-8", "replace").strip() if value else ""
        yield row - 1, column - 1, text if text in edges.ERRORS else _OTHER


def _counted(xml: bytes) -> list[tuple[int, int]]:
    """The places of these cells, where some name none: each row and each cell follows the one before it."""
    places = []
    row = column = 0
    for element in _ROW_OR_CELL.finditer(xml):
        own_row, own_column = _place(element[2])
        if element[1] == b"row":
            row, column = own_row or row + 1, 0
            continue
        column = own_column or column + 1
        if (cell := _FAULTY.match(xml, element.start())) and not cell[1].endswith(b"/"):
            places.append((own_row or row, column))
    return places


def _place(said: bytes) -> tuple[int, int]:
    """The row and the column that the attributes of a cell name, from 1 on; 0 for what they do not."""
    found = _PLACE.search(said)
    return (int(found[2] or 0), _number(found[1])) if found else (0, 0)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:8]:
        number = number * 26 + letter - 64
    return number

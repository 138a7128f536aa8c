"""A report → PDF by typst: tagged (PDF/UA-1), and PDF/A-2a where it is kept.

The template reads the report as JSON; nothing of an export is ever put into markup.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any, Final

from ediary_analytics import i18n
from ediary_analytics.i18n import _
from ediary_analytics.palette import LIGHT
from ediary_analytics.reports.document import Document, Report, Table, state, text


def write(report: Report) -> bytes:
    """The whole file; a letter that no font of this computer has is shown as ``□``."""
    import typst  # noqa: PLC0415  (a compiler, paid only here)

    standards: list[Any] = ["a-2a", "ua-1"] if report.archived else ["ua-1"]
    data = _displayable(json.dumps(_report(report), ensure_ascii=False))
    while True:
        try:
            return bytes(typst.compile(_template(), sys_inputs={"data": data}, pdf_standards=standards))
        except typst.TypstError as error:
            # PDF/A and PDF/UA take no letter without a shape: one such in a topic would cost the whole report
            if not (unknown := _unknown(str(error), data)):
                raise
            data = data.translate(dict.fromkeys(map(ord, unknown), _UNKNOWN))


def _displayable(data: str) -> str:
    """Without what has no shape anywhere: control characters (JSON escapes them) and those of private use."""
    data = _ESCAPED.sub(lambda one: _UNKNOWN if one[1] else one[0], data)
    return data.translate({ord(one): _UNKNOWN for one in set(data) if unicodedata.category(one) in {"Co", "Cs"}})


def _unknown(said: str, data: str) -> set[str]:
    """The letters of the data that could not be shown: the one that typst names, and all of its script or kind."""
    found = _NO_SHAPE.search(said)
    first = found and (chr(int(found[1], 16)) if found[1] else found[2])
    if not first or first not in data or first == _UNKNOWN:
        return set()
    alike = _kind(first)
    return {first, *(letter for letter in set(data) if alike and _kind(letter) == alike)}


def _kind(letter: str) -> str:
    """What letters have in common that a font lacks as a whole: a script without capitals, or being no letter."""
    match unicodedata.category(letter):
        case "Lo":
            return unicodedata.name(letter, "").partition(" ")[0]
        case "Cn":
            return "none"
        case _:
            return ""


#: ``the text "\u{f0b7}" could not be displayed with font …``
_NO_SHAPE: Final = re.compile(r'the text [`"]+(?:\\u\{([0-9a-f]+)\}|(.))[^`]*[`"]+ could not be displayed')
_ESCAPED: Final = re.compile(r"\\(?:(u[0-9a-f]{4})|.)")
_UNKNOWN: Final = "\N{WHITE SQUARE}"


@cache
def _template() -> bytes:
    return (resources.files(__package__) / "templates" / "document.typ").read_bytes()


def _report(report: Report) -> dict[str, Any]:
    return {
        "language": i18n.language(),
        "title": report.title,
        "keywords": list(report.keywords),
        "wide": report.wide,
        "clause": report.clause,
        "colours": {
            name: getattr(LIGHT, name)
            for name in ("surface", "line", "text", "muted", "accent", "met", "late", "missing", "pending", "excused")
        },
        "words": {
            "page": _("page"),
            "signature": _("(signature)"),
            "name": _("(name, surname)"),
            "date": _("(date)"),
            "made": _("Made {day}").format(day=report.made_on.isoformat()),
        },
        "documents": [_document(document) for document in report.documents],
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "under": list(document.under),
        "facts": [{"name": fact.name, "of": fact.of, **_cell(fact.value)} for fact in document.facts],
        "form": [{"name": field.name, "answers": [list(pair) for pair in field.answers]} for field in document.form],
        "tables": [_table(table) for table in document.tables],
        "notes": [{"title": note.title, "paragraphs": list(note.paragraphs)} for note in document.notes],
        "signed": document.signed_under,
        "signatures": [{"role": one.role, "name": one.name} for one in document.signatures],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "lead": table.lead,
        "empty": table.empty,
        "grouped": table.grouped,
        "columns": [
            {"text": column.text, "number": column.number, "upright": column.upright, "width": column.width}
            for column in table.columns
        ],
        "rows": [_row(row) for row in table.rows],
        "total": _row(table.total),
    }


def _row(row: Sequence[Any]) -> list[dict[str, str]]:
    return [_cell(value) for value in row]


def _cell(value: Any) -> dict[str, str]:
    return {"text": text(value), "state": state(value)}

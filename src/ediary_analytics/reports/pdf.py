"""A report → PDF by typst: tagged (PDF/UA-1), and PDF/A-2a where it is kept.

The template reads the report as JSON; nothing of an export is ever put into markup.
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from ediary_analytics import i18n
from ediary_analytics.i18n import _
from ediary_analytics.palette import LIGHT
from ediary_analytics.reports.document import Document, Report, Table, state, text


def write(report: Report) -> bytes:
    """The whole file."""
    import typst  # noqa: PLC0415  (a compiler, paid only here)

    standards: list[Any] = ["a-2a", "ua-1"] if report.archived else ["ua-1"]
    made = typst.compile(_template(), sys_inputs={"data": json.dumps(_report(report))}, pdf_standards=standards)
    return bytes(made)


@cache
def _template() -> bytes:
    return (resources.files(__package__) / "templates" / "document.typ").read_bytes()


def _report(report: Report) -> dict[str, Any]:
    return {
        "language": i18n.language(),
        "title": report.title,
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

"""The tables of the page of imports: by file, and what was imported last of each school."""

from collections.abc import Sequence
from typing import Any

from ediary_analytics.i18n import _
from ediary_analytics.import_report import unchanged
from ediary_analytics.web import formats
from ediary_analytics.web.imports.words import Imported
from ediary_analytics.web.table import Block, Cell, Column, Row, Table


def files(report: dict[str, Any]) -> Table:
    """By file: recognised as what, how many rows; a row opens to what is wrong in it and what was left out."""
    columns = [
        Column(_("File")),
        Column(_("Recognised as"), wide=True),
        Column(_("Rows"), "number"),
        Column(_("Set aside"), "number"),
        Column(_("Columns left out"), wide=True),
    ]
    return Table(_("By file"), columns, [_file(number, file, report) for number, file in enumerate(report["files"])])


def _file(number: int, file: dict[str, Any], report: dict[str, Any]) -> Row:
    told = [fault["message"] for fault in report["faults"] if fault["file"] == file["file"]]
    told += [warning["message"] for warning in report["warnings"] if warning["file"] == file["file"]]
    rejected: Cell = formats.number(file["rows_rejected"])
    if file["rows_rejected"]:
        rejected = {"text": formats.number(file["rows_rejected"]), "state": "missing bare"}
    cells = [
        file["file"],
        file["table_title"],
        formats.number(file["rows_read"]),
        rejected,
        ", ".join(file["dropped_columns"]),
    ]
    blocks = [Block(text=message) for message in told]
    return Row(f"{number}", cells, blocks or None, quiet=not told, shut=not told)


def elsewhere(report: dict[str, Any]) -> list[str]:
    """What is to be told of files that are no table, of schools whose files were not read, and of rules."""
    known = {file["file"] for file in report["files"]}
    told = [warning["message"] for warning in report["warnings"] if warning["file"] not in known]
    told += unchanged(report)
    return told + [f"{school['school']}: {school['message']}" for school in report["not_judged"]]


def schools(imported: Sequence[Imported]) -> Table:
    """By school: when, as of when it is judged, how much."""
    columns = [
        Column(_("School")),
        Column(_("Imported")),
        Column(_("Judged as of"), wide=True),
        Column(_("Files"), "number", wide=True),
        Column(_("Rows"), "number"),
        Column(_("Set aside"), "number"),
    ]
    return Table(_("By school"), columns, [_school(school) for school in imported])


def _school(school: Imported) -> Row:
    cells = [
        school["name"],
        formats.moment(school["imported_at"]),
        formats.moment(school["as_of"]),
        *(formats.number(school[name]) for name in ("files", "rows_read", "rows_rejected")),
    ]
    return Row(school["school_id"], cells, shut=True)

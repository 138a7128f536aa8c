"""The lists of my duties: what is to be done, what is due next by day, what came late by duty."""

from collections.abc import Sequence
from itertools import groupby

from ediary_analytics import duty_words
from ediary_analytics.answers.my_duties import Line, Worklist
from ediary_analytics.i18n import _
from ediary_analytics.policy import Imposed
from ediary_analytics.web import formats
from ediary_analytics.web.my_duties import words
from ediary_analytics.web.table import Block, Cell, Column, Row, Table

#: Records of one row shown at once; all of them are in the file.
_RECORDS = 60


def undone(imposed: Imposed, lines: Sequence[Line], opened: str | None, blocks: Sequence[Block] | None) -> Table:
    """What is missing of one duty, oldest first; the row of the key ``opened`` shows ``blocks``."""
    pupils = any(line["pupil"] for line in lines)
    columns = [
        Column(_("Day")),
        Column(_("Class")),
        Column(_("Subject")),
        *([Column(_("Pupil"))] if pupils else []),
        Column(_("About")),
        Column(_("Due"), wide=True),
        Column(_("Days late"), "number"),
    ]
    rows = []
    for line in lines:
        cells: list[Cell] = [
            formats.day(line["on_date"]),
            line["class_name"] or "",
            line["subject"] or "",
            *([line["pupil"] or ""] if pupils else []),
            words.about(line),
            formats.moment(line["due_at"]),
            {"text": formats.number(line["days_late"]), "state": "missing bare"},
        ]
        rows.append(Row(line["record"], cells, blocks if line["record"] == opened else None))
    return Table(imposed.obligation.title, columns, rows, lazy=True)


def soon(found: Worklist) -> Table:
    """What is awaited, by term and duty; a row opens to the records."""
    columns = [Column(_("Due")), Column(_("Duty")), Column(_("Entries"), "number")]
    rows = []
    for (due, name), part in groupby(
        sorted(found.pending, key=_term), key=lambda line: (line["due_at"], line["obligation"])
    ):
        lines = list(part)
        rule = found.rules[name].obligation
        cells: list[Cell] = [formats.moment(due), rule.title, formats.number(len(lines))]
        rows.append(Row(f"{due} {name}", cells, [_records(rule.text("remedy"), lines, late=False)]))
    return Table(_("Due next"), columns, rows)


def _term(line: Line) -> tuple[str, str, str]:
    return f"{line['due_at'] or '9999'}", line["obligation"], f"{line['on_date'] or '9999'}"


def late(found: Worklist) -> Table:
    """What came late, by duty; a row opens to the records."""
    columns = [Column(_("Duty")), Column(_("Entered late"), "number"), Column(_("At most, days"), "number")]
    rows = []
    for imposed, lines in found.came_late():
        most = max(line["days_late"] or 0 for line in lines)
        cells: list[Cell] = [
            imposed.obligation.title,
            {"text": formats.number(len(lines)), "state": "late bare"},
            formats.number(most),
        ]
        rows.append(Row(imposed.name, cells, [_records("", lines, late=True)], quiet=True))
    return Table(_("Entered late"), columns, rows)


def _records(text: str, lines: Sequence[Line], *, late: bool) -> Block:
    pupils = any(line["pupil"] for line in lines)
    columns = [
        Column(_("Day")),
        Column(_("Class")),
        Column(_("Subject")),
        *([Column(_("Pupil"))] if pupils else []),
        Column(_("About")),
        *([Column(_("Due")), Column(_("Entered")), Column(_("Days late"), "number")] if late else []),
        Column(_("Status")),
    ]
    rows = [_record(line, pupils=pupils, late=late) for line in lines[:_RECORDS]]
    hidden = len(lines) - _RECORDS
    more = _("{count} more: download the list of records.").format(count=formats.number(hidden)) if hidden > 0 else ""
    return Block(text=text, columns=columns, rows=rows, more=more)


def _record(line: Line, *, pupils: bool, late: bool) -> list[Cell]:
    due, done = line["due_at"], line["done_at"]
    seconds = due is not None and done is not None and due.replace(second=0) == done.replace(second=0)
    after: list[Cell] = [
        formats.moment(due, seconds=seconds),
        formats.moment(done, seconds=seconds),
        formats.number(line["days_late"]),
    ]
    return [
        formats.day(line["on_date"]),
        line["class_name"] or "",
        line["subject"] or "",
        *([line["pupil"] or ""] if pupils else []),
        words.about(line),
        *(after if late else []),
        {"text": duty_words.status(line["status"]), "state": line["status"]},
    ]

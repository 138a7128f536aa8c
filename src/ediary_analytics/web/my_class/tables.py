"""The lists of a class head: what to decide, whom to reach, the pupils, the months."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import pyarrow as pa

from ediary_analytics import duty_words
from ediary_analytics.i18n import _
from ediary_analytics.web import formats
from ediary_analytics.web.attendance.tables import count, lessons, rate
from ediary_analytics.web.my_class.found import Found, Month, Rows
from ediary_analytics.web.table import Block, Cell, Column, Row, Table

#: Parts of a month's sheet, in the order of its columns.
_PARTS = ("illness", "other", "unjustified", "open", "representing", "late")


def undecided(found: Found) -> Table:
    """By pupil, who has waited longest first; a row opens to the lessons."""
    columns = [
        Column(_("Pupil")),
        Column(_("Lessons"), "number"),
        Column(_("The oldest")),
        Column(_("Days old"), "number"),
        Column(_("Decide by")),
    ]
    rows = found.undecided or []
    by_pupil: dict[str, Rows] = {}
    for row in rows:
        by_pupil.setdefault(row["pupil_id"], []).append(row)
    listed = []
    for pupil, own in by_pupil.items():
        first = own[0]
        cells: list[Cell] = [
            first["pupil"],
            formats.number(len(own)),
            formats.day(first["held_on"]),
            formats.number(first["age_days"]),
            _due(first),
        ]
        listed.append(Row(pupil, cells, [_lessons(own)]))
    return Table(_("To decide"), columns, listed)


def _due(row: dict[str, Any]) -> Cell:
    if row["due_at"] is None:
        return formats.NOTHING
    return {"text": formats.day(row["due_at"].date()), "state": row["status"] if row["status"] == "missing" else ""}


def _lessons(rows: Rows) -> Block:
    columns = [
        Column(_("Day")),
        Column(_("Lesson"), "number"),
        Column(_("Subject")),
        Column(_("Reason")),
        Column(_("Parents' word")),
        Column(_("Decide by")),
    ]
    cells: list[list[Cell]] = [
        [
            formats.day(row["held_on"]),
            "" if row["lesson_no"] is None else formats.number(row["lesson_no"]),
            row["subject"] or "",
            reason(row),
            formats.moment(row["explained_at"]) if row["explained_at"] else "",
            _due(row),
        ]
        for row in rows
    ]
    return Block(columns=columns, rows=cells)


def reason(row: dict[str, Any]) -> str:
    """The reason as the diary has it, in words."""
    return duty_words.word(row["reason"] or "")


def parents(found: Found) -> Table:
    """The pupils with a parent to reach: who, whether they ever logged in, how to reach them, whether to print."""
    columns = [
        Column(_("Pupil")),
        Column(_("Parent or guardian")),
        Column(_("Last login")),
        Column(_("Phone"), wide=True),
        Column(_("E-mail"), wide=True),
        Column(_("Report")),
    ]
    rows = []
    for row in to_reach(found):
        never: Cell = {"text": never_or_when(row), "state": "" if row["last_login_at"] else "pending"}
        printed = row["pupil_id"] in (found.to_print or ())
        cells: list[Cell] = [
            row["pupil"],
            row["guardian"] or _("no parent is in the export"),
            never,
            row["phone"] or "",
            row["email"] or "",
            report(found, row),
        ]
        rows.append(Row(f"{row['pupil_id']}|{row['guardian_id']}", cells, shut=True, quiet=not printed))
    return Table(_("Parents"), columns, rows)


def to_reach(found: Found) -> Rows:
    """Guardians who never logged in, and those whose child's report is to be printed; by pupil."""
    printed = found.to_print or set()
    return [row for row in found.guardians if row["pupil_id"] in printed or row["last_login_at"] is None]


def never_or_when(row: dict[str, Any]) -> str:
    """When somebody last logged in, or that they never did, or could not."""
    if row["last_login_at"]:
        return formats.day(row["last_login_at"].date())
    return (
        _("has never logged in")
        if row["has_account"] or row["guardian_id"] is None
        else _("has never logged in: no account")
    )


def report(found: Found, row: dict[str, Any]) -> str:
    """How the month's report reaches the family; a dash where the export does not tell."""
    if found.to_print is None:
        return formats.NOTHING
    return why_printed(row) if row["pupil_id"] in found.to_print else _("in the diary")


def why_printed(row: dict[str, Any]) -> str:
    """Why the month's report is printed."""
    return _("print: asked for on paper") if row["wants_print"] else _("print: nobody reads it in the diary")


def pupils(found: Found, opened: str | None, hours: Sequence[dict[str, Any]], *, way: bool) -> Table:
    """The class in alphabetical order: the month's attendance, praises and remarks."""
    columns = [
        Column(_("Pupil")),
        Column(_("Attended, %"), "number"),
        Column(_("Missed"), "number"),
        Column(_("For illness"), "number", wide=True),
        Column(_("Unjustified"), "number"),
        Column(_("Not decided"), "number", wide=True),
        Column(_("Came late"), "number", wide=True),
        Column(_("Praises"), "number", wide=True),
        Column(_("Remarks"), "number", wide=True),
    ]
    if way:
        columns.append(Column(_("Pupil's page")))
    rows = []
    for row in found.pupils:
        quiet = not (row["missed"] or row["late"] or row["representing"])
        cells: list[Cell] = [
            row["pupil"],
            rate(row["held"] - row["missed"], row["held"]),
            count(row["missed"]),
            count(row["illness"]),
            count(row["unjustified"], "missing"),
            count(row["open"]),
            count(row["late"]),
            _written(found, row, "praise"),
            _written(found, row, "remark"),
        ]
        if way:
            cells.append({"text": _("Open"), "go": row["pupil_id"]})
        blocks = [lessons(hours)] if row["pupil_id"] == opened else None
        rows.append(Row(row["pupil_id"], cells, blocks, shut=quiet))
    return Table(_("Pupils"), columns, rows, lazy=True)


def _written(found: Found, row: dict[str, Any], kind: str) -> Cell:
    remarks = found.written(row["pupil_id"], kind)
    return formats.NOTHING if remarks is None else count(remarks)


def months(found: Found) -> Table:
    """The class's sheet of each month; a month leads to itself."""
    columns = [
        Column(_("Month")),
        Column(_("Pupils"), "number"),
        Column(_("Attended, %"), "number"),
        Column(_("Missed"), "number"),
        Column(_("Per pupil"), "number"),
        Column(_("For illness"), "number", wide=True),
        Column(_("Other reasons"), "number", wide=True),
        Column(_("Unjustified"), "number"),
        Column(_("Not decided"), "number", wide=True),
        Column(_("Represented the school"), "number", wide=True),
        Column(_("Came late"), "number", wide=True),
    ]
    rows = []
    for month, sheet in found.months.items():
        cells: list[Cell] = [
            formats.sentence(formats.month_name(month)),
            formats.number(sheet.pupils),
            rate(sheet.attended, sheet.held),
            count(sheet.missed),
            _per(sheet),
            *(count(getattr(sheet, part), "missing" if part == "unjustified" else "") for part in _PARTS),
        ]
        rows.append(Row(month, cells, go=month))
    return Table(_("By month"), columns, rows)


def _per(sheet: Month) -> str:
    return formats.number(sheet.missed / sheet.pupils, 1) if sheet.pupils else formats.NOTHING


def days(found: Found) -> pa.Table:
    """Day by day, as :func:`ediary_analytics.charts.calendar` wants it."""
    rows = []
    for day, group in groupby(found.days, key=lambda row: row["day"]):
        (row,) = group
        story = _("{day}: {missed} of {held} lessons missed; pupils: {pupils}, all day: {away}")
        if not row["held"]:
            story = _("{day}: no lesson is recorded")
        words = {name: formats.number(row[name]) for name in ("missed", "held", "pupils", "away")}
        text = formats.number(row["missed"]) if row["missed"] else ""
        value = float(row["missed"]) if row["held"] else None
        rows.append((day, value, text, story.format(day=formats.day(day), **words)))
    columns = list(zip(*rows, strict=True)) or [()] * 4
    kinds = {"day": pa.date32(), "value": pa.float64(), "text": pa.string(), "story": pa.string()}
    return pa.table({name: pa.array(column, kind) for (name, kind), column in zip(kinds.items(), columns, strict=True)})

"""The lists of attendance on screen: classes, the pupils of a class, the lessons that a pupil missed."""

from collections.abc import Sequence
from typing import Any

from ediary_analytics.i18n import _
from ediary_analytics.web import formats
from ediary_analytics.web.attendance.found import Counts, Found
from ediary_analytics.web.attendance.words import ABSENCES, STATES
from ediary_analytics.web.table import Block, Cell, Column, Row, Table

#: Lessons shown at once; all of them are in the file.
_LESSONS = 100


def count(value: int, state: str = "") -> Cell:
    """A count; nothing is a quiet dot."""
    if not value:
        return {"text": "·", "state": "zero"}
    return {"text": formats.number(value), "state": f"{state} bare" if state else ""}


def rate(part: int, whole: int) -> str:
    """A share as a number of per cent, as its column says."""
    return formats.points(formats.tenths(part, whole)) if whole else formats.NOTHING


def _headings(found: Found) -> list[Column]:
    if found.illness_only:
        return [Column(_("Lessons held"), "number"), Column(_("For illness"), "number"), Column("%", "number")]
    return [
        Column(_("Attended, %"), "number"),
        Column(_("Missed"), "number"),
        Column(_("For illness"), "number", wide=True),
        Column(_("Other reasons"), "number", wide=True),
        Column(_("Unjustified"), "number"),
        Column(_("Not decided"), "number", wide=True),
        Column(_("Came late"), "number", wide=True),
    ]


def _numbers(found: Found, row: Counts) -> list[Cell]:
    if found.illness_only:
        return [formats.number(row.held), count(row.illness), rate(row.illness, row.held)]
    split: list[Cell] = [formats.NOTHING] * 4
    if row.is_split:
        split = [count(row.illness), count(row.other), count(row.unjustified, "missing"), count(row.open)]
    late = formats.NOTHING if "lateness" in row.closed else count(row.late)
    return [rate(row.attended, row.held), count(row.missed), *split, late]


def classes(found: Found, opened: str | None, pupils: Sequence[dict[str, Any]], *, way: bool) -> Table:
    """By class, as the school lists them; a row opens to its pupils, who lead to their pages where one may go there."""
    columns = [Column(_("Class")), *_headings(found), Column(_("Not recorded"), "number", wide=True)]
    rows = []
    cells: list[Cell]
    for one in found.place.year.classes:
        counts = found.classes.get(one.class_id)
        if counts is None and one.kind != "preschool":
            continue
        if counts is None:
            note: Cell = {"text": one.name, "note": _("counted by days")}
            go = f"class:{one.class_id}" if found.named else None
            cells = [note, *[formats.NOTHING] * (len(columns) - 1)]
            rows.append(Row(one.class_id, cells, go=go, quiet=go is None, shut=go is None))
        elif counts.hidden:
            note = {"text": one.name, "note": _("too few pupils to be shown")}
            rows.append(Row(one.class_id, [note, *[formats.NOTHING] * (len(columns) - 1)], quiet=True, shut=True))
        else:
            own = [row for row in pupils if row["class_id"] == one.class_id] if one.class_id == opened else None
            blocks = [_pupils_block(found, own, way=way)] if own is not None else None
            name: Cell = one.name if one.whole else {"text": one.name, "note": _("only the pupils you see")}
            cells = [name, *_numbers(found, counts), count(counts.unknown)]
            rows.append(Row(one.class_id, cells, blocks, shut=not found.named))
    return Table(_("By class"), columns, rows, lazy=True)


def _pupils_block(found: Found, pupils: Sequence[dict[str, Any]], *, way: bool) -> Block:
    columns = [Column(_("Pupil")), *_headings(found)[:6]]
    rows = [
        [
            {"text": row["pupil"], "go": f"pupil:{row['pupil_id']}"} if way else row["pupil"],
            *_numbers(found, of_pupil(row))[: len(columns) - 1],
        ]
        for row in pupils
    ]
    return Block(columns=columns, rows=rows)


def of_pupil(row: dict[str, Any]) -> Counts:
    """The counts of a row of :func:`ediary_analytics.answers.attendance.pupils`."""
    names = ("held", "illness", "other", "unjustified", "open", "representing", "late")
    return Counts(attended=row["held"] - row["missed"], **{name: row[name] for name in names})


def pupils(
    found: Found, rows: Sequence[dict[str, Any]], opened: str | None, hours: Sequence[dict[str, Any]], *, way: bool
) -> Table:
    """By pupil; a row opens to the lessons missed, and where the viewer may go there, leads to the pupil's page."""
    whole = Column(_("Days ill") if found.illness_only else _("Whole days away"), "number", wide=True)
    columns = [Column(_("Pupil")), *_headings(found), whole]
    if way:
        columns.append(Column(_("Pupil's page")))
    listed = []
    for row in rows:
        counts = of_pupil(row)
        quiet = not (counts.missed or counts.late or counts.representing)
        name: Cell = row["pupil"]
        if not found.one:
            name = {"text": row["pupil"], "note": found.place.year.class_names.get(row["class_id"], "")}
        days = row["illness_days"] if found.illness_only else row["days_away"]
        cells: list[Cell] = [name, *_numbers(found, counts), count(days)]
        if way:
            cells.append({"text": _("Open"), "go": f"pupil:{row['pupil_id']}"})
        key = f"{row['pupil_id']}|{row['class_id']}"
        blocks = [lessons(hours)] if key == opened else None
        listed.append(Row(key, cells, blocks, quiet=quiet, shut=quiet))
    return Table(_("By pupil"), columns, listed, lazy=True)


def lessons(hours: Sequence[dict[str, Any]]) -> Block:
    """The lessons that somebody missed or came late to."""
    columns = [Column(_("Day")), Column(_("Lesson"), "number"), Column(_("Subject")), Column(_("What is entered"))]
    hidden = len(hours) - _LESSONS
    more = _("{count} more: download the list of lessons.").format(count=formats.number(hidden)) if hidden > 0 else ""
    return Block(columns=columns, rows=[_lesson(row) for row in hours[:_LESSONS]], more=more)


def _lesson(row: dict[str, Any]) -> list[Cell]:
    number = "" if row["lesson_no"] is None else formats.number(row["lesson_no"])
    return [
        formats.day(row["held_on"]),
        number,
        row["subject"] or "",
        {"text": what(row), "state": STATES.get(row["absence"], "")},
    ]


def what(row: dict[str, Any]) -> str:
    """What the diary says of a lesson: why it was missed, or that it began late."""
    absence = row["absence"]
    return _(ABSENCES[absence]) if absence else _("came late")

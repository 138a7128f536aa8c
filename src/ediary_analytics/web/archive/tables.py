"""The lists of the archive, on screen and as files."""

import pyarrow as pa

from ediary_analytics import duty_words
from ediary_analytics.answers.archive import Departed, Row
from ediary_analytics.i18n import _
from ediary_analytics.web import formats, table, trace
from ediary_analytics.web.archive import words
from ediary_analytics.web.table import Block, Cell, Column, Table


def departed(found: Departed) -> Table:
    """Who left, by name; a row opens to the results and the marks."""
    columns = [
        Column(_("Pupil")),
        Column(_("Class")),
        Column(_("Left")),
        Column(_("Order"), wide=True),
        Column(_("Results"), "number", wide=True),
        Column(_("Record")),
    ]
    return Table(_("Departed pupils"), columns, [_pupil(pupil, found) for pupil in found.pupils])


def _pupil(pupil: Row, found: Departed) -> table.Row:
    rows = found.results.get(pupil["pupil_id"], [])
    state, word = words.closing(found, pupil)
    results = [row for row in rows if row["marks"] is None]
    cells: list[Cell] = [
        pupil["name"],
        pupil["class_name"] or "",
        formats.day(pupil["left_on"]),
        pupil["departure_order"] or {"text": _("no order"), "state": "missing"},
        formats.number(len(results)),
        {"text": word, "state": state},
    ]
    columns = [Column(_("Subject")), Column(_("Term")), Column(_("Result")), Column(_("Marks"), "number")]
    columns.append(Column(_("Mean"), "number"))
    block = Block(
        text="" if rows else _("Nothing was graded."),
        facts=[(_("Enrolled:"), formats.day(pupil["enrolled_on"])), (_("Left:"), formats.day(pupil["left_on"]))],
        columns=columns,
        rows=[_result(row) for row in rows],
    )
    return table.Row(pupil["pupil_id"], cells, [block])


def _result(row: Row) -> list[Cell]:
    mean = formats.number(row["points"] / row["in_points"], 2) if row["in_points"] else ""
    marks = "" if row["marks"] is None else formats.number(row["marks"])
    return [row["subject"] or "", row["term"] or _("marks"), row["value"] or "", marks, mean]


def due(found: Departed) -> Table:
    """Handing the diary over, by school year."""
    columns = [Column(_("School year")), Column(_("Due")), Column(_("Handed over")), Column(_("Status"))]
    rows = []
    for duty in found.archive:
        cells: list[Cell] = [
            duty["detail"] or "",
            formats.moment(duty["due_at"]),
            formats.moment(duty["done_at"]),
            {"text": duty_words.status(duty["status"]), "state": duty["status"]},
        ]
        rows.append(table.Row(f"{duty['detail']}", cells, shut=True))
    return Table(_("Handing over"), columns, rows)


def file(found: Departed) -> pa.Table:
    """Who left, with every result, as a file."""
    names = [_("Pupil"), _("Class"), _("Enrolled"), _("Left"), _("Order"), _("Record")]
    names += [_("Subject"), _("Term"), _("Result"), _("Marks"), _("Mean")]
    lines: list[tuple[object, ...]] = []
    for pupil in found.pupils:
        who = (
            pupil["name"],
            pupil["class_name"],
            pupil["enrolled_on"],
            pupil["left_on"],
            pupil["departure_order"],
            words.closing(found, pupil)[1],
        )
        rows = found.results.get(pupil["pupil_id"], [])
        lines += [(*who, row["subject"], row["term"], row["value"], row["marks"], _mean(row)) for row in rows]
        if not rows:
            lines.append((*who, None, None, None, None, None))
    columns = list(zip(*lines, strict=True)) or [()] * len(names)
    made = pa.table([pa.array(column) for column in columns], names=names)
    return trace.naming(made, (pupil["pupil_id"] for pupil in found.pupils))


def _mean(row: Row) -> float | None:
    return formats.rounded(row["points"] / row["in_points"], 2) if row["in_points"] else None

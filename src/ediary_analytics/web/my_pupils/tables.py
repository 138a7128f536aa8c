"""The list of a specialist's pupils, and the same as a file."""

import pyarrow as pa

from ediary_analytics.answers.support import Supports
from ediary_analytics.i18n import _
from ediary_analytics.web import formats, trace
from ediary_analytics.web.my_pupils import words
from ediary_analytics.web.table import Cell, Column, Row, Table


def pupils(found: Supports, month: str, before: str, *, leads: bool) -> Table:
    """By name: the month of each, with the month before beside it; pressed, a row leads to the pupil's page."""
    with_remarks = any(one.month.remark is not None for one in found.pupils)
    columns = [
        Column(_("Pupil")),
        Column(_("Class")),
        Column(_("Missed, %"), "number"),
        Column(_("Late"), "number"),
        Column(_("Mean mark"), "number", wide=True),
        *([Column(_("Praise"), "number", wide=True), Column(_("Remarks"), "number")] if with_remarks else []),
        Column(_("What changed")),
    ]
    is_late_known = "lateness" not in found.missing
    rows = []
    for one in found.pupils:
        now, then = one.month, one.before
        cells: list[Cell] = [
            {"text": one.name, "note": one.detail or ""},
            one.class_name or "",
            _both(_share(now.missed, now.held), _share(then.missed, then.held)),
            _both(_late(now.late, now.held), _late(then.late, then.held)) if is_late_known else formats.NOTHING,
            _both(_mean(now.points, now.marks), _mean(then.points, then.marks)),
            *([formats.number(now.praise), formats.number(now.remark)] if with_remarks else []),
            words.changes(one, month, before),
        ]
        go = one.pupil_id if leads else None
        rows.append(Row(one.pupil_id, cells, shut=not leads, go=go, quiet=not one.is_changed))
    return Table(_("My pupils"), columns, rows)


def file(found: Supports, month: str, before: str) -> pa.Table:
    """The same as a file; shares are numbers from 0 to 100."""
    names = [_("Pupil"), _("Class"), _("Month"), _("Missed, %"), _("Late"), _("Mean mark"), _("What changed")]
    lines = [
        (
            one.name,
            one.class_name,
            month,
            formats.tenths(one.month.missed, one.month.held) / 10 if one.month.held else None,
            one.month.late if one.month.held else None,
            formats.rounded(one.month.points / one.month.marks, 1) if one.month.marks else None,
            words.changes(one, month, before),
        )
        for one in found.pupils
    ]
    columns = list(zip(*lines, strict=True)) or [()] * len(names)
    made = pa.table([pa.array(column) for column in columns], names=names)
    return trace.naming(made, (one.pupil_id for one in found.pupils))


def _both(now: str, then: str) -> Cell:
    """The month, and the one before as a note."""
    return {"text": now, "note": f"({then})"} if then != formats.NOTHING else now


def _share(part: int, whole: int) -> str:
    return formats.points(formats.tenths(part, whole)) if whole else formats.NOTHING


def _late(count: int, held: int) -> str:
    return formats.number(count) if held else formats.NOTHING


def _mean(points: int, marks: int) -> str:
    return formats.number(points / marks, 1) if marks else formats.NOTHING

"""The lists of attendance as files; shares are numbers from 0 to 100."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from ediary_analytics.i18n import _
from ediary_analytics.web import formats, trace
from ediary_analytics.web.attendance.found import Counts, Found
from ediary_analytics.web.attendance.signs import Signs, often
from ediary_analytics.web.attendance.tables import of_pupil, what


def _heads(found: Found) -> list[str]:
    if found.illness_only:
        return [_("Lessons held"), _("For illness")]
    names = [_("Lessons held"), _("Attended"), _("Attended, %"), _("Missed"), _("For illness"), _("Other reasons")]
    return [*names, _("Unjustified"), _("Not decided"), _("Represented the school"), _("Came late")]


def _numbers(found: Found, row: Counts) -> list[float | None]:
    if found.illness_only:
        return [row.held, row.illness]
    share = formats.tenths(row.attended, row.held) / 10 if row.held else None
    split: list[float | None] = [row.illness, row.other, row.unjustified, row.open, row.representing]
    if not row.is_split:
        split = [None] * len(split)
    return [row.held, row.attended, share, row.missed, *split, None if "lateness" in row.closed else row.late]


def classes(found: Found) -> pa.Table:
    """By class; of one that is too small to be shown there is no number."""
    names = [_("Class"), *_heads(found), _("Not recorded")]
    lines = []
    for one in found.place.year.classes:
        if (counts := found.classes.get(one.class_id)) is None:
            continue
        numbers = [*_numbers(found, counts), counts.unknown]
        lines.append([one.name, *([None] * len(numbers) if counts.hidden else numbers)])
    return table(names, lines)


def pupils(found: Found, rows: Sequence[dict[str, Any]]) -> pa.Table:
    """By pupil."""
    whole = _("Days ill") if found.illness_only else _("Whole days away")
    lines = [
        [
            row["pupil"],
            found.place.year.class_names.get(row["class_id"], row["class_id"]),
            *_numbers(found, of_pupil(row)),
            row["illness_days"] if found.illness_only else row["days_away"],
        ]
        for row in rows
    ]
    return trace.naming(
        table([_("Pupil"), _("Class"), *_heads(found), whole], lines), (row["pupil_id"] for row in rows)
    )


def lessons(rows: Sequence[dict[str, Any]]) -> pa.Table:
    """Each lesson missed or begun late."""
    names = [_("Pupil"), _("Class"), _("Day"), _("Lesson"), _("Subject"), _("What is entered")]
    keys = ("pupil", "class_name", "held_on", "lesson_no", "subject")
    made = table(names, [[*(row[key] for key in keys), what(row)] for row in rows])
    return trace.naming(made, (row["pupil_id"] for row in rows))


def signs(found: Found, listed: Sequence[Signs], rows: Sequence[dict[str, Any]]) -> pa.Table:
    """Whom to think of, and why; without names, how many."""
    if not found.named:
        return table([_("Sign"), _("Pupils"), _("Of how many")], [list(line) for line in often(found)])
    of = {one.pupil_id: one for one in listed}
    lines = [
        [row["pupil"], found.place.year.class_names.get(row["class_id"], row["class_id"]), sign]
        for row in rows
        if row["pupil_id"] in of
        for sign in of[row["pupil_id"]].told
    ]
    ids = of.keys() & {row["pupil_id"] for row in rows}
    return trace.naming(table([_("Pupil"), _("Class"), _("Sign")], lines), ids)


def table(names: Sequence[str], lines: Sequence[Sequence[object]]) -> pa.Table:
    """Lines as an Arrow table."""
    columns = list(zip(*lines, strict=True)) or [()] * len(names)
    return pa.table([pa.array(column) for column in columns], names=list(names))

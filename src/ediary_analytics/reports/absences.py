"""Absences as every report tells them: the same columns, the same order, the same words."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ediary_analytics import formats
from ediary_analytics.answers.measures import Answer, Ask
from ediary_analytics.i18n import _
from ediary_analytics.reports.desk import Desk
from ediary_analytics.reports.document import Column, Table, Value

#: Parts of what is missed; ``representing`` is attended and stands apart.
REASONS = ("illness", "other", "unjustified", "open")
#: In the order of :func:`columns`.
PARTS = ("missed", *REASONS, "representing", "late")

#: How many hours, by part; a part of which the export says nothing is not there.
Counts = Mapping[str, int]


def columns() -> list[Column]:
    """Missed hours and of them each reason; then representing the school, and late."""
    return [
        Column(_("Missed"), number=True, width=1),
        Column(_("of these: illness"), number=True, width=1),
        Column(_("other justified"), number=True, width=1),
        Column(_("unjustified"), number=True, width=1),
        Column(_("awaiting justification"), number=True, width=1),
        Column(_("Representing the school"), number=True, width=1),
        Column(_("Late"), number=True, width=1),
    ]


def cells(counts: Counts) -> list[Value]:
    """The values under :func:`columns`; nothing where nothing is known."""
    return [counts.get(part) for part in PARTS]


def table(counts: Counts) -> Table:
    """The same, a line each, of one pupil."""
    names = [column.text for column in columns()]
    rows: list[list[Value]] = [
        [formats.sentence(name), value] for name, value in zip(names, cells(counts), strict=True)
    ]
    return Table(
        _("Attendance"),
        _("Attendance, in lesson hours"),
        [Column(_("What"), width=1), Column(_("Lessons"), number=True)],
        rows,
    )


def by(answer: Answer, key: str, part: str | None = None, within: str | None = None) -> dict[str, tuple[int, int]]:
    """Numerator and denominator of a part by a key, added up over whatever else the rows hold; of one class, or all."""
    found: dict[str, tuple[int, int]] = {}
    for row in answer.part(part):
        if row[key] is None or row["numerator"] is None:
            continue
        if within is None or row["class_id"] == within:
            numerator, denominator = found.get(row[key], (0, 0))
            found[row[key]] = numerator + row["numerator"], denominator + row["denominator"]
    return found


@dataclass(frozen=True, slots=True)
class Counted:
    """Hours of pupils: ``held`` and :data:`PARTS`, as far as the export tells; ``answers`` say what it does not."""

    answers: list[Answer]
    by_pupil: Mapping[str, Counts]
    known: tuple[str, ...]

    def of(self, pupil: str) -> Counts:
        """The hours of a pupil; none at all are noughts."""
        found = self.by_pupil.get(pupil, {})
        return {part: found.get(part, 0) for part in self.known}

    def together(self, pupils: Iterable[str]) -> Counts:
        """The hours of several."""
        every = [self.of(pupil) for pupil in pupils]
        return {part: sum(counts[part] for counts in every) for part in self.known}


def of_pupils(
    desk: Desk, since: dt.date, until: dt.date, class_id: str | None = None, period: str = "total"
) -> Counted:
    """The hours of each pupil in a span of days, of one class or of all."""
    names = ("attendance_rate", "absence_split", "lateness")
    asked = [Ask(name, by=("class", "pupil"), period=period, since=since, until=until) for name in names]
    rate, split, late = answers = desk.ask(*asked)
    tables: dict[str, dict[str, int]] = {}
    if rate.checkable:
        found = by(rate, "pupil_id", within=class_id)
        tables["held"] = {pupil: held for pupil, (_attended, held) in found.items()}
        tables["missed"] = {pupil: held - attended for pupil, (attended, held) in found.items()}
    if split.checkable:
        for part in (*REASONS, "representing"):
            tables[part] = {pupil: n for pupil, (n, _all) in by(split, "pupil_id", part, class_id).items()}
    if late.checkable:
        tables["late"] = {pupil: n for pupil, (n, _all) in by(late, "pupil_id", within=class_id).items()}
    pupils = {pupil for table in tables.values() for pupil in table}
    by_pupil = {pupil: {part: table.get(pupil, 0) for part, table in tables.items()} for pupil in pupils}
    return Counted(answers, by_pupil, tuple(tables))

"""What each person still has to enter in a month: the oldest first, a page each."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from ediary_analytics import duty_words, formats
from ediary_analytics.answers import fill_check
from ediary_analytics.answers.fill_check import FilledMonth, Person
from ediary_analytics.errors import CallError
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.reports.desk import Desk
from ediary_analytics.reports.document import Column, Document, Note, Stated, Table, Value
from ediary_analytics.reports.kinds import fill_check as check


def make(desk: Desk) -> Sequence[Document]:
    """A document for each person who has something to enter; for the chosen one always.

    Raises:
        CallError: no such person has duties this month.
    """
    found = check.month(desk)
    people = found.owing
    if (asked := desk.chosen.person) is not None:
        people = [person for person in found.people if person.owner_id == asked]
        if not people:
            raise CallError("--person", _("no such person has duties this month"), _("Give a staff_id of the export"))
    if not people:
        return [_nobody(desk, found)]
    records = fill_check.rows(desk.con, _rules(found, desk), found.month, people[0] if len(people) == 1 else None)
    by_owner: dict[str, list[dict[str, Any]]] = {}
    for row in records.to_pylist():
        if row["status"] == "missing":
            by_owner.setdefault(row["owner_id"], []).append(row)
    return [_document(desk, found, person, by_owner.get(person.owner_id or "", [])) for person in people]


def _rules(_found: FilledMonth, desk: Desk) -> str:
    return desk.rules.name if desk.rules else ""


def _nobody(desk: Desk, found: FilledMonth) -> Document:
    return Document(_title(found), desk.under(), notes=[Note(_("Nobody has anything left to enter"), [])])


def _title(found: FilledMonth) -> str:
    return _("Left to enter, {month}").format(month=formats.month(found.month))


def _document(desk: Desk, found: FilledMonth, person: Person, rows: list[dict[str, Any]]) -> Document:
    name = check.name_of(person, found)
    count = len(rows)
    said = ngettext("{count} record is left to enter", "{count} records are left to enter", count).format(
        count=formats.number(count)
    )
    return Document(
        f"{name}: {said}" if count else _("{name}: nothing is left to enter").format(name=name),
        desk.under(formats.month(found.month)),
        about=name,
        tables=[_records(rows, found)] if rows else [],
        notes=list(_what_to_do(rows, found)),
    )


def _records(rows: list[dict[str, Any]], found: FilledMonth) -> Table:
    columns = [
        Column(_("Day")),
        Column(_("Duty"), width=1.4),
        Column(_("Class")),
        Column(_("Subject"), width=1),
        Column(_("Pupil"), width=0.9),
        Column(_("About"), width=0.8),
        Column(_("Due")),
        Column(_("Days late"), number=True),
    ]
    ordered = sorted(rows, key=lambda row: (row["on_date"] is None, row["on_date"]))
    return Table(
        _("Records"),
        _("To enter, the oldest first"),
        columns,
        [_record(row, found) for row in ordered],
    )


def _record(row: dict[str, Any], found: FilledMonth) -> list[Value]:
    return [
        row["on_date"],
        found.rules[row["obligation"]].obligation.title,
        row["class_name"] or "",
        row["subject"] or "",
        row["pupil"] or "",
        duty_words.detail(row["obligation"], row["detail"]),
        row["due_at"],
        Stated(row["days_late"], "missing"),
    ]


def _what_to_do(rows: list[dict[str, Any]], found: FilledMonth) -> Iterable[Note]:
    names = [name for name, _rows in groupby(sorted(row["obligation"] for row in rows))]
    if names:
        duties = [found.rules[name] for name in found.rules if name in names]
        yield Note(
            _("What to do"),
            [f"{one.obligation.title} ({one.cited}): {one.obligation.text('remedy')}" for one in duties],
        )

"""Acts about changes of locked data: drafted from a change, completed, signed; a signed one counts as an unlock act."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from ediary_analytics import calendar
from ediary_analytics.errors import CallError
from ediary_analytics.i18n import N_, _
from ediary_analytics.register import entries, tables
from ediary_analytics.register.entries import Author, Mark
from ediary_analytics.register.store import Register

#: What an act must say before it is signed, in words.
NEEDED: Final = {
    "staff_id": N_("who corrected the data"),
    "reason": N_("why the data is corrected"),
    "right_value": N_("what is right"),
    "approved_by": N_("who agreed"),
}


@dataclass(frozen=True, slots=True)
class Text:
    """What an act says, in the columns of ``unlock_acts``; ``change_id`` the change it was drafted from."""

    lock_id: str
    change_id: str | None = None
    staff_id: str | None = None
    subject_id: str | None = None
    class_id: str | None = None
    pupil_id: str | None = None
    reason: str | None = None
    wrong_value: str | None = None
    right_value: str | None = None
    approved_by: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """An act with what it says; a draft until ``signed_on``."""

    mark: Mark
    text: Text
    day: dt.date
    signed_on: dt.date | None


def draft(register: Register, author: Author, now: dt.datetime, day: dt.date, text: Text) -> int:
    """A draft about a change of that day; the entry's number. Raises CallError for a text that is too long."""
    return entries.add(register, author, now, day, {**_said(text), "signed_on": None})


def correct(register: Register, author: Author, now: dt.datetime, entry: int, text: Text) -> int:
    """Say more, or what is right; the new entry's number, unsigned. Raises CallError, as :func:`.entries.correct`."""
    return entries.correct(register, author, now, entry, {**_said(text), "signed_on": None})


def sign(register: Register, author: Author, now: dt.datetime, entry: int, text: Text) -> int:
    """Sign the act as it is in ``text``, today; the new entry's number.

    Raises:
        CallError: something that an act must say is missing; or as :func:`.entries.correct`.
    """
    said = _said(text)
    if lacking := [words for name, words in NEEDED.items() if not said[name]]:
        raise CallError(
            _("act"),
            _("it does not say everything: {fields}").format(fields=", ".join(map(_, lacking))),
            _("Complete it before it is signed"),
        )
    return entries.correct(register, author, now, entry, {**said, "signed_on": calendar.wall_clock(now).date()})


def withdraw(register: Register, author: Author, now: dt.datetime, entry: int) -> int:
    """Take the act back; the withdrawal's number. Raises CallError, as :func:`.entries.correct`."""
    return entries.correct(register, author, now, entry, None)


def _said(text: Text) -> Mapping[str, Any]:
    said = {field.name: getattr(text, field.name) for field in fields(text)}
    for name, value in said.items():
        column = tables.acts.c[name].type
        if value is not None and len(value) > int(getattr(column, "length", 0)):
            raise CallError(name, _("it is too long"), _("Write at most {n} characters").format(n=column.length))  # type: ignore[attr-defined]
    return said


def standing(register: Register, schools: Iterable[str], *, past: bool = False) -> list[Act]:
    """The acts of these schools, oldest first; with ``past`` also what was corrected or withdrawn."""
    with register.reading() as con:
        return [
            Act(
                entries.mark(row),
                Text(**{field.name: row._mapping[field.name] for field in fields(Text)}),  # noqa: SLF001  (its public name)
                row.day,
                row.signed_on,
            )
            for row in entries.read(con, tables.acts, schools, past=past)
        ]

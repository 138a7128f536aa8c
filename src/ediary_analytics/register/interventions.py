"""Interventions: what was done for a pupil, and notes; who may read them is :func:`ediary_analytics.access.notes`'s."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from ediary_analytics import calendar
from ediary_analytics.errors import CallError
from ediary_analytics.i18n import N_, _
from ediary_analytics.register import entries, tables
from ediary_analytics.register.entries import Author, Mark
from ediary_analytics.register.store import Register

#: A note puts nobody in hand.
NOTE: Final = "note"
#: What may be entered, in words.
KINDS: Final = {
    "talk": N_("talk with the pupil"),
    "parents": N_("talk with the parents"),
    "meeting": N_("meeting about the pupil"),
    "plan": N_("support plan"),
    "referral": N_("handed on to a specialist"),
    "other": N_("other help"),
    NOTE: N_("note"),
}


@dataclass(frozen=True, slots=True)
class Intervention:
    """What was done on a day; ``confidential`` is for people of the role that wrote it only."""

    mark: Mark
    pupil_id: str
    on_date: dt.date
    kind: str
    text: str
    confidential: bool


def enter(
    register: Register,
    author: Author,
    now: dt.datetime,
    *,
    on_date: dt.date,
    kind: str,
    text: str,
    confidential: bool = False,
) -> int:
    """Enter what was done for ``author.pupil_id``; the entry's number.

    Raises:
        CallError: no such kind, nothing is written, or the day is still to come.
    """
    if author.pupil_id is None:
        raise ValueError("an intervention is about a pupil")
    said = {"pupil_id": author.pupil_id, **_said(now, on_date, kind, text), "confidential": confidential}
    return entries.add(register, author, now, on_date, said)


def correct(
    register: Register, author: Author, now: dt.datetime, entry: int, *, on_date: dt.date, kind: str, text: str
) -> int:
    """Say what is right instead; the new entry's number. Raises as :func:`enter` and :func:`.entries.correct`."""
    return entries.correct(register, author, now, entry, {"day": on_date, **_said(now, on_date, kind, text)})


def _said(now: dt.datetime, on_date: dt.date, kind: str, text: str) -> dict[str, str]:
    if kind not in KINDS:
        raise CallError(kind, _("no such kind"), _("Known are {names}").format(names=", ".join(KINDS)))
    if on_date > calendar.wall_clock(now).date():
        raise CallError(str(on_date), _("this day is still to come"), _("Enter what was done"))
    return {"kind": kind, "text": entries.text(_("text"), text)}


def withdraw(register: Register, author: Author, now: dt.datetime, entry: int) -> int:
    """Take it back; the withdrawal's number. Raises CallError, as :func:`.entries.correct`."""
    return entries.correct(register, author, now, entry, None)


def about(
    register: Register, school: str, pupils: Collection[str], *, role: str | None, past: bool = False
) -> list[Intervention]:
    """What is entered about these pupils of a school, oldest first.

    Args:
        register: the register.
        school: the school.
        pupils: those whom the reader may see.
        role: the reader's: of confidential ones only those of this role; None for all of them, for the pupil's own.
        past: also what was corrected or withdrawn.
    """
    table = tables.interventions
    wanted: list[sa.ColumnElement[bool]] = [table.c.pupil_id.in_(list(pupils))]
    if role is not None:
        wanted.append(sa.or_(~table.c.confidential, table.c.role == role))
    with register.reading() as con:
        return [
            Intervention(entries.mark(row), row.pupil_id, row.day, row.kind, row.text, row.confidential)
            for row in entries.read(con, table, [school], *wanted, past=past)
        ]

"""Excuses: a duty was not done in time for a reason that nobody at the school could help."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ediary_analytics.errors import CallError
from ediary_analytics.i18n import N_, _
from ediary_analytics.register import entries, tables
from ediary_analytics.register.entries import Author, Mark
from ediary_analytics.register.store import Register

#: The reasons that count, in words.
CAUSES: Final = {
    "no_internet": N_("no internet"),
    "diary_down": N_("the diary did not work"),
    "other": N_("another objective reason"),
}


@dataclass(frozen=True, slots=True)
class Excuse:
    """An excuse of one duty (``obligation``, ``subject_id``), or of what fell due from ``since`` to ``until``."""

    mark: Mark
    obligation: str | None
    subject_id: str | None
    pupil_id: str | None
    day: dt.date
    since: dt.date | None
    until: dt.date | None
    cause: str
    reason: str


@dataclass(frozen=True, slots=True)
class Duty:
    """A late or missing duty: its name and subject, as in ``judged.verdicts``; its day, and its pupil if any."""

    obligation: str
    subject_id: str
    on_date: dt.date
    pupil_id: str | None


def excuse_duty(register: Register, author: Author, now: dt.datetime, duty: Duty, *, cause: str, reason: str) -> int:
    """Excuse one duty, as :func:`ediary_analytics.access.excusable` found it; the entry's number.

    ``cause`` is one of :data:`CAUSES`, ``reason`` says it in words.

    Raises:
        CallError: no such cause, or no reason.
    """
    said = {"obligation": duty.obligation, "subject_id": duty.subject_id, "pupil_id": duty.pupil_id}
    return entries.add(register, author, now, duty.on_date, {**said, **_why(cause, reason)})


def excuse_days(
    register: Register,
    author: Author,
    now: dt.datetime,
    *,
    since: dt.date,
    until: dt.date,
    cause: str,
    reason: str,
) -> int:
    """Excuse whatever fell due at the school from one day to another, both included; the entry's number.

    Raises:
        CallError: the days are the wrong way round or too many, no such cause, or no reason.
    """
    if until < since:
        raise CallError(_("period"), _("its last day is before the first"), _("Give the days in their order"))
    if (until - since).days >= _MOST_DAYS:
        raise CallError(_("period"), _("it is too long"), _("Excuse at most {n} days at once").format(n=_MOST_DAYS))
    said = {"since": since, "until": until, **_why(cause, reason)}
    return entries.add(register, author, now, until, said)


_MOST_DAYS: Final = 62


def _why(cause: str, reason: str) -> dict[str, str]:
    if cause not in CAUSES:
        raise CallError(cause, _("no such reason"), _("Known are {names}").format(names=", ".join(CAUSES)))
    return {"cause": cause, "reason": entries.text(_("reason"), reason)}


def correct(register: Register, author: Author, now: dt.datetime, entry: int, *, cause: str, reason: str) -> int:
    """Say another reason; the new entry's number. Raises CallError, as :func:`.entries.correct`."""
    return entries.correct(register, author, now, entry, _why(cause, reason))


def withdraw(register: Register, author: Author, now: dt.datetime, entry: int) -> int:
    """Take an excuse back: the duty is judged again; the withdrawal's number. Raises as :func:`.entries.correct`."""
    return entries.correct(register, author, now, entry, None)


def standing(register: Register, schools: Iterable[str], *, past: bool = False) -> list[Excuse]:
    """The excuses of these schools, oldest first; with ``past`` also those corrected and withdrawn."""
    with register.reading() as con:
        return [
            Excuse(
                entries.mark(row), row.obligation, row.subject_id, row.pupil_id, row.day, row.since, row.until,
                row.cause, row.reason,
            )
            for row in entries.read(con, tables.excuses, schools, past=past)
        ]  # fmt: skip

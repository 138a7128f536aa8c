"""Sign-offs: somebody went through a month, its filling or its attendance, and says so by name.

Who sees some grades only signs for these. Two who sign the same month are both kept; the duty counts as done once those
that stand are together of every grade of the school (``sql/entered``).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from ediary_analytics import calendar
from ediary_analytics.entered import Signed
from ediary_analytics.errors import CallError
from ediary_analytics.i18n import N_, _
from ediary_analytics.register import entries, tables
from ediary_analytics.register.entries import Author, Mark
from ediary_analytics.register.store import Register

#: What may be signed, as in ``duties_done``, in words.
KINDS: Final = {"monthly_fill_check": N_("month's fill check"), "attendance_review": N_("month's attendance review")}


@dataclass(frozen=True, slots=True)
class SignOff:
    """That a month (``2026-10``) was gone through; ``note`` is what was agreed, or empty.

    ``grades`` are the lowest and the highest grade it was signed for; None where it is of the whole school.
    """

    mark: Mark
    kind: str
    period: str
    note: str
    grades: tuple[int, int] | None


def read(row: sa.Row[Any]) -> SignOff:
    """The sign-off of a row of the register."""
    grades = None if row.min_grade is None else (row.min_grade, row.max_grade)
    return SignOff(entries.mark(row), row.kind, row.period, row.note or "", grades)


def laid(one: SignOff) -> Signed:
    """A sign-off as a row to be laid over a warehouse."""
    lowest, highest = one.grades or (None, None)
    return (one.mark.school_id, one.kind, one.period, calendar.wall_clock(one.mark.at), lowest, highest)


def sign(register: Register, author: Author, now: dt.datetime, *, kind: str, period: str, note: str = "") -> int:
    """Sign a month off for the grades that the author sees; the entry's number.

    Raises:
        CallError: no such kind or month, or the month has not begun.
    """
    if kind not in KINDS:
        raise CallError(kind, _("this cannot be signed off"), _("Known are {names}").format(names=", ".join(KINDS)))
    first, last = calendar.month_days(calendar.month(period))
    if first > calendar.wall_clock(now).date():
        raise CallError(period, _("this month has not begun"), _("Sign it off when it is over"))
    lowest, highest = author.grades or (None, None)
    said = {"kind": kind, "period": period, "note": entries.text(_("note"), note, needed=False)}
    return entries.add(register, author, now, last, {**said, "min_grade": lowest, "max_grade": highest})


def withdraw(register: Register, author: Author, now: dt.datetime, entry: int) -> int:
    """Take one's own signature back; the withdrawal's number.

    Raises:
        CallError: somebody else signed, or as :func:`.entries.correct`.
    """
    table = tables.sign_offs
    with register.reading() as con:
        signed = con.execute(sa.select(table.c.entered_by).where(table.c.id == entry)).first()
    if signed is not None and signed.entered_by != author.account:
        raise CallError(str(entry), _("somebody else signed this"), _("Whoever signed takes it back"))
    return entries.correct(register, author, now, entry, None)


def standing(
    register: Register,
    schools: Iterable[str],
    *,
    kind: str | None = None,
    period: str | None = None,
    past: bool = False,
) -> list[SignOff]:
    """The sign-offs of these schools, oldest first; with ``past`` also those withdrawn."""
    table = tables.sign_offs
    wanted = [column == value for column, value in ((table.c.kind, kind), (table.c.period, period)) if value]
    with register.reading() as con:
        return [read(row) for row in entries.read(con, table, schools, *wanted, past=past)]

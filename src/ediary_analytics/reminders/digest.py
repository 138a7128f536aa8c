"""One text a person: their own open duties, the oldest first, and what falls due in the next days."""

import datetime as dt
import operator
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ediary_analytics import duty_words, formats
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.policy import Imposed

#: A row of :func:`ediary_analytics.answers.duties.rows`.
Row = Mapping[str, Any]
#: Records of one duty that are told one by one; of more, how many.
_MOST = 12


@dataclass(frozen=True, slots=True)
class Digest:
    """What is told to one person.

    Attributes:
        staff_id: to whom.
        name: as the export writes it; the id where it has none.
        missing: rows whose term has passed, the oldest first.
        ahead: rows that fall due in the next days, the soonest first.
    """

    staff_id: str
    name: str
    missing: tuple[Row, ...]
    ahead: tuple[Row, ...]

    @property
    def records(self) -> frozenset[str]:
        """What to remember of it, so that it is not told again: :func:`key` of all that it is about."""
        return frozenset(map(key, (*self.missing, *self.ahead)))


def key(row: Row) -> str:
    """What a record is remembered by once it was told: it may be told ahead once, and once when its term has passed."""
    return str(row["record"]) if row["status"] == "missing" else f"~{row['record']}"


def digests(rows: Iterable[Row], told: Collection[str], until: dt.datetime) -> list[Digest]:
    """Whom there is something to tell, by name.

    Args:
        rows: missing and pending duties of a school; those of nobody known are nobody's to be told.
        told: what the reminders so far were about, by :func:`key`: nobody is told the same twice.
        until: up to when a pending duty is told ahead.
    """
    news = [
        row
        for row in rows
        if row["owner_id"] is not None
        and key(row) not in told
        and (row["status"] == "missing" or (row["due_at"] is not None and row["due_at"] <= until))
    ]
    by_owner: dict[str, list[Row]] = {}
    for row in news:
        by_owner.setdefault(row["owner_id"], []).append(row)
    return [
        Digest(
            owner,
            theirs[0]["person"] or owner,
            tuple(sorted((row for row in theirs if row["status"] == "missing"), key=_oldest)),
            tuple(sorted((row for row in theirs if row["status"] != "missing"), key=operator.itemgetter("due_at"))),
        )
        for owner, theirs in by_owner.items()
    ]


def _oldest(row: Row) -> tuple[bool, dt.date]:
    return row["on_date"] is None, row["on_date"] or dt.date.max


def subject(digest: Digest) -> str:
    """The line above the text."""
    count = len(digest.missing)
    if not count:
        return _("E-diary: what falls due soon")
    return ngettext(
        "E-diary: {count} record is waiting for you", "E-diary: {count} records are waiting for you", count
    ).format(count=count)


def text(digest: Digest, school: str, rules: Mapping[str, Imposed], as_of: dt.datetime) -> str:
    """The whole text, ready to be copied into a message of the diary."""
    parts = [_("Good day,")]
    if digest.missing:
        parts.append(_("by the data of {moment} these records are not there yet:").format(moment=formats.moment(as_of)))
        parts += _listed(digest.missing, rules)
    if digest.ahead:
        parts.append(_("This falls due soon:"))
        parts += _listed(digest.ahead, rules)
    parts.append(_("If you have entered it since, there is nothing to do. Thank you!"))
    return "\n\n".join([*parts, school]) + "\n"


def _listed(rows: Sequence[Row], rules: Mapping[str, Imposed]) -> list[str]:
    """A paragraph a duty, in the order in which the duties first come."""
    order = {name: place for place, name in reversed(list(enumerate(row["obligation"] for row in rows)))}
    found = []
    for name, group in groupby(
        sorted(rows, key=lambda row: order[row["obligation"]]), operator.itemgetter("obligation")
    ):
        theirs = list(group)
        duty = rules[name].obligation
        lines = [f"- {line(row)}" for row in theirs[:_MOST]]
        if (more := len(theirs) - _MOST) > 0:
            lines.append("- " + ngettext("and {count} more", "and {count} more", more).format(count=more))
        found.append("\n".join([f"{duty.title}. {duty.text('remedy')}", *lines]))
    return found


def line(row: Row) -> str:
    """``2026-10-05, 5a, Matematika, 3 pamoka (iki 2026-10-05 17:00)``; never a pupil's name."""
    about = duty_words.detail(row["obligation"], row["detail"]) if row["pupil"] is None else ""
    known = [formats.day(row["on_date"]) if row["on_date"] else "", row["class_name"], row["subject"], about]
    due = _("by {moment}").format(moment=formats.moment(row["due_at"])) if row["due_at"] else ""
    return ", ".join(filter(None, known)) + (f" ({due})" if due else "")

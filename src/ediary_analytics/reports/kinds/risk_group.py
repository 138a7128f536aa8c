"""The risk group: who is in it and what changed since, and about whom it has to be decided, by explained signs."""

from collections.abc import Sequence
from typing import Any

from ediary_analytics import duty_words, sign_words
from ediary_analytics.answers import risk
from ediary_analytics.answers.measures import Answer, Ask
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.reports import absences
from ediary_analytics.reports.desk import Desk
from ediary_analytics.reports.document import (
    Column,
    Document,
    Fact,
    Note,
    Ratio,
    Share,
    Signature,
    Stated,
    Table,
    Value,
)
from ediary_analytics.reports.gaps import lacking, nothing


def make(desk: Desk) -> Sequence[Document]:
    """One document as of the moment."""
    level, change, candidates = answers = desk.ask(Ask("risk_level"), Ask("risk_group"), Ask("risk_candidates"))
    classes = {one.class_id for one in desk.classes}
    today = desk.as_of.date()
    roster = {pupil["pupil_id"]: pupil for pupil in desk.roster(today, today) if pupil["class_id"] in classes}
    since = {row["pupil_id"]: row["since"] for row in desk.rows("active_flags") if row["pupil_id"] in roster}
    waiting = [pupil for pupil in absences.by(candidates, "pupil_id") if pupil in roster]
    desk.bind("risk_triggers")
    signs: dict[str, list[str]] = {}
    for row in desk.rows("risk_signs", school=desk.school.school_id, pupil=None):
        signs.setdefault(row["pupil_id"], []).append(sign_words.told(row["fired_by"], row["value"]))
    flagged = not desk.lacks("pupil_flags")
    silent = dict.fromkeys(risk.silent(desk.con).values())
    unseen = (
        [Note(_("Signs that cannot be seen"), [f"{duty_words.lacking(need)}." for need in silent])] if silent else []
    )
    ordered = list(roster)
    named = frozenset((*since, *waiting))
    return [
        Document(
            _("Risk group"),
            desk.under(),
            facts=[
                Fact(_("In the risk group"), len(since) if flagged else None, _pupils(len(roster))),
                Fact(
                    _("To decide about"),
                    len(waiting) if candidates.checkable else None,
                    _("level 3 or more of 6, not in hand yet"),
                ),
            ],
            tables=[
                _group(roster, sorted(since, key=ordered.index), since, change, level, known=flagged),
                _candidates(
                    roster,
                    sorted(waiting, key=ordered.index),
                    level,
                    signs,
                    known=candidates.checkable and not silent,
                ),
                _signs_of_group(roster, sorted(since, key=ordered.index), signs, known=flagged and not silent),
            ],
            notes=[*lacking(answers), *unseen],
            signatures=[Signature(_("Social pedagogue")), Signature(_("Deputy director for education"))],
            pupils=named,
        )
    ]


def _pupils(count: int) -> str:
    return ngettext("of {count} pupil", "of {count} pupils", count).format(count=count)


def _level(level: Answer, pupil: str) -> Value:
    found = absences.by(level, "pupil_id", "total").get(pupil)
    return None if found is None else found[0]


def _group(
    roster: dict[str, dict[str, Any]],
    pupils: Sequence[str],
    since: dict[str, Any],
    change: Answer,
    level: Answer,
    *,
    known: bool,
) -> Table:
    parts = {
        part: absences.by(change, "pupil_id", part)
        for part in ("missed_before", "missed_since", "mark_before", "mark_since")
    }
    columns = [
        Column(_("Class")),
        Column(_("Pupil"), width=1),
        Column(_("Since")),
        Column(_("Missed before"), number=True),
        Column(_("Missed since"), number=True),
        Column(_("Mean of marks before"), number=True),
        Column(_("Mean of marks since"), number=True),
        Column(_("Level"), number=True),
    ]
    rows: list[list[Value]] = []
    for pupil in pupils:
        before, now = (parts[part].get(pupil, (0, 0)) for part in ("missed_before", "missed_since"))
        mark_before, mark_now = (parts[part].get(pupil, (0, 0)) for part in ("mark_before", "mark_since"))
        shares: list[Value] = [Share(*before), Share(*now), Ratio(*mark_before), Ratio(*mark_now)]
        rows.append([roster[pupil]["class_name"], roster[pupil]["name"], since[pupil], *shares, _level(level, pupil)])
    return Table(
        _("Risk group"),
        _("In the risk group: what changed since"),
        columns,
        rows,
        lead=_("Before: the 45 school days before the pupil came into the group. Level: points of the signs, 0 to 6."),
        empty=nothing(_("Nobody is in the risk group."), known=known),
    )


def _candidates(
    roster: dict[str, dict[str, Any]], pupils: Sequence[str], level: Answer, signs: dict[str, list[str]], *, known: bool
) -> Table:
    columns = [
        Column(_("Class")),
        Column(_("Pupil"), width=1),
        Column(_("Level"), number=True),
        Column(_("Signs"), width=3),
    ]
    rows: list[list[Value]] = [
        [
            roster[pupil]["class_name"],
            roster[pupil]["name"],
            Stated(_level(level, pupil), "late"),
            "; ".join(signs.get(pupil, [])),
        ]
        for pupil in pupils
    ]
    return Table(
        _("To decide about"),
        _("To decide about: signs of risk, not in hand yet"),
        columns,
        rows,
        empty=nothing(_("Nobody else shows so many signs."), known=known),
    )


def _signs_of_group(
    roster: dict[str, dict[str, Any]], pupils: Sequence[str], signs: dict[str, list[str]], *, known: bool
) -> Table:
    rows: list[list[Value]] = [
        [roster[pupil]["class_name"], roster[pupil]["name"], "; ".join(signs[pupil])]
        for pupil in pupils
        if signs.get(pupil)
    ]
    return Table(
        _("Signs of the group"),
        _("Signs of the pupils in the risk group now"),
        [Column(_("Class")), Column(_("Pupil"), width=1), Column(_("Signs"), width=3)],
        rows,
        empty=nothing(_("None of them shows a sign now."), known=known),
    )

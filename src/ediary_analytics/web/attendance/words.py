"""The sentences of the page of attendance: the answer, the numbers with their comparison, what the words mean."""

from collections.abc import Sequence
from typing import Any

from ediary_analytics import duty_words
from ediary_analytics.i18n import N_, _, ngettext
from ediary_analytics.web import compare, formats, measures
from ediary_analytics.web.attendance.found import Counts, Found
from ediary_analytics.web.components import Tile
from ediary_analytics.web.measures import Answer

#: Why a lesson was missed, as one reads it in a list.
ABSENCES = {
    "illness": N_("illness"),
    "other": N_("other justified reason"),
    "unjustified": N_("unjustified"),
    "open": N_("not decided yet"),
    "representing": N_("represents the school"),
}
#: The state that an absence is drawn in: what is not decided yet is awaited.
STATES = {"unjustified": "missing", "open": "pending"}


def answer(found: Found) -> str:
    """The title: how much was attended, and how much of the rest is unjustified."""
    month, now = formats.sentence(formats.month_accusative(found.month)), found.now
    if not found.checkable:
        return _("Attendance cannot be told")
    if now.hidden:
        return _("In {month} the group is too small to be shown").format(month=month)
    if not now.held:
        return _("In {month} no lessons have been recorded").format(month=month)
    if found.illness_only:
        text = _("In {month} {share} of the lessons were missed for illness")
        return text.format(month=month, share=formats.share(now.illness, now.held))
    who = _("class {name}").format(name=found.one.name) if found.one else _("pupils")
    if not now.is_split:
        text = _("In {month} {who} attended {share} of the lessons")
    elif not now.unjustified:
        text = _("In {month} {who} attended {share} of the lessons, none missed is unjustified")
    else:
        text = ngettext(
            "In {month} {who} attended {share} of the lessons, {count} missed is unjustified",
            "In {month} {who} attended {share} of the lessons, {count} missed are unjustified",
            now.unjustified,
        )
    share, count = formats.share(now.attended, now.held), formats.number(now.unjustified)
    return text.format(month=month, who=who, share=share, count=count)


def under(found: Found) -> list[str]:
    """The grey line: school, month, class, as of when, from which import, and what nobody recorded."""
    year = found.place.year
    parts = [found.place.school.name, formats.month(found.month)]
    if found.one:
        parts.append(_("class {name}").format(name=found.one.name))
    parts += [
        _("as of {moment}").format(moment=formats.moment(year.as_of)),
        _("imported {moment}").format(moment=formats.moment(year.imported_at)),
    ]
    return parts


def tiles_of_illness(found: Found, pupils: Sequence[dict[str, Any]]) -> list[Tile]:
    """How many pupils were ill, and for how long."""
    # who changed class stands in two rows
    ill, days = {row["pupil_id"] for row in pupils if row["illness"]}, sum(row["illness_days"] for row in pupils)
    if not found.now.held:
        return []
    return [
        *tiles(found),
        Tile(
            _("Pupils who were ill"),
            formats.number(len(ill)),
            _("of {count}").format(count=formats.number(len({row["pupil_id"] for row in pupils}))),
        ),
        Tile(
            _("Pupils' days of illness"),
            formats.number(days),
            _("{days} days for each who was ill").format(days=formats.number(days / len(ill), 1))
            if ill
            else formats.NOTHING,
        ),
    ]


def tiles(found: Found) -> list[Tile]:
    """The numbers, each with its denominator and the month before; none where no lesson was held."""
    now, then, before = found.now, found.then, found.before
    if not now.held or now.hidden:
        return []
    split_then = then.held if then.is_split else 0
    ill = Tile(
        _("Missed for illness"),
        formats.number(now.illness),
        _("{share} of the lessons").format(share=formats.share(now.illness, now.held)),
        compare.counts(now.illness, then.illness, split_then, before),
    )
    if found.illness_only:
        return [ill]
    there = [
        Tile(
            _("Attended"),
            formats.share(now.attended, now.held),
            ngettext("{part} of {whole} pupil's lesson", "{part} of {whole} pupils' lessons", now.held).format(
                part=formats.number(now.attended), whole=formats.number(now.held)
            ),
            compare.shares(now.attended, now.held, then.attended, then.held, before),
        )
    ]
    if not now.is_split:
        return there
    return [
        *there,
        Tile(
            _("Unjustified"),
            formats.number(now.unjustified),
            _("{share} of the lessons").format(share=formats.share(now.unjustified, now.held)),
            compare.counts(now.unjustified, then.unjustified, split_then, before),
            "missing" if now.unjustified else "met",
        ),
        Tile(ill.name, ill.value, _other(now), ill.than),
        _undecided(found),
        Tile(
            _("Came late"),
            formats.number(now.late),
            _("{share} of the lessons").format(share=formats.share(now.late, now.held)),
            compare.counts(now.late, then.late, then.held, before),
        ),
    ]


def _undecided(found: Found) -> Tile:
    name = _("Not decided yet")
    if found.undecided is None:
        return Tile(name, formats.NOTHING, _("too few pupils to be shown"))
    count, age = found.undecided
    if not count:
        return Tile(name, formats.number(count), _("since the year began"), state="met")
    text = _("since the year began; {days} days old on average").format(days=formats.number(age / count, 1))
    return Tile(name, formats.number(count), text, state="pending")


def _other(now: Counts) -> str:
    text = _("for other justified reasons: {count}").format(count=formats.number(now.other))
    if not now.representing:
        return text
    return f"{text}; " + _("representing the school: {count}").format(count=formats.number(now.representing))


def unknown(found: Found) -> str:
    """What nobody recorded is neither attended nor missed: how many pupils' lessons that is."""
    count = found.now.unknown
    if not count:
        return ""
    return ngettext(
        "{count} pupil's lesson is not recorded: it counts neither as attended nor as missed.",
        "{count} pupils' lessons are not recorded: they count neither as attended nor as missed.",
        count,
    ).format(count=formats.number(count))


def lacking(answers: Sequence[Answer]) -> tuple[str, list[str]] | None:
    """What cannot be told for want of evidence, and what would tell it; nothing where all is known."""
    missing = dict(measures.lacking(answers))
    if not missing:
        return None
    heading = ngettext("{count} measure cannot be told", "{count} measures cannot be told", len(missing))
    return heading.format(count=len(missing)), [
        f"{title}: {'; '.join(map(duty_words.lacking, needs))}." for title, needs in missing.items()
    ]


def definitions(found: Found) -> list[tuple[str, str]]:
    """What the numbers mean, for the foot of the page."""
    if found.illness_only:
        return measures.definitions("absence_split")
    names = ["attendance_rate", "absence_split", "unjustified_share", "lateness", "open_absence_age"]
    return measures.definitions(*names, "nemis", "absence_bands", "absence_strings", "frequent_lateness")

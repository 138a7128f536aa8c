"""The sentences of a specialist's page: whose picture changed, and how the month went."""

from collections.abc import Sequence

from ediary_analytics.answers.support import Month, Supported, Supports
from ediary_analytics.duty_words import lacking
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.web import formats, measures
from ediary_analytics.web.choices import Place
from ediary_analytics.web.components import Tile
from ediary_analytics.web.pupil import words as pupil_words


def answer(found: Supports) -> str:
    """The title: how many pupils are supported, and how many of them changed."""
    count = len(found.pupils)
    if not count:
        return _("No pupil is flagged to you")
    changed = sum(1 for one in found.pupils if one.is_changed)
    if changed:
        text = ngettext(
            "Of {count} pupil {changed} changed: talk there first",
            "Of {count} pupils {changed} changed: talk there first",
            count,
        )
    elif found.missing:
        text = ngettext(
            "{count} pupil; nothing stands out, as far as can be seen",
            "{count} pupils; nothing stands out, as far as can be seen",
            count,
        )
    else:
        text = ngettext("{count} pupil, and nothing stands out", "{count} pupils, and nothing stands out", count)
    return text.format(count=formats.number(count), changed=formats.number(changed))


def under(place: Place, month: str) -> list[str]:
    """The grey line: which school and month, as of when."""
    as_of = _("as of {moment}").format(moment=formats.moment(place.year.as_of))
    return [place.school.name, formats.month(month), as_of]


def tiles(found: Supports, before: str) -> list[Tile]:
    """The month of all of them together against the one before."""
    now, then = ([getattr(one, name) for one in found.pupils] for name in ("month", "before"))
    during = formats.month_accusative(before)
    numbers = []
    if "attendance_rate" not in found.missing and (held := _sum(now, "held")):
        missed = _sum(now, "missed")
        attended = formats.share(held - missed, held)
        of = ngettext("of {count} lesson held", "of {count} lessons held", held).format(count=formats.number(held))
        numbers.append(Tile(_("Attended"), attended, of, _than_share(then, during)))
    if "lateness" not in found.missing and _sum(now, "held"):
        late = _("in {month} {count}").format(month=during, count=formats.number(_sum(then, "late")))
        than = late if _sum(then, "held") else ""
        times = ngettext("time in the month", "times in the month", _sum(now, "late"))
        numbers.append(Tile(_("Late"), formats.number(_sum(now, "late")), times, than))
    if marks := _sum(now, "marks"):
        of = ngettext("of {count} mark", "of {count} marks", marks).format(count=marks)
        numbers.append(
            Tile(_("Mean mark"), formats.number(_sum(now, "points") / marks, 1), of, _than_mark(then, during))
        )
    if any(one.remark is not None for one in now):
        remarks = _sum(now, "remark")
        and_remarks = ngettext("and {count} remark", "and {count} remarks", remarks).format(count=remarks)
        numbers.append(Tile(_("Praise"), formats.number(_sum(now, "praise")), and_remarks))
    return numbers


def _than_share(then: Sequence[Month], during: str) -> str:
    if not (held := _sum(then, "held")):
        return ""
    return _("in {month} {share}").format(month=during, share=formats.share(held - _sum(then, "missed"), held))


def _than_mark(then: Sequence[Month], during: str) -> str:
    if not (marks := _sum(then, "marks")):
        return ""
    return _("in {month} {share}").format(month=during, share=formats.number(_sum(then, "points") / marks, 1))


def _sum(months: Sequence[Month], name: str) -> int:
    return sum(getattr(month, name) or 0 for month in months)


def changes(one: Supported, month: str, before: str) -> str:
    """What changed of a pupil, in a line."""
    spans = {"month": month, "before": before}
    lines = [pupil_words.between(kind, {**values, **spans}) for kind, values in one.changes]
    for kind, subjects in (("falling", one.falling), ("rising", one.rising)):
        if subjects:
            lines.append(pupil_words.of_subjects(kind, subjects))
    return formats.sentence("; ".join(lines))


def missing(found: Supports) -> list[str]:
    """What nothing can be said of, and what evidence is missing."""
    titles = [title for title, _definition in measures.definitions(*found.missing)]
    return [
        f"{title}: {'; '.join(map(lacking, needs))}."
        for title, needs in zip(titles, found.missing.values(), strict=True)
    ]


def nobody() -> tuple[str, list[str]]:
    """What to do where nobody is flagged."""
    return _("What would help"), [
        _("The diary's administrator marks in a pupil's data which specialist helps; the next import brings it here."),
        _("The flag is “support”, and its detail names the specialist."),
    ]


def missing_heading() -> str:
    """Over what cannot be told."""
    return _("Not everything can be told: evidence is missing")

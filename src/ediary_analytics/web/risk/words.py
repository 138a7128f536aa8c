"""The sentences of the risk page: who is to be decided about now, what changed, what is not known."""

from collections import Counter
from collections.abc import Sequence

from ediary_analytics import sign_words
from ediary_analytics.answers.at_risk import AtRisk, Risk
from ediary_analytics.duty_words import lacking
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.web import formats, measures
from ediary_analytics.web.choices import Place
from ediary_analytics.web.components import Tile


def answer(found: Risk) -> str:
    """The title: about how many pupils somebody has to decide, and how many are in the risk group."""
    if "risk_level" in found.missing or not (found.looked_at or found.of("group")):
        return _("Nothing can be said of risk yet")
    if "risk_candidates" in found.missing:
        return ngettext(
            "{count} pupil has signs of risk; who is in the risk group is not known",
            "{count} pupils have signs of risk; who is in the risk group is not known",
            len(found.pupils),
        ).format(count=formats.number(len(found.pupils)))
    waiting, group = len(found.of("candidate")), len(found.of("group"))
    if not waiting:
        text = ngettext(
            "Nobody waits for a decision; {count} pupil is in the risk group",
            "Nobody waits for a decision; {count} pupils are in the risk group",
            group,
        ).format(count=formats.number(group))
        return f"{text}; {_unseen(found)}" if found.silent else text
    text = ngettext(
        "{count} pupil waits for a decision, {group} in the risk group",
        "{count} pupils wait for a decision, {group} in the risk group",
        waiting,
    )
    return text.format(count=formats.number(waiting), group=formats.number(group))


def _unseen(found: Risk) -> str:
    """How many signs cannot be seen: of who shows them nobody knows."""
    count = len(found.silent)
    return ngettext("{count} sign cannot be seen", "{count} signs cannot be seen", count).format(count=count)


def under(place: Place) -> list[str]:
    """The grey line: which school, as of when, from which import."""
    return [
        place.school.name,
        _("as of {moment}").format(moment=formats.moment(place.year.as_of)),
        _("imported {moment}").format(moment=formats.moment(place.year.imported_at)),
    ]


def tiles(found: Risk) -> list[Tile]:
    """Who waits, who is in the group and whether it helps, who is to be reported."""
    if "risk_level" in found.missing or not (found.looked_at or found.of("group")):
        return []
    numbers = [_reported(found)]
    if "risk_candidates" not in found.missing:
        waiting, group = found.of("candidate"), found.of("group")
        numbers = [
            Tile(
                _("Wait for a decision"),
                formats.number(len(waiting)),
                _waiting(found),
                _than(len(waiting), found.candidates_then, found),
                "missing" if waiting else "" if found.silent else "met",
            ),
            Tile(
                _("In the risk group"),
                formats.number(len(group)),
                _joined(found),
                _than(len(group), found.group_then, found),
            ),
            *_better(group),
            *numbers,
        ]
        if hand := len(found.of("in_hand")):
            numbers.append(Tile(_("Being helped"), formats.number(hand), _("by interventions in the register")))
    few = len(found.of("signs"))
    return [*numbers, Tile(_("Other signs"), formats.number(few), _("pupils below the level of a decision"))]


def _waiting(found: Risk) -> str:
    if found.of("candidate"):
        return _("nobody helps them yet")
    if found.silent:
        return _unseen(found)
    helped = found.of("group") or found.of("in_hand")
    return _("all are being helped") if helped else _("nobody's level asks for it")


def _than(now: int, then: int | None, found: Risk) -> str:
    if then is None or found.then is None:
        return ""
    text = _("as many as on {day}")
    if now != then:
        text = _("{count} more than on {day}") if now > then else _("{count} fewer than on {day}")
    return text.format(count=formats.number(abs(now - then)), day=formats.day(found.then))


def _joined(found: Risk) -> str:
    new = sum(1 for one in found.of("group") if found.then and one.joined and one.joined > found.then)
    if not new:
        return _("by the diary's flags")
    return ngettext("{count} came in the last month", "{count} came in the last month", new).format(count=new)


def _better(group: list[AtRisk]) -> list[Tile]:
    told = [better for one in group if (better := one.better()) is not None]
    if not told:
        return []
    return [
        Tile(
            _("Come to school more"),
            _("{part} of {whole}").format(part=sum(told), whole=len(told)),
            _("than before the risk group"),
        )
    ]


def _reported(found: Risk) -> Tile:
    name = _("To be reported to NEMIS")
    if "nemis" in found.missing:
        return Tile(name, formats.NOTHING, _("absences are not known"), state="unchecked")
    if found.month is None:
        return Tile(name, formats.NOTHING, _("no month is over yet"))
    if not found.in_lessons:
        month = formats.month_accusative(found.month)
        return Tile(name, formats.NOTHING, _("no lessons are recorded in {month}").format(month=month))
    count = len(found.reported())
    of = _("for {month}, by {day}").format(
        month=formats.month_accusative(found.month), day=formats.day(found.report_by)
    )
    return Tile(name, formats.number(count), of, state="missing" if count else "met")


def waiting_finding(found: Risk) -> str:
    """Over the list of those to decide about."""
    count = len(found.of("candidate"))
    if "risk_candidates" in found.missing:
        return _("Who needs you now is not known")
    if not count and found.silent:
        return _("Who needs you now: nobody, as far as signs can be seen")
    if not count:
        return _("Who needs you now: nobody")
    return ngettext("Who needs you now: {count} pupil", "Who needs you now: {count} pupils", count).format(count=count)


def group_finding(found: Risk) -> str:
    """Over the risk group: does it help."""
    group = found.of("group")
    told = [better for one in group if (better := one.better()) is not None]
    if "risk_candidates" in found.missing:
        return _("Who is in the risk group is not known")
    if not group:
        return _("The risk group is empty")
    if not told:
        return _("Risk group: what changed is not known")
    return _("Risk group: {part} of {whole} come to school more than before").format(part=sum(told), whole=len(told))


def reported_finding(found: Risk) -> str:
    """Over the list of those who do not attend."""
    count = len(found.reported())
    if not count or found.month is None:
        return _("Who is close to NEMIS: over half of the running month missed without excuse")
    text = ngettext(
        "To be reported to NEMIS by {day}: {count} pupil",
        "To be reported to NEMIS by {day}: {count} pupils",
        count,
    )
    return text.format(day=formats.day(found.report_by), count=count)


def signs_finding(pupils: Sequence[AtRisk]) -> str:
    """The sign that is seen in most pupils."""
    seen = Counter(sign.fired_by for one in pupils for sign in one.signs)
    if not seen:
        return _("What was seen: no sign fired")
    most = max(sorted(seen), key=seen.__getitem__)
    return _("What is seen most: {sign}").format(sign=sign_words.title(most).lower())


def unknown(found: Risk) -> list[str]:
    """What cannot be told, and what evidence is missing."""
    titles = dict(zip(found.missing, (title for title, _text in measures.definitions(*found.missing)), strict=True))
    lines = [f"{titles[name]}: {'; '.join(map(lacking, needs))}." for name, needs in found.missing.items()]
    by_need: dict[str, list[str]] = {}
    for sign, need in found.silent.items():
        by_need.setdefault(need, []).append(sign_words.title(sign).lower())
    silent = _("Signs that stay silent ({signs}): {lacking}.")
    return lines + [silent.format(signs=", ".join(names), lacking=lacking(need)) for need, names in by_need.items()]


def unknown_heading() -> str:
    """Over what cannot be told."""
    return _("Not everything can be told: evidence is missing")

"""The sentences of the page logins: who is reached, who never looked in, and what reaching is worth."""

from ediary_analytics.i18n import N_, _, ngettext
from ediary_analytics.web import compare, formats
from ediary_analytics.web.components import Tile
from ediary_analytics.web.logins.found import Figure, Found

KINDS = {"guardian": N_("Parents"), "pupil": N_("Pupils"), "staff": N_("Staff")}
BANDS = {
    "0-7": N_("Within 7 days"),
    "8-30": N_("8–30 days ago"),
    "31-90": N_("31–90 days ago"),
    "91+": N_("Longer ago"),
    "never": N_("Never"),
}


def answer(found: Found) -> str:
    """The title: how many families are reached, how many never looked in."""
    reached = found.reached.get(found.month)
    if not found.answers[0].checkable:
        return _("Who logs in cannot be told")
    if reached is None:
        return _("{month}: there is nobody to be reached").format(month=formats.month(found.month))
    first = _("Parents of {share} of pupils logged in in {month}").format(
        month=formats.month_accusative(found.month), share=formats.share(*reached)
    )
    never = found.never.get("guardian")
    if never is None:
        return first
    if not never[0]:
        return _("{first}, every parent has done so at least once").format(first=first)
    text = ngettext("{first}, {count} parent never has", "{first}, {count} parents never have", never[0])
    return text.format(first=first, count=formats.number(never[0]))


def under(found: Found) -> list[str]:
    """The grey line: school, month, as of when."""
    return [
        found.place.school.name,
        formats.month(found.month),
        _("as of {moment}").format(moment=formats.moment(found.place.year.as_of)),
    ]


def tiles(found: Found) -> list[Tile]:
    """The numbers, each with its denominator and the month before."""
    numbers = []
    if reached := found.reached.get(found.month):
        of = _of(ngettext("{part} of {whole} pupil", "{part} of {whole} pupils", reached[1]), reached)
        than = compare.shares(*reached, *found.reached.get(found.before, (0, 0)), found.before)
        numbers.append(Tile(_("Pupils whose parents log in"), formats.share(*reached), of, than))
    for kind, name in (("guardian", _("Parents logged in")), ("staff", _("Staff logged in"))):
        if active := found.active.get((found.month, kind)):
            text = ngettext("{part} of {whole} with an account", "{part} of {whole} with an account", active[1])
            of = _of(text, active)
            than = compare.shares(*active, *found.active.get((found.before, kind), (0, 0)), found.before)
            numbers.append(Tile(name, formats.share(*active), of, than))
    if never := found.never.get("guardian"):
        numbers.append(Tile(_("Parents who never have"), formats.number(never[0]), _share_of(never)))
    if printed := found.printed.get(found.month):
        numbers.append(
            Tile(
                _("Reports to print"),
                formats.number(printed[0]),
                ngettext("of {whole} pupil", "of {whole} pupils", printed[1]).format(whole=formats.number(printed[1])),
            )
        )
    return numbers


def _of(text: str, figure: Figure) -> str:
    return text.format(part=formats.number(figure[0]), whole=formats.number(figure[1]))


def _share_of(figure: Figure) -> str:
    return _("{share} of {whole}").format(share=formats.share(*figure), whole=formats.number(figure[1]))


def weeks_finding(found: Found) -> str:
    """What share of the parents an ordinary week brings."""
    mine = sorted(
        (figure for (_week, kind), figure in found.weeks.items() if kind == "guardian" and figure[1]),
        key=lambda figure: figure[0] / figure[1],
    )
    if not mine:
        return _("When: week by week")
    return _("When: in an ordinary week {share} of parents log in").format(share=formats.share(*mine[len(mine) // 2]))


def effect(found: Found) -> str:
    """What reaching parents goes along with; empty where it cannot be told."""
    parts = found.effect
    days, others = parts.get("decision_days_reached"), parts.get("decision_days_not_reached")
    text = []
    if days and others and days[1] and others[1]:
        sentence = _("Where parents log in, an absence is decided in {days} days on average, elsewhere in {others}.")
        text.append(sentence.format(days=_mean(days), others=_mean(others)))
    marks, of_others = parts.get("mark_reached"), parts.get("mark_not_reached")
    if marks and of_others and marks[1] and of_others[1]:
        sentence = _("The mean mark there is {mark}, elsewhere {others}.")
        text.append(sentence.format(mark=_mean(marks, 2), others=_mean(of_others, 2)))
    return " ".join(text)


def _mean(figure: Figure, decimals: int = 1) -> str:
    return formats.number(figure[0] / figure[1], decimals)


def list_finding(found: Found) -> str:
    """In how many classes somebody's parents never logged in."""
    known = [figure for line in found.lines if (figure := line.never.get("guardian")) and figure[1]]
    classes = sum(1 for never, _parents in known if never)
    if not known:
        return _("By class")
    if not classes and len(known) < len(found.lines):
        return _("Who: in no class that is told of there is a parent who never logged in")
    if not classes:
        return _("Who: in no class there is a parent who never logged in")
    return ngettext(
        "Who: in {count} class there are parents who never logged in",
        "Who: in {count} classes there are parents who never logged in",
        classes,
    ).format(count=classes)


def hidden(found: Found) -> str:
    """How many classes are not told of; empty where there is none."""
    count = sum(1 for line in found.lines if line.hidden)
    if not count:
        return ""
    return ngettext(
        "{count} group is not shown: too few pupils, or it would give away one with too few.",
        "{count} groups are not shown: too few pupils, or they would give away one with too few.",
        count,
    ).format(count=count)

"""The sentences of the page schools: how the schools together do, and between what they lie."""

from ediary_analytics.i18n import _, ngettext
from ediary_analytics.web import compare, formats
from ediary_analytics.web.components import Tile
from ediary_analytics.web.schools.found import Figure, Found


def answer(found: Found) -> str:
    """The title: attendance of all schools together, and between what single ones lie."""
    known = sorted(
        (line.attended for line in found.lines if line.attended and line.attended[1]),
        key=lambda figure: figure[0] / figure[1],
    )
    month = formats.sentence(formats.month_name(found.month))
    together = found.total("attended")
    if not known or together is None:
        return _("{month}: attendance of the schools cannot be told").format(month=month)
    share = formats.share(*together)
    if len(known) == 1:
        return _("{month}: attendance is {share}").format(month=month, share=share)
    text = ngettext(
        "{month}: attendance of {count} school is {share}, from {low} to {high}",
        "{month}: attendance of {count} schools is {share}, from {low} to {high}",
        len(known),
    )
    low, high = formats.share(*known[0]), formats.share(*known[-1])
    return text.format(month=month, count=len(known), share=share, low=low, high=high)


def under(found: Found) -> list[str]:
    """The grey line: how many schools, which month, as of when."""
    count = len(found.lines)
    return [
        ngettext("{count} school", "{count} schools", count).format(count=count),
        formats.month(found.month),
        _("as of {moment}").format(moment=formats.moment(found.everywhere.year.as_of)),
    ]


def tiles(found: Found) -> list[Tile]:
    """The numbers of all schools together, each with its denominator."""
    numbers = []
    if attended := found.total("attended"):
        of = ngettext("of {whole} lesson hour", "of {whole} lesson hours", attended[1])
        of = of.format(whole=formats.number(attended[1]))
        than = _than(found)
        numbers.append(Tile(_("Attendance"), formats.share(*attended), of, than))
    if success := found.total("success"):
        told = sum(1 for line in found.lines if line.success)
        than = ngettext("a term has ended in {count} school", "a term has ended in {count} schools", told).format(
            count=told
        )
        numbers.append(Tile(_("Success"), formats.share(*success), _pupils(success), than))
    if reached := found.total("reached"):
        numbers.append(Tile(_("Pupils whose parents log in"), formats.share(*reached), _pupils(reached)))
        numbers.append(Tile(_("Pupils"), formats.number(reached[1]), _("at the end of the month")))
    return numbers


def _pupils(figure: Figure) -> str:
    text = ngettext("{part} of {whole} pupil", "{part} of {whole} pupils", figure[1])
    return text.format(part=formats.number(figure[0]), whole=formats.number(figure[1]))


def _than(found: Found) -> str:
    if found.both is None:
        return ""
    now, then = found.both
    than = compare.shares(*now, *then, found.before)
    missing = sum(1 for line in found.lines if line.attended and not line.before)
    if not missing:
        return than
    return ngettext("{than}, {count} school left out", "{than}, {count} schools left out", missing).format(
        than=than, count=missing
    )


def hidden(found: Found, *, leads: bool) -> str:
    """What a row does (``leads``: also to pages of the school), and how many schools are not told of, and why."""
    count = sum(1 for line in found.lines if line.hidden)
    text = _("A row opens to the grades.")
    if leads:
        text = _("A row opens to the grades, and leads to the pages of the school.")
    if not count:
        return text
    more = ngettext(
        "{count} school is not shown: too few pupils, or no data of this month.",
        "{count} schools are not shown: too few pupils, or no data of this month.",
        count,
    )
    return f"{text} {more.format(count=count)}"

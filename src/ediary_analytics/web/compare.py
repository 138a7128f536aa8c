"""A number beside that of the month before, in words."""

from ediary_analytics.i18n import _
from ediary_analytics.web import formats


def shares(part: int, whole: int, part_before: int, whole_before: int, month: str) -> str:
    """``1,2 proc. p. daugiau nei rugsėjį``; nothing where one of the months (``2026-09``) has no whole."""
    if not whole or not whole_before:
        return ""
    change = formats.tenths(part, whole) - formats.tenths(part_before, whole_before)
    text = _("as much as in {month}")
    if change:
        text = _("{points} pp more than in {month}") if change > 0 else _("{points} pp less than in {month}")
    return text.format(points=formats.points(abs(change)), month=formats.month_accusative(month))


def counts(now: int, before: int, whole_before: int, month: str) -> str:
    """``12 daugiau nei rugsėjį``; nothing where in that month there was nothing to count."""
    if not whole_before:
        return ""
    text = _("as many as in {month}")
    if now != before:
        text = _("{count} more than in {month}") if now > before else _("{count} fewer than in {month}")
    return text.format(count=formats.number(abs(now - before)), month=formats.month_accusative(month))

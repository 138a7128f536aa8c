"""The sentences of the archive: who left, whether their records are closed, when the diary is handed over."""

from ediary_analytics import duty_words
from ediary_analytics.answers.archive import CLOSED, DELIVERED, Departed, Row
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.web import formats
from ediary_analytics.web.components import Tile
from ediary_analytics.web.my_duties import words as my_words

under = my_words.under


def answer(found: Departed) -> str:
    """The title: how many left, and whether something is to be closed yet."""
    count = len(found.pupils)
    if not found.known:
        return _("Who has left the school cannot be told")
    if not count:
        return _("Nobody has left the school")
    left = ngettext("{n} pupil has left", "{n} pupils have left", count).format(n=formats.number(count))
    if found.open:
        text = ngettext("the record of {n} is not closed", "the records of {n} are not closed", len(found.open))
        return f"{left}, {text.format(n=formats.number(len(found.open)))}"
    if found.closed:
        return _("{left}, all records are closed").format(left=left)
    return left


def tiles(found: Departed) -> list[Tile]:
    """Who left, whose record is open, who has no order, when the archive is due."""
    count = len(found.pupils)
    of = ngettext("of {n} who has left", "of {n} who have left", count).format(n=formats.number(count))
    bare = sum(row["departure_order"] is None for row in found.pupils)
    made = [
        Tile(
            _("Have left"),
            formats.number(count) if found.known else formats.NOTHING,
            _("up to {day}").format(day=formats.day(found.as_of.date())),
            state="" if found.known else "unchecked",
        )
    ]
    if CLOSED in found.imposed and count:
        state = "missing" if found.open else "met"
        tile = Tile(_("Not closed"), formats.number(len(found.open)), of, _("recorded after they left"), state)
        if CLOSED in found.lacking:
            tile = Tile(_("Not closed"), formats.NOTHING, _("not checked"), state="unchecked")
        made.append(tile)
    if count:
        made.append(Tile(_("Without an order"), formats.number(bare), of, "", "missing" if bare else "met"))
    if DELIVERED in found.imposed:
        made.append(_delivery(found))
    return made


def _delivery(found: Departed) -> Tile:
    name = _("Diary to the archive")
    if DELIVERED in found.lacking:
        return Tile(name, formats.NOTHING, _("not checked"), state="unchecked")
    if not found.archive:
        return Tile(name, formats.NOTHING, _("not due yet: the school year goes on"))
    last = found.archive[-1]
    of = _("due {day}").format(day=formats.moment(last["due_at"]))
    return Tile(name, formats.sentence(duty_words.status(last["status"])), of, "", last["status"])


def closing(found: Departed, pupil: Row) -> tuple[str, str]:
    """State and word of whether the pupil's record is closed."""
    if pupil["pupil_id"] in found.open:
        return "missing", _("not closed")
    if pupil["pupil_id"] in found.closed:
        return "met", _("closed")
    return "unchecked", _("not checked")


def definitions() -> list[tuple[str, str]]:
    """What the words of the page mean, for its foot."""
    return [
        (_("Closed"), _("nothing was recorded of the pupil in the class's groups after the last day")),
        (_("Result"), _("the grade of a term or of the year")),
        (_("Mean"), _("of the marks in points, of a subject in which no term had ended yet")),
    ]

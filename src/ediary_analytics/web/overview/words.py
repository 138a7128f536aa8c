"""The sentences of the overview: the month in one of them, its numbers, what nobody knows."""

from collections.abc import Callable

from ediary_analytics.i18n import _, ngettext
from ediary_analytics.web import compare, formats, measures, ways
from ediary_analytics.web.components import Tile
from ediary_analytics.web.fill_check import words as fill_words
from ediary_analytics.web.overview.month import Month
from ediary_analytics.web.overview.tables import waiting

under = fill_words.under


def answer(found: Month) -> str:
    """The title: is the month filled, what is left, how much waits for a decision."""
    filled = fill_words.answer(found.filled)
    count = len(waiting(found))
    if not count:
        return filled
    waits = ngettext("{n} matter waits for a decision", "{n} matters wait for a decision", count)
    return f"{filled}; {waits.format(n=formats.number(count))}"


def tiles(found: Month) -> list[Tile]:
    """The month's numbers, each against the month before and leading to its page; only what the role sees."""
    filled = fill_words.tiles(found.filled)[:1]
    made = [_attendance(found), _marks(found), _risk(found), _logins(found), _tests(found)]
    return [*(_leading(tile, "fill_check") for tile in filled), *filter(None, made)]


def _leading(tile: Tile, page: str) -> Tile:
    return Tile(tile.name, tile.value, tile.of, tile.than, tile.state, page)


def _share(name: str, of: Callable[[int], str], found: Month, measure: str, page: str, **keys: str) -> Tile | None:
    """A share of the month against the one before."""
    now, before = found.pair(measure, **keys)
    if measure not in found.answers:
        return None
    if now is None:
        return _unknown(name, found, measure, page)
    whole = of(now[1]).format(part=formats.number(now[0]), whole=formats.number(now[1]))
    than = compare.shares(*now, *(before or (0, 0)), found.filled.before)
    return Tile(name, formats.share(*now), whole, than, go=page)


def _unknown(name: str, found: Month, measure: str, page: str) -> Tile:
    """Nothing is known, or there was nothing: never the same as all being well."""
    if found.answers[measure].checkable:
        return Tile(name, formats.NOTHING, _("nothing in this month"), go=page)
    return Tile(name, formats.NOTHING, _("not checked"), state="unchecked", go=page)


def _attendance(found: Month) -> Tile | None:
    def of(whole: int) -> str:
        return ngettext("{part} of {whole} lesson hour", "{part} of {whole} lesson hours", whole)

    return _share(_("Attendance"), of, found, "attendance_rate", "attendance")


def _marks(found: Month) -> Tile | None:
    if "mean_mark" not in found.answers:
        return None
    name = _("Mean mark")
    now, before = found.pair("mean_mark")
    if now is None:
        return _unknown(name, found, "mean_mark", "class_progress")
    than = ""
    if before:
        change = formats.rounded(now[0] / now[1], 2) - formats.rounded(before[0] / before[1], 2)
        text = _("as much as in {month}")
        if change:
            text = _("{points} more than in {month}") if change > 0 else _("{points} less than in {month}")
        than = text.format(points=formats.number(abs(change), 2), month=formats.month_accusative(found.filled.before))
    of = ngettext("of {n} mark", "of {n} marks", now[1]).format(n=formats.number(now[1]))
    return Tile(name, formats.number(now[0] / now[1], 2), of, than, go="class_progress")


def _risk(found: Month) -> Tile | None:
    waits = found.known("risk_candidates", lambda answer: len(answer.part()))
    if "risk_candidates" not in found.answers:
        return None
    if waits is None:
        return _unknown(_("At risk"), found, "risk_candidates", "risk")
    pupils = found.known("risk_level", lambda answer: len(answer.part("total"))) or 0
    of = ngettext("of {n} pupil", "of {n} pupils", pupils).format(n=formats.number(pupils))
    if waits:
        text, state = _("3 points or more, in nobody's hands yet"), "pending"
    elif found.silent or not pupils:
        text, state = _("not every sign can be seen") if found.silent else "", ""
    else:
        text, state = _("nobody is overlooked"), "met"
    return Tile(_("At risk"), formats.number(waits), of, text, state, "risk")


def _logins(found: Month) -> Tile | None:
    def of(whole: int) -> str:
        return ngettext("{part} of {whole} with an account", "{part} of {whole} with an account", whole)

    return _share(_("Parents who logged in"), of, found, "login_active", "logins", kind="guardian")


def _tests(found: Month) -> Tile | None:
    if "test_load" not in found.answers:
        return None
    now, before = found.pair("test_load")
    if now is None:
        return _unknown(_("Tests"), found, "test_load", _load_page())
    than = compare.counts(now[0], *before, found.filled.before) if before else ""
    of = _("{n} a class and week").format(n=formats.number(now[0] / now[1], 1))
    return Tile(_("Tests"), formats.number(now[0]), of, than, go=_load_page())


def _load_page() -> str:
    """The page of tests, for whoever has one of its own."""
    return "test_load" if ways.there("test_load") else "class_progress"


def decisions(found: Month) -> tuple[str, str]:
    """The heading of what needs a decision."""
    count = len(waiting(found))
    if not count and not found.filled.now.due:
        return _("Nothing waits for a decision"), _("Nothing that can be checked was due.")
    if not count:
        return _("Nothing waits for a decision"), _("Every duty that could be checked reaches its threshold.")
    text = ngettext("To decide: {n} matter", "To decide: {n} matters", count).format(n=formats.number(count))
    return text, _("A row leads to where it can be settled.")


def unknown(found: Month) -> tuple[str, list[str]] | None:
    """What nothing is known of: duties and measures, each with the evidence that is missing."""
    told = fill_words.unchecked(found.filled)[1] if found.filled.unchecked else []
    told += [
        f"{title}: {'; '.join(map(fill_words.lacking, needs))}."
        for title, needs in measures.lacking([*found.answers.values()])
    ]
    told = list(dict.fromkeys(told))
    if not told:
        return None
    heading = ngettext("{n} thing cannot be known", "{n} things cannot be known", len(told))
    return heading.format(n=formats.number(len(told))), told


def definitions() -> list[tuple[str, str]]:
    """What the words of the page mean, for its foot."""
    return fill_words.definitions()[:3]

"""The signs of risk in words: what was seen, how far from the bound, and the rows behind it."""

from typing import Any, Final

from ediary_analytics import catalogue
from ediary_analytics.answers.at_risk import Rule, Sign
from ediary_analytics.i18n import N_, _, ngettext
from ediary_analytics.sign_words import figure, title
from ediary_analytics.web import formats
from ediary_analytics.web.table import Block, Column

LETTERS: Final = {"A": N_("attendance"), "B": N_("behaviour"), "C": N_("results")}
WHAT: Final = {
    "illness": N_("illness"),
    "other": N_("other reason"),
    "unjustified": N_("without excuse"),
    "open": N_("not decided"),
    "representing": N_("represents the school"),
    "late": N_("came late"),
    "day": N_("whole day"),
    "remark": N_("remark"),
    "praise": N_("praise"),
    "comment": N_("comment"),
}
_SPANS: Final = {"before": N_("before"), "now": N_("now")}
#: Rows of one sign shown at once.
_ROWS: Final = 60


def what(word: str) -> str:
    """A kind of absence, of remark or of day in words; a mark as it stands."""
    return _(WHAT[word]) if word in WHAT else word


def brief(sign: Sign) -> str:
    """The sign in a few words: ``Lessons missed 12,4 %``."""
    return f"{title(sign.fired_by)} {figure(sign.fired_by, sign.value)}"


def bound(one: Sign | Rule) -> str:
    """From where on it fires: ``from 10 %``, ``over 50 %``, ``from −1``."""
    text = _("over {bound}") if one.compared == ">" else _("from {bound}")
    return text.format(bound=figure(one.fired_by, one.bound))


def weight(points: int) -> str:
    """``2 points``."""
    return ngettext("{count} point", "{count} points", points).format(count=points)


def level(letters: dict[str, int]) -> str:
    """The points by letter: ``A 2 · C 1``."""
    return " · ".join(f"{letter}\N{NO-BREAK SPACE}{points}" for letter, points in sorted(letters.items()))


def blocks(signs: tuple[Sign, ...], rows: list[dict[str, Any]]) -> list[Block]:
    """Each sign with its value, its bound and the rows behind it.

    Args:
        signs: those that fired.
        rows: as ``answers.pupil.Pupil.evidence`` has them.
    """
    return [_block(sign, [row for row in rows if row["fired_by"] == sign.fired_by]) for sign in signs]


def _block(sign: Sign, rows: list[dict[str, Any]]) -> Block:
    heading = _("{sign}: {value} (fires {bound}, {points})").format(
        sign=title(sign.fired_by),
        value=figure(sign.fired_by, sign.value),
        bound=bound(sign),
        points=weight(sign.points),
    )
    days = _days(rows)
    more = ""
    if len(days) > _ROWS:
        more = _("The newest {count} of {all} are shown.").format(
            count=formats.number(_ROWS), all=formats.number(len(days))
        )
    elif sign.rows > len(rows):
        more = _("The marks themselves are shown of pupils in the risk group only.")
    columns = [Column(_("Day")), Column(_("What")), Column(_("Lessons"))]
    if sign.fired_by == "sharp_change":
        columns.append(Column(_("When")))
    elif sign.letter == "C":
        columns = [Column(_("Day")), Column(_("Mark")), Column(_("Subject"))]
    return Block(
        title=formats.sentence(heading),
        facts=[(_("Where the bound comes from:"), catalogue.risk_signs()[sign.fired_by].source(sign.points))],
        columns=columns if days else (),
        rows=[list(cells[: len(columns)]) for cells in days[:_ROWS]],
        more=more,
    )


def _days(rows: list[dict[str, Any]]) -> list[tuple[str, str, str, str]]:
    """Day, what, lessons or subject, and before or now; what is alike on a day stands together, the newest first."""
    found: dict[tuple[Any, ...], list[str]] = {}
    for row in rows:
        subject = row["subject"] or "" if row["letter"] == "C" else ""
        key = (row["on_date"], row["what"] or "", row["span"] or "", subject)
        found.setdefault(key, [])
        if row["lesson_no"] is not None:
            found[key].append(formats.number(row["lesson_no"]))
    lines = []
    for (day, word, span, subject), lessons in sorted(found.items(), key=lambda item: item[0][0], reverse=True):
        lines.append((formats.day(day), what(word), subject or ", ".join(lessons), _(_SPANS[span]) if span else ""))
    return lines


def sources() -> list[tuple[str, str]]:
    """What else the level hangs on, each with its source: term and text, for a page's foot."""
    candidates, triggers = (catalogue.metrics()[name] for name in ("risk_candidates", "risk_triggers"))
    letters = catalogue.metrics()["risk_level"]
    words = [
        (triggers, "window_days", N_("School days looked at: {value}")),
        (letters, "letter_points", N_("Most points of one letter: {value}")),
        (candidates, "least_level", N_("To be decided from level: {value}")),
        (candidates, "hand_days", N_("Days that an intervention counts: {value}")),
        (triggers, "held_least", N_("Least lessons held: {value}")),
        (triggers, "marks_least", N_("Least marks: {value}")),
    ]
    return [
        (_(text).format(value=formats.number(metric.settings[name])), metric.source(name))
        for metric, name, text in words
    ]

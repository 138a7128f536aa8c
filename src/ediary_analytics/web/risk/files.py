"""The lists of the risk page as files."""

from collections.abc import Sequence

import pyarrow as pa

from ediary_analytics.answers.at_risk import LETTERS, AtRisk, NonAttender
from ediary_analytics.i18n import N_, _
from ediary_analytics.web import formats, trace
from ediary_analytics.web.risk import signs

_PLACES = {
    "candidate": N_("waits for a decision"),
    "group": N_("in the risk group"),
    "in_hand": N_("being helped"),
    "signs": N_("signs only"),
}


def pupils(found: Sequence[AtRisk]) -> pa.Table:
    """Everybody with a sign or in the risk group; shares are numbers from 0 to 100."""
    names = [_("Pupil"), _("Class"), _("Where"), _("Level of 6"), *LETTERS, _("What was seen"), _("In the group since")]
    names += [_("Missed before, %"), _("Missed since, %"), _("Mean mark before"), _("Mean mark since")]
    lines = [
        (
            one.name,
            one.class_name,
            _(_PLACES[one.place]),
            one.level,
            *(one.letters.get(letter, 0) for letter in LETTERS),
            "; ".join(map(signs.brief, one.signs)),
            one.joined,
            *(_percent(one.change.get(part)) for part in ("missed_before", "missed_since")),
            *(_mean(one.change.get(part)) for part in ("mark_before", "mark_since")),
        )
        for one in found
    ]
    return trace.naming(_file(names, lines), (one.pupil_id for one in found))


def non_attenders(found: Sequence[NonAttender]) -> pa.Table:
    """Who missed over half of a month without excuse."""
    names = [_("Pupil"), _("Class"), _("Month"), _("Without excuse, lessons"), _("Held"), _("Share, %")]
    lines = [
        (one.name, one.class_name, one.month, one.unjustified, one.held, _percent((one.unjustified, one.held)))
        for one in found
    ]
    return trace.naming(_file(names, lines), (one.pupil_id for one in found))


def _percent(figures: tuple[int, int] | None) -> float | None:
    return formats.tenths(*figures) / 10 if figures and figures[1] else None


def _mean(figures: tuple[int, int] | None) -> float | None:
    return formats.rounded(figures[0] / figures[1], 1) if figures and figures[1] else None


def _file(names: Sequence[str], lines: Sequence[Sequence[object]]) -> pa.Table:
    columns = list(zip(*lines, strict=True)) or [()] * len(names)
    return pa.table([pa.array(column) for column in columns], names=list(names))

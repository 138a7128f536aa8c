"""What the register says, in sentences."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ediary_analytics import calendar, duty_words
from ediary_analytics.i18n import N_, _, ngettext
from ediary_analytics.policy import Imposed
from ediary_analytics.register.entries import Mark
from ediary_analytics.register.excuses import CAUSES, Excuse
from ediary_analytics.register.interventions import KINDS, Intervention
from ediary_analytics.register.sign_offs import SignOff
from ediary_analytics.web import formats

#: Of what may be signed: that it is not yet, that it is, the button, and that it is for some grades only.
_SIGNED: Final = {
    "monthly_fill_check": (
        N_("{month}: the check is not signed off yet"),
        N_("{month}: the check is signed off"),
        N_("Sign the month's check off"),
        N_("{month}: the check is not signed off for all grades yet (left: {grades})"),
    ),
    "attendance_review": (
        N_("{month}: the review of attendance is not signed off yet"),
        N_("{month}: the review of attendance is signed off"),
        N_("Sign the month's review off"),
        N_("{month}: the review of attendance is not signed off for all grades yet (left: {grades})"),
    ),
}


def signed(found: Sequence[SignOff], left_out: Sequence[int | None], month: str, kind: str) -> str:
    """Whether the month is signed off; ``left_out`` are the grades that nobody signed for, where somebody signed."""
    said = _SIGNED[kind][3] if left_out else _SIGNED[kind][bool(found)]
    return _(said).format(month=formats.sentence(formats.month(month)), grades=grades(left_out))


def sign(kind: str, of: tuple[int, int] | None) -> str:
    """What the button that signs says, for whoever sees these grades only too."""
    return ": ".join(filter(None, (_(_SIGNED[kind][2]), _span(of))))


def who_signed(found: Sequence[SignOff]) -> str:
    """Who did, for which grades, and when; all of them."""
    each = ((": ".join(filter(None, (_span(one.grades), _who(one.mark)))), one.note) for one in found)
    return formats.sentence("; ".join(" – ".join(filter(None, parts)) for parts in each))


def _span(of: tuple[int, int] | None) -> str:
    return grades(range(of[0], of[1] + 1)) if of else ""


def grades(levels: Sequence[int | None]) -> str:
    """Grades in words, from the lowest: ``preschool, grades 1–4, 6, classes without a grade`` (None)."""
    general = sorted(level for level in levels if level)
    spans: list[list[int]] = []
    for level in general:
        if spans and level == spans[-1][-1] + 1:
            spans[-1].append(level)
        else:
            spans.append([level])
    listed = ", ".join(f"{span[0]}–{span[-1]}" if len(span) > 1 else str(span[0]) for span in spans)
    parts = [
        _("preschool") if 0 in levels else "",
        ngettext("grade {listed}", "grades {listed}", len(general)).format(listed=listed) if general else "",
        _("classes without a grade") if None in levels else "",
    ]
    return ", ".join(filter(None, parts))


def _who(mark: Mark) -> str:
    when = formats.moment(calendar.wall_clock(mark.at))
    name = mark.name or _("demonstration")
    return f"{name}, {when}"


def concerns(excuse: Excuse, month: str) -> bool:
    """Whether an excuse is about days of a month."""
    since, until = excuse.since or excuse.day, excuse.until or excuse.day
    return f"{since:%Y-%m}" <= month <= f"{until:%Y-%m}"


def excused(found: Sequence[Excuse]) -> str:
    """How many excuses there are."""
    if not found:
        return _("Nothing of this month is excused")
    return ngettext("{n} excuse this month", "{n} excuses this month", len(found)).format(n=len(found))


def excuse(one: Excuse, rules: Mapping[str, Imposed]) -> str:
    """An excuse in a line: what, why, who."""
    if one.since and one.until:
        what = _("All that fell due from {since} to {until}").format(
            since=formats.day(one.since), until=formats.day(one.until)
        )
    else:
        imposed = rules.get(one.obligation or "")
        title = imposed.obligation.title if imposed else one.obligation
        what = f"{title}, {formats.day(one.day)}"
    return f"**{plain(what)}** – {_(CAUSES[one.cause])}: {plain(one.reason)} ({plain(_who(one.mark))})"


def plain(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]()<>#+-.!|~$:" else sign for sign in text)


def record(row: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """A late or missing record in a line."""
    about = duty_words.detail(row["obligation"], row["detail"])
    parts = (formats.day(row["on_date"]), row["class_name"], row["subject"], row["pupil"], about, row["person"])
    return ", ".join([titles[row["obligation"]], *(part for part in parts if part)])


def noted(found: Sequence[Intervention]) -> str:
    """How much is entered about a pupil."""
    if not found:
        return _("Nothing that was done for the pupil is entered")
    return ngettext("{n} entry about help for the pupil", "{n} entries about help for the pupil", len(found)).format(
        n=len(found)
    )


def intervention(one: Intervention) -> str:
    """What was done in a line: when, what, who."""
    kind = formats.sentence(_(KINDS[one.kind]))
    return f"**{formats.day(one.on_date)} {kind}** – {plain(one.text)} ({plain(_who(one.mark))})"

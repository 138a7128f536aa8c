"""The monthly review of attendance: the month against the one before, the classes, the pupils to talk about."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from ediary_analytics import formats
from ediary_analytics.answers.measures import Answer, Ask
from ediary_analytics.calendar import month_before, month_days
from ediary_analytics.i18n import _
from ediary_analytics.reports import absences
from ediary_analytics.reports.desk import Desk
from ediary_analytics.reports.document import Column, Document, Fact, Share, Signature, Stated, Table, Value
from ediary_analytics.reports.gaps import lacking, nothing

#: Measures that say whom to talk about, each with its part.
_SIGNS = (
    ("nemis", "nemis"),
    ("nemis", "poor"),
    ("nemis", "prone"),
    ("nemis", "avoiding"),
    ("frequent_lateness", None),
)
_ILLNESS_LIMIT = 5


def make(desk: Desk) -> Sequence[Document]:
    """One document for the month."""
    since, until = desk.span
    earlier, _last = month_days(month_before(desk.month))
    rate, split, late, held, before, nemis, often, ill = answers = desk.ask(
        *(Ask(name, since=since, until=until) for name in ("attendance_rate", "absence_split", "lateness")),
        Ask("lessons_held", since=since, until=until),
        Ask("attendance_rate", since=earlier, until=since - dt.timedelta(days=1)),
        *(Ask(name, by=("pupil",), since=since, until=until) for name in ("nemis", "frequent_lateness")),
        Ask("parents_illness_days", by=("pupil",), since=since, until=until),
    )
    classes = {one.class_id: one.name for one in desk.classes}
    facts = _facts(classes, rate, split, late, before, held)
    roster = [pupil for pupil in desk.roster(since, until) if pupil["class_id"] in classes]
    table, pupils = _pupils(desk, roster, nemis, often, ill)
    return [
        Document(
            _("Attendance, {month}").format(month=formats.month(desk.month)),
            desk.under(", ".join(classes.values()) if desk.chosen.school_class is not None else ""),
            facts=facts,
            tables=[_classes(classes, rate, split, late, before), table],
            notes=lacking(answers),
            signed_under=_("Discussed:"),
            signatures=[Signature(_("Social pedagogue")), Signature(_("Deputy director for education"))],
            pupils=pupils,
        )
    ]


def _of(answer: Answer, classes: Iterable[str], part: str | None = None) -> tuple[int, int]:
    found = absences.by(answer, "class_id", part)
    pairs = [found.get(one, (0, 0)) for one in classes]
    return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)


def _facts(
    classes: dict[str, str], rate: Answer, split: Answer, late: Answer, before: Answer, held: Answer
) -> list[Fact]:
    attended, whole = _of(rate, classes)
    then, whole_then = _of(before, classes)
    unjustified, _with_representing = _of(split, classes, "unjustified")
    unknown, expected = _of(held, classes, "unknown")
    return [
        Fact(
            _("Attended"),
            Share(attended, whole),
            _("{share} the month before").format(share=formats.share(then, whole_then)) if whole_then else "",
        ),
        Fact(_("Missed"), whole - attended if rate.checkable else None, _of_hours(whole)),
        Fact(
            _("Unjustified"),
            unjustified if split.checkable else None,
            _("of {count} absences").format(count=formats.number(whole - attended)),
        ),
        Fact(_("Late"), _of(late, classes)[0] if late.checkable else None, _of_hours(whole)),
        Fact(_("Not recorded"), unknown if held.checkable else None, _of_hours(expected)),
    ]


def _of_hours(count: int) -> str:
    return _("of {count} lesson hours").format(count=formats.number(count))


def _classes(classes: dict[str, str], rate: Answer, split: Answer, late: Answer, before: Answer) -> Table:
    columns = [
        Column(_("Class"), width=1),
        Column(_("Attended"), number=True, width=1),
        Column(_("Month before"), number=True, width=1),
        *absences.columns(),
    ]

    def line(name: str, ids: Iterable[str]) -> list[Value]:
        own = list(ids)
        attended, whole = _of(rate, own)
        counts = {"missed": whole - attended} if rate.checkable else {}
        if split.checkable:
            counts |= {part: _of(split, own, part)[0] for part in (*absences.REASONS, "representing")}
        if late.checkable:
            counts["late"] = _of(late, own)[0]
        return [name, Share(attended, whole), Share(*_of(before, own)), *absences.cells(counts)]

    rows = [line(name, [one]) for one, name in classes.items()]
    total = line(_("Together"), classes) if len(rows) > 1 else []
    return Table(_("Classes"), _("By class, in lesson hours"), columns, rows, total)


def _pupils(
    desk: Desk, roster: Sequence[dict[str, Any]], nemis: Answer, often: Answer, ill: Answer
) -> tuple[Table, frozenset[str]]:
    since, until = desk.span
    counted = absences.of_pupils(desk, since, until)
    signs = _signs(nemis, often, ill)
    columns = [
        Column(_("Class")),
        Column(_("Pupil"), width=1),
        Column(_("Lessons held"), number=True),
        Column(_("Missed"), number=True),
        Column(_("unjustified"), number=True),
        Column(_("Late"), number=True),
        Column(_("Why to talk"), width=1.5),
    ]
    rows: list[list[Value]] = []
    for pupil in roster:
        if said := signs.get(pupil["pupil_id"]):
            counts = counted.of(pupil["pupil_id"])
            told = [counts.get(part) for part in ("held", "missed", "unjustified", "late")]
            words: Value = Stated(", ".join(said), "missing") if signs_of_nemis(said) else ", ".join(said)
            rows.append([pupil["class_name"], pupil["name"], *told, words])
    named = frozenset(pupil["pupil_id"] for pupil in roster if pupil["pupil_id"] in signs)
    return (
        Table(
            _("To talk about"),
            _("Pupils to talk about, by class and name"),
            columns,
            rows,
            empty=nothing(
                _("No pupil reaches any of the bounds."), known=nemis.checkable and often.checkable and ill.checkable
            ),
        ),
        named,
    )


def signs_of_nemis(said: Sequence[str]) -> bool:
    """Whether the pupil has to be entered in the register of those who do not attend."""
    return sign_words()["nemis"] in said


def sign_words() -> dict[str | None, str]:
    """Why a pupil is talked about, by the part of the measure."""
    return {
        "nemis": _("to be entered in NEMIS: over half missed unjustified"),
        "poor": _("at least 30 % missed unjustified"),
        "prone": _("at least 10 hours unjustified"),
        "avoiding": _("over 40 hours unjustified"),
        None: _("late at least 5 times"),
        "illness": _("over 5 days of illness justified by parents"),
    }


def _signs(nemis: Answer, often: Answer, ill: Answer) -> dict[str, list[str]]:
    words, found = sign_words(), dict[str, list[str]]()
    for measure, part in _SIGNS:
        answer = nemis if measure == "nemis" else often
        for pupil, (reached, _all) in absences.by(answer, "pupil_id", part).items():
            if reached:
                found.setdefault(pupil, []).append(words[part])
    for pupil, (days, _one) in absences.by(ill, "pupil_id").items():
        if days > _ILLNESS_LIMIT:
            found.setdefault(pupil, []).append(words["illness"])
    return found

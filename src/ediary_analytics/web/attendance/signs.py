"""Pupils whose attendance asks for somebody's attention: the measures of it, by pupil, in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ediary_analytics import catalogue
from ediary_analytics.i18n import N_, _
from ediary_analytics.web import formats, measures
from ediary_analytics.web.attendance.found import Found
from ediary_analytics.web.attendance.tables import count, rate
from ediary_analytics.web.measures import Ask
from ediary_analytics.web.table import Cell, Column, Row, Table

#: Parts of the measures in words, the gravest first; of the first four and of the next two only the gravest is told.
WORDS = {
    "nemis": N_("unjustified over {nemis_over_percent} of the month's lessons: reported to NEMIS"),
    "avoiding": N_("avoids school: over {avoiding_over_hours} unjustified lessons in the month"),
    "poor": N_("attends poorly: from {poor_percent} of the month's lessons unjustified"),
    "prone": N_("tends to miss lessons: from {prone_hours} unjustified in the month"),
    "severe": N_("missed from {severe_percent} of the lessons since the year began"),
    "chronic": N_("missed from {chronic_percent} of the lessons since the year began"),
    "string": N_("away {days} days in a row"),
    "late": N_("late {late_hours} times or more in the month"),
}
_OF_MONTH = ("nemis", "avoiding", "poor", "prone")
_OF_YEAR = ("severe", "chronic")


@dataclass(slots=True)
class Signs:
    """One pupil's signs, by the keys of :data:`WORDS`, with the number that goes with it where there is one."""

    pupil_id: str
    found: dict[str, int] = field(default_factory=dict)

    @property
    def told(self) -> list[str]:
        """The signs in words, the gravest first."""
        shown = [name for name in WORDS if name in self.found]
        for group in (_OF_MONTH, _OF_YEAR):
            there = [name for name in shown if name in group]
            shown = [name for name in shown if name not in there[1:]]
        return [word(name, self.found[name]) for name in shown]


def word(name: str, days: int = 0) -> str:
    """A sign in words, with the bound of the measure."""
    known = catalogue.metrics()
    bounds = {**known["nemis"].settings, **known["absence_bands"].settings, **known["frequent_lateness"].settings}
    told = {key: f"{bound}\N{NO-BREAK SPACE}%" if key.endswith("_percent") else bound for key, bound in bounds.items()}
    return _(WORDS[name]).format(days=formats.number(days), **told)


def read(found: Found) -> list[Signs]:
    """Everybody with a sign, of the class that is looked at or of all."""
    first, last = found.days
    began, _ended = found.place.year.window(last)
    keys = ("class", "pupil")
    nemis, late, bands, strings = measures.ask(
        found.place.view,
        Ask("nemis", keys, "month", first, last),
        Ask("frequent_lateness", keys, "month", first, last),
        Ask("absence_bands", keys, "total", began, last),
        Ask("absence_strings", ("pupil",), "total", began, last),
    )
    longest = catalogue.asked_settings()["string_days"]
    signs: dict[str, Signs] = {}

    def add(row: dict[str, Any], name: str) -> None:
        signs.setdefault(row["pupil_id"], Signs(row["pupil_id"])).found[name] = row["numerator"]

    for answer, parts in ((nemis, _OF_MONTH), (bands, _OF_YEAR)):
        for part in parts:
            for row in answer.part(part):
                if row["numerator"]:
                    add(row, part)
    for row in late.part():
        if row["numerator"]:
            add(row, "late")
    for row in strings.part("running"):
        if row["numerator"] >= longest:
            add(row, "string")
    return list(signs.values())


def numbers(found: Found) -> Table:
    """How many pupils show each sign, for who may not name them."""
    columns = [Column(_("Sign")), Column(_("Pupils"), "number"), Column(_("Of how many"), "number")]
    rows = [
        Row(text, [formats.sentence(text), count(part), formats.number(whole)], quiet=not part, shut=True)
        for text, part, whole in often(found)
    ]
    return Table(_("How many pupils"), columns, rows)


def table(found: Found, signs: Sequence[Signs], pupils: Sequence[dict[str, Any]], *, way: bool) -> Table:
    """Whom to think of, in alphabetical order, with the signs; a row leads to the pupil's page where one may go."""
    of = {one.pupil_id: one for one in signs}
    columns = [
        Column(_("Pupil")),
        Column(_("Class")),
        Column(_("Signs")),
        Column(_("Attended, %"), "number", wide=True),
    ]
    columns += [Column(_("Unjustified"), "number"), Column(_("Came late"), "number", wide=True)]
    rows = []
    for row in pupils:
        if (one := of.get(row["pupil_id"])) is None:
            continue
        cells: list[Cell] = [
            row["pupil"],
            found.place.year.class_names.get(row["class_id"], ""),
            "; ".join(one.told),
            rate(row["held"] - row["missed"], row["held"]),
            count(row["unjustified"], "missing"),
            count(row["late"]),
        ]
        go = f"pupil:{row['pupil_id']}" if way else None
        rows.append(Row(f"{row['pupil_id']}|{row['class_id']}", cells, go=go, shut=not way))
    return Table(_("Whom to think of"), columns, rows)


def often(found: Found) -> list[tuple[str, int, int]]:
    """The same as numbers, for who may not name pupils: the sign, how many pupils, of how many."""
    numbers = []
    for measure, parts, period in (
        ("nemis", _OF_MONTH, "month"),
        ("absence_bands", _OF_YEAR, "total"),
        ("frequent_lateness", ("late",), "month"),
    ):
        for row in found.shown(measure, period):
            name = row["part"] or "late"
            if name in parts:
                numbers.append((word(name), row["numerator"], row["denominator"]))
    return numbers

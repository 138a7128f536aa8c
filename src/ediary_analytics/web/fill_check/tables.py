"""The lists of the fill check on screen: by duty, by person, the records behind a person."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import pyarrow as pa

from ediary_analytics import duty_words
from ediary_analytics.answers.fill_check import Person, Tally
from ediary_analytics.i18n import N_, _
from ediary_analytics.policy import Imposed
from ediary_analytics.standing import Verdict
from ediary_analytics.web import formats
from ediary_analytics.web.fill_check import words as fill_words
from ediary_analytics.web.table import Block, Cell, Column, Row, Table

OWNERS = {
    "teacher": N_("teacher"),
    "class_head": N_("class head"),
    "group_staff": N_("group's teacher"),
    "administrator": N_("administrator"),
    "deputy_director": N_("deputy director"),
    "social_pedagogue": N_("social pedagogue"),
}
SEVERITIES = {"critical": N_("critical"), "warning": N_("important"), "info": N_("for information")}
#: Records of one duty shown at once; all of them are in the file.
_RECORDS = 100
#: Duties that have a column of their own in the list of people; the others share one. The file has them all.
_OWN_COLUMNS = 9
#: What needs attention stands first; what nothing is known of, last.
_ORDER = ("missing", "pending", "met", "none", "unchecked")


#: How a record stands, and a duty against its threshold, in words.
status_word, state_of = duty_words.status, duty_words.standing


def count(value: int, state: str = "") -> Cell:
    """A count; nothing is a quiet dot."""
    if not value:
        return {"text": "·", "state": "zero"}
    return {"text": formats.number(value), "state": state and f"{state} bare"}


def _percent(value: float) -> str:
    return formats.points(round(value * 1000))


def duties(found: Sequence[Verdict]) -> Table:
    """By duty: what is open, what came late, the share in time against the threshold; a row opens to the rule."""
    extra = [status for status in ("pending", "excused") if any(getattr(duty, status) for duty in found)]
    columns = [
        Column(_("Duty")),
        Column(_("Not entered"), "number"),
        Column(_("Late"), "number"),
        *(Column(formats.sentence(status_word(status)), "number", wide=True) for status in extra),
        Column(_("In time / threshold, %"), "number"),
        Column(_("Threshold")),
    ]
    ranked = sorted(found, key=lambda duty: _ORDER.index(state_of(duty)[0]))
    return Table(_("By duty"), columns, [_duty(duty, extra) for duty in ranked])


def _duty(duty: Verdict, extra: Sequence[str]) -> Row:
    state, word = state_of(duty)
    rate = formats.NOTHING if duty.tenths is None else formats.points(duty.tenths)
    counts: list[Cell] = [formats.NOTHING] * (2 + len(extra))
    if duty.checkable:
        counts = [leading(count(value, state), duty.name) for value, state in _breaches(duty)]
        counts += [count(getattr(duty, status)) for status in extra]
    share: Cell = {"text": rate, "note": f"/ {_percent(duty.imposed.mostly)}"}
    seen = {"note": fill_words.observed_since(duty)} if duty.observed_since else {}
    title: Cell = {"text": duty.imposed.obligation.title, **seen} if seen else duty.imposed.obligation.title
    cells: list[Cell] = [title, *counts, share, {"text": word, "state": state}]
    return Row(duty.name, cells, [_rule(duty)], quiet=state in ("unchecked", "none"))


def _breaches(duty: Verdict) -> tuple[tuple[int, str], ...]:
    return (duty.missing, "missing"), (duty.late, "late")


def leading(cell: Cell, where: str) -> Cell:
    """A count that leads to what it counts; nothing leads nowhere."""
    return cell if isinstance(cell, str) or cell["state"] == "zero" else {**cell, "go": where}


def _rule(duty: Verdict) -> Block:
    rule, imposed = duty.imposed.obligation, duty.imposed
    whose, weight = _(OWNERS.get(rule.owner, rule.owner)), _(SEVERITIES[imposed.severity])
    facts = [(_("Not checked:"), f"{fill_words.lacking(need)}.") for need in duty.missing_evidence]
    if duty.observed_since:
        facts.append((_("Observed:"), fill_words.observed(duty)))
    facts += [
        (_("Duty:"), rule.text("duty")),
        (_("Why:"), rule.text("why")),
        (_("What to do:"), rule.text("remedy")),
        (_("Clause:"), f"{imposed.cited}; {whose}; {weight}"),
    ]
    return Block(facts=facts)


def name_of(person: Person, rules: dict[str, Imposed]) -> str:
    """Who is to be asked; of a duty nobody owns, the duty; else that nobody is known."""
    if person.owner_id is not None:
        return person.name or person.owner_id
    if person.ownerless:
        return ", ".join(rules[name].obligation.title for name in person.duties)
    return _("Unknown whose duty")


def failed_duties(people: Sequence[Person], rules: dict[str, Imposed]) -> dict[str, int]:
    """The duties that anybody failed in this month, in the policy's order, and how many records of each."""
    failed = Counter[str]()
    for person in people:
        if person.owner_id is not None:
            failed.update({name: tally.breaches for name, tally in person.duties.items()})
    return {name: failed[name] for name in rules if failed[name]}


def people(found: Sequence[Person], rules: dict[str, Imposed], opened: str | None, records: pa.Table | None) -> Table:
    """By person, in alphabetical order: what is open, what came late, and of which duty; a row opens to the records."""
    failed = failed_duties(found, rules)
    often = sorted(failed, key=failed.__getitem__, reverse=True)[:_OWN_COLUMNS]
    own, others = [name for name in failed if name in often], [name for name in failed if name not in often]
    if len(rules) == 1:  # all that is counted is that one duty
        own, others = [], []
    columns = [
        Column(_("Person")),
        Column(_("Not entered"), "number"),
        Column(_("Late"), "number"),
        Column(_("In time, %"), "number"),
        *(Column(rules[name].obligation.title, "number", wide=True) for name in own),
        *([Column(_("Other duties"), "number", wide=True)] if others else []),
    ]
    rows = []
    for person in found:
        total = person.total
        cells: list[Cell] = [
            {"text": name_of(person, rules), "note": "" if person.owner_id else _("nobody to ask")},
            count(total.missing, "missing"),
            count(total.late, "late"),
            formats.points(formats.tenths(total.in_time, total.due)) if total.due else formats.NOTHING,
            *(_both(person.duties.get(name)) for name in own),
        ]
        if others:
            rest = [person.duties[name] for name in others if name in person.duties]
            cells.append(_both(sum(rest, Tally()) if rest else None))
        blocks = _records(records, rules) if person.key == opened and records is not None else None
        rows.append(Row(person.key, cells, blocks, quiet=not total.breaches, shut=not total.breaches))
    return Table(_("By person"), columns, rows, lazy=True)


def _both(tally: Tally | None) -> Cell:
    """Missing, and after a plus sign late."""
    if tally is None:
        return ""
    if not tally.breaches:
        return {"text": "·", "state": "zero"}
    return {
        "text": formats.number(tally.missing) if tally.missing else "",
        "state": "missing bare",
        "note": f"+{tally.late}" if tally.late else "",
    }


def _records(found: pa.Table, rules: dict[str, Imposed]) -> list[Block]:
    """The records of one person, by duty, what is still open first; with what to do about them."""
    order = {name: place for place, name in enumerate(rules)}
    lines = sorted(found.to_pylist(), key=lambda line: (order[line["obligation"]], line["status"] == "late"))
    return [_block(rules[name], list(part)) for name, part in groupby(lines, key=lambda line: line["obligation"])]


def _block(imposed: Imposed, lines: list[dict[str, Any]]) -> Block:
    columns = [
        Column(_("Day")),
        Column(_("Class")),
        Column(_("Subject")),
        Column(_("Pupil")),
        Column(_("About")),
        Column(_("Due")),
        Column(_("Entered")),
        Column(_("Days late"), "number"),
        Column(_("Status")),
    ]
    hidden = len(lines) - _RECORDS
    more = _("{count} more: download the list of records.").format(count=formats.number(hidden)) if hidden > 0 else ""
    return Block(
        title=f"{imposed.obligation.title} ({imposed.cited})",
        text=imposed.obligation.text("remedy"),
        columns=columns,
        rows=[_record(line) for line in lines[:_RECORDS]],
        more=more,
    )


def _record(line: dict[str, Any]) -> list[Cell]:
    status, due, done = line["status"], line["due_at"], line["done_at"]
    seconds = due is not None and done is not None and due.replace(second=0) == done.replace(second=0)
    return [
        {"text": formats.day(line["on_date"]), "go": line["record"]},
        line["class_name"] or "",
        line["subject"] or "",
        line["pupil"] or "",
        fill_words.detail(line["obligation"], line["detail"]),
        formats.moment(due, seconds=seconds),
        formats.moment(done, seconds=seconds),
        formats.number(line["days_late"]),
        {"text": status_word(status), "state": status},
    ]

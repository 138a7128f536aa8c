"""The lists of the administration: the year's items, locks by class and month, what came after, faults, evidence."""

from collections.abc import Mapping, Sequence
from typing import Final

import pyarrow as pa

from ediary_analytics import catalogue, contract, duty_words
from ediary_analytics.answers.administration import Fault, Order, Row
from ediary_analytics.i18n import N_, _
from ediary_analytics.policy import Imposed
from ediary_analytics.web import formats, table, trace
from ediary_analytics.web.administration import words
from ediary_analytics.web.table import Block, Cell, Column, Table

#: Names told of what lacks, before it says how many more there are.
_NAMED: Final = 12
_SEVERITIES: Final = {"critical": N_("critical"), "warning": N_("important"), "info": N_("for information")}


def setup(found: Order, rules: Mapping[str, Imposed]) -> Table:
    """What the year needs, what lacks first; then what the rules want noted, and the settings to confirm."""
    rows = [_item(item, found) for item in words.items(found)]
    rows += [_noted(duty, rules[duty["obligation"]]) for duty in found.set_up]
    rows += [_setting(name) for name in words.unset(found)]
    rows.sort(key=lambda row: row.quiet)
    return Table(_("Setting up"), [Column(_("What")), Column(_("How it stands"))], rows)


def _item(item: Row, found: Order) -> table.Row:
    title, _needs, remedy = words.ITEMS[item["item"]]
    if words.of_all_only(item["item"], found):
        return table.Row(
            item["item"], [_(title), {"text": _("told of the whole school only"), "state": "unchecked"}], shut=True
        )
    if unseen := words.unseen(item["item"], found):
        lacking = Block(text=f"{formats.sentence('; '.join(map(duty_words.lacking, unseen)))}.")
        return table.Row(item["item"], [_(title), {"text": _("cannot be seen"), "state": "unchecked"}], [lacking])
    if not item["lacking"]:
        count = _("all {n}").format(n=formats.number(item["examined"]))
        return table.Row(item["item"], [_(title), {"text": count, "state": "met"}], quiet=True, shut=True)
    count = _("{n} of {all} lack it").format(n=formats.number(item["lacking"]), all=formats.number(item["examined"]))
    titles = item["titles"] or []
    more = f" … (+{len(titles) - _NAMED})" if len(titles) > _NAMED else ""
    facts = [(_("Which:"), f"{', '.join(titles[:_NAMED])}{more}")] if titles else []
    return table.Row(
        item["item"], [_(title), {"text": count, "state": "missing"}], [Block(text=_(remedy), facts=facts)]
    )


def _noted(duty: Row, imposed: Imposed) -> table.Row:
    what = duty_words.detail(duty["obligation"], duty["detail"])
    day = formats.day(duty["done_at"].date()) if duty["status"] in {"met", "late"} else ""
    cell: Cell = {"text": duty_words.status(duty["status"]), "state": duty["status"], "note": day}
    title = _("Noted: {what}").format(what=what)
    facts = [(_("Due:"), formats.moment(duty["due_at"])), (_("Clause:"), imposed.cited)]
    block = Block(text=imposed.obligation.text("remedy"), facts=facts)
    return table.Row(f"noted {duty['detail']}", [title, cell], [block], quiet=duty["status"] != "missing")


def _setting(name: str) -> table.Row:
    text = f"{formats.sentence(duty_words.lacking(f'setting {name}'))}."
    title = _("Not confirmed: {what}").format(what=duty_words.setting(name))
    return table.Row(f"setting {name}", [title, {"text": _("not confirmed"), "state": "unchecked"}], [Block(text=text)])


def locks(found: Order, class_names: Mapping[str, str]) -> Table:
    """Class by month: locked, unlocked again, or open; classes that stand alike share a row."""
    months = sorted({row["month"] for row in found.locks})
    known = {(row["class_id"], row["month"]): row for row in found.locks}
    alike: dict[tuple[str, ...], list[str]] = {}
    ids = [one for one in class_names if any(row["class_id"] == one for row in found.locks)]
    for class_id in ids:
        states = tuple(_lock(known.get((class_id, month)))[0] for month in months)
        alike.setdefault(states, []).append(class_id)
    rows = []
    for members in alike.values():
        names = ", ".join(class_names[one] for one in members)
        label = _("Whole school") if len(alike) == 1 else names
        cells: list[Cell] = [label]
        for month in months:
            state, text, day = _lock(known.get((members[0], month)))
            cells.append({"text": text, "state": state, "note": day} if text else "")
        rows.append(table.Row(members[0], cells, shut=True))
    columns = [Column(_("Class")), *(Column(formats.sentence(formats.month_name(month))) for month in months)]
    return Table(_("Locks"), columns, rows)


def _lock(row: Row | None) -> tuple[str, str, str]:
    """State, word and day."""
    if row is None:
        return "", "", ""
    if row["is_locked"]:
        return "met", _("locked"), ""
    if row["was_locked"]:
        return "late", _("unlocked"), formats.day(row["unlocked_at"].date())
    return "pending", _("not locked"), ""


def unlockings(found: Order, class_names: Mapping[str, str]) -> Table:
    """What was unlocked, by whom, and its act."""
    columns = [
        Column(_("Unlocked")),
        Column(_("Period")),
        Column(_("Class"), wide=True),
        Column(_("By whom")),
        Column(_("Act")),
    ]
    rows = []
    for line in found.unlockings:
        period = formats.month(line["period"]) if line["scope"] == "month" else line["period_name"]
        act: Cell = {"text": _("no act"), "state": "missing"}
        if line["has_act"]:
            act = {"text": _("signed"), "state": "met", "note": formats.day(line["signed_on"])}
        facts = [
            (_("Locked:"), formats.moment(line["locked_at"])),
            (_("Reason:"), line["reason"] or formats.NOTHING),
            (_("Approved by:"), line["approved_by"] or formats.NOTHING),
        ]
        cells: list[Cell] = [
            formats.moment(line["unlocked_at"]),
            period,
            class_names.get(line["class_id"], line["class_id"]) or _("whole school"),
            line["unlocked_by"] or formats.NOTHING,
            act,
        ]
        rows.append(table.Row(line["lock_id"], cells, [Block(facts=facts)]))
    return Table(_("Unlockings"), columns, rows)


def changes(found: Order, class_names: Mapping[str, str]) -> Table:
    """What was changed after its period was locked."""
    columns = [
        Column(_("Changed")),
        Column(_("What")),
        Column(_("Class"), wide=True),
        Column(_("By whom")),
        Column(_("Act")),
    ]
    rows = []
    for line in found.changes:
        entity = line["entity"]
        act: Cell = {"text": _("there is one"), "state": "met"}
        if not line["has_act"]:
            act = {"text": _("no act"), "state": "missing"}
        facts = [
            (_("Group:"), line["group_name"] or formats.NOTHING),
            (_("Locked:"), formats.moment(line["locked_at"])),
            (_("Before:"), line["old_value"] or formats.NOTHING),
            (_("After:"), line["new_value"] or formats.NOTHING),
        ]
        cells: list[Cell] = [
            formats.moment(line["changed_at"]),
            duty_words.word(entity),
            class_names.get(line["class_id"], line["class_id"]) or "",
            line["changed_by"] or formats.NOTHING,
            act,
        ]
        rows.append(table.Row(line["change_id"], cells, [Block(facts=facts)]))
    return Table(_("Changes after the lock"), columns, rows)


def faults(found: Sequence[Fault]) -> Table:
    """The broken rules of the data; a row opens to what is wrong, what to do, and the first faulty rows."""
    columns = [
        Column(_("Fault")),
        Column(_("Table")),
        Column(_("Weight"), wide=True),
        Column(_("Faulty"), "number"),
        Column(_("Looked at"), "number", wide=True),
    ]
    rows = []
    for fault in found:
        rule = catalogue.integrity_rules()[fault.rule]
        head, _dot, column = fault.where.partition(".")
        listed: list[list[Cell]] = [
            [
                row["subject_id"] or "",
                formats.day(row["on_date"]) if row["on_date"] else "",
                row["class_id"] or "",
                row["detail"] or "",
            ]
            for row in fault.rows
        ]
        hidden = fault.failed - len(fault.rows)
        block = Block(
            text=f"{rule.text('fault')} {rule.text('remedy')}",
            columns=[Column(_("Record")), Column(_("Day")), Column(_("Class")), Column(_("What"))],
            rows=listed,
            more=_("and {n} more").format(n=formats.number(hidden)) if hidden > 0 else "",
        )
        cells: list[Cell] = [
            {"text": rule.title, "note": column},
            contract.tables()[head].aliases[0],
            _(_SEVERITIES[fault.severity]),
            {"text": formats.number(fault.failed), "state": "late bare"},
            formats.number(fault.examined),
        ]
        rows.append(table.Row(f"{fault.rule} {fault.where}", cells, [block]))
    return Table(_("Faults of the data"), columns, rows)


def evidence(found: Order, rules: Mapping[str, Imposed]) -> Table:
    """What evidence is missing, and the duties that nobody can check for want of it."""
    lacking: dict[str, list[str]] = {}
    for name, needs in found.lacking.items():
        for need in needs:
            lacking.setdefault(need, []).append(name)
    columns = [Column(_("What is missing")), Column(_("Duties not checkable"), "number")]
    rows = []
    for need, names in sorted(lacking.items(), key=lambda one: -len(one[1])):
        facts = [(rules[name].obligation.title, rules[name].cited) for name in names]
        cells: list[Cell] = [f"{formats.sentence(duty_words.lacking(need))}.", formats.number(len(names))]
        rows.append(table.Row(need, cells, [Block(facts=facts)]))
    return Table(_("Missing evidence"), columns, rows)


def faulty_rows(found: Sequence[Fault]) -> pa.Table:
    """The faulty rows, as far as they were read, as a file."""
    told = [(fault, catalogue.integrity_rules()[fault.rule].title, row) for fault in found for row in fault.rows]
    made = pa.table(
        {
            _("Fault"): [title for _fault, title, _row in told],
            _("Table"): [contract.tables()[fault.where.partition(".")[0]].aliases[0] for fault, _title, _row in told],
            _("Weight"): [_(_SEVERITIES[fault.severity]) for fault, _title, _row in told],
            _("Record"): [row["subject_id"] or "" for _fault, _title, row in told],
            _("Pupil"): [row["pupil_id"] or registered(row) or "" for _fault, _title, row in told],
            _("Class"): [row["class_id"] or "" for _fault, _title, row in told],
            _("Day"): [row["on_date"] for _fault, _title, row in told],
            _("What"): [row["detail"] or "" for _fault, _title, row in told],
        }
    )
    return trace.naming(made, (row["pupil_id"] or registered(row) for _fault, _title, row in told))


def registered(row: Row) -> str | None:
    """Whoever the registry names and the diary does not."""
    return row["subject_id"] if row["table_name"] == "registry_pupils" else None

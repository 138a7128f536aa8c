"""The lists of the overview: what waits for a decision, and what changed since the month before."""

from ediary_analytics import duty_words
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.standing import Verdict
from ediary_analytics.web import formats, ways
from ediary_analytics.web.overview.month import Month
from ediary_analytics.web.table import Cell, Column, Row, Table

#: A change of so many tenths of a per cent is worth telling, of at least so many entries or lesson hours.
_CHANGE = 10
_ENOUGH = 20
_MOST = 8


def waiting(found: Month) -> list[Row]:
    """What waits for a decision: one row each, the gravest first; a row leads to where it is settled."""
    rows = [_below(duty) for duty in found.critical]
    if found.others:
        count = len(found.others)
        text = ngettext(
            "{n} more duty stays below its threshold", "{n} more duties stay below their threshold", count
        ).format(n=formats.number(count))
        missing = sum(duty.missing for duty in found.others)
        rows.append(Row("others", [text, _left(missing), _("talk to those who owe")], go="fill_check"))
    if found.nobody:
        rows.append(
            Row(
                "nobody",
                [_("Nobody is known whose duty it is"), _left(found.nobody), _("name the teachers")],
                go="fill_check",
            )
        )
    risk = found.known("risk_candidates", lambda answer: len(answer.part()))
    if risk:
        pupils = ngettext("{n} pupil", "{n} pupils", risk).format(n=formats.number(risk))
        rows.append(Row("risk", [_("At risk, in nobody's hands yet"), pupils, _("agree on help")], go="risk"))
    absences = found.known("open_absence_age", lambda answer: answer.total()[1])
    if absences:
        count_of = ngettext("{n} absence", "{n} absences", absences).format(n=formats.number(absences))
        rows.append(
            Row(
                "absences",
                [_("Absences neither justified nor not"), count_of, _("ask the class heads")],
                go="attendance",
            )
        )
    rows += [
        Row(need, [_("A setting is not confirmed"), duty_words.setting(need), _("confirm it")], go="administration")
        for need in found.unconfirmed
    ]
    return [row if row.go and ways.there(row.go.split(" ")[0]) else _still(row) for row in rows]


def _still(row: Row) -> Row:
    return Row(row.key, row.cells, shut=True)


def _left(missing: int) -> str:
    return ngettext("{n} not entered", "{n} not entered", missing).format(n=formats.number(missing))


def _below(duty: Verdict) -> Row:
    share = formats.NOTHING if duty.tenths is None else formats.share(duty.tenths, 1000)
    least = formats.share(round(duty.imposed.mostly * 1000), 1000)
    word = _("in time {share}, threshold {least}").format(share=share, least=least)
    title: Cell = {"text": duty.imposed.obligation.title, "note": word}
    left = _left(duty.missing) if duty.missing else _("late: {n}").format(n=formats.number(duty.late))
    return Row(duty.name, [title, left, _("talk to those who owe")], go=f"fill_check {duty.name}")


def decisions(found: Month) -> Table:
    """The list of what waits for a decision."""
    columns = [Column(_("Matter")), Column(_("How much")), Column(_("What to do"), wide=True)]
    return Table(_("To decide"), columns, waiting(found))


def changes(found: Month) -> Table:
    """What changed most since the month before: the share in time of duties, the attendance of classes."""
    during = formats.sentence(formats.month_name(found.filled.before))
    month = formats.sentence(formats.month_name(found.filled.month))
    columns = [
        Column(_("What")),
        Column(f"{during}, %", "number"),
        Column(f"{month}, %", "number"),
        Column(_("Change, pp"), "number"),
    ]
    rows = []
    for duty in found.filled.duties:
        before = found.before.get(duty.name)
        if before is not None and duty.checkable:
            now = (duty.met + duty.excused, duty.examined - duty.pending)
            then = (before.met + before.excused, before.examined - before.pending)
            rows.append(
                _change(duty.imposed.obligation.title, _("share in time"), f"fill_check {duty.name}", then, now)
            )
    for class_id, name in found.class_names.items():
        then_now = found.pair("classes", class_id=class_id)[::-1]
        text = _("attendance of the class")
        rows.append(_change(name, text, f"attendance class {class_id}", *(one or (0, 0) for one in then_now)))
    told = sorted((one for one in rows if one is not None), key=lambda one: -abs(one[0]))[:_MOST]
    return Table(_("What changed"), columns, [row for _size, row in sorted(told, key=lambda one: one[0])])


def _change(title: str, note: str, go: str, then: tuple[int, int], now: tuple[int, int]) -> tuple[int, Row] | None:
    if min(then[1], now[1]) < _ENOUGH:
        return None
    before, after = formats.tenths(*then), formats.tenths(*now)
    change = after - before
    if abs(change) < _CHANGE:
        return None
    sign = "+" if change > 0 else "\N{MINUS SIGN}"
    cells: list[Cell] = [
        {"text": title, "note": note},
        formats.points(before),
        formats.points(after),
        f"{sign}{formats.points(abs(change))}",
    ]
    there = ways.there(go.split(" ", maxsplit=1)[0])
    return change, Row(go, cells, go=go if there else None, shut=not there)

"""The lists of the page test_load: by class down to each test, and the same as a file."""

from collections.abc import Sequence

import pyarrow as pa

from ediary_analytics.answers.test_load import Test
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.web import formats
from ediary_analytics.web.table import Block, Cell, Column, Row, Table
from ediary_analytics.web.test_load.found import Found, Line
from ediary_analytics.web.test_load.picture import weekly


def classes(found: Found, *, named: bool) -> Table:
    """By class: how many tests, where they meet, what comes; a row opens to the tests."""
    columns = [
        Column(_("Class")),
        Column(_("Tests"), "number"),
        Column(_("A week"), "number"),
        Column(_("Most in a week"), "number", wide=True),
        Column(
            _("Days over the limit") if found.limits.tests_a_day is not None else _("Days with several tests"), "number"
        ),
        Column(_("Coming"), "number"),
        Column(_("Announced late"), "number", wide=True),
    ]
    most: dict[str, int] = {}
    for (class_id, _week), count in weekly(found).items():
        most[class_id] = max(most.get(class_id, 0), count)
    if found.limits.notice_days is None:
        columns.pop()
    return Table(_("By class"), columns, [_line(found, line, most, named=named) for line in found.lines])


def _line(found: Found, line: Line, most: dict[str, int], *, named: bool) -> Row:
    short = sum(1 for one in line.tests if found.limits.is_short(one, found.today))
    ruled = found.limits.tests_a_day is not None
    cells: list[Cell] = [
        line.school_class.name,
        _count(len(line.tests)),
        formats.number(line.weekly[0] / line.weekly[1], 2) if line.weekly else formats.NOTHING,
        _count(most.get(line.school_class.class_id, 0)),
        _count(len(line.crowded), "missing" if ruled else ""),
        _count(len(line.coming)),
    ]
    if found.limits.notice_days is not None:
        cells.append(_count(short, "late"))
    return Row(line.school_class.class_id, cells, _blocks(found, line, named=named), shut=not line.tests)


def _count(value: int, state: str = "") -> Cell:
    if not value:
        return {"text": "·", "state": "zero"}
    return {"text": formats.number(value), "state": f"{state} bare"} if state else formats.number(value)


def _blocks(found: Found, line: Line, *, named: bool) -> list[Block]:
    blocks = []
    if line.crowded:
        facts = []
        for day in line.crowded:
            text = ngettext("{count} test", "{count} tests", day.tests).format(count=day.tests)
            if named:
                of = ngettext("for {count} pupil", "for {count} pupils", day.pupils).format(count=day.pupils)
                text = f"{text} {of}"
            facts.append((f"{formats.day(day.held_on)}:", text))
        advice = _("Agree which of the tests moves to another day.")
        blocks.append(Block(title=_("Days on which tests meet"), text=advice, facts=facts))
    if line.coming:
        blocks.append(_records(found, _("Coming"), line.coming))
    if past := [one for one in line.tests if one.held_on <= found.today]:
        blocks.append(_records(found, _("Written"), past[::-1]))
    return blocks


def _records(found: Found, title: str, tests: Sequence[Test]) -> Block:
    columns = [Column(_("Day")), Column(_("Subject")), Column(_("Topic")), Column(_("Teacher"))]
    columns += [Column(_("Announced")), Column(_("Days ahead"), "number")]
    return Block(title=title, columns=columns, rows=[_record(found, one) for one in tests])


def _record(found: Found, one: Test) -> list[Cell]:
    notice: Cell = formats.number(one.notice)
    if found.limits.is_short(one, found.today):
        notice = {"text": formats.number(one.notice), "state": "late"}
    announced = formats.moment(one.announced_at) if one.announced_at else _("not announced")
    subject: Cell = one.subject or one.group or ""
    return [formats.day(one.held_on), subject, one.topic or "", one.teacher or "", announced, notice]


def file(found: Found) -> pa.Table:
    """Every test as a file."""
    names = [_("Class"), _("Day"), _("Subject"), _("Topic"), _("Teacher"), _("Announced"), _("Days ahead")]
    rows = [
        (
            line.school_class.name,
            one.held_on,
            one.subject or one.group,
            one.topic,
            one.teacher,
            one.announced_at,
            one.notice,
        )
        for line in found.lines
        for one in line.tests
    ]
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return pa.table([pa.array(column) for column in columns], names=names)

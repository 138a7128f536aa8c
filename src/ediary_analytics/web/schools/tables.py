"""The list of the page schools: one line a school, by name, down to its grades and on to its pages."""

from collections.abc import Sequence

import pyarrow as pa

from ediary_analytics.i18n import _
from ediary_analytics.web import formats
from ediary_analytics.web.schools.found import Figure, Found, Line
from ediary_analytics.web.table import Block, Cell, Column, Row, Table


def schools(found: Found, opened: str | None, pages: Sequence[tuple[str, str]]) -> Table:
    """By school, in alphabetical order; ``pages`` (name, title) are those of a school that the viewer may go to."""
    columns = [
        Column(_("School")),
        Column(_("Pupils"), "number", wide=True),
        Column(_("Attendance, %"), "number"),
        Column(_("Change, pp"), "number", wide=True),
        Column(_("Success, %"), "number"),
        Column(_("Their parents log in, %"), "number"),
    ]
    rows = [_school(found, line, opened, pages) for line in found.lines]
    return Table(_("By school"), columns, rows, lazy=True)


def _school(found: Found, line: Line, opened: str | None, pages: Sequence[tuple[str, str]]) -> Row:
    name: Cell = {"text": line.name, "note": _("too few pupils, or no data")} if line.hidden else line.name
    success: Cell = {"text": percent(line.success), "note": line.term} if line.success else percent(line.success)
    cells: list[Cell] = [
        name,
        formats.number(line.reached[1] if line.reached else None),
        percent(line.attended),
        _change(line),
        success,
        percent(line.reached),
    ]
    blocks = _blocks(found, line, pages) if line.key == opened else None
    return Row(line.key, cells, blocks, quiet=line.hidden, shut=line.hidden)


def percent(figure: Figure | None) -> str:
    """A share as a number, under a header that says the unit."""
    return formats.points(formats.tenths(*figure)) if figure and figure[1] else formats.NOTHING


def _change(line: Line) -> str:
    if not line.attended or not line.before or not line.attended[1] or not line.before[1]:
        return formats.NOTHING
    change = formats.tenths(*line.attended) - formats.tenths(*line.before)
    return f"{'+' if change > 0 else ''}{formats.points(change)}"


def _blocks(found: Found, line: Line, pages: Sequence[tuple[str, str]]) -> list[Block]:
    columns = [Column(_("Grade level")), Column(_("Pupils"), "number"), Column(_("Attendance, %"), "number")]
    columns += [Column(_("Success, %"), "number"), Column(_("Their parents log in, %"), "number")]
    rows: list[list[Cell]] = [
        [
            grade.name,
            formats.number(grade.reached[1] if grade.reached else None),
            percent(grade.attended),
            percent(grade.success),
            percent(grade.reached),
        ]
        for grade in found.grades[line.key]
    ]
    why = _("A dash: too few pupils, or nothing is known yet.")
    blocks = [Block(title=_("By grade"), text=why, columns=columns, rows=rows)]
    if pages:
        ways: list[Cell] = [{"text": title, "go": f"{page}|{line.key}"} for page, title in pages]
        blocks.append(Block(title=_("More of this school"), columns=[Column("") for _way in ways], rows=[ways]))
    return blocks


def file(found: Found) -> pa.Table:
    """The list as a file: schools and their grades; shares from 0 to 100."""
    names = [
        _("School"),
        _("Grade level"),
        _("Pupils"),
        _("Attendance, %"),
        _("Success, %"),
        _("Their parents log in, %"),
    ]
    rows = []
    for line in found.lines:
        for grade, one in (("", line), *((one.name, one) for one in found.grades[line.key])):
            shares = (_hundred(figure) for figure in (one.attended, one.success, one.reached))
            rows.append((line.name, grade, one.reached[1] if one.reached else None, *shares))
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return pa.table([pa.array(column) for column in columns], names=names)


def _hundred(figure: Figure | None) -> float | None:
    return formats.tenths(*figure) / 10 if figure and figure[1] else None

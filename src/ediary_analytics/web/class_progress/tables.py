"""The list of the page class_progress: by class (or subject), down to the grades and, where one may, the pupils."""

from collections.abc import Sequence

import pyarrow as pa

from ediary_analytics.answers.class_progress import Pupil
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.web import formats
from ediary_analytics.web.class_progress import words
from ediary_analytics.web.class_progress.found import Found, Line
from ediary_analytics.web.class_progress.picture import POINTS
from ediary_analytics.web.table import Block, Cell, Column, Row, Table


def lines(found: Found, opened: str | None, pupils: Sequence[Pupil] | None, *, may_go: bool) -> Table:
    """By class, or by subject of one class; ``pupils`` are those of the row that is open, None where none is."""
    first = Column(_("Subject") if found.by_subject else _("Class"))
    months = sorted({month for mine in found.months.values() for month in mine})
    columns = [first, *(_mark_columns(months) if found.running else _grade_columns(found))]
    rows = []
    for line in found.lines:
        own = pupils if line.key == opened else None
        cells = [
            _name(found, line),
            *(_mark_cells(found, line, months) if found.running else _grade_cells(found, line)),
        ]
        blocks = None if line.key != opened else _blocks(found, line, own or (), may_go=may_go)
        rows.append(Row(line.key, cells, blocks, quiet=line.hidden, shut=line.hidden))
    return Table(_("By subject") if found.by_subject else _("By class"), columns, rows, lazy=True)


def _name(found: Found, line: Line) -> Cell:
    if line.hidden:
        return {"text": line.name, "note": _("too few pupils")}
    parallel = sum(1 for one in found.lines if one.grade == line.grade) > 1
    if found.by_subject or line.grade is None or not parallel:
        return line.name
    return {"text": line.name, "note": _("grade {grade}").format(grade=line.grade)}


def _grade_columns(found: Found) -> list[Column]:
    columns = [
        Column(_("Pupils"), "number", wide=True),
        Column(_("Success, %"), "number"),
        Column(_("With a negative grade"), "number"),
        Column(_("Quality, %"), "number"),
        Column(_("Mean grade"), "number"),
    ]
    if found.before:
        columns += [Column(_("Change, points"), "number"), Column(_("Fell by 2 or more"), "number", wide=True)]
    return [
        *columns,
        Column(_("Higher than marks, %"), "number", wide=True),
        Column(_("Lower than marks, %"), "number", wide=True),
    ]


def _grade_cells(found: Found, line: Line) -> list[Cell]:
    success = line.figure("success_rate")
    failing = success[1] - success[0] if success else None
    cells: list[Cell] = [
        formats.number(success[1] if success else None),
        _points(success),
        {"text": "·", "state": "zero"} if failing == 0 else formats.number(failing),
        _points(line.figure("quality_rate")),
        words.mean(line.figure("mean_grade")),
    ]
    if found.before:
        fell = line.figure("term_fall")
        cells += [words.change(line.figure("term_change")), formats.number(fell[0] if fell else None)]
    return [*cells, _points(line.figure("mark_vs_mean", "higher")), _points(line.figure("mark_vs_mean", "lower"))]


def _points(figure: tuple[int, int] | None) -> str:
    return formats.points(formats.tenths(*figure)) if figure and figure[1] else formats.NOTHING


def _mark_columns(months: Sequence[str]) -> list[Column]:
    named = (Column(formats.sentence(formats.month_name(month)), "number", wide=True) for month in months)
    return [Column(_("Marks"), "number"), Column(_("Mean of marks"), "number"), *named]


def _mark_cells(found: Found, line: Line, months: Sequence[str]) -> list[Cell]:
    figure = line.figure("mean_mark")
    mine = found.months.get(line.key, {})
    count = formats.number(figure[1] if figure else None)
    return [count, words.mean(figure), *(words.mean(mine.get(month)) for month in months)]


def _blocks(found: Found, line: Line, pupils: Sequence[Pupil], *, may_go: bool) -> list[Block]:
    blocks = [] if found.running else [_spread(line)]
    if pupils:
        blocks.append(_marks(pupils, may_go=may_go) if found.running else _grades(found, pupils, may_go=may_go))
    if not blocks:
        blocks.append(Block(text=_("Without names there is no more to tell of single pupils' marks.")))
    return blocks


def _spread(line: Line) -> Block:
    """The levels, and how often each grade was given."""
    levels = line.parts("level")
    facts = [
        (
            f"{_(words.LEVELS[level])}:",
            ngettext("{part} of {whole} pupil", "{part} of {whole} pupils", whole).format(part=part, whole=whole),
        )
        for level in words.LEVELS
        if (figure := levels.get(level))
        for part, whole in (figure,)
    ]
    grades = line.parts("grade_distribution")
    order = [*POINTS[::-1], *sorted(grades.keys() - {*POINTS})]
    given = ", ".join(f"{value} – {formats.number(grades[value][0])}" for value in order if value in grades)
    return Block(
        title=_("Levels, by the lowest grade of each pupil"),
        facts=[*facts, (_("Grades, and how many of each:"), given)] if given else facts,
    )


def _person(pupil: Pupil, *, may_go: bool) -> Cell:
    return {"text": pupil.name, "go": pupil.pupil_id} if may_go else pupil.name


def _grades(found: Found, pupils: Sequence[Pupil], *, may_go: bool) -> Block:
    columns = [Column(_("Pupil")), Column(_("Grades"), "number"), Column(_("Mean grade"), "number")]
    columns += [Column(_("Negative")), *([Column(_("Fell by 2 or more"))] if found.before else [])]
    rows: list[list[Cell]] = [
        [
            _person(pupil, may_go=may_go),
            formats.number(pupil.grades),
            formats.number(pupil.mean, 2),
            ", ".join(pupil.negative),
            *([", ".join(pupil.fell)] if found.before else []),
        ]
        for pupil in pupils
    ]
    return Block(title=_("Pupils"), columns=columns, rows=rows)


def _marks(pupils: Sequence[Pupil], *, may_go: bool) -> Block:
    columns = [Column(_("Pupil")), Column(_("Marks"), "number"), Column(_("Mean of marks"), "number")]
    rows: list[list[Cell]] = [
        [_person(pupil, may_go=may_go), formats.number(pupil.grades), formats.number(pupil.mean, 2)] for pupil in pupils
    ]
    return Block(title=_("Pupils"), columns=columns, rows=rows)


def file(found: Found) -> pa.Table:
    """The list as a file: shares from 0 to 100; nothing stands where too few pupils are behind a line."""
    names = [_("Subject") if found.by_subject else _("Class")]
    if found.running:
        names += [_("Marks"), _("Mean of marks")]
    else:
        names += [
            _("Pupils"),
            _("Success, %"),
            _("Quality, %"),
            _("Mean grade"),
            _("Change, points"),
            _("Fell by 2 or more"),
        ]
        names += [_("Higher than marks, %"), _("Lower than marks, %")]
    rows = [(line.name, *(_mark_file(line) if found.running else _grade_file(line))) for line in found.lines]
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return pa.table([pa.array(column) for column in columns], names=names)


def _grade_file(line: Line) -> tuple[float | None, ...]:
    success, fell = line.figure("success_rate"), line.figure("term_fall")
    return (
        success[1] if success else None,
        _hundred(success),
        _hundred(line.figure("quality_rate")),
        _mean(line.figure("mean_grade")),
        _mean(line.figure("term_change")),
        fell[0] if fell else None,
        _hundred(line.figure("mark_vs_mean", "higher")),
        _hundred(line.figure("mark_vs_mean", "lower")),
    )


def _mark_file(line: Line) -> tuple[float | None, ...]:
    figure = line.figure("mean_mark")
    return (figure[1] if figure else None, _mean(figure))


def _hundred(figure: tuple[int, int] | None) -> float | None:
    return formats.tenths(*figure) / 10 if figure and figure[1] else None


def _mean(figure: tuple[int, int] | None) -> float | None:
    return formats.rounded(figure[0] / figure[1], 2) if figure and figure[1] else None

"""The lists of the page logins: by class down to the people, when people were here last, and both as files."""

from collections.abc import Mapping, Sequence

import pyarrow as pa

from ediary_analytics.answers.logins import Absent
from ediary_analytics.i18n import _
from ediary_analytics.web import formats, trace
from ediary_analytics.web.logins import words
from ediary_analytics.web.logins.found import KINDS, Figure, Found, Line
from ediary_analytics.web.table import Block, Cell, Column, Row, Table

STAFF = "staff"


def bands(found: Found) -> Table:
    """When people logged in last, by kind."""
    columns = [
        Column(_("Last login")),
        *(Column(_(words.KINDS[kind]), "number") for kind in KINDS if kind in found.bands),
    ]
    rows = []
    for band, name in words.BANDS.items():
        cells: list[Cell] = [_(name)]
        for kind in KINDS:
            if kind in found.bands:
                part, whole = found.bands[kind].get(band, (0, 0))
                cells.append({"text": formats.number(part), "note": formats.share(part, whole)})
        rows.append(Row(band, cells, shut=True))
    return Table(_("Last login"), columns, rows)


def classes(
    found: Found, opened: str | None, people: Sequence[Absent], prints: Mapping[str, Sequence[str]], *, named: bool
) -> Table:
    """By class; for who may name people a row opens to them: ``people`` and ``prints`` (names by class) of the row."""
    columns = [
        Column(_("Class")),
        Column(_("Pupils"), "number", wide=True),
        Column(_("Their parents log in, %"), "number"),
        Column(_("Parents who never have"), "number"),
        Column(_("Pupils who never have"), "number"),
        Column(_("Reports to print"), "number"),
    ]
    rows = [_line(line, opened, people, prints, named=named) for line in found.lines]
    if (staff := found.never.get(STAFF)) is not None and staff[0]:
        cells: list[Cell] = [_("Staff"), "", "", {"text": _count(staff), "note": _("staff")}, "", ""]
        blocks = _staff(people) if opened == STAFF else None
        rows.append(Row(STAFF, cells, blocks, shut=not named))
    return Table(_("By class"), columns, rows, lazy=True)


def _line(
    line: Line, opened: str | None, people: Sequence[Absent], prints: Mapping[str, Sequence[str]], *, named: bool
) -> Row:
    key = line.school_class.class_id
    name: Cell = (
        {"text": line.school_class.name, "note": _("too few pupils")} if line.hidden else line.school_class.name
    )
    reached = line.reached
    cells: list[Cell] = [
        name,
        formats.number(reached[1] if reached else None),
        formats.points(formats.tenths(*reached)) if reached and reached[1] else formats.NOTHING,
        _cell(line.never.get("guardian")),
        _cell(line.never.get("pupil")),
        _cell(line.printed),
    ]
    someone = any((figure or (0, 0))[0] for figure in (*line.never.values(), line.printed))
    blocks = _people(people, prints.get(key, ())) if opened == key and named else None
    return Row(key, cells, blocks, quiet=line.hidden, shut=not named or not someone)


def _cell(figure: Figure | None) -> Cell:
    if figure is not None and not figure[0]:
        return {"text": "·", "state": "zero"}
    return _count(figure)


def _count(figure: Figure | None) -> str:
    return formats.number(figure[0] if figure else None)


def _people(people: Sequence[Absent], prints: Sequence[str]) -> list[Block]:
    blocks = []
    if guardians := [one for one in people if one.kind == "guardian"]:
        columns = [Column(_("Pupil")), Column(_("Parent")), Column(_("Account")), Column(_("Contacts"))]
        rows: list[list[Cell]] = [
            [one.pupil or "", one.name or one.person_id, _account(one), one.contact] for one in guardians
        ]
        text = _("Call or write: the diary may be forgotten, or nobody helped with the first login.")
        blocks.append(Block(title=_("Parents who never logged in"), text=text, columns=columns, rows=rows))
    if pupils := [one for one in people if one.kind == "pupil"]:
        columns = [Column(_("Pupil")), Column(_("Account"))]
        listed: list[list[Cell]] = [[one.pupil or one.person_id, _account(one)] for one in pupils]
        blocks.append(Block(title=_("Pupils who never logged in"), columns=columns, rows=listed))
    if prints:
        why = _("A guardian wants it printed, or no guardian has ever logged in.")
        blocks.append(Block(title=_("Reports to print"), text=why, facts=[(_("Pupils:"), ", ".join(prints))]))
    return blocks


def _staff(people: Sequence[Absent]) -> list[Block]:
    columns = [Column(_("Person")), Column(_("Account"))]
    rows: list[list[Cell]] = [[one.name or one.person_id, _account(one)] for one in people if one.kind == STAFF]
    return [Block(title=_("Staff who never logged in"), columns=columns, rows=rows)]


def _account(one: Absent) -> str:
    return _("there is one") if one.has_account else _("none: create it")


def file(found: Found) -> pa.Table:
    """The list by class as a file; nothing stands where too few pupils are behind a line."""
    names = [_("Class"), _("Pupils"), _("Their parents log in, %"), _("Parents who never have")]
    names += [_("Pupils who never have"), _("Reports to print")]
    rows = []
    for line in found.lines:
        reached = line.reached
        share = formats.tenths(*reached) / 10 if reached and reached[1] else None
        figures = (line.never.get("guardian"), line.never.get("pupil"), line.printed)
        counts = [figure[0] if figure else None for figure in figures]
        rows.append((line.school_class.name, reached[1] if reached else None, share, *counts))
    return _file(names, rows)


def people_file(found: Found, people: Sequence[Absent]) -> pa.Table:
    """Everybody who never logged in, as a file."""
    classes = found.place.year.class_names
    names = [_("Class"), _("Pupil"), _("Person"), _("Kind"), _("Account"), _("Contacts")]
    rows = [
        (
            classes.get(one.class_id or "", one.class_id),
            one.pupil,
            one.name or one.person_id,
            _(words.KINDS[one.kind]),
            _account(one),
            one.contact,
        )
        for one in people
    ]
    return trace.naming(_file(names, rows), (one.pupil_id for one in people))


def _file(names: Sequence[str], rows: Sequence[tuple[object, ...]]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return pa.table([pa.array(column) for column in columns], names=list(names))

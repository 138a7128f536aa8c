"""The lists of the risk page: who waits, the risk group, everybody else with a sign, non-attenders, the bounds."""

from collections.abc import Sequence
from typing import Any

from ediary_analytics import sign_words
from ediary_analytics.answers.at_risk import AtRisk, NonAttender, Rule
from ediary_analytics.i18n import _
from ediary_analytics.web import formats
from ediary_analytics.web.risk import signs
from ediary_analytics.web.table import Block, Cell, Column, Row, Table

Rows = list[dict[str, Any]]


def pupils(label: str, found: Sequence[AtRisk], opened: str | None, rows: Rows, *, leads: bool) -> Table:
    """By level and name: what was seen; a row opens to the rows behind it, its last cell leads to the pupil's page."""
    columns = [
        Column(_("Pupil")),
        Column(_("Class")),
        Column(_("Level of 6"), "number"),
        Column(_("What was seen")),
        *_leading(leads=leads),
    ]
    return Table(label, columns, [_pupil(one, opened, rows, leads=leads) for one in found], lazy=True)


def _pupil(one: AtRisk, opened: str | None, rows: Rows, *, leads: bool) -> Row:
    cells: list[Cell] = [
        one.name,
        one.class_name or "",
        {"text": formats.number(one.level), "note": signs.level(one.letters)},
        "; ".join(map(signs.brief, one.signs)),
        *_lead(one.pupil_id, leads=leads),
    ]
    return Row(one.pupil_id, cells, signs.blocks(one.signs, rows) if one.pupil_id == opened else None)


def group(found: Sequence[AtRisk], opened: str | None, rows: Rows, *, leads: bool) -> Table:
    """The risk group by name: missed and mean mark before and since."""
    columns = [
        Column(_("Pupil")),
        Column(_("Class")),
        Column(_("In the group since"), "number"),
        Column(_("Missed before, %"), "number"),
        Column(_("since, %"), "number"),
        Column(_("Mean mark before"), "number", wide=True),
        Column(_("since"), "number", wide=True),
        Column(_("Level of 6"), "number", wide=True),
        *_leading(leads=leads),
    ]
    rows_of = []
    for one in found:
        better = one.better()
        moved = "" if better is None else _("less") if better else _("not less")
        cells: list[Cell] = [
            one.name,
            one.class_name or "",
            formats.day(one.joined),
            _percent(one.change.get("missed_before", (0, 0))),
            {"text": _percent(one.change.get("missed_since", (0, 0))), "note": moved},
            _mean(one.change.get("mark_before", (0, 0))),
            _mean(one.change.get("mark_since", (0, 0))),
            {"text": formats.number(one.level), "note": signs.level(one.letters)},
            *_lead(one.pupil_id, leads=leads),
        ]
        blocks: list[Block] | None = None
        if one.pupil_id == opened:
            nothing = [Block(text=_("No sign fired in the last school days."))]
            blocks = signs.blocks(one.signs, rows) or nothing
        rows_of.append(Row(one.pupil_id, cells, blocks))
    return Table(_("Risk group"), columns, rows_of, lazy=True)


def non_attenders(found: Sequence[NonAttender], reported: str | None, *, leads: bool) -> Table:
    """Who missed over half of a month without excuse."""
    columns = [
        Column(_("Pupil")),
        Column(_("Class")),
        Column(_("Month")),
        Column(_("Without excuse, lessons"), "number"),
        Column(_("Held"), "number"),
        Column(_("Share, %"), "number"),
        Column(_("What to do"), wide=True),
        *_leading(leads=leads),
    ]
    rows = [
        Row(
            f"{one.pupil_id} {one.month}",
            [
                one.name,
                one.class_name or "",
                formats.sentence(formats.month_name(one.month)),
                formats.number(one.unjustified),
                formats.number(one.held),
                _percent((one.unjustified, one.held)),
                _("report to NEMIS") if one.month == reported else _("the month is not over: talk now"),
                *_lead(one.pupil_id, leads=leads),
            ],
            shut=True,
        )
        for one in found
    ]
    return Table(_("Non-attenders"), columns, rows)


def rules(found: Sequence[Rule]) -> Table:
    """When each sign fires, how much it weighs, and where the bound comes from."""
    columns = [
        Column(_("Sign")),
        Column(_("Letter")),
        Column(_("Fires"), "number"),
        Column(_("Points"), "number"),
        Column(_("Where the bound comes from"), wide=True),
    ]
    rows = [
        Row(
            f"{one.fired_by} {one.points}",
            [
                sign_words.title(one.fired_by),
                {"text": one.letter, "note": _(signs.LETTERS[one.letter])},
                signs.bound(one),
                formats.number(one.points),
                one.source,
            ],
            shut=True,
        )
        for one in found
    ]
    return Table(_("Bounds of the signs"), columns, rows)


def _leading(*, leads: bool) -> list[Column]:
    return [Column("")] if leads else []


def _lead(pupil_id: str, *, leads: bool) -> list[Cell]:
    return [{"text": _("The year"), "go": pupil_id}] if leads else []


def _percent(figures: tuple[int, int]) -> str:
    return formats.points(formats.tenths(*figures)) if figures[1] else formats.NOTHING


def _mean(figures: tuple[int, int]) -> str:
    return formats.number(figures[0] / figures[1], 1) if figures[1] else formats.NOTHING

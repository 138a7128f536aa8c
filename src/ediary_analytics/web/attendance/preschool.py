"""Attendance of preschool groups, which is told by days: the same page for who looks at nothing else."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import pyarrow as pa

from ediary_analytics.answers.school_year import Class
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.web import compare, components, formats, measures, pictures, table, trace
from ediary_analytics.web.attendance import data, files, words
from ediary_analytics.web.attendance.found import ILLNESS, span
from ediary_analytics.web.attendance.tables import count, rate, what
from ediary_analytics.web.attendance.words import STATES
from ediary_analytics.web.choices import Place
from ediary_analytics.web.components import Tile
from ediary_analytics.web.measures import Ask
from ediary_analytics.web.table import Block, Cell, Column, Row, Table


def is_asked_for(place: Place, one: Class | None) -> bool:
    """Whether a preschool class was chosen, or there are no others in scope."""
    kinds = {known.kind for known in place.year.classes}
    return one.kind == "preschool" if one else kinds == {"preschool"}


def show(place: Place, month: str, one: Class | None) -> None:
    """The whole page; the children stand in it, so it is for people who may name them."""
    viewer = trace.viewer()
    if viewer is None or not viewer.may_name_pupils:
        components.title(_("Preschool groups are too small to be shown"), [place.school.name, formats.month(month)])
        return
    (known,) = measures.ask(place.view, Ask("attendance_rate", ()))
    if missing := words.lacking([known]):
        components.title(_("Attendance cannot be told"), _under(place, month, one))
        components.note(*missing)
        return
    first, last = span(month, place.year.as_of)
    rows = data.preschool(
        place.view, place.year.began(first), place.year.as_of.date(), one.class_id if one else None
    ).to_pylist()
    illness_only = viewer.rights.lens == ILLNESS
    if illness_only:  # illness that nobody has decided on yet is not counted as such
        rows = [{**row, "absence": row["absence"] if row["absence"] == "illness" else None} for row in rows]
    now = [row for row in rows if first <= row["day"] <= last]
    before = (first - dt.timedelta(days=1)).strftime("%Y-%m")
    then = [row for row in rows if row["day"].strftime("%Y-%m") == before]
    components.title(_answer(now, month, illness_only=illness_only), _under(place, month, one))
    if not now:
        return
    components.tiles(_tiles(now, then, before, illness_only=illness_only))
    _calendar(rows, illness_only=illness_only)
    _children(place, month, now, illness_only=illness_only)
    components.foot(
        [
            (
                _("Attended"),
                _("Days of the group that are recorded and on which the child was there, of all its recorded days."),
            )
        ]
    )


def _tally(rows: Sequence[dict[str, Any]]) -> Counter[str]:
    """Days by what they were: recorded, and of these absent by reason; unknown."""
    found: Counter[str] = Counter()
    for row in rows:
        found["recorded" if row["is_recorded"] else "unknown"] += 1
        if row["absence"]:
            found["missed"] += 1
            found[row["absence"]] += 1
    found["there"] = found["recorded"] - found["missed"]
    return found


def _answer(rows: Sequence[dict[str, Any]], month: str, *, illness_only: bool) -> str:
    tally, during = _tally(rows), formats.sentence(formats.month_accusative(month))
    if not tally["recorded"]:
        return _("In {month} no days have been recorded").format(month=during)
    if illness_only:
        share = formats.share(tally["illness"], tally["recorded"])
        return _("In {month} {share} of the days were missed for illness").format(month=during, share=share)
    share = formats.share(tally["there"], tally["recorded"])
    if not tally["unjustified"]:
        text = _("In {month} the children attended {share} of the days, none missed is unjustified")
        return text.format(month=during, share=share)
    return ngettext(
        "In {month} the children attended {share} of the days, {count} missed is unjustified",
        "In {month} the children attended {share} of the days, {count} missed are unjustified",
        tally["unjustified"],
    ).format(month=during, share=share, count=tally["unjustified"])


def _under(place: Place, month: str, one: Class | None) -> list[str]:
    groups = [one.name] if one else [known.name for known in place.year.classes]
    moment = formats.moment(place.year.as_of)
    return [
        place.school.name,
        ", ".join(groups),
        formats.month(month),
        _("as of {moment}").format(moment=moment),
        _("imported {moment}").format(moment=formats.moment(place.year.imported_at)),
    ]


def _tiles(
    rows: Sequence[dict[str, Any]], earlier: Sequence[dict[str, Any]], before: str, *, illness_only: bool
) -> list[Tile]:
    now, then = _tally(rows), _tally(earlier)
    days = len({row["day"] for row in rows if not row["is_recorded"]})

    def part(name: str, kind: str, state: str = "") -> Tile:
        share = _("{share} of the days").format(share=formats.share(now[kind], now["recorded"]))
        than = compare.counts(now[kind], then[kind], then["recorded"], before)
        return Tile(name, formats.number(now[kind]), share, than, state)

    ill = part(_("Days missed for illness"), "illness")
    unknown = Tile(
        _("Days not recorded"),
        formats.number(days),
        _("nobody knows who was there") if days else _("every day of the group is recorded"),
        state="missing" if days else "met",
    )
    if illness_only:
        return [ill, unknown]
    there = Tile(
        _("Attended"),
        formats.share(now["there"], now["recorded"]),
        ngettext("{part} of {whole} child's day", "{part} of {whole} children's days", now["recorded"]).format(
            part=formats.number(now["there"]), whole=formats.number(now["recorded"])
        ),
        compare.shares(now["there"], now["recorded"], then["there"], then["recorded"], before),
    )
    return [
        there,
        part(_("Unjustified"), "unjustified", "missing" if now["unjustified"] else "met"),
        ill,
        part(_("Not decided yet"), "open", "pending" if now["open"] else "met"),
        unknown,
    ]


def _calendar(rows: Sequence[dict[str, Any]], *, illness_only: bool) -> None:
    """How many children were away (ill), day by day since the year began."""
    lead = _("How many children were away; an outlined day is not recorded.")
    nobody = _("Day by day: every day all children were there")
    most = _("Day by day: most children were away on {day}")
    if illness_only:
        lead = _("How many children were ill; an outlined day is not recorded.")
        nobody, most = _("Day by day: nobody was ill"), _("Day by day: most children were ill on {day}")
    cells = []
    for day, of_day in groupby(sorted(rows, key=lambda row: row["day"]), key=lambda row: row["day"]):
        tally = _tally(list(of_day))
        known = tally["recorded"] > 0
        story = _("{day}: not recorded")
        if known and illness_only:
            story = ngettext(
                "{day}: {missed} of {whole} child ill", "{day}: {missed} of {whole} children ill", tally["recorded"]
            )
        elif known:
            story = ngettext(
                "{day}: {missed} of {whole} child away", "{day}: {missed} of {whole} children away", tally["recorded"]
            )
        told = {"day": formats.day(day), "missed": tally["missed"], "whole": tally["recorded"]}
        text = str(tally["missed"]) if tally["missed"] else ""
        cells.append((day, float(tally["missed"]) if known else None, text, story.format(**told)))
    days, values, texts, stories = zip(*cells, strict=True)
    frame = pa.table({"day": days, "value": pa.array(values, pa.float64()), "text": texts, "story": stories})
    worst = max(cells, key=lambda cell: cell[1] or 0)
    finding = most.format(day=formats.day(worst[0])) if worst[1] else nobody
    components.section(finding, lead)
    pictures.show("calendar", frame, finding)


def _children(place: Place, month: str, rows: Sequence[dict[str, Any]], *, illness_only: bool) -> None:
    opened = table.opened("children")
    trace.pupils("attendance", place.school.school_id, {row["pupil_id"] for row in rows})
    kinds = {
        "illness": _("For illness"),
        "other": _("Other reasons"),
        "unjustified": _("Unjustified"),
        "open": _("Not decided"),
    }
    shown = ["illness"] if illness_only else list(kinds)
    whole = [] if illness_only else [Column(_("Attended, %"), "number"), Column(_("Days missed"), "number")]
    columns = [Column(_("Child")), *whole, *(Column(kinds[kind], "number", wide=kind == "other") for kind in shown)]
    listed = []
    for (pupil, name), own in groupby(rows, key=lambda row: (row["pupil_id"], row["pupil"])):
        days = list(own)
        tally = _tally(days)
        cells: list[Cell] = [name]
        if not illness_only:
            cells += [rate(tally["there"], tally["recorded"]), count(tally["missed"])]
        cells += [count(tally[kind]) for kind in shown]
        blocks = [_days([row for row in days if row["absence"]])] if pupil == opened else None
        listed.append(Row(pupil, cells, blocks, quiet=not tally["missed"], shut=not tally["missed"]))
    components.section(_("Children"), _("A row opens to the days missed."))
    table.show(Table(_("Children"), columns, listed, lazy=True), key="children")
    names = place.year.class_names
    components.downloads(_("Download all days missed:"), ["attendance", _("days"), month], lambda: _file(rows, names))


def _days(rows: Sequence[dict[str, Any]]) -> Block:
    cells: list[list[Cell]] = [
        [formats.day(row["day"]), {"text": what(row), "state": STATES.get(row["absence"], "")}] for row in rows
    ]
    return Block(columns=[Column(_("Day")), Column(_("What is entered"))], rows=cells)


def _file(rows: Sequence[dict[str, Any]], names: Mapping[str, str]) -> pa.Table:
    missed = [row for row in rows if row["absence"]]
    lines = [[row["pupil"], names.get(row["class_id"], row["class_id"]), row["day"], what(row)] for row in missed]
    made = files.table([_("Pupil"), _("Class"), _("Day"), _("What is entered")], lines)
    return trace.naming(made, (row["pupil_id"] for row in missed))

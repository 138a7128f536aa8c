"""The month of a pupil on paper, for parents who do not see the diary: a page each, by class and name."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ediary_analytics import formats
from ediary_analytics.answers.measures import Answer, Ask
from ediary_analytics.errors import CallError
from ediary_analytics.i18n import N_, _, ngettext
from ediary_analytics.reports import absences
from ediary_analytics.reports.desk import Desk
from ediary_analytics.reports.document import Column, Document, Fact, Note, Ratio, Share, Signature, Table, Value
from ediary_analytics.reports.gaps import lacking, nothing, unknown

_LETTERS = {
    "a": N_("advanced level"),
    "pg": N_("main level"),
    "pt": N_("satisfactory level"),
    "s": N_("threshold level"),
    "npt": N_("below the satisfactory level"),
    "įsk": N_("pass"),
    "nsk": N_("fail"),
    "atl": N_("exempt"),
    "neat": N_("not assessed"),
    "pp": N_("made progress"),
    "np": N_("made no progress"),
}


def make(desk: Desk) -> Sequence[Document]:
    """A page for each pupil on the list of those to print for, before them the list to hand out by.

    Raises:
        CallError: no such pupil in the month.
    """
    since, until = desk.span
    chosen = desk.classes[0].class_id if desk.chosen.school_class is not None else None
    roster = desk.roster(since, until, chosen)
    (wanted,) = desk.ask(Ask("print_list", by=("pupil",), since=since, until=until))
    pupils = _of(desk, roster, wanted)
    counted = absences.of_pupils(desk, since, until)
    marks = defaultdict(list)
    for row in desk.rows("class_marks", since=since, until=until, **{"class": None}):
        marks[row["pupil_id"]].append(row)
    remarks: dict[str, Counter[str]] = defaultdict(Counter)
    for row in desk.rows("class_remarks", since=since, until=until, **{"class": None}):
        remarks[row["pupil_id"]][row["kind"]] += row["remarks"]
    notes = [*lacking(counted.answers), *unknown(desk, "grades", "remarks")]
    silent = bool(desk.lacks("remarks"))
    heads = {class_id: desk.head_of(class_id) for class_id in {pupil["class_id"] for pupil in pupils}}
    made = [
        _page(desk, pupil, counted.of(one), marks[one], None if silent else remarks[one])
        for pupil in pupils
        for one in [pupil["pupil_id"]]
    ]
    pages = [_signed(page, heads[pupil["class_id"]], notes) for page, pupil in zip(made, pupils, strict=True)]
    return pages if desk.chosen.pupil is not None else [_list(desk, pupils, wanted), *pages]


def _of(desk: Desk, roster: Sequence[dict[str, Any]], wanted: Answer) -> list[dict[str, Any]]:
    if (asked := desk.chosen.pupil) is not None:
        if not (found := [pupil for pupil in roster if pupil["pupil_id"] == asked]):
            raise CallError(
                "--pupil", _("no such pupil in this month"), _("Give a pupil_id of the export who was enrolled then")
            )
        return found
    if desk.chosen.everyone or not wanted.checkable:
        return list(roster)
    printed = {row["pupil_id"] for row in wanted.part() if row["numerator"]}
    return [pupil for pupil in roster if pupil["pupil_id"] in printed]


def _list(desk: Desk, pupils: Sequence[dict[str, Any]], wanted: Answer) -> Document:
    columns = [
        Column(_("No."), number=True),
        Column(_("Class")),
        Column(_("Pupil"), width=1),
        Column(_("Handed over on, how"), width=0.8),
        Column(_("Signature"), width=0.8),
    ]
    rows: list[list[Value]] = [
        [number, pupil["class_name"], pupil["name"], "", ""] for number, pupil in enumerate(pupils, start=1)
    ]
    unknown = [
        Note(
            _("Whose parents log in is not known"),
            [_("The export holds no logins or guardians, so a page is made for every pupil.")],
        )
    ]
    return Document(
        _("To hand out: reports of {month}").format(month=formats.month(desk.month)),
        desk.under(),
        tables=[
            Table(
                _("To hand out"),
                _("Pupils whose parents ask for paper or have never logged in")
                if wanted.checkable and not desk.chosen.everyone
                else _("All pupils"),
                columns,
                rows,
                empty=_("Nobody: all parents see the diary themselves."),
            )
        ],
        notes=[] if wanted.checkable else unknown,
        pupils=frozenset(pupil["pupil_id"] for pupil in pupils),
    )


def _page(
    desk: Desk,
    pupil: dict[str, Any],
    counts: absences.Counts,
    marks: Sequence[dict[str, Any]],
    remarks: Counter[str] | None,
) -> Document:
    held, missed = counts.get("held"), counts.get("missed")
    attended = Share(held - missed, held) if held is not None and missed is not None else None
    averaged = [row for row in marks if row["in_average"]]
    points, in_points = sum(row["points"] for row in averaged), sum(row["in_points"] for row in averaged)
    facts = [
        Fact(
            _("Attended"),
            attended,
            ngettext("{part} of {whole} lesson", "{part} of {whole} lessons", held).format(
                part=held - missed, whole=held
            )
            if held is not None and missed is not None
            else "",
        ),
        Fact(_("Late"), counts.get("late")),
        *([Fact(_("Mean of marks"), Ratio(points, in_points))] if in_points else []),
        *([] if remarks is None else [Fact(_("Praise"), remarks["praise"]), Fact(_("Remarks"), remarks["remark"])]),
    ]
    return Document(
        pupil["name"],
        [
            desk.school.name,
            _("class {name}").format(name=pupil["class_name"]),
            formats.month(desk.month),
            _("data as of {moment}").format(moment=formats.moment(desk.as_of)),
        ],
        about=pupil["name"],
        facts=facts,
        tables=[marks_by_subject(desk, marks, _("Marks of the month")), absences.table(counts)],
        notes=abbreviations(marks),
        pupils=frozenset([pupil["pupil_id"]]),
    )


def _signed(page: Document, head: str, notes: Sequence[Note]) -> Document:
    """With places to sign, and what is not known."""
    return replace(
        page,
        notes=[*page.notes, *notes],
        signatures=[Signature(_("Class head"), head), Signature(_("Parents (guardians): seen"))],
    )


def marks_by_subject(desk: Desk, marks: Sequence[dict[str, Any]], header: str) -> Table:
    """Marks by subject, of rows of ``class_marks``; means only where there are points."""
    means = any(row["in_points"] for row in marks)
    columns = [
        Column(_("Subject"), width=1),
        Column(header, width=2),
        *([Column(_("Mean"), number=True)] if means else []),
    ]
    rows: list[list[Value]] = [
        [
            row["subject"] or "",
            ", ".join(row["marks"]),
            *([Ratio(row["points"], row["in_points"])] if means else []),
        ]
        for row in marks
    ]
    empty = nothing(_("There were no marks."), known=not desk.lacks("grades"))
    return Table(_("Marks"), _("Marks by subject"), columns, rows, empty=empty)


def abbreviations(marks: Sequence[dict[str, Any]]) -> list[Note]:
    """What letters among the marks mean, for who does not know the diary."""
    found = {value.casefold().removesuffix("in").removesuffix("pr") for row in marks for value in row["marks"]}
    told = [f"{short} – {_(meaning)}" for short, meaning in _LETTERS.items() if short in found]
    return [Note(_("What the letters mean"), ["; ".join(told) + "."])] if told else []

"""The progress and attendance of a class in a term: the sheet that the class head hands to the deputy."""

from collections.abc import Sequence
from typing import Any

from ediary_analytics import formats
from ediary_analytics.answers.measures import Answer
from ediary_analytics.answers.school_year import Class, Term
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.reports import absences, results
from ediary_analytics.reports.desk import Desk
from ediary_analytics.reports.document import Column, Document, Fact, Note, Share, Signature, Stated, Table, Value
from ediary_analytics.reports.gaps import lacking, nothing, unknown

_LEVELS = ("advanced", "main", "satisfactory", "threshold", "unsatisfactory")


def make(desk: Desk) -> Sequence[Document]:
    """One document: the grid of the class, its levels, its attendance."""
    one = desk.school_class
    term = desk.term(of=one)
    success, quality, level = answers = desk.ask(
        *(results.of_term(name, term, ("class",)) for name in ("success_rate", "quality_rate", "level"))
    )
    roster = desk.roster(term.starts_on, term.ends_on, one.class_id)
    counted = absences.of_pupils(desk, term.starts_on, term.ends_on, one.class_id)
    grid = results.grid(desk, one, term.ends_on, term.ends_on, term)
    notes = [*lacking([*answers, *counted.answers]), *unknown(desk, "term_grades")]
    if term.ends_on > desk.as_of.date():
        notes.insert(0, Note(_("The term is not over"), [_("It ends on {day}.").format(day=formats.day(term.ends_on))]))
    return [
        Document(
            _("Class {name}: progress and attendance, {term}").format(name=one.name, term=term.name),
            desk.under(formats.day(term.starts_on) + " – " + formats.day(term.ends_on)),
            facts=_facts(success, quality, term, one, len(roster)),
            tables=[_grid(grid, roster, counted), _levels(level, term, one)],
            notes=notes,
            signatures=[
                Signature(_("Class head"), desk.head_of(one.class_id)),
                Signature(_("Deputy director for education")),
            ],
            pupils=frozenset(pupil["pupil_id"] for pupil in roster),
        )
    ]


def _figure(answer: Answer, term: Term, one: Class, part: str | None = None) -> tuple[int, int]:
    """Numerator and denominator for the class and the term."""
    rows = [row for row in answer.part(part) if row["period"] == term.term_id and row["class_id"] == one.class_id]
    return (rows[0]["numerator"], rows[0]["denominator"]) if rows else (0, 0)


def _of(part: int, whole: int) -> str:
    text = ngettext("{part} of {whole} pupil", "{part} of {whole} pupils", whole)
    return text.format(part=part, whole=whole)


def _facts(success: Answer, quality: Answer, term: Term, one: Class, pupils: int) -> list[Fact]:
    passing, graded = _figure(success, term, one)
    good, ranked = _figure(quality, term, one)
    return [
        Fact(_("Pupils"), pupils),
        Fact(_("Success"), Share(passing, graded), _of(passing, graded)),
        Fact(_("Quality"), Share(good, ranked), _of(good, ranked)),
    ]


def _grid(grid: results.Grid, roster: Sequence[dict[str, Any]], counted: absences.Counted) -> Table:
    columns = [
        Column(_("No."), number=True),
        Column(_("Pupil")),
        *(Column(name, number=True, upright=True, width=1) for name in grid.subjects.values()),
        Column(_("Mean"), number=True, upright=True, width=1),
        *(Column(column.text, number=True, upright=True, width=1) for column in absences.columns()),
    ]
    rows: list[list[Value]] = [
        [
            number,
            pupil["name"],
            *(_grade(grid.value(pupil["pupil_id"], subject)) for subject in grid.subjects),
            grid.mean(pupil["pupil_id"]),
            *absences.cells(counted.of(pupil["pupil_id"])),
        ]
        for number, pupil in enumerate(roster, start=1)
    ]
    together = counted.together([pupil["pupil_id"] for pupil in roster])
    total: list[Value] = [
        "",
        _("Mean of the subject; hours together"),
        *(grid.mean_of(subject) for subject in grid.subjects),
        results.mean(grid.rows),
        *absences.cells(together),
    ]
    return Table(
        _("Pupils"),
        _("Grades and lesson hours, pupil by pupil"),
        columns,
        rows,
        total,
        empty=_("The class has no pupils in this term."),
    )


def _grade(value: str) -> Value:
    return Stated(value, "missing") if value in _NEGATIVE else value


_NEGATIVE = {"1", "2", "3", "nsk", "np", "npt", "neat"}


def _levels(answer: Answer, term: Term, one: Class) -> Table:
    words = level_words()
    rows: list[list[Value]] = []
    for name in _LEVELS:
        part, whole = _figure(answer, term, one, name)
        if whole:
            rows.append([words[name], part, Share(part, whole)])
    return Table(
        _("Levels"),
        _("Pupils by level: where the lowest grade stands"),
        [Column(_("Level"), width=1), Column(_("Pupils"), number=True), Column(_("Share"), number=True)],
        rows,
        empty=nothing(_("There are no term grades yet."), known=answer.checkable),
    )


def level_words() -> dict[str, str]:
    """The levels in words."""
    return {
        "advanced": _("Advanced"),
        "main": _("Main"),
        "satisfactory": _("Satisfactory"),
        "threshold": _("Threshold level"),
        "unsatisfactory": _("Unsatisfactory"),
    }

"""„Mokinių mokymosi pasiekimų apskaitos suvestinė“: every term of the school year, pupil by pupil, to be signed."""

from collections.abc import Sequence
from typing import Any

from ediary_analytics import formats
from ediary_analytics.answers.school_year import Class, Term
from ediary_analytics.i18n import _
from ediary_analytics.reports import absences, results
from ediary_analytics.reports.desk import Desk
from ediary_analytics.reports.document import Column, Document, Note, Signature, Table, Value
from ediary_analytics.reports.gaps import lacking, unknown


def make(desk: Desk) -> Sequence[Document]:
    """One document for the class and its school year."""
    one = desk.school_class
    terms = _terms(desk, one)
    since = min((term.starts_on for term in terms), default=desk.as_of.date())
    until = max((term.ends_on for term in terms), default=desk.as_of.date())
    roster = desk.roster(since, until, one.class_id)
    grid = results.grid(desk, one, since, until, None)
    counted = {term.term_id: absences.of_pupils(desk, term.starts_on, term.ends_on, one.class_id) for term in terms}
    answers = [answer for found in counted.values() for answer in found.answers]
    notes = [*lacking(answers), *unknown(desk, "term_grades")]
    if not grid.rows:
        notes.insert(0, Note(_("No term grades yet"), [_("The export holds no term grades of this class.")]))
    year = one.school_year or ""
    return [
        Document(
            _("Summary of pupils' achievements: class {name}").format(name=one.name),
            desk.under(_("school year {year}").format(year=year) if year else ""),
            tables=[_table(grid, roster, terms, counted)],
            notes=notes,
            signed_under=_("I have checked the data and confirm that it is right and true."),
            signatures=[
                Signature(_("Class head"), desk.head_of(one.class_id)),
                Signature(_("Deputy director for education")),
            ],
            pupils=frozenset(pupil["pupil_id"] for pupil in roster),
        )
    ]


def _terms(desk: Desk, one: Class) -> list[Term]:
    """The terms of the class's year that have begun, a year after its parts."""
    own = desk.terms_of(one)
    found = [term for term in desk.year.terms if term.term_id in own]
    return sorted(found, key=lambda term: (term.kind == "year", term.starts_on))


def _table(
    grid: results.Grid,
    roster: Sequence[dict[str, Any]],
    terms: Sequence[Term],
    counted: dict[str, absences.Counted],
) -> Table:
    columns = [
        Column(_("No."), number=True),
        Column(_("Pupil")),
        Column(_("Term")),
        *(Column(name, number=True, upright=True, width=1) for name in grid.subjects.values()),
        Column(_("Mean"), number=True, upright=True, width=1),
        Column(_("Missed"), number=True, upright=True, width=1),
        Column(_("unjustified"), number=True, upright=True, width=1),
    ]
    rows: list[list[Value]] = []
    for number, pupil in enumerate(roster, start=1):
        for place, term in enumerate(terms):
            hours = counted[term.term_id].of(pupil["pupil_id"])
            rows.append(
                [
                    number if not place else "",
                    pupil["name"] if not place else "",
                    formats.sentence(term.name),
                    *(grid.value(pupil["pupil_id"], subject, term.term_id) for subject in grid.subjects),
                    grid.mean(pupil["pupil_id"], term.term_id),
                    hours.get("missed"),
                    hours.get("unjustified"),
                ]
            )
    return Table(
        _("Summary"),
        _("Grades and missed lesson hours by term"),
        columns,
        rows,
        empty=_("The class has no pupils in this school year."),
        grouped=True,
    )

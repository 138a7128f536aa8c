"""The certificate of a pupil who leaves during the school year: what the next school has to know."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from ediary_analytics import formats
from ediary_analytics.answers.measures import Ask
from ediary_analytics.errors import CallError
from ediary_analytics.i18n import _
from ediary_analytics.reports import absences
from ediary_analytics.reports.desk import Desk
from ediary_analytics.reports.document import Column, Document, Fact, Field, Ratio, Signature, Table, Value
from ediary_analytics.reports.gaps import lacking, nothing, unknown
from ediary_analytics.reports.kinds.pupil_month import abbreviations, marks_by_subject


def make(desk: Desk) -> Sequence[Document]:
    """One document for the pupil.

    Raises:
        CallError: no pupil is chosen, or there is no such pupil in scope.
    """
    wrong = CallError("--pupil", _("no such pupil in your scope"), _("Give a pupil_id of the export"))
    if (pupil := desk.chosen.pupil) is None:
        raise CallError("--pupil", _("a pupil has to be chosen"), _("Give a pupil_id of the export"))
    own = {"school": desk.school.school_id, "pupil": pupil}
    stays = desk.rows("pupil_enrolments", **own)
    identity = desk.rows("pupil_identity", **own)
    if not identity or not stays:
        raise wrong
    until = min(desk.as_of.date(), stays[-1]["left_on"] or dt.date.max)
    since = desk.year.began(until)  # of who left before the summer, the year that was left
    name = " ".join(filter(None, (identity[0]["first_name"], identity[0]["last_name"]))) or pupil
    counted = absences.of_pupils(desk, since, until)
    counts = counted.of(pupil)
    marks = [
        row for row in desk.rows("class_marks", since=since, until=until, **{"class": None}) if row["pupil_id"] == pupil
    ]
    (mean,) = desk.ask(Ask("mean_mark", by=("pupil",), period="total", since=since, until=until))
    return [
        Document(
            _("Certificate of achievements: {name}").format(name=name),
            desk.under(f"{formats.day(since)} – {formats.day(until)}"),
            about=name,
            form=_identity(name, stays[-1], stays[0]["enrolled_on"]),
            facts=[
                Fact(_("Lessons held"), counts.get("held")),
                Fact(_("Missed"), counts.get("missed")),
                Fact(_("Unjustified"), counts.get("unjustified")),
                Fact(_("Mean of marks"), Ratio(*absences.by(mean, "pupil_id").get(pupil, (0, 0)))),
            ],
            tables=[
                marks_by_subject(desk, marks, _("Marks of the school year")),
                _terms(desk, own),
                absences.table(counts),
            ],
            notes=[*abbreviations(marks), *lacking([*counted.answers, mean]), *unknown(desk, "grades", "term_grades")],
            signatures=[Signature(_("Class head")), Signature(_("Director"))],
            pupils=frozenset([pupil]),
        )
    ]


def _identity(name: str, last: dict[str, Any], came: dt.date | None) -> list[Field]:
    left = formats.day(last["left_on"]) if last["left_on"] else _("has not left")
    return [
        Field(_("Pupil"), [("", name)]),
        Field(_("Class"), [("", last["class_name"] or "")]),
        Field(_("Learned at the school"), [("", f"{formats.day(came)} – {left}")]),
        Field(_("Order of departure"), [("", last["departure_order"] or "")]),
    ]


def _terms(desk: Desk, own: dict[str, str]) -> Table:
    rows: list[list[Value]] = [[row["term"], row["subject"], row["value"]] for row in desk.rows("pupil_terms", **own)]
    return Table(
        _("Term grades"),
        _("Term grades"),
        [Column(_("Term"), width=1), Column(_("Subject"), width=2), Column(_("Grade"), number=True)],
        rows,
        empty=nothing(_("The pupil has no term grades yet."), known=not desk.lacks("term_grades")),
    )

"""The half-yearly report on the social climate: what the diary tells of it, and room for what only a person can."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from ediary_analytics import formats
from ediary_analytics.answers.measures import Answer, Ask
from ediary_analytics.answers.school_year import Term
from ediary_analytics.i18n import _
from ediary_analytics.reports import absences
from ediary_analytics.reports.desk import Desk
from ediary_analytics.reports.document import (
    Column,
    Document,
    Fact,
    Field,
    Ratio,
    Share,
    Signature,
    Table,
    Value,
)
from ediary_analytics.reports.gaps import lacking, unknown


def make(desk: Desk) -> Sequence[Document]:
    """One document for the term."""
    term = desk.term("half_year", "trimester")
    until = min(term.ends_on, desk.as_of.date())
    rate, split, late, _often, _nemis = answers = desk.ask(
        *(
            Ask(name, by=("class",), period="month", since=term.starts_on, until=until)
            for name in ("attendance_rate", "absence_split", "lateness", "frequent_lateness", "nemis")
        )
    )
    remarks = desk.rows("class_remarks", since=term.starts_on, until=until, **{"class": None})
    flagged = len(desk.rows("active_flags"))
    roster = desk.roster(until, until)
    silent = bool(desk.lacks("remarks"))  # then no remark is not a good sign
    kinds = Counter[str]()
    for row in remarks:
        kinds[row["kind"]] += row["remarks"]
    return [
        Document(
            _("Social climate of the school, {term}").format(term=term.name),
            desk.under(f"{formats.day(term.starts_on)} – {formats.day(until)}"),
            facts=[
                *(
                    Fact(
                        name, None if silent else kinds[kind], "" if silent else _per_hundred(kinds[kind], len(roster))
                    )
                    for name, kind in ((_("Praise"), "praise"), (_("Remarks"), "remark"))
                ),
                Fact(_("Attended"), Share(*rate.total())),
                Fact(_("Unjustified"), split.total("unjustified")[0] if split.checkable else None, _("lesson hours")),
                Fact(_("In the risk group"), None if desk.lacks("pupil_flags") else flagged),
            ],
            tables=[
                _months(desk, term, answers, remarks),
                _classes(desk, rate, split, late, remarks, roster),
            ],
            notes=[*lacking(answers), *unknown(desk, "remarks", "pupil_flags")],
        ),
        Document(
            _("Conclusions and recommendations"),
            desk.under(term.name),
            form=[
                Field(_("What the figures show"), [("", "")] * 4),
                Field(_("What people say (conversations, surveys)"), [("", "")] * 4),
                Field(_("Recommendations for the school"), [("", "")] * 4),
                Field(_("Recommendations for classes and people"), [("", "")] * 4),
                Field(_("What was done since the report before"), [("", "")] * 4),
            ],
            signatures=[Signature(_("Social pedagogue")), Signature(_("Director"))],
        ),
    ]


def _per_hundred(count: int, pupils: int) -> str:
    return _("{number} per 100 pupils").format(number=formats.number(100 * count / pupils, 1)) if pupils else ""


def _counted(desk: Desk, counts: Counter[str]) -> list[Value]:
    """Praise and remarks; nothing where the export does not tell."""
    return [None, None] if desk.lacks("remarks") else [counts["praise"], counts["remark"]]


def _months(desk: Desk, term: Term, answers: Sequence[Answer], remarks: Sequence[dict[str, Any]]) -> Table:
    rate, split, late, often, nemis = answers
    columns = [
        Column(_("Month"), width=1),
        Column(_("Praise"), number=True),
        Column(_("Remarks"), number=True),
        Column(_("Attended"), number=True),
        Column(_("unjustified"), number=True),
        Column(_("Late"), number=True),
        Column(_("Frequently late pupils"), number=True),
        Column(_("Over the NEMIS bound"), number=True),
    ]
    known = [month for month in desk.year.months if f"{term.starts_on:%Y-%m}" <= month <= f"{term.ends_on:%Y-%m}"]
    rates, reasons, lates = (
        absences.by(rate, "period"),
        absences.by(split, "period", "unjustified"),
        absences.by(late, "period"),
    )
    frequent, over = absences.by(often, "period"), absences.by(nemis, "period", "nemis")
    rows: list[list[Value]] = []
    for month in known:
        counts = Counter({row["kind"]: 0 for row in remarks})
        for row in remarks:
            if row["month"] == month:
                counts[row["kind"]] += row["remarks"]
        told: list[Value] = [
            table.get(month, (0, 0))[0] if answer.checkable else None
            for table, answer in ((reasons, split), (lates, late), (frequent, often), (over, nemis))
        ]
        name = formats.sentence(formats.month(month))
        rows.append([name, *_counted(desk, counts), Share(*rates.get(month, (0, 0))), *told])
    return Table(_("Months"), _("Month by month"), columns, rows, empty=_("There is nothing to tell of this term."))


def _classes(
    desk: Desk,
    rate: Answer,
    split: Answer,
    late: Answer,
    remarks: Sequence[dict[str, Any]],
    roster: Sequence[dict[str, Any]],
) -> Table:
    columns = [
        Column(_("Class"), width=1),
        Column(_("Pupils"), number=True),
        Column(_("Praise"), number=True),
        Column(_("Remarks"), number=True),
        Column(_("Remarks per pupil"), number=True),
        Column(_("Attended"), number=True),
        Column(_("unjustified"), number=True),
        Column(_("Late"), number=True),
    ]
    rates, reasons, lates = (
        absences.by(rate, "class_id"),
        absences.by(split, "class_id", "unjustified"),
        absences.by(late, "class_id"),
    )
    pupils = Counter(pupil["class_id"] for pupil in roster)
    rows: list[list[Value]] = []
    for one in desk.classes:
        counts = Counter[str]()
        for row in remarks:
            if row["class_id"] == one.class_id:
                counts[row["kind"]] += row["remarks"]
        rows.append(
            [
                one.name,
                pupils[one.class_id],
                *_counted(desk, counts),
                None if desk.lacks("remarks") else Ratio(counts["remark"], pupils[one.class_id]),
                Share(*rates.get(one.class_id, (0, 0))),
                reasons.get(one.class_id, (0, 0))[0] if split.checkable else None,
                lates.get(one.class_id, (0, 0))[0] if late.checkable else None,
            ]
        )
    return Table(_("Classes"), _("Class by class"), columns, rows)

"""Who logs in to the diary: by kind of people, by month, and class by class whether parents are reached."""

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from ediary_analytics import formats
from ediary_analytics.answers.measures import Answer, Ask
from ediary_analytics.answers.school_year import Class
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.reports import absences
from ediary_analytics.reports.desk import Desk
from ediary_analytics.reports.document import Column, Document, Fact, Share, Table, Value
from ediary_analytics.reports.gaps import lacking

_KINDS = ("guardian", "pupil", "staff")
_BANDS = ("0-7", "8-30", "31-90", "91+", "never")


def make(desk: Desk) -> Sequence[Document]:
    """One document for the month."""
    since, until = desk.span
    began = desk.year.began(since)
    by = ("kind",) if desk.chosen.school_class is None else ("kind", "class")
    asked = [
        Ask("login_reach", by=by),
        Ask("login_active", by=by, since=began, until=until),
        Ask("never_logged_in", by=by),
        Ask("last_login", by=by),
        Ask("pupils_reached", by=("class",), since=since, until=until),
        Ask("print_list", by=("class",), since=since, until=until),
    ]
    reach, active, never, last, reached, printed = answers = [
        _of_classes(answer, desk.classes) if "class" in (ask.by or ()) else answer
        for ask, answer in zip(asked, desk.ask(*asked), strict=True)
    ]
    parents = absences.by(reach, "kind").get("guardian", (0, 0))
    lost = absences.by(never, "kind").get("guardian", (0, 0))
    touched = reached.total()
    return [
        Document(
            _("Logins, {month}").format(month=formats.month(desk.month)),
            desk.under(),
            facts=[
                Fact(
                    _("Parents who ever logged in"),
                    Share(*parents),
                    ngettext("{part} of {whole} account", "{part} of {whole} accounts", parents[1]).format(
                        part=parents[0], whole=parents[1]
                    ),
                ),
                Fact(_("Parents who never did"), lost[0] if never.checkable else None, _of(lost[1])),
                Fact(
                    _("Pupils reached this month"),
                    Share(*touched),
                    ngettext("{part} of {whole} pupil", "{part} of {whole} pupils", touched[1]).format(
                        part=touched[0], whole=touched[1]
                    ),
                ),
            ],
            tables=[_kinds(reach, never, last), _months(desk, active), _classes(desk, reached, printed)],
            notes=lacking(answers),
        )
    ]


def _of_classes(answer: Answer, classes: Sequence[Class]) -> Answer:
    """Of what is told by class, that of these classes."""
    ids = pa.array([one.class_id for one in classes], pa.string())
    return replace(answer, rows=answer.rows.filter(pc.is_in(answer.rows["class_id"], ids)))


def _of(count: int) -> str:
    return _("of {count} parents").format(count=formats.number(count))


def words() -> dict[str, str]:
    """Kinds of people."""
    return {"guardian": _("Parents (guardians)"), "pupil": _("Pupils"), "staff": _("Staff")}


def _kinds(reach: Answer, never: Answer, last: Answer) -> Table:
    columns = [
        Column(_("Who"), width=1.6),
        Column(_("With an account"), number=True, width=1),
        Column(_("Ever logged in"), number=True, width=1),
        Column(_("Last login: up to 7 days ago"), number=True, width=1),
        Column(_("8–30 days"), number=True, width=1),
        Column(_("31–90 days"), number=True, width=1),
        Column(_("over 90 days"), number=True, width=1),
        Column(_("never"), number=True, width=1),
    ]
    reaches, bands = absences.by(reach, "kind"), {band: absences.by(last, "kind", band) for band in _BANDS}
    known = [kind for kind in _KINDS if kind in reaches or kind in absences.by(never, "kind")]
    rows: list[list[Value]] = [
        [
            words()[kind],
            reaches.get(kind, (0, 0))[1],
            Share(*reaches.get(kind, (0, 0))),
            *(bands[band].get(kind, (0, 0))[0] for band in _BANDS),
        ]
        for kind in known
    ]
    return Table(
        _("Kinds"),
        _("Who logs in, and when last"),
        columns,
        rows,
        empty=_("The export tells nothing of logins."),
    )


def _months(desk: Desk, active: Answer) -> Table:
    months = sorted({row["period"] for row in active.part()})
    kinds = [kind for kind in _KINDS if any(row["kind"] == kind for row in active.part())]
    found = {(row["kind"], row["period"]): (row["numerator"], row["denominator"]) for row in active.part()}
    columns = [Column(_("Month"), width=1), *(Column(words()[kind], number=True) for kind in kinds)]
    rows: list[list[Value]] = [
        [formats.sentence(formats.month(month)), *(Share(*found.get((kind, month), (0, 0))) for kind in kinds)]
        for month in months
        if month <= desk.month
    ]
    return Table(
        _("Months"),
        _("Logged in at least once in the month, of those with an account"),
        columns,
        rows,
        empty=_("The export tells nothing of logins."),
    )


def _classes(desk: Desk, reached: Answer, printed: Answer) -> Table:
    columns = [
        Column(_("Class"), width=1),
        Column(_("Pupils"), number=True),
        Column(_("Parents logged in this month"), number=True),
        Column(_("Share"), number=True),
        Column(_("Need a printed report"), number=True),
    ]
    touched, paper = absences.by(reached, "class_id"), absences.by(printed, "class_id")
    rows: list[list[Value]] = []
    for one in desk.classes:
        if one.class_id in touched:
            part, whole = touched[one.class_id]
            need = paper.get(one.class_id, (0, 0))[0] if printed.checkable else None
            rows.append([one.name, whole, part, Share(part, whole), need])
    return Table(
        _("Classes"),
        _("Pupils whose parents are reached, by class"),
        columns,
        rows,
        empty=_("The export tells nothing of logins."),
    )

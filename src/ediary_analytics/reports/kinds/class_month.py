"""„Klasių mokinių statistika“: the month of each class, and of one class pupil by pupil."""

from collections.abc import Sequence

from ediary_analytics import formats
from ediary_analytics.answers.measures import Answer, Ask
from ediary_analytics.answers.school_year import Class
from ediary_analytics.i18n import _
from ediary_analytics.reports import absences
from ediary_analytics.reports.desk import Desk
from ediary_analytics.reports.document import Column, Document, Ratio, Share, Signature, Table, Value
from ediary_analytics.reports.gaps import lacking, nothing


def make(desk: Desk) -> Sequence[Document]:
    """One document: all classes, or the chosen class and its pupils."""
    since, until = desk.span
    classes = desk.classes
    (answer,) = desk.ask(Ask("class_month", since=since, until=until))
    notes, tables, pupils = [answer], [_classes(answer, classes)], frozenset[str]()
    signatures = [Signature(_("Deputy director for education"))]
    title = _("Class statistics, {month}").format(month=formats.month(desk.month))
    if desk.chosen.school_class is not None or len(classes) == 1:
        of_pupils, table, pupils = _pupils(desk, classes[0])
        notes, tables = [*notes, *of_pupils], [*tables, table]
        title = _("Statistics of class {name}, {month}").format(name=classes[0].name, month=formats.month(desk.month))
        signatures = [Signature(_("Class head"), desk.head_of(classes[0].class_id))]
    return [
        Document(
            title,
            desk.under(),
            tables=tables,
            notes=lacking(notes),
            signatures=signatures,
            pupils=pupils,
        )
    ]


def _classes(answer: Answer, classes: Sequence[Class]) -> Table:
    columns = [
        Column(_("Class"), width=1),
        Column(_("Pupils"), number=True, width=1),
        *absences.columns(),
        Column(_("Missed per pupil"), number=True, width=1),
    ]
    parts = {part: absences.by(answer, "class_id", part) for part in ("pupils", *absences.PARTS)}
    known = [one for one in classes if one.class_id in parts["pupils"]]
    rows: list[list[Value]] = [_class(one.name, one.class_id, parts) for one in known]
    everything = {part: sum(numbers[one.class_id][0] for one in known) for part, numbers in parts.items()}
    total: list[Value] = [
        _("Together"),
        everything["pupils"],
        *(everything[part] for part in absences.PARTS),
        Ratio(everything["missed"], everything["pupils"]),
    ]
    return Table(
        _("Classes"),
        _("By class, in lesson hours"),
        columns,
        rows,
        total if len(rows) > 1 else [],
        empty=nothing(_("There is nothing to tell of this month."), known=answer.checkable),
    )


def _class(name: str, class_id: str, parts: dict[str, dict[str, tuple[int, int]]]) -> list[Value]:
    pupils = parts["pupils"][class_id][0]
    missed = parts["missed"][class_id][0]
    return [name, pupils, *(parts[part][class_id][0] for part in absences.PARTS), Ratio(missed, pupils)]


def _pupils(desk: Desk, one: Class) -> tuple[list[Answer], Table, frozenset[str]]:
    since, until = desk.span
    counted = absences.of_pupils(desk, since, until, one.class_id)
    roster = desk.roster(since, until, one.class_id)
    columns = [
        Column(_("Pupil"), width=2.2),
        Column(_("Lessons held"), number=True, width=0.8),
        *absences.columns(),
        Column(_("Attended"), number=True, width=0.9),
    ]
    ids = [pupil["pupil_id"] for pupil in roster]
    table = Table(
        _("Pupils"),
        _("By pupil, in lesson hours"),
        columns,
        [_line(pupil["name"], counted.of(pupil["pupil_id"])) for pupil in roster],
        _line(_("Together"), counted.together(ids)),
        empty=_("The class has no pupils in this month."),
    )
    return counted.answers, table, frozenset(ids)


def _line(name: str, counts: absences.Counts) -> list[Value]:
    held = counts.get("held")
    attended = Share(held - counts["missed"], held) if held is not None else None
    return [name, held, *absences.cells(counts), attended]

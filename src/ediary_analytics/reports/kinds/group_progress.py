"""What a methodical group compares: subject by subject, the term's results of the classes side by side; no names."""

from collections import defaultdict
from collections.abc import Sequence

from ediary_analytics import formats
from ediary_analytics.answers.measures import Answer
from ediary_analytics.answers.school_year import Term
from ediary_analytics.i18n import _
from ediary_analytics.reports import results
from ediary_analytics.reports.desk import Desk
from ediary_analytics.reports.document import Column, Document, Note, Ratio, Share, Table, Value
from ediary_analytics.reports.gaps import lacking
from ediary_analytics.reports.kinds.class_term import level_words

_LEVELS = ("advanced", "main", "satisfactory", "threshold", "unsatisfactory")
_ASKED = ("success_rate", "quality_rate", "mean_grade", "median_grade", "level", "term_change")

#: Numerator and denominator by measure and part, class and subject.
Figures = dict[tuple[str, str | None], dict[tuple[str, str], tuple[int, int]]]


def make(desk: Desk) -> Sequence[Document]:
    """A document for each methodical group that has results in the term."""
    term = desk.term()
    answers = desk.ask(*(results.of_term(name, term, ("class", "subject")) for name in _ASKED))
    figures = _figures(answers, term)
    graded = figures["success_rate", None]
    by_group: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in desk.rows("subject_groups"):
        if any(subject == row["subject_id"] for _one, subject in graded):
            name = row["methodical_group"] or _("Subjects of no methodical group")
            by_group[name].append((row["subject_id"], row["name"] or row["subject_id"]))
    under = desk.under(term.name, f"{formats.day(term.starts_on)} – {formats.day(term.ends_on)}")
    notes = lacking(answers)
    if not by_group:
        return [
            Document(
                _("Comparison of classes, {term}").format(term=term.name),
                under,
                notes=[Note(_("No term grades yet"), [_("The export holds no grades of this term.")]), *notes],
            )
        ]
    names = {one.class_id: one.name for one in desk.year.classes}
    return [
        Document(
            _("{group}: comparison of classes, {term}").format(group=formats.sentence(group), term=term.name),
            under,
            about=group,
            tables=[_subject(subject, name, figures, names) for subject, name in subjects],
            notes=notes,
        )
        for group, subjects in by_group.items()
    ]


def _figures(answers: Sequence[Answer], term: Term) -> Figures:
    found: Figures = defaultdict(dict)
    for answer in answers:
        for row in answer.rows.to_pylist():
            if row["period"] == term.term_id and row["numerator"] is not None and row["subject_id"] is not None:
                key = (answer.metric, row["part"])
                found[key][row["class_id"], row["subject_id"]] = (row["numerator"], row["denominator"])
    return found


def _subject(subject: str, name: str, figures: Figures, classes: dict[str, str]) -> Table:
    words = level_words()
    columns = [
        Column(_("Class"), width=1),
        Column(_("Pupils graded"), number=True),
        Column(_("Mean"), number=True),
        Column(_("Median"), number=True),
        Column(_("Success"), number=True),
        Column(_("Quality"), number=True),
        *(Column(words[level], number=True) for level in _LEVELS),
        Column(_("Change since the term before"), number=True),
    ]
    rows: list[list[Value]] = []
    for class_id, title in classes.items():
        key = (class_id, subject)
        if key not in figures["success_rate", None]:
            continue
        passing = figures["success_rate", None][key]
        rows.append(
            [
                title,
                passing[1],
                Ratio(*figures["mean_grade", None].get(key, (0, 0))),
                Ratio(*figures["median_grade", None].get(key, (0, 0))),
                Share(*passing),
                Share(*figures["quality_rate", None].get(key, (0, 0))),
                *(Share(*figures["level", level].get(key, (0, 0))) for level in _LEVELS),
                Ratio(*figures["term_change", None].get(key, (0, 0))),
            ]
        )
    return Table(formats.sentence(name), formats.sentence(name), columns, rows)

"""What the page class_progress asks and finds: classes in a subject, or the subjects of a class, over a term."""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

from ediary_analytics.answers.school_year import Class, Term
from ediary_analytics.i18n import _
from ediary_analytics.web import measures
from ediary_analytics.web.choices import Place
from ediary_analytics.web.measures import Answer, Ask

#: Measures of term grades, in the order of the questions.
OF_TERMS = (
    "success_rate",
    "quality_rate",
    "mean_grade",
    "grade_distribution",
    "level",
    "term_change",
    "term_fall",
    "mark_vs_mean",
)
_BEFORE = ("success_rate", "quality_rate", "mean_grade")
#: A share or a mean: numerator and denominator.
Figure = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One class, or one subject of a class: its figures by measure (and part); none of them where it is hidden."""

    key: str
    name: str
    grade: int | None
    hidden: bool
    figures: dict[tuple[str, str | None], Figure]
    before: dict[str, Figure]

    def figure(self, measure: str, part: str | None = None) -> Figure | None:
        """Numerator and denominator, where there is anything."""
        return self.figures.get((measure, part))

    def parts(self, measure: str) -> dict[str, Figure]:
        """The figures of a measure by its parts."""
        return {part: figure for (name, part), figure in self.figures.items() if name == measure and part is not None}


@dataclass(frozen=True, slots=True)
class Found:
    """A term of a school as far as it is in scope.

    Attributes:
        place: the school.
        term: the term.
        before: the one of the same kind before, in the same year; None where there is none.
        subject: the id of the chosen subject, None for all.
        school_class: the chosen class, None for all.
        running: whether only marks can be told of: there are no term grades yet.
        whole: all lines together, asked for apart, since hidden lines do not add up.
        lines: by grade and name; of one class its subjects, where none was chosen.
        months: of marks, by line and month.
        answers: every answer, to say what could not be told.
    """

    place: Place
    term: Term
    before: Term | None
    subject: str | None
    school_class: Class | None
    running: bool
    whole: Line
    lines: list[Line]
    months: dict[str, dict[str, Figure]] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)

    @property
    def by_subject(self) -> bool:
        """Whether the lines are subjects of one class."""
        return self.school_class is not None and self.subject is None

    @property
    def shown(self) -> list[Line]:
        """The lines that are not hidden."""
        return [line for line in self.lines if not line.hidden]


def subjects(place: Place, term: Term) -> dict[str, str]:
    """The subjects with a grade of the term or a mark in it, as far as in scope: names by ids, by name."""
    asked = (_of_term("success_rate", term, ("subject",)), _of_marks(place, term, ("subject",)))
    known = {row["subject_id"] for answer in measures.ask(place.view, *asked) for row in answer.rows.to_pylist()}
    return {subject: name for subject, name in place.year.subjects.items() if subject in known}


def before(place: Place, term: Term) -> Term | None:
    """The term of the same kind before, in the same year."""
    same = [
        one
        for one in place.year.terms
        if one.kind == term.kind and one.school_year == term.school_year and one.ends_on < term.ends_on
    ]
    return max(same, key=lambda one: one.ends_on) if same else None


def look(place: Place, term: Term, subject: str | None, school_class: Class | None) -> Found:
    """The term, by term grades, or by marks where there are none yet."""
    earlier = before(place, term)
    by = ("class", *(("subject",) if subject or school_class else ()))
    whole = (*(("class",) if school_class else ()), *(("subject",) if subject else ()))
    chosen = {"subject_id": subject, "class_id": school_class.class_id if school_class else None}
    asked = []
    for keys in (by, whole):
        asked += [*(_of_term(name, term, keys) for name in OF_TERMS), _of_marks(place, term, keys)]
    if earlier:
        asked += [_of_term(name, earlier, keys) for keys in (by, whole) for name in _BEFORE]
    answers = measures.ask(place.view, *asked)
    count = len(OF_TERMS) + 1
    lines = _lines(place, answers[:count], answers[2 * count : 2 * count + len(_BEFORE)], (term, earlier), chosen)
    total = _whole(answers[count : 2 * count], answers[2 * count + len(_BEFORE) :], (term, earlier), chosen)
    graded = any(_of(answer, chosen) for answer in answers[: len(OF_TERMS)])
    found = Found(place, term, earlier, subject, school_class, not graded, total, lines, {}, answers[: len(OF_TERMS)])
    return found if graded else _marks(found, by, chosen)


def _marks(found: Found, by: tuple[str, ...], chosen: dict[str, str | None]) -> Found:
    """The same of a term without term grades: its marks month by month."""
    (monthly,) = measures.ask(found.place.view, _of_marks(found.place, found.term, by, "month"))
    key = "subject_id" if found.by_subject else "class_id"
    months: dict[str, dict[str, Figure]] = {}
    for row in _of(monthly, chosen):
        if row["numerator"] is not None and row[key] is not None:
            months.setdefault(row[key], {})[row["period"]] = (row["numerator"], row["denominator"])
    answers = [monthly, *(answer for answer in found.answers if not answer.checkable)]
    return replace(found, months=months, answers=answers)


def _of_term(name: str, term: Term, by: tuple[str, ...]) -> Ask:
    return Ask(name, by, "term", term.ends_on, term.ends_on)


def _of_marks(place: Place, term: Term, by: tuple[str, ...], period: str = "total") -> Ask:
    return Ask("mean_mark", by, period, term.starts_on, last_day(place, term))


def last_day(place: Place, term: Term) -> dt.date:
    """The last day of the term of which anything can be known."""
    return max(min(term.ends_on, place.year.as_of.date()), term.starts_on)


def _of(answer: Answer, chosen: dict[str, str | None]) -> list[dict[str, Any]]:
    """The rows of what was chosen."""
    return [
        row
        for row in answer.rows.to_pylist()
        if all(value is None or row.get(key, value) == value for key, value in chosen.items())
    ]


def _lines(
    place: Place,
    now: list[Answer],
    then: list[Answer],
    terms: tuple[Term | None, Term | None],
    chosen: dict[str, str | None],
) -> list[Line]:
    by_subject = bool(chosen["class_id"] and not chosen["subject_id"])
    key = "subject_id" if by_subject else "class_id"
    figures: dict[str, dict[tuple[str, str | None], Figure]] = {}
    earlier: dict[str, dict[str, Figure]] = {}
    for answers, term in zip((now, then), terms, strict=True):
        for answer in answers:
            for row in _of(answer, chosen):
                if row[key] is None or (term and row["period"] not in (term.term_id, "total")):
                    continue
                mine = figures.setdefault(row[key], {}) if answers is now else None
                if row["numerator"] is None:
                    continue
                if mine is not None:
                    mine[answer.metric, row["part"]] = (row["numerator"], row["denominator"])
                else:
                    earlier.setdefault(row[key], {})[answer.metric] = (row["numerator"], row["denominator"])
    known: dict[str, tuple[str, int | None]]
    if by_subject:
        known = {subject: (name, None) for subject, name in place.year.subjects.items()}
    else:
        known = {one.class_id: (one.name, one.grade_level) for one in place.year.classes}
    return [
        Line(one, *known[one], not figures[one], figures[one], earlier.get(one, {})) for one in known if one in figures
    ]


def _whole(
    now: list[Answer], then: list[Answer], terms: tuple[Term | None, Term | None], chosen: dict[str, str | None]
) -> Line:
    figures: dict[tuple[str, str | None], Figure] = {}
    earlier: dict[str, Figure] = {}
    for answers, term in zip((now, then), terms, strict=True):
        for answer in answers:
            for row in _of(answer, chosen):
                if row["numerator"] is None or (term and row["period"] not in (term.term_id, "total")):
                    continue
                if answers is now:
                    figures[answer.metric, row["part"]] = (row["numerator"], row["denominator"])
                else:
                    earlier[answer.metric] = (row["numerator"], row["denominator"])
    return Line("", _("Together"), None, not figures, figures, earlier)

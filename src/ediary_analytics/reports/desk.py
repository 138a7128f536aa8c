"""Where a report is made: a root of a viewer, the school, and what was chosen."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from ediary_analytics import evidence, formats, metrics, policy
from ediary_analytics.access import School, Viewer, whole_classes
from ediary_analytics.answers import measures, school_year
from ediary_analytics.answers.measures import Answer, Ask
from ediary_analytics.answers.school_year import Class, SchoolYear, Term
from ediary_analytics.calendar import month_days, usual_month
from ediary_analytics.catalogue import question
from ediary_analytics.errors import CallError, PolicyError
from ediary_analytics.i18n import _
from ediary_analytics.reports import catalogue
from ediary_analytics.reports.catalogue import Kind
from ediary_analytics.reports.document import Document, Report


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen for a report, by ids; None is the usual choice, or everything.

    ``everyone`` also makes the parents' report of pupils whose parents see the diary themselves.
    """

    month: str | None = None
    term: str | None = None
    school_class: str | None = None
    pupil: str | None = None
    person: str | None = None
    everyone: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """What a report asks and tells.

    Attributes:
        con: a root narrowed to the school for the viewer, ready for measures; or a cursor of it.
        school: the school.
        year: its months, terms and classes in scope; ``as_of`` is the moment all is told as of.
        chosen: as asked for.
        rules: the school's policy, or None where it has none that is known.
    """

    con: duckdb.DuckDBPyConnection
    school: School
    year: SchoolYear
    chosen: Chosen
    rules: policy.Policy | None

    @property
    def as_of(self) -> dt.datetime:
        """The moment that everything is told as of."""
        return self.year.as_of

    @property
    def month(self) -> str:
        """The chosen month with school days; the last full one unless said.

        Raises:
            CallError: there is no such month.
        """
        return self._month(self.year.months)

    @property
    def any_month(self) -> str:
        """The same of every month so far, in summer too.

        Raises:
            CallError: there is no such month.
        """
        return self._month(self.year.every_month)

    def _month(self, known: Sequence[str]) -> str:
        month = self.chosen.month or usual_month(self.year.months, self.as_of)
        if month is None or month not in known:
            wrong = _("no school days in {month}") if month else _("the export holds no school days")
            if month and month > f"{self.as_of:%Y-%m}":
                wrong = _("the month {month} had not begun at that moment")
            raise CallError("--month", wrong.format(month=month), _known(known))
        return month

    @property
    def span(self) -> tuple[dt.date, dt.date]:
        """The first and the last day of the chosen month."""
        return month_days(self.month)

    def term(self, *kinds: str, of: Class | None = None) -> Term:
        """The chosen term; of those kinds (of the class) the last one that is over, else the one that runs, not a year.

        Raises:
            CallError: there is no such term.
        """
        known = {one.term_id: one for one in self.year.terms if not kinds or one.kind in kinds}
        if self.chosen.term is None and known:
            own = known.keys() if of is None else self.terms_of(of)
            usual = [one for name, one in known.items() if name in own] or list(known.values())
            if over := [one for one in usual if one.ends_on <= self.as_of.date()]:
                return max(over, key=lambda one: (one.ends_on, one.kind == "year"))
            return max(usual, key=lambda one: (one.kind != "year", one.starts_on))
        if (found := known.get(self.chosen.term or "")) is None:
            raise CallError("--term", _("no such term has begun"), _known(list(known)))
        return found

    def terms_of(self, one: Class) -> set[str]:
        """The terms that a class learns in, by their ids."""
        return {row["term_id"] for row in self.rows("class_terms", **{"class": one.class_id})}

    @property
    def classes(self) -> list[Class]:
        """The chosen class alone, else all general classes in scope of the school year that is told of.

        Raises:
            CallError: there is no such class.
        """
        years = {one.school_year or "" for one in self.year.classes}
        year = max(years & self._years() or years, default="")
        known = [one for one in self.year.classes if (one.school_year or "") == year and one.kind != "preschool"]
        if self.chosen.school_class is None:
            return known
        asked = self.chosen.school_class
        if found := [one for one in self.year.classes if one.class_id == asked] or [
            one for one in known if one.name.casefold() == asked.casefold()
        ]:
            if found[0].kind == "preschool":
                wrong = _("this is a preschool group, and reports are of classes")
                raise CallError("--class", wrong, _known([one.name for one in known]))
            return found[:1]
        raise CallError("--class", _("no such class"), _known([one.name for one in known]))

    def _years(self) -> set[str | None]:
        """The school years that the chosen term or month lies in; none where none is chosen."""
        chosen = self.chosen
        if chosen.term is not None:
            return {one.school_year for one in self.year.terms if one.term_id == chosen.term}
        return {
            one.school_year
            for one in self.year.terms
            if chosen.month is not None and f"{one.starts_on:%Y-%m}" <= chosen.month <= f"{one.ends_on:%Y-%m}"
        }

    @property
    def school_class(self) -> Class:
        """The one class that is chosen, or the only one in scope.

        Raises:
            CallError: several are in scope and none is chosen, or there is no such class.
        """
        found = self.classes
        if len(found) != 1:
            raise CallError("--class", _("one class has to be chosen"), _known([one.name for one in found]))
        return found[0]

    def pupils_of_year(self) -> dict[str, str]:
        """Names of the pupils of the school year so far, also of who has left, by their ids; of the chosen class."""
        until = self.as_of.date()
        one = self.classes[0].class_id if self.chosen.school_class is not None else None
        roster = self.roster(self.year.began(until), until, one)
        return {pupil["pupil_id"]: f"{pupil['name']}, {pupil['class_name']}" for pupil in roster}

    def roster(self, since: dt.date, until: dt.date, class_id: str | None = None) -> list[dict[str, Any]]:
        """The pupils of the classes in scope in a span of days, or of one class, by class and name."""
        known = {one.class_id for one in self.year.classes}
        found = self.rows("class_roster", since=since, until=until, **{"class": class_id})
        return [pupil for pupil in found if pupil["class_id"] in known]

    def ask(self, *asked: Ask) -> list[Answer]:
        """Measures as of the moment, in the order of the questions."""
        return measures.ask(self.con, self.as_of, asked)

    def rows(self, name: str, **values: Any) -> list[dict[str, Any]]:
        """The rows of a packaged question, as dictionaries."""
        found: list[dict[str, Any]] = self.con.sql(question(name), params=values).to_arrow_table().to_pylist()
        return found

    def lacks(self, *tables: str) -> list[str]:
        """Those of the tables that the school's export did not have: of what they would tell nothing is known."""
        return evidence.lacking(tables, evidence.present(self.con).get(self.school.school_id, {}))

    def bind(self, metric: str, **asked: Any) -> None:
        """Set the variables that views of ``asked`` read, as for a measure."""
        metrics.bind(self.con, metrics.question(metric, self.as_of, **asked))

    def under(self, *parts: str) -> list[str]:
        """The grey line: the school, what it is about, as of when, from which import."""
        return [
            self.school.name,
            *parts,
            _("data as of {moment}").format(moment=formats.moment(self.as_of)),
            _("imported {moment}").format(moment=formats.moment(self.year.imported_at)),
        ]

    def head_of(self, class_id: str) -> str:
        """The name of the head of a class; empty where it is not known."""
        found = self.rows("class_heads", **{"class": class_id})
        return found[0]["name"] or "" if found else ""


def _known(names: Sequence[str]) -> str:
    return _("Known are {names}").format(names=", ".join(names)) if names else _("There is none yet")


def rules_of(school: School) -> policy.Policy | None:
    """The rules that the school follows, where they are known."""
    try:
        return policy.load(school.policy) if school.policy else None
    except PolicyError:
        return None


def at(
    con: duckdb.DuckDBPyConnection,
    school: School,
    chosen: Chosen,
    as_of: dt.datetime | None = None,
    viewer: Viewer | None = None,
) -> Desk:
    """A desk over a root that was narrowed to the school.

    Args:
        con: the root, or a cursor of it.
        school: the school.
        chosen: what is chosen.
        as_of: the import's moment unless said.
        viewer: whose root it is; a head of a class makes reports of that class only.
    """
    year = school_year.read(con, whole_classes(con, viewer) if viewer else None)
    year = replace(year, classes=tuple(one for one in year.classes if one.whole))
    if as_of is not None:
        year = year.at(as_of)
    metrics.bind(con, metrics.question("attendance_rate", year.as_of))  # packaged questions read the moment too
    return Desk(con, school, year, chosen, rules_of(school))


def make(kind: Kind, desk: Desk) -> Report:
    """The whole report.

    Raises:
        CallError: something has to be chosen first, or there is no such thing.
    """
    chosen = desk.chosen
    if "month" in kind.asks:  # the usual one is told of as if it were chosen: the classes are those of its year
        chosen = replace(chosen, month=desk.month)
    if "any_month" in kind.asks:
        chosen = replace(chosen, month=desk.any_month)
    if "half_year" in kind.asks:
        chosen = replace(chosen, term=desk.term("half_year", "trimester").term_id)
    return bound(kind, kind.make(replace(desk, chosen=chosen)), desk.rules)


def bound(kind: Kind, documents: Sequence[Document], rules: policy.Policy | None) -> Report:
    """Documents of a kind as its report; its clauses are those of the rules."""
    numbers = catalogue.clauses_of(kind.name, rules.name if rules else None)
    listed = _("Clauses {numbers}").format(numbers=", ".join(numbers)) if numbers else ""
    about = {"pupil": _("Pupil"), "person": _("Person"), "change": _("Change")}.get(kind.about, "")
    pupils = frozenset(pupil for document in documents for pupil in document.pupils)
    return Report(kind.name, kind.title, documents, about, listed, kind.wide, kind.archived, pupils)

"""Term grades of a class as a grid: pupils × subjects, with means that leave out what is in no average."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ediary_analytics.answers.measures import Ask
from ediary_analytics.answers.school_year import Class, Term
from ediary_analytics.reports.desk import Desk
from ediary_analytics.reports.document import Ratio


@dataclass(frozen=True, slots=True)
class Grid:
    """What was given: ``rows`` of ``class_results``; ``subjects`` names by column, in alphabetical order."""

    rows: Sequence[dict[str, Any]]
    subjects: dict[str, str]

    def value(self, pupil: str, column: str, term: str | None = None) -> str:
        """The grade of a pupil in a subject; several (points beside a pass) stand together, none is blank."""
        found = [row["value"] for row in self._of(pupil, term) if column_of(row) == column and row["value"]]
        return ", ".join(found)

    def mean(self, pupil: str, term: str | None = None) -> Ratio:
        """The mean of a pupil's points."""
        return mean(self._of(pupil, term))

    def mean_of(self, column: str, term: str | None = None) -> Ratio:
        """The mean of a subject's points."""
        return mean(row for row in self.rows if column_of(row) == column and term in (None, row["term_id"]))

    def _of(self, pupil: str, term: str | None) -> list[dict[str, Any]]:
        return [row for row in self.rows if row["pupil_id"] == pupil and term in (None, row["term_id"])]


def column_of(row: dict[str, Any]) -> str:
    """What a grade stands under: its subject, or a group without one."""
    return str(row["subject_id"] or f"group {row['group_id']}")


def mean(rows: Iterable[dict[str, Any]]) -> Ratio:
    """The mean of points."""
    points = [row["points"] for row in rows if row["points"] is not None]
    return Ratio(sum(points), len(points))


def grid(desk: Desk, one: Class, since: dt.date, until: dt.date, term: Term | None) -> Grid:
    """The term grades of terms that ended in a span of days; of one term, or of all."""
    rows = desk.rows(
        "class_results", since=since, until=until, term=term.term_id if term else None, **{"class": one.class_id}
    )
    return Grid(rows, {column_of(row): row["subject"] for row in rows})


def of_term(name: str, term: Term, by: tuple[str, ...]) -> Ask:
    """A measure of the grades of a term."""
    return Ask(name, by=by, period="term", since=term.starts_on, until=term.ends_on)

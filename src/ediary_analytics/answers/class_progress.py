"""The pupils behind a class's progress: their term grades, or their marks while the term runs.

Asked of a connection that was opened for a viewer and one school. A pupil whom the viewer may not name is left out:
without names only classes are told of, and those by the measures.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import duckdb

from ediary_analytics import catalogue
from ediary_analytics.catalogue import question


@dataclass(frozen=True, slots=True)
class Pupil:
    """One pupil of a class.

    Attributes:
        pupil_id: as in the export.
        name: ``Pavardė Vardas``.
        grades: how many term grades (or marks), letters too.
        in_points: those of them that make the mean.
        points: their sum.
        negative: the subjects with a negative term grade, and the grade: ``Matematika 3``.
        fell: the subjects that fell since the term before, with both: ``Matematika 8→6``.
    """

    pupil_id: str
    name: str
    grades: int
    in_points: int
    points: int
    negative: tuple[str, ...] = ()
    fell: tuple[str, ...] = ()

    @property
    def mean(self) -> float | None:
        """Mean of the grades in points; None where there is none."""
        return self.points / self.in_points if self.in_points else None


def pupils(
    con: duckdb.DuckDBPyConnection, class_id: str, term_id: str, before: str | None, subject_id: str | None
) -> list[Pupil]:
    """Those of a class on the term's last day, by name, with their term grades.

    Args:
        con: narrowed to one school.
        class_id: the class.
        term_id: the term.
        before: the term of the same kind before, in the same year; None where there is none.
        subject_id: one subject; None for all together.
    """
    fall = catalogue.metrics()["term_fall"].settings["fall"]
    asked = {"class": class_id, "term": term_id, "before": before, "subject": subject_id, "fall": fall}
    return list(_named(con.sql(question("progress_pupils"), params=asked).to_arrow_table().to_pylist()))


def marks(
    con: duckdb.DuckDBPyConnection, class_id: str, since: dt.date, until: dt.date, subject_id: str | None
) -> list[Pupil]:
    """Those with a mark given in the class on those days, both included, by name."""
    asked = {"class": class_id, "since": since, "until": until, "subject": subject_id}
    return list(_named(con.sql(question("progress_marks"), params=asked).to_arrow_table().to_pylist()))


def _named(rows: Iterable[dict[str, Any]]) -> Iterable[Pupil]:
    for row in rows:
        if row["name"] is not None:
            yield Pupil(
                row["pupil_id"],
                row["name"],
                row["grades"],
                row["in_points"],
                row["points"],
                tuple(row.get("negative", ())),
                tuple(row.get("fell", ())),
            )

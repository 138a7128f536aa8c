"""The pupils whom a specialist supports: a month of each against the one before.

Of the packaged measures and questions, over a connection opened for the specialist: whoever is in scope is supported.
"""

import datetime as dt
from dataclasses import dataclass

import duckdb

from ediary_analytics import catalogue, evidence, metrics, together
from ediary_analytics.answers import findings
from ediary_analytics.calendar import month_before, month_days
from ediary_analytics.catalogue import question
from ediary_analytics.metrics import Measured

_KINDS = ("remark", "praise")


@dataclass(frozen=True, slots=True)
class Month:
    """Counts of a pupil's month: hours ``held``, ``missed``, came to ``late``; sum and count of marks; remarks.

    ``remark`` and ``praise`` are None where the role or the export has none of them.
    """

    held: int
    missed: int
    late: int
    points: int
    marks: int
    remark: int | None
    praise: int | None


@dataclass(frozen=True, slots=True)
class Supported:
    """A pupil in scope.

    Attributes:
        detail: the specialists that the flag names; since: the day from which.
        month, before: the month looked at and the one before it.
        missed: month → missed and held hours of every month of the school year so far, oldest first.
        falling, rising: subjects whose marks fell or rose by a point in a month's course over the year.
        changes: kinds and values as :func:`ediary_analytics.answers.findings.between` tells them.
    """

    pupil_id: str
    name: str
    class_name: str | None
    detail: str | None
    since: dt.date
    month: Month
    before: Month
    missed: dict[str, tuple[int, int]]
    falling: tuple[str, ...]
    rising: tuple[str, ...]
    changes: tuple[tuple[str, dict[str, int]], ...]

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to talk about."""
        return bool(self.changes or self.falling or self.rising)


@dataclass(frozen=True, slots=True)
class Supports:
    """All of them by name; ``missing``: measure → the evidence that it lacks."""

    pupils: tuple[Supported, ...]
    missing: dict[str, tuple[str, ...]]


def look(con: duckdb.DuckDBPyConnection, as_of: dt.datetime, month: str, began: dt.date) -> Supports:
    """Every supported pupil in a month.

    Args:
        con: a root made ready, narrowed to one school and to the specialist's pupils.
        as_of: T.
        month: ``2026-10``.
        began: the first day of the school year; neither marks nor months before it are looked at.
    """
    first, end = month_days(month)
    last = min(as_of.date(), end)
    since = min(first, began)
    asked = [
        metrics.question(name, as_of, by=["pupil"], period="month", since=since, until=last)
        for name in ("attendance_rate", "lateness", "mean_mark")
    ]
    asked.append(metrics.question("grade_trend", as_of, since=since, until=last))
    attended, late, marks, trends = found = together.measure_all(con, asked)
    with con.cursor() as own:
        metrics.bind(own, asked[0])
        flags = own.execute(question("flagged"), {"flag": "support"}).fetchall()
        classes = {row[1]: row[4] for row in own.execute(question("pupil_list")).fetchall()}
        subjects = {row[1]: row[2] for row in own.execute(question("subject_names")).fetchall()}
        told = own.execute(question("remarks_by_month")).fetchall()
        has_remarks = not evidence.lacking(["remarks"], next(iter(evidence.present(own).values()), {}))
    remarks = {(pupil, of_month, kind): count for _school, pupil, of_month, kind, count in told}
    slopes = _slopes(trends)
    rate, lateness, means = (_figures(one) for one in (attended, late, marks))

    def counts(pupil: str, of_month: str) -> Month:
        present, held = rate.get((pupil, of_month), (0, 0))
        points, count = means.get((pupil, of_month), (0, 0))
        of_kind = [remarks.get((pupil, of_month, kind), 0) if has_remarks else None for kind in _KINDS]
        return Month(held, held - present, lateness.get((pupil, of_month), (0, 0))[0], points, count, *of_kind)

    pupils: dict[str, Supported] = {}
    for _school, pupil, name, flagged_since, until, detail in flags:
        if not flagged_since <= as_of.date() <= (until or as_of.date()):
            continue
        now, before = counts(pupil, month), counts(pupil, month_before(month))
        pupils[pupil] = Supported(
            pupil_id=pupil,
            name=name,
            class_name=classes.get(pupil),
            detail=detail,
            since=flagged_since,
            month=now,
            before=before,
            missed={
                of_month: (held - present, held) for (who, of_month), (present, held) in rate.items() if who == pupil
            },
            falling=_named(slopes, pupil, -1, subjects),
            rising=_named(slopes, pupil, 1, subjects),
            changes=tuple(findings.between(_known(before), _known(now))),
        )
    return Supports(
        tuple(pupils.values()), {one.question.metric.name: one.missing_evidence for one in found if not one.checkable}
    )


def _figures(found: Measured) -> dict[tuple[str, str], tuple[int, int]]:
    """Pupil and month → numerator and denominator."""
    return {(row["pupil_id"], row["period"]): (row["numerator"], row["denominator"]) for row in found.rows.to_pylist()}


def _slopes(found: Measured) -> dict[tuple[str, str], float]:
    """Pupil and subject → points in a month's course, of those with enough marks."""
    bound = catalogue.metrics()["risk_triggers"].settings["marks_least"]
    rows = found.rows.to_pylist()
    enough = {(row["pupil_id"], row["subject_id"]) for row in rows if row["part"] == "n" and row["numerator"] >= bound}
    return {
        key: row["value"]
        for row in rows
        if row["part"] == "slope" and row["value"] is not None
        for key in [(row["pupil_id"], row["subject_id"])]
        if key in enough
    }


def _named(slopes: dict[tuple[str, str], float], pupil: str, sign: int, names: dict[str, str]) -> tuple[str, ...]:
    bound = catalogue.metrics()["risk_triggers"].settings["falling_points"]
    steep = {subject for (who, subject), slope in slopes.items() if who == pupil and sign * slope >= bound}
    # the names stand in their order
    return (*(name for subject, name in names.items() if subject in steep), *sorted(steep - names.keys()))


def _known(month: Month) -> dict[str, int]:
    counts = {name: getattr(month, name) for name in ("held", "missed", "late", *_KINDS)}
    return {name: count for name, count in counts.items() if count is not None}

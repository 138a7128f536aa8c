"""Where duties stand: a verdict on each obligation, from the rows that were judged, by school and over schools."""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from ediary_analytics import formats
from ediary_analytics.catalogue import question
from ediary_analytics.policy import Imposed, Policy

STATUSES = ("met", "late", "missing", "pending", "excused")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where one duty stands: over one school, or over all schools under the same rules.

    Counts are of duties. ``rate`` is the share of those no longer pending that are met or excused, 0 to 1. Where
    ``observed_since`` is set, entry times are those by which repeated imports saw the entry; ``unknown`` counts the
    duties that nobody can tell about: older than that, or first seen when due, and nobody knows since when there.
    """

    imposed: Imposed
    schools: tuple[str, ...]
    missing_evidence: tuple[str, ...] = ()
    met: int = 0
    late: int = 0
    missing: int = 0
    pending: int = 0
    excused: int = 0
    observed_since: dt.datetime | None = None
    unknown: int = 0

    @property
    def name(self) -> str:
        """The obligation's name."""
        return self.imposed.name

    @property
    def checkable(self) -> bool:
        """False when evidence is missing: then nothing is known, which is not the same as all being well."""
        return not self.missing_evidence

    @property
    def examined(self) -> int:
        """How many duties were looked at."""
        return self.met + self.late + self.missing + self.pending + self.excused

    @property
    def breaches(self) -> int:
        """How many are late or missing."""
        return self.late + self.missing

    @property
    def rate(self) -> float | None:
        """(met + excused) / (all - pending); None when nothing was due or it is not checkable."""
        due = self.examined - self.pending
        return (self.met + self.excused) / due if due else None

    @property
    def tenths(self) -> int | None:
        """The rate as it is told, in tenths of a per cent: what falls short of what is required is told below it."""
        due = self.examined - self.pending
        if not due:
            return None
        told = formats.tenths(self.met + self.excused, due)
        return told if self.passed else min(told, math.ceil(self.imposed.mostly * 1000) - 1)

    @property
    def passed(self) -> bool | None:
        """Whether the rate reaches the policy's ``mostly``; True when nothing was due, None when not checkable."""
        if not self.checkable:
            return None
        return self.rate is None or self.rate >= self.imposed.mostly


def verdicts(con: duckdb.DuckDBPyConnection, policy: Policy, schools: Sequence[str]) -> list[Verdict]:
    """What was judged of these schools under a policy, one verdict per obligation and school, in the policy's order."""
    rows = con.execute(question("totals"), {"policy": policy.name, "schools": list(schools)}).fetchall()
    return of_rows(policy, schools, rows)


def of_rows(policy: Policy, schools: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[Verdict]:
    """The verdicts that rows of the question ``totals`` hold, sorted as :func:`verdicts` gives them."""
    by_name = {imposed.name: imposed for imposed in policy.imposed}
    found = {
        (obligation, school): Verdict(by_name[obligation], (school,), tuple(lacking), *counts)
        for school, obligation, lacking, *counts in rows
    }
    return [found[imposed.name, school] for imposed in policy.imposed for school in schools]


def over_schools(parts: Iterable[Verdict]) -> list[Verdict]:
    """One verdict per obligation over all schools; checkable when it is for at least one of them."""
    by_name: dict[str, list[Verdict]] = {}
    for part in parts:
        by_name.setdefault(part.name, []).append(part)
    return [_over_schools(each) for each in by_name.values()]


def _over_schools(parts: Sequence[Verdict]) -> Verdict:
    """Verdicts on one obligation as one."""
    able = any(part.checkable for part in parts)
    return replace(
        parts[0],
        schools=tuple(school for part in parts for school in part.schools),
        missing_evidence=() if able else tuple(dict.fromkeys(need for part in parts for need in part.missing_evidence)),
        observed_since=max((part.observed_since for part in parts if part.observed_since), default=None),
        **{status: sum(getattr(part, status) for part in parts) for status in (*STATUSES, "unknown")},
    )

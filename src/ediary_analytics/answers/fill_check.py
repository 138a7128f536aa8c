"""The monthly fill check: is the month filled, what is still open, who is to be asked.

Everything here is asked of a connection that was opened and narrowed to one school, and comes back small: counts are
added in DuckDB, shares are made of whole numbers at the very end. A month is ``2026-10``; a duty belongs to the month
of its day.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from ediary_analytics.answers import duties
from ediary_analytics.calendar import month_before
from ediary_analytics.catalogue import question
from ediary_analytics.policy import Imposed, Policy
from ediary_analytics.standing import STATUSES, Verdict


@dataclass(frozen=True, slots=True)
class Tally:
    """How many duties stand where; of any set of duties."""

    met: int = 0
    late: int = 0
    missing: int = 0
    pending: int = 0
    excused: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.met + other.met,
            self.late + other.late,
            self.missing + other.missing,
            self.pending + other.pending,
            self.excused + other.excused,
        )

    @property
    def due(self) -> int:
        """Duties whose term has come: all but the pending ones. The denominator of every share."""
        return self.met + self.late + self.missing + self.excused

    @property
    def filled(self) -> int:
        """Duties that need nothing more: done in time, done late, or excused."""
        return self.due - self.missing

    @property
    def in_time(self) -> int:
        """Duties met or excused."""
        return self.met + self.excused

    @property
    def breaches(self) -> int:
        """Duties late or missing."""
        return self.late + self.missing


@dataclass(frozen=True, slots=True)
class Import:
    """From when the data is, and by which moment it is judged."""

    imported_at: dt.datetime
    as_of: dt.datetime


@dataclass(frozen=True, slots=True)
class MonthCheck:
    """What DuckDB says of a month and of the one before, as small Arrow tables (see ``sql/questions/fill_*.sql``)."""

    month: str
    before: str
    totals: pa.Table
    people: pa.Table
    weeks: pa.Table


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the list of people.

    Attributes:
        owner_id: whose duties these are; None where nobody is known.
        name: ``Pavardė Vardas``, the id of a person the staff list does not know; None where nobody is known.
        ownerless: whether the line is of one duty that never has an owner (one test a day).
        duties: where they stand, by obligation.
        total: all of them together.
    """

    owner_id: str | None
    name: str | None
    ownerless: bool
    duties: dict[str, Tally]
    total: Tally

    @property
    def key(self) -> str:
        """What tells this line from all others."""
        if self.owner_id is not None:
            return f"staff:{self.owner_id}"
        return f"duty:{next(iter(self.duties))}" if self.ownerless else "nobody"


def source(con: duckdb.DuckDBPyConnection) -> Import:
    """The import that the narrowed school comes from."""
    (found,) = con.execute("select imported_at, as_of from raw.imports").fetchall()
    return Import(*found)


def months(con: duckdb.DuckDBPyConnection, policy: str) -> list[str]:
    """The months that can be looked at, oldest first: those with school days so far, and those with duties."""
    return [month for (month,) in con.execute(question("fill_months"), {"policy": policy}).fetchall()]


def look(con: duckdb.DuckDBPyConnection, policy: str, month: str) -> MonthCheck:
    """Everything the page shows of a month at first sight."""
    before = month_before(month)
    asked = {"policy": policy, "month": month}
    return MonthCheck(
        month,
        before,
        totals=con.sql(question("fill_totals"), params={**asked, "before": before}).to_arrow_table(),
        people=con.sql(question("fill_people"), params=asked).to_arrow_table(),
        weeks=con.sql(question("fill_weeks"), params=asked).to_arrow_table(),
    )


def rows(con: duckdb.DuckDBPyConnection, policy: str, month: str, person: Person | None = None) -> pa.Table:
    """The late and missing duties of a month, of one line of the list or of everybody; see :func:`duties.rows`."""
    found = duties.rows(
        con,
        policy,
        duties.BREACHED,
        month=month,
        everybody=person is None,
        owner=person.owner_id if person else None,
    )
    if person is None or person.owner_id is not None:
        return found
    return found.filter(pa.array([name in person.duties for name in found["obligation"].to_pylist()], pa.bool_()))


def read(check: MonthCheck, policy: Policy, school: str) -> "FilledMonth":
    """What was asked, in the words of the rules that were asked about."""
    duties = _verdicts(check, policy, school, check.month)
    return FilledMonth(
        check.month,
        check.before,
        rules={imposed.name: imposed for imposed in policy.imposed},
        duties=duties,
        people=_people(check),
        weeks=check.weeks,
        now=_tally(duties),
        then=_tally(_verdicts(check, policy, school, check.before)),
    )


def duties_before(check: MonthCheck, policy: Policy, school: str) -> dict[str, Verdict]:
    """Where each duty stood in the month before, by its name."""
    return {duty.name: duty for duty in _verdicts(check, policy, school, check.before)}


@dataclass(frozen=True, slots=True)
class FilledMonth:
    """A month as one reads it.

    Attributes:
        month: ``2026-10``.
        before: the month it is compared with.
        rules: each imposed duty by its name, in the policy's order.
        duties: where each stands.
        people: who owes duties, in alphabetical order; at the end those of nobody known.
        weeks: per person and week the counts ``due``, ``missing`` and ``late``.
        now: all duties of the month together.
        then: all duties of the month before, judged as of the same moment.
    """

    month: str
    before: str
    rules: dict[str, Imposed]
    duties: list[Verdict]
    people: list[Person]
    weeks: pa.Table
    now: Tally
    then: Tally

    @property
    def owing(self) -> list[Person]:
        """The people who still have something to enter."""
        return [person for person in self.people if person.owner_id is not None and person.total.missing]

    @property
    def observed(self) -> list[Verdict]:
        """The duties whose entry times are those by which repeated imports saw the entry."""
        return [duty for duty in self.duties if duty.observed_since is not None]

    @property
    def unchecked(self) -> list[Verdict]:
        """The duties of which nothing is known, for want of evidence."""
        return [duty for duty in self.duties if not duty.checkable]

    def person(self, key: str | None) -> Person | None:
        """The line of that key."""
        return next((person for person in self.people if person.key == key), None)


def _verdicts(check: MonthCheck, policy: Policy, school: str, month: str) -> list[Verdict]:
    found = {row["obligation"]: row for row in check.totals.to_pylist() if row["month"] == month}
    return [
        Verdict(
            imposed,
            (school,),
            tuple(row["missing_evidence"]),
            observed_since=row["observed_since"],
            unknown=row["unknown"],
            **{status: row[status] for status in STATUSES},
        )
        for imposed in policy.imposed
        if (row := found.get(imposed.name))
    ]


def _tally(parts: Iterable[Verdict]) -> Tally:
    return sum((Tally(**{status: getattr(part, status) for status in STATUSES}) for part in parts), Tally())


def _people(check: MonthCheck) -> list[Person]:
    lines: dict[tuple[str | None, str | None], dict[str, Tally]] = {}
    names: dict[str | None, str | None] = {}
    for row in check.people.to_pylist():
        owner, duty = row["owner_id"], row["obligation"]
        names[owner] = row["person"]
        counts = Tally(**{status: row[status] for status in STATUSES})
        lines.setdefault((owner, None if row["has_owner"] else duty), {})[duty] = counts
    found = [
        Person(owner, names[owner], ownerless is not None, duties, sum(duties.values(), Tally()))
        for (owner, ownerless), duties in lines.items()
    ]
    return sorted(found, key=lambda person: (person.owner_id is None, person.ownerless))

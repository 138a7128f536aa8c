"""The load of tests: which a class writes on which day, on which days too many meet, and what the rules say of it.

Asked of a connection that was opened for a viewer and one school: where the scope holds but some groups, so does this.
"""

import datetime as dt
from dataclasses import dataclass

import duckdb

from ediary_analytics.catalogue import question
from ediary_analytics.policy import Imposed, Policy

#: What is told of where the rules set no limit.
_ONE_A_DAY = 1


@dataclass(frozen=True, slots=True)
class Test:
    """A test of a class; that of a joint group is one of each of its classes."""

    class_id: str
    held_on: dt.date
    assessment_id: str
    subject: str | None
    group: str | None
    teacher: str | None
    topic: str | None
    announced_at: dt.datetime | None

    @property
    def notice(self) -> int | None:
        """Days from the announcement to the test; None where it is not announced."""
        return (self.held_on - self.announced_at.date()).days if self.announced_at else None


@dataclass(frozen=True, slots=True)
class Crowded:
    """A day on which ``pupils`` of a class write more tests than the limit, at most ``tests``."""

    class_id: str
    held_on: dt.date
    tests: int
    pupils: int


@dataclass(frozen=True, slots=True)
class Limits:
    """How many tests a pupil may write a day, and how many days ahead one is announced; None where no rule says."""

    tests_a_day: int | None
    notice_days: int | None

    @property
    def told(self) -> int:
        """From how many tests a day on one is told of."""
        return _ONE_A_DAY if self.tests_a_day is None else self.tests_a_day

    def is_short(self, test: Test, today: dt.date) -> bool:
        """Whether the test is announced later than the rules want, or can only be; without such a rule none is."""
        if self.notice_days is None:
            return False
        notice = (test.held_on - today).days if test.notice is None else test.notice
        return notice < self.notice_days


def limits(rules: Policy | None, day: dt.date) -> Limits:
    """What the rules of the school say, in the edition of that day."""
    imposed = {one.name: one for one in rules.imposed} if rules else {}
    return Limits(
        _setting(imposed.get("one_test_a_day"), "max_tests", day),
        _setting(imposed.get("test_announced"), "notice_days", day),
    )


def _setting(imposed: Imposed | None, name: str, day: dt.date) -> int | None:
    for edition in imposed.editions if imposed else ():
        if edition.since <= day <= edition.until:
            value = edition.settings[name]
            return None if value is None else int(value)
    return None


def tests(con: duckdb.DuckDBPyConnection, since: dt.date, until: dt.date) -> list[Test]:
    """The tests between two days, both included, by day, class and subject."""
    rows = con.execute(question("tests_given"), {"since": since, "until": until}).fetchall()
    return [
        Test(class_id, held_on, assessment_id, subject, group, teacher, topic, announced_at)
        for _school, class_id, held_on, assessment_id, _subject, subject, group, teacher, topic, announced_at in rows
    ]


def crowded(con: duckdb.DuckDBPyConnection, since: dt.date, until: dt.date, limit: int) -> list[Crowded]:
    """The days between two on which a pupil writes more than ``limit`` tests, by day and class."""
    rows = con.execute(question("test_days"), {"since": since, "until": until, "most": limit}).fetchall()
    return [Crowded(*row) for _school, *row in rows if row[0] is not None]

"""Every measure against plain Python written from its definition, on generated schools with planted oddities."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import duckdb
import pytest

from ediary_analytics import catalogue, metrics, warehouse
from ediary_analytics.refresh import refresh
from ediary_analytics.synth import Plan, generate, write
from support.brute import attendance, change, filling, progress, pupils, risk
from support.brute import logins as of_logins
from support.brute import marks as of_marks
from support.brute.asked import Asked, Rows
from support.brute.hours import Hour
from support.brute.hours import hours as hours_of
from support.brute.marks import Mark
from support.brute.plant import plant
from support.brute.school import School

KEDAINIAI, VILNIUS = "kedainiai-senamiestis", "vilnius-jaunimo"
#: In the middle of the first term and soon after the first and the second; two exports go on beyond the moment.
SCHOOLS = {
    "autumn, half-years": (
        Plan("s001", 7, 48, KEDAINIAI, until=dt.date(2026, 11, 15)),
        dt.datetime(2026, 11, 15, 23, 59, 59),
    ),
    "winter, half-years": (
        Plan("s002", 23, 40, KEDAINIAI, until=dt.date(2027, 2, 12)),
        dt.datetime(2027, 2, 9, 12, 0),
    ),
    "spring, trimesters": (
        Plan("s003", 11, 30, VILNIUS, until=dt.date(2027, 3, 19)),
        dt.datetime(2027, 3, 15, 12, 0),
    ),
}
#: What stands as of a moment, whatever window is asked for, and the duties, which know no default window.
NO_WINDOW = {
    "risk_triggers",
    "risk_level",
    "risk_group",
    "risk_candidates",
    "login_reach",
    "never_logged_in",
    "last_login",
    "fill_rate",
    "fill_delay",
}
#: How many terms must have ended before there is anything to say.
OF_TERM_GRADES = {
    "success_rate": 1,
    "quality_rate": 1,
    "level": 1,
    "grade_distribution": 1,
    "mean_grade": 1,
    "median_grade": 1,
    "mark_vs_mean": 1,
    "term_change": 2,
    "term_fall": 2,
}
DUE_TIME = {KEDAINIAI: dt.time(17), VILNIUS: dt.time(23, 59, 59)}


@dataclass
class World:
    """A school twice: its export read by hand, and the warehouse made of it."""

    school: School
    con: duckdb.DuckDBPyConnection
    as_of: dt.datetime
    policy: str

    @cached_property
    def hours(self) -> list[Hour]:
        return hours_of(self.school, self.as_of.date())

    @cached_property
    def marks(self) -> list[Mark]:
        return of_marks.marks(self.school)

    @cached_property
    def grades(self) -> list[Mark]:
        return of_marks.term_grades(self.school)

    @cached_property
    def logins(self) -> of_logins.Logins:
        return of_logins.Logins(self.school, self.as_of)

    @cached_property
    def risks(self) -> risk.Risk:
        return risk.Risk(self.school, self.asked((), "total"), self.hours, self.marks, self.grades)

    @cached_property
    def verdicts(self) -> list[dict[str, Any]]:
        """Judged by the product, whose duties have examples of their own."""
        metrics.judge_for(self.con, metrics.question("fill_rate", self.as_of))
        rows: list[dict[str, Any]] = self.con.sql("from judged.verdicts").to_arrow_table().to_pylist()
        return rows

    def asked(
        self, by: tuple[str, ...], period: str, since: dt.date | None = None, until: dt.date | None = None
    ) -> Asked:
        today = self.as_of.date()
        return Asked(by, period, self.as_of, since or self.school.year_at(today)[0], until or today)


@pytest.fixture(
    scope="module",
    params=[name if name.startswith("autumn") else pytest.param(name, marks=pytest.mark.slow) for name in SCHOOLS],
)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    plan, as_of = SCHOOLS[request.param]
    export = tmp_path_factory.mktemp("export")
    write(generate(plan), export, "csv")
    plant(export)
    file = refresh([export], tmp_path_factory.mktemp("data"), as_of=as_of, validate=False).file
    with warehouse.open_file(file) as con:
        metrics.open_for(con)
        yield World(School(export), con, as_of, plan.policy)


def ours(world: World, name: str, asked: Asked, *, window: bool = True) -> Rows:
    """The product's answer in the same shape."""
    since, until = (asked.since, asked.until) if window else (None, None)
    question = metrics.question(name, world.as_of, by=asked.by, period=asked.period, since=since, until=until)
    if question.metric.judged:
        assert world.verdicts  # judged once
    rows = metrics.measure(world.con, question).rows.to_pylist()
    keys = [*(metrics.KEYS[key] for key in asked.by), "period", "part"]
    return {tuple(row[key] for key in keys): (row["numerator"], row["denominator"]) for row in rows}


def of_hours(measure: Callable[[School, Asked, list[Hour]], Rows]) -> Callable[[World, Asked], Rows]:
    return lambda world, asked: measure(world.school, asked, world.hours)


def of_grades(measure: Callable[[School, Asked, list[Mark]], Rows]) -> Callable[[World, Asked], Rows]:
    return lambda world, asked: measure(world.school, asked, world.grades)


BRUTE: dict[str, Callable[[World, Asked], Rows]] = {
    **{
        measure.__name__: of_hours(measure)
        for measure in (
            attendance.lessons_held,
            attendance.attendance_rate,
            attendance.absence_split,
            attendance.open_absence_age,
            attendance.lateness,
            pupils.frequent_lateness,
            pupils.absence_bands,
            attendance.unjustified_share,
            pupils.nemis,
            pupils.absence_strings,
            attendance.absence_by_weekday,
            attendance.absence_by_lesson,
            attendance.absence_at_edges,
            pupils.parents_illness_days,
            pupils.parents_family_days,
            attendance.class_month,
            attendance.absence_per_pupil,
        )
    },
    **{
        measure.__name__: of_grades(measure)
        for measure in (
            progress.success_rate,
            progress.quality_rate,
            progress.level,
            progress.grade_distribution,
            progress.mean_grade,
            progress.median_grade,
            change.term_change,
            change.term_fall,
        )
    },
    "mean_mark": lambda world, asked: progress.mean_mark(world.school, asked, world.marks),
    "grade_trend": lambda world, asked: progress.grade_trend(world.school, asked, world.marks),
    "mark_vs_mean": lambda world, asked: change.mark_vs_mean(world.school, asked, world.grades, world.marks),
    "marks_count": lambda world, asked: change.marks_count(world.school, asked, world.marks),
    "test_load": lambda world, asked: change.test_load(world.school, asked),
    "risk_triggers": lambda world, _asked: risk.risk_triggers(world.risks),
    "risk_level": lambda world, _asked: risk.risk_level(world.risks),
    "risk_group": lambda world, _asked: world.risks.group(),
    "risk_candidates": lambda world, _asked: risk.risk_candidates(world.risks),
    "login_reach": lambda world, asked: of_logins.login_reach(asked, world.logins),
    "never_logged_in": lambda world, asked: of_logins.never_logged_in(asked, world.logins),
    "last_login": lambda world, asked: of_logins.last_login(asked, world.logins),
    "login_active": lambda world, asked: of_logins.login_active(world.school, asked, world.logins),
    "pupils_reached": lambda world, asked: of_logins.pupils_reached(world.school, asked, world.logins),
    "print_list": lambda world, asked: of_logins.print_list(world.school, asked, world.logins),
    "login_effect": lambda world, asked: of_logins.login_effect(asked, world.logins, world.hours, world.marks),
    "fill_rate": lambda world, asked: filling.fill_rate(world.school, asked, world.verdicts),
    "fill_delay": lambda world, asked: filling.fill_delay(world.school, asked, world.verdicts),
}


def questions(name: str, world: World) -> Iterator[Asked]:
    """The metric's own question; by another key, by two, by none, over another period and over a part of the year."""
    metric = catalogue.metrics()[name]
    yield world.asked(metric.by, metric.period)
    others = [key for key in metric.allow if (key,) != metric.by]
    if others:
        yield world.asked((others[-1],), metric.period)
        yield world.asked((), metric.period)
    if len(others) > 1:
        yield world.asked((others[0], others[1]), metric.period)
    for period in [period for period in metric.periods if period != metric.period][-1:]:
        yield world.asked(metric.by, period)
    if name not in NO_WINDOW:
        yield world.asked(metric.by, metric.period, dt.date(2026, 9, 24), world.as_of.date() - dt.timedelta(days=5))


@pytest.mark.parametrize("name", sorted(BRUTE))
def test_plain_python_says_the_same(world: World, name: str) -> None:
    answers = {asked: BRUTE[name](world, asked) for asked in questions(name, world)}
    for asked, rows in answers.items():
        assert ours(world, name, asked, window=name not in NO_WINDOW) == rows, asked
    assert any(answers.values()) or (name in OF_TERM_GRADES and len(terms_ended(world)) < OF_TERM_GRADES[name])


def terms_ended(world: World) -> set[str | None]:
    return {grade.term for grade in world.grades if grade.day <= world.as_of.date()}


def test_no_metric_is_left_out() -> None:
    of_reports = {"reported_absences", "reported_average"}  # sums of a diary's reports, which no export of rows has
    assert set(BRUTE) | of_reports == set(catalogue.metrics())


def test_the_schools_hold_what_the_definitions_turn_on(world: World) -> None:
    assert {hour.state for hour in world.hours} == set(attendance.STATES)
    assert {hour.absence for hour in world.hours} == {*attendance.ABSENCES, None}
    assert {None, "x-joint"} < {hour.subject and hour.group for hour in world.hours} | {"x-joint"}
    classes = {(hour.pupil, hour.klass) for hour in world.hours}
    assert len(classes) > len({pupil for pupil, _klass in classes})
    assert {mark.value for mark in world.marks} >= {"įsk", "nsk", "7", "9"}
    assert {"unjustified_share", "falling_trend", "running_string"} & {
        name for fired in world.risks.fired.values() for name in fired
    }


def by_hand(world: World, name: str) -> dict[str, str]:
    if name == "lesson_recorded":
        return filling.lesson_recorded(world.school, world.as_of, DUE_TIME[world.policy])
    return filling.grade_entered_same_day(world.school, world.as_of)


@pytest.mark.parametrize("name", ["lesson_recorded", "grade_entered_same_day"])
def test_two_plain_duties_are_judged_alike(world: World, name: str) -> None:
    judged = {row["subject_id"]: row["status"] for row in world.verdicts if row["obligation"] == name}
    if name == "grade_entered_same_day" and world.policy == VILNIUS:
        assert not judged  # these rules do not impose it
        return
    assert judged == by_hand(world, name)
    assert {"met", "late"} <= set(judged.values())

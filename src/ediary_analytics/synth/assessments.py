"""Planned assessments: tests, independent work, projects; on which day, announced when."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import pyarrow as pa

from ediary_analytics.synth import grid, texts
from ediary_analytics.synth.classes import Group
from ediary_analytics.synth.frame import from_columns
from ediary_analytics.synth.grid import DAY, NEVER, NONE, Bools, Ints
from ediary_analytics.synth.habits import HOUR
from ediary_analytics.synth.lessons import Lessons
from ediary_analytics.synth.school import School

KINDS: Final = ("test", "independent", "project", "long_work", "other")
TEST: Final = 0
#: A year's assessments of a group by its weekly lessons (1, 2, 3, 4, 5 and more): tests, independent work.
_POINTS: Final = ((3, 4, 6, 8, 8), (2, 4, 6, 8, 9))
_LEVELS: Final = ((0, 1, 2, 5, 5), (1, 2, 3, 6, 7))
#: Subjects whose pupils do projects, and long work over weeks; the others now and then.
_PROJECTS: Final = {"te", "da", "it", "ge", "gm", "bi"}
_LONG: Final = {"lt", "is", "ek"}
#: No test in the first days of the school year.
QUIET_DAYS: Final = 14
#: How far ahead planned assessments are in the diary.
HORIZON: Final = 15
CARELESS_PLAN_SHARE: Final = 0.15
TRIES: Final = 6
#: How often, against lessons filled late, tests are announced late or never.
_SLACK: Final = 1.4
_NEVER_SHARE: Final = 0.35
_OTHERS_ANNOUNCED: Final = 0.6


@dataclass(frozen=True, slots=True)
class Assessments:
    """All assessments of the year by day; arrays of one length. ``lesson`` is the lesson in which it is written."""

    group: Ints
    lesson: Ints
    day: Ints
    kind: Ints
    announced: Ints

    def kept(self, school: School) -> Bools:
        """Which the export holds: those of its days, and what is announced for the next two weeks."""
        year = school.year
        planned = (self.announced <= year.cut) & (self.day <= year.until + HORIZON)
        return (self.day >= year.since) & ((self.day <= year.until) | planned)


def assessments(school: School, lessons: Lessons) -> Assessments:
    """Plan the year's assessments, one test a day for a class as far as teachers look at the calendar."""
    rng = school.plan.stream("assessments")
    found = sorted(_Calendar(rng, school, lessons).planned())
    group, lesson, kind = np.array([row[1:] for row in found], dtype=np.int64).reshape(-1, 3).T
    day = lessons.day[lesson]
    return Assessments(group, lesson, day, kind, _announced(rng, school, lessons.planned[lesson], day, kind))


class _Calendar:
    """Remembers on which days a class already has a test."""

    def __init__(self, rng: np.random.Generator, school: School, lessons: Lessons) -> None:
        self.rng, self.school, self.lessons = rng, school, lessons
        self.tests: set[tuple[int, int]] = set()
        held = np.flatnonzero(lessons.held)
        order = held[np.argsort(lessons.group[held], kind="stable")]
        bounds = np.searchsorted(lessons.group[order], np.arange(len(school.groups) + 1))
        self.of_group = [order[first:last] for first, last in pairwise(bounds)]

    def planned(self) -> Iterator[tuple[int, int, int, int]]:
        """Each assessment as day, group, lesson and kind."""
        for group in self.school.groups:
            if group.kind in {"formal", "home"} and group.assessment in {"points", "levels"}:
                own = self.of_group[group.index]
                used: set[int] = set()
                for kind, number in enumerate(self._wanted(group)):
                    for lesson in self._places(group, own, kind, number, used):
                        day = int(self.lessons.day[lesson])
                        used.add(day)
                        yield day, group.index, lesson, kind

    def _wanted(self, group: Group) -> tuple[int, ...]:
        tests, independent = _POINTS if group.assessment == "points" else _LEVELS
        load = min(group.hours, len(tests)) - 1
        projects = 2 if group.subject in _PROJECTS else int(self.rng.integers(2))
        return tests[load], independent[load], projects, int(group.subject in _LONG), int(self.rng.integers(2))

    def _places(self, group: Group, own: Ints, kind: int, number: int, used: set[int]) -> Iterator[int]:
        day = self.lessons.day
        quiet = self.school.year.start + QUIET_DAYS
        classes = (
            [group.klass] if group.klass != NONE else [k.index for k in self.school.classes if k.grade in group.grades]
        )
        for n, (shift, careless) in enumerate(self.rng.random((number, 2))):
            place = int((n + 0.3 + 0.6 * shift) / number * own.size)
            near = [
                int(lesson)
                for lesson in own[place : place + TRIES]
                if int(day[lesson]) not in used and day[lesson] > quiet
            ]
            if kind == TEST and careless > CARELESS_PLAN_SHARE:
                free = [lesson for lesson in near if not any((k, day[lesson]) in self.tests for k in classes)]
                near = free or near
            if near:
                self.tests.update((k, int(day[near[0]])) for k in classes if kind == TEST)
                yield near[0]


def _announced(rng: np.random.Generator, school: School, staff: Ints, day: Ints, kind: Ints) -> Ints:
    size = day.size
    slack = _SLACK * (1 - school.habits.prompt[staff])
    chance = rng.random(size)
    ahead = np.where(chance < slack, rng.integers(1, 7, size), rng.integers(7, 15, size))
    never = chance < slack * _NEVER_SHARE
    other = kind != TEST
    ahead = np.where(other, rng.integers(2, 11, size), ahead)
    never = np.where(other, rng.random(size) > _OTHERS_ANNOUNCED, never)
    moment = (day - ahead) * DAY + rng.integers(8 * HOUR, 21 * HOUR, size)
    return np.where(never, NEVER, np.maximum(moment, school.year.start * DAY + 8 * HOUR))


def table(school: School, rows: Assessments) -> pa.Table:
    """The table ``assessments`` of the export."""
    first = np.array([texts.START[group.subject] for group in school.groups])[rows.group]
    length = np.array([len(texts.TOPICS[group.subject]) for group in school.groups])[rows.group]
    pool = [f"{texts.WORKS[kind]}: {topic}" for kind in KINDS for topic in texts.POOL]
    place = (rows.day - school.year.start) * length // (school.year.end - school.year.start + 1)
    index = rows.kind * len(texts.POOL) + first + np.clip(place, 0, length - 1)
    whole = from_columns(
        "assessments",
        {
            "assessment_id": grid.codes("A", np.arange(rows.day.size), 4),
            "group_id": grid.words(school.group_codes, rows.group),
            "held_on": grid.days(rows.day),
            "kind": grid.words(KINDS, rows.kind),
            "topic": grid.words(pool, index),
            "announced_at": grid.stamps(rows.announced, school.year.cut),
        },
    )
    return whole.filter(rows.kept(school))

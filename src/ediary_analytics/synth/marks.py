"""Marks: of assessments, of lessons, brought from elsewhere; with each pupil's ability behind them."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from ediary_analytics.synth.absence import Spells, placement
from ediary_analytics.synth.assessments import Assessments
from ediary_analytics.synth.grid import DAY, NEVER, NONE, Ints, Reals, pick
from ediary_analytics.synth.habits import HOUR, Habits
from ediary_analytics.synth.hours import Hours
from ediary_analytics.synth.lessons import Lessons
from ediary_analytics.synth.scale import written
from ediary_analytics.synth.school import School

KINDS: Final = ("ordinary", "test", "independent", "project", "long_work", "cumulative", "external", "summer")
ORDINARY, CUMULATIVE, EXTERNAL, SUMMER = 0, 5, 6, 7
#: The assessment kinds' grade kinds: an oral one is marked as ordinary.
_KIND_OF: Final = np.array([1, 2, 3, 4, ORDINARY])
#: How much better or worse than usual each kind turns out, in points.
_KIND_EFFECT: Final = np.array([0.0, -0.35, -0.1, 0.8, 0.7, 0.2, 0.3, -0.5])
#: Share of lessons in which a teacher gives marks, and of the pupils then, by assessment.
_LESSON_SHARE: Final = {"points": (0.53, 0.39), "levels": (0.34, 0.3), "credit": (0.25, 0.35)}
CUMULATIVE_GROUPS: Final = 0.18
#: Days from the first of September before a lesson is marked.
FIRST_MARKS: Final = 7
UNGRADED_SHARE: Final = 0.012
GRADED_LATE_SHARE: Final = 0.03
MISSED_SHARE: Final = 0.02
RETAKEN_SHARE: Final = 0.7
MARK_LATE_SHARE: Final = 0.008
UNTIMED_SHARE: Final = 0.003
#: Days a teacher takes over a pile of work, from the next day on.
_CORRECTING: Final = (0.14, 0.22, 0.2, 0.16, 0.14, 0.14)


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of the year by day, group and pupil, arrays of one length; NONE: no lesson, no assessment.

    ``points`` is the mark on the scale of ten, ``value`` what the group writes for it (an index of ``scale.VALUES``).
    """

    pupil: Ints
    group: Ints
    lesson: Ints
    assessment: Ints
    day: Ints
    kind: Ints
    points: Ints
    value: Ints
    entered: Ints
    by: Ints


class Talent:
    """What a pupil would get: ability, liking for the subject, the teacher's strictness, a trend over the year."""

    def __init__(self, school: School) -> None:
        rng, people = school.plan.stream("talent"), school.pupils
        subjects = sorted({group.subject for group in school.groups})
        self.subject = np.array([subjects.index(group.subject) for group in school.groups])
        self.base: Reals = 7.0 + 1.35 * people.ability
        self.liking: Reals = rng.normal(0, 0.75, (people.size, len(subjects)))
        self.kindness: Reals = rng.normal(0, 0.35, len(school.groups))
        self.trend: Reals = rng.normal(0, 0.55, people.size)
        self.start, self.length = school.year.start, school.year.end - school.year.start

    def points(self, rng: np.random.Generator, pupil: Ints, group: Ints, day: Ints, kind: Ints) -> Ints:
        """Marks from 1 to 10."""
        since = (day - self.start) / self.length
        expected = self.base[pupil] + self.liking[pupil, self.subject[group]] + self.kindness[group]
        drawn = expected + self.trend[pupil] * (since - 0.5) + _KIND_EFFECT[kind] + rng.normal(0, 1.15, pupil.size)
        points: Ints = np.clip(np.floor(drawn + 0.5), 1, 10).astype(np.int64)
        return points


def marks(school: School, lessons: Lessons, spells: Spells, hours: Hours, planned: Assessments) -> Marks:
    """All marks of the year."""
    talent = Talent(school)
    parts = [
        _of_assessments(school, lessons, spells, hours, planned),
        _of_lessons(school, lessons, hours, planned),
        _brought(school),
    ]
    pupil, group, lesson, assessment, day, kind, entered, by = (np.concatenate(c) for c in zip(*parts, strict=True))
    points = talent.points(school.plan.stream("points"), pupil, group, day, kind)
    by = school.acting(by, np.where(entered < NEVER, entered // DAY, day))
    order = np.lexsort((pupil, group, day))
    value = written(school, pupil, group, points)
    columns = (pupil, group, lesson, assessment, day, kind, points, value, entered, by)
    return Marks(*(column[order] for column in columns))


_Part = tuple[Ints, Ints, Ints, Ints, Ints, Ints, Ints, Ints]


def _of_assessments(school: School, lessons: Lessons, spells: Spells, hours: Hours, planned: Assessments) -> _Part:
    """Marks of planned assessments; who was away writes it in a later lesson, or never."""
    rng = school.plan.stream("assessment marks")
    of_lesson = np.full(lessons.day.size, NONE)
    of_lesson[planned.lesson] = np.arange(planned.lesson.size)
    graded = rng.random(planned.day.size) >= UNGRADED_SHARE
    writing = of_lesson[hours.lesson] != NONE
    writing[writing] = graded[of_lesson[hours.lesson[writing]]]
    where = np.flatnonzero(writing & ~hours.elsewhere)
    where = where[rng.random(where.size) >= MISSED_SHARE]
    lesson, pupil, assessment = hours.lesson[where], hours.pupil[where], of_lesson[hours.lesson[where]]
    away = hours.away[where]
    written = np.where(away, _retaken(rng, school, lessons, spells, lesson, pupil), lesson)
    there = written != NONE
    pupil, assessment, written, away = pupil[there], assessment[there], written[there], away[there]
    day, group = lessons.day[written], lessons.group[written]
    by = lessons.planned[written]
    entered = np.where(
        away,
        _corrected(rng, school.habits, day, by),
        _corrected(rng, school.habits, planned.day, lessons.planned[planned.lesson])[assessment] + 6 * (pupil % 30),
    )
    entered[rng.random(entered.size) < UNTIMED_SHARE] = NEVER
    return pupil, group, written, assessment, day, _KIND_OF[planned.kind[assessment]], entered, by


def _corrected(rng: np.random.Generator, habits: Habits, day: Ints, by: Ints) -> Ints:
    """When a pile of work written on a day is entered: within the week, or a week too late."""
    late = rng.random(day.size) < GRADED_LATE_SHARE + (1 - habits.prompt[by]) / 3
    days = np.where(late, rng.integers(8, 17, day.size), 1 + pick(rng, _CORRECTING, day.size))
    return (day + days) * DAY + rng.integers(14 * HOUR, 21 * HOUR + 1800, day.size)


def _retaken(
    rng: np.random.Generator, school: School, lessons: Lessons, spells: Spells, lesson: Ints, pupil: Ints
) -> Ints:
    """The lesson, two or four later, in which each pupil writes what was missed; NONE where that never happens."""
    taken = np.flatnonzero(lessons.held & (lessons.filled < NEVER))
    order = taken[np.argsort(lessons.group[taken], kind="stable")]
    place = np.full(lessons.day.size, NONE)
    place[order] = np.arange(order.size)
    found = np.full(lesson.size, NONE)
    for later in (4, 2):
        then = order[np.minimum(place[lesson] + later, order.size - 1)]
        spell = spells.of[pupil, lessons.day[then] - school.year.base]
        number = lessons.number[then]
        away = (spell != NONE) & (spells.low[spell] <= number) & (number <= spells.high[spell])
        able = (lessons.group[then] == lessons.group[lesson]) & ~away
        able &= school.class_on(pupil, lessons.day[then]) == school.class_on(pupil, lessons.day[lesson])
        able &= ~np.isin(pupil, school.pupils.sorts["home"] + school.pupils.sorts["skipper"])
        found = np.where(able, then, found)
    return np.where(rng.random(lesson.size) < RETAKEN_SHARE, found, NONE)


def _of_lessons(school: School, lessons: Lessons, hours: Hours, planned: Assessments) -> _Part:
    """Marks given in lessons without an assessment, entered with the lesson or that evening."""
    rng, size = school.plan.stream("lesson marks"), lessons.day.size
    assessed = [_LESSON_SHARE.get(g.assessment, (0.0, 0.0)) for g in school.groups]
    share = np.array(assessed)[lessons.group]
    marked = rng.random(size) < share[:, 0]
    marked[planned.lesson] = False
    marked &= lessons.day >= school.year.start + FIRST_MARKS
    where = np.flatnonzero(marked[hours.lesson] & ~hours.away)
    where = where[rng.random(where.size) < share[hours.lesson[where], 1]]
    lesson, pupil = hours.lesson[where], hours.pupil[where]
    group, day = lessons.group[lesson], lessons.day[lesson]
    points = np.array([g.assessment == "points" for g in school.groups])
    cumulative = points & (rng.random(len(school.groups)) < CUMULATIVE_GROUPS)
    kind = np.where(cumulative[group] & (rng.random(where.size) < 1 / 2), CUMULATIVE, ORDINARY)
    evening = day * DAY + rng.integers(15 * HOUR, 22 * HOUR, size)[lesson]
    with_lesson = lessons.filled[lesson] + 5 * (pupil % 30)
    midnight = (day + 1) * DAY - 1
    at_home = (rng.random(size) < 0.12)[lesson] & (evening > with_lesson)  # noqa: PLR2004  (marks follow after school)
    entered = np.where(
        with_lesson > midnight, with_lesson, np.minimum(np.where(at_home, evening, with_lesson), midnight)
    )
    entered = np.where(rng.random(where.size) < MARK_LATE_SHARE, Habits.later(rng, day), entered)
    entered = np.where(rng.random(where.size) < UNTIMED_SHARE, NEVER, np.maximum(entered, lessons.filled[lesson]))
    return pupil, group, lesson, np.full(where.size, NONE), day, kind, entered, lessons.staff[lesson]


def _brought(school: School) -> _Part:
    """Marks from a sanatorium's school, and of additional work set for the first weeks of autumn."""
    rng, rows = school.plan.stream("brought"), []
    back = placement(school)[1]
    for n, who in enumerate(school.pupils.sorts["placed"]):
        # The second one's marks were forgotten for a week.
        entered = school.year.workday(back, int(rng.integers(1, 6)) + 6 * (n % 4 == 1))
        rows += [(who, of, EXTERNAL, back - 1, entered) for of in _assessed(school, who)[:6]]
    for n, who in enumerate(school.pupils.sorts["summer"]):
        done = summer(school)[1] - int(rng.integers(4)) + 6 * (n % 4 == 1)
        rows += [(who, of, SUMMER, school.year.workday(done, -1), done) for of in _assessed(school, who)[:1]]
    pupil, group, kind, day, entry = np.array(rows, dtype=np.int64).reshape(-1, 5).T
    nothing = np.full(pupil.size, NONE)
    by = school.heads[school.pupils.klass[pupil]]
    moment = entry * DAY + rng.integers(9 * HOUR, 17 * HOUR, pupil.size)
    return pupil, group, nothing, nothing, day, kind, moment, by


def summer(school: School) -> tuple[int, int]:
    """First and last day of the additional work that some pupils take into September."""
    return school.year.start, school.year.start + 24


def _assessed(school: School, pupil: int) -> list[int]:
    """The groups of a pupil's own class that give points or levels, in the order of the plan."""
    rows = school.members.group[school.members.pupil == pupil]
    return [
        int(group)
        for group in rows
        if school.groups[group].kind == "formal" and school.groups[group].assessment in {"points", "levels"}
    ]

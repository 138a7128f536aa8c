"""Progress: term grades, marks, their means and how they change."""

import datetime as dt
from collections import Counter, defaultdict
from typing import Final

from support.brute.asked import Asked, Key, Rows, share
from support.brute.marks import Mark
from support.brute.school import School

Marks = list[Mark]
SCHEME_FROM: Final = dt.date(2023, 9, 1)


def _of_terms(asked: Asked, grades: Marks) -> dict[Key, Marks]:
    """Term grades of the window by place in the answer."""
    found: dict[Key, Marks] = defaultdict(list)
    for grade in grades:
        if asked.holds(grade.day):
            found[*grade.key(asked), grade.term].append(grade)
    return found


def _of_pupils(grades: Marks) -> list[Marks]:
    found: dict[str, Marks] = defaultdict(list)
    for grade in grades:
        found[grade.pupil].append(grade)
    return list(found.values())


def _lowest(grades: Marks) -> list[int]:
    """The lowest of each pupil who has one."""
    ranks = [[grade.rank for grade in of_pupil if grade.rank is not None] for of_pupil in _of_pupils(grades)]
    return [min(of_pupil) for of_pupil in ranks if of_pupil]


def success_rate(_school: School, asked: Asked, grades: Marks) -> Rows:
    """Pupils without a negative term grade, of pupils with a term grade."""
    found: Rows = {}
    for place, here in _of_terms(asked, grades).items():
        pupils = _of_pupils(here)
        well = sum(not any(grade.negative for grade in of_pupil) for of_pupil in pupils)
        found[*place, None] = (well, len(pupils))
    return found


def quality_rate(_school: School, asked: Asked, grades: Marks) -> Rows:
    """Pupils whose lowest is 7 or better, of pupils with a lowest."""
    lowest = {place: _lowest(here) for place, here in _of_terms(asked, grades).items()}
    return {(*place, None): (sum(rank >= 7 for rank in ranks), len(ranks)) for place, ranks in lowest.items() if ranks}


def level_of(rank: int, ends_on: dt.date) -> str:
    """The level of a lowest grade, by the scheme of the day the term ended."""
    if rank <= 3:
        return "unsatisfactory"
    if rank >= 9:
        return "advanced"
    if ends_on < SCHEME_FROM:
        return "satisfactory" if rank <= 5 else "main"
    return "threshold" if rank == 4 else "satisfactory" if rank <= 6 else "main"


def level(school: School, asked: Asked, grades: Marks) -> Rows:
    """Pupils whose lowest is on each level, of pupils with a lowest."""
    ends = {row["term_id"]: row["ends_on"] for row in school["terms"]}
    found: Rows = {}
    for place, here in _of_terms(asked, grades).items():
        counts = Counter(level_of(rank, ends[place[-1]]) for rank in _lowest(here))
        names = ["unsatisfactory", "threshold", "satisfactory", "main", "advanced"]
        if ends[place[-1]] < SCHEME_FROM:
            names.remove("threshold")
        if counts:
            found |= {(*place, name): (counts[name], counts.total()) for name in names}
    return found


def grade_distribution(_school: School, asked: Asked, grades: Marks) -> Rows:
    """Term grades of each value, of term grades."""
    found: Rows = {}
    for place, here in _of_terms(asked, [grade for grade in grades if grade.averaged]).items():
        counts = Counter(grade.value for grade in here)
        found |= {(*place, value): (count, len(here)) for value, count in counts.items()}
    return found


def mean_grade(_school: School, asked: Asked, grades: Marks) -> Rows:
    """The sum of points, over term grades in points."""
    points = _of_terms(asked, [grade for grade in grades if grade.in_mean])
    return {(*place, None): (sum(grade.points or 0 for grade in here), len(here)) for place, here in points.items()}


def median_grade(_school: School, asked: Asked, grades: Marks) -> Rows:
    """The sum of the two in the middle, over 2."""
    found: Rows = {}
    for place, here in _of_terms(asked, [grade for grade in grades if grade.in_mean]).items():
        points = sorted(grade.points or 0 for grade in here)
        found[*place, None] = (points[(len(points) - 1) // 2] + points[len(points) // 2], 2)
    return found


def mean_mark(school: School, asked: Asked, marks: Marks) -> Rows:
    """The sum of points, over marks in points."""
    return share(school, asked, marks, lambda mark: mark.in_mean, {None: lambda mark: mark.points})


def slope(marks: Marks) -> tuple[int, int]:
    """Points per 30 days, by least squares, as a fraction of whole numbers."""
    xy = [(mark.day.toordinal(), mark.points or 0) for mark in marks]
    xs, ys = sum(x for x, _y in xy), sum(y for _x, y in xy)
    rise = len(xy) * sum(x * y for x, y in xy) - xs * ys
    return 30 * rise, len(xy) * sum(x * x for x, _y in xy) - xs * xs


def grade_trend(_school: School, asked: Asked, marks: Marks) -> Rows:
    """The slope of a pupil's marks, and how many they are."""
    here: dict[Key, Marks] = defaultdict(list)
    for mark in marks:
        if mark.in_mean and mark.subject is not None and asked.holds(mark.day):
            here[*mark.key(asked), "total"].append(mark)
    found: Rows = {}
    for place, of_pupil in here.items():
        found |= {(*place, "slope"): slope(of_pupil), (*place, "n"): (len(of_pupil), 1)}
    return found

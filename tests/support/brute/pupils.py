"""Pupils over a period: of each one's hours there, wherever they were, something is true or not."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial

from support.brute.asked import Asked, Key, Rows, bounds, periods
from support.brute.hours import Hour
from support.brute.school import Row, School

Hours = list[Hour]


def of_pupils(school: School, asked: Asked, hours: Iterable[Hour]) -> dict[Key, dict[Key, Hours]]:
    """Hours by place in the answer and pupil (by subject, pupil and subject); the class is that of the last day."""
    found: dict[Key, dict[Key, Hours]] = defaultdict(lambda: defaultdict(list))
    classes: dict[Key, Row] = {}
    for hour in hours:
        if not asked.holds(hour.day):
            continue
        for period in periods(school, asked, hour.day, hour.grade):
            if (hour.pupil, period) not in classes:
                klass = school.last_class(hour.pupil, *bounds(school, asked, period))
                assert klass is not None
                classes[hour.pupil, period] = klass
            klass = classes[hour.pupil, period]
            names = {"class": klass["class_id"], "grade": klass["grade_level"], "pupil": hour.pupil}
            place = (*asked.key(**names, subject=hour.subject), period)
            found[place][hour.pupil,].append(hour)
    return found


def _pupils(school: School, asked: Asked, hours: Hours, parts: dict[str | None, Callable[[Hours], bool]]) -> Rows:
    """Pupils of whose held hours something is true, of pupils with a held hour."""
    found = of_pupils(school, asked, [hour for hour in hours if hour.held])
    return {
        (*place, part): (sum(holds(of_pupil) for of_pupil in pupils.values()), len(pupils))
        for place, pupils in found.items()
        for part, holds in parts.items()
    }


def _count(hours: Hours, kind: str) -> int:
    return sum(hour.absence == kind for hour in hours)


def frequent_lateness(school: School, asked: Asked, hours: Hours) -> Rows:
    """Pupils late in five hours or more."""
    return _pupils(school, asked, hours, {None: lambda held: sum(hour.late for hour in held) >= 5})


def band(held: Hours) -> str:
    """The band of a pupil's held hours; a bound belongs to the worse band."""
    missed = 100 * sum(hour.missed for hour in held)
    if len(held) < 20:
        return "too_few"
    if missed >= 20 * len(held):
        return "severe"
    if missed >= 10 * len(held):
        return "chronic"
    return "at_risk" if missed >= 5 * len(held) else "satisfactory"


def _in_band(name: str, held: Hours) -> bool:
    return band(held) == name


def absence_bands(school: School, asked: Asked, hours: Hours) -> Rows:
    """Pupils in each band of missed hours."""
    names = ("satisfactory", "at_risk", "chronic", "severe", "too_few")
    return _pupils(school, asked, hours, {name: partial(_in_band, name) for name in names})


def nemis(school: School, asked: Asked, hours: Hours) -> Rows:
    """Pupils beyond each of the bounds of unjustified hours; they do not exclude each other."""
    return _pupils(
        school,
        asked,
        hours,
        {
            "nemis": lambda held: 2 * _count(held, "unjustified") > len(held),
            "poor": lambda held: 100 * _count(held, "unjustified") >= 30 * len(held),
            "prone": lambda held: _count(held, "unjustified") >= 10,
            "avoiding": lambda held: _count(held, "unjustified") > 40,
        },
    )


def string_lengths(held: Hours) -> tuple[int, int]:
    """The longest row of days all missed, and the one that runs on the newest day, of one pupil's held hours."""
    by_day = defaultdict(list)
    for hour in held:
        by_day[hour.day].append(hour.missed)
    longest = running = 0
    for day in sorted(by_day):
        running = running + 1 if all(by_day[day]) else 0
        longest = max(longest, running)
    return longest, running


def absence_strings(school: School, asked: Asked, hours: Hours) -> Rows:
    """The longest string of days missed whole, and the running one."""
    found: Rows = {}
    for place, pupils in of_pupils(school, asked, [hour for hour in hours if hour.held]).items():
        (held,) = pupils.values()
        longest, running = string_lengths(held)
        found |= {(*place, "longest"): (longest, 1), (*place, "running"): (running, 1)}
    return found


def _days_of_pupils(school: School, asked: Asked, hours: Hours) -> Rows:
    found = of_pupils(school, asked, hours)
    return {
        (*place, None): (sum(len({hour.day for hour in of_pupil}) for of_pupil in pupils.values()), len(pupils))
        for place, pupils in found.items()
    }


def parents_illness_days(school: School, asked: Asked, hours: Hours) -> Rows:
    """Days with a justified illness, per pupil with any."""
    return _days_of_pupils(school, asked, [hour for hour in hours if hour.absence == "illness"])


def parents_family_days(school: School, asked: Asked, hours: Hours) -> Rows:
    """Days with a justified family reason, per pupil with any; terms, not the year."""
    family = [hour for hour in hours if hour.absence == "other" and hour.reason == "family"]
    years = {row["term_id"] for row in school["terms"] if row["kind"] == "year"}
    found = _days_of_pupils(school, asked, family)
    return {key: row for key, row in found.items() if key[-2] not in years}

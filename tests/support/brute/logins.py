"""Logins: who has an account, who uses it, whom the school has to reach on paper."""

import datetime as dt
from collections import Counter, defaultdict
from functools import cached_property
from typing import Any

from support.brute.asked import Asked, Key, Rows, bounds, month, open_periods
from support.brute.hours import Hour
from support.brute.marks import Mark
from support.brute.school import Row, School, days, within

Person = tuple[str, str]
BANDS = ("0-7", "8-30", "31-90", "91+", "never")


class Logins:
    """Accounts and logins up to a moment, by person (kind and id)."""

    def __init__(self, school: School, as_of: dt.datetime) -> None:
        self.school = school
        self.as_of = as_of

    @cached_property
    def created(self) -> dict[Person, list[dt.datetime | None]]:
        """When each person's accounts were made."""
        found = defaultdict(list)
        for row in self.school["accounts"]:
            found[row["person_kind"], row["person_id"]].append(row["created_at"])
        return dict(found)

    @cached_property
    def of(self) -> dict[Person, list[dt.date]]:
        """The days on which each person logged in."""
        person = {row["account_id"]: (row["person_kind"], row["person_id"]) for row in self.school["accounts"]}
        found = defaultdict(list)
        for row in self.school["logins"]:
            if row["logged_in_at"] <= self.as_of:
                found[person[row["account_id"]]].append(row["logged_in_at"].date())
        return dict(found)

    def has_account(self, person: Person, day: dt.date) -> bool:
        """Whether a person has an account on a day."""
        return any(made is None or made.date() <= day for made in self.created.get(person, []))

    def active(self, person: Person, first: dt.date, last: dt.date) -> bool:
        """Whether a person logged in on one of some days."""
        return any(first <= day <= last for day in self.of.get(person, []))

    def persons(self, asked: Asked, day: dt.date) -> dict[Key, set[Person]]:
        """Pupils, their guardians and staff of a day, by the keys asked for."""
        found: dict[Key, set[Person]] = defaultdict(set)
        for pupil in self.school.pupils_on(day):
            klass = self.school.class_on(pupil, day)
            assert klass is not None
            names = {"class": klass["class_id"], "grade": klass["grade_level"], "pupil": pupil}
            found[asked.key(**names, kind="pupil")].add(("pupil", pupil))
            for row in self.school.guardians.get(pupil, []):
                found[asked.key(**names, kind="guardian")].add(("guardian", row["guardian_id"]))
        for row in self.school["staff"]:
            if within(row["employed_from"], day, row["employed_to"]):
                found[asked.key(kind="staff")].add(("staff", row["staff_id"]))
        return found


def login_reach(asked: Asked, logins: Logins) -> Rows:
    """Persons who ever logged in, of persons with an account."""
    found: Rows = {}
    for key, people in logins.persons(asked, asked.as_of.date()).items():
        able = {person for person in people if person in logins.created}
        if able:
            found[*key, "total", None] = (sum(person in logins.of for person in able), len(able))
    return found


def never_logged_in(asked: Asked, logins: Logins) -> Rows:
    """Persons who never logged in, of persons."""
    people = logins.persons(asked, asked.as_of.date())
    return {
        (*key, "total", None): (sum(person not in logins.of for person in here), len(here))
        for key, here in people.items()
    }


def last_login(asked: Asked, logins: Logins) -> Rows:
    """Persons by the days since their last login."""
    found: Rows = {}
    for key, people in logins.persons(asked, asked.as_of.date()).items():
        bands = Counter(_band(logins.of.get(person, []), asked.as_of.date()) for person in people)
        found |= {(*key, "total", band): (bands[band], len(people)) for band in BANDS}
    return found


def _band(logged_in: list[dt.date], today: dt.date) -> str:
    if not logged_in:
        return "never"
    since = (today - max(logged_in)).days
    return "0-7" if since <= 7 else "8-30" if since <= 30 else "31-90" if since <= 90 else "91+"


def login_active(school: School, asked: Asked, logins: Logins) -> Rows:
    """Persons who logged in in the period, of persons with an account on its last day."""
    found: Rows = {}
    for period in open_periods(school, asked, school.some_class_has_school):
        first, last = bounds(school, asked, period)
        for key, people in logins.persons(asked, last).items():
            able = {person for person in people if logins.has_account(person, last)}
            if able:
                active = sum(logins.active(person, first, last) for person in able)
                found[*key, period, None] = (active, len(able))
    return found


def pupils_reached(school: School, asked: Asked, logins: Logins) -> Rows:
    """Pupils with a guardian active in the period, of pupils enrolled on its last day."""
    found: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    for period in open_periods(school, asked, school.some_class_has_school):
        first, last = bounds(school, asked, period)
        for pupil in school.pupils_on(last):
            row = found[*_key(asked, pupil, school.class_on(pupil, last)), period, None]
            row[0] += _reached(school, logins, pupil, first, last)
            row[1] += 1
    return {key: (reached, pupils) for key, (reached, pupils) in found.items()}


def print_list(school: School, asked: Asked, logins: Logins) -> Rows:
    """Pupils whose report is printed, of pupils of general classes who had school in the month."""
    found: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    for pupil in school.enrolments:
        wants = any(row["wants_print"] for row in school.guardians.get(pupil, []))
        printed = wants or not _reached(school, logins, pupil, dt.date.min, dt.date.max)
        for period in open_periods(school, asked, school.some_class_has_school):
            first, last = bounds(school, asked, period)
            if any(_has_school(school, pupil, day) for day in days(first, last)):
                row = found[*_key(asked, pupil, school.last_class(pupil, first, last)), period, None]
                row[0] += printed
                row[1] += 1
    return {key: (printed, pupils) for key, (printed, pupils) in found.items()}


def login_effect(asked: Asked, logins: Logins, hours: list[Hour], marks: list[Mark]) -> Rows:
    """Days to the decision on an absence, and points of marks: where a guardian was active in that month or not."""
    found: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    parts = [f"{what}_{how}" for what in ("decision_days", "mark") for how in ("reached", "not_reached")]

    def add(event: Hour | Mark, what: str, amount: int) -> None:
        place = (*event.key(asked), month(event.day) if asked.period == "month" else "total")
        first = event.day.replace(day=1)
        last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
        reached = _reached(logins.school, logins, event.pupil, first, last)
        for part in parts:
            found[*place, part]
        row = found[*place, f"{what}_{'reached' if reached else 'not_reached'}"]
        row[0] += amount
        row[1] += 1

    for hour in hours:
        decided = hour.decided_at if hour.absence not in {None, "open"} else None
        if asked.holds(hour.day) and decided is not None and decided <= asked.as_of:
            add(hour, "decision_days", (decided.date() - hour.day).days)
    for mark in marks:
        if asked.holds(mark.day) and mark.in_mean:
            add(mark, "mark", mark.points or 0)
    return {key: (amount, count) for key, (amount, count) in found.items()}


def _reached(school: School, logins: Logins, pupil: str, first: dt.date, last: dt.date) -> bool:
    guardians = school.guardians.get(pupil, [])
    return any(logins.active(("guardian", row["guardian_id"]), first, last) for row in guardians)


def _has_school(school: School, pupil: str, day: dt.date) -> bool:
    klass = school.class_on(pupil, day)
    return klass is not None and klass["kind"] == "general" and school.is_school_day(klass, day)


def _key(asked: Asked, pupil: str, klass: Row | None) -> tuple[Any, ...]:
    assert klass is not None
    return asked.key(**{"class": klass["class_id"], "grade": klass["grade_level"], "pupil": pupil})

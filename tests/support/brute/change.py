"""Change: results against those of the term before and against the marks; how many marks and tests there are."""

import datetime as dt
from collections import defaultdict
from fractions import Fraction
from math import floor
from typing import Any

from support.brute.asked import Asked, Key, Rows, bounds, periods, week
from support.brute.marks import Mark
from support.brute.school import Row, School, days, within

Marks = list[Mark]


def results(grades: Marks) -> dict[tuple[str, str, str], Mark]:
    """The result in points of each pupil, subject and term: of two the lower."""
    found: dict[tuple[str, str, str], Mark] = {}
    for grade in grades:
        if grade.in_mean and grade.subject is not None and grade.term is not None:
            place = (grade.pupil, grade.subject, grade.term)
            if place not in found or (found[place].points or 0) > (grade.points or 0):
                found[place] = grade
    return found


def _changes(school: School, asked: Asked, grades: Marks) -> dict[Key, list[int]]:
    """By place in the answer, how far each result stands from that of the term before."""
    of = results(grades)
    found: dict[Key, list[int]] = defaultdict(list)
    for (pupil, subject, term), grade in of.items():
        before = term_before(school, term, grade.grade)
        last = of.get((pupil, subject, before)) if before else None
        if last is not None and asked.holds(grade.day):
            found[*grade.key(asked), term].append((grade.points or 0) - (last.points or 0))
    return found


def term_before(school: School, term_id: str, grade: int) -> str | None:
    """The term of the same kind and year that went before, for a grade."""
    (term,) = [row for row in school["terms"] if row["term_id"] == term_id]
    before = [
        row
        for row in school.terms_of(grade)
        if (row["kind"], row["school_year"]) == (term["kind"], term["school_year"])
        and row["starts_on"] < term["starts_on"]
    ]
    return str(max(before, key=lambda row: row["starts_on"])["term_id"]) if before else None


def term_change(school: School, asked: Asked, grades: Marks) -> Rows:
    """The sum of the changes, over pairs."""
    return {(*place, None): (sum(of), len(of)) for place, of in _changes(school, asked, grades).items()}


def term_fall(school: School, asked: Asked, grades: Marks) -> Rows:
    """Pairs that fell by 2 or more, over pairs."""
    changes = _changes(school, asked, grades)
    return {(*place, None): (sum(change <= -2 for change in of), len(of)) for place, of in changes.items()}


def mark_vs_mean(school: School, asked: Asked, grades: Marks, marks: Marks) -> Rows:
    """Term results against the mean, rounded half up, of the term's marks in the subject."""
    terms = {row["term_id"]: row for row in school["terms"] if row["kind"] != "year"}
    here: dict[Key, list[int]] = defaultdict(list)
    given: dict[tuple[str, str | None], Marks] = defaultdict(list)
    for mark in marks:
        if mark.in_mean:
            given[mark.pupil, mark.subject].append(mark)
    for (pupil, subject, term), grade in results(grades).items():
        if term not in terms or not asked.holds(grade.day):
            continue
        points = [
            mark.points or 0
            for mark in given[pupil, subject]
            if within(terms[term]["starts_on"], mark.day, terms[term]["ends_on"])
        ]
        if points:
            mean = floor(Fraction(sum(points), len(points)) + Fraction(1, 2))
            here[*grade.key(asked), term].append((grade.points or 0) - mean)
    found: Rows = {}
    for place, apart in here.items():
        found[*place, "difference"] = (sum(apart), len(apart))
        found[*place, "higher"] = (sum(one >= 1 for one in apart), len(apart))
        found[*place, "lower"] = (sum(one <= -1 for one in apart), len(apart))
    return found


def marks_count(school: School, asked: Asked, marks: Marks) -> Rows:
    """Marks of a term, over how many the weekly lessons ask for: one more than they are, three at least."""
    found: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    days_of: dict[tuple[str, str | None], list[dt.date]] = defaultdict(list)
    for mark in marks:
        days_of[mark.pupil, mark.subject].append(mark.day)
    for term in school["terms"]:
        if term["kind"] == "year" or term["starts_on"] > asked.until or term["ends_on"] < asked.since:
            continue
        first, last = bounds(school, asked, term["term_id"])
        lessons = [row for row in school["timetable"] if within(row["valid_from"], last, row["valid_to"])]
        for (pupil, subject), groups in _subjects_of(school, last).items():
            klass = school.class_on(pupil, last)
            if klass is None or term not in school.terms_of(klass["grade_level"]):
                continue
            weekly = {(row["weekday"], row["lesson_no"]) for row in lessons if row["group_id"] in groups}
            given = [day for day in days_of[pupil, subject] if first <= day <= last]
            names = {"class": klass["class_id"], "grade": klass["grade_level"], "pupil": pupil, "subject": subject}
            row = found[*asked.key(**names), term["term_id"], None]
            row[0] += len(given)
            row[1] += max(3, len(weekly) + 1)
    return {place: (given, least) for place, (given, least) in found.items()}


def _subjects_of(school: School, day: dt.date) -> dict[tuple[str, str], set[str]]:
    """The formal groups in points of each pupil and subject on a day."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in school["group_members"]:
        group = school.groups[row["group_id"]]
        if (group["kind"], group["assessment"]) != ("formal", "points") or group["subject_id"] is None:
            continue
        if within(row["joined_on"], day, row["left_on"]):
            found[row["pupil_id"], group["subject_id"]].add(row["group_id"])
    return found


def test_load(school: School, asked: Asked) -> Rows:
    """Tests of classes, over their weeks with school."""
    found: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    for klass in school["classes"]:
        if klass["kind"] == "preschool":
            continue
        key = asked.key(**{"class": klass["class_id"], "grade": klass["grade_level"]})
        weeks: set[tuple[Any, ...]] = set()
        for day in days(asked.since, asked.until):
            if school.is_school_day(klass, day):
                weeks |= {(period, week(day)) for period in periods(school, asked, day, klass["grade_level"])}
        for period, _week in weeks:
            found[*key, period, None][1] += 1
        for row in school["assessments"]:
            if row["kind"] != "test" or not asked.holds(row["held_on"]) or not _has_test(school, klass, row):
                continue
            for period in periods(school, asked, row["held_on"], klass["grade_level"]):
                found[*key, period, None][0] += 1
    return {place: (tests, weeks) for place, (tests, weeks) in found.items()}


def _has_test(school: School, klass: Row, row: Row) -> bool:
    group = school.groups[row["group_id"]]
    if group["class_id"] is not None:
        return bool(group["class_id"] == klass["class_id"])
    return any(
        within(member["joined_on"], row["held_on"], member["left_on"])
        and school.class_on(member["pupil_id"], row["held_on"]) is klass
        for member in school.members.get(row["group_id"], [])
    )

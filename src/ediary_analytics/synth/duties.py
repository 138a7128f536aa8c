"""Papers that are due: statistics, reports, plans, reviews; most in time, some late, a few never."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pyarrow as pa

from ediary_analytics.synth.attendance import UNJUSTIFIED
from ediary_analytics.synth.classes import SchoolClass
from ediary_analytics.synth.families import Families
from ediary_analytics.synth.frame import from_rows
from ediary_analytics.synth.grid import NEVER, NONE, Ints, between, date_of, day_of
from ediary_analytics.synth.records import Records
from ediary_analytics.synth.school import School
from ediary_analytics.synth.year import FRIDAY

#: Chances that a duty is never done, and that it is done late.
NEVER_SHARE, LATE_SHARE = 0.03, 0.06
#: Of the duties never done, those that stand in the list with an empty date.
LISTED_SHARE: Final = 0.3
SETUP: Final = ("lesson_times", "terms", "closures", "subjects", "staff", "pupils", "classes", "timetable")
SETUP_DUE, LIST_DUE = {True: 5, False: 10}, {True: 5, False: 15}
MONTHS: Final = 14
NEMIS_DAY: Final = 5
NEMIS_SHARE: Final = 0.5
_PROGRESS_MONTHS: Final = (1, 8)  # October and May


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that was to be done; ``done`` is NEVER where it was not."""

    kind: str
    period: str | None
    due: int
    done: int
    klass: int = NONE
    group: int = NONE
    staff: int = NONE
    pupil: int = NONE


class _Ledger:
    """Writes down duties with their fate."""

    def __init__(self, school: School) -> None:
        self.rng = school.plan.stream("duties")
        self.school, self.year = school, school.year
        self.rows: list[Duty] = []

    def add(self, kind: str, due: int, period: str | None, ahead: int, **ids: int) -> None:
        """A duty due at the end of a day, mostly done on one of the ``ahead`` days before or on the day itself."""
        chance = float(self.rng.random())
        done = between(self.rng, due - int(self.rng.integers(ahead + 1)), 9, 17)
        if chance < NEVER_SHARE:
            done = NEVER
            if chance > NEVER_SHARE * LISTED_SHARE:
                return
        elif chance < NEVER_SHARE + LATE_SHARE:
            done = between(self.rng, due + int(self.rng.integers(1, 10)), 9, 17)
        self.rows.append(Duty(kind, period, due, done, **ids))

    def months(self, grade: int) -> list[int]:
        """The months in which a grade has a school day."""
        return [int(month) for month in np.unique(self.year.months(self.year.school_days(grade)))]


def duties(school: School, records: Records, families: Families, reached: set[int]) -> list[Duty]:
    """All duties of the year; ``reached`` are the guardians who ever log in."""
    ledger = _Ledger(school)
    _of_the_office(ledger)
    for klass in school.classes:
        due = school.year.start - 1 + LIST_DUE[school.strict]
        ledger.add("list_checked", due, None, 4, klass=klass.index, staff=klass.homeroom)
        if klass.general:
            _of_a_class(ledger, klass)
    for group in school.groups:
        if group.kind == "preschool":
            _of_preschool(ledger, group.index, group.klass, group.staff)
    _of_pupils(ledger, families, reached)
    _of_the_absent(ledger, records)
    return sorted(ledger.rows, key=lambda duty: (duty.due, duty.kind, duty.klass, duty.pupil))


def _of_the_office(ledger: _Ledger) -> None:
    """Set-up, checks, reports and the archive."""
    school, year, staff = ledger.school, ledger.year, ledger.school.staff
    administrator, deputy, social = (
        staff.holder(role) for role in ("administrator", "deputy_director", "social_pedagogue")
    )
    for item in SETUP:
        ledger.add("year_setup", year.start - 1 + SETUP_DUE[school.strict], item, 8, staff=administrator)
    for month in range(int(year.months(np.array([year.end]))[0]) + 1):
        due = year.month_end(month + 1)
        ledger.add("monthly_fill_check", due, year.month_name(month), 22, staff=deputy)
        ledger.add("attendance_review", due, year.month_name(month), 22, staff=social)
    ledger.add("timetable_checked", year.end, None, 10, staff=deputy)
    ledger.add("microclimate_report", year.start + 150, None, 20, staff=social)
    ledger.add("microclimate_report", year.end, None, 20, staff=social)
    last_of_august = year.workday(day_of(date(year.first_year + 1, 9, 1)), -1)
    ledger.add("archive", year.end + 10 if school.strict else last_of_august, None, 8, staff=administrator)
    if staff.leaver != NONE:
        ledger.add("handover", staff.people[staff.leaver].until, None, 3, staff=staff.leaver)


def _of_a_class(ledger: _Ledger, klass: SchoolClass) -> None:
    """A class head's reports."""
    year = ledger.year
    ids = {"klass": klass.index, "staff": klass.homeroom}
    for month in ledger.months(klass.grade):
        due = year.workday(year.month_end(month), 5)
        ledger.add("class_statistics", due, year.month_name(month), 5, **ids)
    for term in year.applying(klass.grade):
        ledger.add("term_report", year.workday(term.last, 5), term.code, 3, **ids)
    end = year.year_end(klass.grade)
    ledger.add("year_summary", end + 10, None, 7, **ids)
    ledger.add("progress_review", year.start + 140, None, 30, **ids)
    ledger.add("progress_review", end, None, 15, **ids)


def _of_preschool(ledger: _Ledger, group: int, klass: int, staff: int) -> None:
    """A preschool group's plans, reflections, month sheets and notes on the children's progress."""
    year, ids = ledger.year, {"group": group, "klass": klass, "staff": staff}
    days = year.school_days(0)
    for monday in np.unique(days - (days + 3) % 7):
        friday = int(monday) + FRIDAY
        number = date_of(friday).isocalendar()
        week = f"{number.year}-W{number.week:02d}"
        ledger.add("week_reflection", friday, week, 0, **ids)
        ledger.add("week_plan", friday, week, 2, **ids)
    for month in ledger.months(0):
        due = year.workday(year.month_end(month) + 1, -1)
        ledger.add("month_sheet", due, year.month_name(month), 1, **ids)
    seated = ledger.school.members
    for member in range(int(seated.offsets[group]), int(seated.offsets[group + 1])):
        for month in _PROGRESS_MONTHS:
            end = year.month_end(month)
            if seated.first[member] <= end <= seated.last[member]:
                pupil = int(seated.pupil[member])
                ledger.add("child_progress", end, year.month_name(month), 12, pupil=pupil, **ids)


def _of_pupils(ledger: _Ledger, families: Families, reached: set[int]) -> None:
    """Printed reports for parents who want them and, in the one school, for those who never log in."""
    school, year = ledger.school, ledger.year
    for pupil in range(school.pupils.size):
        own = families.of(school, pupil)
        unreached = not school.strict and not any(guardian.number in reached for guardian in own)
        if school.pupils.grade[pupil] and (unreached or any(guardian.wants_print for guardian in own)):
            klass = school.class_by_day[pupil]
            there = year.days[(klass != NONE) & year.open[school.pupils.grade[pupil]]]
            for month in np.unique(year.months(there)):
                end = year.month_end(int(month))
                of = int(klass[min(end, int(there[-1])) - year.base])
                ids = {"pupil": pupil, "klass": of, "staff": int(school.heads[of])}
                ledger.add("printed_report", year.workday(end, 5), year.month_name(int(month)), 4, **ids)


def _of_the_absent(ledger: _Ledger, records: Records) -> None:
    """Reports of those who stay away to the national register."""
    school, year = ledger.school, ledger.year
    social = school.staff.holder("social_pedagogue")
    for pupil, month in _avoiding(school, records):
        end = year.month_end(month)
        ledger.add("nemis", end + NEMIS_DAY, year.month_name(month), 4, pupil=pupil, staff=social)


def _avoiding(school: School, records: Records) -> list[tuple[int, int]]:
    """Pupils and months with more than half of the held formal lessons missed without justification."""
    lessons, rows, hours = records.lessons, records.attendance, records.hours

    def count(lesson: Ints, pupil: Ints) -> Ints:
        formal = lessons.formal[lesson]
        key = pupil[formal] * MONTHS + school.year.months(lessons.day[lesson[formal]])
        return np.bincount(key, minlength=school.pupils.size * MONTHS)

    unjustified = (rows.status == UNJUSTIFIED) & (rows.decided < NEVER)
    missed = count(rows.lesson[unjustified], rows.pupil[unjustified])
    found = np.flatnonzero(missed > NEMIS_SHARE * count(hours.lesson, hours.pupil))
    return [(int(key) // MONTHS, int(key) % MONTHS) for key in found]


def table(school: School, rows: list[Duty], present: set[int]) -> pa.Table:
    """The table ``duties_done``: what was done by the export's last day, and what stands there undone."""
    year = school.year
    found: list[tuple[Any, ...]] = []
    for number, duty in enumerate(rows):
        listed = duty.done == NEVER and duty.due <= year.until
        if (duty.done <= year.cut or listed) and (duty.pupil == NONE or duty.pupil in present):
            found.append(
                (
                    f"d{number + 1:04d}",
                    duty.kind,
                    year.name,
                    duty.period,
                    None if duty.klass == NONE else school.class_codes[duty.klass],
                    None if duty.group == NONE else school.group_codes[duty.group],
                    None if duty.staff == NONE else school.staff_codes[duty.staff],
                    None if duty.pupil == NONE else school.pupil_codes[duty.pupil],
                    duty.done,
                    f"Byla 4-{number % 30 + 1}" if duty.done <= year.cut and number % 3 == 0 else None,
                )
            )
    return from_rows("duties_done", found, year.cut)

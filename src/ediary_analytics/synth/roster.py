"""The tables that say who and what there is: school, calendar, people, classes, groups, timetable, flags, registry."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import pyarrow as pa

from ediary_analytics.synth import grid, names
from ediary_analytics.synth.absence import placement
from ediary_analytics.synth.curriculum import BY_CODE, SUBJECTS
from ediary_analytics.synth.frame import from_columns, from_rows
from ediary_analytics.synth.grid import NEVER, NONE
from ediary_analytics.synth.marks import summer
from ediary_analytics.synth.scale import INDIVIDUAL_SUBJECT
from ediary_analytics.synth.school import School

SANATORIUM: Final = "Sanatorija „Pušynas“"
MAIL_MISSING_SHARE: Final = 0.02
PHONE_MISSING_SHARE: Final = 0.04
#: Differences between the diary and the registry: pupils per pupil missing there, and per wrong class.
MISSING_IN_REGISTRY: Final = 250
WRONG_CLASS: Final = 200
_REGISTRY_BASE: Final = 100_000
#: Tables made by the method of the same name.
_NAMED: Final = (
    "terms",
    "closures",
    "staff",
    "classes",
    "pupils",
    "enrolments",
    "pupil_flags",
    "subjects",
    "groups",
    "timetable",
    "registry_pupils",
)


class Roster:
    """The export's pupils are those enrolled by its last day (before September: those expected)."""

    def __init__(self, school: School) -> None:
        self.school, self.year = school, school.year
        self.horizon = max(self.year.until, self.year.start)
        self.spells = [spell for spell in school.pupils.enrolments if spell.first <= self.horizon]
        self.present = sorted({spell.pupil for spell in self.spells})
        self.here = set(self.present)
        self.registry = _REGISTRY_BASE + school.plan.stream("registry").permutation(9 * school.pupils.size)

    def tables(self) -> Iterator[tuple[str, pa.Table]]:
        """Every table of the roster by name."""
        plan, cut = self.school.plan, self.year.cut
        yield "schools", from_rows("schools", [(plan.school_id, plan.name, plan.municipality, plan.policy)], cut)
        for name in _NAMED:
            yield name, from_rows(name, getattr(self, f"_{name}")(), cut)
        yield "group_members", self._members()

    def _terms(self) -> Iterator[tuple[Any, ...]]:
        for term in self.year.terms:
            bounds = (term.first, term.last, term.min_grade, term.max_grade)
            yield term.code, self.year.name, term.kind, term.name, *bounds

    def _closures(self) -> Iterator[tuple[Any, ...]]:
        for span in sorted(self.year.closures, key=lambda span: (span.first, span.name)):
            # Nobody plans a frost: before the day it is not in the calendar.
            if span.kind != "cancelled" or span.first <= self.year.until:
                yield span.first, span.name, span.last, span.kind, span.min_grade, span.max_grade

    def _staff(self) -> Iterator[tuple[Any, ...]]:
        for p in self.school.staff.people:
            if p.since <= self.horizon:
                mail = names.address(p.first, p.last, p.index + 1)
                until = p.until if p.until <= self.year.until else NEVER
                yield p.code, p.first, p.last, mail, p.roles, p.area, p.since, until

    def _classes(self) -> Iterator[tuple[Any, ...]]:
        for k in self.school.classes:
            kind = "general" if k.general else "preschool"
            yield k.code, self.year.name, k.name, k.grade, kind, self.school.staff_codes[k.homeroom]

    def _pupils(self) -> Iterator[tuple[Any, ...]]:
        people, rng = self.school.pupils, self.school.plan.stream("contacts")
        gaps, numbers = rng.random((people.size, 2)), rng.integers(10_000, size=people.size)
        for p in self.present:
            first, last = people.first[p], people.last[p]
            mail = None if gaps[p, 0] < MAIL_MISSING_SHARE else names.address(first, last, p + 1)
            phone = None if gaps[p, 1] < PHONE_MISSING_SHARE else names.phone(int(numbers[p]))
            yield self.school.pupil_codes[p], first, last, int(people.born[p]), mail, phone, self._registry_id(p)

    def _registry_id(self, pupil: int) -> str:
        return f"MR{self.registry[pupil]}"

    def _enrolments(self) -> Iterator[tuple[Any, ...]]:
        for spell in self.spells:
            gone = spell.last <= self.year.until
            yield (
                self.school.pupil_codes[spell.pupil],
                self.school.class_codes[spell.klass],
                spell.first,
                spell.last if gone else NEVER,
                spell.arrival,
                spell.departure if gone else None,
            )

    def _pupil_flags(self) -> Iterator[tuple[Any, ...]]:
        for pupil, kind, since, until, detail in sorted(self._flags()):
            if since <= self.horizon and pupil in self.here:
                yield self.school.pupil_codes[pupil], kind, since, until, detail or None

    def _flags(self) -> Iterator[tuple[int, str, int, int, str]]:
        school, start, sorts = self.school, self.year.start, self.school.pupils.sorts
        for n, pupil in enumerate(sorts["severe"] + sorts["chronic"][::2]):
            yield pupil, "risk_group", self.year.workday(start + 20 + 11 * n % 90, 1), NEVER, ""
        for pupil, helpers in school.members.support.items():
            yield pupil, "support", start, NEVER, helpers
        for pupil in sorts["home"]:
            yield pupil, "home_schooling", school.members.home_since, NEVER, "Direktoriaus įsakymas"
        for pupil in sorts["individual"]:
            yield pupil, "individual_programme", start, NEVER, BY_CODE[INDIVIDUAL_SUBJECT].name
        for pupil in sorts["adapted"]:
            yield pupil, "adapted_programme", start, NEVER, ""
        for pupil in sorts["placed"]:
            yield pupil, "placement", *placement(school), SANATORIUM
        for pupil in sorts["summer"]:
            yield pupil, "summer_work", *summer(school), BY_CODE["lt"].name

    def _subjects(self) -> Iterator[tuple[Any, ...]]:
        taught = {group.subject for group in self.school.groups}
        for subject in SUBJECTS:
            if subject.code in taught:
                yield subject.code, subject.name, subject.area, subject.in_average

    def _groups(self) -> Iterator[tuple[Any, ...]]:
        day = np.full(len(self.school.groups), self.year.until)
        teacher = self.school.acting(np.array([group.staff for group in self.school.groups]), day)
        for g, staff in zip(self.school.groups, teacher, strict=True):
            klass = None if g.klass == NONE else self.school.class_codes[g.klass]
            codes = (g.subject or None, klass, self.school.staff_codes[staff], g.assessment)
            yield g.code, self.year.name, g.name, g.kind, *codes

    def _members(self) -> pa.Table:
        found, school = self.school.members, self.school
        shown = (found.first <= self.horizon) & np.isin(found.pupil, self.present)
        last = np.where(found.last <= self.year.until, found.last, NEVER)
        whole = from_columns(
            "group_members",
            {
                "group_id": grid.words(school.group_codes, found.group),
                "pupil_id": grid.words(school.pupil_codes, found.pupil),
                "joined_on": grid.days(found.shown),
                "left_on": grid.days(last),
            },
        )
        return whole.filter(shown)

    def _timetable(self) -> Iterator[tuple[Any, ...]]:
        """An export of some months shows the timetable of those: no lesson is expected before its first day."""
        for slot in sorted(self.school.slots, key=lambda s: (s.group, s.weekday, s.number, s.first)):
            undated = slot.entered == NEVER and slot.first <= self.year.until
            if (slot.entered <= self.year.cut or undated) and slot.last >= self.year.since:
                first = max(slot.first, self.year.since)
                last = slot.shown_last if slot.shown_last <= self.year.until else NEVER
                code, staff = self.school.group_codes[slot.group], self.school.staff_codes[slot.staff]
                yield code, slot.weekday + 1, slot.number, first, last, staff, slot.entered

    def _registry_pupils(self) -> Iterator[tuple[Any, ...]]:
        """The registry's view: some classes differ, some pupils are missing, one never came."""
        school, rng = self.school, self.school.plan.stream("registry differences")
        today = min(max(self.year.until, self.year.start), self.year.end)
        klass = school.class_by_day[:, today - self.year.base]
        order = [int(pupil) for pupil in rng.permutation(school.pupils.size)]
        missing = set(order[: max(1, len(order) // MISSING_IN_REGISTRY)])
        wrong = set(order[-max(1, len(order) // WRONG_CLASS) :])
        for pupil in self.present:
            if klass[pupil] != NONE and pupil not in missing:
                of = int(school.pupils.klass[pupil]) if pupil in school.pupils.sorts["mover"] else int(klass[pupil])
                shift = (of + (pupil in wrong)) % len(school.classes)
                person = (school.pupils.first[pupil], school.pupils.last[pupil])
                yield self._registry_id(pupil), *person, school.classes[shift].name
        stranger = f"MR{self.registry[-1]}", names.GIRLS[order[0] % 50], names.surname(order[0], woman=True)
        yield *stranger, school.classes[-1].name

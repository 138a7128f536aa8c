"""A school before its first day: calendar, people, groups and timetable, together."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from ediary_analytics.synth.classes import Group, SchoolClass, classes, groups
from ediary_analytics.synth.grid import NONE, Bools, Ints
from ediary_analytics.synth.habits import Habits
from ediary_analytics.synth.members import Members, members
from ediary_analytics.synth.plan import KEDAINIAI, Plan
from ediary_analytics.synth.pupils import Pupils, pupils
from ediary_analytics.synth.staff import Staff, staff
from ediary_analytics.synth.timetable import Slot, timetable
from ediary_analytics.synth.year import Year


@dataclass(frozen=True)
class School:
    """What is decided before lessons begin; ids of the export are looked up here by index."""

    plan: Plan
    year: Year
    classes: list[SchoolClass]
    groups: list[Group]
    pupils: Pupils
    staff: Staff
    members: Members
    slots: list[Slot]
    habits: Habits

    @property
    def strict(self) -> bool:
        """Whether the rules are those of the half-year school, which bind lessons to 17:00 and ask for homework."""
        return self.plan.policy == KEDAINIAI

    @cached_property
    def class_codes(self) -> list[str]:
        """Class ids."""
        return [klass.code for klass in self.classes]

    @cached_property
    def group_codes(self) -> list[str]:
        """Group ids."""
        return [group.code for group in self.groups]

    @cached_property
    def staff_codes(self) -> list[str]:
        """Staff ids."""
        return [person.code for person in self.staff.people]

    @cached_property
    def pupil_codes(self) -> list[str]:
        """Pupil ids."""
        return [f"p{number + 1:04d}" for number in range(self.pupils.size)]

    @cached_property
    def heads(self) -> Ints:
        """The head of each class, as a staff index."""
        return np.array([klass.homeroom for klass in self.classes])

    @cached_property
    def class_by_day(self) -> npt.NDArray[np.int16]:
        """The class of each pupil on each of ``year.days``; -1 while not enrolled."""
        return self.pupils.classes_by_day(self.year)

    @cached_property
    def general(self) -> list[SchoolClass]:
        """The classes that are no preschool groups."""
        return [klass for klass in self.classes if klass.general]

    @cached_property
    def common(self) -> Bools:
        """The days on which some general class has school, one flag per day of the year."""
        grades = sorted({klass.grade for klass in self.general})
        flags: Bools = np.logical_or.reduce(self.year.open[grades], axis=0)
        return flags

    def acting(self, staff: Ints, day: Ints) -> Ints:
        """Who acts for each of the staff on a day: the successor for the teacher who has left."""
        if self.staff.leaver == NONE:
            return staff
        gone = (staff == self.staff.leaver) & (day > self.staff.people[self.staff.leaver].until)
        return np.where(gone, self.staff.successor, staff)

    def open_of(self, group: Group) -> Bools:
        """The school days of a group, one flag per day of the year."""
        flags: Bools = self.common if group.klass == NONE else self.year.open[self.classes[group.klass].grade]
        return flags

    def class_on(self, pupil: Ints, day: Ints) -> Ints:
        """The class of pupils on days; NONE while not enrolled."""
        return self.class_by_day[pupil, day - self.year.base].astype(np.int64)


def found(plan: Plan) -> School:
    """Found the school a plan asks for."""
    year = Year(plan)
    of = classes(plan)
    taught = groups(of)
    enrolled = pupils(plan, year, of)
    people = staff(plan, year, of, taught)
    seated = members(plan, year, of, taught, enrolled)
    slots = timetable(plan, year, of, taught, people)
    return School(plan, year, of, taught, enrolled, people, seated, slots, Habits(plan, people))

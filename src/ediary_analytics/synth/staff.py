"""Who works at the school: specialists by their lessons, class heads, the office; and how diligent each is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from ediary_analytics.synth import names
from ediary_analytics.synth.classes import Group, SchoolClass
from ediary_analytics.synth.curriculum import BY_CODE, CLASS_TEACHER, HELP, PRIMARY
from ediary_analytics.synth.grid import NEVER, NONE, Reals, day_of
from ediary_analytics.synth.plan import Plan
from ediary_analytics.synth.year import LAST_PRIMARY, Year

#: Lessons a week that fill a post.
FULL_LOAD: Final = 23
WOMEN_SHARE: Final = 0.85
MARRIED_SHARE: Final = 0.85
OFFICE: Final = (
    "director",
    "deputy_director",
    "social_pedagogue",
    "psychologist",
    "special_pedagogue",
    "speech_therapist",
    "administrator",
    "archivist",
    "health_specialist",
    "informal_organiser",
)
_HELPERS: Final = {"social_pedagogue", "psychologist", "special_pedagogue", "speech_therapist"}
#: Share of the staff, chance that an entry is made on the day, chance that it is never made.
_DILIGENCE: Final = ((0.58, 0.987, 0.003), (0.32, 0.96, 0.011), (0.1, 0.88, 0.04))
#: Who leads a club, by the end of its code; other clubs are the organiser's.
_CLUB_LEADERS: Final = {
    "choras": "mu",
    "robotika": "it",
    "futbolas": "fu",
    "keramika": "da",
    "gamta": "bi",
    "saskes": "ma",
}
_SUPPORT: Final = {"p-logopedas": "speech_therapist", "p-specialusis": "special_pedagogue", "vdm": "after_school_tutor"}


@dataclass(slots=True)
class Person:
    """One of the staff; ``index`` is the place in the school's list, ``teaches`` a specialty, if any."""

    index: int
    first: str
    last: str
    roles: list[str]
    area: str | None
    teaches: str
    since: int
    until: int = NEVER
    load: int = 0

    @property
    def code(self) -> str:
        """The staff id."""
        return f"m{self.index + 1:02d}"


@dataclass(frozen=True, slots=True)
class Staff:
    """All staff; ``prompt`` and ``idle`` are, for each, the chance to enter on the day and never to enter.

    ``leaver`` goes within the year and ``successor`` takes over (NONE in a school too small for it).
    """

    people: list[Person]
    prompt: Reals
    idle: Reals
    leaver: int
    successor: int

    def holder(self, role: str) -> int:
        """The first person with a role."""
        return next(person.index for person in self.people if role in person.roles)


class _Office:
    """Hires people and hands out groups."""

    def __init__(self, plan: Plan, year: Year) -> None:
        self.rng = plan.stream("staff")
        self.year = year
        self.people: list[Person] = []

    def hire(self, roles: list[str], area: str | None = None, teaches: str = "", since: int | None = None) -> Person:
        rng = self.rng
        woman = bool(rng.random() < WOMEN_SHARE)
        first = str(rng.choice(names.WOMEN if woman else names.MEN))
        last = names.surname(int(rng.integers(1000)), woman=woman, married=bool(rng.random() < MARRIED_SHARE))
        began = date(self.year.first_year - int(rng.integers(1, 30)), 9, 1)
        since = day_of(began) if since is None else since
        person = Person(len(self.people), first, last, roles, area, teaches, since)
        self.people.append(person)
        return person

    def give(self, group: Group, person: Person) -> None:
        group.staff = person.index
        person.load += group.hours

    def specialist(self, specialty: str, taken: Iterable[int], hours: int) -> Person:
        """One of the specialty with hours to spare who does not teach the parallel group; else a new one."""
        busy = set(taken)
        for person in self.people:
            if person.teaches == specialty and person.index not in busy and person.load + hours <= FULL_LOAD:
                return person
        area = next(subject.area for subject in BY_CODE.values() if subject.specialty == specialty)
        return self.hire(["subject_teacher"], area, specialty)


def staff(plan: Plan, year: Year, classes: list[SchoolClass], groups: list[Group]) -> Staff:
    """Hire the staff, give every group its teacher and every class its head."""
    office = _Office(plan, year)
    for role in OFFICE:
        office.hire([role], HELP if role in _HELPERS else None)
    if any(group.kind == "after_school" for group in groups):
        office.hire(["after_school_tutor"], PRIMARY)
    for klass in classes:
        if not klass.general:
            klass.homeroom = office.hire(["preschool_teacher"], PRIMARY).index
        elif klass.grade <= LAST_PRIMARY:
            klass.homeroom = office.hire(["class_head", "subject_teacher"], PRIMARY, "primary").index
    _formal(office, classes, groups)
    _heads(office, classes, groups)
    leaver, successor = _leave(office, classes)
    _other(office, classes, groups)
    if not any("after_school_tutor" in person.roles for person in office.people):
        office.people[OFFICE.index("informal_organiser")].roles.append("after_school_tutor")
    office.people[classes[-1].homeroom].roles.append("career_specialist")
    # Every school has its share of each sort of people, whoever they are.
    rank = office.rng.permutation(len(office.people)) / len(office.people)
    level = np.searchsorted(np.cumsum([share for share, _, _ in _DILIGENCE])[:-1], rank, side="right")
    prompt, idle = (np.array([row[column] for row in _DILIGENCE])[level] for column in (1, 2))
    return Staff(office.people, prompt, idle, leaver, successor)


def _formal(office: _Office, classes: list[SchoolClass], groups: list[Group]) -> None:
    parallel: dict[int, list[int]] = {}
    for group in groups:
        if group.kind == "preschool":
            office.give(group, office.people[classes[group.klass].homeroom])
        elif group.kind == "formal" and group.subject != "kv":
            klass = classes[group.klass] if group.klass != NONE else None
            if klass and klass.grade <= LAST_PRIMARY and group.subject in CLASS_TEACHER:
                teacher = office.people[klass.homeroom]
            else:
                taken = parallel.get(group.block, [])
                teacher = office.specialist(BY_CODE[group.subject].specialty, taken, group.hours)
            parallel.setdefault(group.block, []).append(teacher.index)
            office.give(group, teacher)


def _heads(office: _Office, classes: list[SchoolClass], groups: list[Group]) -> None:
    """The class's own teacher of most hours who heads no other class; else any teacher."""
    heads = {klass.homeroom for klass in classes}
    for klass in classes:
        if klass.homeroom != NONE:
            continue
        own = sorted((g for g in groups if g.klass == klass.index and g.staff != NONE), key=lambda g: -g.hours)
        teachers = [person.index for person in office.people if person.teaches]
        free = [index for index in (*(g.staff for g in own), *teachers) if index not in heads]
        klass.homeroom = free[0] if free else own[0].staff
        heads.add(klass.homeroom)
        head = office.people[klass.homeroom]
        if "class_head" not in head.roles:
            head.roles.insert(0, "class_head")
    for group in groups:
        if group.subject == "kv":
            office.give(group, office.people[classes[group.klass].homeroom])


def _leave(office: _Office, classes: list[SchoolClass]) -> tuple[int, int]:
    """A teacher who heads no class leaves on a Friday of November; who comes on Monday takes over everything."""
    heads = {klass.homeroom for klass in classes}
    free = [person for person in office.people if person.teaches and person.load and person.index not in heads]
    if not free:
        return NONE, NONE
    leaver = free[int(office.rng.integers(len(free)))]
    monday = office.year.start + 77 - (office.year.start + 3) % 7 + 7 * int(office.rng.integers(3))
    leaver.until = monday - 3
    successor = office.hire(["subject_teacher"], leaver.area, "", monday)
    return leaver.index, successor.index


def _other(office: _Office, classes: list[SchoolClass], groups: list[Group]) -> None:
    """Clubs, consultations, lessons at home, support and the prolonged day."""
    organiser = next(person for person in office.people if "informal_organiser" in person.roles)
    for group in groups:
        if group.staff != NONE:
            continue
        role = _SUPPORT.get(group.code)
        wanted = BY_CODE[group.subject].specialty if group.subject else _CLUB_LEADERS.get(group.code.split("-")[-1], "")
        able = [p for p in office.people if p.teaches and p.teaches == wanted and p.until == NEVER]
        if role:
            able = [person for person in office.people if role in person.roles]
        elif not able and group.klass != NONE:
            able = [office.people[classes[group.klass].homeroom]]
        office.give(group, min(able, key=lambda person: person.load) if able else organiser)

"""The classes of a school and its teaching groups, before anybody stands in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from ediary_analytics.synth.curriculum import BY_CODE, CHOICES, HALVED, HALVED_FROM, JOINT, SUBJECTS
from ediary_analytics.synth.grid import NONE
from ediary_analytics.synth.plan import KEDAINIAI, Plan

GRADES_OF: Final = {KEDAINIAI: range(1, 9)}
GRADES_ELSEWHERE: Final = range(6, 11)
#: Fewer pupils than this and the school has no preschool group and lacks some grades.
SMALL: Final = 60
CLASS_SIZE: Final = 24
SMALLEST_CLASS: Final = 6
PRESCHOOL_SHARE: Final = 28
PRESCHOOL_SIZE: Final = 22
PUPILS_PER_CLUB: Final = 80
#: The prolonged day is for the first two grades.
LAST_AFTER_SCHOOL: Final = 2
CLUBS: Final = (
    ("choras", "Choras", 2),
    ("robotika", "Robotika", 1),
    ("futbolas", "Futbolas", 2),
    ("sokiai", "Šokių studija", 2),
    ("saskes", "Šaškės ir šachmatai", 1),
    ("keramika", "Keramika", 2),
    ("gamta", "Jaunieji gamtininkai", 1),
    ("fotografija", "Fotografija", 1),
)
_PRESCHOOL_NAMES: Final = ("Pelėdžiukai", "Drugeliai", "Bitutės", "Ežiukai")


@dataclass(slots=True)
class SchoolClass:
    """A class; ``index`` is its place in the school's list."""

    index: int
    code: str
    name: str
    grade: int
    size: int
    homeroom: int = NONE

    @property
    def general(self) -> bool:
        """Whether it is a class of a grade, not a preschool group."""
        return self.grade > 0


@dataclass(slots=True, eq=False)
class Group:
    """A teaching group.

    ``block``: groups of one block meet at the same hour; ``option`` is which of the block's groups it is.
    ``klass`` and ``staff`` are indices, :data:`NONE` where a group has no class or nobody yet; ``grades`` are those its
    members come from.
    """

    index: int
    code: str
    name: str
    kind: str
    hours: int
    block: int
    subject: str = ""
    klass: int = NONE
    option: int = 0
    staff: int = NONE
    assessment: str = "none"
    grades: tuple[int, ...] = ()
    pupils: list[int] = field(default_factory=list)


def classes(plan: Plan) -> list[SchoolClass]:
    """The classes, from preschool up; their sizes add up to ``plan.pupils``."""
    rng = plan.stream("classes")
    grades = np.array(GRADES_OF.get(plan.policy, GRADES_ELSEWHERE))
    found: list[SchoolClass] = []
    general = plan.pupils
    if plan.policy == KEDAINIAI and plan.pupils >= SMALL:
        preschool = round(plan.pupils / PRESCHOOL_SHARE)
        general -= preschool
        for n, part in enumerate(np.array_split(np.arange(preschool), -(-preschool // PRESCHOOL_SIZE))):
            name = _PRESCHOOL_NAMES[n % len(_PRESCHOOL_NAMES)] + (f" {n}" if n >= len(_PRESCHOOL_NAMES) else "")
            found.append(SchoolClass(len(found), f"pr{n + 1}", name, 0, len(part)))
    kept = max(1, min(grades.size, general // SMALLEST_CLASS))
    grades = grades[np.round(np.linspace(0, grades.size - 1, kept)).astype(int)]
    parallel = max(1, round(general / grades.size / CLASS_SIZE))
    sizes = _sizes(rng, general, grades.size * parallel)
    for place, size in enumerate(sizes):
        grade, letter = int(grades[place // parallel]), _letter(place % parallel)
        found.append(SchoolClass(len(found), f"{grade}{letter}", f"{grade}{letter}", grade, size))
    return found


def _letter(number: int) -> str:
    return chr(ord("a") + number) if number < ord("z") - ord("a") else f"x{number}"


def _sizes(rng: np.random.Generator, pupils: int, number: int) -> list[int]:
    sizes = np.full(number, pupils // number)
    sizes[: pupils % number] += 1
    give, take = rng.integers(number, size=(2, number))
    for one, other in zip(give, take, strict=True):
        if sizes[one] > sizes[other] - 2 and sizes[one] > 3:  # noqa: PLR2004  (classes differ by a few pupils)
            sizes[one] -= 1
            sizes[other] += 1
    return [int(size) for size in sizes]


class _Maker:
    """Hands out group numbers and blocks."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self.blocks = 0

    def block(self, *groups: Group) -> None:
        for option, group in enumerate(groups):
            group.index, group.block, group.option = len(self.groups), self.blocks, option
            self.groups.append(group)
        self.blocks += 1


def groups(of: list[SchoolClass]) -> list[Group]:
    """Every teaching group of a school's classes, formal ones first, without teachers and pupils."""
    maker = _Maker()
    for klass in of:
        if klass.general:
            for block in _formal(klass):
                maker.block(*block)
        else:
            maker.block(Group(0, klass.code, klass.name, "preschool", 5, 0, klass=klass.index, grades=(0,)))
    for group in _joint(sorted({klass.grade for klass in of if klass.general}), of):
        maker.block(group)
    return maker.groups


def _formal(klass: SchoolClass) -> Iterator[list[Group]]:
    chosen = {code: pair for pair in CHOICES for code in pair}
    for subject in SUBJECTS:
        hours = subject.weekly(klass.grade)
        pair = chosen.get(subject.code, (subject.code,))
        if not hours or subject.code == JOINT or subject.code != pair[0]:
            continue
        codes = pair if len(pair) > 1 or subject.code != HALVED or klass.size < HALVED_FROM else (HALVED, HALVED)
        block = []
        for option, code in enumerate(codes):
            half = str(option + 1) if codes.count(code) > 1 else ""
            taught = BY_CODE[code]
            block.append(
                Group(
                    0,
                    f"{klass.code}-{code}{half}",
                    f"{taught.name} {klass.name}" + (f" ({half} gr.)" if half else ""),
                    "formal",
                    hours,
                    0,
                    subject=code,
                    klass=klass.index,
                    assessment=taught.assessed(klass.grade),
                    grades=(klass.grade,),
                )
            )
        yield block


def _joint(grades: list[int], of: list[SchoolClass]) -> Iterator[Group]:
    """Groups beside the classes' own; most have pupils of several classes and so no class."""
    low, high = grades[0], grades[-1]
    first = next(klass for klass in of if klass.grade == low)
    last = next(klass for klass in of if klass.grade == high)
    upper = tuple(grade for grade in grades[-3:] if BY_CODE[JOINT].weekly(grade))
    if upper:
        name = f"{BY_CODE[JOINT].name} ({upper[0]}–{upper[-1]} kl.)"
        yield Group(0, "j-es", name, "formal", 2, 0, subject=JOINT, assessment="points", grades=upper)
    every = tuple(grades)
    yield Group(0, "nf-teatras", "Teatro studija", "informal", 2, 0, klass=first.index, grades=(low,))
    for code, name, hours in CLUBS[: max(3, sum(klass.size for klass in of) // PUPILS_PER_CLUB)]:
        yield Group(0, f"nf-{code}", name, "informal", hours, 0, grades=every)
    for code in ("ma", "lt"):
        name = f"{BY_CODE[code].name}: konsultacija"
        yield Group(0, f"k-{code}", name, "consultation", 1, 0, subject=code, grades=every[-3:])
    yield Group(0, "k-en", "Anglų kalba: konsultacija", "consultation", 1, 0, "en", last.index, grades=(high,))
    for code in ("lt", "ma", "en"):
        yield Group(0, f"n-{code}", f"Mokymas namuose: {BY_CODE[code].name}", "home", 2, 0, code, assessment="points")
    yield Group(0, "p-logopedas", "Logopedo pratybos", "support", 2, 0, grades=every[:4])
    yield Group(0, "p-specialusis", "Specialiojo pedagogo pratybos", "support", 2, 0, grades=every)
    if young := tuple(grade for grade in every if grade <= LAST_AFTER_SCHOOL):
        yield Group(0, "vdm", "Visos dienos mokyklos grupė", "after_school", 5, 0, grades=young)

"""What is taught: subjects, weekly lessons by grade, who may teach what, how it is assessed."""

from dataclasses import dataclass
from typing import Final

from ediary_analytics.synth.year import LAST_PRIMARY

_LANGUAGES, _EXACT, _NATURE = "Kalbų", "Tiksliųjų mokslų", "Gamtos mokslų"
_SOCIAL, _ARTS, _SPORT = "Socialinių mokslų", "Menų ir technologijų", "Fizinio ugdymo"
PRIMARY: Final = "Pradinio ugdymo"
HELP: Final = "Švietimo pagalbos"


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject; ``hours`` are its weekly lessons in grades 1 to 10."""

    code: str
    name: str
    area: str
    hours: tuple[int, ...]
    specialty: str
    in_average: bool = True
    assessment: str = "points"

    def weekly(self, grade: int) -> int:
        """Lessons a week in a grade."""
        return self.hours[grade - 1]

    def assessed(self, grade: int) -> str:
        """How a grade's group is assessed: primary grades by levels."""
        return "levels" if grade <= LAST_PRIMARY and self.assessment == "points" else self.assessment


SUBJECTS: Final = (
    Subject("lt", "Lietuvių kalba ir literatūra", _LANGUAGES, (8, 7, 7, 7, 5, 5, 5, 5, 4, 5), "lt"),
    Subject("ma", "Matematika", _EXACT, (4, 5, 5, 5, 4, 4, 4, 4, 4, 4), "ma"),
    Subject("en", "Anglų kalba", _LANGUAGES, (0, 2, 2, 2, 3, 3, 3, 3, 3, 3), "en"),
    Subject("de", "Vokiečių kalba", _LANGUAGES, (0, 0, 0, 0, 0, 2, 2, 2, 2, 2), "de"),
    Subject("fr", "Prancūzų kalba", _LANGUAGES, (0, 0, 0, 0, 0, 2, 2, 2, 2, 2), "fr"),
    Subject("es", "Ispanų kalba", _LANGUAGES, (0, 0, 0, 0, 0, 0, 2, 2, 2, 2), "fr"),
    Subject("is", "Istorija", _SOCIAL, (0, 0, 0, 0, 2, 2, 2, 2, 2, 2), "is"),
    Subject("ge", "Geografija", _SOCIAL, (0, 0, 0, 0, 0, 2, 2, 2, 2, 1), "ge"),
    Subject("pi", "Pilietiškumo pagrindai", _SOCIAL, (0, 0, 0, 0, 0, 0, 0, 0, 1, 1), "is"),
    Subject("ek", "Ekonomika ir verslumas", _SOCIAL, (0, 0, 0, 0, 0, 0, 0, 0, 0, 1), "ge"),
    Subject("vi", "Visuomeninis ugdymas", PRIMARY, (1, 1, 1, 1, 0, 0, 0, 0, 0, 0), "is"),
    Subject("gm", "Gamtos mokslai", _NATURE, (1, 1, 2, 2, 2, 2, 0, 0, 0, 0), "bi"),
    Subject("bi", "Biologija", _NATURE, (0, 0, 0, 0, 0, 0, 2, 1, 2, 1), "bi"),
    Subject("ch", "Chemija", _NATURE, (0, 0, 0, 0, 0, 0, 0, 2, 2, 2), "bi"),
    Subject("fi", "Fizika", _NATURE, (0, 0, 0, 0, 0, 0, 1, 2, 2, 2), "fi"),
    Subject("it", "Informatika", _EXACT, (0, 0, 0, 0, 1, 1, 1, 1, 1, 1), "it"),
    Subject("da", "Dailė", _ARTS, (1, 1, 1, 1, 1, 1, 1, 1, 1, 1), "da"),
    Subject("te", "Technologijos", _ARTS, (1, 1, 1, 1, 2, 2, 1, 1, 1, 1), "te"),
    Subject("mu", "Muzika", _ARTS, (2, 2, 2, 2, 2, 1, 1, 1, 1, 1), "mu"),
    Subject("fu", "Fizinis ugdymas", _SPORT, (3, 3, 3, 3, 3, 3, 3, 2, 2, 2), "fu", in_average=False),
    Subject("et", "Dorinis ugdymas (etika)", _SOCIAL, (1,) * 10, "et", in_average=False, assessment="credit"),
    Subject("ti", "Dorinis ugdymas (tikyba)", _SOCIAL, (1,) * 10, "ti", in_average=False, assessment="credit"),
    Subject(
        "gy", "Gyvenimo įgūdžiai", _SOCIAL, (0, 0, 0, 0, 1, 1, 1, 1, 1, 0), "et", in_average=False, assessment="credit"
    ),
    Subject(
        "kv", "Klasės valandėlė", _SOCIAL, (0, 0, 0, 0, 1, 1, 1, 1, 1, 1), "kv", in_average=False, assessment="none"
    ),
)
BY_CODE: Final = {subject.code: subject for subject in SUBJECTS}
#: What a primary class teacher teaches; the others come from the specialists.
CLASS_TEACHER: Final = frozenset({"lt", "ma", "vi", "gm", "da", "te", "et"})
#: Subjects of which a pupil takes one: their groups of a class meet at the same hour.
CHOICES: Final = (("et", "ti"), ("de", "fr"))
#: Subjects of doing rather than of books: seldom homework.
PRACTICAL: Final = frozenset({"da", "te", "mu", "fu", "et", "ti", "gy", "kv"})
#: Taken instead of either second language by a few pupils of several classes together.
JOINT: Final = "es"
HALVED: Final = "en"
#: A class of this many pupils learns English in two halves.
HALVED_FROM: Final = 22

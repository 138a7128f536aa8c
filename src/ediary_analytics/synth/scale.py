"""What the diary writes for a mark: points, levels, passes, and the suffix of a programme."""

from typing import Final

import numpy as np

from ediary_analytics.synth.grid import Ints
from ediary_analytics.synth.school import School

_PLAIN: Final = tuple(str(points) for points in range(1, 11))
_LETTERS: Final = ("įsk", "nsk", "atl", "neat", "pp", "np", "a", "pg", "pt", "s", "npt")
VALUES: Final = (
    *_PLAIN,
    *_LETTERS,
    *(f"{value}IN" for value in (*_PLAIN, "įsk", "nsk")),
    *(f"{value}PR" for value in (*_PLAIN, "įsk", "nsk")),
)
_AT: Final = {value: index for index, value in enumerate(VALUES)}
EXEMPT, NOT_ASSESSED = _AT["atl"], _AT["neat"]
#: The level or pass for 1 to 10 points.
_LEVEL: Final = np.array([_AT[v] for v in ("npt", "npt", "s", "s", "pt", "pt", "pg", "pg", "a", "a")])
_CREDIT: Final = np.array([_AT[v] for v in ("nsk", "nsk", *["įsk"] * 8)])
_PROGRESS: Final = np.array([_AT[v] for v in (*["np"] * 3, *["pp"] * 7)])
#: The subject in which a pupil follows an individual programme.
INDIVIDUAL_SUBJECT: Final = "ma"


def written(school: School, pupil: Ints, group: Ints, points: Ints) -> Ints:
    """What each group writes for so many points of a pupil, as indices of :data:`VALUES`."""
    kind = np.array([g.assessment for g in school.groups])[group]
    subject = np.array([g.subject for g in school.groups])[group]
    value = points - 1
    individual = np.isin(pupil, school.pupils.sorts["individual"]) & (subject == INDIVIDUAL_SUBJECT)
    adapted = np.isin(pupil, school.pupils.sorts["adapted"])
    credit = kind == "credit"
    value = np.where(credit, _CREDIT[points - 1], value)
    passed = np.where(credit, np.where(value == _AT["įsk"], 10, 11), points - 1)
    value = np.where(individual, _AT["1IN"] + passed, np.where(adapted, _AT["1PR"] + passed, value))
    levels = kind == "levels"
    return np.where(levels, np.where(adapted | individual, _PROGRESS[points - 1], _LEVEL[points - 1]), value)

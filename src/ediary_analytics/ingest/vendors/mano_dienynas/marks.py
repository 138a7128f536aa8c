"""What stands in one cell: a grade, several, attendance letters, or nothing.

The same letters mean different things in different columns (``np`` is *no progress* as a grade), so a cell is read by
the column it stands in: :func:`results` in a column of results, :func:`of_lesson` in a lesson's.
"""

import re
from dataclasses import dataclass

#: Mano dienynas' attendance letters → mark, reason, status. A plain `n` is unjustified or not decided yet; the report's
#: own column of unjustified lessons counts it, and so do we.
ATTENDANCE = {
    "n": ("absent", "", "unjustified"),
    "nl": ("absent", "illness", "justified"),
    "nk": ("absent", "other", "justified"),
    "p": ("late", "", ""),
}
_PARTS = re.compile(r"[\s,;/]+")
_PROGRAMME = re.compile(r"(?i)(?<=\w)\s+(?=(?:IN|PR)\b)")
_DASHES = {"-", "–", "—", "−"}


@dataclass(frozen=True, slots=True)
class Marks:
    """What a lesson's cell says of a pupil: grades as written, and attendance letters, each once."""

    grades: tuple[str, ...] = ()
    attendance: tuple[str, ...] = ()


def results(cell: str) -> tuple[str, ...]:
    """The results in a cell of a column of results, as written; a dash is none.

    >>> results("4 IN"), results("8 įsk"), results("-")
    (('4IN',), ('8', 'įsk'), ())
    """
    parts = _PARTS.split(_PROGRAMME.sub("", cell).strip())
    return tuple(part for part in parts if part and part not in _DASHES)


def of_lesson(cell: str) -> Marks:
    """The marks in a cell of a lesson; what is no attendance letter is a grade, whether on the scale or not.

    >>> of_lesson("n 7"), of_lesson("9 10").grades
    (Marks(grades=('7',), attendance=('n',)), ('9', '10'))
    """
    parts = results(cell)
    letters = dict.fromkeys(part.lower() for part in parts if part.lower() in ATTENDANCE)
    return Marks(tuple(part for part in parts if part.lower() not in ATTENDANCE), tuple(letters))

"""The words of Mano dienynas' reports, reduced to letters and digits: headers, labels, footers, titles.

What stands here is compared with :func:`ediary_analytics.contract.normal` of a cell, so that spaces, hyphens and en
dashes, case and accents do not matter.
"""

import re
from collections.abc import Sequence

from ediary_analytics.contract import normal

TERM_SUMMARY, AVERAGES, GROUP = "term_summary", "averages", "group"
#: Another report of this diary, which says nothing that we can use.
OTHER = "other"

#: Titles that stand after `Ataskaita:`.
TITLES = {
    "mokiniupasiekimuirlankomumosuvestine": TERM_SUMMARY,
    "mokiniuvidurkiusuvestine": AVERAGES,
    "ataskaitapagalgrupe": GROUP,
}
MISSED, ILLNESS, OTHER_REASON, UNJUSTIFIED = "missed", "illness", "other", "unjustified"
AVERAGE, LEVEL, NUMBER, NAME, NOTHING = "average", "level", "number", "name", "nothing"
#: The four sums of attendance, in the contract's order.
SUMS = (MISSED, ILLNESS, OTHER_REASON, UNJUSTIFIED)

#: Headings over several columns, and columns that say nothing of a subject.
_TITLES_OF_COLUMNS = {
    "mokomiejidalykai", "dalykai", "pasiekimulygiai", "lankomumas", "klase", "data", "datos", "pamokos",
}  # fmt: skip
_LEVELS = ("nepasieke", "patenkinam", "pagrindinis", "aukstesn", "slenkstin")
_FOOTERS = ("dalykovidurkis", "vienammokiniui", "klasespazangumas", "vadovas", "direktorius", "parasas")
_NUMBERS = {"eilnr", "nr", "eilesnr", "eilesnumeris"}
_LESSON = re.compile(r"\s*(?:\d{4}-)?(\d{1,2})(?:\s+|\s*[./-]\s*)(\d{1,2})(?:[T ]00:00(?::00)?)?\s*")
_NUMBER = re.compile(r"\s*[+-]?\d+(?:[.,]\d+)?\s*%?\s*")


def column_kind(header: str) -> str | None:
    """What the header of a column means: a sum, the average, a level, who it is; None for a subject's name."""
    word = normal(header)
    if not word or word in _TITLES_OF_COLUMNS:
        return NOTHING
    if is_name(header):
        return NAME
    known = {
        NUMBER: word in _NUMBERS,
        UNJUSTIFIED: "nepateisint" in word,
        ILLNESS: word.startswith("delligos") or ("pateisint" in word and "lig" in word),
        OTHER_REASON: word.startswith("delkit") or "pateisint" in word,
        MISSED: word.startswith(("praleist", "isvisopraleist", "visopraleist")) or word in {"isviso", "viso"},
        AVERAGE: word.startswith("vidurkis") or word.endswith("vidurkis"),
        LEVEL: word.startswith(_LEVELS),
    }
    return next((kind for kind, holds in known.items() if holds), None)


def is_name(header: str) -> bool:
    """Whether a header stands over the pupils' names."""
    word = normal(header)
    return word == "mokinys" or ("pavarde" in word and "vard" in word)


def is_footer(row: Sequence[str]) -> bool:
    """Whether a row below the pupils sums them up or is signed."""
    return any(normal(cell).startswith(_FOOTERS) for cell in row if cell)


def lesson_day(header: str) -> tuple[int, int] | None:
    """Month and day over a lesson's column, as ``10`` over ``05`` in one cell."""
    found = _LESSON.fullmatch(header)
    return (int(found[1]), int(found[2])) if found else None


def number(cell: str) -> str:
    """A cell's number with a decimal point and without a percent sign; "" where it has none."""
    return cell.strip().rstrip("%").strip().replace(",", ".") if _NUMBER.fullmatch(cell) else ""


def slug(name: str) -> str:
    """A name as part of an id: small letters without accents and digits, parted by hyphens.

    >>> slug("Dorinis ugdymas (etika)")
    'dorinis-ugdymas-etika'
    """
    return "-".join(filter(None, map(normal, re.split(r"[^\w]+", name))))

"""What a file's, folder's or sheet's name says: which table of the contract, of which period, and which comes later."""

import re
from collections.abc import Mapping
from functools import cache

from ediary_analytics import contract

_SEPARATOR = re.compile(r"[\s_\-.,()\[\]/]+")
_PARTS = re.compile(r"\d+|\D+")
#: How the names of months begin, without accents, in the order of the school year.
_MONTHS = (
    ("rugsej", "sep"), ("spal", "oct"), ("lapkri", "nov"), ("gruod", "dec"), ("saus", "jan"), ("vasar", "feb"),
    ("kov", "mar"), ("baland", "apr"), ("geguz", "may"), ("birzel", "jun"), ("liep", "jul"), ("rugpju", "aug"),
)  # fmt: skip
_HALVES = {"i", "ii", "iii"}
#: Words that stand in the name of a period beside what says when.
_BESIDE = {"m", "d", "mm", "men", "menuo", "pusmetis", "pusm", "trimestras", "trim", "iki"}
Order = tuple[tuple[int, str], ...]


def table_for(name: str) -> contract.Table | None:
    """The contract's table of that name or alias; case, accents and spaces do not matter."""
    return _tables().get(contract.normal(name))


def table_of(stem: str) -> contract.Table | None:
    """The table that a file's name means: the table's own, or one with a period, class or number behind it.

    >>> table_of("lessons-10").name, table_of("Pamokos 2026 m. spalis").name, table_of("lessons_old")
    ('lessons', 'lessons', None)
    """
    if found := table_for(stem):
        return found
    for separator in reversed(list(_SEPARATOR.finditer(stem))):
        if (found := table_for(stem[: separator.start()])) and _is_share(stem[separator.end() :]):
            return found
    return None


def is_period(name: str) -> bool:
    """Whether a name says when, and nothing else: ``2026-09``, ``spalis``, ``II pusmetis``.

    >>> is_period("2026 m. spalis"), is_period("10"), is_period("pavasaris"), is_period("190000000")
    (True, True, False, False)
    """
    words = _words(name)
    return any(_says_when(word) for word in words) and all(_says_when(word) or word in _BESIDE for word in words)


def _is_share(name: str) -> bool:
    """Whether what stands behind a table's name is a period, a class or a number: ``2026-09``, ``5a``, ``(2)``."""
    return is_period(name) or bool(re.fullmatch(r"\d+[a-z]?", contract.normal(name)))


def _says_when(word: str) -> bool:
    if word.isdecimal():
        return 1 <= int(word) <= len(_MONTHS) or _is_year(word[:4]) or len(word) == len("31")
    return word in _HALVES or _month(word) is not None


def _is_year(digits: str) -> bool:
    return len(digits) == len("2026") and 1900 <= int(digits) <= 2100  # noqa: PLR2004  (centuries of the contract)


def _words(name: str) -> list[str]:
    return [word for part in _SEPARATOR.split(name) if (word := contract.normal(part))]


def order(name: str) -> Order:
    """A key by which the later of two files comes later: numbers by value, months from September to August.

    >>> sorted(["lessons-01", "lessons-10", "lessons-9", "lessons"], key=order)
    ['lessons', 'lessons-9', 'lessons-10', 'lessons-01']
    """
    words = _words(name)
    dated = any(_is_year(word[:4]) for word in words if word.isdecimal())
    return tuple(part for word in words for part in _parts(word, dated=dated))


def _parts(word: str, *, dated: bool) -> Order:
    if (month := _month(word)) is not None:
        # beside a year the calendar's order holds, as for the numbers
        return (((month + 8) % 12 + 1 if dated else month, ""),)
    if not dated and word.isdecimal() and 1 <= int(word) <= len(_MONTHS):
        return (((int(word) - 9) % 12, ""),)
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in _PARTS.findall(word))


def _month(word: str) -> int | None:
    return next((place for place, starts in enumerate(_MONTHS) if word.startswith(starts) and word.isalpha()), None)


@cache
def _tables() -> Mapping[str, contract.Table]:
    # what a diary's own reports say in sums comes from these reports only
    named = [table for table in contract.everything().values() if not table.is_reported]
    return {contract.normal(name): table for table in named for name in (table.name, *table.aliases)}

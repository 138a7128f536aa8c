"""Who is who: pupils matched over reports by class, name and order, and never merged when two share a name.

A report names its pupils and nothing else of them. A pupil therefore is *the n-th of m pupils of this name in this
class and school year*; the id is a hash of that, which shows no name and is the same at the next import. Where reports
of one class differ in m (one of the two left, or only one of them is in a group), nobody can tell which one is meant:
the n-th of m and the n-th of another m stay two pupils, and the import says so.
"""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ediary_analytics.ingest.vendors.mano_dienynas.layout import Pupil

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


@dataclass(frozen=True, slots=True)
class Person:
    """A pupil of a report: the id, the row, and how many of the report's class have this name."""

    pupil_id: str
    row: Pupil
    namesakes: int


def identify(school_year: str, class_name: str, rows: Sequence[Pupil]) -> list[Person]:
    """The pupils of one report of one class, in its order."""
    keys = [_key(row) for row in rows]
    total, seen = Counter(keys), Counter[tuple[str, str]]()
    found = []
    for key, row in zip(keys, rows, strict=True):
        seen[key] += 1
        which = f"{seen[key]}/{total[key]}"
        found.append(Person(_hashed(school_year, plain(class_name), *key, which), row, total[key]))
    return found


def plain(text: str) -> str:
    """A name without what differs by typing: case, width of spaces, kinds of dashes; letters keep their accents."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().translate(_DASHES).split())


def _key(row: Pupil) -> tuple[str, str]:
    return plain(row.last_name), plain(row.first_name)


def _hashed(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=6).hexdigest()

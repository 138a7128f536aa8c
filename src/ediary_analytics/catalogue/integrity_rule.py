"""One rule of the data itself as its file states it: words, where it holds, and the select of what it examines."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ediary_analytics.catalogue import front_matter
from ediary_analytics.errors import CatalogueError

#: What of the contract a rule of the data may hold for, each: every key, reference or closed list of values.
CONTRACT_PARTS = ("key", "reference", "enum")
_TEXTS = ("title", "fault", "why", "remedy")
_FIELDS = {*_TEXTS, "needs", "each", "lt"}


@dataclass(frozen=True, slots=True)
class IntegrityRule(front_matter.Worded):
    """A rule of the data itself: its ``title``, ``fault``, ``why`` and ``remedy``, where it holds, its select.

    ``needs`` lists, for each table whose rows it concerns, the further evidence it reads (``groups``,
    ``lessons.filled_at``); the select returns all examined rows. A rule that holds for each key, reference or closed
    list of the contract names that in ``each`` instead; its select returns the faulty rows only.
    """

    needs: Mapping[str, tuple[str, ...]]
    each: str
    sql: str


def parse(name: str, text: str) -> IntegrityRule:
    """The rule of the data written in ``text``; raises CatalogueError for a field that is missing or unknown."""
    front, sql = front_matter.read(name, text, _FIELDS)
    texts = front_matter.words(name, front, _TEXTS)
    needs, each = front.get("needs", {}), front.get("each", "")
    if bool(needs) == bool(each) or (each and each not in CONTRACT_PARTS):
        raise CatalogueError(
            name, "it must say where it holds", f"Either [needs] by table, or each = one of {', '.join(CONTRACT_PARTS)}"
        )
    if used := front_matter.parameters(sql):
        raise CatalogueError(name, f"uses ${sorted(used)}", "A rule of the data has no settings")
    by_table = MappingProxyType({table: tuple(columns) for table, columns in needs.items()})
    return IntegrityRule(name, texts, by_table, each, sql)

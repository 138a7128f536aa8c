"""One duty as its file states it: words, owner, evidence, settings, and the select of all duties."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from ediary_analytics import i18n
from ediary_analytics.catalogue import front_matter
from ediary_analytics.errors import CatalogueError

SEVERITIES = ("critical", "warning", "info")
#: The one parameter that an obligation may name without declaring it: the judge binds the moment it judges by.
JUDGED_AT = "judged_at"
#: What ``detail`` of a duty may tell, so that it can be put in words; a text in the school's own words needs none.
DETAILS = frozenset(
    {
        "blanks", "classes", "grade", "hours", "last_record", "lesson", "lesson_of", "period", "record", "tests",
        "timetable", "turn", "week", "word",
    }
)  # fmt: skip
_TEXTS = ("title", "duty", "remedy", "why")
_FIELDS = {*_TEXTS, "owner", "severity", "needs", "seen_by", "detail", "lt", "settings"}
_SETTING_TYPES = {"integer": int, "boolean": bool, "text": str}
#: So many days, tests or grades at most: a year has no more.
MOST = 366
_EXAMPLES = {int: 5, bool: True, str: "…", dt.time: dt.time(17)}


@dataclass(frozen=True, slots=True)
class Setting:
    """A number, flag, text or time of day that a policy may set; without default the school must confirm it.

    ``titles`` names by language what is to be confirmed, as people call it.
    """

    name: str
    type: type
    default: Any = None
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What people call it, in the language in use; its name where nobody has to confirm it."""
        return self.titles.get(i18n.language(), self.name)

    def accepts(self, value: object) -> bool:
        """Whether a value is of the setting's type (a flag is not a number), and a count is one of within a year."""
        return type(value) is self.type and (not isinstance(value, int) or 0 <= value <= MOST)

    @property
    def example(self) -> str:
        """A value as a user may write it: the default, else one of the type."""
        value = _EXAMPLES[self.type] if self.default is None else self.default
        if self.type is bool:
            return str(value).lower()
        return f"{value:%H:%M}" if self.type is dt.time else str(value)

    def parse(self, text: str) -> Any:
        """The value a user writes: ``20:00``, ``7``, ``true``; raises ValueError."""
        if self.type is bool:
            return bool(("false", "true").index(text.lower()))
        return dt.time.fromisoformat(text) if self.type is dt.time else self.type(text)


@dataclass(frozen=True, slots=True)
class Obligation(front_matter.Worded):
    """One duty: its ``title``, ``duty``, ``remedy`` and ``why``, who owes it, what evidence it reads, its select.

    ``seen_by`` are the columns that must say something before entry times seen between imports show it done. ``detail``
    says what that column of the select tells, one of :data:`DETAILS`; empty where it is a text as it stands.
    """

    owner: str
    severity: str
    needs: tuple[str, ...]
    sql: str
    settings: Mapping[str, Setting] = field(default_factory=dict)
    seen_by: tuple[str, ...] = ()
    detail: str = ""


def parse(name: str, text: str) -> Obligation:
    """The obligation written in ``text``; raises CatalogueError for a field that is missing or unknown."""
    front, sql = front_matter.read(name, text, _FIELDS)
    texts = front_matter.words(name, front, _TEXTS)
    try:
        owner, severity, needs = front["owner"], front["severity"], tuple(front["needs"])
    except KeyError as error:
        raise CatalogueError(name, f"no {error} in the front matter", "Every duty states it") from None
    if severity not in SEVERITIES:
        raise CatalogueError(name, f"severity '{severity}'", f"One of {', '.join(SEVERITIES)}")
    if (detail := front.get("detail", "")) not in {"", *DETAILS}:
        raise CatalogueError(name, f"detail '{detail}'", f"One of {', '.join(sorted(DETAILS))}")
    settings = {key: _setting(name, key, value) for key, value in front.get("settings", {}).items()}
    if (used := front_matter.parameters(sql) - {JUDGED_AT}) != settings.keys():
        raise CatalogueError(name, f"uses ${sorted(used)}, declares {sorted(settings)}", "Declare exactly what is used")
    seen_by = tuple(front.get("seen_by", ()))
    return Obligation(name, texts, owner, severity, needs, sql, MappingProxyType(settings), seen_by, detail)


def _setting(where: str, key: str, value: object) -> Setting:
    if not isinstance(value, dict):
        return Setting(key, type(value), value)
    if value.keys() != {"type", *i18n.LANGUAGES} or value["type"] not in _SETTING_TYPES:
        right = f"A default, or type = one of {sorted(_SETTING_TYPES)} with its title in {', '.join(i18n.LANGUAGES)}"
        raise CatalogueError(f"{where} {key}", f"{value}", right)
    titles = MappingProxyType({language: value[language] for language in i18n.LANGUAGES})
    return Setting(key, _SETTING_TYPES[value["type"]], titles=titles)

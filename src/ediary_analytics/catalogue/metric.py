"""One measure as its file states it, and the views of ``asked`` that measures read, with the settings of both."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from ediary_analytics import i18n
from ediary_analytics.catalogue import front_matter
from ediary_analytics.errors import CatalogueError

_TEXTS = ("title", "why", "definition")
_STATED = ("unit", "good", "by", "allow", "period", "periods", "needs")
_FIELDS = {*_TEXTS, *_STATED, "judged", "benchmark", "tells_of_pupils", "lt", "settings", "sources"}
_VIEW_FIELDS = {"title", "shared", "lt", "settings", "sources", "signs"}
_LIMIT = "limit_"


@dataclass(frozen=True, slots=True)
class View:
    """A view of ``asked``: its select, and the settings that it reads by ``setting('…')``, with their sources.

    ``shared`` says that it is dear and its rows few: asked of several questions at once, it is worked out once.
    ``signs`` is what it says of the signs of risk, by language and name: see :mod:`.risk_sign`.
    """

    name: str
    sql: str
    settings: Mapping[str, Any]
    sources: Mapping[str, Mapping[str, str]]
    shared: bool = False
    signs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def reads(self) -> set[str]:
        """The views of ``asked`` that its select names."""
        return views_in(self.sql)


@dataclass(frozen=True, slots=True)
class Metric(front_matter.Worded):
    """One measure: its ``title``, ``why`` and ``definition``, unit, what may be asked of it, its select over ``asked``.

    ``settings`` are thresholds with their defaults, its own and those of the views of ``asked`` that it reads, each
    with its ``sources`` by language. ``bound`` are those of its own that the select names as parameters; one called
    ``limit_…`` is not read: it says what the value is held against. ``judged`` says that it reads verdicts;
    ``benchmark`` names the select of ``sql/benchmarks`` that has the figures of the country beside it, or nothing.
    ``tells_of_pupils`` is false where it counts what no pupil did: then no group is too small to be told of.
    """

    unit: str
    good: str
    by: tuple[str, ...]
    allow: tuple[str, ...]
    period: str
    periods: tuple[str, ...]
    needs: tuple[str, ...]
    settings: Mapping[str, Any]
    sources: Mapping[str, Mapping[str, str]]
    bound: frozenset[str]
    judged: bool
    benchmark: str
    tells_of_pupils: bool
    sql: str

    def source(self, setting: str) -> str:
        """Why a setting is what it is, in the language in use."""
        return self.sources[i18n.language()][setting]


def parse(name: str, text: str, views: Mapping[str, View]) -> Metric:
    """The metric written in ``text``, which may read ``views``.

    Raises:
        CatalogueError: a field is missing or unknown, or a setting is not used, not declared or without its source.
    """
    front, sql = front_matter.read(name, text, _FIELDS)
    texts = front_matter.words(name, front, _TEXTS)
    try:
        stated: dict[str, Any] = {
            key: tuple(value) if isinstance(value := front[key], list) else value for key in _STATED
        }
    except KeyError as error:
        raise CatalogueError(name, f"no {error} in the front matter", "Every metric states it") from None
    settings, sources = _settings(name, front)
    used = front_matter.parameters(sql)
    if used != {key for key in settings if not key.startswith(_LIMIT)}:
        raise CatalogueError(name, f"uses ${sorted(used)}, declares {sorted(settings)}", "Declare exactly what is used")
    for view in _read_by(sql, views):
        settings = {**view.settings, **settings}
        sources = {language: {**view.sources[language], **sources[language]} for language in sources}
    return Metric(
        name,
        texts,
        settings=MappingProxyType(settings),
        sources=MappingProxyType(sources),
        bound=frozenset(used),
        judged=front.get("judged", False),
        benchmark=front.get("benchmark", ""),
        tells_of_pupils=front.get("tells_of_pupils", True),
        sql=sql,
        **stated,
    )


def parse_view(name: str, text: str) -> View:
    """The view of ``asked`` written in ``text``.

    Raises:
        CatalogueError: a field is unknown, or a setting is not read, not declared or without its source.
    """
    front, sql = front_matter.read(name, text, _VIEW_FIELDS)
    settings, sources = _settings(name, front)
    if (used := set(re.findall(r"\bsetting\('(\w+)'\)", sql))) != settings.keys():
        raise CatalogueError(name, f"reads {sorted(used)}, declares {sorted(settings)}", "Declare exactly what is read")
    signs = {"en": front.get("signs", {}), "lt": front.get("lt", {}).get("signs", {})}
    return View(name, sql, settings, sources, front.get("shared", False), signs)


def views_in(sql: str) -> set[str]:
    """The views of ``asked`` that a select names."""
    return set(re.findall(r"\basked\.(\w+)", sql))


def _settings(name: str, front: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    """Settings with their defaults, and where each comes from, in both languages."""
    settings = dict(front.get("settings", {}))
    sources = {"en": dict(front.get("sources", {})), "lt": dict(front.get("lt", {}).get("sources", {}))}
    if any(said.keys() != settings.keys() for said in sources.values()):
        raise CatalogueError(name, f"settings {sorted(settings)}", "State the source of each, in both languages")
    return settings, sources


def _read_by(sql: str, views: Mapping[str, View]) -> list[View]:
    """The views that a select reads, directly or through others."""
    found: dict[str, View] = {}
    waiting = views_in(sql)
    while waiting:
        name = waiting.pop()
        if name in views and name not in found:
            found[name] = views[name]
            waiting |= views[name].reads
    return [found[name] for name in sorted(found)]

"""The packaged SQL: every ``.sql`` file with its front matter, found by glob.

A file is one ``select`` behind a leading comment in TOML::

    /* +++
    title = "…"
    [settings]
    notice_days = 7
    +++ */
    select …

There is no registry to edit: the file's name is the rule's name, its folder says what it is.
"""

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from graphlib import TopologicalSorter
from importlib import resources
from types import MappingProxyType
from typing import Any

import duckdb

from ediary_analytics import i18n
from ediary_analytics.errors import CatalogueError

_FRONT = re.compile(r"\A/\* \+\+\+\n(?P<front>.*?)\n\+\+\+ \*/\n(?P<sql>.*)\Z", re.DOTALL)
_SETTING_TYPES = {"integer": int, "boolean": bool, "text": str}
_TEXTS = ("title", "duty", "remedy", "why")
_RULE_TEXTS = ("title", "fault", "why", "remedy")
#: What of the contract a rule of the data may hold for, each: every key, reference or closed list of values.
CONTRACT_PARTS = ("key", "reference", "enum")
_METRIC_TEXTS = ("title", "why", "definition")
_LIMIT = "limit_"
SEVERITIES = ("critical", "warning", "info")
#: The one parameter that an obligation may name without declaring it: the judge binds the moment it judges by.
JUDGED_AT = "judged_at"


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
        """Whether a value is of the setting's type (a flag is not a number)."""
        return type(value) is self.type

    def parse(self, text: str) -> Any:
        """The value a user writes: ``20:00``, ``7``, ``true``; raises ValueError."""
        if self.type is bool:
            return bool(("false", "true").index(text.lower()))
        return dt.time.fromisoformat(text) if self.type is dt.time else self.type(text)


@dataclass(frozen=True, slots=True)
class Model:
    """One table of ``core``: its name, what it holds, and its select."""

    name: str
    title: str
    sql: str


@dataclass(frozen=True, slots=True)
class Obligation:
    """One duty: its words in both languages, who owes it, what evidence it reads, and its select of all duties.

    ``seen_by`` are the columns that must say something before entry times seen between imports show it done.
    """

    name: str
    texts: Mapping[str, Mapping[str, str]]
    owner: str
    severity: str
    needs: tuple[str, ...]
    sql: str
    settings: Mapping[str, Setting] = field(default_factory=dict)
    seen_by: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """A short name in the language in use."""
        return self.text("title")

    def text(self, kind: str) -> str:
        """``title``, ``duty``, ``remedy`` or ``why`` in the language in use."""
        return self.texts[i18n.language()][kind]


@dataclass(frozen=True, slots=True)
class IntegrityRule:
    """A rule of the data itself: its words in both languages, where it holds, and its select of all examined rows.

    ``needs`` lists, for each table whose rows it concerns, the further evidence it reads (``groups``,
    ``lessons.filled_at``). A rule that holds for each key, reference or closed list of the contract names that in
    ``each`` instead; its select returns the faulty rows only.
    """

    name: str
    texts: Mapping[str, Mapping[str, str]]
    needs: Mapping[str, tuple[str, ...]]
    each: str
    sql: str

    @property
    def title(self) -> str:
        """The fault in a few words, in the language in use."""
        return self.text("title")

    def text(self, kind: str) -> str:
        """``title``, ``fault`` (what is wrong), ``why`` or ``remedy`` in the language in use."""
        return self.texts[i18n.language()][kind]


@dataclass(frozen=True, slots=True)
class View:
    """A view of ``asked``: its select, and the settings that it reads by ``setting('…')``, with their sources.

    ``shared`` says that it is dear and its rows few: asked of several questions at once, it is worked out once.
    """

    name: str
    sql: str
    settings: Mapping[str, Any]
    sources: Mapping[str, Mapping[str, str]]
    shared: bool = False

    @property
    def reads(self) -> set[str]:
        """The views of ``asked`` that its select names."""
        return views_in(self.sql)


@dataclass(frozen=True, slots=True)
class Metric:
    """One measure: its words in both languages, unit, what may be asked of it, and its select over ``asked``.

    ``settings`` are thresholds with their defaults, its own and those of the views of ``asked`` that it reads, each
    with its ``sources`` by language. ``bound`` are those of its own that the select names as parameters; one called
    ``limit_…`` is not read: it says what the value is held against. ``judged`` says that it reads verdicts;
    ``benchmark`` names the select of ``sql/benchmarks`` that has the figures of the country beside it, or nothing.
    ``tells_of_pupils`` is false where it counts what no pupil did: then no group is too small to be told of.
    """

    name: str
    texts: Mapping[str, Mapping[str, str]]
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

    def text(self, kind: str) -> str:
        """``title``, ``why`` or ``definition`` in the language in use."""
        return self.texts[i18n.language()][kind]


def split(name: str, text: str) -> tuple[dict[str, Any], str]:
    """The front matter and the select of a file's text; raises CatalogueError when it has none."""
    if (parts := _FRONT.match(text)) is None:
        raise CatalogueError(name, "no front matter", "Begin with /* +++, TOML, +++ */")
    try:
        return tomllib.loads(parts["front"]), parts["sql"]
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(name, f"front matter is not TOML ({error})", "Mend the leading comment") from error


def obligation(name: str, text: str) -> Obligation:
    """The obligation written in ``text``; raises CatalogueError for a field that is missing or unknown."""
    front, sql = split(name, text)
    known = {*_TEXTS, "owner", "severity", "needs", "seen_by", "lt", "settings"}
    if unknown := front.keys() - known:
        raise CatalogueError(name, f"unknown fields {sorted(unknown)}", f"Known are {sorted(known)}")
    texts = _words(name, front, _TEXTS)
    try:
        owner, severity, needs = front["owner"], front["severity"], tuple(front["needs"])
    except KeyError as error:
        raise CatalogueError(name, f"no {error} in the front matter", "Every duty states it") from None
    if severity not in SEVERITIES:
        raise CatalogueError(name, f"severity '{severity}'", f"One of {', '.join(SEVERITIES)}")
    settings = {key: _setting(name, key, value) for key, value in front.get("settings", {}).items()}
    if (used := parameters(sql) - {JUDGED_AT}) != settings.keys():
        raise CatalogueError(name, f"uses ${sorted(used)}, declares {sorted(settings)}", "Declare exactly what is used")
    return Obligation(
        name, texts, owner, severity, needs, sql, MappingProxyType(settings), tuple(front.get("seen_by", ()))
    )


def integrity_rule(name: str, text: str) -> IntegrityRule:
    """The rule of the data written in ``text``; raises CatalogueError for a field that is missing or unknown."""
    front, sql = split(name, text)
    known = {*_RULE_TEXTS, "needs", "each", "lt"}
    if unknown := front.keys() - known:
        raise CatalogueError(name, f"unknown fields {sorted(unknown)}", f"Known are {sorted(known)}")
    texts = _words(name, front, _RULE_TEXTS)
    needs, each = front.get("needs", {}), front.get("each", "")
    if bool(needs) == bool(each) or (each and each not in CONTRACT_PARTS):
        raise CatalogueError(
            name, "it must say where it holds", f"Either [needs] by table, or each = one of {', '.join(CONTRACT_PARTS)}"
        )
    if used := parameters(sql):
        raise CatalogueError(name, f"uses ${sorted(used)}", "A rule of the data has no settings")
    by_table = MappingProxyType({table: tuple(columns) for table, columns in needs.items()})
    return IntegrityRule(name, texts, by_table, each, sql)


def _words(name: str, front: Mapping[str, Any], kinds: tuple[str, ...]) -> Mapping[str, Mapping[str, str]]:
    try:
        return MappingProxyType(
            {
                "en": MappingProxyType({kind: front[kind] for kind in kinds}),
                "lt": MappingProxyType({kind: front["lt"][kind] for kind in kinds}),
            }
        )
    except KeyError as error:
        raise CatalogueError(name, f"no {error} in the front matter", "State it in both languages") from None


def metric(name: str, text: str) -> Metric:
    """The metric written in ``text``; raises CatalogueError for a field that is missing or unknown."""
    front, sql = split(name, text)
    fields = {"unit", "good", "by", "allow", "period", "periods", "needs"}
    known = {*_METRIC_TEXTS, *fields, "judged", "benchmark", "tells_of_pupils", "lt", "settings", "sources"}
    if unknown := front.keys() - known:
        raise CatalogueError(name, f"unknown fields {sorted(unknown)}", f"Known are {sorted(known)}")
    try:
        texts = {
            language: MappingProxyType({kind: source[kind] for kind in _METRIC_TEXTS})
            for language, source in (("en", front), ("lt", front["lt"]))
        }
        stated: dict[str, Any] = {
            key: tuple(value) if isinstance(value := front[key], list) else value for key in sorted(fields)
        }
    except KeyError as error:
        raise CatalogueError(
            name, f"no {error} in the front matter", "Every metric states it, in both languages"
        ) from None
    settings, sources = _sourced(name, front)
    used = parameters(sql)
    if used != {key for key in settings if not key.startswith(_LIMIT)}:
        raise CatalogueError(name, f"uses ${sorted(used)}, declares {sorted(settings)}", "Declare exactly what is used")
    for view in _views_of(sql):
        settings = {**view.settings, **settings}
        sources = {language: {**view.sources[language], **sources[language]} for language in sources}
    return Metric(
        name,
        MappingProxyType(texts),
        settings=MappingProxyType(settings),
        sources=MappingProxyType(sources),
        bound=frozenset(used),
        judged=front.get("judged", False),
        benchmark=front.get("benchmark", ""),
        tells_of_pupils=front.get("tells_of_pupils", True),
        sql=sql,
        **stated,
    )


def _sourced(name: str, front: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    """Settings with their defaults, and where each comes from, in both languages."""
    settings = dict(front.get("settings", {}))
    sources = {"en": dict(front.get("sources", {})), "lt": dict(front.get("lt", {}).get("sources", {}))}
    if any(said.keys() != settings.keys() for said in sources.values()):
        raise CatalogueError(name, f"settings {sorted(settings)}", "State the source of each, in both languages")
    return settings, sources


def _views_of(sql: str) -> list[View]:
    """The views of ``asked`` that a select reads, directly or through others."""
    known, found = asked(), dict[str, View]()
    waiting = views_in(sql)
    while waiting:
        name = waiting.pop()
        if name in known and name not in found:
            found[name] = known[name]
            waiting |= views_in(known[name].sql)
    return [found[name] for name in sorted(found)]


def views_in(sql: str) -> set[str]:
    """The views of ``asked`` that a select names."""
    return set(re.findall(r"\basked\.(\w+)", sql))


def _setting(where: str, key: str, value: object) -> Setting:
    if not isinstance(value, dict):
        return Setting(key, type(value), value)
    if value.keys() != {"type", *i18n.LANGUAGES} or value["type"] not in _SETTING_TYPES:
        right = f"A default, or type = one of {sorted(_SETTING_TYPES)} with its title in {', '.join(i18n.LANGUAGES)}"
        raise CatalogueError(f"{where} {key}", f"{value}", right)
    titles = MappingProxyType({language: value[language] for language in i18n.LANGUAGES})
    return Setting(key, _SETTING_TYPES[value["type"]], titles=titles)


def parameters(sql: str) -> set[str]:
    """The named parameters of the one statement in ``sql``."""
    return set(duckdb.extract_statements(sql)[0].named_parameters)


def _files(folder: str) -> dict[str, str]:
    root = resources.files(__package__) / "sql" / folder
    names = sorted(entry.name for entry in root.iterdir() if entry.name.endswith(".sql"))
    return {name.removesuffix(".sql"): (root / name).read_text("utf-8") for name in names}


def _folders(folder: str) -> list[str]:
    return sorted(entry.name for entry in (resources.files(__package__) / "sql" / folder).iterdir() if entry.is_dir())


@cache
def obligations() -> Mapping[str, Obligation]:
    """Every packaged obligation by name."""
    return MappingProxyType({name: obligation(name, text) for name, text in _files("obligations").items()})


@cache
def integrity_rules() -> Mapping[str, IntegrityRule]:
    """Every packaged rule of the data itself by name."""
    return MappingProxyType({name: integrity_rule(name, text) for name, text in _files("integrity").items()})


@cache
def metrics() -> Mapping[str, Metric]:
    """Every packaged metric by name."""
    return MappingProxyType({name: metric(name, text) for name, text in _files("metrics").items()})


@cache
def asked() -> Mapping[str, View]:
    """The views of ``sql/asked``, each after those it reads: what a metric reads, by name."""
    views = {name: view(name, text) for name, text in _files("asked").items()}
    graph = {name: views_in(one.sql) & views.keys() for name, one in views.items()}
    return MappingProxyType({name: views[name] for name in TopologicalSorter(graph).static_order()})


def view(name: str, text: str) -> View:
    """The view of ``asked`` written in ``text``; raises CatalogueError when it reads a setting that none declares."""
    front, sql = split(name, text)
    settings, sources = _sourced(name, front)
    if (used := set(re.findall(r"\bsetting\('(\w+)'\)", sql))) != settings.keys():
        raise CatalogueError(name, f"reads {sorted(used)}, declares {sorted(settings)}", "Declare exactly what is read")
    return View(name, sql, settings, sources, front.get("shared", False))


@cache
def asked_settings() -> Mapping[str, Any]:
    """The settings of all views of ``asked`` with their defaults."""
    return MappingProxyType({key: value for one in asked().values() for key, value in one.settings.items()})


@cache
def models() -> Mapping[str, Model]:
    """Every packaged model of ``core`` by name, in alphabetical order (warehouse orders them by what they read)."""
    found = {}
    for name, text in _files("core").items():
        front, sql = split(name, text)
        found[name] = Model(name, front["title"], sql)
    return MappingProxyType(found)


@cache
def macros() -> tuple[str, ...]:
    """The texts of the files of macros; each may hold several statements."""
    return tuple(_files("macros").values())


@cache
def scopes() -> Mapping[str, str]:
    """The selects of ``sql/scopes`` by name: which pupils, groups and classes a kind of scope grants."""
    return MappingProxyType({name: split(name, text)[1] for name, text in _files("scopes").items()})


@cache
def scope_keys() -> Mapping[str, str]:
    """The selects of ``sql/scope_keys`` by name: sets of keys that follow from what is granted."""
    return MappingProxyType({name: split(name, text)[1] for name, text in _files("scope_keys").items()})


@cache
def lenses() -> Mapping[str, Mapping[str, str]]:
    """By lens and table (``core.grades``), the select of ``sql/lenses/<lens>/<table>.sql`` over ``rows``."""
    found = {lens: _files(f"lenses/{lens}") for lens in _folders("lenses")}
    return MappingProxyType(
        {
            lens: MappingProxyType({f"core.{name}": split(name, text)[1] for name, text in files.items()})
            for lens, files in found.items()
        }
    )


@cache
def lets_through(lens: str) -> tuple[str, ...]:
    """The views of ``asked`` that may count the rows which a lens hides (``through`` in the front matter)."""
    fronts = [split(name, text)[0] for name, text in _files(f"lenses/{lens}").items()]
    return tuple(sorted({view for front in fronts for view in front.get("through", ())}))


@cache
def history(name: str) -> str:
    """The select of ``sql/history/<name>.sql``: the new state of a table of ``history`` from the old and ``judged``."""
    return split(name, _files("history")[name])[1]


@cache
def benchmark(name: str) -> str:
    """The select of ``sql/benchmarks/<name>.sql``: figures of the country beside the rows of ``measured``."""
    return split(name, _files("benchmarks")[name])[1]


@cache
def entered(name: str) -> str:
    """The select of ``sql/entered/<name>.sql``: a table with what people entered laid over it."""
    return split(name, _files("entered")[name])[1]


@cache
def question(name: str) -> str:
    """The select of ``sql/questions/<name>.sql``: what a page, a command or a report asks of the verdicts."""
    return _questions()[name]


@cache
def _questions() -> Mapping[str, str]:
    return MappingProxyType({name: split(name, text)[1] for name, text in _files("questions").items()})

"""The packaged SQL: every ``.sql`` file with its front matter, found by glob.

A file is one ``select`` behind a leading comment in TOML::

    /* +++
    title = "…"
    [settings]
    notice_days = 7
    +++ */
    select …

There is no registry to edit: the file's name is the rule's name, its folder says what it is. What the comment may say
is told by :mod:`.obligation`, :mod:`.integrity_rule`, :mod:`.metric` and :mod:`.risk_sign`; every other file has its
title only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from importlib import resources
from types import MappingProxyType
from typing import Any

from ediary_analytics.catalogue import front_matter, integrity_rule, metric, obligation, risk_sign
from ediary_analytics.catalogue.front_matter import parameters
from ediary_analytics.catalogue.integrity_rule import IntegrityRule
from ediary_analytics.catalogue.metric import Metric, View, views_in
from ediary_analytics.catalogue.obligation import JUDGED_AT, MOST, SEVERITIES, Obligation, Setting
from ediary_analytics.catalogue.risk_sign import RiskSign

__all__ = [
    "JUDGED_AT",
    "MOST",
    "SEVERITIES",
    "IntegrityRule",
    "Metric",
    "Model",
    "Obligation",
    "RiskSign",
    "Setting",
    "View",
    "asked",
    "asked_settings",
    "benchmark",
    "entered",
    "history",
    "integrity_rules",
    "lenses",
    "lets_through",
    "macros",
    "metrics",
    "models",
    "names",
    "obligations",
    "parameters",
    "question",
    "risk_signs",
    "scope_keys",
    "scopes",
    "views_in",
]

_SQL = resources.files("ediary_analytics") / "sql"
_LENS_FIELDS = ("title", "through")


@dataclass(frozen=True, slots=True)
class Model:
    """One table of ``core``: its name, what it holds, and its select."""

    name: str
    title: str
    sql: str


def _files(folder: str) -> dict[str, str]:
    """The texts of a folder's files by name, in alphabetical order."""
    names = sorted(entry.name for entry in (_SQL / folder).iterdir() if entry.name.endswith(".sql"))
    return {name.removesuffix(".sql"): (_SQL / folder / name).read_text("utf-8") for name in names}


@cache
def _selects(folder: str) -> Mapping[str, str]:
    """The selects of a folder's files by name."""
    files = _files(folder)
    return MappingProxyType({name: front_matter.read(name, text, ["title"])[1] for name, text in files.items()})


@cache
def obligations() -> Mapping[str, Obligation]:
    """Every packaged obligation by name."""
    return MappingProxyType({name: obligation.parse(name, text) for name, text in _files("obligations").items()})


@cache
def integrity_rules() -> Mapping[str, IntegrityRule]:
    """Every packaged rule of the data itself by name."""
    return MappingProxyType({name: integrity_rule.parse(name, text) for name, text in _files("integrity").items()})


@cache
def metrics() -> Mapping[str, Metric]:
    """Every packaged metric by name."""
    return MappingProxyType({name: metric.parse(name, text, asked()) for name, text in _files("metrics").items()})


@cache
def asked() -> Mapping[str, View]:
    """The views of ``sql/asked``, each after those it reads: what a metric reads, by name."""
    views = {name: metric.parse_view(name, text) for name, text in _files("asked").items()}
    graph = {name: view.reads & views.keys() for name, view in views.items()}
    return MappingProxyType({name: views[name] for name in TopologicalSorter(graph).static_order()})


@cache
def risk_signs() -> Mapping[str, RiskSign]:
    """Every sign of risk by name, in the order in which they are told."""
    return risk_sign.parse(asked()["risk_rules"])


@cache
def asked_settings() -> Mapping[str, Any]:
    """The settings of all views of ``asked`` with their defaults."""
    return MappingProxyType({key: value for view in asked().values() for key, value in view.settings.items()})


@cache
def models() -> Mapping[str, Model]:
    """Every packaged model of ``core`` by name, in alphabetical order; ``models.order`` puts them in another."""
    found = {}
    for name, text in _files("core").items():
        front, sql = front_matter.read(name, text, ["title"])
        found[name] = Model(name, front["title"], sql)
    return MappingProxyType(found)


@cache
def macros() -> tuple[str, ...]:
    """The texts of the files of macros; each may hold several statements."""
    return tuple(_files("macros").values())


@cache
def names() -> tuple[str, ...]:
    """The texts of ``sql/names``: macros that tell what people, classes and groups of ``core`` are called."""
    return tuple(_files("names").values())


def scopes() -> Mapping[str, str]:
    """The selects of ``sql/scopes`` by name: which pupils, groups and classes a kind of scope grants."""
    return _selects("scopes")


def scope_keys() -> Mapping[str, str]:
    """The selects of ``sql/scope_keys`` by name: sets of keys that follow from what is granted."""
    return _selects("scope_keys")


@cache
def lenses() -> Mapping[str, Mapping[str, str]]:
    """By lens and table (``core.grades``), the select of ``sql/lenses/<lens>/<table>.sql`` over ``rows``."""
    return MappingProxyType(
        {
            lens: MappingProxyType({f"core.{name}": sql for name, (_front, sql) in _lens(lens).items()})
            for lens in sorted(entry.name for entry in (_SQL / "lenses").iterdir() if entry.is_dir())
        }
    )


@cache
def lets_through(lens: str) -> tuple[str, ...]:
    """The views of ``asked`` that may count the rows which a lens hides (``through`` in the front matter)."""
    return tuple(sorted({view for front, _sql in _lens(lens).values() for view in front.get("through", ())}))


def _lens(name: str) -> dict[str, tuple[dict[str, Any], str]]:
    files = _files(f"lenses/{name}")
    return {table: front_matter.read(f"{name}/{table}", text, _LENS_FIELDS) for table, text in files.items()}


def history(name: str) -> str:
    """The select of ``sql/history/<name>.sql``: the new state of a table of ``history`` from the old and ``judged``."""
    return _selects("history")[name]


def benchmark(name: str) -> str:
    """The select of ``sql/benchmarks/<name>.sql``: figures of the country beside the rows of ``measured``."""
    return _selects("benchmarks")[name]


def entered(name: str) -> str:
    """The select of ``sql/entered/<name>.sql``: a table with what people entered laid over it."""
    return _selects("entered")[name]


def question(name: str) -> str:
    """The select of ``sql/questions/<name>.sql``: what a page, a command or a report asks of the verdicts."""
    return _selects("questions")[name]

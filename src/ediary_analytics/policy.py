"""A school's rules: which duties they impose, under which clause, with which settings and tolerance.

A policy is a TOML file in ``expectations/`` (or of the school's own)::

    name   = "kedainiai-senamiestis"
    title  = "…"
    source = "…"

    [[obligation]]
    name     = "lesson_recorded"
    clause   = "23.3"
    severity = "critical"
    mostly   = 0.98
    settings = { due_time = 17:00:00 }

A duty that is not listed is not imposed.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ediary_analytics import catalogue
from ediary_analytics.errors import PolicyError
from ediary_analytics.i18n import _
from ediary_analytics.paths import shipped

_FIELDS = {"name", "clause", "severity", "mostly", "settings"}


@dataclass(frozen=True, slots=True)
class Imposed:
    """One duty as these rules impose it; ``unset`` names the settings that the school has yet to confirm."""

    obligation: catalogue.Obligation
    clause: str
    severity: str
    mostly: float
    settings: Mapping[str, Any]
    unset: tuple[str, ...]

    @property
    def name(self) -> str:
        """The obligation's name."""
        return self.obligation.name


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of a school (or of several that share them)."""

    name: str
    title: str
    source: str
    imposed: tuple[Imposed, ...]


def names() -> list[str]:
    """The policies that are shipped, in alphabetical order."""
    return sorted(path.stem for path in shipped("expectations").glob("*.toml") if path.stem != "integrity")


def load(name_or_file: str) -> Policy:
    """The shipped policy of that name, or the one in a file of one's own.

    Raises:
        PolicyError: no such policy, or an entry that is wrong; the message names file, key and what is allowed.
    """
    packaged = name_or_file in names()
    path = shipped("expectations") / f"{name_or_file}.toml" if packaged else Path(name_or_file)
    if not path.is_file():
        allowed = ", ".join(names())
        raise PolicyError(
            name_or_file, _("no such rules"), _("Name one of {allowed}, or a TOML file").format(allowed=allowed)
        )
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyError(path, _("this is not TOML ({error})").format(error=error), _("Mend that line")) from error
    return parse(data, str(path))


def parse(data: Mapping[str, Any], where: str) -> Policy:
    """The policy in parsed TOML; ``where`` begins every message. Raises PolicyError."""
    for key in ("name", "title", "obligation"):
        if not data.get(key):
            raise PolicyError(
                where, _("'{key}' is missing").format(key=key), _("Rules have a name, a title and duties")
            )
    imposed = tuple(_imposed(entry, f"{where} [{entry.get('name', '?')}]") for entry in data["obligation"])
    listed = [entry.name for entry in imposed]
    if twice := sorted({name for name in listed if listed.count(name) > 1}):
        raise PolicyError(where, _("{names} stands there twice").format(names=", ".join(twice)), _("List a duty once"))
    return Policy(data["name"], data["title"], data.get("source", ""), imposed)


def _imposed(entry: Mapping[str, Any], where: str) -> Imposed:
    known = catalogue.obligations()
    if (found := known.get(entry.get("name", ""))) is None:
        raise PolicyError(where, _("no such duty"), _("Known are {names}").format(names=", ".join(known)))
    if unknown := sorted(entry.keys() - _FIELDS):
        raise _not_allowed(where, unknown[0], _FIELDS)
    severity, mostly = entry.get("severity", found.severity), entry.get("mostly", 1.0)
    if severity not in catalogue.SEVERITIES:
        raise _not_allowed(where, f"severity = {severity}", catalogue.SEVERITIES)
    if isinstance(mostly, bool) or not isinstance(mostly, int | float) or not 0 < mostly <= 1:
        raise PolicyError(where, f"mostly = {mostly}", _("A share above 0 and up to 1, such as 0.98"))
    return Imposed(
        found,
        str(entry.get("clause", "")),
        severity,
        float(mostly),
        *_settings(found.settings, entry.get("settings", {}), where),
    )


def _settings(
    declared: Mapping[str, catalogue.Setting], given: Mapping[str, Any], where: str
) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    for key, value in given.items():
        if key not in declared:
            raise _not_allowed(where, key, declared)
        if not declared[key].accepts(value):
            wanted = declared[key].type.__name__
            raise PolicyError(where, f"{key} = {value}", _("A value of type {type}").format(type=wanted))
    values = {key: given.get(key, setting.default) for key, setting in declared.items()}
    return values, tuple(key for key, value in values.items() if value is None)


def _not_allowed(where: str, key: str, allowed: Any) -> PolicyError:
    return PolicyError(
        where,
        _("'{key}' is not allowed here").format(key=key),
        _("Allowed are {names}").format(names=", ".join(sorted(allowed))),
    )

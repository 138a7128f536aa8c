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
    editions = [{ from = 2027-02-01, settings = { due_time = 20:00:00 } }]

A duty that is not listed is not imposed. Rules change in mid-history: a duty is judged by the edition that is valid on
its day; what an edition does not set stays as it was.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ediary_analytics import catalogue, toml_file
from ediary_analytics.errors import PolicyError
from ediary_analytics.i18n import _
from ediary_analytics.paths import shipped

#: What a clause begins with that is not of the school's own rules: ``national: NEMIS``.
NATIONAL = "national"
_TOP = {"name", "title", "source", "obligation"}
_FIELDS = {"name", "clause", "severity", "mostly", "settings", "editions"}
_EDITION = {"from", "settings"}


@dataclass(frozen=True, slots=True)
class Edition:
    """The settings of duties whose day lies between two days, both included."""

    since: dt.date
    until: dt.date
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Imposed:
    """One duty as these rules impose it, in editions that follow each other without a gap."""

    obligation: catalogue.Obligation
    clause: str
    severity: str
    mostly: float
    editions: tuple[Edition, ...]

    @property
    def name(self) -> str:
        """The obligation's name."""
        return self.obligation.name

    @property
    def cited(self) -> str:
        """The clause in the language in use: a duty of the national rules says so in words."""
        source, colon, name = self.clause.partition(": ")
        return _("national: {name}").format(name=name) if colon and source == NATIONAL else self.clause

    @property
    def unset(self) -> tuple[str, ...]:
        """The settings that the school has yet to confirm."""
        return tuple(name for name in self.obligation.settings if any(e.settings[name] is None for e in self.editions))


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
    return parse(toml_file.read(path), str(path))


def parse(data: Mapping[str, Any], where: str) -> Policy:
    """The policy in parsed TOML; ``where`` begins every message. Raises PolicyError."""
    if unknown := sorted(data.keys() - _TOP):
        raise _not_allowed(where, unknown[0], _TOP)
    for key in ("name", "title", "obligation"):
        if not data.get(key):
            raise PolicyError(
                where, _("'{key}' is missing").format(key=key), _("Rules have a name, a title and duties")
            )
    _must_be_tables(where, "obligation", data["obligation"], "[[obligation]]")
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
    _must_be_tables(where, "settings", [entry.get("settings", {})], "settings = { days = 5 }")
    _must_be_tables(where, "editions", entry.get("editions", []), "editions = [{ from = 2027-02-01 }]")
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
        editions(_changes(found.settings, entry, where)),
    )


def editions(changes: Iterable[tuple[dt.date, Mapping[str, Any]]]) -> tuple[Edition, ...]:
    """Editions from settings and the days they begin on, in order; the first holds since ever, the last for ever."""
    begun = list(changes)
    untils = [since - dt.timedelta(days=1) for since, _ in begun[1:]] + [dt.date.max]
    return tuple(Edition(since, until, settings) for (since, settings), until in zip(begun, untils, strict=True))


def _must_be_tables(where: str, key: str, value: object, form: str) -> None:
    if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        raise PolicyError(
            where,
            _("'{key}' is written otherwise than it may be").format(key=key),
            _("Write it as {form}").format(form=form),
        )


def _changes(
    declared: Mapping[str, catalogue.Setting], entry: Mapping[str, Any], where: str
) -> list[tuple[dt.date, Mapping[str, Any]]]:
    defaults = {name: setting.default for name, setting in declared.items()}
    found: list[tuple[dt.date, Mapping[str, Any]]] = [
        (dt.date.min, defaults | _settings(declared, entry.get("settings", {}), where))
    ]
    for change in entry.get("editions", []):
        if unknown := sorted(change.keys() - _EDITION):
            raise _not_allowed(where, unknown[0], _EDITION)
        _must_be_tables(where, "settings", [change.get("settings", {})], "settings = { days = 5 }")
        since = change.get("from")
        if type(since) is not dt.date or since <= found[-1][0]:
            raise PolicyError(
                where, f"from = {since}", _("Each edition begins on a day after the one before it, such as 2027-02-01")
            )
        found.append((since, dict(found[-1][1]) | _settings(declared, change.get("settings", {}), where)))
    return found


def _settings(declared: Mapping[str, catalogue.Setting], given: Mapping[str, Any], where: str) -> dict[str, Any]:
    for key, value in given.items():
        if key not in declared:
            raise _not_allowed(where, key, declared)
        if not declared[key].accepts(value):
            raise _does_not_fit(where, declared[key], value)
    return dict(given)


def supposed(rules: Policy, change: str) -> Policy:
    """The one duty of the rules under a changed setting, written ``lesson_recorded.due_time=20:00``.

    Raises:
        PolicyError: no such duty in the rules, no such setting, or no value of its type.
    """
    duty, _dot, rest = change.partition(".")
    name, _equals, text = rest.partition("=")
    imposed = {one.name: one for one in rules.imposed}
    if duty not in imposed:
        raise _not_allowed(change, duty, imposed)
    declared = imposed[duty].obligation.settings
    if name not in declared:
        raise _not_allowed(change, name, declared)
    try:
        value = declared[name].parse(text)
    except ValueError:
        raise _does_not_fit(change, declared[name], text) from None
    if not declared[name].accepts(value):
        raise _does_not_fit(change, declared[name], text)
    changed = tuple(replace(edition, settings={**edition.settings, name: value}) for edition in imposed[duty].editions)
    return replace(rules, imposed=(replace(imposed[duty], editions=changed),))


def _does_not_fit(where: str, setting: catalogue.Setting, value: object) -> PolicyError:
    right = _("Write a value such as {value}").format(value=setting.example)
    if setting.type is int:
        right = _("Write a whole number from 0 to {most}, such as {value}").format(
            most=catalogue.MOST, value=setting.example
        )
    return PolicyError(where, _("{name} = {value} does not fit").format(name=setting.name, value=value), right)


def _not_allowed(where: str, key: str, allowed: Any) -> PolicyError:
    return PolicyError(
        where,
        _("'{key}' is not allowed here").format(key=key),
        _("Allowed are {names}").format(names=", ".join(sorted(allowed))),
    )

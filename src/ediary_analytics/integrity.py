"""Soundness of the data itself: keys, references, dates, contradictions.

``expectations/integrity.toml`` says which rules are looked at and how grave a fault is; ``sql/integrity/<rule>.sql``
says what each is, in words and as a select. A rule is looked at place by place: at each table whose rows it concerns,
or at each key, reference or closed list of the contract. What is counted is what can be opened: :func:`faults`.

A place whose evidence no school has is not checkable, which is not the same as sound.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from ediary_analytics import catalogue, contract, evidence, models
from ediary_analytics.errors import PolicyError
from ediary_analytics.i18n import _
from ediary_analytics.paths import shipped

#: What a rule's SQL returns of a row, in this order, before ``is_faulty`` (and a contract rule's ``column_name``).
ROW = ("school_id", "table_name", "subject_id", "on_date", "class_id", "group_id", "pupil_id", "staff_id", "detail")
_NOTHING = (
    "select null::varchar as rule, "
    + ", ".join(f"null::{'date' if column == 'on_date' else 'varchar'} as {column}" for column in ROW)
    + " where false"
)
_FIELDS = {"name", "severity", "mostly"}
_EVIDENCE = "select school_id, table_name, row_count, filled from core.evidence"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule at one place: ``column`` is empty where it concerns the whole table."""

    of: catalogue.IntegrityRule
    table: str
    column: str
    severity: str
    mostly: float = 1.0

    @property
    def name(self) -> str:
        """The rule's name."""
        return self.of.name

    @property
    def title(self) -> str:
        """The fault in a few words, in the language in use."""
        return self.of.title

    @property
    def where(self) -> str:
        """The table, or ``table.column``."""
        return f"{self.table}.{self.column}" if self.column else self.table

    @property
    def place(self) -> str:
        """The rule with its place, such as ``references_resolve lessons.group_id``."""
        return f"{self.name} {self.where}"

    @property
    def target(self) -> contract.Table | None:
        """The table that the place's reference leads to, if it is one."""
        if self.of.each != "reference":
            return None
        return contract.tables()[str(contract.tables()[self.table].column(self.column).references)]

    @property
    def needs(self) -> tuple[str, ...]:
        """The evidence that must be there: the table itself, and what else the rule reads."""
        read = (self.target.name,) if self.target else self.of.needs.get(self.table, ())
        return (self.table, *read)

    @property
    def is_alone(self) -> bool:
        """Whether its select returns rows of this place only."""
        return self.target is not None or len(self.of.needs) == 1

    @property
    def sql(self) -> str:
        """The rule's select; of a reference, written out for this place."""
        if self.target is None:
            return self.of.sql
        table = contract.tables()[self.table]
        names = {
            "any_table": self.table,
            "any_column": self.column,
            "any_key": ", ".join(f"referring.{column}" for column in table.key),
            "any_target": self.target.name,
            "any_target_key": self.target.key[0],
        }
        for column in ("class_id", "group_id", "pupil_id", "staff_id"):
            names[f"any_{column}"] = f"referring.{column}" if column in {c.name for c in table.columns} else "null"
        return re.sub(r"any_\w+", lambda word: names[word[0]], self.of.sql)


@dataclass(frozen=True, slots=True)
class Finding:
    """How many rows were looked at and how many are faulty, over the schools whose exports have the evidence."""

    rule: Rule
    examined: int = 0
    failed: int = 0
    missing_evidence: tuple[str, ...] = ()

    @property
    def checkable(self) -> bool:
        """False when no school has the evidence: then nothing is known."""
        return not self.missing_evidence

    @property
    def rate(self) -> float | None:
        """The share of rows that are sound, 0 to 1; None when there were none, or it is not checkable."""
        return 1 - self.failed / self.examined if self.examined else None


def rules(file: Path | None = None) -> list[Rule]:
    """The rules of ``integrity.toml`` in its order, one for every place that each concerns.

    Raises:
        PolicyError: the file lists a rule, field, severity or share that does not exist, or a rule twice.
    """
    path = file or shipped("expectations") / "integrity.toml"
    known = catalogue.integrity_rules()
    found: dict[str, list[Rule]] = {}
    for entry in tomllib.loads(path.read_text("utf-8"))["rule"]:
        where, name, mostly = f"{path} [{entry.get('name', '?')}]", entry.get("name"), entry.get("mostly", 1.0)
        _must(where, f"name = {name}", sorted(known), allowed=name in known and name not in found)
        for field in entry:
            _must(where, field, sorted(_FIELDS), allowed=field in _FIELDS)
        severity = entry.get("severity")
        _must(where, f"severity = {severity}", catalogue.SEVERITIES, allowed=severity in catalogue.SEVERITIES)
        if type(mostly) not in (int, float) or not 0 < mostly <= 1:
            raise PolicyError(where, f"mostly = {mostly}", _("A share above 0 and up to 1, such as 0.98"))
        found[name] = [Rule(known[name], *place, severity, float(mostly)) for place in _places(known[name])]
    return [rule for places in found.values() for rule in places]


def _must(where: str, key: str, names: Iterable[str], *, allowed: bool) -> None:
    if not allowed:
        raise PolicyError(
            where,
            _("'{key}' is not allowed here").format(key=key),
            _("Allowed are {names}").format(names=", ".join(names)),
        )


def _places(rule: catalogue.IntegrityRule) -> list[tuple[str, str]]:
    tables = contract.tables().values()
    match rule.each:
        case "key":
            return [(table.name, "") for table in tables]
        case "reference":
            return [(table.name, column.name) for table in tables for column in table.columns if column.references]
        case "enum":
            return [(table.name, column.name) for table in tables for column in table.columns if column.enum]
    return [(table, "") for table in rule.needs]


def tables(listed: Iterable[Rule], present: Collection[str] | None = None) -> set[str]:
    """The tables of ``core`` that these rules read, beside what every warehouse has.

    Where it is known which tables are ``present`` in any export, rules that can be looked at nowhere are left out.
    """
    return models.core_tables(rule.sql for rule in listed if evidence.may_be_there(rule.needs, present))


def look(con: duckdb.DuckDBPyConnection, listed: Sequence[Rule]) -> list[Finding]:
    """Look at every rule over the schools that ``con`` is narrowed to; a school without the evidence is left out."""
    present = evidence.present(con)
    able = _able(listed, present)
    selects, values = _selects(listed, able, len(present))
    counts = " union all ".join(_count(rules[0], rows) for rules, rows in selects)
    counted = {tuple(place): row for *place, row in con.execute(counts, values).fetchall()} if counts else {}
    rows = {(school, table): row for school, table, *row in con.execute(_EVIDENCE).fetchall()}
    found = []
    for rule in listed:
        if not (schools := able[rule.place]):
            lacking = (need for tables in present.values() for need in evidence.lacking(rule.needs, tables))
            found.append(Finding(rule, missing_evidence=tuple(dict.fromkeys(lacking))))
            continue
        examined, failed = counted.get((rule.name, rule.table, rule.column), (0, 0))
        if rule.of.each:  # its select returns the faulty rows only
            of_table = [rows[school, rule.table] for school in schools]
            examined = sum(filled[rule.column] if rule.column else count for count, filled in of_table)
            examined += failed if rule.of.each == "enum" else 0
        found.append(Finding(rule, examined, failed))
    return found


def _count(rule: Rule, rows: str) -> str:
    if rule.is_alone:  # nothing to group, which is what makes fifty references fast
        return f"select '{rule.name}', '{rule.table}', '{rule.column}', (count(*), count(*) filter (is_faulty)) {rows}"
    column = "column_name" if rule.column else "''"
    return f"select '{rule.name}', table_name, {column}, (count(*), count(*) filter (is_faulty)) {rows} group by all"


def faults(con: duckdb.DuckDBPyConnection, findings: Iterable[Finding]) -> duckdb.DuckDBPyRelation:
    """The faulty rows of findings, to be opened: ``rule`` and :data:`ROW`; ``con`` narrowed as for :func:`look`."""
    present = evidence.present(con)
    listed = [finding.rule for finding in findings if finding.failed]
    selects, values = _selects(listed, _able(listed, present), len(present))
    columns = ", ".join(ROW)
    parts = [f"select '{rules[0].name}' as rule, {columns} {rows} and is_faulty" for rules, rows in selects]
    query = " union all ".join([_NOTHING, *parts])
    return con.sql(f"select * from ({query}) order by rule, school_id, table_name, on_date, subject_id", params=values)


def _selects(
    listed: Iterable[Rule], able: Mapping[str, Sequence[str]], all_schools: int
) -> tuple[list[tuple[list[Rule], str]], dict[str, Any]]:
    """What is read of each select (``from … where …``) with the rules that share it, and the values that it all binds.

    A select is read at the places that are listed, for the schools that are able; not at all where there is none.
    """
    sharing: dict[str, list[Rule]] = {}
    for rule in listed:
        if able[rule.place]:
            sharing.setdefault(rule.sql, []).append(rule)
    selects: list[tuple[list[Rule], str]] = []
    values: dict[str, Any] = {}
    for sql, rules in sharing.items():
        places = []
        for rule in rules:
            conditions = [] if rule.is_alone else [f"table_name = '{rule.table}'"]
            if rule.column and not rule.is_alone:
                conditions.append(f"column_name = '{rule.column}'")
            if len(able[rule.place]) < all_schools:
                values[name := f"schools_{len(values)}"] = able[rule.place]
                conditions.append(f"school_id in (select unnest(${name}))")
            places.append(" and ".join(conditions) or "true")
        selects.append((rules, f"from ({sql}) where ({' or '.join(places)})"))
    return selects, values


def _able(listed: Iterable[Rule], present: Mapping[str, evidence.Tables]) -> dict[str, list[str]]:
    """The schools that have a rule's evidence, by its place."""
    return {
        rule.place: [school for school, tables in present.items() if not evidence.lacking(rule.needs, tables)]
        for rule in listed
    }

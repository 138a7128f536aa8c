"""Soundness of the data itself: keys, references and enumerated values, as the contract states them.

``expectations/integrity.toml`` says which rules are looked at and how grave a fault is; the contract says where each
applies. A rule's faulty rows are one select, so what is counted is what can be opened.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from ediary_analytics import contract
from ediary_analytics.catalogue import SEVERITIES
from ediary_analytics.errors import PolicyError
from ediary_analytics.paths import shipped


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule at one place: ``column`` is empty where it concerns the whole table."""

    name: str
    table: str
    column: str
    severity: str

    @property
    def place(self) -> str:
        """The rule with its place, such as ``references_resolve lessons.group_id``."""
        return f"{self.name} {self.table}" + (f".{self.column}" if self.column else "")


@dataclass(frozen=True, slots=True)
class Finding:
    """How many rows were looked at, and how many are faulty."""

    rule: Rule
    examined: int
    failed: int


def rules() -> list[Rule]:
    """The rules of ``integrity.toml``, one for every table or column of the contract that each concerns.

    Raises:
        PolicyError: the file lists a rule or a severity that does not exist.
    """
    path = shipped("expectations") / "integrity.toml"
    found = []
    for entry in tomllib.loads(path.read_text("utf-8"))["rule"]:
        if entry["name"] not in _PLACES or entry["severity"] not in SEVERITIES:
            raise PolicyError(path, str(entry), f"Rules are {sorted(_PLACES)}, severities {sorted(SEVERITIES)}")
        for table in contract.tables().values():
            places = _PLACES[entry["name"]](table)
            found += [Rule(entry["name"], table.name, column, entry["severity"]) for column in places]
    return found


def _of_tables(table: contract.Table) -> Iterator[str]:
    yield from [""] if table.key else []


def _of_references(table: contract.Table) -> Iterator[str]:
    yield from (column.name for column in table.columns if column.references)


def _of_enums(table: contract.Table) -> Iterator[str]:
    yield from (column.name for column in table.columns if column.enum)


_PLACES = {"keys_unique": _of_tables, "references_resolve": _of_references, "values_known": _of_enums}


def faulty(rule: Rule) -> str:
    """The select of the rows that break a rule, with ``school_id`` and what identifies them."""
    table = contract.tables()[rule.table]
    if rule.name == "keys_unique":
        return f"select school_id, key, copies from raw.duplicates where table_name = '{table.name}'"
    if rule.name == "values_known":
        return (
            "select school_id, file, line, value from raw.rejects"
            f" where code = 'enum' and table_name = '{table.name}' and column_name = '{rule.column}'"
        )
    key = ", ".join(dict.fromkeys(["school_id", *table.key]))
    target = contract.tables()[str(table.column(rule.column).references)]
    return (
        f"select {key}, {rule.column} from core.{table.name}"
        f" anti join (select school_id, {target.key[0]} as {rule.column} from core.{target.name})"
        f" using (school_id, {rule.column})"
        f" where {rule.column} is not null"
    )


def look(con: duckdb.DuckDBPyConnection, listed: list[Rule]) -> list[Finding]:
    """Look at every rule over the schools that ``con`` is narrowed to."""
    counts = " union all ".join(
        f"select {place}, (select count(*) from core.{rule.table}), (select count(*) from ({faulty(rule)}))"
        for place, rule in enumerate(listed)
    )
    found = []
    for place, examined, failed in sorted(con.execute(counts).fetchall()):
        rule = listed[place]
        found.append(Finding(rule, examined + (failed if rule.name == "values_known" else 0), failed))
    return found

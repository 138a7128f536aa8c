"""The export contract: which tables and columns we read, of which type, under which names."""

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from ediary_analytics.errors import CatalogueError

#: contract type → DuckDB type
TYPES = {
    "text": "VARCHAR",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
    "integer": "INTEGER",
    "decimal": "DECIMAL(9, 2)",
    "boolean": "BOOLEAN",
    "list": "VARCHAR[]",
    "month": "VARCHAR",
}
#: Headers that begin so stand over remarks, which belong to no table. Under the second, texts that a spreadsheet would
#: take for formulas have an apostrophe before them in the whole file.
REMARK, GUARDED_REMARK = "# ", "#' "
_TABLE_FIELDS = {"aliases", "dated_by", "ends_by", "common", "reported", "columns"}
_COLUMN_FIELDS = {"type", "key", "enum", "references", "evidence", "observed_by", "not_yet", "kept", "aliases"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its contract type, what it may hold, where it leads, and its other headers.

    An entry time may be ``observed_by`` the column that the entry fills, which says ``not_yet`` until then. Of a value
    that is ``kept`` history may hold what it was before a correction.
    """

    name: str
    type: str
    key: bool = False
    enum: tuple[str, ...] = ()
    references: str | None = None
    evidence: bool = False
    observed_by: str | None = None
    not_yet: str | None = None
    kept: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def sql_type(self) -> str:
        """The DuckDB type, such as ``TIMESTAMP``."""
        return TYPES[self.type]


@dataclass(frozen=True, slots=True)
class Table:
    """One table; ``columns`` begin with ``school_id``, which every table of a school has once loaded.

    ``common`` marks a table beyond the contract that belongs to no school: its rows are public and everybody's.
    ``dated_by`` is the column that says on which day a row happened, or the reference and the column of the row which
    says it (``lesson_id.held_on``); a table without one is a register: of what there is, not of what happened.
    ``ends_by`` is the column that says until when a row of a register held.
    ``is_reported`` marks the tables of a diary's own reports: no school's export has them.
    """

    name: str
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()
    common: bool = False
    dated_by: str | None = None
    ends_by: str | None = None
    is_reported: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """The names of the key columns in the contract's order, without ``school_id``."""
        return tuple(column.name for column in self.columns if column.key)

    def record_id(self, rows: str) -> str:
        """The SQL of what tells a row from all others of its school: the values of its key as one text, ``p1|5a``."""
        return f"concat_ws('|', {', '.join(f'{rows}.{name}' for name in self.key)})"

    def same_key(self, one: str, other: str) -> str:
        """The SQL condition that two rows are the same record of the same school."""
        return " and ".join(f"{one}.{name} = {other}.{name}" for name in dict.fromkeys(["school_id", *self.key]))

    def column(self, name: str) -> Column:
        """The column of that name; raises KeyError."""
        return {column.name: column for column in self.columns}[name]

    def column_for(self, header: str) -> Column | None:
        """The column a header means: its own name or an alias, case, accents and spaces aside."""
        if is_remark(header):
            return None
        wanted = normal(header)
        return next((c for c in self.columns if wanted in {normal(c.name), *map(normal, c.aliases)}), None)


def is_remark(header: str) -> bool:
    """Whether a header stands over remarks of ours."""
    return header.lstrip().startswith((REMARK, GUARDED_REMARK))


@lru_cache(maxsize=1 << 12)
def normal(text: str) -> str:
    """A header or file name reduced to what counts: lower case, no accents, letters and digits only.

    >>> normal("Klasės vadovo ID "), normal("klases_vadovo-id")
    ('klasesvadovoid', 'klasesvadovoid')
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if letter.isalnum())


def parse(data: Mapping[str, Any]) -> dict[str, Table]:
    """The tables of a parsed ``tables.toml``, by name.

    Raises:
        CatalogueError: unknown type or field, no key, a reference to no table, two columns one header could mean.
    """
    tables = {name: _table(name, spec) for name, spec in data.items()}
    for table in tables.values():
        for column in table.columns:
            if column.references is not None and len(getattr(tables.get(column.references), "key", ())) != 1:
                raise CatalogueError(
                    f"tables.toml [{table.name}] {column.name}",
                    f"references '{column.references}', which is no table with a key of one column",
                    "Name such a table",
                )
        if not _is_dated(table, tables):
            raise CatalogueError(
                f"tables.toml [{table.name}]",
                f"dated_by '{table.dated_by}', which is no day of a row",
                "Name a date, a timestamp, or a reference to a table that has one",
            )
    return tables


def _is_dated(table: Table, tables: Mapping[str, Table]) -> bool:
    """Whether ``dated_by``, where there is one, leads to a day."""
    if table.dated_by is None:
        return True
    name, _, of = table.dated_by.partition(".")
    columns = {column.name: column for column in table.columns}
    if of and name in columns and (parent := columns[name].references) is not None:
        columns = {column.name: column for column in tables[parent].columns}
        name = of
    return name in columns and columns[name].type in {"date", "timestamp"}


def _table(name: str, spec: Mapping[str, Any]) -> Table:
    where = f"tables.toml [{name}]"
    if unknown := spec.keys() - _TABLE_FIELDS:
        raise CatalogueError(where, f"unknown field {sorted(unknown)}", f"Known are {sorted(_TABLE_FIELDS)}")
    columns = [_column(f"{where} {column}", column, fields) for column, fields in spec.get("columns", {}).items()]
    if not any(column.key for column in columns):
        raise CatalogueError(where, "no column is marked as key", "Mark what identifies a row with key = true")
    school = Column("school_id", "text", key=name == "schools", aliases=("mokyklos id", "mokyklos kodas", "mokykla"))
    common = spec.get("common", False)
    columns = [*([] if common else [school]), *(column for column in columns if column.name != "school_id")]
    seen: dict[str, str] = {}
    for column in columns:
        for header in {normal(column.name), *map(normal, column.aliases)}:
            if (other := seen.setdefault(header, column.name)) != column.name:
                raise CatalogueError(where, f"'{header}' means both {other} and {column.name}", "Drop one alias")
    for column in columns:
        if column.observed_by is not None and column.observed_by not in {other.name for other in columns}:
            raise CatalogueError(
                f"{where} {column.name}", f"observed_by '{column.observed_by}'", "Name a column of the table"
            )
    if (ends_by := spec.get("ends_by")) is not None and ends_by not in {column.name for column in columns}:
        raise CatalogueError(where, f"ends_by '{ends_by}'", "Name a column of the table")
    aliases, reported = tuple(spec.get("aliases", ())), spec.get("reported", False)
    return Table(name, tuple(columns), aliases, common, spec.get("dated_by"), ends_by, reported)


def _column(where: str, name: str, fields: Mapping[str, Any]) -> Column:
    if unknown := fields.keys() - _COLUMN_FIELDS:
        raise CatalogueError(where, f"unknown field {sorted(unknown)}", f"Known are {sorted(_COLUMN_FIELDS)}")
    if fields.get("type") not in TYPES:
        raise CatalogueError(where, f"unknown type {fields.get('type')!r}", f"Known are {sorted(TYPES)}")
    return Column(
        name,
        fields["type"],
        key=fields.get("key", False),
        enum=tuple(fields.get("enum", ())),
        references=fields.get("references"),
        evidence=fields.get("evidence", False),
        observed_by=fields.get("observed_by"),
        not_yet=fields.get("not_yet"),
        kept=fields.get("kept", False),
        aliases=tuple(fields.get("aliases", ())),
    )


@cache
def everything() -> dict[str, Table]:
    """All packaged tables by name, in the order of ``tables.toml``: those of a school, and those of nobody."""
    text = (resources.files(__package__) / "tables.toml").read_text("utf-8")
    return parse(tomllib.loads(text))


@cache
def tables() -> dict[str, Table]:
    """The packaged contract: the tables of a school, by name, in the order of ``tables.toml``."""
    return {name: table for name, table in everything().items() if not table.common}


@cache
def common() -> dict[str, Table]:
    """The tables that belong to no school, by name."""
    return {name: table for name, table in everything().items() if table.common}


@cache
def exported() -> dict[str, Table]:
    """The tables that a school's export may have: all but those of a diary's own reports."""
    return {name: table for name, table in tables().items() if not table.is_reported}

"""What each role may: ``roles.toml`` and ``tables.toml``, read and checked."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from ediary_analytics import catalogue, i18n
from ediary_analytics.errors import CatalogueError

#: The scope that is not resolved to keys: all rows of the schools in scope.
WHOLE_SCHOOL = "school"
#: Which rows of a table a narrower scope leaves; see ``tables.toml``.
ROWS = ("open", "evidence", "school", "known", "pupils", "near", "own", "reckoned", "duties", "person", "account")
DUTIES = ("scope", "own")
#: What a role may enter in the register.
WRITES = ("excuses", "sign_offs", "interventions", "acts", "accounts", "settings")
_LANGUAGES = {"lt", "en"}
_REQUIRED = {"title", "scope", "sees", "pages", "names", "export", "write"}
_OPTIONAL = {"duties", "school_duties", "lens", "specialist", "grades"}


@dataclass(frozen=True, slots=True)
class Table:
    """How a table of the warehouse is narrowed: its topic, the rule for its rows, and the columns that name pupils.

    ``counts`` is a further topic whose sums reckon with the table: who sees it may know that the table is there.
    """

    name: str
    topic: str
    rows: str
    names: tuple[str, ...] = ()
    counts: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """One role, as ``roles.toml`` describes it.

    ``named_from`` is the lowest grade whose pupils the role may name; None where it names all of them or, with
    ``may_name_pupils`` false, none. ``grades`` are those whose pupils may see their own record.
    ``school_duties`` are the obligations of the school as a whole whose verdicts a narrow scope sees too.
    """

    name: str
    titles: Mapping[str, str]
    scope: str
    sees: frozenset[str]
    pages: tuple[str, ...]
    may_name_pupils: bool
    named_from: int | None
    may_export: bool
    may_write: frozenset[str]
    duties: str
    lens: str | None
    specialist: str | None
    grades: tuple[int, int] | None
    school_duties: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The role's name in the language in use."""
        return self.titles[i18n.language()]

    @property
    def is_whole_school(self) -> bool:
        """Whether the scope is not resolved to pupils, groups and classes."""
        return self.scope == WHOLE_SCHOOL

    @property
    def sees_risk(self) -> bool:
        """Whether signs of risk are shown to the role: to whoever knows which pupils are supported, nobody else.

        A family sees its own record, without points; a tutor, who sees no remarks, would be told half of them.
        """
        return "support" in self.sees


@dataclass(frozen=True, slots=True)
class Rights:
    """Everything that ``roles.toml`` says."""

    pages: Mapping[str, Mapping[str, str]]
    roles: Mapping[str, Role]


def parse(data: Mapping[str, Any], topics: frozenset[str]) -> Rights:
    """The roles and pages of a parsed ``roles.toml``.

    Raises:
        CatalogueError: a field is missing, unknown or of the wrong kind; a page, topic, scope or lens does not exist.
    """
    if data.keys() != {"pages", "roles"}:
        raise CatalogueError("roles.toml", f"its tables are {sorted(data)}", "They are pages and roles")
    pages = {name: _titles(f"roles.toml [pages] {name}", titles) for name, titles in data["pages"].items()}
    roles = {name: _role(name, fields, frozenset(pages), topics) for name, fields in data["roles"].items()}
    return Rights(MappingProxyType(pages), MappingProxyType(roles))


def _titles(where: str, titles: Any) -> Mapping[str, str]:
    if not isinstance(titles, dict) or titles.keys() != _LANGUAGES or not all(titles.values()):
        raise CatalogueError(where, f"its title is {titles!r}", "State it as lt and en")
    return MappingProxyType(titles)


def _role(name: str, fields: Mapping[str, Any], pages: frozenset[str], topics: frozenset[str]) -> Role:
    where = f"roles.toml [roles.{name}]"
    if wrong := (_REQUIRED - fields.keys()) | (fields.keys() - _REQUIRED - _OPTIONAL):
        raise CatalogueError(where, f"missing or unknown: {sorted(wrong)}", f"It has {sorted(_REQUIRED)}")
    scopes = {WHOLE_SCHOOL, *catalogue.scopes()}
    for field, given, allowed in (
        ("scope", {fields["scope"]}, scopes),
        ("sees", set(fields["sees"]), topics),
        ("pages", set(fields["pages"]), pages),
        ("write", set(fields["write"]), set(WRITES)),
        ("duties", {fields.get("duties", "scope")}, set(DUTIES)),
        ("school_duties", set(fields.get("school_duties", ())), set(catalogue.obligations())),
        ("lens", {fields["lens"]} if "lens" in fields else set(), set(catalogue.lenses())),
    ):
        if unknown := given - allowed:
            raise CatalogueError(f"{where} {field}", f"unknown {sorted(unknown)}", f"Known are {sorted(allowed)}")
    if "sign_offs" in fields["write"] and fields["scope"] != WHOLE_SCHOOL:
        raise CatalogueError(f"{where} write", "sign_offs are of whole grades", f"Its scope is {WHOLE_SCHOOL}")
    if not fields["pages"]:
        raise CatalogueError(f"{where} pages", "there is none", "Name at least the home of the role")
    names, export = fields["names"], fields["export"]
    if not isinstance(names, int) or not isinstance(export, bool):
        raise CatalogueError(where, f"names = {names!r}, export = {export!r}", "true, false; names may be a grade")
    needed = {
        parameter
        for parameter, field in (("specialist", "specialist"), ("lowest_grade", "grades"))
        if fields["scope"] != WHOLE_SCHOOL
        and parameter in catalogue.parameters(catalogue.scopes()[fields["scope"]])
        and field not in fields
    }
    if needed:
        raise CatalogueError(where, f"its scope asks for {sorted(needed)}", "State specialist or grades")
    return Role(
        name=name,
        titles=_titles(f"{where} title", fields["title"]),
        scope=fields["scope"],
        sees=frozenset(fields["sees"]),
        pages=tuple(fields["pages"]),
        may_name_pupils=names is True,
        named_from=None if isinstance(names, bool) else names,
        may_export=export,
        may_write=frozenset(fields["write"]),
        duties=fields.get("duties", "scope"),
        lens=fields.get("lens"),
        specialist=fields.get("specialist"),
        grades=tuple(fields["grades"]) if "grades" in fields else None,
        school_duties=tuple(fields.get("school_duties", ())),
    )


def parse_tables(data: Mapping[str, Any]) -> dict[str, Table]:
    """The tables of a parsed ``tables.toml``.

    Raises:
        CatalogueError: a field is missing or unknown, or there is no such rule for rows.
    """
    found = {}
    for name, fields in data.items():
        if not {"topic", "rows"} <= fields.keys() <= {"topic", "rows", "names", "counts"} or fields["rows"] not in ROWS:
            raise CatalogueError(
                f"tables.toml {name}",
                f"it says {fields}",
                f"topic, rows (one of {', '.join(ROWS)}), perhaps names and counts",
            )
        found[name] = Table(name, fields["topic"], fields["rows"], tuple(fields.get("names", ())), fields.get("counts"))
    return found


@cache
def tables() -> Mapping[str, Table]:
    """Every table that a viewer's connection may hold, by ``schema.table``."""
    text = (resources.files("ediary_analytics.access") / "tables.toml").read_text("utf-8")
    return MappingProxyType(parse_tables(tomllib.loads(text)))


@cache
def rights() -> Rights:
    """The packaged roles and pages."""
    text = (resources.files("ediary_analytics") / "roles.toml").read_text("utf-8")
    return parse(tomllib.loads(text), frozenset(table.topic for table in tables().values()))


def roles() -> Mapping[str, Role]:
    """Every role by name."""
    return rights().roles


def page_title(page: str) -> str:
    """The title of a page in the language in use."""
    return rights().pages[page][i18n.language()]

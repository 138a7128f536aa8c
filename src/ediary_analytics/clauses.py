"""The clause registers: every clause of a school's printed rules, with what shows it or why an export cannot.

A register is ``expectations/clauses/<policy>.toml``; ``common.toml`` beside it has the reasons that return, and the
names of what is still to be built. Each clause stands there with a duty in our own words, in both languages, and

- what shows it: obligations, metrics, reports, pages (with ``rest``: what of the clause they do not show), or
- ``reason``: why no export can show it, or
- ``heading = true``: it only says who or what the next clauses are about.

That none is missing follows from the register alone: the printed numbers run without a gap from the first clause of a
chapter to its last, and where they repeat or skip, that is declared with its reason.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ediary_analytics import catalogue, i18n, policy
from ediary_analytics.errors import CatalogueError
from ediary_analytics.paths import shipped

#: What may show a clause, the most telling first.
LINKS = ("obligations", "metrics", "reports", "pages")
_FIELDS = {"clause", "nth", "heading", "last", "duty", "reason", "rest", *LINKS}
_PACKAGE = Path(__file__).parent

#: A text by language, ``lt`` and ``en``; empty where there is none.
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Clause:
    """One printed clause: its number, which of several with that number it is, its duty, and what shows it.

    ``last`` is the number of the last of its own sub-clauses, empty when it has none.
    """

    number: str
    nth: int
    heading: bool
    last: str
    duty: Words
    links: Mapping[str, tuple[str, ...]]
    reason: Words
    rest: Words

    @property
    def kind(self) -> str:
        """``heading``, the first of LINKS that shows it, or ``reason``."""
        if self.heading:
            return "heading"
        return next((link for link in LINKS if self.links[link]), "reason")


@dataclass(frozen=True, slots=True)
class Irregular:
    """A place where the printed numbers repeat or skip: ``number`` stands right after ``after``."""

    after: str
    number: str
    reason: Words


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter's clauses in printed order; those of national rules have no numbers, so no first and last."""

    title: Words
    first: str
    last: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """All clauses of one policy's printed rules."""

    policy: policy.Policy
    chapters: tuple[Chapter, ...]
    irregular: tuple[Irregular, ...]

    @property
    def clauses(self) -> Iterator[Clause]:
        """Every clause, headings too, in printed order."""
        return (clause for chapter in self.chapters for clause in chapter.clauses)


def load(name: str) -> Register:
    """The register of a shipped policy; raises CatalogueError when it is incomplete or names what is not there."""
    rules = policy.load(name)
    return parse(_toml(name), rules)


def parse(data: Mapping[str, Any], rules: policy.Policy) -> Register:
    """The register in parsed TOML, checked against the rules it is of; raises CatalogueError."""
    where = f"clauses/{rules.name}.toml"
    if data.get("policy") != rules.name:
        raise CatalogueError(where, f"policy = {data.get('policy')}", f"policy = {rules.name}")
    irregular = tuple(
        Irregular(entry.get("after", ""), entry.get("clause", ""), _words(entry, f"{where} [irregular]"))
        for entry in data.get("irregular", [])
    )
    register = Register(rules, tuple(_chapter(entry, where) for entry in data.get("chapter", [])), irregular)
    _without_a_gap(register, where)
    _all_known(register, where)
    _tied_to(register, where)
    return register


@cache
def _toml(name: str) -> dict[str, Any]:
    path = shipped("expectations") / "clauses" / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise CatalogueError(path, "no register of these rules' clauses", "Every policy has one") from None
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(path, f"this is not TOML ({error})", "Mend that line") from error


@cache
def reasons() -> Mapping[str, Words]:
    """The reasons that clauses name by a key."""
    return {key: _words(words, f"common.toml {key}") for key, words in _toml("common")["reasons"].items()}


def planned() -> dict[str, frozenset[str]]:
    """The metrics, reports and pages that clauses may name before they are built."""
    return {link: frozenset(names) for link, names in _toml("common")["planned"].items()}


def built() -> dict[str, frozenset[str]]:
    """What there is to show a clause: obligations and metrics in SQL, kinds of reports, pages."""
    return {
        "obligations": frozenset(catalogue.obligations()),
        "metrics": frozenset(file.stem for file in (_PACKAGE / "sql" / "metrics").glob("*.sql")),
        "reports": frozenset(file.stem for file in (_PACKAGE / "reports" / "kinds").glob("*.toml")),
        "pages": frozenset(file.stem for file in shipped("pages").glob("*.py")),
    }


def _chapter(entry: Mapping[str, Any], where: str) -> Chapter:
    found: list[Clause] = []
    for one in entry.get("clause", []):
        clause = _clause(one, f"{where} {one.get('clause', '?')}")
        before = sum(other.number == clause.number for other in found)
        if clause.nth != before + 1:
            raise CatalogueError(f"{where} {clause.number}", f"nth = {clause.nth}", f"Here it is nth = {before + 1}")
        found.append(clause)
    return Chapter(_words(entry, where), entry.get("first", ""), entry.get("last", ""), tuple(found))


def _clause(entry: Mapping[str, Any], where: str) -> Clause:
    if unknown := sorted(entry.keys() - _FIELDS):
        raise CatalogueError(where, f"unknown fields {unknown}", f"Known are {sorted(_FIELDS)}")
    links = {link: tuple(entry.get(link, ())) for link in LINKS}
    heading, linked = entry.get("heading", False), any(links.values())
    if (heading + linked + ("reason" in entry)) != 1 or ("rest" in entry and not linked):
        raise CatalogueError(where, "what shows it is not clear", f"{LINKS} (and a rest), or a reason, or a heading")
    return Clause(
        number=entry.get("clause", ""),
        nth=entry.get("nth", 1),
        heading=heading,
        last=entry.get("last", ""),
        duty=_words(entry.get("duty", {}), where),
        links=links,
        reason=_reason(entry, "reason", where),
        rest=_reason(entry, "rest", where),
    )


def _reason(entry: Mapping[str, Any], field: str, where: str) -> Words:
    said = entry.get(field)
    if said is None:
        return {}
    if isinstance(said, str):
        if said not in (known := reasons()):
            raise CatalogueError(where, f"{field} = {said}", f"One of {', '.join(known)}, or words of its own")
        return known[said]
    return _words(said, f"{where} {field}")


def _words(entry: Mapping[str, Any], where: str) -> Words:
    words = {language: str(entry.get(language, "")).strip() for language in i18n.LANGUAGES}
    if lacking := [language for language, text in words.items() if not text]:
        raise CatalogueError(where, f"no words in {', '.join(lacking)}", "Every text stands there in both languages")
    return words


def _without_a_gap(register: Register, where: str) -> None:
    jumps = {jump.after: jump.number for jump in register.irregular}
    for chapter in register.chapters:
        expected, last, number = chapter.first, "", ""
        for clause in chapter.clauses if chapter.first else ():
            number = clause.number
            if number != expected:
                raise CatalogueError(f"{where} {number}", f"clause {expected} is missing before it", "Leave none out")
            last = clause.last or last
            expected = jumps.pop(number, "") or _next(number, last if "." in number else clause.last)
        if number != chapter.last:
            raise CatalogueError(where, f"a chapter ends with {number or 'nothing'}", f"It ends with {chapter.last}")
    if jumps:
        raise CatalogueError(where, f"after {', '.join(jumps)} nothing repeats or skips", "Take the exception out")


def _next(number: str, last: str) -> str:
    """The number that follows: 18 → 18.1 where it has sub-clauses, 18.1 → 18.2, 18.12 → 19 where that is its last."""
    head, _dot, sub = number.partition(".")
    if not last or number == last:
        return str(int(head) + 1)
    return f"{head}.{int(sub or 0) + 1}"


def _all_known(register: Register, where: str) -> None:
    """What clauses name is built, or at least planned."""
    plan, there = planned(), built()
    for clause in register.clauses:
        for link, names in clause.links.items():
            if unknown := sorted(set(names) - there[link] - plan.get(link, frozenset())):
                raise CatalogueError(
                    f"{where} {clause.number}", f"no such {link}: {', '.join(unknown)}", "Name what is built or planned"
                )


def _tied_to(register: Register, where: str) -> None:
    """The rules cite clauses that name the duty in turn; the register names no duty that the rules do not impose."""
    stated = {(clause.number, name) for clause in register.clauses for name in clause.links["obligations"]}
    imposed = register.policy.imposed
    cited = {(number.strip(), one.name) for one in imposed for number in one.clause.split(",")}
    if lacking := sorted(cited - stated):
        raise CatalogueError(where, f"does not say what the rules cite: {lacking}", "Name the duty at that clause")
    if beyond := sorted({name for _, name in stated} - {one.name for one in imposed}):
        raise CatalogueError(where, f"{', '.join(beyond)}: not imposed by these rules", "Impose it, or leave it out")

"""The reports there are: each a module and a TOML of its words beside it in ``kinds``; found by glob, listed nowhere.

The TOML says what the report is for, in both languages, what has to be chosen, and what a role must see to make it.
Which clauses ask for it stands in the registers of clauses, and is read from there.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module, resources
from types import MappingProxyType
from typing import TYPE_CHECKING

from ediary_analytics import clauses, i18n
from ediary_analytics.access import Viewer
from ediary_analytics.access.roles import WHOLE_SCHOOL
from ediary_analytics.errors import CallError, CatalogueError
from ediary_analytics.i18n import _
from ediary_analytics.paths import shipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ediary_analytics.reports.desk import Desk
    from ediary_analytics.reports.document import Document

#: What one can choose for a report, and the option it is on the command line. A class or a pupil has to be chosen where
#: it is asked for; a month (with school days, or any), a term and a half-year (or trimester) have a usual choice.
CHOICES = {
    "month": "--month",
    "any_month": "--month",
    "term": "--term",
    "half_year": "--term",
    "class": "--class",
    "pupil": "--pupil",
    "person": "--person",
}
_TEXTS = ("title", "purpose")
_FIELDS = {*_TEXTS, "lt", "asks", "may", "topics", "whole_school", "through_lens", "about", "wide", "archived"}


@dataclass(frozen=True, slots=True)
class Kind:
    """One report.

    Attributes:
        name: of its two files in ``kinds``.
        texts: ``title`` and ``purpose`` by language.
        asks: what has to be chosen, of CHOICES.
        may: what may be chosen besides, to narrow it.
        topics: what a role must see (``roles.toml``, ``sees``).
        whole_school: whether only a role over the whole school can make it: of less it would mislead.
        through_lens: whether it holds for who is shown a part of the grades only.
        about: what its several documents are about, ``pupil`` or ``person``; empty where there is one.
        wide: whether its pages lie.
        archived: whether it is kept, as PDF/A.
    """

    name: str
    texts: Mapping[str, Mapping[str, str]]
    asks: tuple[str, ...]
    may: tuple[str, ...]
    topics: tuple[str, ...]
    whole_school: bool
    through_lens: bool
    about: str
    wide: bool
    archived: bool

    @property
    def title(self) -> str:
        """What it is called, in the language in use."""
        return self.text("title")

    def text(self, kind: str) -> str:
        """``title`` or ``purpose`` in the language in use."""
        return self.texts[i18n.language()][kind]

    def open_to(self, viewer: Viewer) -> bool:
        """Whether the viewer's role may make it: it sees all that the report tells, and may name pupils."""
        role = viewer.rights
        return (
            set(self.topics) <= set(role.sees)
            and role.may_name_pupils
            and (role.scope == WHOLE_SCHOOL or not self.whole_school)
            and (self.through_lens or not role.lens or "grades" not in self.topics)
        )

    def make(self, desk: "Desk") -> "Sequence[Document]":
        """Its documents, over what is chosen at the desk."""
        work: Callable[[Desk], Sequence[Document]] = import_module(f"{__package__}.kinds.{self.name}").make
        return work(desk)


@cache
def kinds() -> Mapping[str, Kind]:
    """Every report by name."""
    folder = resources.files(__package__) / "kinds"
    names = sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))
    return MappingProxyType({name: parse(name, (folder / f"{name}.toml").read_text("utf-8")) for name in names})


def kind(name: str) -> Kind:
    """The report of that name.

    Raises:
        CallError: there is none.
    """
    if (found := kinds().get(name)) is None:
        raise CallError(name, _("no such report"), _("Known are {names}").format(names=", ".join(kinds())))
    return found


def parse(name: str, written: str) -> Kind:
    """The report described in a TOML; raises CatalogueError for a field that is missing or unknown."""
    data = tomllib.loads(written)
    if unknown := data.keys() - _FIELDS:
        raise CatalogueError(name, f"unknown fields {sorted(unknown)}", f"Known are {sorted(_FIELDS)}")
    if wrong := ({*data.get("asks", ()), *data.get("may", ())} - CHOICES.keys()):
        raise CatalogueError(name, f"unknown choices {sorted(wrong)}", f"Known are {', '.join(CHOICES)}")
    try:
        texts = {
            language: MappingProxyType({key: source[key] for key in _TEXTS})
            for language, source in (("en", data), ("lt", data["lt"]))
        }
        topics = tuple(data["topics"])
    except KeyError as error:
        raise CatalogueError(name, f"no {error}", "Every report states it, in both languages") from None
    return Kind(
        name,
        MappingProxyType(texts),
        tuple(data.get("asks", ())),
        tuple(data.get("may", ())),
        topics,
        data.get("whole_school", False),
        data.get("through_lens", False),
        data.get("about", ""),
        data.get("wide", False),
        data.get("archived", False),
    )


@cache
def clauses_of(name: str, rules: str | None) -> tuple[str, ...]:
    """The clauses of the school's rules that a report serves; none where the rules have no register."""
    if rules is None or not (shipped("expectations") / "clauses" / f"{rules}.toml").is_file():
        return ()
    numbers = (clause.number for clause in clauses.load(rules).clauses if name in clause.links["reports"])
    return tuple(dict.fromkeys(numbers))

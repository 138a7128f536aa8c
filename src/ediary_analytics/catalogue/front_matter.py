"""What every packaged ``.sql`` file begins with, TOML in a leading comment, and the one ``select`` behind it."""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import duckdb

from ediary_analytics import i18n
from ediary_analytics.errors import CatalogueError

_FILE = re.compile(r"\A/\* \+\+\+\n(?P<front>.*?)\n\+\+\+ \*/\n(?P<sql>.*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Worded:
    """What has a name and words in both languages: ``texts`` by language and kind."""

    name: str
    texts: Mapping[str, Mapping[str, str]]

    @property
    def title(self) -> str:
        """What it is called, in the language in use."""
        return self.text("title")

    def text(self, kind: str) -> str:
        """Its words of a kind (``title``, ``why`` …) in the language in use; raises KeyError."""
        return self.texts[i18n.language()][kind]


def read(name: str, text: str, fields: Collection[str]) -> tuple[dict[str, Any], str]:
    """The front matter and the select of a file's text.

    Raises:
        CatalogueError: it has no front matter, or a field that is not among ``fields``.
    """
    if (parts := _FILE.match(text)) is None:
        raise CatalogueError(name, "no front matter", "Begin with /* +++, TOML, +++ */")
    try:
        front = tomllib.loads(parts["front"])
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(name, f"front matter is not TOML ({error})", "Mend the leading comment") from error
    if unknown := front.keys() - set(fields):
        raise CatalogueError(name, f"unknown fields {sorted(unknown)}", f"Known are {sorted(fields)}")
    return front, parts["sql"]


def words(name: str, front: Mapping[str, Any], kinds: Collection[str]) -> Mapping[str, Mapping[str, str]]:
    """The texts of front matter by language and kind; raises CatalogueError when one is missing."""
    try:
        return MappingProxyType(
            {
                "en": MappingProxyType({kind: front[kind] for kind in kinds}),
                "lt": MappingProxyType({kind: front["lt"][kind] for kind in kinds}),
            }
        )
    except KeyError as error:
        raise CatalogueError(name, f"no {error} in the front matter", "State it in both languages") from None


def parameters(sql: str) -> set[str]:
    """The named parameters of the one statement in ``sql``."""
    return set(duckdb.extract_statements(sql)[0].named_parameters)

"""A viewer's scope, resolved inside DuckDB to sets of keys: the schema ``scope`` of the root.

``scope.grants (school_id, class_id, group_id, pupil_id, since, name)`` is the answer of the role's file in
``sql/scopes``: each key that is not null is granted whole. ``sql/scope_keys`` derives from it the sets by which tables
are narrowed. Only those that are asked for are made.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import duckdb

from ediary_analytics import catalogue
from ediary_analytics.access.roles import WHOLE_SCHOOL
from ediary_analytics.access.viewer import Viewer
from ediary_analytics.errors import AccessError
from ediary_analytics.i18n import _

_READ = re.compile(r"\bscope\.(\w+)")
_SOURCES = re.compile(r"\b(?:core|raw)\.\w+")


def kind(viewer: Viewer) -> str:
    """The name of the viewer's scope in ``sql/scopes``, or ``school``."""
    role = viewer.rights
    return "grades" if role.is_whole_school and viewer.scope.grades else role.scope


def values(viewer: Viewer) -> dict[str, Any]:
    """What the files of ``sql/scopes`` and ``sql/scope_keys`` may ask for, as far as the viewer's scope has it."""
    role, scope = viewer.rights, viewer.scope
    lowest, highest = (scope.grades if role.is_whole_school else role.grades) or (None, None)
    return {
        "staff_id": scope.staff_id,
        "pupil_ids": list(scope.pupil_ids) or None,
        "lowest_grade": lowest,
        "highest_grade": highest,
        "specialist": role.specialist,
        "named_from": role.named_from,
    }


def check(viewer: Viewer) -> None:
    """Raise AccessError where the scope names no school, or lacks the keys that its role is resolved by."""
    if not viewer.schools:
        raise AccessError(viewer.role, _("no school is in scope"), _("Name at least one school"))
    if (name := kind(viewer)) == WHOLE_SCHOOL:
        return
    known, asked = values(viewer), catalogue.parameters(catalogue.scopes()[name])
    if lacking := sorted(need for need in asked if known[need] is None):
        raise AccessError(
            viewer.role,
            _("its scope lacks {keys}").format(keys=", ".join(lacking)),
            _("Say whose groups, classes or pupils these are"),
        )
    if len(viewer.schools) != 1 and asked & {"staff_id", "pupil_ids"}:  # elsewhere the same id is somebody else
        raise AccessError(viewer.role, _("its scope is of one school"), _("Name exactly one school"))


def make(con: duckdb.DuckDBPyConnection, viewer: Viewer, wanted: Iterable[str], whole: Mapping[str, str]) -> None:
    """Fill the sets of those names in ``scope``, and whatever they read.

    ``whole`` holds by ``schema.table`` the select of all rows of the schools; no view of them is left behind.
    """
    selects = _selects(viewer, wanted)
    if not selects:
        return
    con.execute("create schema scope")
    read = sorted({name for sql in selects.values() for name in _SOURCES.findall(sql)} & whole.keys())
    for name in read:
        con.execute(f"create or replace view {name} as {whole[name]}")
    known = values(viewer)
    for name, sql in selects.items():
        asked = {parameter: known[parameter] for parameter in catalogue.parameters(sql)}
        con.execute(f"create table scope.{name} as {sql}", asked)
    for name in read:
        con.execute(f"drop view {name}")


def _selects(viewer: Viewer, wanted: Iterable[str]) -> dict[str, str]:
    """The sets of those names and all that they read, each after what it reads."""
    found: dict[str, str] = {}

    def find(name: str) -> None:
        if name not in found:
            sql = catalogue.scopes()[kind(viewer)] if name == "grants" else catalogue.scope_keys()[name]
            for read in _READ.findall(sql):
                find(read)
            found[name] = sql

    for name in wanted:
        find(name)
    return found


def read_by(texts: Iterable[str]) -> set[str]:
    """The names of the sets that these selects read."""
    return {name for text in texts for name in _READ.findall(text)}

"""Who is looking, and which rows they see: the only place that decides it. Without a scope nothing is shown."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from ediary_analytics import warehouse
from ediary_analytics.errors import AccessError
from ediary_analytics.i18n import _

#: The pages each role may open, its home first.
PAGES = {"deputy_director": ("fill_check",)}


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person in a role, over the schools in scope."""

    person: str
    role: str
    schools: frozenset[str]

    def may_open(self, page: str) -> bool:
        """Whether the role has this page."""
        return page in PAGES.get(self.role, ())


def open_for(viewer: Viewer, file: Path, school: str) -> duckdb.DuckDBPyConnection:
    """A locked-down root connection whose tables hold one school's rows.

    Raises:
        AccessError: the school is outside the viewer's scope.
    """
    if school not in viewer.schools:
        raise AccessError(school, _("this school is not in your scope"), _("Choose one of your schools"))
    return warehouse.lock_down(warehouse.narrow(warehouse.open_file(file), {school}))

"""Who is looking, and which rows they see: the only place that decides it. Without a scope nothing is shown."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from ediary_analytics import docket, warehouse
from ediary_analytics.catalogue import question
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


@dataclass(frozen=True, slots=True)
class School:
    """A school as a choice: its id, its name (the id where the export has none), and the rules it follows."""

    school_id: str
    name: str
    policy: str | None


def schools_in(file: Path) -> list[School]:
    """Every school of a warehouse, by name: for whoever decides on a scope, not for showing."""
    with warehouse.open_file(file) as con:
        everyone = [school for (school,) in con.execute("select school_id from warehouse.raw.imports").fetchall()]
        if not everyone:
            return []
        rows = warehouse.narrow(con, everyone, ("raw", "core")).execute(question("schools")).fetchall()
    return [School(*row) for row in rows]


def open_for(viewer: Viewer, file: Path, school: str, rules: str | None = None) -> duckdb.DuckDBPyConnection:
    """A locked-down root connection whose tables hold one school's rows.

    Args:
        viewer: who is looking.
        file: a warehouse.
        school: the one school to open.
        rules: a policy to judge the school by anew, in memory; left out, the verdicts that the import made.

    Raises:
        AccessError: the school is outside the viewer's scope.
        PolicyError: no such rules.
    """
    if school not in viewer.schools:
        raise AccessError(school, _("this school is not in your scope"), _("Choose one of your schools"))
    con = warehouse.open_file(file)
    if rules is None:
        warehouse.narrow(con, {school})
    else:
        listed, unjudged = docket.cases(con, rules, school=school)
        for error in unjudged.values():
            raise error
        docket.judge(con, listed)
    return warehouse.lock_down(con)

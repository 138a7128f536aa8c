"""Answers kept between reruns. Every key names who sees what, so that no answer reaches a session of another scope."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa
import streamlit as st

from ediary_analytics import access, paths, warehouse
from ediary_analytics.access import Holder, School, Scope, Somebody, Viewer
from ediary_analytics.answers import fill_check, school_year
from ediary_analytics.answers.fill_check import Import, MonthCheck, Person
from ediary_analytics.answers.school_year import SchoolYear
from ediary_analytics.catalogue import question
from ediary_analytics.entered import NOTHING
from ediary_analytics.register import entries, standing, store


@dataclass(frozen=True, slots=True)
class View:
    """Whose eyes, which published file, which school, under which rules: what every answer depends on.

    ``school`` is empty where all schools of the scope are looked at together. ``rules`` is None where the verdicts of
    the import itself are looked at. The file's name is a version: it is never written again. ``revision`` grows with
    every entry in the register that may change an answer: nothing kept here grows old.
    """

    role: str
    scope: Scope
    file: str
    school: str
    rules: str | None = None
    revision: int = 0

    @property
    def viewer(self) -> Viewer:
        """Whoever looks so: two people with the same role and scope share their answers."""
        return Viewer("", self.role, self.scope)


def view(viewer: Viewer, file: str, school: str, rules: str | None = None) -> View:
    """What the viewer looks at, as it stands now; see :class:`View`."""
    revision = 0
    if _TOLD & viewer.rights.sees and (register := store.existing(paths.data_dir())):
        revision = entries.revision(register, [school] if school else viewer.schools)
    return View(viewer.role, viewer.scope, file, school, rules, revision)


#: The topics of which the register has something to say.
_TOLD: Final = frozenset({"duties", "support"})


@st.cache_data(max_entries=8, show_spinner=False)
def schools(file: str) -> list[School]:
    """Every school of a warehouse, by name."""
    return access.schools_in(Path(file))


@st.cache_data(max_entries=8, show_spinner=False)
def holds_totals(file: str) -> bool:
    """Whether a published file holds the totals of many schools, and no rows."""
    with warehouse.open_file(Path(file), totals=True) as con:
        return warehouse.holds_totals(con)


@st.cache_data(max_entries=2, show_spinner=False)
def holders(file: str) -> list[Holder]:
    """Everybody who holds a role by the data: of a demonstration, where anybody may be chosen."""
    return access.holders(Path(file))


@st.cache_data(max_entries=16, show_spinner=False)
def people(file: str, school: str) -> list[Somebody]:
    """Everybody of a school who can hold a role: for whoever gives roles there."""
    return access.people(Path(file), school)


@st.cache_data(max_entries=16, show_spinner=False)
def pupil_names(role: str, scope: Scope, file: str) -> dict[tuple[str, str], str]:
    """By school and id, the names of the pupils in scope."""
    with access.open_for(Viewer("", role, scope), Path(file)) as con:
        return {(school, pupil): name for school, pupil, name in con.execute(question("pupil_names")).fetchall()}


@st.cache_data(max_entries=256, show_spinner=False)
def children(file: str, school: str, guardian: str) -> list[str]:
    """The ids of a guardian's children."""
    return access.children(Path(file), school, guardian)


def served(viewer: Viewer) -> tuple[str, list[School]]:
    """The warehouse that is served, and those of its schools that the viewer may see, by name.

    Raises:
        InputError: nothing has been imported.
    """
    file = str(warehouse.current(paths.data_dir()))
    return file, [school for school in schools(file) if school.school_id in viewer.schools]


# what falls out of the cache is not closed: another session may be asking it, and its last cursor lets go of the file
@st.cache_resource(max_entries=64, show_spinner=False)
def root(view: View) -> duckdb.DuckDBPyConnection:
    """What the view sees, to be asked through a cursor of one's own; kept, never closed by whoever asks."""
    held = standing.of_data(paths.data_dir(), view.viewer.schools) if view.revision else NOTHING
    return access.open_for(view.viewer, Path(view.file), view.school or None, view.rules, held)


@st.cache_data(max_entries=64, show_spinner=False)
def year(view: View) -> SchoolYear:
    """What there is to choose from."""
    with root(view).cursor() as con:
        return school_year.read(con, access.whole_classes(con, view.viewer))


@st.cache_data(max_entries=64, show_spinner=False)
def months(view: View, policy: str) -> tuple[Import, list[str]]:
    """Where the school's data comes from, and the months there are."""
    with root(view).cursor() as con:
        return fill_check.source(con), fill_check.months(con, policy)


@st.cache_data(max_entries=256, show_spinner=False)
def look(view: View, policy: str, month: str) -> MonthCheck:
    """The month as the page shows it at first sight."""
    with root(view).cursor() as con:
        return fill_check.look(con, policy, month)


@st.cache_data(max_entries=256, show_spinner=False)
def rows(view: View, policy: str, month: str, person: Person | None) -> pa.Table:
    """The late and missing duties of a person, or of everybody."""
    with root(view).cursor() as con:
        return fill_check.rows(con, policy, month, person)

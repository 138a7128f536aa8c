"""Connections for viewers, and what may be asked about access itself."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from ediary_analytics import docket, entered, warehouse
from ediary_analytics.access import keys, narrowing
from ediary_analytics.access.roles import WHOLE_SCHOOL
from ediary_analytics.access.viewer import Scope, Viewer
from ediary_analytics.catalogue import question
from ediary_analytics.errors import AccessError
from ediary_analytics.i18n import _

#: Scopes that grant classes whole.
_OF_CLASSES: Final = frozenset({"own_class", "own_preschool", "after_school", "grades"})


@dataclass(frozen=True, slots=True)
class School:
    """A school as a choice: its id, its name (the id where the export has none), and the rules it follows."""

    school_id: str
    name: str
    policy: str | None


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a role by the school's own data: the scope that follows, and a name for whoever chooses."""

    role: str
    scope: Scope
    name: str


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody of a school's data who can hold a role: ``kind`` is ``staff``, ``guardian`` or ``pupil``.

    ``detail`` is the pupil's class, or those of a guardian's children; None for staff.
    """

    kind: str
    person_id: str
    name: str
    detail: str | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a pupil is visible: in which role, by which class, group or flag, and since when (None: always)."""

    role: str
    name: str | None
    since: dt.date | None

    def __str__(self) -> str:
        """``Klasės vadovas, 6a, nuo 2026-09-01``."""
        since = _("since {day}").format(day=self.since) if self.since else None
        return ", ".join(part for part in (self.role, self.name, since) if part)


def schools_in(file: Path) -> list[School]:
    """Every school of a warehouse, by name: for whoever decides on a scope, not for showing."""
    with warehouse.open_file(file, totals=True) as con:
        if not (everyone := warehouse.everyone(con)):
            return []
        rows = warehouse.narrow(con, everyone, ("raw", "core")).execute(question("schools")).fetchall()
    return [School(*row) for row in rows]


def holders(file: Path) -> list[Holder]:
    """Every person who by the data holds a role that is resolved by person: for whoever decides on a scope.

    In the order of schools, roles, classes and names; ``name`` says the class or groups too.
    """
    with warehouse.open_file(file, totals=True) as con:
        if not (everyone := warehouse.everyone(con)):
            return []
        rows = warehouse.narrow(con, everyone, ("raw", "core")).execute(question("holders")).fetchall()
    return [
        Holder(role, Scope((school,), None, staff_id, tuple(pupil_ids or ())), name)
        for school, role, staff_id, pupil_ids, name in rows
    ]


def people(file: Path, school: str) -> list[Somebody]:
    """Everybody of a school, by name: for whoever decides on a scope."""
    with warehouse.open_file(file, totals=True) as con:
        narrowed = warehouse.narrow(con, {school}, ("raw", "core"))
        return [Somebody(*row) for row in narrowed.execute(question("people")).fetchall()]


def children(file: Path, school: str, guardian: str) -> list[str]:
    """The ids of a guardian's children: for whoever decides on a scope."""
    with warehouse.open_file(file, totals=True) as con:
        rows = warehouse.narrow(con, {school}, ("core",)).execute(
            question("children"), {"school_id": school, "guardian_id": guardian}
        )
        return [pupil for (pupil,) in rows.fetchall()]


def open_for(
    viewer: Viewer,
    file: Path,
    school: str | None = None,
    rules: str | None = None,
    held: entered.Entered = entered.NOTHING,
) -> duckdb.DuckDBPyConnection:
    """A locked-down root connection whose tables hold the viewer's rows, ready for every packaged query.

    Args:
        viewer: who is looking.
        file: a warehouse.
        school: one school; left out, all in scope.
        rules: a policy to judge the school by anew, in memory; left out, the verdicts that the import made.
        held: what the register holds, to be laid over; of it too nobody gets more than their own rows.

    Raises:
        AccessError: the school is outside the viewer's scope; the scope is empty or lacks keys; there is no such role.
        PolicyError: no such rules.
        InputError: the file holds totals, and the viewer is none of those who look at schools side by side.
    """
    keys.check(viewer)
    if school is not None and school not in viewer.schools:
        raise AccessError(school, _("this school is not in your scope"), _("Choose one of your schools"))
    schools = viewer.schools if school is None else (school,)
    con = warehouse.open_file(file, totals=sees_totals(viewer))
    try:
        held = held.of(schools)
        listed = _judge(con, schools, rules) if rules is not None else []
        laid = "duties" in viewer.rights.sees and _prepare(con, held, listed, schools)
        hand = held.interventions if "support" in viewer.rights.sees else ()
        narrowing.narrow(con, viewer, file, schools, laid=laid, in_hand=hand)
        return warehouse.lock_down(con)
    except BaseException:
        con.close()
        raise


def sees_totals(viewer: Viewer) -> bool:
    """Whether the totals of whole schools, with small groups hidden, are for this viewer: who lays schools together."""
    return viewer.may_open("schools") and keys.kind(viewer) == WHOLE_SCHOOL and not viewer.rights.lens


def whole_classes(con: duckdb.DuckDBPyConnection, viewer: Viewer) -> frozenset[str] | None:
    """The ids of the classes that may be told of as such, of a connection from :func:`open_for`.

    Pupils who changed classes bring a few rows of other classes into a scope, of which no sum would be right. None
    where the scope does not grant classes: of a school all are whole, over groups or single pupils none is.
    """
    if (kind := keys.kind(viewer)) not in _OF_CLASSES:
        return None
    owner = viewer.scope.staff_id if kind == "own_class" else None
    return frozenset(one for (one,) in con.execute(question("whole_classes"), {"owner": owner}).fetchall())


def _prepare(
    con: duckdb.DuckDBPyConnection, held: entered.Entered, listed: list[docket.Case], schools: Collection[str]
) -> bool:
    """What was entered, ready to be laid over; without cases that were judged anew, by the rules of the import."""
    if not held.changes_verdicts:
        return False
    found = listed or [case for school in schools for case in docket.cases(con, school=school)[0]]
    laid = entered.prepare(con, held, found)
    _clear(con)
    return laid


def _clear(con: duckdb.DuckDBPyConnection) -> None:
    for schema in docket.UNJUDGED:
        con.execute(f"drop schema if exists {schema} cascade")


def _judge(con: duckdb.DuckDBPyConnection, schools: Collection[str], rules: str) -> list[docket.Case]:
    """Judge the schools by these rules, over all that they have; leave nothing in the root but the verdicts."""
    listed = []
    for school in schools:
        cases, unjudged = docket.cases(con, rules, school=school)
        for error in unjudged.values():
            raise error
        listed += cases
    docket.judge(con, listed)
    _clear(con)
    return listed


def why(con: duckdb.DuckDBPyConnection, viewer: Viewer, pupil_id: str) -> list[Reason]:
    """Why the viewer sees a pupil, of a connection from :func:`open_for`; nothing where they do not."""
    role = viewer.rights
    if keys.kind(viewer) == WHOLE_SCHOOL:
        rows = con.execute(question("why_school"), {"pupil_id": pupil_id}).fetchall()
    elif role.may_name_pupils:
        rows = con.execute(question("why"), {"pupil_id": pupil_id}).fetchall()
    else:
        rows = []  # whoever may not name pupils does not ask about one
    return [Reason(role.title, name, since) for name, since in rows]

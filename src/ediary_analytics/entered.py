"""What people entered, laid over what the diary says: excused duties, months signed off, acts, pupils in hand.

The published warehouse keeps the verdicts as the diary's export alone gives them. Whoever opens it for people, checks
it, or notes its history lays over what the register holds at that moment: :func:`lay_over` in a root whose ``judged``
stands; :func:`prepare` and :func:`laid` for whoever makes ``judged`` of a root by selects. Nothing is done where
nothing was entered.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Final

import duckdb

from ediary_analytics import bulk, catalogue, docket, obligations, warehouse

#: The tables of ``judged`` that change.
TABLES: Final = ("judged.verdicts", "judged.imposed")
#: Which duties what is entered may do: by its kind of ``duties_done``, or as ``unlock_acts``.
_BY_SIGN_OFF: Final = {"monthly_fill_check": "fill_check_done", "attendance_review": "attendance_reviewed"}
_BY_ACT: Final = ("unlock_has_act", "locked_change_has_act")
#: A sign-off: school, kind, period, moment by the school's clock, and the lowest and the highest of its grades, or None
#: and None of the whole school.
Signed = tuple[str, str, str, dt.datetime, int | None, int | None]
_ROWS: Final = {
    "excused_duties": "school_id varchar, obligation varchar, subject_id varchar",
    "excused_days": "school_id varchar, day date",
    "sign_offs": "school_id varchar, kind varchar, period varchar, signed_at timestamp,"
    " min_grade integer, max_grade integer",
    "unlock_acts": "school_id varchar, act_id varchar, lock_id varchar, staff_id varchar, subject_id varchar,"
    " class_id varchar, pupil_id varchar, reason varchar, wrong_value varchar, right_value varchar,"
    " approved_by varchar, signed_on date",
}


@dataclass(frozen=True, slots=True)
class Entered:
    """What stands in a register, as rows; each begins with its school.

    Args:
        excused_duties: (school, obligation, subject).
        excused_days: (school, day): what fell due then is excused.
        sign_offs: months signed off, each of some grades or of the whole school.
        unlock_acts: signed acts, in the columns of ``unlock_acts`` after the school.
        interventions: (school, pupil, day): pupils in hand.
    """

    excused_duties: tuple[tuple[str, str, str], ...] = ()
    excused_days: tuple[tuple[str, dt.date], ...] = ()
    sign_offs: tuple[Signed, ...] = ()
    unlock_acts: tuple[tuple[Any, ...], ...] = ()
    interventions: tuple[tuple[str, str, dt.date], ...] = ()

    def of(self, schools: Collection[str]) -> "Entered":
        """What is about these schools."""
        kept = {
            field.name: tuple(row for row in getattr(self, field.name) if row[0] in schools) for field in fields(self)
        }
        return Entered(**kept)

    @property
    def changes_verdicts(self) -> bool:
        """Whether any verdict may stand otherwise for it."""
        return bool(self.excused_duties or self.excused_days or self.sign_offs or self.unlock_acts)


NOTHING: Final = Entered()


def lay_over(con: duckdb.DuckDBPyConnection, held: Entered, listed: list[docket.Case], month: str = "") -> None:
    """Make ``judged`` of a root say what stands with what was entered.

    Args:
        con: a root whose ``judged`` holds tables, or views of the file's. In the end it is narrowed to the cases.
        held: what was entered.
        listed: what was judged.
        month: as it was judged by.
    """
    schools = [school for case in listed for school in case.schools]
    if not prepare(con, held, listed, month):
        return
    warehouse.narrow(con, schools, docket.UNJUDGED)
    for name in TABLES:
        if _is_table(con, name):
            con.execute(f"create or replace table {name} as {laid(name, f'select * from {name}')}")
        else:
            rows = f"select * from warehouse.{name} where {warehouse.of_schools(schools)}"
            con.execute(f"create or replace view {name} as {laid(name, rows)}")


def laid(name: str, select: str) -> str:
    """The select of a table with what :func:`prepare` made ready laid over; of those not in :data:`TABLES`, itself."""
    if name not in TABLES:
        return select
    return f"with source as ({select}) select * from ({catalogue.entered(name.removeprefix('judged.'))})"


def prepare(con: duckdb.DuckDBPyConnection, held: Entered, listed: list[docket.Case], month: str = "") -> bool:
    """Make the schema ``entered`` of a root, for :func:`laid` to read; False, and nothing, where there is no need.

    The duties that were done by entering something are judged anew, by the rules and moment of their case. Leaves
    ``raw``, ``core`` and ``history`` of the root narrowed to some of the schools, and ``core`` with what was entered.
    """
    held = held.of({school for case in listed for school in case.schools})
    if not held.changes_verdicts:
        return False
    obligations.prepare(con, "entered")
    for name in _ROWS:
        _put(con, name, getattr(held, name))
    for case in listed:
        for names, schools in _fed(held, case).items():
            _judge(con, replace(case, schools=tuple(schools)), names, month)
    return True


def unsigned(con: duckdb.DuckDBPyConnection, signed: Collection[Signed]) -> list[int | None]:
    """The grades that sign-offs of one month, kind and school leave out, lowest first; None last: classes without one.

    Args:
        con: a root whose ``raw`` and ``core`` are narrowed to that school; the schema ``entered`` is made in it.
        signed: those that stand; of none at all nothing is left out, nor covered.
    """
    con.execute("create schema entered")
    _put(con, "sign_offs", signed)
    asked = f"select grade_level from ({catalogue.entered('signed_grades')}) where signed_at is null order by all"
    return [grade for (grade,) in con.execute(asked).fetchall()]


def _put(con: duckdb.DuckDBPyConnection, name: str, rows: Collection[tuple[Any, ...]]) -> None:
    con.execute(f"create table entered.{name} ({_ROWS[name]})")
    bulk.insert(con, f"entered.{name}", list(rows))


def _fed(held: Entered, case: docket.Case) -> dict[frozenset[str], list[str]]:
    """Which duties of a case are to be judged anew, and at which of its schools."""
    found: dict[frozenset[str], list[str]] = {}
    imposed = {one.name for one in case.policy.imposed}
    for school in case.schools:
        theirs = held.of({school})
        names = {_BY_SIGN_OFF[kind] for _school, kind, *_rest in theirs.sign_offs if kind in _BY_SIGN_OFF}
        names |= set(_BY_ACT) if theirs.unlock_acts else set()
        if names & imposed:
            found.setdefault(frozenset(names & imposed), []).append(school)
    return found


def _judge(con: duckdb.DuckDBPyConnection, case: docket.Case, names: Iterable[str], month: str) -> None:
    theirs = warehouse.of_schools(case.schools)
    warehouse.narrow(con, case.schools, docket.UNJUDGED)
    for name in ("signed_grades", "duties_done"):
        con.execute(f"create or replace table entered.{name} as {catalogue.entered(name)}")
    for table in ("duties_done", "unlock_acts", "evidence"):
        rows = f"select * from warehouse.core.{table} where {theirs}"
        more = f"({catalogue.entered('evidence')})" if table == "evidence" else f"entered.{table}"
        con.execute(
            f"create or replace view core.{table} as ({rows}) union all by name (select * from {more} where {theirs})"
        )
    only = tuple(one for one in case.policy.imposed if one.name in names)
    obligations.judge(con, replace(case.policy, imposed=only), case.as_of, month=month, schema="entered")
    # where the export says nothing of such duties, nobody knows of the time before the first that was signed here
    for name, table, too_early in (
        *((name, "duties_done", f"subject_id < (select min(period) from {{}} and kind = '{kind}')")
          for kind, name in _BY_SIGN_OFF.items()),
        *((name, "unlock_acts", "due_at < (select min(signed_on) from {})") for name in _BY_ACT),
    ):  # fmt: skip
        shown = f"entered.{table} as done where done.school_id = verdicts.school_id"
        con.execute(
            f"""
            delete from entered.verdicts as verdicts
            where obligation = '{name}' and {theirs}
            and school_id not in (select school_id from warehouse.core.evidence where table_name = '{table}')
            and {too_early.format(shown)}
            """
        )


def _is_table(con: duckdb.DuckDBPyConnection, name: str) -> bool:
    schema, table = name.split(".")
    there = (
        "select 1 from duckdb_tables() where database_name = 'memory' and schema_name = $schema and table_name = $table"
    )
    return bool(con.execute(there, {"schema": schema, "table": table}).fetchall())

"""Everything held about one pupil, for the pupil's guardians to read (GDPR, article 15).

Of the warehouse: the pupil's rows of every table of the contract, what they refer to (the lesson of a mark, the
subject, the teacher's name), log-ins, changes, duties, signs of risk, rows set aside at import. Of the register: who
looked at the pupil. Never other pupils: what is looked up beyond the pupil's own rows stands in :data:`LOOKED_UP`,
column by column.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import duckdb
import pyarrow as pa

from ediary_analytics import contract, i18n, import_report
from ediary_analytics.answers import pupil
from ediary_analytics.catalogue import question
from ediary_analytics.i18n import N_, _

#: What the pupil's rows may lead to, and the columns of it that are told; people who work at the school by name only.
LOOKED_UP: Final = {
    "lessons": (
        "lesson_id", "group_id", "held_on", "lesson_no", "staff_id", "topic", "objectives", "classwork", "homework",
    ),
    "assessments": ("assessment_id", "group_id", "held_on", "kind", "topic", "announced_at"),
    "groups": ("group_id", "school_year", "kind", "subject_id", "class_id", "staff_id", "assessment"),
    "classes": ("class_id", "school_year", "name", "grade_level", "kind", "homeroom_staff_id"),
    "subjects": ("subject_id", "name"),
    "terms": ("term_id", "school_year", "kind", "name", "starts_on", "ends_on"),
    "locks": ("lock_id", "scope", "period", "locked_at", "unlocked_at"),
    "reported_classes": ("report_id", "kind", "class_id", "group_id", "term_id", "since", "until"),
    "staff": ("staff_id", "first_name", "last_name"),
}  # fmt: skip
#: Tables of the warehouse that name pupils and are not told: each is reckoned from tables that are.
LEFT_OUT: Final = {
    "core.awaited_grades": "pupil_flags",
    "core.changed_records": "changes",
    "core.enrolled_people": "enrolments, guardians",
    "core.first_enrolments": "enrolments",
    "core.group_stretches": "group_members, enrolments",
    "core.lesson_hours": "lessons, attendance, group_members",
    "core.marks": "grades",
    "core.memberships": "group_members",
    "core.people": "pupils, enrolments",
    "core.pupil_classes": "enrolments",
    "core.pupil_days": "attendance",
    "core.pupil_last_records": "attendance, grades",
    "core.pupil_month_hours": "attendance",
    "core.pupil_months": "enrolments",
    "core.pupil_test_days": "assessments, group_members, enrolments",
    "core.results": "term_grades, grades",
    "core.term_grade_units": "term_grades",
}
#: Tables beyond the contract: their titles.
_TITLES: Final = {
    "changes": N_("Changes of the records"),
    "logins": N_("Accounts and log-ins"),
    "duties": N_("Duties about the pupil"),
    "breaches": N_("Duties once late or missing"),
    "risk_levels": N_("Levels of risk"),
    "risk_signs": N_("Signs of risk"),
    "risk_evidence": N_("Rows behind the signs"),
    "rejected_rows": N_("Rows set aside at import"),
    "entered_interventions": N_("Interventions and notes"),
    "entered_excuses": N_("Excuses"),
    "entered_acts": N_("Acts"),
    "access_log": N_("Who looked at the data"),
}
_QUESTIONS: Final = {
    "logins": "person_logins",
    "duties": "person_duties",
    "breaches": "person_breaches",
    "rejected_rows": "person_rejects",
}
_STAFF_COLUMNS: Final = ("owner_id",)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table about the pupil: its name, its title in the language in use, headers by column, and its rows."""

    name: str
    title: str
    headers: dict[str, str]
    rows: pa.Table


def own_tables() -> list[contract.Table]:
    """The tables of the contract whose rows are about a pupil."""
    return [table for table in contract.tables().values() if "pupil_id" in {column.name for column in table.columns}]


def collect(
    con: duckdb.DuckDBPyConnection,
    pupil_id: str,
    as_of: dt.datetime,
    school: str | None,
    log: Callable[[str], pa.Table],
    entered: Callable[[str], Mapping[str, pa.Table]] = lambda _school: {},
) -> list[Sheet]:
    """Every sheet that holds anything, the pupil's own first.

    Args:
        con: a root narrowed to the school or all, made ready by :func:`ediary_analytics.metrics.open_for`.
        pupil_id: as in the export.
        as_of: the moment for the signs of risk.
        school: the pupil's school, where several are in scope.
        log: of the pupil's school, who looked at the pupil, as the register says: elsewhere the id is another's.
        entered: of the pupil's school, what people entered about the pupil, as the register says: by sheet.

    Raises:
        CallError: no such pupil, or several schools have that id. The id is not repeated in the message.
    """
    looked = pupil.look(con, pupil_id, as_of, school=school)
    one = {"pupil": pupil_id, "school": looked.identity["school_id"][0].as_py()}
    found = {table.name: _own(con, table, one) for table in own_tables()}
    found["registry_pupils"] = con.sql(
        "select * from core.registry_pupils where school_id = $school and registry_id in"
        " (select registry_id from core.pupils where school_id = $school and pupil_id = $pupil)",
        params=one,
    ).to_arrow_table()
    found["changes"] = _changes(con, one)
    for name, asked in _QUESTIONS.items():
        found[name] = con.sql(question(asked), params=one).to_arrow_table()
    found |= {"risk_levels": looked.levels, "risk_signs": looked.signs, "risk_evidence": looked.evidence}
    found |= entered(one["school"])
    found["access_log"] = log(one["school"])
    found |= _looked_up(con, one["school"], found)
    return [_sheet(name, rows) for name, rows in found.items() if rows.num_rows]


def _own(con: duckdb.DuckDBPyConnection, table: contract.Table, one: dict[str, str]) -> pa.Table:
    columns = ", ".join(column.name for column in table.columns)
    return con.sql(
        f"select {columns} from core.{table.name} where school_id = $school and pupil_id = $pupil"
        f" order by {', '.join(filter(None, (_day(table), *table.key)))}",
        params=one,
    ).to_arrow_table()


def _day(table: contract.Table) -> str | None:
    return None if table.dated_by is None or "." in table.dated_by else table.dated_by


def _changes(con: duckdb.DuckDBPyConnection, one: dict[str, str]) -> pa.Table:
    """The changes of the pupil's records: those that are there, and those that are gone but named the pupil."""
    said = []
    for table in own_tables():
        own = f"select {table.record_id('own')} from core.{table.name} as own"
        own += " where own.school_id = $school and own.pupil_id = $pupil"  # of another school the same ids mean others
        said.append(f"entity = '{table.name}' and record_id in ({own})")
        if "pupil_id" in table.key:
            said.append(
                f"entity = '{table.name}' and split_part(record_id, '|', {table.key.index('pupil_id') + 1}) = $pupil"
            )
    columns = ", ".join(column.name for column in contract.tables()["changes"].columns)
    return con.sql(
        f"select {columns} from core.changes where school_id = $school and ({' or '.join(f'({one})' for one in said)})"
        " order by changed_at, change_id",
        params=one,
    ).to_arrow_table()


def _looked_up(con: duckdb.DuckDBPyConnection, school: str, found: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """What the rows refer to, and what that refers to; each table after those that may lead to it."""
    looked: dict[str, pa.Table] = {}
    for name, columns in LOOKED_UP.items():
        ids = {value for rows in (found | looked).items() for value in _references(*rows, name)}
        key = contract.tables()[name].key[0]
        looked[name] = con.sql(
            f"select {', '.join(columns)} from core.{name}"
            f" where school_id = $school and {key} in (select unnest($ids::varchar[])) order by {key}",
            params={"school": school, "ids": sorted(ids)},
        ).to_arrow_table()
    return looked


def _references(name: str, rows: pa.Table, target: str) -> Iterable[str]:
    table = contract.tables().get(name)
    leading = {column.name for column in table.columns if column.references == target} if table else set()
    if name not in contract.tables():
        key = contract.tables()[target].key[0]
        leading = {key, *(_STAFF_COLUMNS if target == "staff" else ())}
    for column in leading & set(rows.column_names):
        yield from (value for value in rows[column].to_pylist() if value is not None)


def _sheet(name: str, rows: pa.Table) -> Sheet:
    title = _(_TITLES[name]) if name in _TITLES else import_report.title(name)
    known = {
        column.name: column.aliases[0]
        for table in contract.everything().values()
        for column in table.columns
        if column.aliases
    }
    if table := contract.tables().get(name):
        known |= {column.name: column.aliases[0] for column in table.columns if column.aliases}
    is_lithuanian = i18n.language() == "lt"
    headers = {
        column: _(_HEADERS[column]) if column in _HEADERS else known.get(column, column) if is_lithuanian else column
        for column in rows.column_names
    }
    return Sheet(name, title[:1].upper() + title[1:], headers, rows)


#: Headers of columns that are not of the contract.
_HEADERS: Final = {
    "policy": N_("rules"),
    "obligation": N_("duty"),
    "subject_id": N_("about what (id)"),
    "on_date": N_("day"),
    "owner_id": N_("who owes it (id)"),
    "due_at": N_("due"),
    "done_at": N_("done"),
    "status": N_("status"),
    "detail": N_("detail"),
    "first_seen": N_("first seen"),
    "last_seen": N_("last seen"),
    "resolved_at": N_("repaired"),
    "part": N_("part"),
    "numerator": N_("numerator"),
    "denominator": N_("denominator"),
    "value": N_("value"),
    "letter": N_("letter"),
    "fired_by": N_("by which sign"),
    "compared": N_("compared"),
    "bound": N_("bound"),
    "points": N_("points"),
    "evidence_rows": N_("rows behind it"),
    "span": N_("span"),
    "subject": N_("subject"),
    "what": N_("what"),
    "row_id": N_("row (id)"),
    "line": N_("line"),
    "file": N_("file"),
    "table_name": N_("table"),
    "column_name": N_("column"),
    "entry": N_("entry (number)"),
    "corrects": N_("takes the place of"),
    "withdrawn": N_("withdrawn"),
    "confidential": N_("for its own role only"),
    "cause": N_("cause"),
    "at": N_("when"),
    "login": N_("who"),
    "role": N_("role"),
    "event": N_("what happened"),
    "pupils": N_("how many pupils"),
}

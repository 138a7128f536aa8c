"""The data of classes for methodical groups: pupils and staff under pseudonyms, importable like any export.

A pseudonym is an HMAC-SHA256 under a key made for the one export: the same pupil has the same in all of its tables, and
another in the next. Without the key nobody can tell whose it is; it is thrown away, or kept by who asks for it.

Only what :data:`KEPT` lists leaves. Rows are put in the order of the pseudonyms, for the order of an export often is
that of names.
"""

import hashlib
import hmac
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import duckdb
import pyarrow as pa

from ediary_analytics import contract, disclosure
from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.reports import table as tables
from ediary_analytics.rights import files

if TYPE_CHECKING:
    from collections.abc import Iterable

#: The tables and columns that leave; those of :data:`_HIDDEN` as pseudonyms.
KEPT: Final = {
    "schools": ("school_id", "name", "policy"),
    "terms": ("school_id", "term_id", "school_year", "kind", "name", "starts_on", "ends_on", "min_grade", "max_grade"),
    "closures": ("school_id", "starts_on", "name", "ends_on", "kind", "min_grade", "max_grade"),
    "subjects": ("school_id", "subject_id", "name", "methodical_group", "in_average"),
    "classes": ("school_id", "class_id", "school_year", "name", "grade_level", "kind", "homeroom_staff_id"),
    "pupils": ("school_id", "pupil_id"),
    "enrolments": ("school_id", "pupil_id", "class_id", "enrolled_on", "left_on"),
    "groups": ("school_id", "group_id", "school_year", "kind", "subject_id", "class_id", "staff_id", "assessment"),
    "group_members": ("school_id", "group_id", "pupil_id", "joined_on", "left_on"),
    "timetable": ("school_id", "group_id", "weekday", "lesson_no", "valid_from", "valid_to", "staff_id"),
    "lessons": ("school_id", "lesson_id", "group_id", "held_on", "lesson_no", "staff_id", "not_held_reason"),
    "attendance": ("school_id", "lesson_id", "pupil_id", "mark", "minutes", "reason", "status"),
    "assessments": ("school_id", "assessment_id", "group_id", "held_on", "kind"),
    "grades": (
        "school_id", "grade_id", "pupil_id", "group_id", "lesson_id", "assessment_id", "given_on", "value", "kind",
    ),
    "term_grades": ("school_id", "pupil_id", "group_id", "term_id", "value"),
}  # fmt: skip
#: Ids of people, and those that a diary may have made of them, by what they mean: one id has one pseudonym everywhere.
_HIDDEN: Final = {
    "pupil_id": "pupil",
    "staff_id": "staff",
    "homeroom_staff_id": "staff",
    "group_id": "group",
    "lesson_id": "lesson",
    "grade_id": "grade",
    "assessment_id": "assessment",
}
#: Why a lesson was not held is free text, and why a pupil was away may be health: what counts is told instead.
_TOLD: Final = {
    "not_held_reason": "case when is_held then null else '-' end",
    "reason": "case when reason in ('illness', 'family', 'other') then 'other' else reason end",
}
_KEY_BYTES: Final = 32
#: A class, group or pupil of a school: the column, the school's id, the id.
_Place = tuple[str, str, str]


def key_of(file: Path | None) -> bytes:
    """The key in a file, or a new one, which the file then holds; without a file, one that nobody will ever know.

    Raises:
        InputError: the file holds something else.
    """
    if file is None:
        return secrets.token_bytes(_KEY_BYTES)
    if not file.exists():
        key = secrets.token_bytes(_KEY_BYTES)
        files.write(file, key.hex().encode())
        return key
    try:
        key = bytes.fromhex(file.read_text("ascii").strip())
    except (ValueError, OSError):
        key = b""
    if len(key) != _KEY_BYTES:
        raise InputError(file, _("this is no key of an export"), _("Name the key's file, or a new one"))
    return key


def pseudonym(key: bytes, kind: str, school: str | None, value: str) -> str:
    """What stands for an id: 24 hexadecimal digits, 96 bits of the HMAC."""
    message = "\0".join((kind, school or "", value)).encode()
    return hmac.new(key, message, hashlib.sha256).hexdigest()[:24]


def export(
    con: duckdb.DuckDBPyConnection, folder: Path, key: bytes, form: Literal["csv", "parquet"]
) -> tuple[dict[str, int], list[str]]:
    """Write the tables of a narrowed root into a new folder, as an export that can be imported.

    Returns:
        The rows of each table, and the classes (``school: name``) left out: they have fewer than
        :data:`ediary_analytics.disclosure.MIN_GROUP` pupils.

    Raises:
        CallError: the folder is not empty or cannot be written.
    """
    files.new_folder(folder)
    small, out = _small(con)
    rows = {}
    for name, columns in KEPT.items():
        found = _rows(con, name, columns, out, key)
        rows[name] = found.num_rows
        files.write(folder / f"{name}.{form}", tables.as_csv(found) if form == "csv" else _parquet(found))
    return rows, small


def _small(con: duckdb.DuckDBPyConnection) -> tuple[list[str], set[_Place]]:
    """Classes of too few pupils by name, and what is left out with them: their groups, and pupils of no other class."""
    sizes = con.execute(
        "select school_id, any_value(classes.name), class_id, count(distinct pupil_id)"
        " from core.classes left join core.enrolments using (school_id, class_id) group by all"
    ).fetchall()
    small = [(school, name or one, one) for school, name, one, size in sizes if size < disclosure.MIN_GROUP]
    out: set[_Place] = {("class_id", school, one) for school, _name, one in small}
    for school, group, one in con.execute("select school_id, group_id, class_id from core.groups").fetchall():
        if ("class_id", school, one) in out:
            out.add(("group_id", school, group))
    where: dict[_Place, set[_Place]] = {}
    for school, pupil, one in con.execute("select school_id, pupil_id, class_id from core.enrolments").fetchall():
        where.setdefault(("pupil_id", school, pupil), set()).add(("class_id", school, one))
    out |= {pupil for pupil, classes in where.items() if classes <= out}
    return sorted(f"{school}: {name}" for school, name, _id in small), out


def _rows(
    con: duckdb.DuckDBPyConnection, name: str, columns: tuple[str, ...], out: set[_Place], key: bytes
) -> pa.Table:
    asked = ", ".join(f"{_TOLD[column]} as {column}" if column in _TOLD else column for column in columns)
    found = con.sql(f"select {asked} from core.{name}").to_arrow_table()
    rows = [
        row
        for row in found.to_pylist()
        if not any(
            (column, row["school_id"], row.get(column)) in out for column in ("class_id", "group_id", "pupil_id")
        )
    ]
    for row in rows:
        for column, kind in _HIDDEN.items():
            if row.get(column) is not None:
                row[column] = pseudonym(key, kind, row["school_id"], row[column])
    order = contract.tables()[name].key
    rows.sort(key=lambda row: [str(row[column]) for column in ("school_id", *order)])
    return pa.Table.from_pylist(rows, schema=found.schema)


def _parquet(table: pa.Table) -> bytes:
    import pyarrow.parquet as pq  # noqa: PLC0415

    memory = pa.BufferOutputStream()
    pq.write_table(table, memory)
    return bytes(memory.getvalue())


def reveal(con: duckdb.DuckDBPyConnection, file: Path, key: bytes) -> int:
    """Write, for who holds the key, which pseudonym stands for which pupil; returns how many pupils.

    Raises:
        CallError: the file is there already or cannot be written.
    """
    ids: Iterable[tuple[str, str]] = con.execute("select school_id, pupil_id from core.pupils order by all").fetchall()
    rows = [
        {"school_id": school, "pupil_id": pupil, "pseudonym": pseudonym(key, "pupil", school, pupil)}
        for school, pupil in ids
    ]
    files.write(file, tables.as_csv(pa.Table.from_pylist(rows)))
    return len(rows)

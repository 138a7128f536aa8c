"""A root connection over whole schools → one that holds a viewer's rows only.

What ``core.lessons`` means to a query afterwards: nothing but the rows in scope, in the columns the role may see. Where
the scope is narrower than a school its rows are copied into the root and the file is let go of; elsewhere views read
the file, attached under a name that is made up anew for each connection. Either way no packaged query reaches further.
"""

import datetime as dt
import re
import secrets
from collections.abc import Collection, Iterable
from pathlib import Path

import duckdb

from ediary_analytics import catalogue, disclosure, entered, metrics, models, warehouse
from ediary_analytics.access import keys
from ediary_analytics.access.roles import WHOLE_SCHOOL, Table, tables
from ediary_analytics.access.viewer import Viewer

#: Scopes too wide to be copied.
_WIDE = {WHOLE_SCHOOL, "grades"}
#: The rule for rows → the sets of keys of which a row must have one, as (columns, set); the first that fits a table.
_OWN = (("pupil_id", "pupils"), ("group_id", "groups"), ("class_id", "classes"))


def narrow(
    con: duckdb.DuckDBPyConnection,
    viewer: Viewer,
    file: Path,
    schools: Collection[str],
    *,
    laid: bool = False,
    in_hand: Collection[tuple[str, str, dt.date]] = (),
) -> None:
    """Give an open root the viewer's rows, the macros and the views of ``asked``, and nothing else.

    Args:
        con: from :func:`ediary_analytics.warehouse.open_file`. Where its ``judged`` holds tables (verdicts made anew),
            these are narrowed instead of the file's; what else stands in it is made anew.
        viewer: checked by :func:`ediary_analytics.access.keys.check`.
        file: the warehouse that is attached.
        schools: those of the viewer's that are opened.
        laid: whether what people entered was made ready in the root (:func:`ediary_analytics.entered.prepare`), to
            be laid over the verdicts.
        in_hand: interventions of the register, of pupils of these schools; those out of scope are left out.
    """
    over = entered.laid if laid else _as_it_is
    anew = _tables(con)
    reckoned = _reckoned(viewer)
    columns = {
        name: found
        for name, found in _in_file(con).items()
        if name in tables() and name not in anew and name not in reckoned
    }
    wide = keys.kind(viewer) in _WIDE
    salt = None if wide or viewer.may_name_pupils else secrets.token_hex(16)
    selects = {name: _select(tables()[name], found, viewer, salt) for name, found in (columns | anew).items()}
    for schema in warehouse.SCHEMAS:
        con.execute(f"create schema if not exists {schema}")
    explained = set() if keys.kind(viewer) == WHOLE_SCHOOL else {"grants"}
    whole = {name: _of_file(f"warehouse.{name}", found, schools) for name, found in columns.items()}
    keys.make(con, viewer, sorted(keys.read_by(selects.values()) | explained), whole)
    for name in anew:
        rows = over(name, f"select * from {name}")
        con.execute(f"create table {_aside(name)} as with source as ({rows}) {selects[name]}")
        con.execute(f"drop table {name}")
        con.execute(f"alter table {_aside(name)} rename to {name.split('.')[1]}")
    if wide:
        con.execute("detach warehouse")
        hidden = f"w{secrets.token_hex(8)}"
        con.execute(f"attach '{warehouse.quoted(file)}' as {hidden} (read_only)")
        whole = {name: _of_file(f"{hidden}.{name}", found, schools) for name, found in columns.items()}
    for name in columns:
        made = "view" if wide else "table"
        con.execute(f"create {made} {name} as with source as ({over(name, whole[name])}) {selects[name]}")
    if not wide:
        con.execute("detach warehouse")
        con.execute("drop schema if exists entered cascade")  # it holds what is out of scope too
        if salt:
            con.execute("drop schema scope cascade")  # it holds the true ids
    models.load_macros(con)
    models.load_names(con)
    for name in reckoned:
        model = catalogue.models()[name.removeprefix("core.")]
        con.execute(f"create {'view' if wide else 'table'} {name} as {model.sql}")
    # whoever may not name pupils measures no group so small that it names them
    known = set(con.execute("select school_id, pupil_id from core.pupils").fetchall()) if in_hand else set()
    theirs = [row for row in in_hand if row[:2] in known]
    metrics.prepare(con, theirs, None if viewer.may_name_pupils else disclosure.MIN_GROUP)
    _let_through(con, viewer, whole)


def _reckoned(viewer: Viewer) -> list[str]:
    """The tables of sums that are made anew of the viewer's own rows; who sees whole schools is given those stored."""
    if keys.kind(viewer) == WHOLE_SCHOOL and not viewer.rights.lens:
        return []
    return [name for name, table in tables().items() if table.rows == "reckoned"]


def _in_file(con: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """The columns of every table of the warehouse, by ``schema.table``."""
    return dict(
        con.execute(
            "select schema_name || '.' || table_name, list(column_name) from duckdb_columns()"
            " where database_name = 'warehouse' group by all",
        ).fetchall()
    )


def _tables(con: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """The tables of the root's ``judged`` and their columns, by ``schema.table``: verdicts made anew."""
    return dict(
        con.execute(
            "select schema_name || '.' || table_name, list(column_name) from duckdb_columns()"
            " where database_name = 'memory' and schema_name = 'judged' and table_name in"
            " (select table_name from duckdb_tables() where database_name = 'memory') group by all",
        ).fetchall()
    )


def _as_it_is(_name: str, select: str) -> str:
    return select


def _aside(name: str) -> str:
    schema, table = name.split(".")
    return f'{schema}."{table} in scope"'


def _of_file(table: str, columns: Iterable[str], schools: Collection[str]) -> str:
    rows = f" where {warehouse.of_schools(schools)}" if "school_id" in columns else ""
    return f"select * from {table}{rows}"


def _select(table: Table, columns: Collection[str], viewer: Viewer, salt: str | None) -> str:
    """The viewer's rows and columns of a table that is called ``source``."""
    role = viewer.rights
    if table.topic not in role.sees:
        return "select * from source where false"
    rows = _rows(table, columns, viewer)
    replaced = ", ".join(f"{value} as {column}" for column, value in _blanked(table, columns, viewer, salt).items())
    taken = f"select *{f' replace ({replaced})' if replaced else ''} from source{f' where {rows}' if rows else ''}"
    lens = catalogue.lenses()[role.lens].get(table.name) if role.lens else None
    return f"select * from (with rows as ({taken}) {lens})" if lens else taken


def _rows(table: Table, columns: Collection[str], viewer: Viewer) -> str:
    """Which rows; empty for all of them."""
    if table.rows == "evidence":
        seen = sorted(name for name, one in tables().items() if {one.topic, one.counts} & viewer.rights.sees)
        return f"table_name in ({', '.join(repr(name.removeprefix('core.')) for name in seen)})"
    if keys.kind(viewer) == WHOLE_SCHOOL:
        return ""
    role = viewer.rights
    own = " or ".join(_in(where, column) for column, where in _OWN if column in columns) or "false"
    theirs = f"owner_id = '{warehouse.quoted(viewer.scope.staff_id or '')}'"
    school = ", ".join(f"'{name}'" for name in role.school_duties)
    judged = f"({own} or obligation in ({school}))" if school and "obligation" in columns else own
    person = "person_kind" if "person_kind" in columns else "kind"
    return {
        "open": "",
        "school": "false",
        "known": _in("known", "pupil_id"),
        "pupils": _in("pupils", "pupil_id"),
        "near": _in("near_groups", "group_id") if "group_id" in columns else _in("near_classes", "class_id"),
        "own": own,
        "duties": theirs if role.duties == "own" else judged,
        "person": _in("persons", person, "person_id", named=("kind", "person_id")),
        "account": _in("accounts", "account_id"),
    }[table.rows]


def _in(where: str, *columns: str, named: tuple[str, ...] = ()) -> str:
    return (
        f"(school_id, {', '.join(columns)}) in (select (school_id, {', '.join(named or columns)}) from scope.{where})"
    )


def _blanked(table: Table, columns: Collection[str], viewer: Viewer, salt: str | None) -> dict[str, str]:
    """What stands instead of columns that name pupils, or are ids of pupils the person does not know."""
    role = viewer.rights
    found = {}
    if not role.may_name_pupils:
        by_pupil = role.named_from is not None and "pupil_id" in columns
        # null, but of the column's type
        named = f"case when {_in('named', 'pupil_id')} then {{0}} end" if by_pupil else "nullif({0}, {0})"
        found = {column: named.format(column) for column in table.names}
    if salt:
        ids = ["pupil_id"] if "pupil_id" in columns else []
        ids += ["person_id"] if table.name == "core.people" else []
        found |= {column: f"md5('{salt}' || {column})" for column in ids}
    elif table.rows == "duties" and role.duties == "own":  # one's duty in a group one does not teach
        found["pupil_id"] = f"case when {_in('known', 'pupil_id')} then pupil_id end"
    return found


def _let_through(con: duckdb.DuckDBPyConnection, viewer: Viewer, of_file: dict[str, str]) -> None:
    """Views of ``asked`` that a lens lets count what it hides: they read the rows of the file."""
    for name in catalogue.lets_through(viewer.rights.lens) if viewer.rights.lens else ():
        sql = re.sub(r"\b(core\.\w+)", lambda read: f"({of_file[read[1]]})", catalogue.asked()[name].sql)
        con.execute(f"create or replace view asked.{name} as {sql}")

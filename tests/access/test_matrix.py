"""Every role × every packaged query, over a sample school: no row's keys lie outside the scope."""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ediary_analytics import access, catalogue, metrics, release, warehouse
from ediary_analytics.access import Scope, Viewer
from ediary_analytics.access.roles import tables
from ediary_analytics.errors import AccessError
from support.scopes import InScope, School

SCHOOL = "azuolyno-progimnazija"
MOMENT = dt.datetime(2026, 11, 30, 23, 59, 59)
SQL = Path(catalogue.__file__).parents[1] / "sql"
QUESTIONS = sorted(file.stem for file in (SQL / "questions").glob("*.sql"))
ROLES = access.roles()
WHOLE = [name for name, role in ROLES.items() if role.is_whole_school]
NARROW = [name for name, role in ROLES.items() if not role.is_whole_school]


@cache
def people(file: Path) -> Mapping[str, Scope]:
    """Of each role that is resolved by person, the one with a name in the middle."""
    found: dict[str, list[Scope]] = {}
    for holder in access.holders(file):
        if holder.scope.schools == (SCHOOL,):
            found.setdefault(holder.role, []).append(holder.scope)
    return {role: scopes[len(scopes) // 2] for role, scopes in found.items()}


def viewer(file: Path, role: str) -> Viewer:
    return Viewer("somebody", role, people(file).get(role, Scope((SCHOOL,), None, None, ())))


def answers(con: duckdb.DuckDBPyConnection, pupil: str | None) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every packaged query with what it answers."""
    asked = metrics.question("risk_triggers", MOMENT)
    metrics.bind(con, asked)
    known = {
        "policy": "kedainiai-senamiestis",
        "month": "2026-10",
        "before": "2026-09",
        "everybody": True,
        "owner": None,
        "school": None,
        "schools": [SCHOOL],
        "pupil": None,
        "pupil_id": pupil,
        "school_id": SCHOOL,
        "guardian_id": "g0001",
        "days": 30,
        "term": "p1",
        "class": "6a",
        "subject": None,
        "fall": 2,
        "most": 1,
        "moment": MOMENT,
        "since": dt.date(2026, 9, 1),
        "until": dt.date(2026, 12, 31),
        "statuses": ["late", "missing"],
        "record": None,
        "obligations": ["year_set_up"],
        "flag": "risk_group",
        "duty": "lesson_recorded",
        "about": "nothing",
    }
    for name in QUESTIONS:
        sql = catalogue.question(name)
        if name.startswith(("why", "whole")) and "scope." in sql and not has(con, "scope.grants"):
            continue
        values = {key: known[key] for key in catalogue.parameters(sql)}
        if name.startswith("pupil_") and values:
            values |= {"pupil": pupil, "school": SCHOOL}
        yield f"question {name}", ask(con, sql, values)
    yield from measures(con)
    for name, duty in catalogue.obligations().items():
        values = {key: 1 if setting.default is None else setting.default for key, setting in duty.settings.items()}
        if catalogue.JUDGED_AT in catalogue.parameters(duty.sql):
            values[catalogue.JUDGED_AT] = MOMENT
        yield f"obligation {name}", ask(con, duty.sql, values)
    for name in tables():
        if has(con, name):
            yield f"table {name}", ask(con, f"from {name}", {})


def measures(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every metric by all its keys; without names, by none that names."""
    nameless = bool(con.execute("from asked.disclosure").fetchall())
    for name, metric in catalogue.metrics().items():
        keys = tuple(key for key in metric.allow if not (nameless and key in release.PERSONAL))
        if keys != metric.allow:
            with pytest.raises(AccessError):
                metrics.measure(con, metrics.question(name, MOMENT, by=metric.allow))
        if keys or not metric.allow:
            yield f"metric {name}", metrics.measure(con, metrics.question(name, MOMENT, by=keys)).rows.to_pylist()


def has(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    schema, name = table.split(".")
    sql = "select 1 from duckdb_columns() where (schema_name, table_name) = ($schema, $name) limit 1"
    return bool(con.execute(sql, {"schema": schema, "name": name}).fetchall())


def ask(con: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    """The distinct keys of the answer."""
    found = con.sql(sql, params=values)
    keys = [key for key in ("school_id", "pupil_id", "group_id", "class_id") if key in found.columns]
    if not keys:
        return []
    rows: list[dict[str, Any]] = found.project(", ".join(keys)).distinct().to_arrow_table().to_pylist()
    return rows


def assert_within(rows: list[dict[str, Any]], scope: InScope | None, where: str) -> None:
    for row in rows:
        assert row.get("school_id", SCHOOL) == SCHOOL, where
        if scope is not None:
            assert row.get("pupil_id") is None or row["pupil_id"] in scope.pupils, f"{where}: {row}"
            assert row.get("group_id") is None or row["group_id"] in scope.groups, f"{where}: {row}"
            assert row.get("class_id") is None or row["class_id"] in scope.classes, f"{where}: {row}"


@pytest.mark.slow
@pytest.mark.parametrize("role", NARROW)
def test_no_packaged_query_leads_out_of_a_scope(demo_data: Path, role: str) -> None:
    file = warehouse.current(demo_data)
    who = viewer(file, role)
    scope = School(file, SCHOOL).in_scope(who)
    assert scope.pupils, "the sample has somebody for every role"
    with access.open_for(who, file, SCHOOL) as con:
        if not who.may_name_pupils:  # ids are made up for the connection
            everybody = con.execute("select distinct pupil_id from core.pupils").fetchall()
            assert len(everybody) == len(scope.pupils)
            assert not {pupil for (pupil,) in everybody} & scope.pupils
            scope = InScope(frozenset(pupil for (pupil,) in everybody), scope.groups, scope.classes)
        rows = 0
        for where, found in answers(con, min(scope.pupils)):
            assert_within(found, scope, f"{role}: {where}")
            rows += len(found)
        assert rows > 100, "the scope shows something"


@pytest.mark.slow
@pytest.mark.parametrize("role", ["director", "municipality"])
def test_no_packaged_query_leads_to_another_school(demo_data: Path, role: str) -> None:
    file = warehouse.current(demo_data)
    with access.open_for(viewer(file, role), file, SCHOOL) as con:
        for where, found in answers(con, "p0001"):
            assert_within(found, None, f"{role}: {where}")


@pytest.mark.parametrize("file", sorted(SQL.rglob("*.sql")), ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_packaged_sql_names_no_catalogue_and_opens_nothing(file: Path) -> None:
    text = file.read_text("utf-8").lower()
    for word in (
        "warehouse.",
        "memory.",
        "duckdb_",
        "information_schema",
        "pg_catalog",
        "read_csv",
        "read_parquet",
        "attach ",
    ):
        assert word not in text


def test_every_table_is_known_to_access_or_of_nobody(demo_data: Path) -> None:
    """A new model needs a line in access/tables.toml: until then no viewer's connection has it."""
    with duckdb.connect(str(warehouse.current(demo_data)), read_only=True) as con:
        found = con.execute(
            "select schema_name || '.' || table_name, list(column_name) from duckdb_columns()"
            " where database_name <> 'system' and not internal group by all"
        ).fetchall()
    there = dict(found)
    assert there.keys() - tables().keys() == {
        "raw.notices",  # it names no school
        # what imports keep for one another: nobody looks at it
        "core.observed",
        "core.purged",
        "history.looks",
        "history.sightings",
        "history.snapshots",
        "raw.exports",
        "raw.made",
    }
    # a warehouse of rows holds no totals
    assert tables().keys() - there.keys() == {"totals.asked", "totals.answers", "totals.benchmarks"}
    for name, table in tables().items():
        assert set(table.names) <= set(there.get(name, ())), f"{name} has no such column"


@pytest.mark.parametrize("metric", ["print_list", "pupils_reached"])
def test_whoever_sees_a_pupil_is_told_of_the_parents_logins_what_the_school_is_told(
    demo_data: Path, metric: str
) -> None:
    """Who left a class is known to its head by name; their parents' logins are not, and so count for nothing there."""
    file = warehouse.current(demo_data)
    asked = metrics.question(metric, MOMENT, by=["pupil"], period="month")

    def told(who: Viewer) -> dict[tuple[str, str], int]:
        with access.open_for(who, file, SCHOOL) as con:
            rows = metrics.measure(con, asked).rows.to_pylist()
        return {(row["pupil_id"], row["period"]): row["numerator"] for row in rows}

    whole = told(viewer(file, "director"))
    heads = [holder.scope for holder in access.holders(file) if holder.role == "class_head"]
    heads = [scope for scope in heads if scope.schools == (SCHOOL,)]
    area = Scope((SCHOOL,), (1, 4), None, ())
    for who in (*(Viewer("somebody", "class_head", scope) for scope in heads), Viewer("x", "deputy_director", area)):
        theirs = told(who)
        assert theirs, "somebody is there to be told of"
        assert theirs.items() <= whole.items(), who.role

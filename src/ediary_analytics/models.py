"""``staging.*`` → ``core.*``: the packaged models, each after those it reads, and what the export can show."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from graphlib import TopologicalSorter

import duckdb

from ediary_analytics import catalogue, contract, retention, sightings

#: The columns of ``core.evidence``.
EVIDENCE = "school_id varchar, table_name varchar, row_count bigint, filled map(varchar, bigint), is_assumed boolean"


def load_macros(con: duckdb.DuckDBPyConnection) -> None:
    """Create the packaged macros in the current catalog (they read ``core.calendar``, which must exist)."""
    for text in catalogue.macros():
        con.execute(text)


def load_names(con: duckdb.DuckDBPyConnection) -> None:
    """Create the macros that say what people, classes and groups are called (they read ``core``, which must exist)."""
    for text in catalogue.names():
        con.execute(text)


@cache
def reads(sql: str) -> frozenset[str]:
    """Every ``schema.table`` a select reads, found by parsing (nothing is bound, so the tables need not exist)."""
    with duckdb.cursor() as con:  # of several threads each has its own
        ((serialized,),) = con.execute("select json_serialize_sql($sql)", {"sql": sql}).fetchall()
    tree = json.loads(serialized)
    if tree["error"]:
        raise ValueError(tree.get("error_message", sql))
    found: set[str] = set()
    stack = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            if node.get("type") == "BASE_TABLE" and node.get("schema_name"):
                found.add(f"{node['schema_name']}.{node['table_name']}")
            stack.extend(node.values())
        elif isinstance(node, list):
            stack.extend(node)
    return frozenset(found)


def core_tables(selects: Iterable[str]) -> set[str]:
    """The tables of ``core`` that any of these selects reads, as ``{"lessons"}``; the calendar, by macros, always."""
    found = {table for sql in selects for table in reads(sql)}
    return {"calendar"} | {table.removeprefix("core.") for table in found if table.startswith("core.")}


def needed(tables: Iterable[str]) -> set[str]:
    """These tables of ``core`` and all that :func:`build_core` must make before them.

    What every warehouse has beside the models, such as ``evidence``, is left out.
    """
    packaged = catalogue.models()
    known = packaged.keys() | contract.everything().keys()
    found: set[str] = set()
    waiting = {"calendar", *tables}
    while waiting:
        name = waiting.pop()
        if name in known and name not in found:
            found.add(name)
            waiting |= core_tables([packaged[name].sql]) if name in packaged else set()
    return found


def order(models: Mapping[str, catalogue.Model]) -> list[catalogue.Model]:
    """The models, each after those it reads."""
    graph = {
        name: {table.removeprefix("core.") for table in reads(model.sql) if table.startswith("core.")} & models.keys()
        for name, model in models.items()
    }
    # deadlines read the calendar through macros, which parsing does not see
    for name in graph.keys() - {"calendar"}:
        graph[name].add("calendar")
    return [models[name] for name in TopologicalSorter(graph).static_order()]


def build(con: duckdb.DuckDBPyConnection, only: Iterable[str] | None = None) -> None:
    """The root's ``staging`` and ``raw`` → ``core`` and ``raw`` of the warehouse that is being built.

    Args:
        con: the root; see :func:`ediary_analytics.versions.building`.
        only: the tables of ``core`` that somebody asks for (who only judges needs no hours of lessons); what they read
            comes along. Left out, all are made, as a warehouse that is to be published must have them.
    """
    con.execute("use warehouse")
    con.execute("create schema staging")  # a window on the root's; what is read stays in memory, what is built is kept
    for name in [*contract.everything(), "holidays"]:
        con.execute(f"create view staging.{name} as select * from memory.staging.{name}")
    _collect_evidence(con)
    sightings.fill(con)
    build_core(con, only)
    con.execute("drop schema staging cascade")
    for (name,) in con.execute(
        "select table_name from duckdb_tables() where database_name = 'memory' and schema_name = 'raw'"
    ).fetchall():
        con.execute(f"create table raw.{name} as select * from memory.raw.{name}")
    con.execute("use memory; drop schema staging cascade; drop schema raw cascade")


def set_duplicates_aside(con: duckdb.DuckDBPyConnection) -> None:
    """Keep of rows with one key the last; ``raw.duplicates`` says which keys came how often.

    Every join of the models relies on it: a group listed twice must not double its lessons.
    """
    con.execute("create table raw.duplicates (school_id varchar, table_name varchar, key varchar, copies bigint)")
    for table in contract.tables().values():
        key = ", ".join(dict.fromkeys(["school_id", *table.key]))
        con.execute(f"""
            insert into raw.duplicates
            select school_id, '{table.name}', concat_ws('|', {", ".join(table.key)}), count(*)
            from staging.{table.name} group by {key} having count(*) > 1
        """)
        if con.fetchall() != [(0,)]:
            con.execute(f"""
                delete from staging.{table.name}
                where rowid not in (select max(rowid) from staging.{table.name} group by {key})
            """)


def build_core(con: duckdb.DuckDBPyConnection, only: Iterable[str] | None = None) -> None:
    """``staging.*`` → ``core.*``: the packaged models, and every table without a model as it is; or ``only`` those."""
    packaged = catalogue.models()
    wanted = packaged.keys() | contract.everything().keys() if only is None else needed(only)
    con.execute(f"create table core.calendar as {packaged['calendar'].sql}")
    load_macros(con)
    for name in contract.everything():
        if name in wanted - packaged.keys():
            con.execute(f"create table core.{name} as select * from staging.{name}")
    for model in order({name: model for name, model in packaged.items() if name in wanted}):
        if model.name != "calendar":
            con.execute(f"create table core.{model.name} as {model.sql}")
            if model.name == "school_days":
                retention.clear_days(con)


def _collect_evidence(con: duckdb.DuckDBPyConnection) -> None:
    """``core.evidence (school_id, table_name, row_count, filled, is_assumed)``: what each school's export can show.

    One row per table that the export contained; ``filled`` maps each column to the number of rows that have it. What a
    report's adapter supposed is no evidence: such a column counts as empty, and ``is_assumed`` tells such tables.
    """
    con.execute(f"create table core.evidence ({EVIDENCE})")
    shown = con.execute("select distinct table_name from memory.raw.present").fetchall()
    for table in (table for name, table in contract.tables().items() if (name,) in shown):
        filled = ", ".join(
            f"'{column.name}': if(list_contains(any_value(present.assumed), '{column.name}'), 0,"
            f" count(rows.{column.name}))"
            for column in table.columns
        )
        con.execute(f"""
            insert into core.evidence
            select
                present.school_id, present.table_name, count(rows.school_id), map {{{filled}}},
                coalesce(list_contains(any_value(present.assumed), '*'), false)
            from (
                -- of several imports the one that supposes least
                select school_id, table_name, arg_min(coalesce(assumed, []), len(coalesce(assumed, []))) as assumed
                from memory.raw.present
                where table_name = '{table.name}'
                group by all
            ) as present
            left join staging.{table.name} as rows on present.school_id = rows.school_id
            group by present.school_id, present.table_name
        """)

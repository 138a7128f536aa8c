"""What each school's export can show, and what a rule or a measure therefore lacks."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

import duckdb

Tables = Mapping[str, set[str]]


def present(con: duckdb.DuckDBPyConnection, *, assumed: bool = True) -> dict[str, dict[str, set[str]]]:
    """School → table the export had → its columns that show something (all of them when the table has no rows).

    Without ``assumed``, tables that an adapter supposed are left out: nobody is judged by what nobody has said.
    """
    found: dict[str, dict[str, set[str]]] = {}
    for school, table, columns, is_assumed in con.execute(
        """
        select
            school_id,
            table_name,
            [entry.key for entry in map_entries(filled) if entry.value > 0 or row_count = 0],
            is_assumed
        from core.evidence
        order by school_id, table_name
        """
    ).fetchall():
        tables = found.setdefault(school, {})
        if assumed or not is_assumed:
            tables[table] = set(columns)
    return found


def observed(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, dt.datetime]]:
    """School → entry time (``lessons.filled_at``) that repeated imports bound → since when they do."""
    found: dict[str, dict[str, dt.datetime]] = {}
    if con.execute("select 1 from duckdb_views() where schema_name = 'core' and view_name = 'observed'").fetchall():
        for school, column, since in con.execute(
            "select school_id, table_name || '.' || column_name, since from core.observed"
        ).fetchall():
            found.setdefault(school, {})[column] = since
    return found


def lacking(needs: Iterable[str], tables: Tables) -> list[str]:
    """Of ``needs`` (``logins``, ``lessons.filled_at``) what an export does not show; an absent table is named once."""
    found = []
    for need in needs:
        table, _, column = need.partition(".")
        if table not in tables:
            found.append(table)
        elif column and column not in tables[table]:
            found.append(need)
    return list(dict.fromkeys(found))


def able(needs: Iterable[str], present: Mapping[str, Tables]) -> tuple[list[str], tuple[str, ...]]:
    """The schools that show all of ``needs``; where none does, what is missing."""
    missing = {school: lacking(needs, tables) for school, tables in present.items()}
    found = [school for school, needed in missing.items() if not needed]
    return found, () if found else tuple(dict.fromkeys(need for needed in missing.values() for need in needed))


def may_be_there(needs: Iterable[str], tables: Collection[str] | None) -> bool:
    """Whether some export may show all of ``needs``, by the ``tables`` that any has; True where these are not known."""
    return tables is None or all(need.partition(".")[0] in tables for need in needs)

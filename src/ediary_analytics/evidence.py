"""What each school's export can show, and what a rule or a measure therefore lacks."""

from collections.abc import Iterable, Mapping

import duckdb

Tables = Mapping[str, set[str]]


def present(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, set[str]]]:
    """School → table the export had → its columns that show something (all of them when the table has no rows)."""
    found: dict[str, dict[str, set[str]]] = {}
    for school, table, rows, filled in con.execute("from core.evidence order by all").fetchall():
        found.setdefault(school, {})[table] = {column for column, count in filled.items() if count or not rows}
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

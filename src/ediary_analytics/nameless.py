"""An export that names no school, where schools are already: whose it is nobody but the caller can tell.

In an empty data directory it is called as its folder. Later that would found a second school beside the first, of which
the export is perhaps a part. Where several exports are imported at once, each in its folder, the folders are the names.
"""

from collections.abc import Collection, Sequence

import duckdb

from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.ingest.report import Brought

#: So many ids are told; whoever has more schools knows them.
_TOLD = 10


def refuse(
    con: duckdb.DuckDBPyConnection,
    brought: Sequence[Brought],
    *,
    several: bool,
    may_know: Collection[str] | None = None,
) -> None:
    """Look whether it is clear whose an export is; what is served is attached as ``previous``.

    Args:
        con: a warehouse that is being built.
        brought: what was read.
        several: whether several exports were found.
        may_know: the schools of which whoever imports may hear; left out, all.

    Raises:
        InputError: the only export names no school and bears the name of none that is there, and some are.
    """
    there = _there(con)
    for one in brought:
        if several or one.is_named or not there or set(one.schools) <= set(there):
            continue
        known = [school for school in there if may_know is None or school in may_know]
        wrong = _("the export names no school, and there are schools here already")
        if known:
            listed = ", ".join([*known[:_TOLD], *(["…"] if len(known) > _TOLD else [])])
            wrong = _("the export names no school, and here are already: {schools}").format(schools=listed)
        raise InputError(
            one.export.prefix.rstrip("/") or one.export.name,
            wrong,
            _("Say by its id which school it is of: --school ID, or on the page Imports; or add the table schools"),
        )


def _there(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The ids of the schools that are served."""
    held = con.execute(
        "select 1 from duckdb_tables()"
        " where database_name = 'previous' and schema_name = 'raw' and table_name = 'imports'"
    ).fetchall()
    if not held:
        return []
    found = con.execute("select school_id from previous.raw.imports order by school_id").fetchall()
    return [school for (school,) in found]

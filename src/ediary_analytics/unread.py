"""Exports that are, byte for byte, what the last import of their schools read: they need not be read again.

``raw.exports`` holds, of each school, what its last import read: a row per export, in the order of reading (the later
one counts), with its ``fingerprint`` (null where it is to be read again: it also held what belongs to no school, or a
school that another export brought since), the ``name`` of its folder, whether the school ``is_named`` in it or by the
caller, the id and moment that were ``asked`` for, and the ``program`` that read it.

What a diary leaves out and repeated imports observe hangs on when they look: such a school is read each time.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import duckdb

from ediary_analytics import bulk, fingerprints
from ediary_analytics.ingest.export import Export
from ediary_analytics.ingest.report import Brought

EXPORTS = (
    "school_id varchar, fingerprint varchar, name varchar, is_named boolean, asked_school varchar,"
    " asked_as_of timestamp, program varchar"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the caller says of an import: the school's id and the moment to judge by, if anything."""

    school: str | None
    as_of: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Unread:
    """Exports that are not read again, and since when nothing changed in them, by school."""

    exports: tuple[Export, ...] = ()
    since: Mapping[str, dt.datetime] = field(default_factory=dict)


NOTHING = Unread()


def find(
    con: duckdb.DuckDBPyConnection, exports: Mapping[Export, str], asked: Asked, *, rejects: bool = False
) -> Unread:
    """Those of the exports (with their fingerprints) that need not be read; what is served is attached as ``previous``.

    A school of which several exports were read is not read only if it is so with all of them, in the same order; and
    where somebody wants the ``rejects``, only if none of its rows was set aside: they are made of what is read.
    """
    if not _is_there(con):
        return NOTHING
    before: dict[str, list[str | None]] = {}
    fitting: dict[str, list[tuple[str, str, bool]]] = {}
    for school, fingerprint, name, is_named, fits in con.execute(
        """
        select school_id, fingerprint, name, is_named,
            program = $program and asked_school is not distinct from $school
            and asked_as_of is not distinct from $as_of
            and school_id not in (select school_id from previous.core.observed)
            and school_id in (select school_id from previous.raw.imports)
            and not ($rejects and school_id in (select school_id from previous.raw.rejected_rows))
        from previous.raw.exports order by rowid
        """,
        {"program": fingerprints.program(), "school": asked.school, "as_of": asked.as_of, "rejects": rejects},
    ).fetchall():
        before.setdefault(school, []).append(fingerprint)
        if fits and fingerprint is not None:
            fitting.setdefault(fingerprint, []).append((school, name, is_named))
    schools = {
        export: {school for school, name, is_named in fitting.get(mark, []) if is_named or name == export.name}
        for export, mark in exports.items()
    }
    unread = [export for export in exports if schools[export]]
    # an export that a school was read from and that is not there, or is not as it was, takes the others along
    while changed := [
        export
        for export in unread
        if any(
            before[school] != [exports[other] for other in unread if school in schools[other]]
            for school in schools[export]
        )
    ]:
        unread = [export for export in unread if export not in changed]
    found = sorted({school for export in unread for school in schools[export]})
    since = con.execute(
        "select school_id, imported_at from previous.raw.imports where school_id in (select unnest($found::varchar[]))",
        {"found": found},
    ).fetchall()
    return Unread(tuple(unread), dict(sorted(since)))


def note(
    con: duckdb.DuckDBPyConnection,
    brought: Sequence[Brought],
    exports: Mapping[Export, str],
    imported: Collection[str],
    asked: Asked,
) -> None:
    """Make ``warehouse.raw.exports``: what was ``brought``, and of schools not ``imported`` what was noted before."""
    con.execute(f"create table warehouse.raw.exports ({EXPORTS})")
    if _is_there(con):
        con.execute(
            """
            insert into warehouse.raw.exports by name
            with imported as (select unnest($imported::varchar[])),
            again as (select fingerprint from previous.raw.exports where school_id in (from imported))
            select * replace (if(fingerprint in (from again), null, fingerprint) as fingerprint)
            from previous.raw.exports where school_id not in (from imported)
            order by rowid
            """,
            {"imported": list(imported)},
        )
    listed = [
        [
            school,
            None if one.has_common else exports[one.export],
            one.export.name,
            one.is_named,
            asked.school,
            asked.as_of,
            fingerprints.program(),
        ]
        for one in brought
        for school in one.schools
    ]
    bulk.insert(con, "warehouse.raw.exports", listed)


def _is_there(con: duckdb.DuckDBPyConnection) -> bool:
    found = con.execute(
        "select 1 from duckdb_tables()"
        " where database_name = 'previous' and schema_name = 'raw' and table_name = 'exports'"
    )
    return bool(found.fetchall())

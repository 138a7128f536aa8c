"""Remove from a data directory everything dated before a day, and publish what stays, judged anew.

Published like an import, as a new file: what left is in no page of it. What lay about in the directory goes too.
"""

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from ediary_analytics import calendar, carrying, disposal, entered, models, refresh, retention, versions, warehouse
from ediary_analytics.errors import CallError
from ediary_analytics.i18n import _
from ediary_analytics.ingest import staging

#: What imports, checks and restored registers leave in a data directory beside the warehouses, of any time.
_LEFTOVERS = ("rejects-*", "validations", "docs", "register-before-*")


@dataclass(frozen=True, slots=True)
class Purged:
    """What leaves: rows by table, and files of the data directory; ``left`` are files that could not be removed."""

    gone: tuple[disposal.Gone, ...]
    files: tuple[str, ...]
    left: tuple[str, ...] = ()


def purge(
    into: Path,
    before: dt.date,
    *,
    progress: refresh.Progress | None = None,
    publish: bool = True,
    validate: bool = True,
    held: entered.Entered = entered.NOTHING,
) -> Purged:
    """Remove what is older than ``before``; with ``publish`` off only tell what would be.

    Args:
        into: the data directory.
        before: the first day that stays; of all schools.
        progress: as of an import.
        publish: off, nothing is changed.
        validate: run Great Expectations over what stays.
        held: what the register holds, for that.

    Raises:
        InputError: nothing has been imported there.
        CallError: an import is running there; or the day lies after everything that is known.
    """
    tell = progress or (lambda *_: None)
    warehouse.current(into)  # says so where there is none
    with versions.building(into, publish=publish) as con:
        staging.create(con)
        models.set_duplicates_aside(con)
        with carrying.carrying_all(con, into):
            _must_leave_something(con, before)
            con.execute("create or replace temp table asked as select $before::date as before", {"before": before})
            con.execute("""
                create or replace table warehouse.core.purged as
                select imports.school_id, max(greatest(asked.before, purged.before)) as before
                from raw.imports as imports
                cross join asked
                left join warehouse.core.purged as purged on imports.school_id = purged.school_id
                group by all
            """)
            gone = disposal.apply(con) + retention.clear_history(con)
        found = _versions(into), _leftovers(into)
        files = tuple(file.name for files in found for file in files)
        if not publish:
            return Purged(tuple(gone), files)
        for leftover in found[1]:
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
        calendar.load_holidays(con)
        tell("core", 0, 1)
        models.build(con)
        refresh.conclude(con, tell, lambda _con: None, into / "validations", validate=validate, held=held, purged=gone)
    # only what was there before: by now the next import may be publishing its own
    left = versions.forget(found[0])
    return Purged(tuple(gone), files, tuple(file.name for file in left))


def _must_leave_something(con: duckdb.DuckDBPyConnection, before: dt.date) -> None:
    ((newest,),) = con.execute("select max(as_of)::date from raw.imports").fetchall()
    if newest is not None and before > newest:
        raise CallError(
            "--before",
            _("nothing at all would stay: the newest import knows of {newest}").format(newest=newest),
            _("Give a day up to then, or remove the data directory"),
        )


def _versions(into: Path) -> list[Path]:
    return sorted(into.glob("warehouse-*.duckdb"))


def _leftovers(into: Path) -> list[Path]:
    return sorted(file for pattern in _LEFTOVERS for file in into.glob(pattern))

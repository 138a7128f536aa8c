"""Export files → ``staging.*`` (typed rows) and ``raw.*`` (the account: files, rejects, notices, what was present).

bytes → :mod:`.delimited` (text) → :mod:`.headers` (columns) → :mod:`.casting` (types) → :mod:`.staging` (tables).
Text lives in memory only; what is not of the contract is dropped before it reaches the database.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

import duckdb

from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.ingest import parts, rejected, schools, staging
from ediary_analytics.ingest.export import Export
from ediary_analytics.ingest.find import Found, find
from ediary_analytics.ingest.notices import Notice
from ediary_analytics.ingest.rejected import Fault
from ediary_analytics.ingest.report import Account, Brought, FileReport, ImportReport
from ediary_analytics.transactions import transaction

__all__ = ["NOTHING", "Export", "Fault", "FileReport", "Found", "ImportReport", "Notice", "find", "load", "load_found"]

Progress = Callable[[str, int, int], None]
#: The report of an import that had nothing to read.
NOTHING = ImportReport((), ())


def load(
    con: duckdb.DuckDBPyConnection, paths: Sequence[Path], school: str | None = None, progress: Progress | None = None
) -> ImportReport:
    """Import exports into the schemas ``staging`` and ``raw`` of the connection's current catalog, made anew.

    ``staging`` gets every table of the contract, empty where the export has none. All happens in one transaction, the
    caller's if there is one: after an error nothing has changed.

    Args:
        con: an open connection that may write to its current catalog.
        paths: folders, zips and CSV files; all single files together are one export.
        school: the id of the school, for an export that names none; without it the folder's or file's name serves.
        progress: called after each file with its name, the bytes done, and the bytes there are in all.

    Raises:
        InputError: something cannot be read as an export at all: no table, no text, no key column, two columns or
            files for one thing, schools mixed up. Rows and cells that do not fit raise nothing: see ``raw.rejects``.
    """
    return load_found(con, find(paths), school, progress)


def load_found(
    con: duckdb.DuckDBPyConnection, found: Found, school: str | None = None, progress: Progress | None = None
) -> ImportReport:
    """As :func:`load`, of exports that were found."""
    account = Account(notices=[Notice(file, "unknown_file") for file in found.strays])
    total = sum(export.bytes for export in found.exports)
    with transaction(con):
        staging.create(con)
        for export in found.exports:
            for file in _load_export(con, export, school or None, account):
                account.files.append(file)
                if progress:
                    progress(file.file, account.passed + sum(done.bytes for done in account.files), total)
        faults = staging.conclude(con, account)
        whole = rejected.collect(con, account.headers)
    return account.report(faults, whole)


def _load_export(
    con: duckdb.DuckDBPyConnection, export: Export, asked: str | None, account: Account
) -> Iterator[FileReport]:
    """Load an export part by part."""
    account.notices += [Notice(export.prefix + file, "unknown_file") for file in export.unknown]
    begun = len(account.files)
    found, supposed = parts.of(export, asked, account)
    for sheet in parts.read([part for part in found if part[0].table.common], account):
        yield staging.fill(con, sheet, (), account)
    listed = [part for part in found if not part[0].table.common]
    if found and not listed:
        return  # figures that belong to no school
    sheets = parts.read(listed, account)
    # The table schools comes first and tells whose all the rest is; only without it must everything be read ahead.
    ahead = list(islice(sheets, sum(part.table.name == "schools" for part, _ in listed)))
    told = bool(ahead and schools.named(ahead))
    if not told and asked is None:
        ahead += sheets
    ids = schools.named(ahead)
    named = bool(ids) or asked is not None
    if not ids:
        ids = {asked or export.name}
        if asked is None:
            account.notices.append(Notice(export.prefix.rstrip("/") or export.name, "school_by_name", export.name))
    only = next(iter(ids)) if len(ids) == 1 else None
    tables = []
    repairs = True
    for sheet in chain(ahead, sheets):
        repairs &= rejected.is_repair(sheet.text.headers)
        if only is None and "school_id" not in sheet.heading.places:
            raise InputError(
                sheet.file,
                _("several schools share the export, and the column school_id is missing"),
                _("Add it, so that each row names its school"),
            )
        ids |= schools.named([sheet])
        tables.append(sheet.table.name)
        yield staging.fill(con, sheet, ids if only is None else {only}, account)
    repairs &= bool(tables)
    (account.repaired if repairs else account.exported).update(ids)
    if not repairs and not {"pupils", "lessons"} & set(tables):
        raise InputError(
            export.where, _("neither pupils nor lessons are in the export"), _("Add pupils.csv or lessons.csv")
        )
    schools.claim(export.where, ids, asked, account, named=named)
    account.brought.append(Brought(export, tuple(sorted(ids)), named, len(listed) < len(found)))
    if len(ids) == 1:  # then a vendor's sheets, which name no school, are of it
        account.files[begun:] = [
            replace(file, school=next(iter(ids))) if "." in file.table else file for file in account.files[begun:]
        ]
    there = [(school, table, supposed.get(table, [])) for table in dict.fromkeys(tables) for school in sorted(ids)]
    account.present += [entry for entry in there if entry not in account.present]

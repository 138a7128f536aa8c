"""A report into a file: of a warehouse, whole schools, as the command line makes it."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

from ediary_analytics import docket, entered, metrics, warehouse
from ediary_analytics.access import School, schools_in
from ediary_analytics.errors import CallError
from ediary_analytics.i18n import _
from ediary_analytics.reports import desk, pdf, workbook
from ediary_analytics.reports.catalogue import Kind
from ediary_analytics.reports.desk import Chosen
from ediary_analytics.reports.document import Report
from ediary_analytics.rights import files

#: By the suffix of a file, what writes it.
WRITERS: Mapping[str, Callable[[Report], bytes]] = {".pdf": pdf.write, ".xlsx": workbook.write}


def must_be_report(file: Path) -> None:
    """Raise CallError now, not after the work, where a report could not be written to such a file."""
    if file.suffix.lower() not in WRITERS:
        raise CallError(
            file,
            _("a report cannot be written as '{suffix}'").format(suffix=file.suffix),
            _("Name a .pdf or .xlsx file"),
        )


def of_warehouse(
    file: Path,
    kind: Kind,
    chosen: Chosen,
    school: str | None = None,
    as_of: dt.datetime | None = None,
    held: entered.Entered = entered.NOTHING,
) -> Report:
    """A report over all that a school has, with names; the duties are judged anew as of the moment.

    Args:
        file: a warehouse.
        kind: the report.
        chosen: what is chosen for it.
        school: the school; left out, the only one.
        as_of: left out, the moment the school was imported with.
        held: what the register holds, to be laid over.

    Raises:
        CallError: no such school, or several and none is named; or what is chosen is not there.
    """
    one = _school(file, school)
    with warehouse.open_file(file) as con:
        listed, _unjudged = docket.cases(con, None, as_of, one.school_id)
        warehouse.narrow(con, [one.school_id], ("raw", "core", "history"))
        docket.judge(con, listed)
        entered.lay_over(con, held, listed)
        metrics.prepare(con, held.interventions)
        return desk.make(kind, desk.at(con, one, chosen, as_of))


def _school(file: Path, school: str | None) -> School:
    known = {one.school_id: one for one in schools_in(file)}
    chosen = next(iter(known)) if school is None and len(known) == 1 else school
    if chosen not in known:
        raise docket.no_such_school(chosen, known)
    return known[chosen]


def write(report: Report, file: Path) -> None:
    """Write it so that only the owner may read it.

    Raises:
        CallError: the file cannot be written there.
    """
    files.replace(file, WRITERS[file.suffix.lower()](report))

"""The whole way of the data, readable on one screen: export files → warehouse → verdicts → validation → published."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as replace_fields
from pathlib import Path

import duckdb

from ediary_analytics import (
    calendar,
    carrying,
    disposal,
    docket,
    entered,
    fingerprints,
    history,
    ingest,
    integrity,
    models,
    moments,
    nameless,
    obligations,
    policy,
    unchanged,
    unread,
    versions,
    warehouse,
)
from ediary_analytics.errors import PolicyError

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What an import brought: its report, the published file, schools not judged with why, and what was found.

    ``published`` is None when nothing was to be, ``found`` when the caller validates by itself. ``kept`` says of each
    school of which the export covers a part only how many rows stay as they were, by table. ``unchanged`` are the
    schools whose exports were not read, for they are what was imported at that moment. Where the whole import was so
    and nothing else changed, ``stays`` says that the published file is the one that was served before.
    """

    report: ingest.ImportReport
    published: Path | None
    unjudged: dict[str, PolicyError]
    found: docket.Report | None
    kept: dict[str, dict[str, int]] = field(default_factory=dict)
    purged: Sequence[disposal.Gone] = ()
    unchanged: Mapping[str, dt.datetime] = field(default_factory=dict)
    stays: bool = False

    @property
    def file(self) -> Path:
        """The published file, for whoever had it published."""
        if self.published is None:
            raise ValueError("nothing was published")
        return self.published


@dataclass(frozen=True, slots=True)
class Built:
    """What :func:`build` read, kept, purged, found ``unchanged``; the tables of ``standing`` schools are taken over."""

    report: ingest.ImportReport
    kept: dict[str, dict[str, int]]
    purged: Sequence[disposal.Gone]
    unchanged: Mapping[str, dt.datetime]
    standing: Collection[str]


class _Stays(Exception):  # noqa: N818  (no fault: the way out of building what is there already)
    """Nothing changed ``since``, by school; those ``unjudged`` are so still."""

    def __init__(self, since: Mapping[str, dt.datetime], unjudged: dict[str, PolicyError]) -> None:
        self.since, self.unjudged = since, unjudged


def refresh(  # noqa: PLR0913  (one per option of the command)
    paths: Sequence[Path],
    into: Path,
    *,
    school: str | None = None,
    as_of: dt.datetime | None = None,
    progress: Progress | None = None,
    validate: bool = True,
    publish: bool = True,
    replace: bool = False,
    rejects: bool = False,
    held: entered.Entered = entered.NOTHING,
    may_know: Collection[str] | None = None,
) -> Refreshed:
    """Import export files and publish a new warehouse with its verdicts; on any fault the last one stays.

    Args:
        paths: folders, zips or files of the export.
        into: the data directory. Schools that it holds and the export does not name are kept; of those that it names,
            what the export does not cover (see :mod:`ediary_analytics.merge`).
        school: the id of the school, for an export that names none.
        as_of: the moment to judge by; left out, the last moment that the export knows of.
        progress: called with what is being done, how much of it is done, and how much there is.
        validate: run Great Expectations; off only where the caller validates by itself.
        publish: off, all is read, judged and told, and nothing is kept.
        replace: forget what was there of the schools that the export names, even where it covers a part only.
        rejects: the rows that do not fit are wanted as a file: exports that have such rows are read, changed or not.
        held: what the register holds: told and noted in the history; the published verdicts are the export's alone.
        may_know: the schools of which whoever imports may hear; left out, all that are there.

    Raises:
        InputError: the export cannot be read, see :func:`ediary_analytics.ingest.load`; or whose it is is not clear,
            see :mod:`ediary_analytics.nameless`.
    """
    tell = progress or (lambda *_: None)
    try:
        with versions.building(into, publish=publish) as con, carrying.beside_served(con, into):
            built = build(
                con,
                paths,
                school=school,
                as_of=as_of,
                progress=progress,
                replace=replace,
                rejects=rejects,
                held=held,
                may_know=may_know,
            )
            unjudged, found = conclude(
                con,
                tell,
                history.keep,
                into / "validations" if publish else None,
                validate=validate,
                held=held,
                standing=built.standing,
                purged=built.purged,
            )
    except _Stays as stays:
        served = warehouse.current(into) if publish else None
        return Refreshed(ingest.NOTHING, served, stays.unjudged, None, unchanged=stays.since, stays=True)
    served = warehouse.current(into) if publish else None
    return Refreshed(built.report, served, unjudged, found, built.kept, built.purged, built.unchanged)


def build(  # noqa: PLR0913  (as refresh)
    con: duckdb.DuckDBPyConnection,
    paths: Sequence[Path],
    *,
    school: str | None = None,
    as_of: dt.datetime | None = None,
    progress: Progress | None = None,
    replace: bool = False,
    rejects: bool = False,
    held: entered.Entered = entered.NOTHING,
    may_know: Collection[str] | None = None,
) -> Built:
    """Everything up to the verdicts, in a warehouse that is being built beside the served one, if there is one."""
    tell = progress or (lambda *_: None)
    now = dt.datetime.now().replace(microsecond=0)  # noqa: DTZ005  (the school's wall clock, as all its times)
    asked = unread.Asked(school or None, as_of)
    found = ingest.find(paths)
    exports = _fingerprints(found, tell)
    same = unread.NOTHING if replace else unread.find(con, exports, asked, rejects=rejects)
    again = moments.again(con, same.since, as_of, now)
    if len(same.exports) == len(exports) and (unjudged := unchanged.all_stands(con, again, held)) is not None:
        raise _Stays(same.since, unjudged)
    report, same = _read(con, found, same, school, progress)
    nameless.refuse(con, report.brought, several=len(found.exports) > 1, may_know=may_know)
    models.set_duplicates_aside(con)
    standing = unchanged.schools(con, report.schools)
    kept, purged = carrying.carry_over(
        con, report.schools, as_of or now, report.repairs, replace=replace, standing=standing
    )
    calendar.load_holidays(con)
    tell("core", 0, 1)
    models.build(con)
    unchanged.take_over(con, standing)
    moments.record(con, report.schools, as_of, now)
    moments.move(con, {name: moment for name, moment in again.items() if name in same.since})
    unread.note(con, report.brought, exports, report.schools, asked)
    return Built(report, kept, purged, same.since, standing)


def _fingerprints(found: ingest.Found, tell: Progress) -> dict[ingest.Export, str]:
    """The exports with what they are known again by."""
    marks = {}
    for done, export in enumerate(found.exports):
        tell("last", done, len(found.exports))
        marks[export] = fingerprints.export(export)
    return marks


def _read(
    con: duckdb.DuckDBPyConnection,
    found: ingest.Found,
    same: unread.Unread,
    school: str | None,
    progress: Progress | None,
) -> tuple[ingest.ImportReport, unread.Unread]:
    """Read the exports that are not the same; all of them if one brings a school that another, the same, brings too."""
    rest = replace_fields(found, exports=[export for export in found.exports if export not in same.exports])
    report = ingest.load_found(con, rest, school, progress)
    if same.since.keys() & set(report.schools):
        return ingest.load_found(con, found, school, progress), unread.NOTHING
    return report, same


def conclude(  # noqa: PLR0913  (what both an import and a purge know)
    con: duckdb.DuckDBPyConnection,
    tell: Progress,
    keep: Callable[[duckdb.DuckDBPyConnection], None],
    store: Path | None,
    *,
    validate: bool,
    held: entered.Entered = entered.NOTHING,
    standing: Collection[str] = (),
    purged: Iterable[disposal.Gone] = (),
) -> tuple[dict[str, PolicyError], docket.Report | None]:
    """Judge what was built, let ``keep`` note it in the history, and validate it, with the results in ``store``.

    What is ``held`` in the register is laid over what ``keep`` notes and what is validated. Of schools whose tables are
    ``standing``, the verdicts are taken over, unless their rules changed. ``purged`` is what left while it was built.
    """
    tell("judge", 0, 1)
    listed, unjudged = docket.cases(con)
    judged = unchanged.judged(con, listed, standing)
    docket.judge(con, docket.without(listed, judged), schema="warehouse.judged")
    unchanged.take_over_verdicts(con, judged)
    unchanged.note(con, listed, held, purged)
    if not (schools := warehouse.everyone(con)):
        return unjudged, None
    warehouse.narrow(con, schools)
    entered.lay_over(con, held, listed)
    keep(con)
    if not validate:
        return unjudged, None
    tell("validate", 0, 1)
    return unjudged, _validate(con, listed, store)


def needed_to_judge(policies: Iterable[policy.Policy], present: Collection[str] | None = None) -> set[str]:
    """The tables of ``core`` without which :mod:`.moments`, the judge of these policies or integrity would miss one.

    For :func:`ediary_analytics.models.build`, by whoever wants the verdicts and no warehouse. ``present`` are the
    tables that any of the exports has (``raw.present``), where that is known already: what no export can show is not
    checkable, and nobody reads what it would be checked by.
    """
    read = obligations.tables(policies, present) | integrity.tables(integrity.rules(), present)
    return needed_to_date() | models.needed(read)


def needed_to_date() -> set[str]:
    """The tables of ``core`` without which :mod:`.moments` would miss one."""
    return models.needed({"schools"} | {table for table, _column in moments.columns()})


def _validate(con: duckdb.DuckDBPyConnection, listed: list[docket.Case], store: Path | None) -> docket.Report:
    """Great Expectations over all that was judged; the results are kept as JSON in the folder ``store``, if any."""
    from ediary_analytics import quality  # noqa: PLC0415  (seconds, paid only here)

    outcomes, findings = docket.outcomes(con, listed), integrity.look(con, integrity.rules())
    passed = quality.validate(quality.suites(outcomes, findings), store=store)
    return docket.Report(None, tuple(outcomes), tuple(findings), passed)

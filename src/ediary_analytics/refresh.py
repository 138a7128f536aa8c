"""The whole way of the data, readable on one screen: export files → warehouse → verdicts → validation → published."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from ediary_analytics import (
    calendar,
    contract,
    docket,
    entered,
    history,
    ingest,
    integrity,
    models,
    obligations,
    policy,
    retention,
    warehouse,
)
from ediary_analytics.errors import PolicyError

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What an import brought: its report, the published file, schools not judged with why, and what was found.

    ``published`` is None when nothing was to be, ``found`` when the caller validates by itself. ``kept`` says of each
    school of which the export covers a part only how many rows stay as they were, by table.
    """

    report: ingest.ImportReport
    published: Path | None
    unjudged: dict[str, PolicyError]
    found: docket.Report | None
    kept: dict[str, dict[str, int]] = field(default_factory=dict)
    purged: Sequence[retention.Gone] = ()

    @property
    def file(self) -> Path:
        """The published file, for whoever had it published."""
        if self.published is None:
            raise ValueError("nothing was published")
        return self.published


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
    held: entered.Entered = entered.NOTHING,
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
        held: what the register holds: told and noted in the history; the published verdicts are the export's alone.

    Raises:
        InputError: the export cannot be read; see :func:`ediary_analytics.ingest.load`.
    """
    tell = progress or (lambda *_: None)
    with warehouse.building(into, publish=publish) as con:
        report, kept, purged = build(con, paths, into, school=school, as_of=as_of, progress=progress, replace=replace)
        unjudged, found = conclude(
            con, tell, history.keep, into / "validations" if publish else None, validate=validate, held=held
        )
    return Refreshed(report, warehouse.current(into) if publish else None, unjudged, found, kept, purged)


def build(
    con: duckdb.DuckDBPyConnection,
    paths: Sequence[Path],
    into: Path,
    *,
    school: str | None = None,
    as_of: dt.datetime | None = None,
    progress: Progress | None = None,
    replace: bool = False,
) -> tuple[ingest.ImportReport, dict[str, dict[str, int]], Sequence[retention.Gone]]:
    """Everything up to the verdicts, in a warehouse that is being built: report, what was kept, what was purged."""
    tell = progress or (lambda *_: None)
    now = dt.datetime.now().replace(microsecond=0)  # noqa: DTZ005  (the school's wall clock, as all its times)
    report = ingest.load(con, paths, school, progress)
    models.set_duplicates_aside(con)
    kept, purged = warehouse.carry_over(con, into, report.schools, as_of or now, report.repairs, replace=replace)
    calendar.load_holidays(con)
    tell("core", 0, 1)
    models.build(con)
    _record_import(con, report.schools, as_of, now)
    return report, kept, purged


def conclude(
    con: duckdb.DuckDBPyConnection,
    tell: Progress,
    keep: Callable[[duckdb.DuckDBPyConnection], None],
    store: Path | None,
    *,
    validate: bool,
    held: entered.Entered = entered.NOTHING,
) -> tuple[dict[str, PolicyError], docket.Report | None]:
    """Judge what was built, let ``keep`` note it in the history, and validate it, with the results in ``store``.

    What is ``held`` in the register is laid over what ``keep`` notes and what is validated.
    """
    tell("judge", 0, 1)
    listed, unjudged = docket.cases(con)
    docket.judge(con, listed, schema="warehouse.judged")
    if not (schools := _schools(con)):
        return unjudged, None
    warehouse.narrow(con, schools)
    entered.lay_over(con, held, listed)
    keep(con)
    if not validate:
        return unjudged, None
    tell("validate", 0, 1)
    return unjudged, _validate(con, listed, store)


def _record_import(
    con: duckdb.DuckDBPyConnection, schools: Sequence[str], as_of: dt.datetime | None, now: dt.datetime
) -> None:
    """``raw.imports``: per imported school when, and by which moment it is judged.

    Where entry times are only seen from import to import, an import tells how things stand when it is made.
    """
    observed = {school for (school,) in con.execute("select school_id from warehouse.core.observed").fetchall()}
    if not schools:  # figures of no school
        return
    known = {school: as_of or (now if school in observed else last_known(con, school, now)) for school in schools}
    con.executemany(
        "insert into warehouse.raw.imports values ($school, $now, $as_of)",
        [{"school": school, "now": now, "as_of": moment} for school, moment in known.items()],
    )


def needed_to_judge(policies: Iterable[policy.Policy], present: Collection[str] | None = None) -> set[str]:
    """The tables of ``core`` without which :func:`last_known`, the judge of these policies or integrity would miss one.

    For :func:`ediary_analytics.models.build`, by whoever wants the verdicts and no warehouse. ``present`` are the
    tables that any of the exports has (``raw.present``), where that is known already: what no export can show is not
    checkable, and nobody reads what it would be checked by.
    """
    moments = {table for table, _column in _moments()}
    read = obligations.tables(policies, present) | integrity.tables(integrity.rules(), present)
    return models.needed({"schools"} | moments | read)


def last_known(con: duckdb.DuckDBPyConnection, school: str, now: dt.datetime) -> dt.datetime:
    """The last moment that a school's export knows of: its newest entry up to ``now``, or ``now`` when it has none.

    What was due after it is pending, not missing: nobody can tell from this export.
    """
    newest = " union all ".join(
        f"select max({column}) as moment from warehouse.core.{table} where school_id = $school and {column} <= $now"
        for table, column in _moments()
    )
    ((moment,),) = con.execute(f"select max(moment) from ({newest})", {"school": school, "now": now}).fetchall()
    return moment or now


def _moments() -> list[tuple[str, str]]:
    """Table and column of every moment of the contract."""
    return [
        (table.name, column.name)
        for table in contract.tables().values()
        for column in table.columns
        if column.type == "timestamp"
    ]


def _schools(con: duckdb.DuckDBPyConnection) -> list[str]:
    return [school for (school,) in con.execute("select school_id from warehouse.raw.imports").fetchall()]


def _validate(con: duckdb.DuckDBPyConnection, listed: list[docket.Case], store: Path | None) -> docket.Report:
    """Great Expectations over all that was judged; the results are kept as JSON in the folder ``store``, if any."""
    from ediary_analytics import quality  # noqa: PLC0415  (seconds, paid only here)

    outcomes, findings = docket.outcomes(con, listed), integrity.look(con, integrity.rules())
    passed = quality.validate(quality.suites(outcomes, findings), store=store)
    return docket.Report(None, tuple(outcomes), tuple(findings), passed)

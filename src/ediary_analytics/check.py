"""``ediary check``: an export or a warehouse, judged as of a moment, as one report."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from ediary_analytics import docket, integrity, obligations, refresh, warehouse
from ediary_analytics.catalogue import question
from ediary_analytics.errors import CallError, PolicyError
from ediary_analytics.i18n import _

BREACH_SUFFIXES = (".csv", ".xlsx", ".parquet")


@dataclass(frozen=True, slots=True)
class Report:
    """Everything ``ediary check`` says.

    ``passed`` holds, by suite and entry, whether Great Expectations found it met; what is not checkable is not there.
    """

    month: str | None
    outcomes: tuple[docket.Outcome, ...]
    findings: tuple[integrity.Finding, ...]
    passed: dict[str, dict[str, bool]]

    @property
    def all_passed(self) -> bool:
        """Whether every expectation was met that could be checked."""
        return all(all(entries.values()) for entries in self.passed.values())


@contextmanager
def source(
    path: Path | None, data: Path, school: str | None = None, progress: refresh.Progress | None = None
) -> Iterator[Path]:
    """The warehouse file to judge: of an export (imported into a temporary folder), a warehouse, or the last import.

    Raises:
        InputError: it is none of these.
    """
    if path is None:
        yield warehouse.current(data)
    elif path.is_dir() and warehouse.is_data_dir(path):
        yield warehouse.current(path)
    elif path.suffix == ".duckdb":
        yield path
    else:
        with tempfile.TemporaryDirectory(prefix="ediary-") as folder:
            yield refresh.refresh([path], Path(folder), school=school, progress=progress, validate=False).file


def run(
    con: duckdb.DuckDBPyConnection,
    *,
    rules: str | None = None,
    as_of: dt.datetime | None = None,
    month: str = "",
    school: str | None = None,
    store: Path | None = None,
    docs: Path | None = None,
) -> Report:
    """Judge what an open warehouse holds and validate the outcome; the rows stay in ``judged.verdicts`` of ``con``.

    Args:
        con: from :func:`ediary_analytics.warehouse.open_file`; it is narrowed here.
        rules: a policy for all schools; left out, each school's own.
        as_of: left out, the moment each school was imported with.
        month: keep the duties of one month, ``2026-10``.
        school: only this school.
        store: a folder for the validation results.
        docs: a folder for Great Expectations' Data Docs.

    Raises:
        CallError: no such school.
        PolicyError: the rules of a school cannot be read.
    """
    from ediary_analytics import quality  # noqa: PLC0415  (seconds, paid only here)

    listed, unjudged = docket.cases(con, rules, as_of, school)
    for name, error in unjudged.items():
        if rules is not None:
            raise error
        raise PolicyError(name, _("its rules are not known: {error}").format(error=error.wrong), error.right)
    if not listed:
        raise CallError(school or "--school", _("no such school here"), _("ediary status lists the schools"))
    docket.judge(con, listed, month=month)
    outcomes = docket.outcomes(con, listed)
    findings = integrity.look(con, integrity.rules())
    passed = quality.validate(quality.suites(outcomes, findings), store=store, docs=docs)
    return Report(month or None, tuple(outcomes), tuple(findings), passed)


def as_json(report: Report) -> dict[str, Any]:
    """The report as the object that ``--format json`` prints; over several policies ``policy`` is null."""
    outcomes = report.outcomes
    return {
        "as_of": max(outcome.as_of for outcome in outcomes).isoformat(),
        "policy": outcomes[0].policy.name if len(outcomes) == 1 else None,
        "month": report.month,
        "schools": sorted(school for outcome in outcomes for school in outcome.schools),
        "obligations": [
            _obligation(outcome, verdict, report.passed) for outcome in outcomes for verdict in outcome.verdicts
        ],
        "integrity": [_finding(finding, report.passed["integrity"]) for finding in report.findings],
    }


def _obligation(
    outcome: docket.Outcome, verdict: obligations.Verdict, passed: dict[str, dict[str, bool]]
) -> dict[str, Any]:
    return {
        "name": verdict.name,
        "policy": outcome.policy.name,
        "clause": verdict.imposed.clause,
        "owner": verdict.imposed.obligation.owner,
        "severity": verdict.imposed.severity,
        "checkable": verdict.checkable,
        "missing_evidence": list(verdict.missing_evidence),
        "examined": verdict.examined,
        **{status: getattr(verdict, status) for status in obligations.STATUSES},
        "rate": None if verdict.rate is None else round(verdict.rate, 4),
        "mostly": verdict.imposed.mostly,
        "passed": passed[outcome.policy.name].get(verdict.name),
    }


def _finding(finding: integrity.Finding, passed: dict[str, bool]) -> dict[str, Any]:
    rule = finding.rule
    return {
        "name": rule.name,
        "table": rule.table,
        "column": rule.column or None,
        "examined": finding.examined,
        "failed": finding.failed,
        "severity": rule.severity,
        "passed": passed[rule.place],
    }


def must_be_table(file: Path) -> None:
    """Raise CallError now, not after the judging, when breaches could not be written to such a file."""
    if file.suffix not in BREACH_SUFFIXES:
        raise CallError(
            file,
            _("breaches cannot be written as '{suffix}'").format(suffix=file.suffix),
            _("Name a .csv, .xlsx or .parquet file"),
        )


def write_breaches(con: duckdb.DuckDBPyConnection, file: Path) -> int:
    """One row per late or missing duty into a ``.csv``, ``.xlsx`` or ``.parquet`` file; returns how many.

    Raises:
        CallError: the file cannot be written there.
    """
    from ediary_analytics.reports import table  # noqa: PLC0415  (pyarrow, paid only here)

    breaches = con.sql(question("breaches")).to_arrow_table()
    table.write(breaches, file)
    return int(breaches.num_rows)

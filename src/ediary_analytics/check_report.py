"""The report of a check for others: as one plain object, and the rows behind it as files.

What ``ediary check --format json``, ``--breaches`` and ``--faults`` give.
"""

from pathlib import Path
from typing import Any

import duckdb

from ediary_analytics import contract, docket, integrity, standing
from ediary_analytics.catalogue import question
from ediary_analytics.errors import CallError
from ediary_analytics.i18n import _

#: What rows can be written as.
_SUFFIXES = (".csv", ".xlsx", ".parquet")


def as_json(report: docket.Report) -> dict[str, Any]:
    """The report as the object that ``--format json`` prints.

    Over several policies ``policy`` is null; over several schools ``by_school`` holds each school's own totals.
    """
    outcomes = report.outcomes
    shown: dict[str, Any] = {
        "as_of": max(outcome.as_of for outcome in outcomes).isoformat(),
        "policy": outcomes[0].policy.name if len(outcomes) == 1 else None,
        "month": report.month,
        "schools": sorted(school for outcome in outcomes for school in outcome.schools),
        "obligations": [
            _obligation(outcome, verdict, passed=report.passed[outcome.policy.name].get(verdict.name))
            for outcome in outcomes
            for verdict in outcome.verdicts
        ],
        "integrity": [_finding(finding, report.passed["integrity"]) for finding in report.findings],
    }
    if len(shown["schools"]) > 1:
        shown["by_school"] = [
            {"school_id": verdict.schools[0], **_obligation(outcome, verdict, passed=verdict.passed)}
            for outcome in outcomes
            for verdict in outcome.by_school
        ]
    if report.supposed:
        shown["what_if"] = [
            _obligation(outcome, verdict, passed=verdict.passed)
            for outcome in report.supposed
            for verdict in outcome.verdicts
        ]
    if report.history:
        shown["history"] = report.history
    return shown


def _obligation(outcome: docket.Outcome, verdict: standing.Verdict, *, passed: bool | None) -> dict[str, Any]:
    return {
        "name": verdict.name,
        "policy": outcome.policy.name,
        "clause": verdict.imposed.clause,
        "owner": verdict.imposed.obligation.owner,
        "severity": verdict.imposed.severity,
        "checkable": verdict.checkable,
        "missing_evidence": list(verdict.missing_evidence),
        "examined": verdict.examined,
        **{status: getattr(verdict, status) for status in standing.STATUSES},
        "rate": None if verdict.rate is None else round(verdict.rate, 4),
        "mostly": verdict.imposed.mostly,
        "passed": passed,
        "observed": verdict.observed_since is not None,
        "observed_since": verdict.observed_since.isoformat() if verdict.observed_since else None,
        "unknown": verdict.unknown,
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
        "checkable": finding.checkable,
        "missing_evidence": list(finding.missing_evidence),
        "mostly": rule.mostly,
        "passed": passed.get(rule.place),
    }


def soundness(report: docket.Report) -> dict[str, Any]:
    """How many rules of the data were looked at, how many could not be, and which of them found faulty rows.

    Rules over a diary's own reports are not lacking anything where the school has no need to import these.
    """
    looked = [finding for finding in report.findings if finding.checkable]
    return {
        "rules": len(looked),
        "not_checkable": sum(
            not finding.checkable and finding.rule.table in contract.exported() for finding in report.findings
        ),
        "faulty": [
            {
                "rule": finding.rule.name,
                "title": finding.rule.title,
                "where": finding.rule.where,
                "failed": finding.failed,
                "examined": finding.examined,
            }
            for finding in looked
            if finding.failed
        ],
    }


def must_be_table(file: Path) -> None:
    """Raise CallError now, not after the judging, when rows could not be written to such a file."""
    if file.suffix not in _SUFFIXES:
        raise CallError(
            file,
            _("rows cannot be written as '{suffix}'").format(suffix=file.suffix),
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


def write_faults(con: duckdb.DuckDBPyConnection, report: docket.Report, file: Path) -> int:
    """One row per faulty row of the integrity suite, as :func:`write_breaches`."""
    from ediary_analytics.reports import table  # noqa: PLC0415  (pyarrow, paid only here)

    faults = integrity.faults(con, report.findings).to_arrow_table()
    table.write(faults, file)
    return int(faults.num_rows)

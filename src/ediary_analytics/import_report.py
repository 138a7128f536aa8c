"""An import's report as one plain object: what ``ediary import --format json`` prints, and what screen and page show.

Its keys are documented in docs/import.md; messages are in the language in use.
"""

import datetime as dt
from pathlib import Path
from typing import Any

from ediary_analytics import check_report, contract, docket, formats, i18n
from ediary_analytics.i18n import N_, _
from ediary_analytics.ingest import FileReport, ImportReport
from ediary_analytics.refresh import Refreshed
from ediary_analytics.reports import rejects

#: Notices about a column that was left out.
_OF_COLUMNS = {"personal_code", "health", "unknown_column"}

#: What a vendor's sheets are called.
_SHEETS = {
    "mano_dienynas.term_summary": N_("Mano dienynas: summary of results and attendance"),
    "mano_dienynas.averages": N_("Mano dienynas: summary of averages"),
    "mano_dienynas.group": N_("Mano dienynas: report by group"),
    "mano_dienynas.other": N_("Mano dienynas: another report"),
    "pupil_registry.list": N_("list of the pupil registry"),
    "oneroster": N_("OneRoster: {kind}"),
}


def as_json(refreshed: Refreshed, rejects_file: Path | None = None) -> dict[str, Any]:
    """The report; ``rejects_file`` is where the rejected rows were written, if anywhere."""
    report = refreshed.report
    return {
        "schools": list(report.schools),
        "dry_run": refreshed.published is None,
        "published": str(refreshed.published) if refreshed.published else None,
        "stays": refreshed.stays,
        "unchanged": {school: since.isoformat() for school, since in refreshed.unchanged.items()},
        "totals": {
            "files": len(report.files),
            "rows_read": report.rows_read,
            "rows_loaded": report.rows_loaded,
            "rows_rejected": report.rows_rejected,
        },
        "files": [_file(file, report) for file in report.files],
        "faults": [
            {
                "file": fault.file,
                "line": fault.line,
                "table": fault.table,
                "column": fault.column,
                "code": fault.code,
                "rows": fault.rows,
                "message": str(fault),
            }
            for fault in report.faults
        ],
        "warnings": [
            {"file": notice.file, "code": notice.code, "subject": notice.subject, "message": str(notice)}
            for notice in report.notices
        ],
        "kept": refreshed.kept,
        "rejects_file": str(rejects_file) if rejects_file else None,
        "judged": [_judged(outcome, refreshed.found) for outcome in refreshed.found.outcomes]
        if refreshed.found
        else [],
        "not_judged": [{"school": school, "message": str(error)} for school, error in refreshed.unjudged.items()],
        "integrity": check_report.soundness(refreshed.found) if refreshed.found else None,
    }


def _file(file: FileReport, report: ImportReport) -> dict[str, Any]:
    return {
        "file": file.file,
        "table": file.table,
        "table_title": title(file.table),
        "school": file.school,
        "format": file.encoding,
        "bytes": file.bytes,
        "rows_read": file.rows_read,
        "rows_loaded": file.rows_loaded,
        "rows_rejected": file.rows_rejected,
        "dropped_columns": [
            notice.subject for notice in report.notices if notice.file == file.file and notice.code in _OF_COLUMNS
        ],
    }


def unchanged(report: dict[str, Any]) -> list[str]:
    """Which schools' exports were not read, by the import that read them: ``unchanged since …: s003, s007``."""
    by_moment: dict[str, list[str]] = {}
    for school, since in report["unchanged"].items():
        by_moment.setdefault(since, []).append(school)
    return [
        _("unchanged since {moment}: {schools}").format(
            moment=formats.moment(dt.datetime.fromisoformat(since)), schools=", ".join(schools)
        )
        for since, schools in sorted(by_moment.items())
    ]


def title(table: str) -> str:
    """A table's name, or a vendor's sheet's, as its reader knows it: in Lithuanian the first of its other names."""
    vendor, _dot, kind = table.partition(".")
    if told := _SHEETS.get(table) or (_SHEETS.get(vendor) if kind else None):
        return _(told).format(kind=kind)
    known = contract.everything().get(table)
    return known.aliases[0] if known and known.aliases and i18n.language() == "lt" else table.replace("_", " ")


def _judged(outcome: docket.Outcome, found: docket.Report) -> dict[str, Any]:
    passed = found.passed[outcome.policy.name]
    due = [verdict.name for verdict in outcome.verdicts if verdict.rate is not None]
    return {
        "schools": list(outcome.schools),
        "policy": outcome.policy.name,
        "policy_title": outcome.policy.title,
        "as_of": outcome.as_of.isoformat(),
        "duties": len(outcome.verdicts),
        "met": sum(passed[name] for name in due),
        "not_met": sum(not passed[name] for name in due),
        "nothing_due": len(passed) - len(due),
        "not_checkable": len(outcome.verdicts) - len(passed),
    }


def keep_rejects(report: ImportReport, wanted: Path | None, into: Path | None) -> Path | None:
    """Write the rejected rows where they are ``wanted``, else under a new name into the folder ``into``, if any.

    Returns:
        What was written, or None where nothing was rejected or nobody wants it.

    Raises:
        CallError: nothing can be written there.
    """
    if not report.rejected:
        return None
    if wanted is None:
        if into is None:
            return None
        now = dt.datetime.now().strftime("%Y%m%dT%H%M%S")  # noqa: DTZ005  (the school's wall clock, as all its times)
        wanted = into / f"rejects-{now}{rejects.usual_suffix(report.rejected)}"
    return rejects.write(report.rejected, wanted)

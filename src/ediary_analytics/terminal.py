"""What the commands print: tables and progress bars."""

import datetime as dt
import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from babel.numbers import format_decimal, format_percent
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from ediary_analytics import catalogue, contract, docket, i18n, import_report, metrics, obligations, purge, refresh
from ediary_analytics.contract import tables
from ediary_analytics.i18n import N_, _, ngettext
from ediary_analytics.import_report import title
from ediary_analytics.reports.catalogue import CHOICES
from ediary_analytics.reports.catalogue import kinds as report_kinds
from ediary_analytics.status import Corrections, SchoolStatus, TotalsStatus

_STAGES = {
    "last": N_("Comparing with the last import"),
    "core": N_("Building the school's tables"),
    "judge": N_("Judging the duties"),
    "validate": N_("Validating with Great Expectations"),
    "sample": N_("Making schools"),
    "compare": N_("Comparing with what was judged"),
    "parts": N_("Going through the schools"),
}


# columns of output that no terminal limits
_PAPER = 120
# imported moments that a trend shows side by side
_MOMENTS = 6


@contextmanager
def progress() -> Iterator[refresh.Progress]:
    """A progress bar on stderr while something takes longer; a line per stage, or per file that is read."""
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=(console := Console(stderr=True)),
        transient=True,
        disable=not console.is_terminal,
    ) as bar:
        task = bar.add_task("", total=None)

        def tell(what: str, done: int, total: int) -> None:
            bar.update(task, description=escape(_(_STAGES.get(what, what))), completed=done, total=total or None)

        yield tell


def print_report(report: docket.Report) -> None:
    """The verdicts of each policy as a table, then what is wrong with the data itself."""
    console = wide()
    for outcome in report.outcomes:
        console.print(_outcome(outcome, report.passed[outcome.policy.name]))
    for outcome in report.supposed:
        passed = {verdict.name: bool(verdict.passed) for verdict in outcome.verdicts}
        console.print(_outcome(outcome, passed, _("what if")))
    if report.history:
        console.print(_trend(report))
        repaired = len(report.history["repaired"])
        console.print(ngettext("{n} gap was repaired.", "{n} gaps were repaired.", repaired).format(n=repaired))
    _print_integrity(console, report)


def _print_integrity(console: Console, report: docket.Report) -> None:
    """How many rules of the data were looked at, and which of them found faulty rows."""
    faults = [finding for finding in report.findings if finding.failed]
    looked = sum(finding.checkable for finding in report.findings)
    console.print(
        ngettext("Integrity: {n} rule was looked at.", "Integrity: {n} rules were looked at.", looked).format(n=looked),
        _("No faults.") if not faults else "",
    )
    # reports of a diary that the school has no need to import are not lacking
    if unknown := sum(not found.checkable and found.rule.table in contract.exported() for found in report.findings):
        console.print(
            ngettext("{n} rule lacks its evidence.", "{n} rules lack their evidence.", unknown).format(n=unknown)
        )
    for finding in faults:
        console.print(
            escape(f"  {finding.rule.title} ({finding.rule.where}): ")
            + _("{failed} of {examined}").format(failed=finding.failed, examined=finding.examined)
        )


def _trend(report: docket.Report) -> Table:
    """One row per school and duty, one column per imported moment: the share, and how it moved."""
    totals = report.history["totals"]
    moments = sorted({row["as_of"] for row in totals})[-_MOMENTS:]
    shares: dict[tuple[str, str], dict[str, float | None]] = {}
    for row in totals:
        shares.setdefault((row["school_id"], row["obligation"]), {})[row["as_of"]] = row["rate"]
    table = Table(title=_("Share over the last imports"), box=box.SIMPLE, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(_("Duty"), min_width=20)
    for moment in moments:
        table.add_column(moment[:10], justify="right", no_wrap=True)
    for (school, name), by_moment in shares.items():
        duty = f"{school} · {catalogue.obligations()[name].title}"
        table.add_row(escape(duty), *(_percent(by_moment.get(moment)) for moment in moments))
    return table


def wide() -> Console:
    """A console that leaves the verdict its place when the output goes to a file or a pipe."""
    console = Console()
    return console if console.is_terminal else Console(width=_PAPER)


def _outcome(outcome: docket.Outcome, passed: dict[str, bool], note: str = "") -> Table:
    heading = (note, ", ".join(outcome.schools), outcome.policy.name, f"{outcome.as_of:%Y-%m-%d %H:%M}")
    table = Table(
        title=escape(" · ".join(filter(None, heading))),
        box=box.SIMPLE,
        pad_edge=False,
        padding=(0, 1, 0, 0),
    )
    table.add_column(_("Duty"), min_width=20)
    for column in (N_("Met"), N_("Late"), N_("Missing"), N_("Pending"), N_("Share")):
        table.add_column(_(column), justify="right", no_wrap=True)
    table.add_column(_("Verdict"), min_width=15)
    for verdict in outcome.verdicts:
        duty = f"{verdict.imposed.obligation.title} ({verdict.imposed.clause})"
        table.add_row(escape(duty), *_cells(verdict, passed))
    return table


def _cells(verdict: obligations.Verdict, passed: dict[str, bool]) -> list[str]:
    if not verdict.checkable:
        return [""] * 5 + [escape(_("not checkable: {what}").format(what=", ".join(verdict.missing_evidence)))]
    counts = (verdict.met, verdict.late, verdict.missing, verdict.pending)
    if verdict.rate is None:
        word = _("nothing was due")
    elif passed[verdict.name]:
        word = _("met")
    else:
        word = _("not met (< {required})").format(required=_percent(verdict.imposed.mostly))
    if verdict.observed_since is not None:
        seen = _("observed since {day:%Y-%m-%d}, {n} unknown").format(day=verdict.observed_since, n=verdict.unknown)
        word = f"{word} ({seen})"
    return [*map(str, counts), _percent(verdict.rate), word]


def number(n: int) -> str:
    """``1 134``."""
    return str(format_decimal(n, locale=i18n.language()))


def _percent(share: float | None) -> str:
    # rounded down, so that 100 % is said only of all, and a required share only of what reaches it
    floored = None if share is None else math.floor(share * 1000) / 1000
    return "" if floored is None else str(format_percent(floored, "#,##0.# %", locale=i18n.language()))


def print_metrics() -> None:
    """Every metric with its unit, its definition and what it may be asked by."""
    console = wide()
    for metric in catalogue.metrics().values():
        console.print(escape(f"{metric.name} · {metric.text('title')}"), style="bold")
        console.print(escape(f"  {metric.text('definition')}"))
        console.print(escape(f"  --by {','.join(metric.allow)} --period {'|'.join(metric.periods)}"), style="dim")


def print_reports() -> None:
    """Every report with what it is for and what is chosen for it: needed, and in brackets what may narrow it."""
    console = wide()
    for kind in report_kinds().values():
        console.print(escape(f"{kind.name} · {kind.title}"), style="bold")
        console.print(escape(f"  {kind.text('purpose')}"))
        options = [*(CHOICES[name] for name in kind.asks), *(f"[{CHOICES[name]}]" for name in kind.may)]
        console.print(escape(f"  {' '.join([*options, '[--school] [--as-of] --out FILE'])}"), style="dim")


_QUARTILES = ("benchmark_low", "benchmark_median", "benchmark_high")


def print_measured(found: metrics.Measured) -> None:
    """A metric's rows with numerator and denominator, its definition above."""
    console = wide()
    metric = found.question.metric
    console.print(escape(metric.text("title")), style="bold")
    console.print(escape(metric.text("definition")))
    if not found.checkable:
        console.print(escape(_("not checkable: {what}").format(what=", ".join(found.missing_evidence))))
        return
    rows = metrics.beside(found)
    columns = [name for name in rows.column_names if not name.startswith("benchmark_")]
    table = Table(*columns, box=box.SIMPLE, pad_edge=False, padding=(0, 1, 0, 0))
    if found.benchmark is not None:
        table.add_column(_("country: quartiles (schools)"))
    for row in rows.to_pylist():
        cells = [_cell(name, row[name], metric.unit) for name in columns]
        if row.get("benchmark_schools"):
            low, median, high = (_cell(name, row[name], metric.unit) for name in _QUARTILES)
            cells.append(
                f"{low} · {median} · {high} ({_cell('benchmark_schools', row['benchmark_schools'], metric.unit)})"
            )
        table.add_row(*cells)
    console.print(table)


def _cell(name: str, value: object, unit: str) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return _percent(value) if unit == "share" else str(format_decimal(value, "#,##0.##", locale=i18n.language()))
    return escape(number(value) if isinstance(value, int) and name != "grade_level" else str(value))


def _sources(school: SchoolStatus) -> str:
    tables_of_its_own = _("tables of its own")
    return ", ".join(
        f"{title(sheet) if sheet else tables_of_its_own} ({number(count)})" for sheet, count in school.sources.items()
    )


def print_status(data: Path, file: Path, schools: list[SchoolStatus]) -> None:
    """What is imported, which evidence is present, and what cannot be checked."""
    console = Console()
    console.print(escape(_("Data directory: {folder}").format(folder=data)))
    console.print(escape(_("Warehouse: {file}").format(file=file.name)))
    for school in schools:
        console.print()
        heading = " · ".join(filter(None, (f"{school.name} ({school.school})", school.policy)))
        console.print(escape(heading), style="bold")
        console.print(
            _("imported {at:%Y-%m-%d %H:%M}, judged as of {as_of:%Y-%m-%d %H:%M}").format(
                at=school.imported_at, as_of=school.as_of
            )
        )
        if school.sources:
            console.print(escape(_("from: {files}").format(files=_sources(school))))
        rejected = school.rejects
        console.print(
            ngettext("{n} row was set aside at import", "{n} rows were set aside at import", rejected).format(
                n=rejected
            )
        )
        present = Table(_("Table"), _("Rows"), _("Columns without any value"))
        for name, table in tables().items():
            rows = school.rows.get(name)
            if rows is None and table.is_reported:
                continue  # only a diary's reports have it: no export lacks it
            told = _("not in the export") if rows is None else number(rows)
            present.add_row(
                name,
                _("{rows}, supposed").format(rows=told) if name in school.assumed else told,
                ", ".join(school.empty_columns.get(name, ())),
            )
        console.print(present)
        _print_observed(console, school)
        if not school.policy:
            rules = _(
                "No duty is judged: the school does not name its rules."
                " Fill in schools.policy, or give ediary check --policy."
            )
            console.print(rules)
        if school.unchecked:
            console.print(_("Cannot be checked:"))
        for duty, lacking in school.unchecked.items():
            console.print(escape(f"  {duty}: {', '.join(lacking)}"))


def print_totals(data: Path, file: Path, held: TotalsStatus) -> None:
    """What is imported where totals of many schools are."""
    console = wide()
    console.print(escape(_("Data directory: {folder}").format(folder=data)))
    console.print(escape(_("Warehouse: {file}").format(file=file.name)))
    told = ngettext("Totals of {n} school, no rows", "Totals of {n} schools, no rows", held.schools)
    console.print(escape(told.format(n=number(held.schools))), style="bold")
    console.print(_("imported {at:%Y-%m-%d %H:%M}").format(at=held.imported_at))
    if held.as_of:
        console.print(_("measured as of {as_of:%Y-%m-%d %H:%M}").format(as_of=held.as_of))
    if not held.duties:
        return
    table = Table(
        _("Duty"), _("Schools"), _("Met"), _("Late"), _("Missing"), _("Pending"), _("Excused"), box=box.SIMPLE_HEAD
    )
    for name, counts in held.duties.items():
        table.add_row(name, *map(number, counts))
    console.print(table)


def print_purge(planned: purge.Purged, register: dict[str, tuple[int, dt.date]]) -> None:
    """What a purge removes: rows by table with their days, files, and what of the register is older than which day."""
    console = wide()
    table = Table(box=box.SIMPLE, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(_("Table"))
    table.add_column(_("Rows"), justify="right")
    table.add_column(_("From"))
    table.add_column(_("To"))
    for gone in planned.gone:
        days = (day.isoformat() if day else "" for day in (gone.since, gone.until))
        table.add_row(escape(import_report.title(gone.table)), number(gone.rows), *days)
    for name, (rows, until) in register.items():
        if rows:
            table.add_row(_(_REGISTER[name]), number(rows), "", until.isoformat())
    if table.row_count:
        console.print(table)
    else:
        console.print(_("There are no rows to remove."))
    if planned.files:
        files = ", ".join(planned.files)
        console.print(escape(_("Files of the data directory: {files}").format(files=files)), soft_wrap=True)


_REGISTER = {
    "access_log": N_("Access log"),
    "attempts": N_("Tries to log in"),
    "sessions": N_("Ended sessions"),
    "links": N_("Spent links"),
    "excuses": N_("Excuses"),
    "sign_offs": N_("Sign-offs"),
    "interventions": N_("Interventions and notes"),
    "acts": N_("Acts"),
    "reminders": N_("Reminders"),
}


def _print_observed(console: Console, school: SchoolStatus) -> None:
    """What repeated imports saw: corrections, and entries whose times the export leaves out."""
    if school.corrections is not None:
        _print_corrections(console, school.corrections)
    if school.observed:
        console.print(_("Judged by when imports saw the entry, not by entry times:"))
    for duty, (since, unknown) in school.observed.items():
        seen = _("observed since {day:%Y-%m-%d}, {n} unknown").format(day=since, n=unknown)
        console.print(escape(f"  {duty}: {seen}"))


def _print_corrections(console: Console, found: Corrections) -> None:
    """What the source says otherwise than it did, and no history of changes tells of."""
    console.print(
        ngettext(
            "{n} correction was seen between imports since {day:%Y-%m-%d}",
            "{n} corrections were seen between imports since {day:%Y-%m-%d}",
            found.seen,
        ).format(n=found.seen, day=found.since)
    )
    if found.renewed:
        console.print(
            ngettext(
                "{n} time ids were given anew: what changed then is not known one by one",
                "{n} times ids were given anew: what changed then is not known one by one",
                found.renewed,
            ).format(n=found.renewed)
        )

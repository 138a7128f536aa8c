"""What is imported, on the screen: each school by itself, or the totals of many."""

from pathlib import Path

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ediary_analytics import catalogue, contract, duty_words, i18n
from ediary_analytics.cli.terminal import number, wide
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.import_report import title
from ediary_analytics.status import Corrections, SchoolStatus, TotalsStatus


def show(data: Path, file: Path, schools: list[SchoolStatus]) -> None:
    """Print what is imported, which evidence is present, and what cannot be checked."""
    console = Console()
    _where(console, data, file)
    for school in schools:
        console.print()
        _school(console, school)


def _where(console: Console, data: Path, file: Path) -> None:
    console.print(escape(_("Data directory: {folder}").format(folder=data)))
    console.print(escape(_("Warehouse: {file}").format(file=file.name)))


def _school(console: Console, school: SchoolStatus) -> None:
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
            n=number(rejected)
        )
    )
    console.print(_present(school))
    _observed(console, school)
    if not school.policy:
        rules = _(
            "No duty is judged: the school does not name its rules."
            " Write them into the column policy of schools.csv, or give ediary check --policy."
        )
        console.print(rules)
    if school.unchecked:
        console.print(_("Cannot be checked:"))
    for duty, lacking in school.unchecked.items():
        console.print(escape(f"  {_duty(duty)}: {'; '.join(map(duty_words.lacking, lacking))}"))


def _sources(school: SchoolStatus) -> str:
    tables_of_its_own = _("tables of its own")
    return ", ".join(
        f"{title(sheet) if sheet else tables_of_its_own} ({number(count)})" for sheet, count in school.sources.items()
    )


def _present(school: SchoolStatus) -> Table:
    """The tables of the contract with their rows, and which of their columns tell nothing."""
    present = Table(_("Table"), _("Rows"), _("Columns without any value"))
    for name, table in contract.tables().items():
        rows = school.rows.get(name)
        if rows is None and table.is_reported:
            continue  # only a diary's reports have it: no export lacks it
        told = _("not in the export") if rows is None else number(rows)
        present.add_row(
            title(name),
            _("{rows}, supposed").format(rows=told) if name in school.assumed else told,
            ", ".join(_column(table, column) for column in school.empty_columns.get(name, ())),
        )
    return present


def _column(table: contract.Table, name: str) -> str:
    return table.column(name).aliases[0] if i18n.language() == "lt" else name.replace("_", " ")


def _duty(name: str) -> str:
    return catalogue.obligations()[name].title


def _observed(console: Console, school: SchoolStatus) -> None:
    """What repeated imports saw: corrections, and entries whose times the export leaves out."""
    if school.corrections is not None:
        _corrections(console, school.corrections)
    if school.observed:
        console.print(_("Judged by when imports saw the entry, not by entry times:"))
    for duty, (since, unknown) in school.observed.items():
        seen = _("observed since {day:%Y-%m-%d}, {n} unknown").format(day=since, n=number(unknown))
        console.print(escape(f"  {_duty(duty)}: {seen}"))


def _corrections(console: Console, found: Corrections) -> None:
    """What the source says otherwise than it did, and no history of changes tells of."""
    console.print(
        ngettext(
            "{n} correction was seen between imports since {day:%Y-%m-%d}",
            "{n} corrections were seen between imports since {day:%Y-%m-%d}",
            found.seen,
        ).format(n=number(found.seen), day=found.since)
    )
    if found.renewed:
        console.print(
            ngettext(
                "{n} time ids were given anew: what changed then is not known one by one",
                "{n} times ids were given anew: what changed then is not known one by one",
                found.renewed,
            ).format(n=number(found.renewed))
        )


def show_totals(data: Path, file: Path, held: TotalsStatus) -> None:
    """Print what is imported where totals of many schools are."""
    console = wide()
    _where(console, data, file)
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
        table.add_row(_duty(name), *map(number, counts))
    console.print(table)

"""The report of an import on the screen."""

from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ediary_analytics.cli.check_screen import show_integrity
from ediary_analytics.cli.terminal import number, plain_table, wide
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.import_report import title, unchanged

if TYPE_CHECKING:
    from ediary_analytics.lake.totals import Published


def show(report: dict[str, Any]) -> None:
    """Print what :func:`ediary_analytics.import_report.as_json` tells."""
    console = wide()
    if report["files"] or not report["unchanged"]:
        _read(console, report)
    for told in unchanged(report):
        console.print(escape(told))
    if report["stays"]:
        console.print(_("Nothing changed: what was published before stays as it is."), style="bold")
    for name, kept in report["kept"].items():
        if kept:
            told = _(
                "the export covers a part; what else was there stays ({what}). To forget it, import with --replace."
            )
            what = ", ".join(f"{title(table)} {number(rows)}" for table, rows in kept.items())
            console.print(escape(f"{name}: {told.format(what=what)}"))
    for school in report["not_judged"]:
        console.print(escape(f"{school['school']}: {school['message']}"))
    for judged in report["judged"]:
        met = _("{met} of {looked} duties met, nothing was due in {quiet}, {unknown} not checkable").format(
            met=judged["met"],
            looked=judged["met"] + judged["not_met"],
            quiet=judged["nothing_due"],
            unknown=judged["not_checkable"],
        )
        console.print(escape(f"{', '.join(judged['schools'])} · {judged['policy']}: {met}"))
    if report["integrity"]:
        show_integrity(console, report["integrity"])
    if report["dry_run"]:
        console.print(_("This was a trial: nothing was published, the last import stays as it is."), style="bold")


def _read(console: Console, report: dict[str, Any]) -> None:
    """What was read, file by file, and what did not fit."""
    console.print(_files(report))
    for told in (*report["faults"], *report["warnings"]):
        console.print(escape(told["message"]))
    totals = report["totals"]
    loaded, rejected = totals["rows_loaded"], totals["rows_rejected"]
    rows = ngettext("{n} row loaded", "{n} rows loaded", loaded).format(n=number(loaded))
    aside = ngettext("{n} set aside", "{n} set aside", rejected).format(n=number(rejected))
    schools = ", ".join(report["schools"]) or _("no school")
    console.print(escape(f"{schools}: {rows}, {aside}."), style="bold")
    _rejects(console, report)


def _files(report: dict[str, Any]) -> Table:
    table = plain_table()
    table.add_column(_("File"), overflow="fold")
    table.add_column(_("Recognised as"))
    for name in (_("Rows"), _("Loaded"), _("Set aside")):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column(_("Columns left out"), overflow="fold")
    for file in report["files"]:
        # a vendor's sheet is counted in the tables that it became
        is_sheet = "." in file["table"]
        counts = ("" if is_sheet else number(file[key]) for key in ("rows_read", "rows_loaded", "rows_rejected"))
        table.add_row(
            escape(file["file"]),
            escape(file["table_title"]),
            *counts,
            escape(", ".join(file["dropped_columns"])),
        )
    return table


def _rejects(console: Console, report: dict[str, Any]) -> None:
    if report["rejects_file"]:
        told = _("The rows that were set aside, to repair and import again: {file}").format(file=report["rejects_file"])
        console.print(escape(told), soft_wrap=True)
    elif report["totals"]["rows_rejected"]:
        console.print(_("To have the rows that were set aside in a file, add --rejects FILE.xlsx"))


def show_totals(found: "Published") -> None:
    """Print what was published of a folder of many schools."""
    console = wide()
    count = len(found.schools)
    told = ngettext("Published: totals of {n} school, no rows", "Published: totals of {n} schools, no rows", count)
    console.print(escape(told.format(n=number(count))), style="bold")
    if found.months:
        console.print(_("months {first} to {last}").format(first=found.months[0], last=found.months[-1]))
    console.print(_("measured as of {as_of:%Y-%m-%d %H:%M}").format(as_of=found.as_of))
    console.print(escape(_("Warehouse: {file}").format(file=found.file.name)))


def totals_as_json(found: "Published") -> dict[str, Any]:
    """The same for programs."""
    return {
        "totals": True,
        "schools": list(found.schools),
        "months": list(found.months),
        "as_of": found.as_of.isoformat(),
        "published": found.file.name,
        "faults": [str(fault) for fault in found.faults],
    }

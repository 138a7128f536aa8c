"""What the page of imports says: sentences over what is imported, and over a report of an import."""

from collections.abc import Sequence
from typing import Any

from ediary_analytics.i18n import _, ngettext
from ediary_analytics.web import formats
from ediary_analytics.web.components import Tile

#: A row of sql/questions/imported.sql.
Imported = dict[str, Any]


def answer(imported: Sequence[Imported]) -> str:
    """When something was imported last."""
    if not imported:
        return _("Nothing has been imported yet")
    newest = max(school["imported_at"] for school in imported)
    return _("Last imported on {moment}").format(moment=formats.moment(newest))


def under(imported: Sequence[Imported]) -> list[str]:
    """Of how much."""
    if not imported:
        return [_("Upload an export of the diary below: it is checked first, and published when you say so.")]
    rows = sum(school["rows_read"] for school in imported)
    schools = ngettext("{n} school", "{n} schools", len(imported)).format(n=formats.number(len(imported)))
    return [schools, ngettext("{n} row", "{n} rows", rows).format(n=formats.number(rows))]


def in_demonstration() -> tuple[str, list[str]]:
    """Why nothing can be imported into a demonstration."""
    return _("The demonstration's data cannot be replaced"), [
        _("Two made-up schools are shown here; real data never comes beside them, so that nobody mistakes them."),
        _("To look at your own school, start the program with: ediary app. It prints a link for the administrator;")
        + " "
        + _("there this page takes the diary's export."),
    ]


def finding(report: dict[str, Any]) -> str:
    """What came of a check or an import."""
    if report["stays"]:
        return _("Nothing changed")
    rejected = report["totals"]["rows_rejected"]
    aside = ngettext("{n} row does not fit", "{n} rows do not fit", rejected).format(n=formats.number(rejected))
    if report["dry_run"]:
        return _("Checked: {aside}").format(aside=aside) if rejected else _("Checked: every row fits")
    return _("Imported; {aside}").format(aside=aside) if rejected else _("Imported, every row")


def lead(report: dict[str, Any]) -> str:
    """What follows from it."""
    if report["stays"]:
        return _("The files are those that were imported before, and what was published stays as it is.")
    if report["dry_run"]:
        return _("Nothing has been published yet. Rows that do not fit are left out, all others come in.")
    return _("The pages show the new data from now on.")


def tiles(report: dict[str, Any]) -> list[Tile]:
    """Files, rows, rows that do not fit, and the duties as they would be judged."""
    totals = report["totals"]
    read = ngettext("of {n} row", "of {n} rows", totals["rows_read"]).format(n=formats.number(totals["rows_read"]))
    met = sum(judged["met"] for judged in report["judged"])
    looked = met + sum(judged["not_met"] for judged in report["judged"])
    unknown = sum(judged["not_checkable"] for judged in report["judged"])
    rejected = totals["rows_rejected"]
    found = [
        Tile(_("Rows that fit"), formats.number(totals["rows_loaded"]), read),
        Tile(_("Rows set aside"), formats.number(rejected), read, state="missing" if rejected else "met"),
        Tile(_("Files"), formats.number(totals["files"]), ", ".join(report["schools"])),
    ]
    if report["judged"]:
        of = ngettext("of {n} that was due", "of {n} that were due", looked).format(n=looked)
        than = ngettext("{n} not checkable", "{n} not checkable", unknown).format(n=unknown) if unknown else ""
        found.append(Tile(_("Duties met"), formats.number(met), of, than))
    return found


def where_from() -> tuple[str, list[str]]:
    """How to get an export from the diary."""
    return _("Where the diary hides its export"), [
        _("Mano dienynas: Reports → “Mokinių pasiekimų ir lankomumo suvestinė”, class by class, saved as Excel;")
        + " "
        + _("for the days also “Ataskaita pagal grupę”."),
        _("Another diary: ask its provider for the tables of the export contract;")
        + " "
        + _("the most needed are lessons, timetable, attendance, grades, classes, staff and pupils."),
        _("Files may be CSV, Excel or Parquet, alone or in one ZIP. Leave personal codes and health details out:")
        + " "
        + _("such columns are never read in."),
    ]


def definitions() -> list[tuple[str, str]]:
    """What the words mean."""
    return [
        (_("Check"), _("everything is read, checked and judged as on import, but nothing changes")),
        (
            _("Set aside"),
            _("a row with a value that does not fit; it waits in a file to be repaired and imported again"),
        ),
        (_("Import"), _("the new data is published at once as a whole; after any fault the last import stays")),
    ]

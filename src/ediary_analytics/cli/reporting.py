"""``ediary report``: a report as PDF or XLSX; without a name the list."""

from pathlib import Path

import click

from ediary_analytics.cli import asking, options, words
from ediary_analytics.errors import CallError
from ediary_analytics.i18n import N_, _


@click.command(
    cls=words.Command,
    help=N_("Make a report as PDF or XLSX, by the file's suffix. Without NAME: the list, with what each needs."),
)
@click.argument("name", required=False)
@click.argument("path", required=False, type=options.PATH)
@click.option("--out", type=options.PATH, metavar="FILE", help=N_("The file to write: .pdf or .xlsx."))
@click.option("--month", metavar="YYYY-MM", help=N_("The month (else the last full one)."))
@click.option("--term", metavar="ID", help=N_("The term by its term_id (else the last one that is over)."))
@click.option("--class", "school_class", metavar="ID|NAME", help=N_("The class."))
@click.option("--pupil", metavar="ID", help=N_("The pupil by pupil_id."))
@click.option("--person", metavar="ID", help=N_("The member of staff by staff_id."))
@click.option("--everyone", is_flag=True, help=N_("Parents' reports of all pupils, also where parents log in."))
@options.as_of
@options.school
@options.data
def report(
    name: str | None,
    path: Path | None,
    out: Path | None,
    month: str | None,
    term: str | None,
    school_class: str | None,
    pupil: str | None,
    person: str | None,
    as_of: str | None,
    school: str | None,
    data_dir: Path | None,
    *,
    everyone: bool,
) -> None:
    from ediary_analytics import calendar, check
    from ediary_analytics.reports import catalogue, files
    from ediary_analytics.reports.desk import Chosen

    if name is None:
        _show_list()
        return
    kind = catalogue.kind(name)
    if out is None:
        raise CallError("--out", _("no file was named"), _("Name a .pdf or .xlsx file"))
    files.must_be_report(out)
    chosen = Chosen(calendar.month(month) if month else None, term, school_class, pupil, person, everyone)
    at = calendar.moment(as_of) if as_of else None
    with options.progress() as progress, check.source(path, options.folder(data_dir), school, progress, at) as file:
        made = files.of_warehouse(file, kind, chosen, school, at, asking.held(options.folder(data_dir), path))
    files.write(made, out)
    click.echo(_("Written to {folder}").format(folder=out))


def _show_list() -> None:
    """Print every report with what it is for and what is chosen for it: needed, and in brackets what may narrow it."""
    from rich.markup import escape

    from ediary_analytics.cli import terminal
    from ediary_analytics.reports.catalogue import CHOICES, kinds

    console = terminal.wide()
    for kind in kinds().values():
        console.print(escape(f"{kind.name} · {kind.title}"), style="bold")
        console.print(escape(f"  {kind.text('purpose')}"))
        needed = [*(CHOICES[name] for name in kind.asks), *(f"[{CHOICES[name]}]" for name in kind.may)]
        console.print(escape(f"  {' '.join([*needed, '[--school] [--as-of] --out FILE'])}"), style="dim")

"""``ediary demo`` and ``ediary import``: export files into the data directory, and the report of it."""

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from ediary_analytics.cli import lakes, options, words
from ediary_analytics.cli.serving import serve_dashboard
from ediary_analytics.errors import CallError
from ediary_analytics.i18n import N_, _
from ediary_analytics.paths import shipped

if TYPE_CHECKING:
    from ediary_analytics.refresh import Refreshed

# the sample's last day: judged by any other moment, the demonstration would change with the calendar
_DEMO_AS_OF = dt.datetime(2026, 11, 30, 23, 59, 59)  # noqa: DTZ001  (the school's wall clock)


@click.command(
    cls=words.Command,
    help=N_("Import two fictional schools, judge them, print the summary, serve the dashboard."),
)
@options.data
@click.option("--serve/--no-serve", default=True, help=N_("Serve the dashboard afterwards."))
@click.option("--port", type=click.IntRange(1, 65535), help=N_("Port of the dashboard (else a free one)."))
def demo(data_dir: Path | None, *, serve: bool, port: int | None) -> None:
    from ediary_analytics.cli import check_screen

    into = options.folder(data_dir) / "demo"
    into.mkdir(parents=True, exist_ok=True)
    (into / "demo").touch()  # the dashboard lets anybody look only at data that is marked so
    found = _import([shipped("sample_data")], into, None, _DEMO_AS_OF, replace=True).found
    if found is not None:
        check_screen.show(found)
    if serve:
        serve_dashboard(into, port, demo=True)


@click.command(
    cls=words.Command,
    name="import",
    help=N_(
        "Import an export: folders, zips or files. On any fault the last good import stays."
        " An export of a part, such as a month or a class, is added to what is there; a whole one replaces it."
        " Of a folder of many schools totals are published, and no rows."
    ),
)
@click.argument("paths", nargs=-1, required=True, type=options.PATH)
@click.option(
    "--into", "--data-dir", "into", type=options.PATH, envvar="EDIARY_DATA_DIR", help=N_("Where imported data is kept.")
)
@options.school
@options.as_of
@click.option("--dry-run", is_flag=True, help=N_("Read, check and report everything, but publish nothing."))
@click.option(
    "--rejects",
    type=options.PATH,
    metavar="FILE",
    help=N_(
        "Where to write rows that do not fit, to repair (.xlsx, .zip; .csv: a folder; else in the data directory)."
    ),
)
@options.cluster
@click.option("--replace", is_flag=True, help=N_("Forget what was there, even where the export has less."))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help=N_("What is printed."))
def import_(
    paths: tuple[Path, ...],
    into: Path | None,
    school: str | None,
    as_of: str | None,
    rejects: Path | None,
    cluster: str | None,
    form: str,
    *,
    dry_run: bool,
    replace: bool,
) -> None:
    from ediary_analytics import import_report
    from ediary_analytics.calendar import moment
    from ediary_analytics.cli import import_screen
    from ediary_analytics.reports.rejects import must_fit

    target = options.folder(into)
    if (target / "demo").exists():
        raise CallError(target, _("this folder is for the demonstration"), _("Import into another --into folder"))
    if rejects is not None:
        must_fit(rejects)
    at = moment(as_of) if as_of else None
    if lakes.is_meant(paths[0] if len(paths) == 1 else None, cluster):
        lakes.must_fit(school=school, dry_run=dry_run, rejects=rejects, replace=replace)
        _import_lake(paths[0], target, cluster, at, form)
    refreshed = _import(
        list(paths), target, school, at, publish=not dry_run, replace=replace, rejects=rejects is not None
    )
    written = import_report.keep_rejects(refreshed.report, rejects, None if dry_run else target)
    report = import_report.as_json(refreshed, written)
    if form == "json":
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        import_screen.show(report)


def _import_lake(path: Path, into: Path, cluster: str | None, at: dt.datetime | None, form: str) -> NoReturn:
    from ediary_analytics import lake
    from ediary_analytics.cli import import_screen

    with lakes.waiting(cluster) as (pool, progress):
        found = lake.publish(path, into, as_of=at, pool=pool, progress=progress)
    if form == "json":
        click.echo(json.dumps(import_screen.totals_as_json(found), ensure_ascii=False, indent=2))
    else:
        import_screen.show_totals(found)
    lakes.tell(found.faults)
    sys.exit(2 if found.faults else 0)


def _import(
    paths: list[Path],
    into: Path,
    school: str | None,
    as_of: dt.datetime | None,
    *,
    publish: bool = True,
    replace: bool = False,
    rejects: bool = False,
) -> "Refreshed":
    from ediary_analytics.refresh import refresh
    from ediary_analytics.register import standing

    held = standing.of_data(into)
    with options.progress() as progress:
        return refresh(
            paths,
            into,
            school=school,
            as_of=as_of,
            progress=progress,
            publish=publish,
            replace=replace,
            rejects=rejects,
            held=held,
        )

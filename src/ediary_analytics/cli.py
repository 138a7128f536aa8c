"""``ediary``: the commands, thin. Heavy imports are made where they are used, so that ``--help`` answers at once."""

import datetime as dt
import json
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from ediary_analytics import __version__, i18n
from ediary_analytics.errors import CallError, EdiaryError
from ediary_analytics.i18n import _
from ediary_analytics.paths import data_dir, shipped

if TYPE_CHECKING:
    from ediary_analytics.docket import Report
    from ediary_analytics.refresh import Progress, Refreshed

# the sample's last day: judged by any other moment, the demonstration would change with the calendar
_DEMO_AS_OF = dt.datetime(2026, 11, 30, 23, 59, 59)  # noqa: DTZ001  (the school's wall clock)
_Command = TypeVar("_Command", bound=Callable[..., Any])
_PATH = click.Path(path_type=Path)


def _data_option(command: _Command) -> _Command:
    return click.option(
        "--data-dir",
        type=_PATH,
        envvar="EDIARY_DATA_DIR",
        help="Where imported data is kept (else the platform's place).",
    )(command)


def _as_of_option(command: _Command) -> _Command:
    return click.option(
        "--as-of", metavar="DATE[THH:MM]", help="Judge as of the end of this day, or this moment (else the import's)."
    )(command)


def _school_option(command: _Command) -> _Command:
    return click.option(
        "--school", metavar="ID", help="Only this school; at import, the id of an export that has none."
    )(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ediary")
@click.option("--lang", type=click.Choice(i18n.LANGUAGES), envvar="EDIARY_LANG", default="lt", help="Language.")
def cli(lang: str) -> None:
    """Is the school's e-diary filled? Import its export, judge every duty, look at the month."""
    i18n.use(lang)


@cli.command()
@_data_option
@click.option("--serve/--no-serve", default=True, help="Serve the dashboard afterwards.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port of the dashboard (else a free one).")
def demo(data_dir: Path | None, *, serve: bool, port: int | None) -> None:
    """Import two fictional schools, judge them, print the summary, serve the dashboard."""
    into = _data(data_dir) / "demo"
    into.mkdir(parents=True, exist_ok=True)
    (into / "demo").touch()  # the dashboard lets anybody look only at data that is marked so
    _print_report(_import([shipped("sample_data")], into, None, _DEMO_AS_OF).found)
    if serve:
        _serve(into, port, demo=True)


@cli.command(name="import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=False, path_type=Path))
@click.option("--into", "--data-dir", "into", type=_PATH, envvar="EDIARY_DATA_DIR", help="Where imported data is kept.")
@_school_option
@_as_of_option
def import_(paths: tuple[Path, ...], into: Path | None, school: str | None, as_of: str | None) -> None:
    """Import an export: folders, zips or files. On any fault the last good import stays."""
    from ediary_analytics.calendar import moment

    target = _data(into)
    if (target / "demo").exists():
        raise CallError(target, _("this folder is for the demonstration"), _("Import into another --into folder"))
    refreshed = _import(list(paths), target, school, moment(as_of) if as_of else None)
    _print_import(refreshed)


@cli.command()
@click.argument("path", required=False, type=_PATH)
@click.option("--policy", metavar="NAME|FILE", help="The rules to judge by (else each school's own).")
@_as_of_option
@click.option("--month", metavar="YYYY-MM", help="Only duties whose day falls in this month.")
@_school_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="What is printed.")
@click.option(
    "--breaches", type=_PATH, metavar="FILE", help="Write every late or missing duty (.csv, .xlsx, .parquet)."
)
@click.option(
    "--faults", type=_PATH, metavar="FILE", help="Write every faulty row of the data (.csv, .xlsx, .parquet)."
)
@click.option("--what-if", metavar="DUTY.SETTING=VALUE", help="Judge that duty under this setting too.")
@click.option("--history", is_flag=True, help="Also tell the trend over all imports, and what was repaired.")
@click.option("--docs/--no-docs", default=False, help="Also build Great Expectations' Data Docs in the data directory.")
@_data_option
def check(
    path: Path | None,
    policy: str | None,
    as_of: str | None,
    month: str | None,
    school: str | None,
    form: str,
    breaches: Path | None,
    faults: Path | None,
    what_if: str | None,
    *,
    history: bool,
    docs: bool,
    data_dir: Path | None,
) -> None:
    """Judge an export folder, a warehouse or the last import. Exit 0: all met, 1: some not met, 2: wrong input."""
    from ediary_analytics import calendar, check, warehouse

    for rows in filter(None, (breaches, faults)):
        check.must_be_table(rows)
    at = calendar.moment(as_of) if as_of else None
    in_month = calendar.month(month) if month else ""
    data = _data(data_dir)
    with _progress() as progress, check.source(path, data, school, progress) as file:
        con = warehouse.open_file(file)
        report = check.run(
            con,
            check.choose(con, policy, at, school),
            month=in_month,
            what_if=what_if,
            past=history,
            store=data / "validations" if path is None else None,
            docs=data / "docs" if docs else None,
        )
        if breaches is not None:
            check.write_breaches(con, breaches)
        if faults is not None:
            check.write_faults(con, report, faults)
        con.close()
    if form == "json":
        click.echo(json.dumps(check.as_json(report), ensure_ascii=False, indent=2))
    else:
        _print_report(report)
        if docs:
            click.echo(_("Data Docs: {file}").format(file=data / "docs" / "index.html"))
    sys.exit(0 if report.all_passed else 1)


@cli.command()
@click.argument("name", required=False)
@click.argument("path", required=False, type=_PATH)
@click.option("--by", metavar="KEY,…", help="Group by class, grade, pupil, subject, group, teacher, kind, obligation.")
@click.option("--period", metavar="total|month|week|term", help="(else the metric's own)")
@click.option("--from", "since", metavar="DATE", help="First day (else of the school year).")
@click.option("--to", "until", metavar="DATE", help="Last day (else that of --as-of).")
@_as_of_option
@_school_option
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="What is printed.")
@_data_option
def metric(
    name: str | None,
    path: Path | None,
    by: str | None,
    period: str | None,
    since: str | None,
    until: str | None,
    as_of: str | None,
    school: str | None,
    form: str,
    data_dir: Path | None,
) -> None:
    """Measure: attendance, progress, risk, logins, filling. Without NAME: the list, with definitions."""
    from ediary_analytics import calendar, check, metrics, terminal, warehouse

    if name is None:
        terminal.print_metrics()
        return
    first = calendar.moment(since, "--from").date() if since else None
    last = calendar.moment(until, "--to").date() if until else None
    keys = None if by is None else tuple(filter(None, by.split(",")))
    at = calendar.moment(as_of) if as_of else None
    with _progress() as progress, check.source(path, _data(data_dir), school, progress) as file:
        con = warehouse.open_file(file)
        newest = metrics.open_for(con, school)
        asked = metrics.question(name, at or newest, by=keys, period=period, since=first, until=last)
        metrics.judge_for(con, asked, school)
        found = metrics.measure(con, asked)
        con.close()
    if form == "json":
        click.echo(json.dumps(metrics.as_json(found), ensure_ascii=False, indent=2, default=str))
    elif form == "csv":
        from ediary_analytics.reports import table

        sys.stdout.buffer.write(table.as_csv(found.rows))
    else:
        terminal.print_measured(found)


@cli.command()
@click.option("--schools", type=click.IntRange(1), required=True, help="How many schools.")
@click.option("--seed", type=int, required=True, help="The same seed makes the same schools.")
@click.option("--out", type=_PATH, required=True, help="An empty or new folder.")
@click.option("--format", "form", type=click.Choice(["csv", "parquet"]), required=True)
@click.option("--pupils", type=click.IntRange(1), default=600, show_default=True, help="Pupils of each school.")
@click.option("--from", "since", metavar="DATE", default="2026-09-01", show_default=True)
@click.option("--to", "until", metavar="DATE", default="2027-06-16", show_default=True)
@click.option("--policy", metavar="NAME", help="Rules of all schools (else they alternate).")
def sample(
    schools: int,
    seed: int,
    out: Path,
    form: Literal["csv", "parquet"],
    pupils: int,
    since: str,
    until: str,
    policy: str | None,
) -> None:
    """Make exports of believable fictional schools."""
    from ediary_analytics import synth
    from ediary_analytics.calendar import moment

    first, last = moment(since, "--from").date(), moment(until, "--to").date()
    if last < first:
        raise CallError("--to", _("{until} is before {since}").format(until=until, since=since), _("Give a later day"))
    if out.is_dir() and any(out.iterdir()):
        raise CallError(out, _("the folder is not empty"), _("Name an empty or a new one"))
    with _progress() as progress:
        synth.write_schools(
            schools, seed, pupils, first, last, out, form, policy, lambda done, total: progress("sample", done, total)
        )
    click.echo(_("Written to {folder}").format(folder=out))


@cli.command()
@_data_option
@click.option("--port", type=click.IntRange(1, 65535), help="Port of the dashboard (else a free one).")
def app(data_dir: Path | None, port: int | None) -> None:
    """Serve the dashboard over the last import, on this computer only."""
    from ediary_analytics import warehouse

    data = _data(data_dir)
    warehouse.current(data)
    _serve(data, port, demo=(data / "demo").exists())


@cli.command()
@_data_option
def status(data_dir: Path | None) -> None:
    """What is imported, which evidence is present, what cannot be checked."""
    from ediary_analytics import status, terminal, warehouse

    data = _data(data_dir)
    file = warehouse.current(data)
    con = warehouse.open_file(file)
    terminal.print_status(data, file, status.schools(con))
    con.close()


def _data(given: Path | None) -> Path:
    return data_dir(given)


def _import(paths: list[Path], into: Path, school: str | None, as_of: dt.datetime | None) -> "Refreshed":
    from ediary_analytics.refresh import refresh

    with _progress() as progress:
        return refresh(paths, into, school=school, as_of=as_of, progress=progress)


def _progress() -> AbstractContextManager["Progress"]:
    from ediary_analytics import terminal

    return terminal.progress()


def _print_import(refreshed: "Refreshed") -> None:
    from ediary_analytics import terminal

    terminal.print_import(refreshed)


def _print_report(report: "Report | None") -> None:
    from ediary_analytics import terminal

    if report is not None:
        terminal.print_report(report)


def _serve(data: Path, port: int | None, *, demo: bool) -> None:
    from ediary_analytics.web import server

    sys.exit(server.serve(data, port, demo=demo))


def main() -> None:
    """Run the command line; a fault of the user's is one sentence on stderr and exit status 2, never a traceback."""
    try:
        cli(standalone_mode=True)
    except EdiaryError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except Exception as error:  # noqa: BLE001  (the last line of defence: no traceback reaches a user)
        click.echo(_our_fault(error), err=True)
        sys.exit(2)


def _our_fault(error: Exception) -> str:
    # frames only: the message of an error may hold a pupil's data
    with tempfile.NamedTemporaryFile(
        "w", prefix="ediary-fault-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}")
    return str(
        EdiaryError(
            "ediary",
            _("the program failed and did not finish what was asked"),
            _("Please report it to its developers with the file {file}, which holds no school data").format(
                file=file.name
            ),
        )
    )

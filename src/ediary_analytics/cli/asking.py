"""``ediary check``, ``ediary metric`` and ``ediary status``: what an export or the last import says."""

import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ediary_analytics.cli import lakes, options, words
from ediary_analytics.i18n import N_, _

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from ediary_analytics.entered import Entered
    from ediary_analytics.errors import EdiaryError
    from ediary_analytics.metrics import Measured, Question


@click.command(
    cls=words.Command,
    help=N_(
        "Judge an export folder, a warehouse or the last import. Exit 0: all met, 1: some not met, 2: wrong input."
    ),
)
@click.argument("path", required=False, type=options.PATH)
@click.option("--policy", metavar="NAME|FILE", help=N_("The rules to judge by (else each school's own)."))
@options.as_of
@click.option("--month", metavar="YYYY-MM", help=N_("Only duties whose day falls in this month."))
@options.school
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help=N_("What is printed."))
@click.option(
    "--breaches",
    type=options.PATH,
    metavar="FILE",
    help=N_("Write every late or missing duty (.csv, .xlsx, .parquet)."),
)
@click.option(
    "--faults",
    type=options.PATH,
    metavar="FILE",
    help=N_("Write every faulty row of the data (.csv, .xlsx, .parquet)."),
)
@click.option("--what-if", metavar="DUTY.SETTING=VALUE", help=N_("Judge that duty under this setting too."))
@click.option("--history", is_flag=True, help=N_("Also tell the trend over all imports, and what was repaired."))
@click.option(
    "--docs/--no-docs", default=False, help=N_("Also build Great Expectations' Data Docs in the data directory.")
)
@options.cluster
@options.data
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
    cluster: str | None,
    data_dir: Path | None,
) -> None:
    from ediary_analytics import calendar, check, check_report, warehouse
    from ediary_analytics.cli import check_screen

    for rows in filter(None, (breaches, faults)):
        check_report.must_be_table(rows)
    at = calendar.moment(as_of) if as_of else None
    in_month = calendar.month(month) if month else ""
    data = options.folder(data_dir)
    path, school, lake = lakes.meant(path, cluster, school)
    if lake is not None:
        lakes.must_fit(history=history)
        order = {"rules": policy, "as_of": at, "imported": at is not None, "month": in_month, "what_if": what_if}
        _check_lake(lake, data, cluster, form, order, {"breaches": breaches, "faults": faults}, docs=docs)
    with options.progress() as progress, check.source(path, data, school, progress, at) as file:
        con = warehouse.open_file(file)
        report = check.run(
            con,
            check.choose(con, policy, at, school),
            month=in_month,
            what_if=what_if,
            rows=breaches is not None,
            past=history,
            store=data / "validations" if path is None else None,
            docs=data / "docs" if docs else None,
            held=held(data, path),
        )
        if breaches is not None:
            check_report.write_breaches(con, breaches)
        if faults is not None:
            check_report.write_faults(con, report, faults)
        con.close()
    if form == "json":
        click.echo(json.dumps(check_report.as_json(report), ensure_ascii=False, indent=2))
    else:
        check_screen.show(report)
        if docs:
            click.echo(_("Data Docs: {file}").format(file=data / "docs" / "index.html"))
    sys.exit(0 if report.all_passed else 1)


def _check_lake(
    path: Path,
    data: Path,
    cluster: str | None,
    form: str,
    asked: dict[str, Any],
    files: dict[str, Path | None],
    *,
    docs: bool,
) -> None:
    from ediary_analytics import check, check_report, lake
    from ediary_analytics.cli import check_screen
    from ediary_analytics.lake.order import Order
    from ediary_analytics.reports import table

    order = Order(**asked, rows=tuple(name for name, file in files.items() if file))
    with lakes.waiting(cluster) as (pool, progress):
        found = lake.check(path, order, pool=pool, data=data, progress=progress)
    report = check.validate(found.looked, month=order.month, docs=data / "docs" if docs else None)
    for name, file in files.items():
        if file is not None:
            table.write(found.rows[name], file)
    if form == "json":
        click.echo(json.dumps(check_report.as_json(report), ensure_ascii=False, indent=2))
    else:
        check_screen.show(report)
    lakes.tell(found.faults)
    sys.exit(2 if found.faults else 0 if report.all_passed else 1)


def held(data: Path, path: Path | None) -> "Entered":
    """What the register holds, for whoever asks about the last import; elsewhere there is none to hold it."""
    from ediary_analytics.entered import NOTHING
    from ediary_analytics.register import standing, store

    return NOTHING if path is not None or store.existing(data) is None else standing.of_data(data)


@click.command(
    cls=words.Command,
    help=N_("Measure: attendance, progress, risk, logins, filling. Without NAME: the list, with definitions."),
)
@click.argument("name", required=False)
@click.argument("path", required=False, type=options.PATH)
@click.option(
    "--by", metavar="KEY,…", help=N_("Group by class, grade, pupil, subject, group, teacher, kind, obligation.")
)
@click.option("--period", metavar="total|month|week|term", help=N_("(else the metric's own)"))
@click.option("--from", "since", metavar="DATE", help=N_("First day (else of the school year)."))
@click.option("--to", "until", metavar="DATE", help=N_("Last day (else that of --as-of)."))
@click.option("--set", "changed", metavar="SETTING=VALUE", multiple=True, help=N_("Measure under this setting."))
@options.as_of
@options.school
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help=N_("What is printed.")
)
@options.cluster
@options.data
def metric(
    name: str | None,
    path: Path | None,
    by: str | None,
    period: str | None,
    since: str | None,
    until: str | None,
    changed: tuple[str, ...],
    as_of: str | None,
    school: str | None,
    form: str,
    cluster: str | None,
    data_dir: Path | None,
) -> None:
    from ediary_analytics import calendar, metric_report, metrics
    from ediary_analytics.cli import metric_screen

    if name is None:
        metric_screen.show_list()
        return
    first = calendar.moment(since, "--from").date() if since else None
    last = calendar.moment(until, "--to").date() if until else None
    keys = None if by is None else tuple(filter(None, by.split(",")))
    at = calendar.moment(as_of) if as_of else None
    settings = metrics.read_settings(changed)
    asked = partial(metrics.question, name, by=keys, period=period, since=first, until=last, settings=settings)
    path, school, lake = lakes.meant(path, cluster, school)
    if lake is not None:
        found, faults = _measure_lake(lake, options.folder(data_dir), cluster, asked, at)
    else:
        found, faults = _measure(path, options.folder(data_dir), school, asked, at), ()
    if form == "json":
        click.echo(json.dumps(metric_report.as_json(found), ensure_ascii=False, indent=2, default=str))
    elif form == "csv":
        from ediary_analytics.reports import table

        sys.stdout.buffer.write(table.as_csv(metric_report.rows(found)))
    else:
        metric_screen.show(found)
    if faults:
        lakes.tell(faults)
        sys.exit(2)


def _measure(
    path: Path | None, data: Path, school: str | None, ask: "Callable[..., Question]", at: "dt.datetime | None"
) -> "Measured":
    from ediary_analytics import check, docket, entered, metrics, warehouse

    with options.progress() as progress, check.source(path, data, school, progress, at) as file:
        con = warehouse.open_file(file)
        stands = held(data, path)
        newest = metrics.open_for(con, school)
        metrics.prepare(con, stands.interventions)
        asked = ask(as_of=at or newest)
        metrics.judge_for(con, asked, school)
        if asked.metric.judged:
            entered.lay_over(con, stands, docket.cases(con, None, asked.as_of, school)[0])
        found = metrics.measure(con, asked)
        con.close()
    return found


def _measure_lake(
    path: Path, data: Path, cluster: str | None, ask: "Callable[..., Question]", at: "dt.datetime | None"
) -> "tuple[Measured, Sequence[EdiaryError]]":
    from ediary_analytics import lake
    from ediary_analytics.lake.order import Order

    if at is not None:
        ask(as_of=at)  # what is asked wrongly is told before anything is read
    with lakes.waiting(cluster) as (pool, progress):
        newest = at or lake.moment(path, pool=pool, data=data, progress=progress)
        return lake.measure(path, ask(as_of=newest), Order(judged=False), pool=pool, data=data, progress=progress)


@click.command(cls=words.Command, help=N_("What is imported, which evidence is present, what cannot be checked."))
@options.data
def status(data_dir: Path | None) -> None:
    from ediary_analytics import status, warehouse
    from ediary_analytics.cli import status_screen

    data = options.folder(data_dir)
    file = warehouse.current(data)
    with warehouse.open_file(file, totals=True) as con:
        if warehouse.holds_totals(con):
            status_screen.show_totals(data, file, status.totals(con))
        else:
            status_screen.show(data, file, status.schools(con))

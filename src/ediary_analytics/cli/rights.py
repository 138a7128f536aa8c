"""``ediary purge``, ``ediary export-person`` and ``ediary export``: what is kept, told, and handed on of people."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from ediary_analytics.cli import options, words
from ediary_analytics.errors import CallError
from ediary_analytics.i18n import N_, _, ngettext

if TYPE_CHECKING:
    import pyarrow as pa

    from ediary_analytics.purge import Purged
    from ediary_analytics.register.store import Register


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _register(data: Path) -> "Register":
    from ediary_analytics.register.store import open_register

    return open_register(data)


@click.command(
    cls=words.Command,
    help=N_(
        "Remove everything older than a day: what the diary said, history, files, and the spent part of the access log."
    ),
)
@click.option("--before", metavar="DATE", required=True, help=N_("The first day that stays."))
@click.option("--dry-run", is_flag=True, help=N_("Only show what would be removed."))
@click.option("--yes", is_flag=True, help=N_("Do not ask."))
@options.data
def purge(before: str, data_dir: Path | None, *, dry_run: bool, yes: bool) -> None:
    from ediary_analytics import purge as purging
    from ediary_analytics.calendar import moment
    from ediary_analytics.cli import purge_screen
    from ediary_analytics.register import log, retention, standing, store

    day = moment(before, "--before").date()
    data = options.folder(data_dir)
    with options.progress() as progress:
        planned = purging.purge(data, day, progress=progress, publish=False)
    since = _now() - dt.timedelta(days=retention.days())
    spent = {}
    if known := store.existing(data):  # a trial makes none
        spent = {name: (rows, since.date()) for name, rows in retention.outdated(known, since).items()}
        spent |= {name: (rows, day) for name, rows in retention.outdated_entries(known, day).items()}
    purge_screen.show(planned, spent)
    if dry_run:
        click.echo(_("This was a trial: nothing was removed."))
        return
    if not yes and not words.confirmed(_("Remove all this for good?")):
        click.echo(_("Nothing was removed."))
        return
    register = _register(data)
    with options.progress() as progress:
        done = purging.purge(data, day, progress=progress, held=standing.read(register))
    retention.clear(register, since, _now())
    retention.clear_entries(register, day, _now())
    with register.writing() as con:
        log.write(con, _now(), "purged", account=None, what=day.isoformat())
    click.echo(_("Removed. What stays begins on {day}.").format(day=day))
    _tell_left(done)


def _tell_left(done: "Purged") -> None:
    if done.left:
        click.echo(
            _("Still read by somebody, and removed by the next purge: {files}").format(files=", ".join(done.left))
        )


@click.command(
    cls=words.Command,
    name="export-person",
    help=N_(
        "Write everything held about one pupil, for the pupil's guardians: a workbook, JSON, and what it all means."
    ),
)
@click.argument("pupil_id")
@options.school
@click.option("--out", type=options.PATH, metavar="FILE.zip|DIR", required=True, help=N_("A new zip or folder."))
@options.data
def export_person(pupil_id: str, school: str | None, out: Path, data_dir: Path | None) -> None:
    from ediary_analytics import metrics, warehouse
    from ediary_analytics.register import about_pupil, log, retention
    from ediary_analytics.rights import person, person_files

    if out.exists():
        raise CallError(out, _("it is there already"), _("Name a new file or folder"))
    data = options.folder(data_dir)
    register = _register(data)
    with warehouse.open_file(warehouse.current(data)) as con:
        as_of = metrics.open_for(con, school)
        sheets = person.collect(
            con,
            pupil_id,
            as_of,
            school,
            lambda whose: _looks(register, pupil_id, whose),
            lambda whose: about_pupil.sheets(register, whose, pupil_id),
        )
    whose = sheets[0].rows["school_id"][0].as_py()
    with register.writing() as lines:  # what cannot be noted does not leave
        log.write(lines, _now(), "person_exported", account=None, school=whose, pupil=pupil_id, pupils=1)
        person_files.write(out, sheets, dt.datetime.now(), retention.days())  # noqa: DTZ005  (the wall clock)
    click.echo(_("Written to {folder}").format(folder=out))


def _looks(register: "Register", pupil_id: str, school: str) -> "pa.Table":
    """The lines of the access log about a pupil, the newest first; moments in UTC."""
    import pyarrow as pa

    from ediary_analytics.register import log

    first = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    found = log.read(register, since=first, until=_now(), pupils=[(school, pupil_id)], limit=10**6)
    fields = {
        "at": pa.timestamp("s"),
        "login": pa.string(),
        "role": pa.string(),
        "event": pa.string(),
        "what": pa.string(),
    }
    rows = [{name: getattr(line, name) for name in fields} for line in found]
    for row in rows:
        row["at"] = row["at"].replace(tzinfo=None, microsecond=0)
    return pa.Table.from_pylist(rows, schema=pa.schema(list(fields.items())))


@click.command(
    cls=words.Command, help=N_("Write the tables of classes for methodical groups, with pseudonyms in place of people.")
)
@click.option("--pseudonymous", is_flag=True, help=N_("Pupils and staff under pseudonyms; there is no other export."))
@click.option("--out", type=options.PATH, metavar="DIR", help=N_("An empty or new folder."))
@options.school
@click.option(
    "--format", "form", type=click.Choice(["csv", "parquet"]), default="csv", help=N_("The format of the tables.")
)
@click.option("--key", type=options.PATH, metavar="FILE", help=N_("Keep the key there, or use the one that is there."))
@click.option("--reveal", type=options.PATH, metavar="FILE.csv", help=N_("With --key: write whose pseudonym is which."))
@options.data
def export(
    out: Path | None,
    school: str | None,
    form: Literal["csv", "parquet"],
    key: Path | None,
    reveal: Path | None,
    data_dir: Path | None,
    *,
    pseudonymous: bool,
) -> None:
    from ediary_analytics import metrics, warehouse
    from ediary_analytics.disclosure import MIN_GROUP
    from ediary_analytics.register import log
    from ediary_analytics.rights import pseudonyms

    if reveal is not None and (key is None or not key.is_file()):
        raise CallError("--key", _("without its key nobody can tell whose pseudonym it is"), _("Name the key's file"))
    if reveal is None and not pseudonymous:
        raise CallError("export", _("people are only exported under pseudonyms"), _("Add --pseudonymous"))
    if reveal is None and out is None:
        raise CallError("--out", _("no folder was named"), _("Name an empty or a new one"))
    data = options.folder(data_dir)
    register = _register(data)
    with warehouse.open_file(warehouse.current(data)) as con:
        metrics.open_for(con, school)
        secret = pseudonyms.key_of(key)
        small: list[str] = []
        with register.writing() as lines:  # what cannot be noted does not leave
            if reveal is not None:
                count = pseudonyms.reveal(con, reveal, secret)
                event, target = "pseudonyms_revealed", reveal
            elif out is not None:
                rows, small = pseudonyms.export(con, out, secret, form)
                count, event, target = rows["pupils"], "pseudonymous_export", out
            log.write(lines, _now(), event, account=None, what=target.name, school=school, pupils=count)
    click.echo(_("Written to {folder}").format(folder=target))
    if small:
        told = ngettext(
            "{n} class was left out, with fewer than {least} pupils: {names}",
            "{n} classes were left out, with fewer than {least} pupils: {names}",
            len(small),
        )
        click.echo(told.format(n=len(small), least=MIN_GROUP, names=", ".join(small)))

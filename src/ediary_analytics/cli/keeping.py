"""``ediary backup`` and ``ediary restore``: a copy of the register, and back from it."""

import datetime as dt
from pathlib import Path

import click

from ediary_analytics.cli import options, words
from ediary_analytics.errors import InputError
from ediary_analytics.i18n import N_, _


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@click.command(
    cls=words.Command,
    help=N_(
        "Write a checked copy of the register (accounts, excuses, sign-offs, notes, access log) into a new file,"
        " while the dashboard runs."
    ),
)
@click.option("--out", type=options.PATH, metavar="FILE", required=True, help=N_("A new file."))
@options.data
def backup(out: Path, data_dir: Path | None) -> None:
    from ediary_analytics.register import backup, store

    data = options.folder(data_dir)
    register = store.existing(data)
    if register is None:
        raise InputError(data, _("there is no register yet"), _("It is made when the dashboard is first opened"))
    backup.backup(register, out, _now())
    click.echo(_("Written to {folder}").format(folder=out))


@click.command(
    cls=words.Command,
    help=N_("Put a copy in the place of the register. What was there is kept beside it."),
)
@click.argument("file", type=options.PATH)
@click.option("--yes", is_flag=True, help=N_("Do not ask."))
@options.data
def restore(file: Path, data_dir: Path | None, *, yes: bool) -> None:
    from ediary_analytics.register import backup

    data = options.folder(data_dir)
    if not yes and not words.confirmed(
        _("Put this copy in the place of the register of {folder}?").format(folder=data)
    ):
        click.echo(_("Nothing was changed."))
        return
    kept = backup.restore(data, file, _now())
    click.echo(_("The register is as it was in the copy. If the dashboard is running, start it anew."))
    if kept:
        click.echo(_("What was there is kept in {file}").format(file=kept))

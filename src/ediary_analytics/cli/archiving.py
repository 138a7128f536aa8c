"""``ediary archive``: the package of a school year, and whether one is as it was written."""

import os
from pathlib import Path

import click

from ediary_analytics.cli import options, words
from ediary_analytics.errors import CallError
from ediary_analytics.i18n import N_, _, ngettext

#: Where the password of the certificate is taken from when it is not asked for.
_PASSWORD = "EDIARY_CERTIFICATE_PASSWORD"  # noqa: S105  (the name of a variable)


@click.command(
    cls=words.Command,
    help=N_("Write the package of a school year for the archive, or verify one: PATH is a warehouse or an export."),
)
@click.argument("path", required=False, type=options.PATH)
@click.option("--out", type=options.PATH, metavar="DIR", help=N_("A new or an empty folder."))
@click.option("--verify", type=options.PATH, metavar="DIR", help=N_("Find what was altered, is missing or was added."))
@click.option(
    "--certificate", type=options.PATH, metavar="FILE", help=N_("Sign the description with this .p12 or .pfx file.")
)
@options.school
@options.data
def archive(
    path: Path | None,
    out: Path | None,
    verify: Path | None,
    certificate: Path | None,
    school: str | None,
    data_dir: Path | None,
) -> None:
    if (out is None) == (verify is None):
        raise CallError("ediary archive", _("it is not said what to do"), _("Give --out DIR or --verify DIR"))
    if verify is not None:
        _verify(verify)
    elif out is not None:
        _write(path, out, certificate, school, options.folder(data_dir))


def _verify(folder: Path) -> None:
    from ediary_analytics.reports.archive import manifest, package, signature

    found = manifest.verify(folder)
    for heading, paths in (
        (_("Altered: {file}"), found.altered),
        (_("Missing: {file}"), found.missing),
        (_("Added: {file}"), found.added),
    ):
        for path in paths:
            click.echo(heading.format(file=path))
    count = ngettext("{count} file is as it was.", "{count} files are as they were.", found.intact)
    click.echo(count.format(count=found.intact))
    if not found.is_whole:
        raise SystemExit(1)
    own = manifest.sum_of(folder / manifest.NAME)
    click.echo(_("The sum of their list, to be compared with the one written down: {sum}").format(sum=own))
    if signed := signature.look(folder / package.DESCRIPTION):
        is_theirs = signed.proof == manifest.sum_but(folder, package.DESCRIPTION)
        if not signed.is_intact:
            text = _("The signature of {name} does not fit the file.")
        elif not is_theirs:
            text = _("The files are not those that {name} signed.")
        else:
            text = _("Signed: {name}.")
        click.echo(text.format(name=signed.name))
        if not (signed.is_intact and is_theirs):
            raise SystemExit(1)


def _write(path: Path | None, out: Path, certificate: Path | None, school: str | None, data: Path) -> None:
    from ediary_analytics import access, check, docket, metrics, warehouse
    from ediary_analytics.register import store
    from ediary_analytics.reports.archive import package, signature

    signer = signature.signer(certificate, _password()) if certificate else None
    with options.progress() as progress, check.source(path, data, school, progress) as file:
        known = {one.school_id: one for one in access.schools_in(file)}
        if school not in known and (school is not None or len(known) != 1):
            raise docket.no_such_school(school, known)
        whose = known[school] if school else next(iter(known.values()))
        with warehouse.open_file(file) as con:
            metrics.open_for(con, whose.school_id)
            register = store.existing(data) if path is None else None
            made = package.write(con, whose, out, register=register, signer=signer, progress=progress)
    click.echo(_("Written to {folder}: {count} files").format(folder=out, count=made.files))
    click.echo(_("The sum of their list, to be written down elsewhere: {sum}").format(sum=made.sum))


def _password() -> str:
    if (known := os.environ.get(_PASSWORD)) is not None:
        return known
    asked: str = click.prompt(_("Password of the certificate"), hide_input=True, default="", show_default=False)
    return asked

"""``ediary sample``: fictional schools to order."""

from pathlib import Path
from typing import Literal

import click

from ediary_analytics.cli import options, words
from ediary_analytics.errors import CallError
from ediary_analytics.i18n import N_, _


@click.command(cls=words.Command, help=N_("Make exports of believable fictional schools."))
@click.option("--schools", type=click.IntRange(1), required=True, help=N_("How many schools."))
@click.option("--seed", type=int, required=True, help=N_("The same seed makes the same schools."))
@click.option("--out", type=options.PATH, required=True, help=N_("An empty or new folder."))
@click.option(
    "--format", "form", type=click.Choice(["csv", "parquet"]), required=True, help=N_("The format of the tables.")
)
@click.option("--pupils", type=click.IntRange(1), default=600, show_default=True, help=N_("Pupils of each school."))
@click.option("--from", "since", metavar="DATE", default="2026-09-01", show_default=True, help=N_("The first day."))
@click.option("--to", "until", metavar="DATE", default="2027-06-16", show_default=True, help=N_("The last day."))
@click.option("--policy", metavar="NAME", help=N_("Rules of all schools (else they alternate)."))
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
    from ediary_analytics import synth
    from ediary_analytics.calendar import YEARS, moment

    first, last = moment(since, "--from").date(), moment(until, "--to").date()
    if first.year not in YEARS:
        wrong = _("the calendar has no {year}").format(year=first.year)
        raise CallError("--from", wrong, _("Give a day from {first} to {last}").format(first=YEARS[0], last=YEARS[-1]))
    if last < first:
        raise CallError("--to", _("{until} is before {since}").format(until=until, since=since), _("Give a later day"))
    if out.is_dir() and any(out.iterdir()):
        raise CallError(out, _("the folder is not empty"), _("Name an empty or a new one"))
    with options.progress() as progress:
        synth.write_schools(
            schools, seed, pupils, first, last, out, form, policy, lambda done, total: progress("sample", done, total)
        )
    click.echo(_("Written to {folder}").format(folder=out))

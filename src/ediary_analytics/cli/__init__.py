"""``ediary``: the commands, thin. Heavy imports are made where they are used, so that ``--help`` answers at once."""

import os
import signal
import sys
import tempfile
import traceback

import click

from ediary_analytics import __version__, i18n, system_faults
from ediary_analytics.cli import (
    archiving,
    asking,
    importing,
    keeping,
    making,
    reminding,
    reporting,
    rights,
    serving,
    users,
    words,
)
from ediary_analytics.errors import EdiaryError
from ediary_analytics.i18n import N_, _


@click.group(
    cls=words.Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=N_("Is the school's e-diary filled? Import its export, judge every duty, look at the month."),
)
@click.version_option(__version__, prog_name="ediary")
@click.option("--lang", type=click.Choice(i18n.LANGUAGES), envvar="EDIARY_LANG", default="lt", help=N_("Language."))
def cli(lang: str) -> None:
    words.speak(lang)


for command in (
    importing.demo,
    importing.import_,
    asking.check,
    asking.metric,
    reporting.report,
    making.sample,
    serving.app,
    asking.status,
    users.user,
    rights.purge,
    rights.export_person,
    rights.export,
    keeping.backup,
    keeping.restore,
    archiving.archive,
    reminding.remind,
    reminding.calendar,
):
    cli.add_command(command)


#: With which status the command was ended from outside, if it was.
_ended: list[int] = []


def _end(number: int, _frame: object) -> None:
    if number == signal.SIGINT:
        _ended.append(1)  # as click says of whoever pressed Ctrl+C
        raise KeyboardInterrupt
    _ended.append(128 + number)
    sys.exit(128 + number)


def main() -> None:
    """Run the command line; a fault of the user's is one sentence on stderr and exit status 2, never a traceback."""
    # ended from outside (a shutdown, a timeout), a command takes away what it put aside, as when it ends by itself
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, _end)
    words.write_all()
    words.speak(os.environ.get("EDIARY_LANG", "lt"))  # help is told before options are read
    try:
        cli(standalone_mode=True)
    except EdiaryError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(str(system_faults.refused(error)), err=True)
        sys.exit(2)
    except Exception as error:  # noqa: BLE001  (the last line of defence: no traceback reaches a user)
        if _ended:  # a query that runs just then makes an error of its own of it
            sys.exit(_ended[0])
        # DuckDB and SQLite tell of a full disk by errors of their own
        told = str(system_faults.full(error)) if system_faults.is_full(error) else _our_fault(error)
        click.echo(told, err=True)
        sys.exit(2)


def _our_fault(error: Exception) -> str:
    try:
        file = _frames(error)
    except OSError as refused:
        return str(system_faults.refused(refused))
    return str(
        EdiaryError(
            "ediary",
            _("the program failed and did not finish what was asked"),
            _("Please report it to its developers with the file {file}, which holds no school data").format(file=file),
        )
    )


def _frames(error: Exception) -> str:
    # frames only: the message of an error may hold a pupil's data
    with tempfile.NamedTemporaryFile(
        "w", prefix="ediary-fault-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}")
    return str(file.name)

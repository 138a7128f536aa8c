"""The command line in the user's language: help texts, and what click itself says."""

import gettext
import io
import os
import sys
from pathlib import Path
from typing import Final

import click

from ediary_analytics import i18n
from ediary_analytics.i18n import N_, _, ngettext

#: What click says, so that our catalogue has it; click looks its messages up in the process's text domain.
_OF_CLICK: Final = (
    N_("Aborted!"),
    N_("Options"),
    N_("Commands"),
    N_("Missing command."),
    N_("default: {default}"),
    N_("required"),
    N_("Show the version and exit."),
    N_("Show this message and exit."),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Usage:"),
    N_("Option {name!r} does not take a value."),
    N_("Error: The two entered values do not match."),
    N_("Do you want to continue?"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("{name} {filename!r} does not exist."),
)


def _plurals_of_click(n: int) -> tuple[str, ...]:
    """The same, of what click says by number; called by nobody, it is here to be extracted."""
    return (
        ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", n),
        ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", n),
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", n),
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", n),
    )


def speak(language: str) -> None:
    """Speak a language from here on: our messages by context, click's by the process, which is ours alone."""
    i18n.use(language)
    os.environ["LANGUAGE"] = i18n.language()
    gettext.bindtextdomain("ediary", str(Path(i18n.__file__).parent / "locale"))
    gettext.textdomain("ediary")


def write_all() -> None:
    """Let whatever is printed be written: into files and pipes as UTF-8, on a screen that lacks a letter without it.

    Windows writes into files and pipes by the code page, which may have no Lithuanian letters and no lines of tables.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            is_screen = stream.isatty() or "PYTHONIOENCODING" in os.environ
            stream.reconfigure(encoding=None if is_screen else "utf-8", errors="replace")


def _translate(command: click.Command) -> None:
    """Put a command's own texts into the language in use; English is what the sources have."""
    command.help = command.help and _(command.help)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            parameter.help = parameter.help and _(parameter.help)


#: How an answer may begin in the language in use, beside the English words that anybody may type.
_YES, _NO = {"y", "yes"}, {"n", "no"}


def confirmed(question: str) -> bool:
    """Whether the one who was asked says yes; an empty answer is no.

    :func:`click.confirm` takes y and n only, whatever the language; this asks until it understands, as that does.

    Raises:
        click.Abort: nobody answers.
    """
    yes, no = _("y, yes").split(", "), _("n, no").split(", ")
    answers = dict.fromkeys([*_NO, *no], False) | dict.fromkeys([*_YES, *yes], True)
    choice = f"[{yes[0]}/{no[0].upper()}]"
    while True:
        answer: str = click.prompt(f"{question} {choice}", default="", show_default=False)
        given = answer.strip().casefold()
        if not given:
            return False
        if given in answers:
            return answers[given]
        click.echo(_("Answer {yes} or {no}.").format(yes=yes[0], no=no[0]), err=True)


class Command(click.Command):
    """A command whose help is in the language in use."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its own texts first."""
        _translate(self)
        super().format_help(ctx, formatter)


class Group(click.Group):
    """A group whose help, and that of its commands, is in the language in use."""

    command_class = Command

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its own texts and the short ones of its commands first."""
        for command in (self, *self.commands.values()):
            _translate(command)
        super().format_help(ctx, formatter)

"""What all screens are made of: the progress bar, a console, a plain table, and numbers as the reader writes them."""

from contextlib import contextmanager
from typing import TYPE_CHECKING

from babel.numbers import format_decimal
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from ediary_analytics import formats, i18n
from ediary_analytics.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ediary_analytics import refresh

_STAGES = {
    "last": N_("Comparing with the last import"),
    "core": N_("Building the school's tables"),
    "judge": N_("Judging the duties"),
    "validate": N_("Validating with Great Expectations"),
    "sample": N_("Making schools"),
    "compare": N_("Comparing with what was judged"),
    "parts": N_("Going through the schools"),
}
# columns of output that no terminal limits
_PAPER = 120


@contextmanager
def progress() -> "Iterator[refresh.Progress]":
    """A progress bar on stderr while something takes longer; a line per stage, or per file that is read."""
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=(console := Console(stderr=True)),
        transient=True,
        disable=not console.is_terminal,
    ) as bar:
        task = bar.add_task("", total=None)

        def tell(what: str, done: int, total: int) -> None:
            bar.update(task, description=escape(_(_STAGES.get(what, what))), completed=done, total=total or None)

        yield tell


def wide() -> Console:
    """A console that leaves the last column its place when the output goes to a file or a pipe."""
    console = Console()
    return console if console.is_terminal else Console(width=_PAPER)


def plain_table(*columns: str, title: str | None = None) -> Table:
    """A table without frames, close together."""
    return Table(*columns, title=title, box=box.SIMPLE, pad_edge=False, padding=(0, 1, 0, 0))


def number(n: int) -> str:
    """``1 134``."""
    return str(format_decimal(n, locale=i18n.language()))


def percent(share: float | None) -> str:
    """``96,6 %`` of a share, as pages and reports have it; nothing where there is none."""
    return "" if share is None else formats.per_cent(share)

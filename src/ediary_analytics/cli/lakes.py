"""What commands do with a folder of many schools' exports: school by school, here or on a cluster."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from ediary_analytics.cli import options
from ediary_analytics.errors import CallError, EdiaryError
from ediary_analytics.i18n import _, ngettext

if TYPE_CHECKING:
    from ediary_analytics.cluster import Pool
    from ediary_analytics.lake.through import Progress

#: So many faults are told one by one.
_TOLD = 20


def is_meant(path: Path | None, cluster: str | None) -> bool:
    """Whether a path is to be gone through school by school.

    Raises:
        CallError: a cluster is asked for, and there is no folder to share out.
    """
    from ediary_analytics import lake

    if cluster is not None and path is None:
        raise CallError("--cluster", _("there is nothing to share out"), _("Name a folder of many schools' exports"))
    return cluster is not None or (path is not None and lake.is_lake(path))


class Meant(NamedTuple):
    """One export or warehouse (None: the last import) and the school of it that is asked about, or else a lake."""

    path: Path | None
    school: str | None
    lake: Path | None = None


def meant(path: Path | None, cluster: str | None, school: str | None) -> Meant:
    """What is asked about; of a folder of many schools one is what the folder or zip in it holds that is named so.

    Raises:
        CallError: nothing in it is named so; or see :func:`is_meant`.
        InputError: there is a cluster to share it among, and the path is no folder of exports.
    """
    if not is_meant(path, cluster) or path is None:
        return Meant(path, school)
    if school is None:
        return Meant(None, None, path)
    from ediary_analytics import docket
    from ediary_analytics.lake import parts

    found = {one.path.stem if one.path.is_file() else one.name: one.path for one in parts.find(path)}
    if school in found:
        return Meant(found[school], None)  # its export may name the school otherwise
    raise CallError(
        "--school",
        _("no folder or zip is named '{school}'").format(school=school),
        _("There are {names}").format(names=docket.few(list(found))),
    )


def must_fit(**given: object) -> None:
    """Refuse options that ask about one warehouse.

    Raises:
        CallError: one of them is given.
    """
    for name, value in given.items():
        if value:
            raise CallError(
                f"--{name.replace('_', '-')}",
                _("this is not told of a folder of many schools"),
                _("Name the folder of one school, or import it first"),
            )


@contextmanager
def waiting(cluster: str | None) -> Iterator[tuple["Pool | None", "Progress"]]:
    """Who does the work, and a progress bar."""
    if cluster is None:
        with options.progress() as progress:
            yield None, progress
        return
    from ediary_analytics.cluster import workers

    with workers(cluster) as pool, options.progress() as progress:
        yield pool, progress


def tell(faults: Iterable[EdiaryError]) -> None:
    """What could not be judged or measured, on stderr."""
    listed = list(faults)
    for fault in listed[:_TOLD]:
        click.echo(str(fault), err=True)
    more = len(listed) - _TOLD
    if more > 0:
        click.echo(ngettext("and {n} more fault", "and {n} more faults", more).format(n=more), err=True)

"""Desks over both schools of the demonstration, opened for a deputy director as a page opens them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from ediary_analytics import warehouse
from ediary_analytics.access import Viewer, of_schools, open_for, schools_in
from ediary_analytics.reports import desk, pdf
from ediary_analytics.reports.catalogue import kind
from ediary_analytics.reports.desk import Chosen, Desk
from ediary_analytics.reports.document import Report
from support.reports import CASES


@pytest.fixture(scope="session")
def desks(demo_data: Path) -> Iterator[Callable[..., Desk]]:
    """A desk over a school, for what is chosen."""
    file = warehouse.current(demo_data)
    schools = {one.school_id: one for one in schools_in(file)}
    with ExitStack() as roots:
        open_roots = {
            name: roots.enter_context(open_for(Viewer("", "deputy_director", of_schools([name])), file, name))
            for name in schools
        }
        yield lambda school, chosen=Chosen(): desk.at(open_roots[school].cursor(), schools[school], chosen)  # noqa: B008


@pytest.fixture(scope="session")
def made(desks: Callable[..., Desk]) -> Callable[[str], Report]:
    """A report of CASES; made once."""
    kept: dict[str, Report] = {}

    def make(name: str) -> Report:
        if name not in kept:
            kept[name] = desk.make(kind(name), desks(*CASES[name]))
        return kept[name]

    return make


@pytest.fixture(scope="session")
def written(made: Callable[[str], Report]) -> Callable[[str], bytes]:
    """The PDF of a report of CASES; written once."""
    kept: dict[str, bytes] = {}
    return lambda name: kept.setdefault(name, pdf.write(made(name)))

"""Fingerprints (SHA-256, hexadecimal) of all that decides on the rows of a warehouse: if they agree, so do the rows."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable

from ediary_analytics.docket import Case
from ediary_analytics.entered import Entered
from ediary_analytics.ingest.export import Export

#: What is not in these folders of the package, or a module at its top, shows rows and does not make them; nor does it
#: make the answers of a lake's parts, which are kept by the same fingerprint.
MAKING = ("answers", "catalogue", "contract", "ingest", "lake", "sql")
#: The libraries that read, compute and name the holidays.
_LIBRARIES = ("duckdb", "holidays", "numpy", "pyarrow", "python-calamine", "xlrd")


def _of(parts: Iterator[bytes]) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big") + part)
    return found.hexdigest()


@cache
def program() -> str:
    """Of the program that reads exports, builds the models and judges, with its libraries."""
    return _of(_program())


def _program() -> Iterator[bytes]:
    for library in _LIBRARIES:
        yield f"{library} {metadata.version(library)}".encode()
    package = resources.files(__package__)
    for entry in sorted(package.iterdir(), key=lambda entry: entry.name):
        if entry.name in MAKING or entry.name.endswith(".py"):
            yield from _contents(entry, entry.name)


def _contents(entry: Traversable, name: str) -> Iterator[bytes]:
    if entry.is_file():
        if not name.endswith(".pyc"):
            yield name.encode()
            yield entry.read_bytes()
        return
    for inner in sorted(entry.iterdir(), key=lambda inner: inner.name):
        yield from _contents(inner, f"{name}/{inner.name}")


def rules(case: Case) -> str:
    """Of what the verdicts of a case follow from besides the rows: the duties, their settings by day, the moment."""
    listed = [
        (
            imposed.name,
            imposed.obligation.sql,
            imposed.obligation.needs,
            imposed.obligation.seen_by,
            [(str(one.since), str(one.until), sorted(one.settings.items())) for one in imposed.editions],
        )
        for imposed in case.policy.imposed
    ]
    return _of(repr(part).encode() for part in (case.policy.name, case.as_of, listed))


def held(entered: Entered, school: str) -> str:
    """Of what the register holds of a school."""
    return _of(iter([repr(entered.of({school})).encode()]))


def export(exported: Export) -> str:
    """Of an export: the names of its files within it, and what is in them.

    Raises:
        InputError: a file cannot be read.
    """
    return _of(
        part
        for source in sorted(exported.sources, key=lambda source: source.name)
        for part in (source.name.encode(), hashlib.sha256(source.read()).digest())
    )

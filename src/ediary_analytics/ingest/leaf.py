"""What every reader yields: a sheet that can be had as a table of the contract, or as it stands."""

from collections.abc import Callable
from dataclasses import dataclass

from ediary_analytics.contract import Table
from ediary_analytics.ingest.grid import Grid
from ediary_analytics.ingest.text import TextTable


@dataclass(frozen=True, slots=True)
class Leaf:
    """One sheet of a file; a CSV has one without a name.

    Args:
        name: the sheet's own name, or nothing.
        text: what stands in it under its first line; None if nothing does. Takes the name for messages; may raise
            InputError.
        grid: all of it as it stands; likewise.
        hidden: whether who opens the file does not see it.
        headers: its headers, where they can be told without reading it.
        typed: where they can, ``text`` as a table of the contract: some columns in their types.
    """

    name: str
    text: Callable[[str], TextTable | None]
    grid: Callable[[str], Grid]
    hidden: bool = False
    headers: tuple[str, ...] | None = None
    typed: Callable[[Table, str], TextTable] | None = None

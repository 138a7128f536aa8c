"""A sheet before anybody knows what it means: what a workbook's sheet, a CSV or a page's table have in common."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet as its file has it: rows of text cells (dates as ISO, whole numbers without .0), every row equally wide.

    Args:
        name: the sheet's own name, "" for a CSV.
        rows: its rows from the first on, blank ones included: ``rows[0]`` is the line 1 of messages.
    """

    name: str
    rows: Sequence[Sequence[str]]

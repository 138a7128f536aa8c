"""Whose rows they are: the schools that an export names, and the claim that nobody else brings them."""

from collections.abc import Iterable

import pyarrow.compute as pc

from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.ingest.staging import Sheet

#: What the macro is_white takes for nothing.
_WHITE = " \t\r\n\f"


def named(sheets: Iterable[Sheet]) -> set[str]:
    """The ids that stand in the columns school_id."""
    ids: set[str] = set()
    for sheet in sheets:
        if place := sheet.heading.places.get("school_id"):
            ids.update(school for school in pc.unique(sheet.text.cells[place]).to_pylist() if school.strip(_WHITE))
    return ids


def claim(export: str, ids: Iterable[str], asked: str | None, owners: dict[str, str]) -> None:
    """Note that the export brings these schools.

    Raises:
        InputError: it names another school than was asked for, or one that another export brought.
    """
    for school in sorted(ids):
        if asked is not None and school != asked:
            raise InputError(
                export,
                _("the export names the school {named}, not {asked}").format(named=school, asked=asked),
                _("Name the school that the export is of, or none"),
            )
        if school in owners:
            raise InputError(
                export,
                _("the school {school} is in {other} too").format(school=school, other=owners[school]),
                _("Import one export per school"),
            )
        owners[school] = export

"""Whose rows they are: the schools that an export names, and the claim that nobody else brings them."""

from collections.abc import Iterable

import pyarrow.compute as pc

from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.ingest import edges
from ediary_analytics.ingest.report import Account
from ediary_analytics.ingest.staging import Sheet

#: What is no id of a school in a text that was trimmed: rows without one, and rows that are set aside.
_NONE = {"", *edges.ERRORS}


def named(sheets: Iterable[Sheet]) -> set[str]:
    """The ids that stand in the columns school_id."""
    ids: set[str] = set()
    for sheet in sheets:
        if place := sheet.heading.places.get("school_id"):
            ids.update(set(pc.unique(sheet.text.cells[place]).to_pylist()) - _NONE)
    return ids


def claim(export: str, ids: Iterable[str], asked: str | None, account: Account, *, named: bool) -> None:
    """Note that the export brings these schools; several may bring one if each names it.

    Raises:
        InputError: it names another school than was asked for, or bears by chance the name of one that is there.
    """
    for school in sorted(ids):
        if asked is not None and school != asked:
            raise InputError(
                export,
                _("the export names the school {named}, not {asked}").format(named=school, asked=asked),
                _("Name the school that the export is of, or none"),
            )
        if school in account.owners and not (named and school in account.named):
            raise InputError(
                export,
                _("the school {school} is in {other} too").format(school=school, other=account.owners[school]),
                _("Add the table schools to each of them, or import one export per school"),
            )
        account.owners[school] = export
        if named:
            account.named.add(school)

"""Headers → columns of the contract; what is not one is dropped, and said so."""

from collections.abc import Mapping
from dataclasses import dataclass

from ediary_analytics import contract
from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.ingest.notices import Notice

_PERSONAL_CODES = ("asmenskod", "personalcode", "personcode", "personalno", "personalnumber", "nationalid")
_HEALTH = ("sveikat", "diagnoz", "ligos", "ligu", "negali", "alergij", "medicin", "health", "diagnos", "illness",
           "disease", "disabilit", "allerg", "medical")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """What the headers of a file mean.

    Args:
        places: which text column holds which of the contract's, as ``{"pupil_id": "c0"}``.
        written: the header under which each of them stands, as ``{"pupil_id": "Mokinio ID"}``.
        dropped: a notice for every other column, remarks of ours aside.
    """

    places: Mapping[str, str]
    written: Mapping[str, str]
    dropped: tuple[Notice, ...]


def understand(where: str, table: contract.Table, headers: tuple[str, ...]) -> Heading:
    """Find every header's column.

    Raises:
        InputError: a column of the key is missing, or two headers mean the same column.
    """
    written: dict[str, str] = {}
    places: dict[str, str] = {}
    dropped: list[Notice] = []
    for index, header in enumerate(headers):
        if contract.is_remark(header):
            continue
        column = table.column_for(header)
        if column is None:
            dropped.append(Notice(where, _kind(contract.normal(header)), header.strip() or f"#{index + 1}"))
        elif column.name in places:
            raise InputError(
                where,
                _("'{first}' and '{second}' both mean the column {column}").format(
                    first=written[column.name], second=header, column=column.name
                ),
                _("Keep one of them"),
            )
        else:
            written[column.name], places[column.name] = header, f"c{index}"
    for key in table.key:
        if key not in places:
            names = ", ".join((key, *table.column(key).aliases))
            raise InputError(
                where,
                _("the column {column}, which tells the rows apart, is missing").format(column=key),
                _("Name it in the first line by one of: {names}").format(names=names),
            )
    return Heading(places, written, tuple(dropped))


def _kind(header: str) -> str:
    if header == "ak" or any(part in header for part in _PERSONAL_CODES):
        return "personal_code"
    if any(part in header for part in _HEALTH):
        return "health"
    return "unknown_column"

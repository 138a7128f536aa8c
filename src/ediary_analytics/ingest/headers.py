"""Headers → columns of the contract; what is not one is dropped, and said so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ediary_analytics import contract
from ediary_analytics.contract import Table
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
        InputError: a column of the key is missing, two headers mean one column, or the headers are another table's.
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
    if dropped and (other := _other(table, headers, places)):
        raise InputError(
            where,
            _("by its headers this is the table {other}, not {table}").format(other=other.name, table=table.name),
            _("Name it {other}, and export {table} again").format(other=other.name, table=table.name),
        )
    for key in table.key:
        if key not in places:
            names = ", ".join((key, *table.column(key).aliases))
            right = _("Name it in the first line by one of: {names}").format(names=names)
            if not places:
                right += ". " + _("If lines stand above the headers, delete them; if this is no table, remove it")
            raise InputError(
                where, _("the column {column}, which tells the rows apart, is missing").format(column=key), right
            )
    return Heading(places, written, tuple(dropped))


def _other(table: Table, headers: Sequence[str], places: Mapping[str, str]) -> Table | None:
    """The table whose headers they are, if it is clearly another than the one that its file is named as.

    It has its whole key there, and all that means a column of the named table and clearly more mean columns of it. One
    more could be an addition to the named table: substitutions beside which stand the ids of their lessons.
    """
    told = [header for header in headers if contract.normal(header) != contract.normal("school_id")]
    own = {header for header in told if table.column_for(header)}
    lacks_key = not set(table.key) <= places.keys()
    found: list[tuple[int, Table]] = []
    for other in contract.exported().values():
        if other is table:
            continue
        meant = {header: column.name for header in told if (column := other.column_for(header))}
        more = len(meant) - len(own)
        is_clear = more > 1 or len(meant) >= 2 * len(own) or (lacks_key and more > 0)
        if own <= meant.keys() and more > 0 and is_clear and set(other.key) <= set(meant.values()):
            found.append((len(meant), other))
    return max(found, key=lambda one: one[0])[1] if found else None


def _kind(header: str) -> str:
    if header == "ak" or any(part in header for part in _PERSONAL_CODES):
        return "personal_code"
    if any(part in header for part in _HEALTH):
        return "health"
    return "unknown_column"

"""The contract's types → the SQL that casts text to them, made of the contract's own names and never of data.

A relation of text has the columns ``c0``, ``c1``, … (never null) and, for the rejects, ``line``. The statements take
``$school``: the school of rows that name none, or null where every row must name its own. What the casts themselves do
is in ``sql/macros/types.sql``.
"""

from collections.abc import Collection, Iterator, Mapping

from ediary_analytics.contract import Column, Table
from ediary_analytics.ingest import edges

_WRITTEN = r"regexp_matches({text}, '\S')"
#: The first and the last day that a date may be.
EARLIEST, LATEST = "1900-01-01", "2100-12-31"
#: Before the name of a column that was trimmed: the column as it is written.
AS_WRITTEN = "written_"
_ERRORS = ", ".join(f"'{error}'" for error in edges.ERRORS)


def insert(
    table: Table,
    places: Mapping[str, str],
    source: str,
    into: str,
    typed: Collection[str] = (),
    errors: Collection[str] = (),
) -> str:
    """Put the rows of the relation ``source`` of which every cell fits into ``into``, which is as ``staging.<table>``.

    ``places`` says which text column holds which of the contract's, as ``{"pupil_id": "c0"}``; the others are null.
    Those that are ``typed`` are no text, and fit. In ``errors`` stand such of a spreadsheet.
    """
    return f"""
        insert into {into}
        select {", ".join(_name(column) for column in table.columns)}
        from ({_typed(table, places, source, typed)})
        where not {_misfits(table, places, errors, typed)}
    """


def rejects(
    table: Table, places: Mapping[str, str], source: str, trimmed: Collection[str] = (), errors: Collection[str] = ()
) -> str:
    """Put into ``raw.rejects`` each cell of ``source`` that does not fit; takes ``$file`` too.

    Of columns that were ``trimmed``, what was written stands beside them.
    """
    cells = " union all ".join(
        f"select {place}, {_whose(table)}, line, '{column}', '{code}', {_written(places[column], trimmed)}"
        f" from typed where {condition}"
        for place, (column, code, condition) in enumerate(_faults(table, places, errors))
    )
    return f"""
        insert into raw.rejects
        with typed as materialized ({_typed(table, places, source)}),
        cells (place, school_id, line, column_name, code, value) as ({cells})
        select school_id, $file, line, '{table.name}', column_name, code, value from cells order by line, place
    """


def rejected(
    table: Table, places: Mapping[str, str], source: str, trimmed: Collection[str] = (), errors: Collection[str] = ()
) -> str:
    """Put into ``raw.rejected_rows`` each row of ``source`` that does not fit, as it was written; takes ``$file`` too.

    Only columns of the contract: what was dropped stays dropped.
    """
    cells = ", ".join(
        f"{{'column_name': '{column}', 'value': {_written(place, trimmed)}}}" for column, place in places.items()
    )
    return f"""
        insert into raw.rejected_rows
        select {_whose(table)}, $file, line, '{table.name}', [{cells}], null
        from ({_typed(table, places, source)})
        where {_misfits(table, places, errors)}
    """


def _whose(table: Table) -> str:
    return "null" if table.common else "school_id"


def _written(place: str, trimmed: Collection[str]) -> str:
    return f"{AS_WRITTEN}{place}" if place in trimmed else place


def _misfits(table: Table, places: Mapping[str, str], errors: Collection[str], typed: Collection[str] = ()) -> str:
    """Whether any cell of a row does not fit."""
    faults = _faults(table, {column: place for column, place in places.items() if place not in typed}, errors)
    return f"coalesce({' or '.join(condition for _, _, condition in faults) or 'false'}, false)"


def _typed(table: Table, places: Mapping[str, str], source: str, typed: Collection[str] = ()) -> str:
    """Every column of the contract as its type, beside the text that it came from."""
    ready = {column: place for column, place in places.items() if place in typed}
    columns = ", ".join(
        f"{ready.get(column.name) or _cast(column, places)} as {_name(column)}" for column in table.columns
    )
    return f"select {columns}, * from {source}"


def _cast(column: Column, places: Mapping[str, str]) -> str:
    text = places.get(column.name)
    if column.name == "school_id":
        return f"case when is_white({text}) then $school::varchar else {text} end" if text else "$school::varchar"
    if text is None:
        return f"null::{column.sql_type}"
    if column.enum:
        values = ", ".join(f"'{value}'" for value in column.enum)
        return f"try_cast(lower(trim({text})) as enum ({values}))::varchar"
    if column.type == "text":
        return f"nullif({text}, '')"
    return f"as_{column.type}({text})"


def _faults(table: Table, places: Mapping[str, str], errors: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Of each column that may hold what does not fit: its name, the code of ``raw.rejects``, and when that is so."""
    for column in table.columns:
        if (text := places.get(column.name)) is None:
            continue
        sound = ""
        if text in errors:
            yield column.name, "cell_error", f"{text} in ({_ERRORS})"
            sound = f"{text} not in ({_ERRORS}) and "  # told once
        for code, condition in _misfit(column, text):
            yield column.name, code, f"({sound}{condition})"


def _misfit(column: Column, text: str) -> Iterator[tuple[str, str]]:
    """Why a column's text may be none of its type, as the code of ``raw.rejects``, and when that is so."""
    name = _name(column)
    written = _WRITTEN.format(text=text)
    if column.key:
        yield "empty_key", f"is_white({text})"
    elif column.name == "school_id":
        yield "empty_key", f"{name} is null"
    if column.enum:
        yield "enum", f"({name} is null and {written})"
    elif column.type in {"date", "timestamp"}:
        outside = f"{name} < '{EARLIEST}' or {name} >= date '{LATEST}' + 1"
        yield "type", f"({name} is null and {written} or {outside})"
    elif column.type not in {"text", "list"}:
        yield "type", f"({name} is null and {written})"


def _name(column: Column) -> str:
    return f'"{column.name}"'

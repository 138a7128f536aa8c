"""The tables of a report's documents put together by their names: the sheets of a workbook, and what a page shows."""

from collections.abc import Sequence
from dataclasses import replace

from ediary_analytics.reports.document import Column, Report, Table, Value


def of(report: Report) -> list[Table]:
    """Tables of one name as one; where they come of several documents, the first column says of which.

    Columns that only some of them have (a subject that only some classes learn) stand once, where they come first.
    """
    about = report.about if len(report.documents) > 1 else ""
    found: dict[str, list[tuple[str, Table]]] = {}
    for document in report.documents:
        for table in document.tables:
            found.setdefault(table.name, []).append((document.about, table))
    return [_together(tables, about if any(name for name, _table in tables) else "") for tables in found.values()]


def _together(tables: Sequence[tuple[str, Table]], about: str) -> Table:
    if len(tables) == 1 and not about:
        return _whole(tables[0][1])
    columns = {column.text: column for _about, table in tables for column in table.columns}
    rows: list[Sequence[Value]] = []
    for name, table in tables:
        texts = [column.text for column in table.columns]
        for row in _whole(table).rows:
            known = dict(zip(texts, row, strict=True))
            rows.append([*([name] if about else []), *(known.get(text) for text in columns)])
    lead = [Column(about)] if about else []
    return replace(tables[0][1], columns=[*lead, *columns.values()], rows=rows, total=(), lead="", grouped=False)


def _whole(table: Table) -> Table:
    """Rows that go on about what stands above them say it themselves: a filter would tear them apart."""
    if not table.grouped:
        return table
    rows: list[Sequence[Value]] = []
    for row in table.rows:
        said = rows[-1] if rows and row[0] == "" else row
        rows.append(
            [
                before if value == "" and place < _NAMING else value
                for place, (value, before) in enumerate(zip(row, said, strict=True))
            ]
        )
    return replace(table, rows=rows, grouped=False)


#: Columns that say what grouped rows are about: the number and the name.
_NAMING = 2

"""A report on screen: its numbers as tiles, its tables as lists."""

from collections.abc import Iterator, Sequence

from ediary_analytics.i18n import _, ngettext
from ediary_analytics.reports import document, sheets
from ediary_analytics.reports.document import Fact, Report, Value
from ediary_analytics.web.components import Tile
from ediary_analytics.web.table import Cell, Column, Row, Table


def tiles(facts: Sequence[Fact]) -> list[Tile]:
    """The facts as tiles."""
    return [Tile(fact.name, document.text(fact.value), fact.of, state=document.state(fact.value)) for fact in facts]


def counted(found: Report) -> str:
    """How many documents the report holds, as a sentence."""
    count = len(found.documents)
    text = ngettext("{title}: {count} document", "{title}: {count} documents", count)
    return text.format(title=found.title, count=count)


def of(found: Report) -> Iterator[tuple[str, str, Table]]:
    """Heading, line under it, and list, of each sheet; then of the forms, where there are any."""
    for sheet in sheets.of(found):
        counts = sheet.columns[0].text == _("No.")  # a list on screen is searched by its first column
        columns = [Column(column.text, "number" if column.number else "text") for column in sheet.columns[counts:]]
        lines = [*sheet.rows, *([sheet.total] if sheet.total else [])]
        rows = [
            Row(str(number), [_cell(value) for value in line[counts:]], shut=True) for number, line in enumerate(lines)
        ]
        yield sheet.title, sheet.lead if rows else sheet.empty, Table(sheet.title, columns, rows)
    forms = [one for one in found.documents if one.form]
    for number, one in enumerate(forms):
        title = one.title if len(forms) == 1 else f"{one.title} ({number + 1})"
        yield title, "", Table(title, [Column(_("Field")), Column(_("Answer"))], list(_form(one)))


def _form(one: document.Document) -> Iterator[Row]:
    for number, field in enumerate(one.form):
        answers = "; ".join(" ".join(filter(None, pair)) for pair in field.answers if pair[1])
        yield Row(str(number), [field.name, answers], shut=True)


def _cell(value: Value) -> Cell:
    text, state = document.text(value), document.state(value)
    return {"text": text, "state": f"{state} bare"} if state else text

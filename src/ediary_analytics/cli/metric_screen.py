"""Metrics on the screen: what may be asked, and what was measured."""

from babel.numbers import format_decimal
from rich.markup import escape

from ediary_analytics import catalogue, duty_words, i18n, metric_report, metrics
from ediary_analytics.cli.terminal import number, percent, plain_table, wide
from ediary_analytics.i18n import N_, _

_QUARTILES = ("benchmark_low", "benchmark_median", "benchmark_high")
#: What stands over the columns; files and JSON keep the names that programs read.
_HEADINGS = {
    "school_id": N_("School"),
    "class_id": N_("Class"),
    "grade_level": N_("Grade level"),
    "pupil_id": N_("Pupil"),
    "subject_id": N_("Subject"),
    "group_id": N_("Group"),
    "staff_id": N_("Teacher"),
    "kind": N_("Sort"),
    "obligation": N_("Duty"),
    "period": N_("Period"),
    "part": N_("Part"),
    "numerator": N_("How many"),
    "denominator": N_("Out of"),
    "value": N_("Value"),
    "hidden": N_("Hidden"),
}


def show_list() -> None:
    """Print every metric with its definition and what it may be asked by."""
    console = wide()
    for metric in catalogue.metrics().values():
        console.print(escape(f"{metric.name} · {metric.title}"), style="bold")
        console.print(escape(f"  {metric.text('definition')}"))
        console.print(escape(f"  --by {','.join(metric.allow)} --period {'|'.join(metric.periods)}"), style="dim")


def show(found: metrics.Measured) -> None:
    """Print a metric's rows with numerator and denominator, its definition above."""
    console = wide()
    metric = found.question.metric
    console.print(escape(metric.title), style="bold")
    console.print(escape(metric.text("definition")))
    if not found.checkable:
        lacking = "; ".join(map(duty_words.lacking, found.missing_evidence))
        console.print(escape(_("not checkable: {what}").format(what=lacking)))
        return
    rows = metric_report.rows(found)
    columns = [name for name in rows.column_names if not name.startswith("benchmark_")]
    table = plain_table(*(_(_HEADINGS.get(name, name)) for name in columns))
    if found.benchmark is not None:
        table.add_column(_("country: quartiles (schools)"))
    for row in rows.to_pylist():
        cells = [_cell(name, row[name], metric.unit) for name in columns]
        if row.get("benchmark_schools"):
            low, median, high = (_cell(name, row[name], metric.unit) for name in _QUARTILES)
            cells.append(f"{low} · {median} · {high} ({number(row['benchmark_schools'])})")
        table.add_row(*cells)
    console.print(table)


def _cell(name: str, value: object, unit: str) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return percent(value) if unit == "share" else str(format_decimal(value, "#,##0.##", locale=i18n.language()))
    return escape(number(value) if isinstance(value, int) and name != "grade_level" else str(value))

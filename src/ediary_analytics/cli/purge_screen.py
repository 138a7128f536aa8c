"""What a purge removes, on the screen."""

import datetime as dt

from rich.markup import escape

from ediary_analytics import import_report, purge
from ediary_analytics.cli.terminal import number, plain_table, wide
from ediary_analytics.i18n import N_, _

_REGISTER = {
    "access_log": N_("Access log"),
    "attempts": N_("Tries to log in"),
    "sessions": N_("Ended sessions"),
    "links": N_("Spent links"),
    "excuses": N_("Excuses"),
    "sign_offs": N_("Sign-offs"),
    "interventions": N_("Interventions and notes"),
    "acts": N_("Acts"),
    "reminders": N_("Reminders"),
}
#: What the program itself remembers between imports, by the table that it does in.
_HISTORY = {
    "history.totals": N_("history: how duties stood"),
    "history.breaches": N_("history: late and missing duties"),
    "history.sightings": N_("history: when entries were first seen"),
    "history.corrections": N_("history: what was corrected"),
    "history.looks": N_("history: what each import covered"),
}


def show(planned: purge.Purged, register: dict[str, tuple[int, dt.date]]) -> None:
    """Print rows by table with their days, files, and what of the ``register`` is older than which day."""
    console = wide()
    table = plain_table()
    table.add_column(_("Table"))
    table.add_column(_("Rows"), justify="right")
    table.add_column(_("From"))
    table.add_column(_("To"))
    for gone in planned.gone:
        days = (day.isoformat() if day else "" for day in (gone.since, gone.until))
        table.add_row(escape(_title(gone.table)), number(gone.rows), *days)
    for name, (rows, until) in register.items():
        if rows:
            table.add_row(_(_REGISTER[name]), number(rows), "", until.isoformat())
    if table.row_count:
        console.print(table)
    else:
        console.print(_("There are no rows to remove."))
    if planned.files:
        files = ", ".join(planned.files)
        console.print(escape(_("Files of the data directory: {files}").format(files=files)), soft_wrap=True)


def _title(table: str) -> str:
    return _(_HISTORY[table]) if table in _HISTORY else import_report.title(table)

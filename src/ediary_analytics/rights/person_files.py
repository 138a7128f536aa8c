"""What is held about a pupil as files: a workbook to read, the same as JSON, and a page that explains both."""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

from ediary_analytics import formats
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.reports import table
from ediary_analytics.rights import files
from ediary_analytics.rights.person import Sheet


def write(out: Path, sheets: Sequence[Sheet], now: dt.datetime, log_days: int) -> None:
    """Into a new zip (by its suffix) or a new folder, which only their owner may read.

    Raises:
        CallError: it is there already or cannot be written.
    """
    workbook, explained = _("data-about-a-pupil"), _("README")
    contents = {
        f"{workbook}.xlsx": table.as_workbook(
            {sheet.title: (sheet.rows, list(sheet.headers.values())) for sheet in sheets}
        ),
        "data.json": _json(sheets).encode(),
        f"{explained}.txt": _about(sheets, now, log_days).encode("utf-8-sig"),
    }
    if out.suffix.lower() == ".zip":
        memory = io.BytesIO()
        with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, data in contents.items():
                packed.writestr(name, data)
        files.write(out, memory.getvalue())
        return
    files.new_folder(out)
    for name, data in contents.items():
        files.write(out / name, data)


def _json(sheets: Sequence[Sheet]) -> str:
    """Tables and columns by the contract's names; days and moments in ISO."""
    return json.dumps(
        {sheet.name: sheet.rows.to_pylist() for sheet in sheets},
        ensure_ascii=False,
        indent=1,
        default=lambda value: value.isoformat() if isinstance(value, dt.date) else str(value),
    )


def _about(sheets: Sequence[Sheet], now: dt.datetime, log_days: int) -> str:
    lines = [
        _("Everything that this program holds about one pupil, as of {moment:%Y-%m-%d %H:%M}.").format(moment=now),
        "",
        _("The workbook has a sheet for each table; data.json holds the same for other programs."),
        _("Other pupils are not in it. People who work at the school are named where they acted in their duty."),
        _("The program reads exports of the school's e-diary and changes nothing in the diary itself."),
        _("What is wrong in the diary is corrected in the diary; the next export brings the correction."),
        "",
        *(
            f"- {sheet.title} ({sheet.name}): "
            + ngettext("{n} row", "{n} rows", sheet.rows.num_rows).format(n=formats.number(sheet.rows.num_rows))
            + f". {_source(sheet.name)}"
            for sheet in sheets
        ),
        "",
        _("How long it is kept: what the diary says, until the school purges what is older than a day (ediary purge)."),
        ngettext(
            "Who looked at the data is kept for {n} day.", "Who looked at the data is kept for {n} days.", log_days
        ).format(n=log_days),
    ]
    return "\r\n".join(lines) + "\r\n"


def _source(name: str) -> str:
    if name == "access_log":
        return _("Written by the program itself.")
    if name in {"duties", "breaches", "risk_levels", "risk_signs", "risk_evidence"}:
        return _("Worked out from the diary by the rules of the school.")
    if name == "rejected_rows":
        return _("From the e-diary's export, as it was written: these rows were not used.")
    return _("From the e-diary's export.")

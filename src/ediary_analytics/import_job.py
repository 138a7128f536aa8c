"""An import in a process of its own, so that whoever asks for it may go on: ``python -m ediary_analytics.import_job``.

Takes one JSON object on its standard input: ``paths`` and ``into``, ``school`` (or null), ``dry_run``, ``language``,
``rejects`` (where to write rows that do not fit, or null), ``may_know`` (ids of the schools of which whoever imports
may hear, or null for all) and ``hide`` (a folder whose name no message needs).
Answers with JSON objects, one a line: ``{"progress": [what, done, total]}`` any number of times, and at the end either
``{"report": …}`` (see :mod:`ediary_analytics.import_report`) or ``{"fault": message}``.
"""

import json
import sys
import traceback
from pathlib import Path
from typing import Any, TextIO

from ediary_analytics import i18n, import_report, system_faults
from ediary_analytics.errors import EdiaryError
from ediary_analytics.i18n import _
from ediary_analytics.refresh import refresh
from ediary_analytics.register import standing


def main() -> None:
    """One import."""
    answers, sys.stdout = sys.stdout, sys.stderr  # whatever else is printed is no answer
    request = json.load(sys.stdin)
    i18n.use(request["language"])
    try:
        _say(answers, {"report": _import(request, answers)})
    except EdiaryError as error:
        _say(answers, {"fault": str(error).replace(f"{request['hide']}/", "")})
    except Exception as error:  # noqa: BLE001  (the last line of defence: the one who waits must be answered)
        if system_faults.is_full(error):
            _say(answers, {"fault": str(system_faults.full(error, "ediary"))})
            return
        # frames only: the message of an error may hold a pupil's data
        print(type(error).__name__, *traceback.format_tb(error.__traceback__), sep="\n", file=sys.stderr)  # noqa: T201
        wrong = _("the program failed and did not finish what was asked")
        _say(answers, {"fault": str(EdiaryError("ediary", wrong, _("The last import stays as it is")))})


def _import(request: dict[str, Any], answers: TextIO) -> dict[str, Any]:
    refreshed = refresh(
        [Path(path) for path in request["paths"]],
        Path(request["into"]),
        school=request["school"],
        progress=lambda *step: _say(answers, {"progress": step}),
        publish=not request["dry_run"],
        rejects=bool(request["rejects"]),
        held=standing.of_data(Path(request["into"])),
        may_know=request["may_know"],
    )
    wanted = Path(request["rejects"]) if request["rejects"] else None
    written = import_report.keep_rejects(refreshed.report, wanted, None)
    if not request["dry_run"]:  # kept beside the data too: the one who waits may be gone
        written = import_report.keep_rejects(refreshed.report, None, Path(request["into"]))
    return import_report.as_json(refreshed, written)


def _say(answers: TextIO, what: dict[str, Any]) -> None:
    print(json.dumps(what), file=answers, flush=True)


if __name__ == "__main__":
    main()

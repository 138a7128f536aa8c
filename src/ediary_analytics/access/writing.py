"""Who may enter what in the register, about which school and pupil; and who may read what is kept about a pupil."""

from collections.abc import Collection
from pathlib import Path

import duckdb

from ediary_analytics import entered, warehouse
from ediary_analytics.access.viewer import Viewer
from ediary_analytics.catalogue import question
from ediary_analytics.entered import Signed
from ediary_analytics.errors import AccessError, CallError
from ediary_analytics.i18n import _
from ediary_analytics.register import interventions
from ediary_analytics.register.entries import Author
from ediary_analytics.register.excuses import Duty, Excuse
from ediary_analytics.register.interventions import Intervention
from ediary_analytics.register.store import Register

#: By which right of ``roles.toml`` each is entered.
_RIGHT = {"reminders": "sign_offs"}


def author(
    viewer: Viewer,
    account: int | None,
    what: str,
    school: str,
    *,
    con: duckdb.DuckDBPyConnection | None = None,
    pupil: str | None = None,
) -> Author:
    """Leave to enter one kind of thing at a school.

    Args:
        viewer: who enters.
        account: the number of their account; None in the demonstration.
        what: ``excuses``, ``sign_offs``, ``interventions``, ``acts`` or ``reminders``.
        school: at which school.
        con: the viewer's own, of :func:`ediary_analytics.access.open_for`: needed where it is about a pupil.
        pupil: about which pupil; an intervention always is about one.

    Raises:
        AccessError: the role may not enter it, or the school or the pupil is out of scope.

    What the leave says of grades is the viewer's scope: whoever sees some only signs for these.
    """
    if not viewer.may_write(_RIGHT.get(what, what)):
        raise AccessError(viewer.role, _("this role does not enter that"), _("Ask somebody whose role does"))
    if school not in viewer.schools:
        raise AccessError(school, _("this school is not in your scope"), _("Choose one of your schools"))
    if what == "interventions" and pupil is None:
        raise AccessError(viewer.role, _("no pupil was named"), _("Choose a pupil"))
    if pupil is not None and (con is None or not _sees(con, viewer, school, pupil)):
        raise AccessError(viewer.role, _("this pupil is not in your scope"), _("Choose one of your pupils"))
    return Author(account, viewer.role, school, what, pupil, viewer.scope.grades)


def whole_school(viewer: Viewer, account: int | None, what: str, school: str) -> Author:
    """As :func:`author`, for what is said of the whole school, such as that nothing could be entered on some day.

    Raises:
        AccessError: as :func:`author`; or the viewer sees some grades only.
    """
    if viewer.scope.grades is not None:
        wrong = _("this is about the whole school")
        raise AccessError(viewer.role, wrong, _("Ask somebody who sees all its grades"))
    return author(viewer, account, what, school)


def _sees(con: duckdb.DuckDBPyConnection, viewer: Viewer, school: str, pupil: str) -> bool:
    if not viewer.may_name_pupils:
        return False  # whose ids are not even the true ones
    rows = con.execute(question("knows_pupil"), {"school": school, "pupil": pupil}).fetchall()
    return bool(rows)


def unsigned(viewer: Viewer, file: Path, school: str, signed: Collection[Signed]) -> list[int | None]:
    """The grades of a school that sign-offs of one month and kind leave out: :func:`ediary_analytics.entered.unsigned`.

    For whoever signs: also who sees some grades only is told which others are awaited, and nothing else of them.

    Raises:
        AccessError: the role does not sign, or the school is out of scope.
        InputError: as :func:`ediary_analytics.warehouse.open_file`.
    """
    author(viewer, None, "sign_offs", school)
    with warehouse.open_file(file) as con:
        return entered.unsigned(warehouse.narrow(con, {school}, ("raw", "core")), signed)


def excusable(con: duckdb.DuckDBPyConnection, school: str, obligation: str, subject_id: str) -> Duty:
    """The late or missing duty of that name, as a viewer's connection sees it.

    Raises:
        CallError: there is none, or it is neither late nor missing.
    """
    asked = {"school": school, "duty": obligation, "about": subject_id}
    for status, on_date, due_at, pupil_id in con.execute(question("duty"), asked).fetchall():
        if status in {"late", "missing"}:
            return Duty(obligation, subject_id, on_date or due_at.date(), pupil_id)
    raise CallError(obligation, _("there is nothing late or missing to excuse"), _("Look at the list again"))


def sees_excuse(con: duckdb.DuckDBPyConnection, viewer: Viewer, school: str, excuse: Excuse) -> bool:
    """Whether the viewer may read an excuse: of days it is everybody's; of one duty, whose connection holds the duty.

    Who sees the whole school reads all of it, also of duties that are judged no more.
    """
    if viewer.scope.grades is None or excuse.obligation is None:
        return True
    asked = {"school": school, "duty": excuse.obligation, "about": excuse.subject_id}
    return bool(con.execute(question("duty"), asked).fetchall())


def unexcusing(
    con: duckdb.DuckDBPyConnection, viewer: Viewer, account: int | None, school: str, excuse: Excuse
) -> Author:
    """Leave to take an excuse back: of days as :func:`whole_school`, of one duty for whoever sees it.

    Raises:
        AccessError: as :func:`author`; or the excuse reaches beyond what the viewer sees.
    """
    if excuse.obligation is None:
        return whole_school(viewer, account, "excuses", school)
    if not sees_excuse(con, viewer, school, excuse):
        raise AccessError(viewer.role, _("this duty is not in your scope"), _("Ask somebody who sees all its grades"))
    return author(viewer, account, "excuses", school)


def notes(
    register: Register,
    viewer: Viewer,
    con: duckdb.DuckDBPyConnection,
    school: str,
    pupil: str,
    *,
    past: bool = False,
) -> list[Intervention]:
    """What is entered about a pupil and the viewer may read, oldest first; nothing where they may not.

    It is for those who see what support pupils have and this pupil by name. Confidential entries are for people of
    the role that wrote them.
    """
    if "support" not in viewer.rights.sees or school not in viewer.schools or not _sees(con, viewer, school, pupil):
        return []
    return interventions.about(register, school, [pupil], role=viewer.role, past=past)

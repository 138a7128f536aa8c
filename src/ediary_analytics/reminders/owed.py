"""Who owes what at a school, with what the register says laid over: nobody is reminded of what was excused."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ediary_analytics import docket, entered, warehouse
from ediary_analytics.access import schools_in
from ediary_analytics.answers import duties
from ediary_analytics.policy import Imposed
from ediary_analytics.reminders.digest import Row

#: What somebody can still do something about.
_OPEN = ("missing", "pending")


@dataclass(frozen=True, slots=True)
class Owed:
    """What is open at a school.

    Attributes:
        school_id: which school.
        school: its name.
        as_of: the moment all is judged by.
        rules: the duties of its rules by name.
        rows: missing and pending duties, see :func:`ediary_analytics.answers.duties.rows`.
        staff: the e-mail address of each member of staff by id, None of who has none in the export.
    """

    school_id: str
    school: str
    as_of: dt.datetime
    rules: Mapping[str, Imposed]
    rows: tuple[Row, ...]
    staff: Mapping[str, str | None]


def read(
    file: Path, school: str | None = None, held: entered.Entered = entered.NOTHING, *, month: str | None = None
) -> Owed:
    """What is open at the school (left out, the only one) of a warehouse; of a month's days only, where one is named.

    Raises:
        CallError: no such school, or several and none is named.
        PolicyError: its rules are not known.
    """
    names = {one.school_id: one.name for one in schools_in(file)}
    chosen = school or (next(iter(names)) if len(names) == 1 else None)
    if chosen not in names:
        raise docket.no_such_school(chosen, names)
    with warehouse.open_file(file) as con:
        listed, unjudged = docket.cases(con, school=chosen)
        for error in unjudged.values():
            raise error
        warehouse.narrow(con, [chosen], ("raw", "core", "history"))
        docket.judge(con, listed)
        entered.lay_over(con, held, listed)
        (case,) = listed
        rows = duties.rows(con, case.policy.name, _OPEN, month=month).to_pylist()
        staff = con.execute("select staff_id, email from core.staff").fetchall()
    rules = {imposed.name: imposed for imposed in case.policy.imposed}
    return Owed(chosen, names[chosen], case.as_of, rules, tuple(rows), dict(staff))

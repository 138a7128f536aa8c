"""What the heads of classes see to."""

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from in_pandas import frames
from in_pandas.core import NEVER, Core, Duties
from in_pandas.deadlines import after, end_of_day, in_september, midnight

_CLASS = ["school_id", "class_id"]


def class_activity_weekly(core: Core, _of: dict[str, Any]) -> Duties:
    """Every class has an event in each week of school."""
    rows = core.class_weeks[core.class_weeks.class_kind != "preschool"]
    rows = rows[frames.meets(rows, core.classes, _CLASS)]
    held = core.class_events.held_on
    mondays = midnight(held - pd.to_timedelta(held.dt.day_of_week, unit="D"))
    events = core.class_events.assign(week=frames.text(mondays, "%G-W%V"))
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.class_id, rows.week],
        "on_date": rows.last_school_day,
        "owner_id": lambda: core.head(rows),
        "class_id": lambda: rows.class_id,
        "due_at": end_of_day(rows.last_day),
        "done_at": frames.earliest(rows, events, [*_CLASS, "week"], "recorded_at"),
        "detail": lambda: rows.week,
    }


def _meetings(rows: pd.DataFrame) -> Duties:
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.event_id],
        "on_date": rows.held_on,
        "owner_id": lambda: rows.homeroom_staff_id,
        "class_id": lambda: rows.class_id,
    }


def meeting_announced(core: Core, of: dict[str, Any]) -> Duties:
    """A meeting of parents is announced so many working days before, in preschool so many days."""
    rows = core.class_meetings
    due = np.where(
        rows.class_kind == "preschool",
        end_of_day(after(rows.held_on, -of["preschool_days"])),
        end_of_day(core.working_days.before(rows.held_on, of["days"])),
    )
    return _meetings(rows) | {"due_at": due, "done_at": rows.announced_at, "detail": lambda: rows.topic}


def meeting_details(core: Core, _of: dict[str, Any]) -> Duties:
    """A meeting has its topic and place."""
    rows = core.class_meetings
    blanks = frames.listed({"topic": frames.blank(rows.topic), "place": frames.blank(rows.place)})
    done = np.where(blanks.codes == 0, rows.held_on, NEVER)
    return _meetings(rows) | {"due_at": end_of_day(rows.held_on), "done_at": done, "detail": lambda: blanks}


def briefing_signed(core: Core, of: dict[str, Any]) -> Duties:
    """A briefing has its content and its signatures within so many working days."""
    rows = core.class_events[core.class_events.kind == "briefing"]
    signed = rows.sheet_signed.fillna(value=False).to_numpy(bool)
    blanks = frames.listed({"content": frames.blank(rows.content), "signatures": ~signed})
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.event_id],
        "on_date": rows.held_on,
        "owner_id": lambda: core.head(rows),
        "class_id": lambda: rows.class_id,
        "due_at": end_of_day(core.working_days.after(rows.held_on, of["days"])),
        "done_at": rows.recorded_at.where(blanks.codes == 0),
        "detail": lambda: blanks,
    }


def _terms(core: Core, rows: pd.DataFrame) -> Duties:
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.class_id, rows.term_id],
        "on_date": rows.ends_on,
        "owner_id": lambda: core.head(rows),
        "class_id": lambda: rows.class_id,
        "detail": lambda: rows.term_id,
    }


def social_civic_recorded(core: Core, of: dict[str, Any]) -> Duties:
    """A class of those grades has a social or civic activity in each term."""
    terms = core.class_terms
    rows = terms[
        terms.kind.isin(["half_year", "trimester"])
        & (terms.class_kind != "preschool")
        & terms.grade_level.between(of["min_grade"], of["max_grade"])
    ]
    rows = rows[frames.meets(rows, core.classes, _CLASS)].reset_index(drop=True)
    events = core.class_events[core.class_events.kind == "social_civic"]
    row, event = frames.pairs(rows, events, _CLASS)
    found = pd.DataFrame({"row": row, "at": events.recorded_at.to_numpy()[event]})
    day = events.held_on.to_numpy()[event]
    within = (day >= rows.starts_on.to_numpy()[row]) & (day <= rows.ends_on.to_numpy()[row])
    first = found[within].groupby("row")["at"].min().reindex(rows.index)
    return _terms(core, rows) | {"due_at": end_of_day(rows.ends_on), "done_at": first}


def term_report_handed(core: Core, of: dict[str, Any]) -> Duties:
    """The report of a term is handed in within so many working days."""
    rows = core.class_terms[core.class_terms.class_kind != "preschool"]
    rows = rows[frames.meets(rows, core.classes, _CLASS)]
    return _terms(core, rows) | {
        "due_at": end_of_day(core.working_days.after(rows.ends_on, of["days"])),
        "done_at": core.done(
            "term_report", rows, {"school_id": "school_id", "class_id": "class_id", "term_id": "period"}
        ),
    }


def _years(core: Core, rows: pd.DataFrame, kind: str) -> Duties:
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.class_id, rows.school_year],
        "owner_id": lambda: rows.homeroom_staff_id,
        "class_id": lambda: rows.class_id,
        "done_at": core.done(kind, rows, [*_CLASS, "school_year"]),
        "detail": lambda: rows.school_year,
    }


def year_summary_signed(core: Core, of: dict[str, Any]) -> Duties:
    """The summary of a class's year is signed within so many days."""
    rows = core.class_years[core.class_years.class_kind != "preschool"]
    due = end_of_day(after(rows.ends_on, of["days"]))
    return _years(core, rows, "year_summary") | {"on_date": rows.ends_on, "due_at": due}


def pupil_list_checked(core: Core, of: dict[str, Any]) -> Duties:
    """The list of a class is checked by that day of September."""
    rows = core.class_years
    due = end_of_day(in_september(rows.school_year, rows.starts_on, of["september_day"]))
    return _years(core, rows, "list_checked") | {"on_date": rows.starts_on, "due_at": due}


def printed_report_given(core: Core, of: dict[str, Any]) -> Duties:
    """Families that want a month's report printed, or never log in, get it within so many working days."""
    months, guardians = core.pupil_months, core.guardians
    family = ["school_id", "pupil_id"]
    asked = frames.meets(months, guardians[guardians.wants_print.fillna(value=False)], family)
    if of["never_logged_in_too"]:
        accounts = core.accounts[core.accounts.person_kind == "guardian"]
        used = accounts[frames.meets(accounts, core.logins, ["school_id", "account_id"])]
        arrived = frames.meets(guardians, used, {"school_id": "school_id", "guardian_id": "person_id"})
        asked |= ~frames.meets(months, guardians[arrived], family)
    rows = months[asked]
    of_day = cache(lambda: core.class_on(rows, rows.last_day))
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.pupil_id, rows.month],
        "on_date": rows.last_day,
        "owner_id": lambda: core.head(rows.assign(class_id=of_day())),
        "class_id": of_day,
        "pupil_id": lambda: rows.pupil_id,
        "due_at": end_of_day(core.working_days.after(rows.last_day, of["days"])),
        "done_at": core.done(
            "printed_report", rows, {"school_id": "school_id", "pupil_id": "pupil_id", "month": "period"}
        ),
        "detail": lambda: rows.month,
    }

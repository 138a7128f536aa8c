"""The tables of a folder, each read once and no more of it than some rule asks, and the steps that rules share."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from threading import RLock
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from in_pandas import deadlines, frames

#: What a rule tells of its duties: columns by name, ``subject_id`` as the parts of the name; what is not told is null.
#: What only shows in a row is told by a function, so that nothing of it is worked out where duties are counted.
Duties = dict[str, Any]
NEVER = np.datetime64("NaT")

#: The columns of each table that rules ask for; of long tables those last, after a bar, that only show in a row.
_COLUMNS = {
    "accounts": "school_id account_id person_kind person_id created_at credentials_given_at",
    "assessments": "school_id held_on kind announced_at graded_at | assessment_id group_id topic class_id staff_id",
    "attendance": "school_id mark recorded_at status explained_at decided_at held_on group_kind"
    " | pupil_id lesson_id reason group_id class_id owner_id class_head_id explained_class_id explained_class_head_id",
    "awaited_grades": "school_id pupil_id kind since until detail class_id homeroom_staff_id entered_at",
    "calendar": "day is_working working_no",
    "change_locks": "school_id change_id lock_id locked_at",
    "changed_records": "school_id change_id entity record_id period old_value new_value changed_at pupil_id group_id"
    " scope",
    "changes": "school_id change_id field old_value new_value changed_by changed_at",
    "class_events": "school_id event_id class_id kind held_on recorded_at content sheet_signed",
    "class_meetings": "school_id event_id class_id announced_at held_on topic place class_kind homeroom_staff_id",
    "class_terms": "school_id class_id class_kind grade_level term_id term_name kind starts_on ends_on",
    "class_weeks": "school_id class_id class_kind week last_day last_school_day",
    "class_years": "school_id class_id class_kind homeroom_staff_id school_year starts_on ends_on",
    "classes": "school_id class_id school_year name kind homeroom_staff_id",
    "duties_done": "school_id kind school_year period class_id group_id staff_id pupil_id done_at",
    "enrolled_people": "school_id enrolled_on grade_level september person_kind person_id email phone"
    " | pupil_id class_id homeroom_staff_id",
    "enrolments": "school_id pupil_id class_id enrolled_on left_on arrival_order departure_order",
    "grades": "school_id assessment_kind given_on kind entered_at | grade_id pupil_id group_id value class_id owner_id",
    "group_members": "school_id group_id pupil_id joined_on left_on",
    "group_years": "school_id group_id school_year starts_on",
    "groups": "school_id group_id school_year name kind class_id staff_id",
    "guardians": "school_id guardian_id pupil_id wants_print",
    "lesson_records": "school_id group_kind held_on filled_at | group_id class_id lesson_no owner_id",
    "lessons": "school_id group_id held_on lesson_no topic objectives homework filled_at integrated_group_id group_kind"
    " grade_level is_held | lesson_id class_id owner_id",
    "locks": "school_id lock_id scope period class_id locked_at unlocked_at",
    "logins": "school_id account_id",
    "notices": "school_id change_id recipient_kind sent_at",
    "preschool_days": "school_id group_id class_id staff_id day",
    "pupil_classes": "school_id pupil_id since until class_id",
    "pupil_flags": "school_id pupil_id kind since detail",
    "pupil_month_hours": "school_id pupil_id month last_day held unjustified",
    "pupil_last_records": "school_id pupil_id class_id last_day",
    "pupil_months": "school_id pupil_id month last_day",
    "pupil_test_days": "school_id held_on tests | pupil_id class_id",
    "pupils": "school_id pupil_id registry_id",
    "registry_pupils": "school_id registry_id class_name",
    "school_months": "school_id month last_day",
    "school_years": "school_id school_year starts_on ends_on",
    "sole_role_holders": "school_id role staff_id",
    "staff": "school_id staff_id first_name last_name employed_to",
    "substitutions": "school_id held_on group_id lesson_no staff_id recorded_at",
    "term_grade_units": "school_id ends_on entered_at | group_id pupil_id term_id term_name staff_id class_id",
    "terms": "school_id term_id school_year kind name ends_on",
    "timetable": "school_id group_id weekday lesson_no valid_from valid_to staff_id entered_at",
    "unlock_acts": "school_id lock_id signed_on",
}
#: Text columns that hardly repeat.
_SINGLE = {"attendance": ["lesson_id"], "grades": ["grade_id"], "lessons": ["lesson_id"]}
#: Kinds of longer works.
WORK = ("test", "independent", "project", "long_work")
_TEXT = ("school_id", "owner_id", "class_id", "group_id", "pupil_id", "detail")
_STATES = pa.array(["missing", "pending", "late", "met"])


class Core:
    """The tables ``core.*`` as Parquet files of one folder. Rules may ask from several threads.

    Where duties are only counted, columns that only show in a row are not there.
    """

    def __init__(self, folder: Path, as_of: dt.datetime, *, counting: bool = False) -> None:
        self.folder = folder
        self.counting = counting
        self.as_of = np.datetime64(as_of, "us")
        self.today = pd.Timestamp(as_of.date())
        self._made: dict[str, Any] = {}
        self._locks: dict[str, RLock] = {}

    def _once(self, name: str, make: Callable[[], Any]) -> Any:
        """What was made under that name, made by who asks first while others wait."""
        if name not in self._made:
            with self._locks.setdefault(name, RLock()):
                if name not in self._made:
                    self._made[name] = make()
        return self._made[name]

    def __getattr__(self, name: str) -> pd.DataFrame:
        """A table, read when first asked for."""
        if name not in _COLUMNS:
            raise AttributeError(name)
        needed, _, shown = _COLUMNS[name].partition("|")
        file, columns = self.folder / f"{name}.parquet", (needed if self.counting else needed + shown).split()
        return self._once(name, lambda: frames.read(file, columns, _SINGLE.get(name, ())))

    @property
    def working_days(self) -> deadlines.WorkingDays:
        """The school's working days."""
        found: deadlines.WorkingDays = self._once("working_days", lambda: deadlines.WorkingDays(self.calendar))
        return found

    @property
    def attendance_subjects(self) -> pd.Series:
        """The names of the duties about a mark."""

        def make() -> pd.Series:
            marks = self.attendance
            return _series(frames.joined([marks.lesson_id, marks.pupil_id, marks["mark"]]))

        return self._once("attendance_subjects", make)

    @property
    def work(self) -> pd.DataFrame:
        """Assessments that are to be graded."""
        return self._once("work", lambda: self.assessments[self.assessments.kind.isin(WORK)])

    def head(self, rows: pd.DataFrame, class_id: str = "class_id") -> Any:
        """The heads of the rows' classes."""
        found = frames.find(rows, self.classes, {"school_id": "school_id", class_id: "class_id"})
        return frames.take(self.classes.homeroom_staff_id, found)

    def holder(self, rows: pd.DataFrame, role: str) -> Any:
        """The only one at each row's school who has that role."""
        holders = self.sole_role_holders[self.sole_role_holders.role == role]
        return frames.take(holders.staff_id, frames.find(rows, holders, ["school_id"]))

    def class_on(self, rows: pd.DataFrame, day: Any) -> pd.Categorical:
        """The class that each row's pupil was in on the day."""
        stretches = self.pupil_classes  # which never overlap
        asking, answering = frames.keys(rows, stretches, ["school_id", "pupil_id"])
        known = np.flatnonzero(answering >= 0)
        if not known.size:
            return frames.take(stretches.class_id, np.full(len(rows), -1))
        # pupil and day in one number, the day's part wide enough for 28 centuries
        since = answering[known] << 20 | np.maximum(frames.days(stretches.since)[known], 0)
        order = np.argsort(since)
        days = frames.days(deadlines.midnight(day))
        place = np.searchsorted(since[order], asking << 20 | np.maximum(days, 0), side="right") - 1
        found = known[order][place]
        within = (
            (place >= 0)
            & (asking >= 0)
            & (answering[found] == asking)
            & (days >= frames.days(stretches.since)[found])
            & (days <= frames.days(stretches.until)[found])
        )
        return frames.take(stretches.class_id, np.where(within, found, -1))

    def done(self, kind: str, rows: pd.DataFrame, on: frames.On) -> np.ndarray:
        """When a duty of that kind was first done for each row."""
        done = self.duties_done[self.duties_done.kind == kind]
        return frames.earliest(rows, done, on, "done_at")

    def judged(self, obligation: str, duties: Duties) -> pa.Table:
        """A row for each duty that is examined by now, and where it stands."""
        on, due, done = (_moments(duties[name]) for name in ("on_date", "due_at", "done_at"))
        # of day and due moment the earlier that there is; without either a duty is always examined
        examined = ~(np.fmin(on, due) > self.as_of)
        some = None if examined.all() else np.flatnonzero(examined)
        if some is not None:
            on, due, done = on[some], due[some], done[some]
        states = self._states(due, done)
        told = {name: value() if callable(value) else value for name, value in duties.items()}
        texts = {name: frames.arrow(_only(told.get(name), some, len(on))) for name in _TEXT}
        parts = [part if isinstance(part, str) else _only(part, some, len(on)) for part in told["subject_id"]]
        return pa.table(
            {
                "obligation": pa.repeat(pa.scalar(obligation), len(on)),
                "school_id": texts["school_id"],
                "subject_id": frames.joined(parts),
                "on_date": pa.array(on).cast(pa.date32()),
                "owner_id": texts["owner_id"],
                "class_id": texts["class_id"],
                "group_id": texts["group_id"],
                "pupil_id": texts["pupil_id"],
                "due_at": pa.array(due),
                "done_at": pa.array(done),
                "detail": texts["detail"],
                "status": pa.DictionaryArray.from_arrays(states, _STATES).cast(pa.string()),
            }
        )

    def counted(self, obligation: str, duties: Duties) -> pd.DataFrame:
        """How many duties are examined by now, by school and where they stand."""
        on, due, done = (_moments(duties[name]) for name in ("on_date", "due_at", "done_at"))
        schools = duties["school_id"].cat
        places = schools.codes.to_numpy("int32") * len(_STATES) + self._states(due, done)
        numbers = np.bincount(places[~(np.fmin(on, due) > self.as_of)])
        found = np.flatnonzero(numbers)
        return pd.DataFrame(
            {
                "school_id": schools.categories.take(found // len(_STATES)),
                "obligation": obligation,
                "status": _STATES.take(pa.array(found % len(_STATES))).to_pandas(),
                "number": numbers[found],
            }
        )

    def _states(self, due: np.ndarray, done: np.ndarray) -> np.ndarray:
        """Where duties stand, as places in ``_STATES``."""
        in_time = np.isnat(due) | (done <= due)
        return np.where(done <= self.as_of, in_time.view("int8") + np.int8(2), (due >= self.as_of).view("int8"))


def _series(text: Any) -> pd.Series:
    return pd.Series(pd.arrays.ArrowExtensionArray(text))


def _moments(values: Any) -> np.ndarray:
    return np.asarray(values).astype("datetime64[us]")


def _only(values: Any, some: np.ndarray | None, count: int) -> Any:
    """The values of those rows, all where none are given; as many nulls where there are no values."""
    if values is None:
        return pa.nulls(count, pa.string())
    return values if some is None else getattr(values, "array", values).take(some)

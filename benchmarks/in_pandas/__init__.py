"""The rules of a whole policy in pandas, hand-written: see :func:`judge`.

One rule after another, as pandas works, which does not share its work among the cores (Arrow's reading does); or, asked
for ``threads``, several rules at once: what takes long lets go of the interpreter's lock.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import pyarrow as pa

from in_pandas import assessments, attendance, classes, lessons, people, preschool, school
from in_pandas.core import Core, Duties

Told = TypeVar("Told")
Rule = Callable[[Core, dict[str, Any]], Duties | list[Duties]]

_LISTED: tuple[Rule, ...] = (
    lessons.lesson_recorded,
    lessons.lesson_content_complete,
    lessons.informal_lesson_recorded,
    lessons.integrated_lesson_in_both,
    lessons.substitution_recorded,
    lessons.timetable_entered,
    lessons.timetable_closed_on_leaving,
    attendance.attendance_recorded_same_day,
    attendance.absence_justified_in_time,
    attendance.absence_decided,
    attendance.preschool_absence_justified,
    attendance.nemis_reported,
    attendance.departed_pupil_closed,
    assessments.grade_entered_same_day,
    assessments.assessment_grade_on_time,
    assessments.assessment_graded,
    assessments.test_announced,
    assessments.one_test_a_day,
    assessments.external_grades_recorded,
    assessments.summer_work_recorded,
    assessments.term_grade_entered,
    classes.class_activity_weekly,
    classes.meeting_announced,
    classes.meeting_details,
    classes.briefing_signed,
    classes.social_civic_recorded,
    classes.term_report_handed,
    classes.year_summary_signed,
    classes.pupil_list_checked,
    classes.printed_report_given,
    people.credentials_given,
    people.contacts_complete,
    people.pupils_in_groups,
    people.home_schooling_group,
    people.orders_recorded,
    people.registry_reconciled,
    people.staff_handed_over,
    school.timetable_checked,
    school.archive_delivered,
    school.year_set_up,
    school.fill_check_done,
    school.attendance_reviewed,
    school.term_locked,
    school.unlock_has_act,
    school.locked_change_has_act,
    school.locked_change_notified,
    school.change_history_kept,
    preschool.preschool_attendance_daily,
    preschool.preschool_week_planned,
    preschool.preschool_month_closed,
    preschool.preschool_progress_recorded,
)
#: The rules by the names of their obligations.
RULES: Mapping[str, Rule] = {rule.__name__: rule for rule in _LISTED}


def judge(
    folder: Path, settings: Mapping[str, Mapping[str, Any]], as_of: dt.datetime, *, threads: int = 1
) -> pd.DataFrame:
    """Every duty examined by that moment, a row each, and where it stands.

    Args:
        folder: Parquet files of the tables ``core.*``, one a table.
        settings: those of each obligation by its name; what is not named is not judged.
        as_of: the moment.
        threads: so many rules at once.
    """
    core = Core(folder, as_of)
    return pa.concat_tables(_each(core, settings, core.judged, threads)).to_pandas(types_mapper=pd.ArrowDtype)


def count(
    folder: Path, settings: Mapping[str, Mapping[str, Any]], as_of: dt.datetime, *, threads: int = 1
) -> pd.DataFrame:
    """How many duties :func:`judge` would list by ``school_id``, ``obligation`` and ``status``: their ``number``.

    What only a row would show is neither read nor worked out.
    """
    core = Core(folder, as_of, counting=True)
    numbers = pd.concat(_each(core, settings, core.counted, threads), ignore_index=True)
    # a rule may tell of its duties in two parts
    return numbers.groupby(["school_id", "obligation", "status"], as_index=False).number.sum()


def _each(
    core: Core, settings: Mapping[str, Mapping[str, Any]], tell: Callable[[str, Duties], Told], threads: int
) -> Iterable[Told]:
    """What is told of the duties of each rule."""

    def ruled(name: str) -> list[Told]:
        found = RULES[name](core, dict(settings[name]))
        return [tell(name, duties) for duties in (found if isinstance(found, list) else [found])]

    if threads == 1:
        return chain.from_iterable(map(ruled, settings))
    with ThreadPoolExecutor(threads) as pool:
        return chain.from_iterable(pool.map(ruled, settings))

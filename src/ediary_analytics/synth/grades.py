"""The table of marks: which of the year's marks an export holds, and how they look in it."""

import numpy as np
import pyarrow as pa

from ediary_analytics.synth import grid
from ediary_analytics.synth.assessments import Assessments
from ediary_analytics.synth.frame import from_columns
from ediary_analytics.synth.grid import NEVER, NONE, Bools, Ints
from ediary_analytics.synth.lessons import Lessons, lesson_codes
from ediary_analytics.synth.marks import KINDS, Marks
from ediary_analytics.synth.scale import VALUES
from ediary_analytics.synth.school import School


def kept(school: School, lessons: Lessons, planned: Assessments, marks: Marks) -> Bools:
    """Which marks the export holds: entered by its last day, of its days, of assessments that it holds."""
    year = school.year
    untimed = (marks.entered >= NEVER) & (marks.day < year.until) & ~_unrecorded(school, lessons, marks)
    known = (marks.assessment == NONE) | planned.kept(school)[marks.assessment]
    flags: Bools = (marks.day >= year.since) & known & ((marks.entered <= year.cut) | untimed)
    return flags


def _unrecorded(school: School, lessons: Lessons, marks: Marks) -> Bools:
    """Whose lesson is not in the export."""
    flags: Bools = (marks.lesson != NONE) & ~lessons.kept(school.year)[marks.lesson]
    return flags


def table(school: School, lessons: Lessons, planned: Assessments, marks: Marks) -> pa.Table:
    """The table ``grades`` of the export."""
    rows = np.flatnonzero(kept(school, lessons, planned, marks))
    lesson = np.where(_unrecorded(school, lessons, marks), NONE, marks.lesson)[rows]
    return from_columns(
        "grades",
        {
            "grade_id": grade_codes(rows),
            "pupil_id": grid.words(school.pupil_codes, marks.pupil[rows]),
            "group_id": grid.words(school.group_codes, marks.group[rows]),
            "lesson_id": lesson_codes(lesson),
            "assessment_id": grid.codes("A", marks.assessment[rows], 4),
            "given_on": grid.days(marks.day[rows]),
            "value": grid.words(VALUES, marks.value[rows]),
            "kind": grid.words(KINDS, marks.kind[rows]),
            "entered_at": grid.stamps(marks.entered[rows], school.year.cut),
            "entered_by": grid.words(school.staff_codes, marks.by[rows]),
        },
    )


def grade_codes(index: Ints) -> pa.Array:
    """Grade ids of places in the year's list."""
    return grid.codes("v", index, 6)

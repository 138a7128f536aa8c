"""What the school year left behind, together: lessons, attendance, marks, term grades."""

from dataclasses import dataclass

from ediary_analytics.synth.absence import Spells, spells
from ediary_analytics.synth.assessments import Assessments, assessments
from ediary_analytics.synth.attendance import Attendance, attendance
from ediary_analytics.synth.hours import Hours, hours
from ediary_analytics.synth.lessons import Lessons, lessons
from ediary_analytics.synth.marks import Marks, marks
from ediary_analytics.synth.school import School
from ediary_analytics.synth.term_grades import TermGrades, term_grades


@dataclass(frozen=True, slots=True)
class Records:
    """The diary of the whole year; the export is what of it was entered by its last day."""

    lessons: Lessons
    spells: Spells
    hours: Hours
    attendance: Attendance
    assessments: Assessments
    marks: Marks
    terms: TermGrades


def keep(school: School) -> Records:
    """Live through the year."""
    taught = lessons(school)
    away = spells(school)
    sat = hours(school, taught, away)
    planned = assessments(school, taught)
    given = marks(school, taught, away, sat, planned)
    return Records(taught, away, sat, attendance(school, taught, away, sat), planned, given, term_grades(school, given))

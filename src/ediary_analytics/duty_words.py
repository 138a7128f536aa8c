"""Duties in words that a person knows: what a record is about, how it stands, what evidence is missing."""

from ediary_analytics import catalogue, contract
from ediary_analytics.i18n import N_, _
from ediary_analytics.standing import Verdict

#: How a record stands.
_STATUS = {
    "met": N_("in time"),
    "late": N_("late"),
    "missing": N_("not entered"),
    "pending": N_("awaited"),
    "excused": N_("excused"),
}
#: What a duty's ``detail`` tells; any other is shown as it stands.
_DETAILS = {
    "lesson_recorded": N_("lesson {detail}"),
    "informal_lesson_recorded": N_("lesson {detail}"),
    "substitution_recorded": N_("lesson {detail}"),
    "lesson_content_complete": N_("blank: {detail}"),
    "meeting_details": N_("blank: {detail}"),
    "briefing_signed": N_("blank: {detail}"),
    "contacts_complete": N_("blank: {detail}"),
    "grade_entered_same_day": N_("grade {detail}"),
    "assessment_grade_on_time": N_("grade {detail}"),
    "one_test_a_day": N_("tests: {detail}"),
    "absence_justified_in_time": N_("lesson of {detail}"),
    "term_grade_entered": N_("term {detail}"),
    "term_grades_confirmed": N_("term {detail}"),
}
#: Words of the contract that stand in a ``detail``.
_WORDS = {
    "topic": N_("topic"),
    "objectives": N_("objectives"),
    "homework": N_("homework"),
    "absent": N_("absent"),
    "late": N_("came late"),
    "left_early": N_("left early"),
    "illness": N_("illness"),
    "family": N_("family reasons"),
    "representing": N_("represents the school"),
    "school": N_("school's reasons"),
    "other": N_("other reasons"),
    "place": N_("place"),
    "content": N_("content"),
    "signatures": N_("signatures"),
    "email": N_("e-mail"),
    "phone": N_("phone"),
    "pupil": N_("pupil"),
    "guardian": N_("parent or guardian"),
    "arrival": N_("arrival"),
    "departure": N_("departure"),
    "week_plan": N_("plan of the week"),
    "week_reflection": N_("reflection on the week"),
    "lesson_times": N_("times of the lessons"),
    "terms": N_("terms"),
    "closures": N_("vacations"),
    "subjects": N_("subjects"),
    "staff": N_("staff"),
    "pupils": N_("pupils"),
    "classes": N_("classes"),
    "timetable": N_("timetable"),
}


def detail(obligation: str, value: str | None) -> str:
    """What a record is about, in words."""
    if not value:
        return ""
    words = ", ".join(_(_WORDS[word]) if word in _WORDS else word for word in value.split(", "))
    return _(_DETAILS[obligation]).format(detail=words) if obligation in _DETAILS else words


def lacking(need: str) -> str:
    """What evidence is missing, and what would bring it."""
    if need.startswith("setting "):
        return _("the school has not confirmed {what}; write it into the school's rules").format(what=setting(need))
    table, _dot, column = need.partition(".")
    found = contract.tables()[table]
    if not column:
        return _("the export has no table “{title}” ({name}); ask the diary's vendor for it").format(
            title=found.aliases[0], name=table
        )
    return _("column “{title}” ({name}) of “{table}” is empty; ask the diary's vendor to export it").format(
        title=found.column(column).aliases[0], name=column, table=found.aliases[0]
    )


def setting(need: str) -> str:
    """What people call a setting that a school has to confirm (``setting lock_day``)."""
    name = need.removeprefix("setting ")
    every = (duty.settings.get(name) for duty in catalogue.obligations().values())
    return next((found.title for found in every if found is not None and found.default is None), name)


def status(status: str) -> str:
    """``in time``, ``late``, … in the language in use."""
    return _(_STATUS[status])


def standing(duty: Verdict) -> tuple[str, str]:
    """How a duty stands against its threshold: state and word."""
    if not duty.checkable:
        return "unchecked", _("not checked")
    if not duty.examined:
        return "none", _("nothing due")
    if duty.rate is None:
        return "pending", _("awaited")
    return ("met", _("reached")) if duty.passed else ("missing", _("not reached"))


def word(value: str) -> str:
    """A word of the contract (``illness``) in the language in use; any other text as it stands."""
    return _(_WORDS[value]) if value in _WORDS else value

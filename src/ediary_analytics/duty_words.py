"""Duties in words that a person knows: what a record is about, how it stands, what evidence is missing."""

import datetime as dt
import re

from ediary_analytics import catalogue, contract, formats
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
#: What a duty's ``detail`` tells, by the kind that its rule names; its parts stand in the order of the rule.
_DETAILS = {
    "lesson": N_("lesson {0}"),
    "lesson_of": N_("lesson of {0}"),
    "grade": N_("grade {0}"),
    "tests": N_("tests: {0}"),
    "blanks": N_("blank: {0}"),
    "turn": N_("time {0}"),
    "week": N_("week of {0}"),
    "last_record": N_("still recorded on {0}"),
    "timetable": N_("in the timetable until {0}"),
    "hours": N_("{0} of {1} lessons without excuse"),
    "classes": N_("registry {0}, diary {1}"),
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
    "attendance": N_("attendance"),
    "grades": N_("grade"),
    "term_grades": N_("term grade"),
    "changed_by": N_("who changed it"),
    "changed_at": N_("when it was changed"),
    "field": N_("what was changed"),
    "value": N_("the value before and after"),
}


def detail(obligation: str, value: str | None) -> str:
    """What a record is about, in words."""
    if not value:
        return ""
    kind = catalogue.obligations()[obligation].detail
    match kind:
        case "":
            return value
        case "word" | "blanks":
            parts = [words(value)]
        case "period":
            return _period(value)
        case "week":
            parts = [formats.day(dt.datetime.strptime(f"{value}-1", "%G-W%V-%u"))]  # noqa: DTZ007  (a day has no zone)
        case "record":
            what, _slash, period = value.partition(" / ")
            return ", ".join(filter(None, (word(what), _period(period))))
        case _:
            parts = value.split(" / ")
    return _(_DETAILS[kind]).format(*parts) if kind in _DETAILS else parts[0]


def words(value: str) -> str:
    """Several words of the contract (``topic, homework``) in the language in use."""
    return ", ".join(map(word, value.split(", ")))


def _period(value: str) -> str:
    """``2026 m. spalis`` of a month; a term as the diary calls it."""
    return formats.month(value) if re.fullmatch(r"\d{4}-\d\d", value) else value


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

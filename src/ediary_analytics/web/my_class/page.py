"""The parts of a class head's page, each over a month of a class that was read."""

import streamlit as st

from ediary_analytics.i18n import _
from ediary_analytics.web import components, pictures, table, trace, ways
from ediary_analytics.web.attendance import data as attendance
from ediary_analytics.web.attendance import files as attendance_files
from ediary_analytics.web.attendance.found import span
from ediary_analytics.web.my_class import files, tables, words
from ediary_analytics.web.my_class.found import Found, Rows

_PAGE = "my_class"


def no_class() -> None:
    """A class head whose class the export does not name."""
    components.title(_("No class is yours in this export"), [_("The page fills as soon as the diary's data is there.")])
    components.note(
        _("What would help"),
        [_("An export of the classes that names the head of each of them (homeroom_staff_id), and of the enrolments.")],
    )


def undecided(found: Found) -> None:
    """What the head still has to decide, the oldest first."""
    if found.undecided is None:
        return
    components.section(words.undecided_finding(found), _("Of the whole year so far; a row opens to the lessons."))
    if found.undecided:
        table.show(tables.undecided(found), key="undecided")
        components.downloads(
            _("Download all of them:"), [_PAGE, _("to-decide"), found.month], lambda: files.undecided(found)
        )


def calendar(found: Found) -> None:
    """The class's absences day by day since the year began."""
    if not found.known:
        return
    finding = words.calendar_finding(found)
    components.section(finding, _("How many pupils' lessons were missed; an outlined day is not recorded."))
    frame = tables.days(found)
    if frame.num_rows:
        pictures.show("calendar", frame, finding, across=3)


def parents(found: Found) -> None:
    """Whose parents are to be reached, and for whom to print."""
    if found.parents is None or not found.guardians:
        return
    components.section(
        words.parents_finding(found), _("Who never logged in, or asked for paper; phone and e-mail as in the diary.")
    )
    if tables.to_reach(found):
        table.show(tables.parents(found), key="parents")
        components.downloads(_("Download the table:"), [_PAGE, _("parents"), found.month], lambda: files.parents(found))


def pupils(found: Found) -> None:
    """The class, pupil by pupil, down to the lessons missed."""
    if not found.known:
        return
    opened = table.opened("pupils")
    hours = _hours(found, opened) if opened else []
    components.section(_("Pupils in the month"), _("A row opens to the lessons missed."))
    pressed = table.show(tables.pupils(found, opened, hours, way=ways.there("pupil")), key="pupils")
    with st.container(horizontal=True, gap="large"):
        components.downloads(_("Download the table:"), [_PAGE, _("pupils"), found.month], lambda: files.pupils(found))
        components.downloads(
            _("Download all lessons missed:"),
            [_PAGE, _("lessons"), found.month],
            lambda: attendance_files.lessons(_hours(found, None)),
        )
    if pressed and ways.there("pupil"):
        ways.to_pupil(found.place.school.school_id, pressed)


def months(found: Found) -> None:
    """The class's statistics, month by month."""
    if not found.months:
        return
    components.section(_("Statistics of the class by month"), _("In lessons; choose a month to look at it."))
    pressed = table.show(tables.months(found), key="months")
    components.downloads(_("Download the table:"), [_PAGE, _("months"), found.month], lambda: files.months(found))
    if pressed and pressed != found.month:
        ways.to(_PAGE, month=pressed)


def seen(found: Found) -> None:
    """Leave a trace of the pupils who stand on the page by name."""
    ids = {row["pupil_id"] for row in (*found.pupils, *found.guardians, *(found.undecided or []))}
    trace.pupils(_PAGE, found.place.school.school_id, ids)


def _hours(found: Found, pupil: str | None) -> Rows:
    first, last = span(found.month, found.place.year.as_of)
    as_of = found.place.year.as_of
    rows: Rows = attendance.hours(found.place.view, as_of, first, last, found.one.class_id, pupil).to_pylist()
    return rows

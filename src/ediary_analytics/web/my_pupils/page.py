"""The parts of a specialist's page."""

import streamlit as st

from ediary_analytics import catalogue, charts, i18n
from ediary_analytics.answers import support
from ediary_analytics.answers.support import Supports
from ediary_analytics.calendar import month_before
from ediary_analytics.i18n import _
from ediary_analytics.web import components, data, table, theme, trace, ways
from ediary_analytics.web.choices import Place
from ediary_analytics.web.my_pupils import picture, tables

PAGE = "my_pupils"


def supported(place: Place, month: str) -> Supports:
    """The specialist's pupils in a month; that they are shown by name is written down."""
    found = _look(place.view, month)
    trace.pupils(PAGE, place.school.school_id, [one.pupil_id for one in found.pupils])
    return found


@st.cache_data(max_entries=64, show_spinner=False)
def _look(view: data.View, month: str) -> Supports:
    year = data.year(view)
    with data.root(view).cursor() as con:
        return support.look(con, year.as_of, month, year.began(year.as_of.date()))


def pupils(found: Supports, place: Place, month: str) -> None:
    """Each pupil with the month, the month before and what changed; leads to the pupil's page."""
    components.section(_("Pupil by pupil"), _("In brackets: the month before. Press a pupil to see the whole year."))
    before = month_before(month)
    shown = tables.pupils(found, month, before, leads=ways.there("pupil"))
    if pressed := table.show(shown, key="mine"):
        ways.to_pupil(place.school.school_id, pressed)
    components.downloads(_("Download the table:"), [_("my pupils"), month], lambda: tables.file(found, month, before))


def absences(found: Supports, place: Place, month: str) -> None:
    """Who missed how much, month by month."""
    finding = _("Share of lessons missed, month by month")
    components.section(finding)
    if "attendance_rate" in found.missing:
        return
    dark = st.context.theme.type == "dark"
    components.picture(_matrix(place.view, month, i18n.language(), dark=dark), finding, len(found.pupils))


@st.cache_data(max_entries=64, show_spinner=False)
def _matrix(view: data.View, month: str, language: str, *, dark: bool) -> components.Spec:
    i18n.use(language)
    # from there on it is severe: the deepest colour, however little the others miss
    most = catalogue.metrics()["absence_bands"].settings["severe_percent"]
    return components.spec(charts.matrix(picture.missed(_look(view, month)), most=most, dark=dark, font=theme.FONT))

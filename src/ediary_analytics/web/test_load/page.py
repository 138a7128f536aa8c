"""The parts of the page test_load."""

import pyarrow as pa
import streamlit as st

from ediary_analytics import charts
from ediary_analytics.access import Viewer
from ediary_analytics.i18n import _
from ediary_analytics.web import choices, components, measures, table, theme
from ediary_analytics.web.choices import Place
from ediary_analytics.web.fill_check.words import lacking
from ediary_analytics.web.test_load import found as finding
from ediary_analytics.web.test_load import picture, tables, words
from ediary_analytics.web.test_load.found import Found


def choose(place: Place) -> Found:
    """Term and class, and their tests."""
    term = choices.term(place, ("half_year", "trimester"))
    return finding.look(place, term, choices.school_class(place))


def weeks(found: Found) -> None:
    """When: class by week."""
    if not found.tests:
        return
    text = words.busiest(found)
    components.section(
        text,
        _("Tests of each class by week (its Monday). Dashed: still to come. Framed with “!”: tests meet on a day."),
    )
    dark = st.context.theme.type == "dark"
    components.picture(_map(picture.cells(found), dark=dark), text, len(found.lines))


# a frame's own words and numbers are the key
@st.cache_data(max_entries=64, show_spinner=False, hash_funcs={pa.Table: pa.Table.to_pydict})
def _map(frame: pa.Table, *, dark: bool) -> components.Spec:
    return components.spec(charts.load_map(frame, dark=dark, font=theme.FONT))


def classes(found: Found, viewer: Viewer) -> None:
    """The list, down to each test."""
    if not found.tests:
        components.note(
            _("What to do"),
            [_("Mark tests in the diary ahead: pupils can then prepare, and teachers see where tests would meet.")],
        )
        return
    components.section(_("By class"), _("A row opens to its tests: subject, topic, day, and when it was announced."))
    table.show(tables.classes(found, named=viewer.may_name_pupils), key="tests")
    components.downloads(_("Download the table:"), [_("tests"), found.term.term_id], lambda: tables.file(found))


def foot(found: Found) -> None:
    """What is not known, and what the words mean."""
    if unknown := measures.lacking([found.load]):
        lines = [f"{title}: {'; '.join(map(lacking, needs))}." for title, needs in unknown]
        components.note(_("What cannot be told"), lines)
    components.foot(measures.definitions("test_load"))

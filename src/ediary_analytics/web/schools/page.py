"""The parts of the page schools."""

from typing import Final

import pyarrow as pa
import streamlit as st

from ediary_analytics import access, charts
from ediary_analytics.i18n import _
from ediary_analytics.web import choices, components, data, formats, measures, table, theme, ways
from ediary_analytics.web.choices import Everywhere
from ediary_analytics.web.fill_check.words import lacking
from ediary_analytics.web.schools import found as finding
from ediary_analytics.web.schools import picture, tables, words
from ediary_analytics.web.schools.found import Found

#: The pages of one school that a line leads to, for whoever has them.
_PAGES: Final = ("attendance", "class_progress", "logins")


def choose(everywhere: Everywhere) -> Found:
    """The month, and what is known of it."""
    return finding.look(everywhere, choices.month(everywhere))


def schools(found: Found) -> None:
    """One line a school, then the pictures."""
    leads = not data.holds_totals(found.everywhere.view.file)
    components.section(_("By school"), words.hidden(found, leads=leads))
    pages = [(page, access.page_title(page)) for page in _PAGES if leads and ways.there(page)]
    went = table.show(tables.schools(found, table.opened("schools"), pages), key="schools")
    components.downloads(_("Download the table:"), [_("schools"), found.month], lambda: tables.file(found))
    if went:
        page, _bar, school = went.partition("|")
        ways.to(page, school=school)
    _pictures(found)


def _pictures(found: Found) -> None:
    dark, sign = st.context.theme.type == "dark", formats.number(0.5, 1)[1]
    if (frame := picture.attendance(found)).num_rows:
        text = _("Attendance, %")
        lead = _("Grey: between what the middle half of these schools lies; the tick is their median.")
        components.section(text, lead if frame["low"].null_count < frame.num_rows else "")
        components.picture(_dots(frame, sign, dark=dark), text, frame.num_rows)
    if (frame := picture.unjustified(found)).num_rows:
        text = _("Unjustified hours per pupil")
        components.section(
            text, _("Grey: the middle half of the schools of the country, had they the same pupils in each grade.")
        )
        components.picture(_dots(frame, sign, dark=dark), text, frame.num_rows)


# a frame's own words and numbers are the key
@st.cache_data(max_entries=64, show_spinner=False, hash_funcs={pa.Table: pa.Table.to_pydict})
def _dots(frame: pa.Table, sign: str, *, dark: bool) -> components.Spec:
    return components.spec(charts.schools(frame, decimal=sign, dark=dark, font=theme.FONT))


def foot(found: Found) -> None:
    """What is not known, and what the words mean."""
    if unknown := dict(measures.lacking(found.answers)):
        lines = [f"{title}: {'; '.join(map(lacking, needs))}." for title, needs in unknown.items()]
        components.note(_("What cannot be told"), lines)
    components.foot(measures.definitions("attendance_rate", "success_rate", "pupils_reached"))

"""My class: how its month was, which absences are to be decided, whose parents never logged in."""

import streamlit as st

from ediary_analytics.web import choices, components, guard, measures
from ediary_analytics.web.my_class import found, page, words

viewer = guard.require("my_class")
place = choices.place(viewer)
month = choices.month(place)
one = choices.school_class(place, every=False)
if one is None:
    page.no_class()
    st.stop()

now = found.ask(place, month, one)
components.title(words.answer(now), words.under(now))
components.tiles(words.tiles(now))
page.seen(now)
left, right = st.columns([7, 6], gap="large")
with left:
    page.undecided(now)
with right:
    page.calendar(now)
page.pupils(now)
page.parents(now)
page.months(now)
if missing := words.lacking(now):
    components.note(*missing)
components.foot(
    measures.definitions("attendance_rate", "class_month", "open_absence_age", "never_logged_in", "print_list")
)

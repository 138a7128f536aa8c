"""A specialist's pupils: whose picture changed, and how the month of each went."""

import streamlit as st

from ediary_analytics.calendar import month_before
from ediary_analytics.web import choices, components, guard, measures
from ediary_analytics.web.my_pupils import page, words

viewer = guard.require("my_pupils")
place = choices.place(viewer)
month = choices.month(place)
found = page.supported(place, month)

components.title(words.answer(found), words.under(place, month))
if not found.pupils:
    components.note(*words.nobody())
    st.stop()
components.tiles(words.tiles(found, month_before(month)))
page.pupils(found, place, month)
page.absences(found, place, month)
if missing := words.missing(found):
    components.note(words.missing_heading(), missing)
components.foot(measures.definitions("attendance_rate", "lateness", "mean_mark", "grade_trend"))

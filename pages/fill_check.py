"""The fill check: is the month filled, what is still open, whom to talk to; down to a single lesson."""

import streamlit as st

from ediary_analytics.web import choices, components, guard
from ediary_analytics.web.fill_check import focus, page, words
from ediary_analytics.web.register import month

viewer = guard.require("fill_check")
chosen = choices.ask(viewer)
found = page.month(chosen)

if focus.record(found, chosen) or focus.duty(found, chosen):
    components.foot(words.definitions())
    st.stop()
components.title(words.answer(found), words.under(chosen))
components.tiles(words.tiles(found))
what, where = st.columns([8, 5], gap="large")
with what:
    page.duties(found, chosen)
with where:
    page.weeks(found, chosen)
    page.delay(found, chosen)
page.people(found, chosen)
month.show(chosen)
if found.unchecked:
    components.note(*words.unchecked(found))
components.foot(words.definitions())

"""The fill check: is the month filled, what is still open, whom to talk to."""

import streamlit as st

from ediary_analytics.web import choices, components, guard
from ediary_analytics.web.fill_check import page, words

viewer = guard.require("fill_check")
chosen = choices.ask(viewer)
found = page.month(chosen)

components.title(words.answer(found), words.under(chosen))
components.tiles(words.tiles(found))
what, where = st.columns([8, 5], gap="large")
with what:
    page.duties(found)
with where:
    page.weeks(found, chosen)
page.people(found, chosen)
if found.unchecked:
    components.note(*words.unchecked(found))
components.foot(words.definitions())

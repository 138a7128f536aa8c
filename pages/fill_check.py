"""The fill check: is the month filled, what is still open, whom to talk to."""

import streamlit as st

from ediary_analytics.web import choices, components, fill_page, fill_words, guard

viewer = guard.require("fill_check")
chosen = choices.ask(viewer)
found = fill_page.month(chosen)

components.title(fill_words.answer(found), fill_words.under(chosen))
components.tiles(fill_words.tiles(found))
what, where = st.columns([8, 5], gap="large")
with what:
    fill_page.duties(found)
with where:
    fill_page.weeks(found, chosen)
fill_page.people(found, chosen)
if found.unchecked:
    components.note(*fill_words.unchecked(found))
components.foot(fill_words.definitions())

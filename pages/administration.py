"""Administration: is the diary set up and in order; locks, changes after them, the data itself."""

import streamlit as st

from ediary_analytics.web import choices, components, guard
from ediary_analytics.web.administration import page, words

viewer = guard.require("administration")
chosen = choices.standing(viewer)
found = page.look(chosen)

components.title(words.answer(found), words.under(chosen, found))
components.tiles(words.tiles(found))
year, locked = st.columns([1, 1], gap="large")
with year:
    page.setup(found, chosen)
with locked:
    page.locks(found, chosen)
page.after_lock(found, chosen)
page.data_itself(found, chosen)
page.evidence(found, chosen)
page.elsewhere(viewer, chosen)
components.foot(words.definitions())

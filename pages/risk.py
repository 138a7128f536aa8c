"""Risk: who needs me now, who is in the risk group and does it help, who is to be reported."""

import streamlit as st

from ediary_analytics.web import choices, components, guard, measures
from ediary_analytics.web.risk import page, signs, words

viewer = guard.require("risk")
place = choices.place(viewer)
found = page.school(place)

components.title(words.answer(found), words.under(place))
components.tiles(words.tiles(found))
what, where = st.columns([8, 5], gap="large")
with what:
    page.waiting(found, place)
with where:
    page.seen(found, place)
page.reported(found, place)
page.group(found, place)
page.others(found, place)
if unknown := words.unknown(found):
    components.note(words.unknown_heading(), unknown)
page.bounds(place)
components.foot([*signs.sources(), *measures.definitions("risk_level", "risk_candidates", "risk_group", "nemis")])

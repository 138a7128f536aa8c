"""The overview: the month on one page, and where to look closer."""

import streamlit as st

from ediary_analytics.web import choices, components, guard, measures
from ediary_analytics.web.overview import page, words

viewer = guard.require("overview")
chosen = choices.ask(viewer)
found = page.look(chosen)

components.title(words.answer(found), words.under(chosen))
page.numbers(found)
decide, course = st.columns([8, 5], gap="large")
with decide:
    page.decisions(found)
with course:
    page.course(chosen)
page.changes(found, chosen)
if unknown := words.unknown(found):
    components.note(*unknown)
components.foot([*words.definitions(), *measures.definitions(*page.SHOWN)])

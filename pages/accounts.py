"""Accounts: who may come in, in which roles; adding people, roles, links to set a password, people of a provider."""

import streamlit as st

from ediary_analytics.web import components, demo, guard
from ediary_analytics.web.accounts import doing, page, words

viewer = guard.require("accounts")
if demo.is_on():
    components.title(words.title(), [])
    components.note(*words.in_demonstration())
    st.stop()
office = page.enter(viewer)

components.title(words.answer(office.seen, office.claims), words.under(office))
doing.told()
components.tiles(words.tiles(office))
page.waiting(office)
page.everybody(office)
change, add = st.columns([1, 1], gap="large")
with change:
    page.change(office)
with add:
    page.add(office)
components.foot(words.definitions())

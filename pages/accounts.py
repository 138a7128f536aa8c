"""Accounts: who may come in, in which roles; adding people, roles, links to set a password, people of a provider."""

import streamlit as st

from ediary_analytics.web import accounts_page, accounts_words, components, demo, guard

viewer = guard.require("accounts")
if demo.is_on():
    components.title(accounts_words.title(), [])
    components.note(*accounts_words.in_demonstration())
    st.stop()
office = accounts_page.enter(viewer)

components.title(accounts_words.answer(office.seen, office.claims), accounts_words.under(office))
accounts_page.told()
components.tiles(accounts_words.tiles(office))
accounts_page.waiting(office)
accounts_page.everybody(office)
change, add = st.columns([1, 1], gap="large")
with change:
    accounts_page.change(office)
with add:
    accounts_page.add(office)
components.foot(accounts_words.definitions())

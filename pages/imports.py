"""Imports: an export of the diary by upload, checked before it is published, and what was imported last."""

import streamlit as st

from ediary_analytics.web import components, demo, guard
from ediary_analytics.web.imports import page, words

viewer = guard.require("imports")
imported = page.imported(viewer)

components.title(words.answer(imported), words.under(imported))
if demo.is_on():
    components.note(*words.in_demonstration())
    st.stop()
page.upload(viewer, imported)
page.result(viewer)
page.past(imported)
components.note(*words.where_from())
components.foot(words.definitions())

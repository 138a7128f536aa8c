"""Imports: an export of the diary by upload, checked before it is published, and what was imported last."""

import streamlit as st

from ediary_analytics.web import components, demo, guard, import_page, import_words

viewer = guard.require("imports")
imported = import_page.imported(viewer)

components.title(import_words.answer(imported), import_words.under(imported))
if demo.is_on():
    components.note(*import_words.in_demonstration())
    st.stop()
import_page.upload(viewer, imported)
import_page.result(viewer)
import_page.past(imported)
components.note(*import_words.where_from())
components.foot(import_words.definitions())

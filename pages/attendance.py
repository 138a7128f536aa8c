"""Attendance: who was missing, when and why, and whom to think of."""

import streamlit as st

from ediary_analytics.web import choices, components, guard
from ediary_analytics.web.attendance import found, page, preschool, words
from ediary_analytics.web.register import month as register

viewer = guard.require("attendance")
place = choices.place(viewer)
month = choices.month(place)
one = choices.school_class(place)

if preschool.is_asked_for(place, one):
    preschool.show(place, month, one)
    st.stop()

now = found.ask(viewer, place, month, one)
components.title(words.answer(now), words.under(now))
page.tiles(now)
if now.now.held and not now.now.hidden:
    page.show(now)
if not one:
    register.review(place, month)
if missing := words.lacking(list(now.answers.values())):
    components.note(*missing)
components.foot(words.definitions(now))

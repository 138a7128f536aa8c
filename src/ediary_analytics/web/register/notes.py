"""On a pupil's page: what was done for the pupil, for whoever may read it, and the form to enter more."""

import streamlit as st

from ediary_analytics import access, calendar
from ediary_analytics.access import Viewer
from ediary_analytics.i18n import _
from ediary_analytics.register import interventions
from ediary_analytics.register.interventions import KINDS
from ediary_analytics.register.store import Register
from ediary_analytics.web import components, data, formats, trace
from ediary_analytics.web.front import answers
from ediary_analytics.web.register import doing, words


def show(view: data.View, school: str, pupil: str) -> None:
    """What is entered about the pupil, newest first, and the form; nothing for those who see no support."""
    viewer = trace.viewer()
    if viewer is None or "support" not in viewer.rights.sees or not viewer.may_name_pupils:
        return
    register = doing.existing()
    found = []
    if register:
        with data.root(view).cursor() as con:
            found = access.notes(register, viewer, con, school, pupil)
    components.section(words.noted(found))
    for one in reversed(found):
        st.write(words.intervention(one))
    if viewer.may_write("interventions"):
        _enter(view, viewer, school, pupil)


def _enter(view: data.View, viewer: Viewer, school: str, pupil: str) -> None:
    # of each pupil a form of its own: what was begun about one must not be entered about another
    with st.form(f"intervention {school} {pupil}", border=False, clear_on_submit=True):
        kind = st.selectbox(_("What was done"), list(KINDS), format_func=lambda key: formats.sentence(_(KINDS[key])))
        on_date = st.date_input(_("Day"), calendar.wall_clock(answers.now()).date(), format="YYYY-MM-DD")
        text = st.text_area(_("In words"), max_chars=2000)
        confidential = st.checkbox(_("Only people of my role may read it"))
        pressed = st.form_submit_button(_("Enter it"))
    if pressed:

        def enter(register: Register) -> None:
            with data.root(view).cursor() as con:
                author = access.author(viewer, doing.account(viewer), "interventions", school, con=con, pupil=pupil)
            interventions.enter(
                register, author, answers.now(), on_date=on_date, kind=kind, text=text, confidential=confidential
            )

        doing.do(enter)

"""The first line of every page: nobody passes without a role that has the page.

It holds by itself. Streamlit may run a page's file by its address alone, before ``app.py`` ever ran.
"""

from html import escape

import streamlit as st

from ediary_analytics.access import Viewer
from ediary_analytics.i18n import _
from ediary_analytics.web import components, demo, session, trace


def require(page: str) -> Viewer:
    """Whoever is looking, if they may open the page; else a written refusal, and the script ends here."""
    components.frame()
    viewer = session.viewer()
    if viewer is None or not viewer.may_open(page):
        title, right = _refusal(viewer)
        if not demo.is_on() and (account := session.account()):
            trace.refused(account.id, viewer.role if viewer else None, page)
        st.html(f'<div class="ed-note" role="alert"><h2>{escape(title)}</h2><p>{escape(right)}</p></div>')
        st.stop()
    trace.page(viewer, page)
    return viewer


def _refusal(viewer: Viewer | None) -> tuple[str, str]:
    if viewer is not None:
        return _("Your role does not have this page"), _("Ask the administrator of the diary, if you need it.")
    if demo.is_on():
        return (
            _("The demonstration runs over made-up data only"),
            _("What has been imported here is not marked as such. Start it with: ediary demo"),
        )
    if session.account() is not None:
        return _("Your account has no role yet"), _("Ask the administrator of the diary to give you one.")
    return _("You are not logged in"), _("Load the page anew: it asks for your login and password.")

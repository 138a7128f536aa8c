"""Measures on pages: asked together, kept between reruns, in the words of their own front matter.

Every key names who sees what (:class:`ediary_analytics.web.data.View`), so that no answer reaches another scope.
"""

import streamlit as st

from ediary_analytics import catalogue
from ediary_analytics.answers import measures
from ediary_analytics.answers.measures import Answer, Ask, lacking
from ediary_analytics.errors import CallError
from ediary_analytics.web import components, data

__all__ = ["Answer", "Ask", "ask", "definitions", "lacking"]


def ask(view: data.View, *asked: Ask) -> list[Answer]:
    """The answers in the order of the questions; what a page needs is asked for at once, and is reckoned together.

    Of totals that an earlier program made, and that lack one, the page says so and ends.
    """
    try:
        return _answers(view, asked)
    except CallError as error:
        components.alert(f"{error.where}: {error.wrong}", error.right)
        st.stop()


@st.cache_data(max_entries=256, show_spinner=False)
def _answers(view: data.View, asked: tuple[Ask, ...]) -> list[Answer]:
    with data.root(view).cursor() as con:
        return measures.ask(con, data.year(view).as_of, asked)


def definitions(*names: str) -> list[tuple[str, str]]:
    """Title and definition of measures, for the foot of a page."""
    known = catalogue.metrics()
    return [(known[name].text("title"), known[name].text("definition")) for name in names]

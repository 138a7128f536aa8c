"""The rows behind the page of attendance, kept between reruns; only for who may name pupils."""

import datetime as dt

import pyarrow as pa
import streamlit as st

from ediary_analytics.answers import attendance
from ediary_analytics.web import data


@st.cache_data(max_entries=64, show_spinner=False)
def pupils(view: data.View, as_of: dt.datetime, since: dt.date, until: dt.date) -> pa.Table:
    """See :func:`ediary_analytics.answers.attendance.pupils`."""
    with data.root(view).cursor() as con:
        return attendance.pupils(con, as_of, since, until)


@st.cache_data(max_entries=64, show_spinner=False)
def hours(
    view: data.View, as_of: dt.datetime, since: dt.date, until: dt.date, class_id: str | None, pupil_id: str | None
) -> pa.Table:
    """See :func:`ediary_analytics.answers.attendance.hours`."""
    with data.root(view).cursor() as con:
        return attendance.hours(con, as_of, since, until, class_id, pupil_id)


@st.cache_data(max_entries=64, show_spinner=False)
def week(view: data.View, as_of: dt.datetime, since: dt.date, until: dt.date, class_id: str | None) -> pa.Table:
    """See :func:`ediary_analytics.answers.attendance.week`."""
    with data.root(view).cursor() as con:
        return attendance.week(con, as_of, since, until, class_id)


@st.cache_data(max_entries=64, show_spinner=False)
def days(view: data.View, as_of: dt.datetime, since: dt.date, until: dt.date, class_id: str | None) -> pa.Table:
    """See :func:`ediary_analytics.answers.attendance.days`."""
    with data.root(view).cursor() as con:
        return attendance.days(con, as_of, since, until, class_id)


@st.cache_data(max_entries=64, show_spinner=False)
def preschool(view: data.View, since: dt.date, until: dt.date, class_id: str | None) -> pa.Table:
    """See :func:`ediary_analytics.answers.attendance.preschool`."""
    with data.root(view).cursor() as con:
        return attendance.preschool(con, since, until, class_id)

"""An act as a form to print."""

import datetime as dt
from functools import partial

import streamlit as st

from ediary_analytics import i18n
from ediary_analytics.access import Viewer
from ediary_analytics.i18n import _
from ediary_analytics.register.acts import Text
from ediary_analytics.reports import catalogue, desk
from ediary_analytics.reports import pdf as printed
from ediary_analytics.reports.document import Document
from ediary_analytics.reports.kinds import data_change_act
from ediary_analytics.web import trace
from ediary_analytics.web.acts.found import Found

_KIND = "data_change_act"


def pdf(found: Found, viewer: Viewer, text: Text, number: int | str, on: dt.date | None) -> None:
    """The button that makes the act as PDF, and logs it; nothing for a role that may not take files away."""
    if not viewer.may_export:
        return
    name = f"{_KIND}-{str(number).replace(' ', '-')}.pdf"
    st.download_button(
        _("The act as PDF"),
        partial(_write, found, viewer, text, number, on, name, i18n.language()),
        file_name=name,
        mime="application/pdf",
        key=name,
        on_click="ignore",
    )


def _write(
    found: Found, viewer: Viewer, text: Text, number: int | str, on: dt.date | None, name: str, language: str
) -> bytes:
    i18n.use(language)
    kind = catalogue.kind(_KIND)
    made = document(found, text, number, on)
    content = printed.write(desk.bound(kind, [made], desk.rules_of(found.place.school)))
    trace.download(viewer, name, len(made.pupils))
    return trace.made(viewer, content)


def document(found: Found, text: Text, number: int | str, on: dt.date | None) -> Document:
    """The form of an act: what it says, over what the diary tells of the change."""
    name, change = found.told.name, found.change(text)
    said = {
        "changed_by": name("staff", text.staff_id),
        "subject": name("subject", text.subject_id),
        "class_name": name("class", text.class_id),
        "pupil": name("pupil", text.pupil_id),
        "pupil_id": text.pupil_id,
        "old_value": text.wrong_value,
        "new_value": text.right_value,
        "reason": text.reason,
        "approved_by": name("staff", text.approved_by),
        "signed_on": on,
        "act_id": str(number).removeprefix("export ") if on else None,
    }
    return data_change_act.act(found.place.school.name, {**(change.row if change else {}), **said})

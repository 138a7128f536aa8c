"""Below a month: who signed it off, on the fill check what is excused, and the forms for both."""

from pathlib import Path

import streamlit as st

from ediary_analytics import access
from ediary_analytics.access import Scope, Viewer
from ediary_analytics.calendar import month_days
from ediary_analytics.entered import Signed
from ediary_analytics.i18n import _
from ediary_analytics.register import excuses, sign_offs
from ediary_analytics.register.excuses import Excuse
from ediary_analytics.register.store import Register
from ediary_analytics.web import components, data, formats, labels, trace
from ediary_analytics.web.choices import Choice, Place
from ediary_analytics.web.front import answers
from ediary_analytics.web.register import doing, words


def show(choice: Choice) -> None:
    """What the register says of the month, for whoever may enter something about it; nothing for others."""
    signer, excuser = doing.enters("sign_offs"), doing.enters("excuses")
    if not (signer or excuser):
        return
    left, right = st.columns(2, gap="large")
    if signer:
        with left:
            _sign_off(choice.view, choice.month, "monthly_fill_check", signer)
    if excuser:
        with right if signer else left:
            _excused(choice, excuser)
            _excuse(choice, excuser)


def review(place: Place, month: str) -> None:
    """Who signed the review of a month's attendance, and the form to, for whoever may; nothing for others."""
    if signer := doing.enters("sign_offs"):
        with st.columns(2, gap="large")[0]:
            _sign_off(place.view, month, "attendance_review", signer)


def _sign_off(view: data.View, month: str, kind: str, viewer: Viewer) -> None:
    register, school = doing.existing(), view.school
    signed = sign_offs.standing(register, [school], kind=kind, period=month) if register else []
    awaited = _awaited(viewer.role, viewer.scope, view.file, school, tuple(map(sign_offs.laid, signed)))
    components.section(words.signed(signed, awaited, month, kind), words.who_signed(signed))
    own = [one for one in signed if doing.is_own(viewer, one.mark)]
    if own and st.button(_("Take my signature back"), key=f"withdraw {kind} {own[-1].mark.id}"):
        _unsign(school, own[-1].mark.id, viewer)
    if any(one.grades == viewer.scope.grades for one in own):
        return
    with st.form(f"sign {school} {kind} {month}", border=False):
        note = st.text_input(_("What was agreed (need not be filled in)"), max_chars=500)
        pressed = st.form_submit_button(words.sign(kind, viewer.scope.grades))
    if pressed:
        author = access.author(viewer, doing.account(viewer), "sign_offs", school)
        doing.do(lambda register: sign_offs.sign(register, author, answers.now(), kind=kind, period=month, note=note))


def _unsign(school: str, entry: int, viewer: Viewer) -> None:
    author = access.author(viewer, doing.account(viewer), "sign_offs", school)
    doing.do(lambda register: sign_offs.withdraw(register, author, answers.now(), entry))


@st.cache_data(max_entries=256, show_spinner=False)
def _awaited(role: str, scope: Scope, file: str, school: str, signed: tuple[Signed, ...]) -> list[int | None]:
    """The grades that these sign-offs leave out, where there are any."""
    return access.unsigned(Viewer("", role, scope), Path(file), school, signed) if signed else []


def _excused(choice: Choice, viewer: Viewer) -> None:
    register, school = doing.existing(), choice.school.school_id
    standing = excuses.standing(register, [school]) if register else []
    of_month = [one for one in standing if words.concerns(one, choice.month)]
    with data.root(choice.view).cursor() as con:
        found = [one for one in of_month if access.sees_excuse(con, viewer, school, one)]
    components.section(words.excused(found))
    for one in found:
        line, button = st.columns([8, 2], vertical_alignment="center")
        line.write(words.excuse(one, {imposed.name: imposed for imposed in choice.rules.imposed}))
        # who sees some grades only takes back no days of the whole school
        theirs = one.obligation is not None or viewer.scope.grades is None
        if theirs and button.button(_("Take back"), key=f"withdraw excuse {one.mark.id}"):
            _withdraw(choice, viewer, one)


def _withdraw(choice: Choice, viewer: Viewer, one: Excuse) -> None:
    def take_back(register: Register) -> None:
        with data.root(choice.view).cursor() as con:
            author = access.unexcusing(con, viewer, doing.account(viewer), choice.school.school_id, one)
        excuses.withdraw(register, author, answers.now(), one.mark.id)

    doing.do(take_back)


def _excuse(choice: Choice, viewer: Viewer) -> None:
    ways = {"record": _("One record"), "days": _("Days for the whole school")}
    way = st.segmented_control(_("Excuse"), list(ways), format_func=ways.__getitem__, key="excuse what")
    if way == "record":
        _excuse_record(choice, viewer)
    elif way == "days":
        _excuse_days(choice, viewer)


def _why() -> tuple[str, str]:
    cause = st.selectbox(
        _("Reason"), list(excuses.CAUSES), format_func=lambda key: formats.sentence(_(excuses.CAUSES[key]))
    )
    return cause, st.text_input(_("What happened"), max_chars=500)


def _excuse_record(choice: Choice, viewer: Viewer) -> None:
    school = choice.school.school_id
    rows = data.rows(choice.view, choice.rules.name, choice.month, None).to_pylist()
    trace.pupils("fill_check", school, [row["pupil"] for row in rows])
    titles = {imposed.name: imposed.obligation.title for imposed in choice.rules.imposed}
    by_key = {row["record"]: row for row in rows}
    shown = labels.apart(by_key, lambda key: words.record(by_key[key], titles), lambda key: key[:4])
    with st.form(f"excuse a record {school} {choice.month}", border=False, clear_on_submit=True):
        which = st.selectbox(_("Record"), list(by_key), None, shown.__getitem__, placeholder=_("Choose"))
        cause, reason = _why()
        pressed = st.form_submit_button(_("Excuse"))
    if pressed and which is not None:
        chosen = by_key[which]

        def enter(register: Register) -> None:
            with data.root(choice.view).cursor() as con:
                duty = access.excusable(con, school, chosen["obligation"], chosen["subject_id"])
            author = access.author(viewer, doing.account(viewer), "excuses", school)
            excuses.excuse_duty(register, author, answers.now(), duty, cause=cause, reason=reason)

        doing.do(enter)


def _excuse_days(choice: Choice, viewer: Viewer) -> None:
    first, _last = month_days(choice.month)
    with st.form(f"excuse days {choice.school.school_id} {choice.month}", border=False, clear_on_submit=True):
        since = st.date_input(_("From"), first, format="YYYY-MM-DD")
        until = st.date_input(_("To"), first, format="YYYY-MM-DD")
        cause, reason = _why()
        pressed = st.form_submit_button(_("Excuse"))
    if pressed:

        def enter(register: Register) -> None:
            author = access.whole_school(viewer, doing.account(viewer), "excuses", choice.school.school_id)
            excuses.excuse_days(register, author, answers.now(), since=since, until=until, cause=cause, reason=reason)

        doing.do(enter)

"""The parts of the page of acts: what waits for an act, drafts to complete, signed acts."""

import streamlit as st

from ediary_analytics import access
from ediary_analytics.access import Viewer
from ediary_analytics.answers.acts import Matter
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.register import acts
from ediary_analytics.register.acts import Act, Text
from ediary_analytics.register.entries import Author
from ediary_analytics.reports.kinds.data_change_act import value_word
from ediary_analytics.web import components, formats, labels, table, trace
from ediary_analytics.web.acts import files, tables, words
from ediary_analytics.web.acts.found import Found
from ediary_analytics.web.front import answers
from ediary_analytics.web.register import doing
from ediary_analytics.web.register.words import plain

#: So many are offered at once; drafts of them make room for the next.
_AT_ONCE = 15
#: So many drafts stand open.
_OPEN = 2


def seen(found: Found) -> None:
    """Note whose names the page shows."""
    about = [one.row.get("pupil_id") for one in found.waiting]
    about += [one.text.pupil_id for one in found.drafts] + [one.text.pupil_id for one in found.signed]
    trace.pupils("acts", found.place.school.school_id, about)


def waiting(found: Found, viewer: Viewer) -> None:
    """What nobody has drafted an act about yet, each with the button that does."""
    left = found.waiting
    if not left:
        return
    text = ngettext("{n} matter waits for an act", "{n} matters wait for an act", len(left))
    components.section(text.format(n=formats.number(len(left))), _("A draft takes over what the diary tells of it."))
    for one in left[:_AT_ONCE]:
        line, button = st.columns([8, 2], vertical_alignment="center")
        head, what = words.matter(found, one)
        line.write(f"**{plain(head)}** – {plain(what)}")
        key = f"draft {one.change_id or one.lock_id} {one.change_id is None}"
        if viewer.may_write("acts") and button.button(_("Draft the act"), key=key, width="stretch"):
            _draft(found, viewer, one)
    if len(left) > _AT_ONCE:
        components.lead(_("and {n} more").format(n=formats.number(len(left) - _AT_ONCE)))
    components.downloads(_("Download the table:"), ["acts", _("without")], lambda: tables.waiting_file(found))


def _author(found: Found, viewer: Viewer) -> Author:
    return access.author(viewer, doing.account(viewer), "acts", found.place.school.school_id)


def _draft(found: Found, viewer: Viewer, one: Matter) -> None:
    row = one.row
    text = Text(
        one.lock_id, one.change_id, row["staff_id"], row.get("subject_id"), row["class_id"], row.get("pupil_id"), None,
        value_word(row.get("old_value")) or None, value_word(row.get("new_value")) or None,
    )  # fmt: skip
    doing.do(lambda register: acts.draft(register, _author(found, viewer), answers.now(), one.at.date(), text))


def drafts(found: Found, viewer: Viewer) -> None:
    """Each draft: what is to be completed, signed, taken away or discarded."""
    if not found.drafts:
        return
    text = ngettext("{n} draft to complete and sign", "{n} drafts to complete and sign", len(found.drafts))
    components.section(text.format(n=formats.number(len(found.drafts))))
    for act in found.drafts:
        label = f"{formats.day(act.day)}, {words.about(found, act.text)}"
        with st.expander(plain(label), expanded=len(found.drafts) <= _OPEN):
            if viewer.may_write("acts"):
                _complete(found, viewer, act)
            with st.container(horizontal=True, vertical_alignment="center"):
                files.pdf(found, viewer, act.text, act.mark.id, None)
                if viewer.may_write("acts") and st.button(_("Discard the draft"), key=f"discard {act.mark.id}"):
                    _withdraw(found, viewer, act.mark.id)


def _complete(found: Found, viewer: Viewer, act: Act) -> None:
    if (change := found.change(act.text)) is not None:
        head, what = words.matter(found, change)
        st.write(f"{plain(head)} – {plain(what)}")
    with st.form(f"act {act.mark.id}", border=False):
        who, agreement = st.columns(2)
        with who:
            staff = _person(found, _("Who corrected the data"), act.text.staff_id, f"who {act.mark.id}")
        with agreement:
            agreed = _person(found, _("Who agreed"), act.text.approved_by, f"agreed {act.mark.id}")
        before, after = st.columns(2)
        wrong = before.text_input(_("Wrong"), act.text.wrong_value or "", max_chars=500, key=f"wrong {act.mark.id}")
        value = after.text_input(_("Right"), act.text.right_value or "", max_chars=500, key=f"right {act.mark.id}")
        reason = st.text_area(
            _("Why the data is corrected"), act.text.reason or "", max_chars=2000, height=80, key=f"why {act.mark.id}"
        )
        with st.container(horizontal=True):
            sign = st.form_submit_button(_("Sign the act"))
            save = st.form_submit_button(_("Keep the draft"))
    if not (sign or save):
        return
    old = act.text
    text = Text(
        old.lock_id, old.change_id, staff, old.subject_id, old.class_id, old.pupil_id,
        reason.strip() or None, wrong.strip() or None, value.strip() or None, agreed,
    )  # fmt: skip
    enter = acts.sign if sign else acts.correct
    doing.do(lambda register: enter(register, _author(found, viewer), answers.now(), act.mark.id, text))


def _person(found: Found, label: str, chosen: str | None, key: str) -> str | None:
    """Somebody of the staff; where the export names nobody, whoever is written."""
    staff = found.told.names.get("staff", {})
    if not staff:
        return st.text_input(label, chosen or "", max_chars=200, key=key).strip() or None
    options = list(staff) if chosen is None or chosen in staff else [chosen, *staff]
    index = None if chosen is None else options.index(chosen)
    shown = labels.apart(options, lambda one: staff.get(one, one)).__getitem__
    return st.selectbox(label, options, index, shown, key=key, placeholder=_("Choose"))


def _withdraw(found: Found, viewer: Viewer, entry: int) -> None:
    doing.do(lambda register: acts.withdraw(register, _author(found, viewer), answers.now(), entry))


def signed(found: Found, viewer: Viewer) -> None:
    """The signed acts; one of them as a form to print, or taken back."""
    if not found.signed:
        components.section(_("No act is signed yet"))
        return
    text = ngettext("{n} signed act", "{n} signed acts", len(found.signed))
    components.section(text.format(n=formats.number(len(found.signed))))
    table.show(tables.signed(found), key="signed acts")
    components.downloads(_("Download the table:"), ["acts", _("signed")], lambda: tables.signed_file(found))
    known = {one.key: one for one in found.signed}
    shown = labels.apart(known, lambda key: f"{formats.day(known[key].on)}, {words.about(found, known[key].text)}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = known[
            st.selectbox(
                _("Act to print"),
                list(known),
                format_func=shown.__getitem__,
                key=f"act to print {len(known)}",
            )
        ]
        files.pdf(found, viewer, chosen.text, chosen.entry or chosen.key, chosen.on)
        if (
            chosen.entry
            and viewer.may_write("acts")
            and st.button(_("Take the act back"), key=f"withdraw {chosen.entry}")
        ):
            _withdraw(found, viewer, chosen.entry)

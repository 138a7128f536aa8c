"""The list of signed acts, and the lists as files."""

import pyarrow as pa

from ediary_analytics.i18n import _
from ediary_analytics.register.acts import Text
from ediary_analytics.reports.kinds.data_change_act import value_word
from ediary_analytics.web import formats, trace
from ediary_analytics.web.acts import words
from ediary_analytics.web.acts.found import Found, Signed
from ediary_analytics.web.table import Block, Column, Row, Table


def signed(found: Found) -> Table:
    """Every signed act, the newest first; a row opens to what it says."""
    columns = [
        Column(_("Signed")),
        Column(_("About")),
        Column(_("Reason"), wide=True),
        Column(_("Agreed"), wide=True),
        Column(_("Kept in")),
    ]
    rows = [
        Row(
            one.key,
            [
                formats.day(one.on),
                words.about(found, one.text),
                one.text.reason or formats.NOTHING,
                found.told.name("staff", one.text.approved_by) or formats.NOTHING,
                kept(one),
            ],
            [Block(facts=[(f"{name}:", value or formats.NOTHING) for name, value in said(found, one)])],
        )
        for one in found.signed
    ]
    return Table(_("Signed acts"), columns, rows)


def kept(one: Signed) -> str:
    """Where an act comes from."""
    return _("here") if one.entry else _("the diary")


def said(found: Found, one: Signed) -> list[tuple[str, str]]:
    """What an act says, by field."""
    text, name = one.text, found.told.name
    fields = [
        (_("Who corrected the data"), name("staff", text.staff_id)),
        (_("Pupil"), name("pupil", text.pupil_id)),
        (_("Class"), name("class", text.class_id)),
        (_("Subject"), name("subject", text.subject_id)),
        (_("Wrong"), value_word(text.wrong_value)),
        (_("Right"), value_word(text.right_value)),
        (_("Reason"), text.reason or ""),
        (_("Agreed"), name("staff", text.approved_by)),
    ]
    if one.entry:
        fields.append((_("Signed by"), one.who or _("demonstration")))
    return fields


def waiting_file(found: Found) -> pa.Table:
    """What no act explains, as a file."""
    told = [(one, *words.matter(found, one)) for one in found.bare]
    made = pa.table(
        {
            _("When"): [one.at for one, _head, _what in told],
            _("Pupil"): [one.row.get("pupil") or "" for one, _head, _what in told],
            _("About"): [head for _one, head, _what in told],
            _("What was done"): [what for _one, _head, what in told],
            _("Lock"): [one.lock_id for one, _head, _what in told],
        }
    )
    return trace.naming(made, (one.row.get("pupil_id") for one, _head, _what in told))


def signed_file(found: Found) -> pa.Table:
    """The signed acts, as a file."""
    dates = {_("Signed"): [one.on for one in found.signed], _("Kept in"): [kept(one) for one in found.signed]}
    names = [name for name, _value in said(found, Signed("", Text(""), None))]
    values = [dict(said(found, one)) for one in found.signed]
    made = pa.table(dates | {name: [one[name] for one in values] for name in names})
    return trace.naming(made, (one.text.pupil_id for one in found.signed))

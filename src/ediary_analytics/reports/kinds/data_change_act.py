"""The act for changing locked data, as annexed to the rules: every field, filled in as far as the export tells."""

from collections.abc import Mapping, Sequence
from typing import Any

from ediary_analytics import duty_words, formats
from ediary_analytics.i18n import N_, _
from ediary_analytics.reports.desk import Desk
from ediary_analytics.reports.document import Document, Field, Note, Signature
from ediary_analytics.reports.gaps import unknown

_FIELDS = {
    "status": N_("justification"),
    "reason": N_("reason"),
    "mark": N_("mark of attendance"),
    "value": N_("grade"),
    "given_on": N_("day"),
}
_VALUES = {
    "justified": N_("justified"),
    "unjustified": N_("unjustified"),
    "open": N_("awaiting justification"),
}


def make(desk: Desk) -> Sequence[Document]:
    """An act for each change of locked data in the month; where there was none, a blank one."""
    chosen = desk.chosen
    one = desk.classes[0].class_id if chosen.school_class is not None else None
    changes = desk.rows("locked_changes", month=desk.any_month, pupil=chosen.pupil, **{"class": one})
    notes = unknown(desk, "changes", "locks")
    return [act(desk.school.name, change, notes) for change in changes or [{}]]


def act(school: str, change: Mapping[str, Any], notes: Sequence[Note] = ()) -> Document:
    """One act, of a row of ``locked_changes.sql``; ``approved_by`` names who agreed, a field left out stays blank."""
    absence = change.get("entity") == "attendance"
    wrong, right = value_word(change.get("old_value")), value_word(change.get("new_value"))
    blank = [(_("wrong:"), ""), (_("right:"), "")]
    filled = [(_("wrong:"), wrong), (_("right:"), right)]
    if absence and change.get("field") == "status":
        filled = [(which, _("1 lesson, {standing}").format(standing=value)) for which, value in filled]
    changed = change.get("changed_at")
    signed = change.get("signed_on")
    reason = change.get("reason") or ""
    form = [
        Field(
            _("Name and surname of the teacher or other person who corrected the data"),
            [("", change.get("changed_by") or "")],
        ),
        Field(_("Subject"), [("", change.get("subject") or "")]),
        Field(_("Class, group"), [("", _group(change))]),
        Field(_("Date"), [("", _date(change))]),
        Field(_("Pupil(s)"), [("", change.get("pupil") or "")]),
        Field(_("Nature of the error, or reason for the changes"), [("", nature(change))]),
        Field(_("Assessments in figures and (or) words"), blank if absence or not change else filled),
        Field(_("Number of missed and justified lessons"), filled if absence else blank),
        Field(_("Reason why the data is corrected"), [("", reason)]),
    ]
    return Document(
        _("Act on permission to change data in the electronic diary"),
        [
            school,
            formats.day(signed) if signed else _("date: ____________"),
            _("changed {moment}").format(moment=formats.moment(changed)) if changed else "",
            _("act {number}").format(number=change["act_id"]) if change.get("act_id") else "",
        ],
        about=change.get("change_id") or _("Blank act"),
        form=form,
        notes=notes,
        signatures=[
            Signature(_("Drawn up by"), change.get("changed_by") or ""),
            Signature(_("AGREED: deputy director for education"), change.get("approved_by") or ""),
            Signature(_("AGREED: administrator of the databases")),
        ],
        pupils=frozenset(filter(None, [change.get("pupil_id")])),
        blank=not change,
    )


def _group(change: Mapping[str, Any]) -> str:
    return ", ".join(dict.fromkeys(filter(None, (change.get("class_name"), change.get("group_name")))))


def _date(change: Mapping[str, Any]) -> str:
    if change.get("term_name"):
        return str(change["term_name"])
    return formats.day(change["on_date"]) if change.get("on_date") else ""


def nature(change: Mapping[str, Any]) -> str:
    """What of which record was changed, in words."""
    if not change.get("entity"):
        return ""
    what, field = change["entity"], change["field"] or ""
    # a grade's value is called a grade too: what has one name is said once
    said = dict.fromkeys((duty_words.word(what), _(_FIELDS[field]) if field in _FIELDS else field))
    return ": ".join(filter(None, said))


def value_word(value: str | None) -> str:
    """A value of a record in words; a number as it stands."""
    if not value:
        return ""
    return _(_VALUES[value]) if value in _VALUES else duty_words.word(value)

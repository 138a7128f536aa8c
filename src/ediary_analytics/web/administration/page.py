"""The parts of the page administration, each over what was read."""

import streamlit as st

from ediary_analytics import access, duty_words
from ediary_analytics.access import Viewer
from ediary_analytics.answers import administration
from ediary_analytics.answers.administration import Order
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.policy import Imposed, Policy
from ediary_analytics.register import accounts, acts
from ediary_analytics.web import components, data, demo, formats, session, table, trace, ways
from ediary_analytics.web.administration import tables as order_tables
from ediary_analytics.web.administration import words as order_words
from ediary_analytics.web.choices import Choice
from ediary_analytics.web.front import answers
from ediary_analytics.web.imports import page as imports_page
from ediary_analytics.web.register import doing
from ediary_analytics.web.table import Cell, Column, Row, Table


def look(choice: Choice) -> Order:
    """The chosen school's diary."""
    return _look(choice.view, choice.rules.name, choice.rules)


@st.cache_data(max_entries=32, show_spinner=False)
def _look(view: data.View, policy: str, _rules: Policy) -> Order:
    del policy  # it is part of the key
    with data.root(view).cursor() as con:
        found = administration.look(con, _rules, view.school, view.viewer.rights.sees, view.scope.grades)
    register = doing.existing()
    acted = acts.standing(register, [view.school]) if register else []
    newest_first = sorted(((one.text.lock_id, one.signed_on) for one in acted if one.signed_on), reverse=True)
    return administration.with_acts(found, dict(newest_first))


def _imposed(choice: Choice) -> dict[str, Imposed]:
    return {imposed.name: imposed for imposed in choice.rules.imposed}


def setup(found: Order, choice: Choice) -> None:
    """What the school year needs."""
    lead = _("What lacks stands first; a row opens to what to do.")
    components.section(_("The school year"), " ".join(filter(None, (lead, order_words.left_out(found)))))
    _list(order_tables.setup(found, _imposed(choice)), "setting up", _("set up"))


def locks(found: Order, choice: Choice) -> None:
    """Which months are locked for whom."""
    components.section(_("Locks by class and month"))
    if found.grades:
        components.note(
            _("Not known"), [_("Locks and changes after them are told to whoever sees all grades of the school.")]
        )
        return
    if not found.has("locks"):
        _unknown("locks")
        return
    _list(order_tables.locks(found, data.year(choice.view).class_names), "locks", _("locks"))


def after_lock(found: Order, choice: Choice) -> None:
    """What was unlocked and changed, and the acts about it; of some grades nothing, as was said of the locks."""
    if found.grades:
        return
    names = data.year(choice.view).class_names
    if found.has("locks", "unlock_acts"):
        count = len(found.unlockings)
        heading = ngettext("Unlocked {n} time", "Unlocked {n} times", count).format(n=formats.number(count))
        components.section(heading, _("Each unlocking needs a signed act about the change of data."))
        if found.unlockings:
            _list(order_tables.unlockings(found, names), "unlockings", _("unlockings"))
    if found.has("changes", "locks"):
        count = len(found.changes)
        text = ngettext("{n} change after the lock", "{n} changes after the lock", count)
        components.section(text.format(n=formats.number(count)))
        if found.changes:
            _list(order_tables.changes(found, names), "changes after", _("changes"))
    else:
        _unknown(*(name for name in ("locks", "changes") if not found.has(name)))


def _list(shown: Table, key: str, part: str, *, facts: bool = True) -> None:
    table.show(shown, key=key)
    parts = ["administration", part]
    components.downloads(_("Download the table:"), parts, lambda: table.as_file(shown, facts=facts))


def _unknown(*names: str) -> None:
    told = [f"{formats.sentence(duty_words.lacking(name))}." for name in names]
    if told:
        components.note(_("Not known"), told)


def data_itself(found: Order, choice: Choice) -> None:
    """Whether the data is sound."""
    count = len(found.faults)
    if not count:
        components.section(_("The data contradicts itself nowhere that could be looked at"), order_words.of_data(found))
        return
    text = ngettext("The data breaks {n} rule", "The data breaks {n} rules", count).format(n=formats.number(count))
    lead = _("Other pages count what is there: correct it in the diary, or export it anew.")
    components.section(text, " ".join(filter(None, (lead, order_words.of_data(found)))))
    faulty = [row for fault in found.faults for row in fault.rows]
    trace.pupils(
        "administration", choice.school.school_id, [row["pupil_id"] or order_tables.registered(row) for row in faulty]
    )
    table.show(order_tables.faults(found.faults), key="faults")
    parts = ["administration", _("faults")]
    components.downloads(_("Download the table:"), parts, lambda: order_tables.faulty_rows(found.faults))


def evidence(found: Order, choice: Choice) -> None:
    """What is missing in the export, and what it makes unknown."""
    count = len(found.lacking)
    if not count:
        components.section(_("Every duty of the rules can be checked"))
        return
    text = ngettext("{n} duty cannot be checked", "{n} duties cannot be checked", count)
    components.section(text.format(n=formats.number(count)), _("What is missing, and how to get it."))
    _list(order_tables.evidence(found, _imposed(choice)), "evidence", _("evidence"), facts=False)


def elsewhere(viewer: Viewer, choice: Choice) -> None:
    """Accounts and imports in short, for whoever has those pages."""
    rows = []
    if ways.there("imports"):
        for one in imports_page.imported(viewer, choice.school.school_id):
            aside = ngettext("{n} row set aside", "{n} rows set aside", one["rows_rejected"])
            cells: list[Cell] = [
                _("Last import"),
                formats.moment(one["imported_at"]),
                aside.format(n=formats.number(one["rows_rejected"])),
            ]
            rows.append(Row("imports", cells, go="imports"))
    if ways.there("accounts") and not demo.is_on():
        rows.append(_accounts(viewer))
    if rows:
        components.section(_("Imports and accounts"))
        columns = [Column(_("What")), Column(_("How it stands")), Column(_("Beside"))]
        if page := table.show(Table(_("Imports and accounts"), columns, rows), key="elsewhere"):
            ways.to(page)


def _accounts(viewer: Viewer) -> Row:
    mine = session.account()
    steward = access.steward(mine, viewer.schools) if mine else None
    seen = [one for one in accounts.everyone(answers.register()) if steward is not None and steward.sees(one)]
    able = sum(not one.disabled for one in seen)
    bare = sum(not one.grants and not one.disabled for one in seen)
    can = ngettext("{n} person can log in", "{n} people can log in", able).format(n=formats.number(able))
    without = _("without a role: {n}").format(n=formats.number(bare))
    return Row("accounts", [_("Accounts"), can, without], go="accounts")

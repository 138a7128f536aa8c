"""From a number of the fill check to the people behind it, and on to the single lesson that is missing.

What is looked at stands in the address as ``duty`` and ``record``: a link leads there, and the browser's way back leads
back, with school, month and rules as they were.
"""

from dataclasses import replace

import pyarrow as pa
import streamlit as st

from ediary_analytics import duty_words
from ediary_analytics.answers.fill_check import FilledMonth, Person
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.standing import Verdict
from ediary_analytics.web import components, data, formats, table, trace
from ediary_analytics.web.choices import Choice
from ediary_analytics.web.components import Tile
from ediary_analytics.web.duty import record as duty_record
from ediary_analytics.web.fill_check import files as fill_files
from ediary_analytics.web.fill_check import tables as fill_tables
from ediary_analytics.web.fill_check import words as fill_words


def on(what: str, key: str) -> None:
    """Look at that ``duty`` or ``record`` from here on."""
    st.query_params[what] = key
    st.rerun()


def _back(what: str, label: str) -> None:
    """The way back: the address without it."""
    if st.button(f"← {label}", key=f"back from {what}", type="tertiary"):
        del st.query_params[what]
        st.rerun()


def record(found: FilledMonth, choice: Choice) -> bool:
    """The one record that the address asks for, whole; whether there is such a one in sight."""
    key = st.query_params.get("record")
    whole = duty_record.look(choice.view, choice.rules.name, key) if key else None
    if whole is None:
        return False
    line = whole.line
    imposed = found.rules[line["obligation"]]
    trace.pupils("fill_check", choice.school.school_id, [line["pupil_id"]])
    duty = st.query_params.get("duty")
    _back("record", found.rules[duty].obligation.title if duty in found.rules else formats.month(found.month))
    components.title(
        _of_record(line["status"], duty_record.title(line)), [imposed.obligation.title, choice.school.name]
    )
    duty_record.show(duty_record.blocks(whole, imposed))
    return True


def _of_record(status: str, about: str) -> str:
    return f"{formats.sentence(duty_words.status(status))}: {about}"


def duty(found: FilledMonth, choice: Choice) -> bool:
    """The people behind the one duty that the address asks for; whether this month has it."""
    name = st.query_params.get("duty")
    verdict = next((one for one in found.duties if one.name == name), None)
    if name is None or verdict is None:
        return False
    imposed = found.rules[name]
    people = [_alone(person, name) for person in found.people if name in person.duties]
    _back("duty", formats.month(found.month))
    components.title(_of_duty(verdict), fill_words.under(choice))
    components.tiles(_tiles(verdict, people))
    components.section(imposed.obligation.text("duty"), imposed.obligation.text("remedy"))
    if not verdict.checkable:
        components.note(_("Not checked"), [f"{duty_words.lacking(need)}." for need in verdict.missing_evidence])
        return True
    opened = next((person for person in people if person.key == table.opened(f"people of {name}")), None)
    records = data.rows(choice.view, choice.rules.name, found.month, opened) if opened else None
    if records is not None:
        records = _of(records, name)
        trace.pupils("fill_check", choice.school.school_id, records["pupil_id"].to_pylist())
    shown = fill_tables.people(people, {name: imposed}, opened.key if opened else None, records)
    if key := table.show(shown, key=f"people of {name}"):
        on("record", key)
    components.downloads(
        _("Download the records:"),
        [name, found.month],
        lambda: fill_files.records(_everybody(found, choice, name), found.rules),
    )
    return True


def _everybody(found: FilledMonth, choice: Choice, name: str) -> pa.Table:
    return _of(data.rows(choice.view, choice.rules.name, found.month, None), name)


def _of(records: pa.Table, name: str) -> pa.Table:
    return records.filter(pa.array([one == name for one in records["obligation"].to_pylist()], pa.bool_()))


def _alone(person: Person, name: str) -> Person:
    """The person with that duty only."""
    return replace(person, duties={name: person.duties[name]}, total=person.duties[name])


def _of_duty(duty: Verdict) -> str:
    title = duty.imposed.obligation.title
    if not duty.checkable:
        return _("{duty}: not checked").format(duty=title)
    if duty.missing:
        text = ngettext("{duty}: {count} is not entered", "{duty}: {count} are not entered", duty.missing)
        return text.format(duty=title, count=formats.number(duty.missing))
    if duty.pending:
        text = ngettext(
            "{duty}: nothing is left so far, {count} entry is still awaited",
            "{duty}: nothing is left so far, {count} entries are still awaited",
            duty.pending,
        )
        return text.format(duty=title, count=formats.number(duty.pending))
    if duty.late:
        text = ngettext("{duty}: all is entered, {count} late", "{duty}: all is entered, {count} late", duty.late)
        return text.format(duty=title, count=formats.number(duty.late))
    text = _("{duty}: nothing is left") if duty.examined else _("{duty}: nothing was due")
    return text.format(duty=title)


def _tiles(duty: Verdict, people: list[Person]) -> list[Tile]:
    due = duty.examined - duty.pending
    if not duty.checkable or duty.tenths is None:
        return []
    of = ngettext("of {whole} entry", "of {whole} entries", due).format(whole=formats.number(due))
    owing = sum(person.total.missing > 0 for person in people if person.owner_id)
    at = ngettext("at {count} person", "at {count} persons", owing).format(count=owing)
    threshold = _("threshold {share}").format(share=formats.share(round(duty.imposed.mostly * 1000), 1000))
    state, word = duty_words.standing(duty)
    return [
        Tile(_("Not entered"), formats.number(duty.missing), of, at, "missing" if duty.missing else "met"),
        Tile(_("Entered late"), formats.number(duty.late), of, "", "late" if duty.late else "met"),
        Tile(_("In time"), formats.share(duty.tenths, 1000), threshold, word, state),
        Tile(_("Clause"), duty.imposed.cited, _("of the school's rules")),
    ]

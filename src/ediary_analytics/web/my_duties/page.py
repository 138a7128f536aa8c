"""The parts of the page my_duties, each over the worklist that was read."""

from collections.abc import Iterable

import pyarrow as pa
import streamlit as st

from ediary_analytics.answers import my_duties
from ediary_analytics.answers.my_duties import Line, Worklist
from ediary_analytics.i18n import _
from ediary_analytics.policy import Policy
from ediary_analytics.web import components, data, table, trace
from ediary_analytics.web.choices import Choice
from ediary_analytics.web.duty import record as duty_record
from ediary_analytics.web.fill_check import files as fill_files
from ediary_analytics.web.my_duties import tables as duty_tables
from ediary_analytics.web.my_duties import words as duty_words


def worklist(choice: Choice) -> Worklist:
    """What the viewer owes in the chosen school."""
    return my_duties.read(_found(choice.view, choice.rules.name, choice.rules), choice.rules)


@st.cache_data(max_entries=64, show_spinner=False)
def _found(view: data.View, policy: str, _rules: Policy) -> my_duties.Found:
    del policy  # it is part of the key
    with data.root(view).cursor() as con:
        return my_duties.look(con, _rules, view.school, view.scope.staff_id or "")


def only_of(choice: Choice) -> list[str] | None:
    """The names of the classes in which alone the role sees the viewer's duties; None where it sees all of them."""
    if choice.view.viewer.rights.duties == "own":
        return None
    theirs = [one for one in data.year(choice.view).classes if one.whole]
    newest = max((one.school_year or "" for one in theirs), default="")  # of former years no duty is in scope
    return [one.name for one in theirs if (one.school_year or "") == newest]


def undone(found: Worklist, choice: Choice) -> None:
    """What is to be done, one list for each matter."""
    components.section(*duty_words.undone(found, only_of(choice)))
    _trace(choice, found.missing)
    for imposed, lines in found.to_do():
        key = f"to do {imposed.name}"
        opened = table.opened(key)
        line = next((line for line in lines if line["record"] == opened), None)
        whole = duty_record.look(choice.view, choice.rules.name, line["record"]) if line else None
        blocks = duty_record.blocks(whole, imposed) if whole else None
        components.section(f"{imposed.obligation.title} ({len(lines)})", imposed.obligation.text("remedy"))
        table.show(duty_tables.undone(imposed, lines, opened, blocks), key=key)
    if found.missing:
        _download(found, _("Download the list:"), _("to do"), found.missing)


def soon(found: Worklist, choice: Choice) -> None:
    """What is due next."""
    if found.pending:
        components.section(*duty_words.soon(found))
        _trace(choice, found.pending)
        table.show(duty_tables.soon(found), key="due next")
        _download(found, _("Download the list:"), _("due next"), found.pending)


def late(found: Worklist, choice: Choice) -> None:
    """What came late."""
    if found.late:
        components.section(*duty_words.late(found))
        _trace(choice, found.late)
        table.show(duty_tables.late(found), key="came late")
        _download(found, _("Download the list:"), _("late"), found.late)


def _trace(choice: Choice, lines: Iterable[Line]) -> None:
    trace.pupils("my_duties", choice.school.school_id, [line["pupil_id"] for line in lines])


def _download(found: Worklist, label: str, name: str, lines: list[Line]) -> None:
    components.downloads(
        label,
        [name, found.as_of.strftime("%Y-%m-%d")],
        lambda: fill_files.records(pa.Table.from_pylist(lines), found.rules),
    )

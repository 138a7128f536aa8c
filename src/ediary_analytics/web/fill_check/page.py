"""The parts of the fill check's page, each over a month that was read."""

import pyarrow as pa
import streamlit as st

from ediary_analytics import charts, i18n
from ediary_analytics.answers import fill_check
from ediary_analytics.answers.fill_check import FilledMonth
from ediary_analytics.calendar import month_days
from ediary_analytics.i18n import _
from ediary_analytics.policy import Policy
from ediary_analytics.web import components, data, measures, table, theme, trace
from ediary_analytics.web.choices import Choice
from ediary_analytics.web.fill_check import files as fill_files
from ediary_analytics.web.fill_check import focus
from ediary_analytics.web.fill_check import picture as fill_picture
from ediary_analytics.web.fill_check import tables as fill_tables
from ediary_analytics.web.fill_check import words as fill_words
from ediary_analytics.web.measures import Ask


def month(choice: Choice) -> FilledMonth:
    """The chosen month."""
    return _month(choice.view, choice.rules.name, choice.month, choice.rules)


# what is kept as a resource is not copied on each rerun; it cannot be changed
@st.cache_resource(max_entries=64, show_spinner=False)
def _month(view: data.View, policy: str, month: str, _rules: Policy) -> FilledMonth:
    return fill_check.read(data.look(view, policy, month), _rules, view.school)


def duties(found: FilledMonth, choice: Choice) -> None:
    """What is missing: by duty."""
    components.section(fill_words.duties_finding(found))
    if name := table.show(_duties(choice.view, choice.rules.name, found.month, i18n.language(), found), key="duties"):
        focus.on("duty", name)
    components.downloads(_("Download the table:"), [_("duties"), found.month], lambda: fill_files.duties(found.duties))


@st.cache_resource(max_entries=64, show_spinner=False)
def _duties(view: data.View, policy: str, month: str, language: str, _found: FilledMonth) -> table.Table:
    del view, policy, month, language  # they are the key
    return fill_tables.duties(_found.duties)


def weeks(found: FilledMonth, choice: Choice) -> None:
    """Where it is missing: person by week."""
    finding = fill_picture.finding(found)
    components.section(finding, fill_picture.lead(found))
    if found.owing:
        dark = st.context.theme.type == "dark"
        chart = _heat_map(choice.view, choice.rules.name, found.month, i18n.language(), dark=dark)
        components.picture(chart, finding, len(found.owing))


@st.cache_data(max_entries=64, show_spinner=False)
def _heat_map(view: data.View, policy: str, month: str, language: str, *, dark: bool) -> components.Spec:
    i18n.use(language)
    cells = fill_picture.cells(data.look(view, policy, month))
    return components.spec(charts.heat_map(cells, dark=dark, font=theme.FONT))


def delay(found: FilledMonth, choice: Choice) -> None:
    """How late it came."""
    if not found.now.late:
        return
    dark = st.context.theme.type == "dark"
    finding, chart = _delay(choice.view, found.month, i18n.language(), dark=dark)
    if chart:
        components.section(finding)
        components.picture(chart, finding, 4)


@st.cache_data(max_entries=64, show_spinner=False)
def _delay(view: data.View, month: str, language: str, *, dark: bool) -> tuple[str, components.Spec]:
    i18n.use(language)
    (answer,) = measures.ask(view, Ask("fill_delay", (), "total", *month_days(month)))
    finding, bars = fill_picture.delays(answer.rows.to_pylist())
    return finding, components.spec(charts.delay(bars, dark=dark, font=theme.FONT)) if bars.num_rows else {}


def people(found: FilledMonth, choice: Choice) -> None:
    """Whom to talk to: by person, down to the records."""
    opened = found.person(table.opened("people"))
    records = _records(found, choice, opened) if opened else None
    if records is not None:
        trace.pupils("fill_check", choice.school.school_id, records["pupil_id"].to_pylist())
    components.section(
        fill_words.people_finding(found), _("Under each duty: what is not entered yet, after a plus what came late.")
    )
    shown = fill_tables.people(found.people, found.rules, opened.key if opened else None, records)
    if record := table.show(shown, key="people"):
        focus.on("record", record)
    with st.container(horizontal=True, gap="large"):
        components.downloads(
            _("Download the table:"),
            [_("people"), found.month],
            lambda: fill_files.people(found.people, found.rules),
        )
        components.downloads(
            _("Download all records:"),
            [_("records"), found.month],
            lambda: fill_files.records(_records(found, choice, None), found.rules),
        )


def _records(found: FilledMonth, choice: Choice, person: fill_check.Person | None) -> pa.Table:
    return data.rows(choice.view, choice.rules.name, found.month, person)

"""The parts of the page overview, each over the month that was read."""

from typing import Final

import streamlit as st

from ediary_analytics import charts, i18n
from ediary_analytics.answers import fill_check, overview, risk
from ediary_analytics.calendar import month_days
from ediary_analytics.i18n import _
from ediary_analytics.web import components, data, measures, table, theme, ways
from ediary_analytics.web.choices import Choice
from ediary_analytics.web.measures import Ask
from ediary_analytics.web.overview import picture as overview_picture
from ediary_analytics.web.overview import tables as overview_tables
from ediary_analytics.web.overview import words as overview_words
from ediary_analytics.web.overview.month import Month
from ediary_analytics.web.table import Table

#: The measures beside the fill, and the topic that a role has to see for each.
_TOPICS: Final = {
    "attendance_rate": "attendance",
    "classes": "attendance",
    "open_absence_age": "attendance",
    "mean_mark": "grades",
    "risk_level": "attendance",
    "risk_candidates": "attendance",
    "login_active": "logins",
    "test_load": "lessons",
}
#: Those whose definitions stand at the foot.
SHOWN: Final = ("attendance_rate", "mean_mark", "risk_candidates", "login_active", "test_load")


def look(choice: Choice) -> Month:
    """The chosen month with its measures."""
    check = data.look(choice.view, choice.rules.name, choice.month)
    filled = fill_check.read(check, choice.rules, choice.school.school_id)
    before = fill_check.duties_before(check, choice.rules, choice.school.school_id)
    first, last = month_days(filled.before)[0], month_days(filled.month)[1]
    asked = {
        "attendance_rate": Ask("attendance_rate", (), "month", first, last),
        "classes": Ask("attendance_rate", ("class",), "month", first, last),
        "open_absence_age": Ask("open_absence_age", ()),
        "mean_mark": Ask("mean_mark", (), "month", first, last),
        "risk_level": Ask("risk_level"),
        "risk_candidates": Ask("risk_candidates"),
        "login_active": Ask("login_active", ("kind",), "month", first, last),
        "test_load": Ask("test_load", (), "month", first, last),
    }
    rights = choice.view.viewer.rights
    seen = {name: ask for name, ask in asked.items() if _TOPICS[name] in rights.sees}
    if not rights.may_name_pupils:
        seen = {name: ask for name, ask in seen.items() if not name.startswith("risk")}
    answers = dict(zip(seen, measures.ask(choice.view, *seen.values()), strict=True))
    silent = _silent(choice.view) if "risk_candidates" in seen else frozenset[str]()
    return Month(filled, before, answers, data.year(choice.view).class_names, silent)


@st.cache_data(max_entries=64, show_spinner=False)
def _silent(view: data.View) -> frozenset[str]:
    with data.root(view).cursor() as con:
        return frozenset(risk.silent(con))


def numbers(found: Month) -> None:
    """The month's numbers; one that is pressed leads to its page."""
    if page := components.tiles(overview_words.tiles(found), key="month's numbers"):
        ways.to(page)


def decisions(found: Month) -> None:
    """What waits for a decision."""
    components.section(*overview_words.decisions(found))
    listed = overview_tables.decisions(found)
    if listed.rows:
        pressed = table.show(listed, key="decisions")
        _downloads(listed, _("to decide"), found)
        _follow(pressed)


def _downloads(listed: Table, part: str, found: Month) -> None:
    parts = ["overview", part, found.filled.month]
    components.downloads(_("Download the table:"), parts, lambda: table.as_file(listed))


def changes(found: Month, choice: Choice) -> None:
    """What changed since the month before."""
    listed = overview_tables.changes(found)
    if listed.rows:
        components.section(_("What changed most"), _("Of everything that changed by a percentage point or more."))
        pressed = table.show(listed, key="changes")
        _downloads(listed, _("changes"), found)
        _follow(pressed)
    elif choice.month:
        components.section(_("Nothing changed by a percentage point or more"))


def course(choice: Choice) -> None:
    """How the fill went on."""
    dark = st.context.theme.type == "dark"
    finding, months, imports = _course(choice.view, choice.rules.name, i18n.language(), dark=dark)
    components.section(finding, _("Share of what was due, by month of the lesson, as of the last import."))
    if months:
        components.picture(months, finding, 1)
    if imports:
        heading = _("As each import found it")
        components.section(heading)
        components.picture(imports, heading, 1)


@st.cache_data(max_entries=64, show_spinner=False)
def _course(view: data.View, policy: str, language: str, *, dark: bool) -> tuple[str, components.Spec, components.Spec]:
    i18n.use(language)
    with data.root(view).cursor() as con:
        found = overview.course(con, policy)
    drawn = [
        components.spec(charts.trend(frame, unit="%", most=100, dark=dark, font=theme.FONT)) if frame.num_rows else {}
        for frame in (overview_picture.by_month(found), overview_picture.by_import(found))
    ]
    return overview_picture.finding(found), drawn[0], drawn[1]


def _follow(pressed: str | None) -> None:
    """To the page of what was pressed, to the duty or the class that it is about."""
    if not pressed:
        return
    page, _space, rest = pressed.partition(" ")
    if page == "fill_check" and rest:
        ways.to(page, duty=rest)
    elif rest:
        ways.to(page, **{"class": rest.removeprefix("class ")})
    else:
        ways.to(page)

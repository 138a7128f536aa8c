"""The parts of the risk page."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from ediary_analytics import charts, i18n
from ediary_analytics.answers import risk
from ediary_analytics.answers.at_risk import AtRisk, Risk, Rule
from ediary_analytics.i18n import _
from ediary_analytics.web import components, data, table, theme, trace, ways
from ediary_analytics.web.choices import Place
from ediary_analytics.web.risk import files, picture, tables, words

PAGE = "risk"


def school(place: Place) -> Risk:
    """The chosen school; that its pupils are shown by name is written down."""
    found = _look(place.view)
    named = {one.pupil_id for one in found.pupils} | {one.pupil_id for one in found.non_attenders}
    trace.pupils(PAGE, place.school.school_id, named)
    return found


# what is kept as a resource is not copied on each rerun; it cannot be changed
@st.cache_resource(max_entries=32, show_spinner=False)
def _look(view: data.View) -> Risk:
    year = data.year(view)
    with data.root(view).cursor() as con:
        return risk.look(con, year.as_of, year.began(year.as_of.date()))


@st.cache_data(max_entries=32, show_spinner=False)
def _rules(view: data.View) -> list[Rule]:
    with data.root(view).cursor() as con:
        return risk.rules(con, data.year(view).as_of)


@st.cache_data(max_entries=128, show_spinner=False)
def _behind(view: data.View, pupil_id: str) -> list[dict[str, Any]]:
    with data.root(view).cursor() as con:
        rows: list[dict[str, Any]] = risk.behind(con, data.year(view).as_of, pupil_id).to_pylist()
        return rows


def waiting(found: Risk, place: Place) -> None:
    """Who needs somebody now."""
    lead = _("Their level asks for a decision; neither the risk group nor the register says that anybody helps them.")
    components.section(words.waiting_finding(found), lead if found.of("candidate") else "")
    _pupils(_("Wait for a decision"), found.by_level("candidate"), place, "candidates")


def seen(found: Risk, place: Place) -> None:
    """What is seen most."""
    finding = words.signs_finding(found.pupils)
    components.section(finding, _("Pupils by sign."))
    if any(one.signs for one in found.pupils):
        dark = st.context.theme.type == "dark"
        components.picture(_bars(place.view, i18n.language(), dark=dark), finding, 1)


@st.cache_data(max_entries=32, show_spinner=False)
def _bars(view: data.View, language: str, *, dark: bool) -> components.Spec:
    i18n.use(language)
    return components.spec(charts.bars(picture.seen(_look(view).pupils), dark=dark, font=theme.FONT))


def reported(found: Risk, place: Place) -> None:
    """Who does not come to school: to be reported, or on the way there."""
    if not found.non_attenders:
        return
    components.section(words.reported_finding(found))
    leads = ways.there("pupil")
    _follow(table.show(tables.non_attenders(found.non_attenders, found.month, leads=leads), key="nemis"), place)
    components.downloads(
        _("Download the table:"),
        [_("non-attenders"), place.year.as_of.date().isoformat()],
        lambda: files.non_attenders(found.non_attenders),
    )


def group(found: Risk, place: Place) -> None:
    """The risk group: before and since."""
    members = found.of("group")
    components.section(
        words.group_finding(found), _("Lessons missed in the 45 school days before, and since.") if members else ""
    )
    if not members:
        return
    what, where = st.columns([9, 4], gap="large")
    with what:
        opened, rows = _opened("group", members, place)
        shown = tables.group(members, opened, rows, leads=ways.there("pupil"))
        _follow(table.show(shown, key="group"), place)
    with where:
        if any(one.better() is not None for one in members):
            dark = st.context.theme.type == "dark"
            chart = _change(place.view, i18n.language(), dark=dark)
            components.picture(chart, words.group_finding(found), len(members))
            components.lead(_("○ before the risk group, ● since: share of lessons missed"))


@st.cache_data(max_entries=32, show_spinner=False)
def _change(view: data.View, language: str, *, dark: bool) -> components.Spec:
    i18n.use(language)
    return components.spec(charts.change(picture.moved(_look(view).of("group")), dark=dark, font=theme.FONT))


def others(found: Risk, place: Place) -> None:
    """Who is being helped, and who has signs below the level of a decision."""
    if helped := found.by_level("in_hand"):
        components.section(_("Being helped: an intervention is in the register"))
        _pupils(_("Being helped"), helped, place, "in_hand")
    if few := found.by_level("signs"):
        components.section(_("Others with signs"), _("Below the level of a decision: to keep an eye on."))
        _pupils(_("Others with signs"), few, place, "signs")
    if found.pupils:
        components.downloads(
            _("Download all of them:"),
            [_("risk"), place.year.as_of.date().isoformat()],
            lambda: files.pupils(found.pupils),
        )


def bounds(place: Place) -> None:
    """When a sign fires, and where the bounds come from."""
    components.section(
        _("When a sign fires"), _("Level: the points of all signs, at most two of each letter, six together.")
    )
    table.show(_bounds(place.view, i18n.language()), key="bounds")


@st.cache_resource(max_entries=32, show_spinner=False)
def _bounds(view: data.View, language: str) -> table.Table:
    i18n.use(language)
    return tables.rules(_rules(view))


def _pupils(label: str, found: Sequence[AtRisk], place: Place, key: str) -> None:
    if not found:
        return
    opened, rows = _opened(key, found, place)
    shown = tables.pupils(label, found, opened, rows, leads=ways.there("pupil"))
    _follow(table.show(shown, key=key), place)


def _opened(key: str, found: Sequence[AtRisk], place: Place) -> tuple[str | None, list[dict[str, Any]]]:
    """The pupil whose row stands open, with the rows behind the signs; who looks at them is written down."""
    opened = table.opened(key)
    if opened is None or opened not in {one.pupil_id for one in found}:
        return None, []
    trace.pupil(PAGE, place.school.school_id, opened)
    return opened, _behind(place.view, opened)


def _follow(pressed: str | None, place: Place) -> None:
    if pressed:
        ways.to_pupil(place.school.school_id, pressed)

"""The parts of the page archive, each over what was read."""

import streamlit as st

from ediary_analytics import duty_words
from ediary_analytics.answers import archive
from ediary_analytics.answers.archive import DELIVERED, Departed
from ediary_analytics.i18n import _
from ediary_analytics.policy import Policy
from ediary_analytics.web import components, data, formats, table, trace
from ediary_analytics.web.archive import tables as archive_tables
from ediary_analytics.web.choices import Choice


def look(choice: Choice) -> Departed:
    """The chosen school's departed pupils."""
    return _look(choice.view, choice.rules.name, choice.rules)


@st.cache_data(max_entries=32, show_spinner=False)
def _look(view: data.View, policy: str, _rules: Policy) -> Departed:
    del policy  # it is part of the key
    with data.root(view).cursor() as con:
        return archive.look(con, _rules, view.school)


def departed(found: Departed, choice: Choice) -> None:
    """Who left, with their results."""
    if not found.known:
        components.note(_("Not known"), [f"{formats.sentence(duty_words.lacking('enrolments'))}."])
        return
    if not found.pupils:
        components.note(
            _("Nobody is on the list"),
            [_("Once a pupil leaves and the day is in the export, they stand here with all their results.")],
        )
        return
    components.section(_("Departed pupils"), _("By name; a row opens to the results."))
    trace.pupils("archive", choice.school.school_id, [pupil["pupil_id"] for pupil in found.pupils])
    table.show(archive_tables.departed(found), key="departed")
    components.downloads(
        _("Download with all results:"),
        [_("departed"), choice.source.as_of.strftime("%Y-%m-%d")],
        lambda: archive_tables.file(found),
    )


def due(found: Departed, choice: Choice) -> None:
    """When the diary is handed over."""
    if DELIVERED not in found.imposed:
        return
    imposed = next(one for one in choice.rules.imposed if one.name == DELIVERED)
    components.section(_("Handing the diary over"), imposed.obligation.text("duty"))
    if DELIVERED in found.lacking:
        told = [f"{formats.sentence(duty_words.lacking(need))}." for need in found.lacking[DELIVERED]]
        components.note(_("Not known"), told)
    elif found.archive:
        table.show(archive_tables.due(found), key="handing over")
    else:
        components.note(_("Nothing is due yet"), [_("It becomes due when the school year has ended.")])

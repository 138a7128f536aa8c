"""Which pupil: chosen by class and name, kept in the session; the address says nothing of it."""

from dataclasses import dataclass
from typing import Final

import streamlit as st

from ediary_analytics.access import Viewer
from ediary_analytics.catalogue import question
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.web import components, data, formats, labels, table, trace, ways
from ediary_analytics.web.choices import Place
from ediary_analytics.web.table import Column, Row, Table

PAGE: Final = "pupil"
_BOX: Final = "pupil to look at"
_WRITTEN: Final = "pupil in the box"


@dataclass(frozen=True, slots=True)
class Known:
    """A pupil to choose: the class is None of who has left."""

    pupil_id: str
    name: str
    class_name: str | None

    @property
    def label(self) -> str:
        """``6a · Petraitis Jonas``: the class and the name can both be typed."""
        return f"{self.class_name or formats.NOTHING} · {self.name}"


def pupil(viewer: Viewer, place: Place) -> str:
    """The id of the pupil to look at; where nobody is chosen yet, the page shows whom there is and ends."""
    known = {one.pupil_id: one for one in _known(place.view)}
    school = place.school.school_id
    if not known:
        components.title(_("There is no pupil to look at"), [place.school.name])
        components.note(
            _("What would help"),
            [_("An export with pupils and their classes, and for a role over some pupils only: who they are.")],
        )
        st.stop()
    chosen = ways.chosen_pupil(school)
    if chosen not in known:
        # a family opens its own record; of one pupil there is nothing to choose
        chosen = next(iter(known)) if len(known) == 1 or viewer.scope.pupil_ids else None
    if len(known) > 1:
        chosen = _box(known, chosen)
    if chosen is None:
        _ask(known, place)
        st.stop()
    ways.choose_pupil(school, chosen)
    return chosen


def _box(known: dict[str, Known], chosen: str | None) -> str | None:
    """The select box in the sidebar; what it shows follows who was chosen elsewhere."""
    if st.session_state.get(_BOX) not in known or chosen != st.session_state.get(_WRITTEN):
        st.session_state[_BOX] = chosen
    with st.sidebar:
        found: str | None = st.selectbox(
            _("Pupil"),
            list(known),
            index=None,
            format_func=labels.apart(known, lambda key: known[key].label).__getitem__,
            key=_BOX,
            placeholder=_("Class or name"),
        )
    st.session_state[_WRITTEN] = found
    return found


def _ask(known: dict[str, Known], place: Place) -> None:
    """Everybody there is, to be pressed or searched for."""
    count = ngettext("{count} pupil to choose from", "{count} pupils to choose from", len(known))
    components.title(_("Whose year is to be shown?"), [place.school.name, count.format(count=len(known))])
    trace.pupils(PAGE, place.school.school_id, list(known))
    rows = [Row(one.pupil_id, [one.name, one.class_name or _("has left")], go=one.pupil_id) for one in known.values()]
    shown = Table(_("Pupils"), [Column(_("Pupil")), Column(_("Class"))], rows)
    if pressed := table.show(shown, key="pupils"):
        ways.choose_pupil(place.school.school_id, pressed)
        st.rerun()


@st.cache_data(max_entries=64, show_spinner=False)
def _known(view: data.View) -> list[Known]:
    with data.root(view).cursor() as con:
        rows = con.execute(question("pupil_list")).fetchall()
    return [Known(pupil_id, name, class_name) for _school, pupil_id, name, _class, class_name, _grade in rows]

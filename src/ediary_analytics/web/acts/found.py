"""What the page of acts rests on: what the export tells, and what stands in the register."""

import datetime as dt
from dataclasses import dataclass

import streamlit as st

from ediary_analytics.access import Viewer
from ediary_analytics.answers import acts as diary
from ediary_analytics.answers.acts import Diary, Matter
from ediary_analytics.register import acts
from ediary_analytics.register.acts import Act, Text
from ediary_analytics.web import data
from ediary_analytics.web.choices import Place
from ediary_analytics.web.register import doing


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed act: of the export, or of the register, where ``entry`` is its number there."""

    key: str
    text: Text
    on: dt.date | None
    entry: int | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Acts of a school.

    Attributes:
        place: the school.
        told: what the export tells.
        bare: what no signed act explains: changes, then the unlockings that are not one of those changes' own.
        drafts: acts that are not signed, oldest first.
        signed: signed acts of both, the newest first.
        whole: whether the viewer sees the whole school: who sees some grades only sees no lock of all classes, nor
            what was changed under one.
    """

    place: Place
    told: Diary
    bare: tuple[Matter, ...]
    drafts: tuple[Act, ...]
    signed: tuple[Signed, ...]
    whole: bool = True

    @property
    def waiting(self) -> list[Matter]:
        """Of the bare ones those without a draft."""
        drafted = {(act.text.change_id, act.text.change_id or act.text.lock_id) for act in self.drafts}
        return [one for one in self.bare if (one.change_id, one.change_id or one.lock_id) not in drafted]

    def has(self, *names: str) -> bool:
        """Whether the export has these tables, and the viewer sees what it says."""
        return self.whole and set(names) <= self.told.evidence

    @property
    def knows_acts(self) -> bool:
        """Whether anything is told of acts: else nobody knows which were signed elsewhere."""
        return self.has("unlock_acts") or any(one.entry for one in self.signed)

    def change(self, text: Text) -> Matter | None:
        """The change that an act was drafted from."""
        return next((one for one in self.told.changes if one.change_id == text.change_id), None)


def look(viewer: Viewer, place: Place) -> Found:
    """As it stands now."""
    told = _read(place.view, place.year.as_of)
    register = doing.existing()
    entered = [one for one in acts.standing(register, [place.school.school_id]) if _seen(viewer, told, one)] if (
        register
    ) else []  # fmt: skip
    signed = [
        Signed(f"register {one.mark.id}", one.text, one.signed_on, one.mark.id, one.mark.name or "")
        for one in entered
        if one.signed_on
    ]
    locks = {one.text.lock_id for one in signed}
    bare = [one for one in told.changes if not one.has_act and not one.lock_ids & locks]
    own = {one.lock_id for one in bare}
    bare += [one for one in told.unlockings if not one.has_act and one.lock_id not in locks | own]
    signed += [Signed(f"export {row['act_id']}", _text(row), row["signed_on"]) for row in told.acts]
    signed.sort(key=lambda one: one.on or dt.date.min, reverse=True)
    drafts = tuple(one for one in entered if not one.signed_on)
    return Found(place, told, tuple(bare), drafts, tuple(signed), viewer.scope.grades is None)


@st.cache_data(max_entries=32, show_spinner=False)
def _read(view: data.View, as_of: dt.datetime) -> Diary:
    with data.root(view).cursor() as con:
        return diary.read(con, as_of)


def _seen(viewer: Viewer, told: Diary, act: Act) -> bool:
    """Who sees some grades only sees no act about pupils or classes of others."""
    about = (("pupil", act.text.pupil_id), ("class", act.text.class_id))
    return viewer.scope.grades is None or all(key is None or key in told.names.get(kind, {}) for kind, key in about)


def _text(row: diary.Row) -> Text:
    return Text(
        row["lock_id"], None, row["staff_id"], row["subject_id"], row["class_id"], row["pupil_id"],
        row["reason"], row["wrong_value"], row["right_value"], row["approved_by"],
    )  # fmt: skip

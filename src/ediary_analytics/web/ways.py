"""Ways from page to page, with the choices that the address keeps; a pupil never stands in an address."""

from typing import Final

import streamlit as st

from ediary_analytics.paths import shipped
from ediary_analytics.web import trace

#: Parts of the address that every page understands.
_KEPT: Final = ("school", "month", "term", "class", "subject", "policy", "role", "who")
_PUPIL: Final = "pupil that is looked at"


def to(page: str, **choices: str) -> None:
    """Go to a page: with what the address holds now, and with these choices instead of its own."""
    kept = {name: st.query_params[name] for name in _KEPT if name in st.query_params}
    st.switch_page(shipped("pages") / f"{page}.py", query_params={**kept, **choices})


def there(page: str) -> bool:
    """Whether the viewer may go there, and there is such a page."""
    viewer = trace.viewer()
    return viewer is not None and viewer.may_open(page) and (shipped("pages") / f"{page}.py").is_file()


def to_pupil(school: str, pupil_id: str) -> None:
    """Go to the page of a pupil; who it is stays with the session."""
    choose_pupil(school, pupil_id)
    to("pupil", school=school)


def choose_pupil(school: str, pupil_id: str) -> None:
    """From here on this session looks at that pupil."""
    pupils: dict[str, str] = st.session_state.setdefault(_PUPIL, {})
    pupils[school] = pupil_id


def chosen_pupil(school: str) -> str | None:
    """The pupil that the session looks at in a school; whether the viewer may see them is for the data to say."""
    chosen: dict[str, str] = st.session_state.get(_PUPIL) or {}
    return chosen.get(school)

"""Who is looking at this session. Until there are accounts, one person: whoever holds the key that was printed.

``ediary app`` makes a random key, hands it to the server by ``EDIARY_ACCESS_KEY`` and prints it inside the address.
The demonstration needs none, and runs only over a data directory that is marked as made up.
"""

import os
from pathlib import Path
from typing import Final

import streamlit as st

from ediary_analytics import paths, warehouse
from ediary_analytics.access import Viewer, of_schools
from ediary_analytics.errors import InputError
from ediary_analytics.web import cast, data, keys

#: In the data directory of a demonstration stands a file of this name; what lies beside it is fiction.
DEMO_MARK: Final = "demo"
_GRANTED: Final = "granted"


def is_demo() -> bool:
    """Whether this server was started as a demonstration."""
    return os.environ.get(keys.DEMO_VARIABLE) == "1"


def is_marked_as_demo(folder: Path) -> bool:
    """Whether a data directory holds fiction only."""
    return (folder / DEMO_MARK).is_file()


def may_choose() -> bool:
    """Whether anybody may be anybody: over fiction only."""
    return is_demo() and is_marked_as_demo(paths.data_dir())


def viewer() -> Viewer | None:
    """The person of this session, or None: then nothing is to be shown."""
    if is_demo():
        return cast.viewer() if may_choose() else None
    return Viewer("local", "deputy_director", of_schools(_everywhere())) if _came_with_the_key() else None


def _everywhere() -> list[str]:
    """All schools of the warehouse: it is their own machine and their own import."""
    try:
        file = warehouse.current(paths.data_dir())
    except InputError:
        return []
    return [school.school_id for school in data.schools(str(file))]


def _came_with_the_key() -> bool:
    key = os.environ.get(keys.KEY_VARIABLE, "")
    given = st.query_params.get(keys.PARAMETER)
    if given is not None:
        del st.query_params[keys.PARAMETER]  # an address is shown, kept and sent on: the key must not be in it
        st.session_state[_GRANTED] = keys.is_key(given, key)
    if st.session_state.get(_GRANTED):
        return True
    return keys.is_token(str(st.context.cookies.get(keys.COOKIE, "")), key)

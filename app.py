"""The dashboard: who is looking → their pages → navigation."""

import streamlit as st

from ediary_analytics import access, paths, warehouse
from ediary_analytics.i18n import _
from ediary_analytics.paths import shipped
from ediary_analytics.web import cast, session

session.begin()
session.shown()
changed = session.choose()
viewer = session.viewer()
existing, folder = cast.existing_pages(), shipped("pages")
theirs = [page for page in viewer.pages if page in existing] if viewer else []
# every page is registered always; whether it shows anything is for its guard to say
pages = {
    name: st.Page(
        folder / f"{name}.py",
        title=access.page_title(name),
        url_path=name,
        visibility="visible" if name in theirs else "hidden",
    )
    for name in [*theirs, *(page for page in existing if page not in theirs)]
}


def home() -> None:
    """The address without a page: on to the first page of the role, with the choices that the address holds.

    Before the first import, whoever imports begins there.
    """
    first = next(iter(theirs or pages))
    if "imports" in theirs and not warehouse.is_data_dir(paths.data_dir()):
        first = "imports"
    st.switch_page(pages[first], query_params=st.query_params.to_dict())


start = st.Page(home, title=_("E-diary"), default=True, visibility="hidden")
shown = st.navigation([start, *pages.values()], position="top")
if changed and shown.url_path not in theirs:
    home()
shown.run()

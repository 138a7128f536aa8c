"""A demonstration over sample_data, a tiny school whose every number is known, and a browser."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from playwright.sync_api import Browser, expect, sync_playwright
from streamlit.testing.v1 import AppTest

from ediary_analytics import i18n
from ediary_analytics.paths import shipped
from ediary_analytics.refresh import refresh
from support import browser as browsers
from support.pages import Shown, free_port, running
from support.tabs import Tab

END_OF_OCTOBER = dt.datetime(2026, 10, 31, 23, 59, 59)

#: The tiny school's own rules: three duties, of which the last cannot be checked.
RULES = """
name = "mazosios"
title = "Mažosios mokyklos tvarka"
[[obligation]]
name = "lesson_recorded"
clause = "1"
mostly = 0.98
[[obligation]]
name = "lesson_content_complete"
clause = "2"
mostly = 0.5
settings = { ask_objectives = true }
[[obligation]]
name = "test_announced"
clause = "3"
"""
#: Two Mondays, four groups. Aldona enters everything in time; of Žygis one lesson is missing and one late; x9 is not on
#: the staff list and enters nothing; of the fourth group nobody knows whose it is.
TINY = {
    "schools": "school_id,name,policy\nmaza,Mažoji mokykla,{rules}",
    "terms": "term_id,school_year,kind,name,starts_on,ends_on\nmetai,2026-2027,year,Metai,2026-09-01,2027-06-10",
    "classes": "class_id,school_year,name,grade_level,kind\n5a,2026-2027,5a,5,general",
    "staff": "staff_id,first_name,last_name,roles\naldona,Aldona,Ąžuolienė,teacher\nzygis,Žygis,Žukas,teacher",
    "subjects": "subject_id,name\nmat,Matematika\nlie,<b>Lietuvių</b> kalba",
    "groups": "\n".join(
        (
            "group_id,school_year,name,kind,subject_id,class_id,staff_id",
            "g1,2026-2027,5a mat,formal,mat,5a,aldona",
            "g2,2026-2027,5a lie,formal,lie,5a,zygis",
            "g3,2026-2027,5a muz,formal,,5a,x9",
            "g4,2026-2027,5a tech,formal,,5a,",
        )
    ),
    "timetable": "\n".join(
        (
            "group_id,weekday,lesson_no,valid_from,valid_to,staff_id",
            "g1,1,1,2026-10-05,2026-10-16,aldona",
            "g2,1,2,2026-10-05,2026-10-16,zygis",
            "g3,1,3,2026-10-05,2026-10-16,x9",
            "g4,1,4,2026-10-05,2026-10-16,",
        )
    ),
    "lessons": "\n".join(
        (
            "lesson_id,group_id,held_on,lesson_no,staff_id,topic,objectives,filled_at",
            "l1,g1,2026-10-05,1,aldona,Trupmenos,Sudėti,2026-10-05 09:00:00",
            "l2,g1,2026-10-12,1,aldona,Trupmenos,Atimti,2026-10-12 09:00:00",
            "l3,g2,2026-10-12,2,zygis,Skyryba,Skirti,2026-10-13 10:00:00",
        )
    ),
}


@pytest.fixture(scope="session")
def tiny_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny school, judged at the end of October by rules of its own; marked as made up."""
    export = tmp_path_factory.mktemp("export")
    rules = tmp_path_factory.mktemp("rules") / "mazosios.toml"
    rules.write_text(RULES, "utf-8")
    for name, text in TINY.items():
        (export / f"{name}.csv").write_text(text.replace("{rules}", str(rules)) + "\n", "utf-8")
    folder = tmp_path_factory.mktemp("tiny")
    refresh([export], folder, as_of=END_OF_OCTOBER, validate=False)
    (folder / "demo").touch()
    return folder


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Open the dashboard (or one page's file alone) over a data directory, as the demonstration unless said."""

    st.cache_data.clear()
    return partial(_opened, monkeypatch)


def _opened(
    patch: pytest.MonkeyPatch, data: Path, *, script: str = "app.py", demo: bool = True, **query: str
) -> AppTest:
    patch.setenv("EDIARY_DATA_DIR", str(data))
    patch.setenv("EDIARY_DEMO", "1" if demo else "")
    page = AppTest.from_file(shipped(script), default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


@pytest.fixture
def show(visit: Callable[..., AppTest]) -> Callable[..., Shown]:
    """Open a page and read it."""
    return lambda *where, **how: Shown(visit(*where, **how))


@pytest.fixture(scope="module")
def show_once() -> Callable[..., Shown]:
    """As ``show``, for a page that several tests of a module read and none changes."""

    def open_page(*where: Path, **how: Any) -> Shown:
        st.cache_data.clear()
        i18n.use("lt")
        with pytest.MonkeyPatch.context() as patch:
            return Shown(_opened(patch, *where, **how))

    return open_page


@pytest.fixture(scope="session")
def demo_address(demo_data: Path) -> Iterator[str]:
    """The demonstration, served as ``ediary demo`` serves it."""
    port = free_port()
    with running(
        "-m", "ediary_analytics.web.dashboard", str(port), port=port, EDIARY_DATA_DIR=str(demo_data), EDIARY_DEMO="1"
    ):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")  # Playwright's loop is in the way of other tests: let it end with its module
def browser() -> Iterator[Browser]:
    """A headless Chromium; without one the test fails and says what to install."""
    if (found := browsers.executable()) is None:
        pytest.fail(browsers.ADVICE)
    expect.set_options(timeout=20_000)  # milliseconds: a shared machine judges a school anew in more than five seconds
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=browsers.FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Callable[..., Tab]]:
    contexts = []

    def fresh(**options: Any) -> Tab:
        context = browser.new_context(locale="lt-LT", **({"viewport": {"width": 1440, "height": 900}} | options))
        context.set_default_timeout(30_000)
        contexts.append(context)
        return Tab(context.new_page())

    yield fresh
    for context in contexts:
        context.close()

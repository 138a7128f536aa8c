"""Two viewers of different scope at once: no cache hands one's rows to the other."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import streamlit as st

from ediary_analytics.access import Scope
from ediary_analytics.web import data
from ediary_analytics.web.data import View
from support.cast import OTHER, SCHOOL

POLICY = "kedainiai-senamiestis"
ROUNDS = 60


def view(file: Path, role: str, school: str, staff: str | None) -> View:
    return View(role, Scope((school,), None, staff, ()), str(file), school)


def seen(who: View) -> tuple[set[str], int]:
    """The classes of a month's breaches, and how many duties there are."""
    rows = data.rows(who, POLICY, "2026-10", None)
    totals = data.look(who, POLICY, "2026-10").totals
    return set(rows["class_name"].to_pylist()) - {None}, sum(totals["missing"].to_pylist())


@pytest.mark.parametrize("forgetful", [False, True])
def test_each_sees_their_own_whatever_is_cached(school_file: Path, *, forgetful: bool) -> None:
    viewers = [
        view(school_file, "class_head", SCHOOL, "rasa"),
        view(school_file, "class_head", SCHOOL, "jonas"),
        view(school_file, "class_head", OTHER, "rasa"),
        view(school_file, "deputy_director", SCHOOL, None),
    ]
    st.cache_data.clear()
    alone = [seen(who) for who in viewers]
    assert alone[0][0] == {"5a"}
    assert alone[1][0] == {"6a"}
    assert {"5a", "6a"} <= alone[3][0]
    assert alone[3][1] > alone[0][1]

    def look(turn: int) -> bool:
        if forgetful and turn % 7 == 0:
            st.cache_data.clear()
        if forgetful and turn % 40 == 0:
            st.cache_resource.clear()  # while others are asking: nobody's answer is lost
        who = turn % len(viewers)
        return seen(viewers[who]) == alone[who]

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(look, range(ROUNDS)))


def test_the_scope_is_part_of_every_key(school_file: Path) -> None:
    """The same role, school and file, and yet other people: the answers differ."""
    first, second = (view(school_file, "class_head", SCHOOL, staff) for staff in ("rasa", "jonas"))
    assert first != second
    assert data.rows(first, POLICY, "2026-10", None) != data.rows(second, POLICY, "2026-10", None)

"""Logins: numbers for all, names for those who may."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from ediary_analytics import access, metrics, warehouse
from ediary_analytics.access import Viewer
from ediary_analytics.answers import logins
from ediary_analytics.web import formats
from support.pages import Shown

AZUOLYNO = "azuolyno-progimnazija"
PAGE = "pages/logins.py"
MOMENT = dt.datetime(2026, 11, 30, 23, 59, 59)


def test_a_class_opens_to_those_who_never_logged_in(visit: Callable[..., AppTest], demo_data: Path) -> None:
    viewer = Viewer("", "director", access.of_schools([AZUOLYNO]))
    with access.open_for(viewer, warehouse.current(demo_data), AZUOLYNO) as con:
        never = logins.never(con, MOMENT)
        (reached,) = metrics.measure(
            con, metrics.question("pupils_reached", MOMENT, by=[], since=dt.date(2026, 11, 1))
        ).rows.to_pylist()
        measured = metrics.measure(con, metrics.question("never_logged_in", MOMENT, by=["kind"])).rows.to_pylist()
    for row in measured:
        assert len({one.person_id for one in never if one.kind == row["kind"]}) == row["numerator"], row["kind"]
    page = visit(demo_data, script=PAGE, role="director", school=AZUOLYNO)
    page.session_state["logins"] = {"open": "4a"}
    shown = Shown(page.run())
    assert shown.title.startswith(formats.share(reached["numerator"], reached["denominator"]))
    row = next(row for row in shown.table("logins")["rows"] if row["key"] == "4a")
    guardians = [one for one in never if one.class_id == "4a" and one.kind == "guardian"]
    listed = row["blocks"][0]
    assert listed["title"] == "Niekada neprisijungę tėvai (globėjai)"
    assert [line[1] for line in listed["rows"]] == [one.name for one in guardians]


def test_without_names_nothing_opens_and_small_classes_are_dashes(show: Callable[..., Shown], demo_data: Path) -> None:
    shown = show(demo_data, script=PAGE, role="municipality", school=AZUOLYNO)
    rows = shown.table("logins")["rows"]
    assert all(row["shut"] and not row["blocks"] for row in rows)
    assert shown.row("logins", "pr1")[1:] == ["–"] * 5
    assert "Atsisiųsti neprisijungusiųjų sąrašą" not in shown.text


def test_whoever_may_not_name_pupils_learns_no_names(demo_data: Path) -> None:
    viewer = Viewer("", "municipality", access.of_schools([AZUOLYNO]))
    with access.open_for(viewer, warehouse.current(demo_data), AZUOLYNO) as con:
        never = logins.never(con, MOMENT)
    assert never
    assert not any(one.name or one.pupil or one.contact for one in never)

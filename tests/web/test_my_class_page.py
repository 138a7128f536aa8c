"""A class head's page: how the month was, what is to be decided, whose parents are to be reached."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from ediary_analytics import access, metrics, warehouse
from ediary_analytics.access import Scope, Viewer
from ediary_analytics.answers import class_head
from ediary_analytics.web import formats
from support.pages import Shown

Show = Callable[..., Shown]
SCHOOL, CLASS, HEAD = "azuolyno-progimnazija", "4a", "m16"
RIVER = "upes-jaunimo-mokykla"
AS_OF = dt.datetime(2026, 11, 30, 23, 59, 59)
HERE = {"script": "pages/my_class.py", "role": "class_head", "who": f"{SCHOOL}|{HEAD}", "month": "2026-11"}


@pytest.fixture
def con(demo_data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """What the head of 4a sees."""
    viewer = Viewer("", "class_head", Scope((SCHOOL,), None, HEAD, ()))
    with access.open_for(viewer, warehouse.current(demo_data), SCHOOL) as con:
        yield con


@pytest.fixture(scope="module")
def shown(show_once: Show, demo_data: Path) -> Shown:
    return show_once(demo_data, **HERE)


def test_the_title_answers_all_three_questions(shown: Shown, con: duckdb.DuckDBPyConnection) -> None:
    (rate,) = measured(con, "attendance_rate", "class")
    waiting = class_head.undecided(con, CLASS, AS_OF.date()).num_rows
    never = next(row for row in measured(con, "never_logged_in", "kind", "class") if row["kind"] == "guardian")
    assert shown.title == (
        f"Lapkritį {CLASS} klasė lankė {formats.share(rate['numerator'], rate['denominator'])} pamokų, "
        f"liko apsispręsti dėl {waiting} pamokų, {never['numerator']} iš tėvų dar neprisijungė"
    )


def measured(con: duckdb.DuckDBPyConnection, name: str, *by: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = metrics.measure(con, metrics.question(name, AS_OF, by=by)).rows.to_pylist()
    return [row for row in rows if row["period"] in {"2026-11", "total"} and row.get("class_id") in {CLASS, None}]


def test_what_is_to_be_decided_opens_to_the_lessons_with_the_term(shown: Shown, con: duckdb.DuckDBPyConnection) -> None:
    rows = class_head.undecided(con, CLASS, AS_OF.date()).to_pylist()
    assert rows
    table = shown.table("undecided")
    assert sum(len(block["rows"]) for row in table["rows"] for block in row["blocks"]) == len(rows)
    ages = [int(shown.row("undecided", row["key"])[3]) for row in table["rows"]]
    assert ages == sorted(ages, reverse=True), "who has waited longest first"
    assert {row["due_at"] for row in rows} == {dt.datetime(2026, 12, 7, 23, 59, 59)}, "five working days after November"
    assert all(row["cells"][-1]["text"] == "2026-12-07" for row in table["rows"])


def test_the_months_are_the_sheets_of_the_class(shown: Shown, con: duckdb.DuckDBPyConnection) -> None:
    asked = metrics.question("class_month", AS_OF)
    sheet = {
        row["part"]: row["numerator"]
        for row in metrics.measure(con, asked).rows.to_pylist()
        if row["period"] == "2026-11" and row["class_id"] == CLASS
    }
    row = shown.row("months", "2026-11")
    assert row[:2] == ["Lapkritis", str(sheet["pupils"])]
    assert row[3] == str(sheet["missed"])
    assert row[4] == formats.number(sheet["missed"] / sheet["pupils"], 1)
    assert [cell.replace("·", "0") for cell in row[5:]] == [
        str(sheet[part]) for part in ("illness", "other", "unjustified", "open", "representing", "late")
    ]


def test_the_parents_to_reach_are_those_of_the_print_list(shown: Shown, con: duckdb.DuckDBPyConnection) -> None:
    asked = metrics.question("print_list", AS_OF, by=["class", "pupil"], since=dt.date(2026, 11, 1))
    printed = {row["pupil_id"] for row in metrics.measure(con, asked).rows.to_pylist() if row["numerator"]}
    rows = shown.table("parents")["rows"]
    assert {row["key"].split("|")[0] for row in rows if not row["quiet"]} == printed
    assert all(row["cells"][-1] == "dienyne" for row in rows if row["quiet"])
    assert f"reikia išspausdinti {len(printed)} mokini" in shown.text


def test_a_pupil_opens_to_the_lessons_missed_of_the_month(visit: Callable[..., AppTest], demo_data: Path) -> None:
    page = visit(demo_data, **HERE)
    key = next(row["key"] for row in Shown(page).table("pupils")["rows"] if row["cells"][2] != "·" and not row["shut"])
    page.session_state["pupils"] = {"open": key}
    (block,) = next(row["blocks"] for row in Shown(page.run()).table("pupils")["rows"] if row["key"] == key)
    assert {line[0][:7] for line in block["rows"]} == {"2026-11"}


def test_only_the_own_class_is_there(shown: Shown, con: duckdb.DuckDBPyConnection) -> None:
    own = {pupil for (pupil,) in con.execute("select distinct pupil_id from core.pupil_classes").fetchall()}
    assert {row["key"] for row in shown.table("pupils")["rows"]} <= own
    assert shown.page.selectbox(key="class").options == [CLASS]


def test_the_other_month_is_told_apart(show: Show, demo_data: Path) -> None:
    shown = show(demo_data, **{**HERE, "month": "2026-09"})
    assert shown.title.startswith("Rugsėjį 4a klasė lankė")
    assert "nei rugpjūtį" not in shown.text, "there was no month before"


def test_the_class_that_a_pupil_came_from_is_not_the_head_s(show: Show, demo_data: Path) -> None:
    (head,) = {
        one.scope
        for one in access.holders(warehouse.current(demo_data))
        if one.role == "class_head" and "8a" in one.name and RIVER in one.scope.schools
    }
    for page in ("my_class", "test_load"):
        shown = show(demo_data, script=f"pages/{page}.py", role="class_head", who=f"{RIVER}|{head.staff_id}")
        assert [one for one in shown.page.selectbox(key="class").options if one != "Visos"] == ["8a"]
        assert "7a" not in shown.text

"""The schools of a municipality side by side."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from ediary_analytics import access, charts, metrics, warehouse
from ediary_analytics.access import Viewer
from ediary_analytics.answers import schools
from ediary_analytics.web import formats
from support.pages import Shown

AZUOLYNO, UPES = "azuolyno-progimnazija", "upes-jaunimo-mokykla"
MOMENT = dt.datetime(2026, 11, 30, 23, 59, 59)


@pytest.fixture
def municipality() -> Viewer:
    return Viewer("", "municipality", access.of_schools([AZUOLYNO, UPES]))


def test_each_school_has_a_line_that_opens_to_its_grades(
    visit: Callable[..., AppTest], demo_data: Path, municipality: Viewer
) -> None:
    with access.open_for(municipality, warehouse.current(demo_data)) as con:
        asked = metrics.question("attendance_rate", MOMENT, by=[], since=dt.date(2026, 11, 1))
        rows = metrics.measure(con, asked).rows.to_pylist()
    page = visit(demo_data, script="pages/schools.py", role="municipality")
    page.session_state["schools"] = {"open": UPES}
    shown = Shown(page.run())
    together = formats.share(sum(row["numerator"] for row in rows), sum(row["denominator"] for row in rows))
    assert shown.title.startswith(f"Lapkritis: 2 mokyklų lankomumas {together}, nuo ")
    for row in rows:
        share = formats.points(formats.tenths(row["numerator"], row["denominator"]))
        assert shown.row("schools", row["school_id"])[2] == share
    opened = next(row for row in shown.table("schools")["rows"] if row["key"] == UPES)
    assert [line[0] for line in opened["blocks"][0]["rows"]] == ["6", "7", "8", "9", "10"]
    assert {"text": "Pažangumas", "go": f"class_progress|{UPES}"} in opened["blocks"][1]["rows"][0]


def test_only_terms_that_are_over_are_compared(demo_data: Path, municipality: Viewer) -> None:
    with access.open_for(municipality, warehouse.current(demo_data)) as con:
        found = schools.last_terms(con)
    assert {school: (set(one.term_ids), one.name) for school, one in found.items()} == {UPES: ({"t1"}, "I trimestras")}


def test_a_school_is_drawn_on_its_band() -> None:
    frame = pa.table(
        {
            "school": ["Ąžuolyno progimnazija", "Upės mokykla"],
            "value": [95.1, 93.0],
            "text": ["95,1", "93"],
            "low": [94.0, None],
            "median": [95.0, None],
            "high": [96.0, None],
            "story": ["a", "b"],
        }
    )
    spec = charts.schools(frame, decimal=",").to_dict()
    band, _middle, dots, texts = spec["layer"]
    assert band["transform"] == [{"filter": "isValid(datum.low)"}], "no band where none is known"
    assert dots["encoding"]["y"]["sort"] == ["Ąžuolyno progimnazija", "Upės mokykla"]
    assert texts["encoding"]["text"]["field"] == "text"

"""Whoever is chosen is who is shown: options of a select box are told apart, also where two are called alike."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ediary_analytics.answers.at_risk import AtRisk
from ediary_analytics.answers.fill_check import Tally
from ediary_analytics.answers.overview import Course
from ediary_analytics.refresh import refresh
from ediary_analytics.web import labels
from ediary_analytics.web.overview import picture as overview
from ediary_analytics.web.risk import picture as risk
from support.schools import written

Visit = Callable[..., AppTest]

#: Two pupils of one name in class 5a of this year; last year's 5a is another class.
NAMESAKES = {
    "schools": ["school_id,name,policy", "maza,Mažoji mokykla,kedainiai-senamiestis"],
    "terms": [
        "term_id,school_year,kind,name,starts_on,ends_on",
        "m25,2025-2026,year,Metai,2025-09-01,2026-06-10",
        "m26,2026-2027,year,Metai,2026-09-01,2027-06-10",
    ],
    "classes": [
        "class_id,school_year,name,grade_level,kind",
        "k25,2025-2026,5a,5,general",
        "k26,2026-2027,5a,5,general",
    ],
    "pupils": ["pupil_id,first_name,last_name", "p1,Jonas,Jonaitis", "p2,Jonas,Jonaitis"],
    "enrolments": ["pupil_id,class_id,enrolled_on,left_on", "p1,k26,2026-09-01,", "p2,k26,2026-09-01,"],
    "groups": ["group_id,school_year,name,kind,class_id", "g26,2026-2027,5a,formal,k26"],
    "group_members": ["group_id,pupil_id", "g26,p1", "g26,p2"],
    "lessons": ["lesson_id,group_id,held_on,lesson_no,filled_at", "l1,g26,2026-10-05,1,2026-10-05 09:00"],
}


@pytest.fixture(scope="module")
def namesakes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source, folder = tmp_path_factory.mktemp("export"), tmp_path_factory.mktemp("namesakes")
    refresh([written(source, NAMESAKES)], folder, as_of=dt.datetime(2026, 10, 31, 23, 59, 59), validate=False)
    (folder / "demo").touch()
    return folder


def test_only_those_alike_say_what_tells_them_apart() -> None:
    names = {"p1": "Jonaitis Jonas", "p2": "Jonaitis Jonas", "p3": "Žukas Jonas"}
    assert labels.apart(names, names.__getitem__) == {
        "p1": "Jonaitis Jonas (p1)",
        "p2": "Jonaitis Jonas (p2)",
        "p3": "Žukas Jonas",
    }


@pytest.mark.parametrize("chosen", ["p1", "p2"])
def test_of_two_namesakes_the_one_who_was_chosen_stays(visit: Visit, namesakes: Path, chosen: str) -> None:
    page = visit(namesakes, script="pages/pupil.py", role="deputy_director")
    page.session_state["pupil that is looked at"] = {"maza": chosen}
    page.run().run()
    assert not page.exception
    assert page.session_state["pupil that is looked at"] == {"maza": chosen}


def test_a_class_of_two_years_is_told_with_its_year(visit: Visit, namesakes: Path) -> None:
    page = visit(namesakes, script="pages/attendance.py", role="deputy_director")
    assert page.selectbox(key="class").options == ["Visos", "5a (2025-2026)", "5a (2026-2027)"]
    page.selectbox(key="class").select("5a (2025-2026)").run()
    assert page.query_params["class"] == page.selectbox(key="class").value == "k25"


def test_no_two_records_to_excuse_are_called_alike(visit: Visit, demo_data: Path) -> None:
    page = visit(demo_data, script="pages/fill_check.py", role="deputy_director", month="2026-10")
    page.segmented_control(key="excuse what").set_value("record").run()
    (record,) = [one for one in page.selectbox if one.label == "Įrašas"]
    assert len(set(record.options)) == len(record.options) > 1


def test_in_a_picture_two_namesakes_are_two_rows() -> None:
    change = {"missed_before": (5, 10), "missed_since": (1, 10)}
    group = [AtRisk(one, "Jonaitis Jonas", "5a", "group", {}, (), dt.date(2026, 9, 1), change) for one in ("p1", "p2")]
    assert risk.moved(group)["label"].to_pylist() == ["Jonaitis Jonas (p1)", "Jonaitis Jonas (p2)"]


def test_in_a_picture_the_octobers_of_two_years_are_two_points() -> None:
    months = [(month, Tally(met=1)) for month in ("2025-10", "2026-10", "2026-11")]
    periods = overview.by_month(Course(months, []))["period"].to_pylist()
    assert list(dict.fromkeys(periods)) == ["spalis (2025)", "spalis (2026)", "lapkritis"]

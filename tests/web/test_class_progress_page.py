"""Progress of classes: term grades where there are any, marks until then, pupils for those who may name them."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ediary_analytics import access, metrics, warehouse
from ediary_analytics.access import Viewer
from ediary_analytics.answers import class_progress
from ediary_analytics.web import formats
from support.pages import Shown

Show = Callable[..., Shown]
AZUOLYNO, UPES = "azuolyno-progimnazija", "upes-jaunimo-mokykla"
PAGE = "pages/class_progress.py"
MOMENT = dt.datetime(2026, 11, 30, 23, 59, 59)


def measured(data: Path, name: str, *by: str, role: str = "director") -> list[dict[str, object]]:
    viewer = Viewer("", role, access.of_schools([UPES]))
    with access.open_for(viewer, warehouse.current(data), UPES) as con:
        rows: list[dict[str, object]] = metrics.measure(
            con, metrics.question(name, MOMENT, by=by, period="term")
        ).rows.to_pylist()
        return rows


def test_the_answer_is_the_measure(show: Show, demo_data: Path) -> None:
    shown = show(demo_data, script=PAGE, role="director", school=UPES)
    (whole,) = measured(demo_data, "success_rate")
    part, all_of_them = int(str(whole["numerator"])), int(str(whole["denominator"]))
    assert shown.title.startswith(f"I trimestras: pažangumas {formats.share(part, all_of_them)}")
    assert f"{all_of_them - part} mokin" in shown.title
    for row in measured(demo_data, "mean_grade", "class"):
        cells = shown.row("progress", str(row["class_id"]))
        assert formats.number(float(str(row["value"])), 2) in cells


def test_a_class_with_letters_only_is_not_said_to_have_no_marks(show: Show, demo_data: Path) -> None:
    shown = show(demo_data, script=PAGE, role="director", school=AZUOLYNO, **{"class": "1a"})
    assert shown.title == "1a, I pusmetis: įvertinimų ir pažymių balais dar nėra"


def test_a_term_without_grades_is_told_by_its_marks(show: Show, demo_data: Path) -> None:
    shown = show(demo_data, script=PAGE, role="director", school=AZUOLYNO)
    assert shown.title.startswith("I pusmetis: įvertinimų dar nėra, pažymių vidurkis – ")
    assert [column["text"] for column in shown.table("progress")["columns"]][-3:] == [
        "Rugsėjis",
        "Spalis",
        "Lapkritis",
    ]


def test_of_one_class_the_subjects_are_compared_and_open_to_pupils(
    visit: Callable[..., AppTest], demo_data: Path
) -> None:
    page = visit(demo_data, script=PAGE, role="director", school=UPES, **{"class": "10a"})
    assert page.query_params["class"] == "10a"
    assert "10a, I trimestras" in Shown(page).title
    page.session_state["progress"] = {"open": "ma"}
    row = next(row for row in Shown(page.run()).table("progress")["rows"] if row["key"] == "ma")
    assert row["cells"][0] == "Matematika"
    pupils = row["blocks"][-1]
    assert pupils["title"] == "Mokiniai"
    assert len(pupils["rows"]) == 24


def test_without_names_a_row_opens_to_the_distribution_only(visit: Callable[..., AppTest], demo_data: Path) -> None:
    page = visit(demo_data, script=PAGE, role="municipality", school=UPES)
    page.session_state["progress"] = {"open": "8a"}
    row = next(row for row in Shown(page.run()).table("progress")["rows"] if row["key"] == "8a")
    assert [block["title"] for block in row["blocks"]] == ["Lygiai pagal žemiausią kiekvieno mokinio įvertinimą"]


@pytest.mark.parametrize(("class_id", "named"), [("7a", 0), ("8a", 22)])
def test_the_career_specialist_is_told_of_single_pupils_from_grade_8(
    demo_data: Path, class_id: str, named: int
) -> None:
    viewer = Viewer("", "career_specialist", access.of_schools([UPES]))
    with access.open_for(viewer, warehouse.current(demo_data), UPES) as con:
        pupils = class_progress.pupils(con, class_id, "t1", None, None)
    assert len(pupils) == named


def test_the_pupils_of_a_class_add_up_to_its_measures(demo_data: Path) -> None:
    viewer = Viewer("", "director", access.of_schools([UPES]))
    with access.open_for(viewer, warehouse.current(demo_data), UPES) as con:
        pupils = class_progress.pupils(con, "10a", "t1", None, None)
    (mean,) = [row for row in measured(demo_data, "mean_grade", "class") if row["class_id"] == "10a"]
    (success,) = [row for row in measured(demo_data, "success_rate", "class") if row["class_id"] == "10a"]
    assert sum(pupil.points for pupil in pupils) == mean["numerator"]
    assert sum(pupil.in_points for pupil in pupils) == mean["denominator"]
    assert sum(1 for pupil in pupils if not pupil.negative) == success["numerator"]

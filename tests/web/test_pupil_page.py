"""The page of one pupil: what goes well first, to each role no more than it may see, nothing of it in the address."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from ediary_analytics import access, i18n, warehouse
from ediary_analytics.access import Viewer, of_schools
from ediary_analytics.answers import findings, pupil, school_year
from ediary_analytics.charts import marks
from ediary_analytics.refresh import refresh
from ediary_analytics.web.pupil import tables, words
from support.exports import write_export
from support.pages import Shown

SCHOOL = "azuolyno-progimnazija"
AT_RISK = "p0062"
Show = Callable[..., Shown]


@pytest.fixture(scope="module")
def found(demo_data: Path) -> pupil.Pupil:
    viewer = Viewer("", "deputy_director", of_schools([SCHOOL]))
    with access.open_for(viewer, warehouse.current(demo_data), SCHOOL) as con:
        return pupil.look(con, AT_RISK, school_year.read(con).as_of, school=SCHOOL)


def opened(show: Show, data: Path, role: str, pupil_id: str = AT_RISK) -> Shown:
    """The page after somebody was chosen in this session."""
    page = show(data, script="pages/pupil.py", role=role).page
    page.session_state["pupil that is looked at"] = {SCHOOL: pupil_id}
    return Shown(page.run())


def test_nobody_is_shown_before_somebody_is_chosen(show: Show, demo_data: Path) -> None:
    page = show(demo_data, script="pages/pupil.py", role="deputy_director")
    assert page.title == "Kurio mokinio metus parodyti?"
    assert len(page.table("pupils")["rows"]) == 120


def test_the_page_begins_with_what_goes_well(show: Show, demo_data: Path, found: pupil.Pupil) -> None:
    page = opened(show, demo_data, "deputy_director")
    name, class_name = words.identity(found)
    assert page.title.startswith(f"{name}, {class_name}: ")
    order = [page.text.index(heading) for heading in ("Kas sekasi", "Kas pasikeitė", "Ko trūksta", "Lankomumas:")]
    assert order == sorted(order)
    assert "Rizikos lygis" in page.text
    assert {row["key"] for row in page.table("signs")["rows"]} == set(found.signs["fired_by"].to_pylist())
    assert "matote kaip: Direktoriaus pavaduotojas" in page.text


def test_the_months_are_those_of_the_answer(show: Show, demo_data: Path, found: pupil.Pupil) -> None:
    page = opened(show, demo_data, "deputy_director")
    for row in found.attendance.to_pylist():
        shown = page.row("months", row["month"])
        assert shown[1:3] == [str(row["held"]), str(row["missed"] or "·")]
    behind = sum(len(block["rows"]) for row in page.table("months")["rows"] for block in row["blocks"])
    assert behind >= sum(1 for row in found.days.to_pylist() if row["missed"])


def test_the_address_says_nothing_of_whom_one_looks_at(show: Show, demo_data: Path, found: pupil.Pupil) -> None:
    page = opened(show, demo_data, "deputy_director")
    said = str(dict(page.page.query_params))
    assert AT_RISK not in said
    assert words.identity(found)[0].split()[0] not in said


@pytest.mark.parametrize("role", ["guardian", "pupil"])
def test_a_family_sees_its_own_year_without_points(show: Show, demo_data: Path, role: str) -> None:
    page = show(demo_data, script="pages/pupil.py", role=role)
    assert "Kas sekasi" in page.text
    assert "Rizikos" not in page.text
    assert "Specialistų pagalba" not in page.text


def test_a_speech_therapist_sees_no_remarks(show: Show, demo_data: Path) -> None:
    page = show(demo_data, script="pages/pupil.py", role="speech_therapist").page
    first = _keys(Shown(page))[0]
    page.session_state["pupil that is looked at"] = {SCHOOL: first}
    shown = Shown(page.run())
    assert "Pastabos" not in [column["text"] for column in shown.table("months")["columns"]]
    assert "Pagyrimai" not in shown.text
    assert "be pastabų: jos jums nerodomos" in shown.text.partition("Rizikos lygis")[2], "a level without them is less"


def _keys(page: Shown) -> list[str]:
    return [row["key"] for row in page.table("pupils")["rows"]]


def test_somebody_outside_the_scope_cannot_be_chosen(show: Show, demo_data: Path) -> None:
    page = opened(show, demo_data, "speech_therapist", AT_RISK)
    assert page.title == "Kurio mokinio metus parodyti?"
    assert AT_RISK not in _keys(page)


def test_a_change_is_told_from_the_bound_on() -> None:
    calm = {"held": 100, "missed": 5, "late": 1}
    assert findings.between(calm, calm | {"missed": 14}) == []
    ((kind, values),) = findings.between(calm, calm | {"missed": 15})
    assert (kind, values["part"], values["part_before"]) == ("missed_more", 15, 5)
    assert [kind for kind, _values in findings.between(calm | {"missed": 15, "late": 6}, calm)] == [
        "missed_less",
        "late_less",
    ]
    assert findings.between(calm, {"held": 0, "missed": 0, "late": 0}) == []


def test_what_the_export_does_not_show_is_not_praised(found: pupil.Pupil) -> None:
    i18n.use("lt")
    assert found.unknown.num_rows == 0
    empty = {name: getattr(found, name).slice(0, 0) for name in ("attendance", "days", "absences")}
    unknown = pa.table({"measure": ["attendance_rate"], "need": ["attendance"]})
    blind = replace(found, **empty, unknown=unknown)
    assert not {"attends", "never_late", "all_justified"} & {one.kind for one in findings.well(blind)}
    assert words.absence_finding(blind) == "Lankomumas: nieko nežinoma"
    assert "Lankomumas" in words.unknown(blind, sees_remarks=True)[0]


def test_marks_stand_in_strips_one_under_another() -> None:
    days = pa.array([18000, 18010, 18000], pa.int32()).cast(pa.date32())
    frame = pa.table(
        {
            "subject": ["Istorija", "Istorija", "Muzika"],
            "day": days,
            "points": [4, 10, 7],
            "end": ["⌀ 7", "⌀ 7", "⌀ 7"],
            "story": ["a", "b", "c"],
        }
    )
    spec = marks(frame, line=4).to_dict()
    drawn = next(rows for rows in spec["datasets"].values() if rows and "story" in rows[0])
    low, high, other = (row["height"] for row in drawn)
    assert 0 < high < low < 1 < other < 2
    assert len(next(rows for rows in spec["datasets"].values() if rows and "subject" in rows[0])) == 2


def test_who_has_an_account_is_a_dash_where_no_accounts_are_exported(found: pupil.Pupil) -> None:
    unknown = pa.table({"measure": ["never_logged_in"], "need": ["accounts"]})
    (row, *_others) = tables.guardians(replace(found, unknown=unknown)).rows
    assert list(row.cells[1:]) == ["–", "–"]
    (told,) = words.unknown(replace(found, unknown=unknown), sees_remarks=True)
    assert told.startswith("Tėvai (globėjai) ir dienynas: ")
    assert "(accounts)" in told


def test_an_export_without_accounts_is_known_to_lack_them(tmp_path: Path) -> None:
    refresh([write_export(tmp_path / "export")], tmp_path / "data", as_of=dt.datetime(2026, 10, 31), validate=False)
    viewer = Viewer("", "deputy_director", of_schools(["ąžuolynas"]))
    with access.open_for(viewer, warehouse.current(tmp_path / "data"), "ąžuolynas") as con:
        unknown = pupil.look(con, "jonas", dt.datetime(2026, 10, 31), school="ąžuolynas").unknown.to_pylist()
    assert {"measure": "never_logged_in", "need": "accounts"} in unknown

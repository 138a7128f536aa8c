"""The page of risk: who waits for a decision and why, with the numbers of the measures behind it."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ediary_analytics import access, catalogue, metrics, warehouse
from ediary_analytics.access import Viewer, of_schools
from ediary_analytics.answers import risk, school_year
from ediary_analytics.answers.at_risk import Risk
from ediary_analytics.refresh import refresh
from support.exports import write_export
from support.pages import Shown
from support.schools import part_of_sample

SCHOOL = "azuolyno-progimnazija"
Show = Callable[..., Shown]


@pytest.fixture(scope="module")
def school(demo_data: Path) -> Iterator[tuple[school_year.SchoolYear, Risk, set[str]]]:
    """The school year, the risk of the school, and its candidates by the measure itself."""
    viewer = Viewer("", "social_pedagogue", of_schools([SCHOOL]))
    con = access.open_for(viewer, warehouse.current(demo_data), SCHOOL)
    year = school_year.read(con)
    asked = metrics.measure(con, metrics.question("risk_candidates", year.as_of))
    found = risk.look(con, year.as_of, year.began(year.as_of.date()))
    yield year, found, set(asked.rows["pupil_id"].to_pylist())
    con.close()


def test_who_waits_is_who_the_measure_names(school: tuple[school_year.SchoolYear, Risk, set[str]]) -> None:
    _year, found, candidates = school
    waiting = found.of("candidate")
    assert {one.pupil_id for one in waiting} == candidates
    assert all(one.level >= 3 and one.signs for one in waiting)
    assert [one.level for one in found.by_level("signs")] == sorted(
        (one.level for one in found.of("signs")), reverse=True
    )


def test_the_risk_group_is_compared_with_what_was_before(
    school: tuple[school_year.SchoolYear, Risk, set[str]],
) -> None:
    _year, found, _candidates = school
    group = found.of("group")
    assert group
    for one in group:
        assert one.joined is not None
        before, since = one.change["missed_before"], one.change["missed_since"]
        assert one.better() == (since[0] / since[1] < before[0] / before[1])


def test_the_month_to_report_is_the_last_one_that_is_over(
    school: tuple[school_year.SchoolYear, Risk, set[str]],
) -> None:
    year, found, _candidates = school
    assert found.month == year.as_of.strftime("%Y-%m")  # the sample ends with its last second
    assert found.report_by is not None
    assert found.report_by.day == 5
    assert all(2 * one.unjustified > one.held for one in found.non_attenders)


def test_the_title_says_who_waits_and_the_list_why(
    show: Show, demo_data: Path, school: tuple[school_year.SchoolYear, Risk, set[str]]
) -> None:
    _year, found, candidates = school
    page = show(demo_data, script="pages/risk.py", role="social_pedagogue")
    assert f"Sprendimo laukia {len(candidates)} " in page.title
    assert page.title.endswith(f"rizikos grupėje – {len(found.of('group'))}")
    one = found.by_level("candidate")[0]
    name, _class, level, seen, lead = page.row("candidates", one.pupil_id)
    assert name == one.name
    assert level.startswith(str(one.level))
    assert seen.count(";") == len(one.signs) - 1
    assert lead == "Metai"


def test_a_row_opens_to_what_is_behind_each_sign(
    show: Show, demo_data: Path, school: tuple[school_year.SchoolYear, Risk, set[str]]
) -> None:
    _year, found, _candidates = school
    one = found.by_level("candidate")[0]
    page = show(demo_data, script="pages/risk.py", role="social_pedagogue")
    assert all(row["blocks"] is None for row in page.table("candidates")["rows"])
    page.page.session_state["candidates"] = {"open": one.pupil_id}
    opened = Shown(page.page.run()).table("candidates")
    (blocks,) = [row["blocks"] for row in opened["rows"] if row["key"] == one.pupil_id]
    assert len(blocks) == len(one.signs)
    assert all(block["rows"] or block["more"] for block in blocks)


def test_every_bound_is_shown_with_its_source(show: Show, demo_data: Path) -> None:
    page = show(demo_data, script="pages/risk.py", role="director")
    bounds = page.table("bounds")["rows"]
    stated = {f"{name} {points}" for name, sign in catalogue.risk_signs().items() for points in sign.bounds}
    assert {row["key"] for row in bounds} == stated
    assert all(row["cells"][-1] for row in bounds)
    assert "V-1112" in str(bounds)


def test_who_has_no_page_of_a_pupil_is_not_led_there(show: Show, demo_data: Path) -> None:
    page = show(demo_data, script="pages/risk.py", role="director")
    assert "go" not in str(page.table("candidates")["rows"][0]["cells"])


def test_without_evidence_nothing_is_all_right(show: Show, tiny_data: Path) -> None:
    page = show(tiny_data, script="pages/risk.py", role="social_pedagogue")
    assert "nežinoma" in page.title or "negalima" in page.title
    assert "Ne viską galima pasakyti" in page.text


def test_whom_the_export_does_not_name_stands_by_the_id(
    tmp_path: Path, school: tuple[school_year.SchoolYear, Risk, set[str]]
) -> None:
    year, named, candidates = school
    (tmp_path / "export").mkdir()
    nameless = part_of_sample(tmp_path / "export", lambda _table, _row: True, without=["pupils"])
    refresh([nameless], tmp_path / "data", as_of=year.as_of, validate=False)
    viewer = Viewer("", "social_pedagogue", of_schools([SCHOOL]))
    with access.open_for(viewer, warehouse.current(tmp_path / "data"), SCHOOL) as con:
        found = risk.look(con, year.as_of, year.began(year.as_of.date()))
    assert {(one.pupil_id, one.name) for one in found.of("candidate")} == {(one, one) for one in candidates}
    assert {one.pupil_id for one in found.pupils} == {one.pupil_id for one in named.pupils}
    assert [one.pupil_id for one in found.non_attenders] == [one.pupil_id for one in named.non_attenders]


def test_without_lessons_no_sign_of_absence_can_be_seen(tmp_path: Path) -> None:
    export = write_export(tmp_path / "export", lessons=None)
    refresh([export], tmp_path / "data", as_of=dt.datetime(2026, 10, 31), validate=False)
    viewer = Viewer("", "social_pedagogue", of_schools(["ąžuolynas"]))
    with access.open_for(viewer, warehouse.current(tmp_path / "data"), "ąžuolynas") as con:
        silent = risk.silent(con)
    assert {silent.get(name) for name in ("absence_band", "running_string", "frequent_lateness")} == {"lessons"}
    assert "falling_trend" not in silent

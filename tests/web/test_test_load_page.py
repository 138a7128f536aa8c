"""The load of tests: what meets on a day, what comes, what the rules say."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from ediary_analytics import access, metrics, policy, warehouse
from ediary_analytics.access import Viewer
from ediary_analytics.answers import test_load as load
from ediary_analytics.answers.test_load import Limits
from support.pages import Shown

Show = Callable[..., Shown]
AZUOLYNO, UPES = "azuolyno-progimnazija", "upes-jaunimo-mokykla"
SINCE, UNTIL = dt.date(2026, 9, 1), dt.date(2027, 1, 29)
MOMENT = dt.datetime(2026, 11, 30, 23, 59, 59)


def test_the_page_tells_what_meets_and_what_comes(show: Show, demo_data: Path) -> None:
    viewer = Viewer("", "deputy_director", access.of_schools([AZUOLYNO]))
    with access.open_for(viewer, warehouse.current(demo_data), AZUOLYNO) as con:
        tests, crowded = load.tests(con, SINCE, UNTIL), load.crowded(con, SINCE, UNTIL, 1)
        (breaches,) = con.execute(
            "select count(distinct (class_id, on_date)) from judged.verdicts"
            " where obligation = 'one_test_a_day' and status = 'missing'"
        ).fetchall()[0]
        weekly = metrics.measure(con, metrics.question("test_load", MOMENT, by=["class"], period="total"))
    assert len([day for day in crowded if day.held_on <= MOMENT.date()]) == breaches
    coming = {test.assessment_id for test in tests if test.held_on > MOMENT.date()}
    shown = show(demo_data, script="pages/test_load.py", role="deputy_director", school=AZUOLYNO)
    assert f"sutampa {len(crowded)} dien" in shown.title
    assert f"laukia {len(coming)} kontrolin" in shown.title
    past = [test for test in tests if test.class_id == "7a" and test.held_on <= MOMENT.date()]
    (row,) = [row for row in weekly.rows.to_pylist() if row["class_id"] == "7a"]
    assert row["numerator"] == len(past)


def test_the_limits_are_those_of_the_rules() -> None:
    day = dt.date(2026, 10, 1)
    assert load.limits(policy.load("kedainiai-senamiestis"), day).tests_a_day == 1
    assert load.limits(None, day) == Limits(None, None)
    assert Limits(None, None).told == 1


def test_a_test_is_announced_late_only_by_rules_that_say_so() -> None:
    test = load.Test("6a", dt.date(2026, 10, 20), "t", None, None, None, None, dt.datetime(2026, 10, 14, 8))
    assert test.notice == 6
    assert Limits(1, 7).is_short(test, test.held_on)
    assert not Limits(1, 6).is_short(test, test.held_on)
    assert not Limits(1, None).is_short(test, test.held_on)


def test_the_methodical_group_sees_the_load_of_its_subjects(show: Show, demo_data: Path) -> None:
    shown = show(demo_data, script="pages/test_load.py", role="methodical_group")
    assert "tik jūsų dalykų kontroliniai" in shown.text
    rows = shown.table("tests")["rows"]
    assert any(row["cells"][2] not in ("–", "0,00") for row in rows), "tests tell of no pupils: nothing is hidden"


def test_days_that_meet_are_counted_of_the_tests_that_the_viewer_sees(demo_data: Path) -> None:
    file = warehouse.current(demo_data)
    groups = [one for one in access.holders(file) if one.role == "methodical_group"]
    seen = set()
    for one in groups:
        with access.open_for(Viewer("", one.role, one.scope), file) as con:
            tests = {(test.class_id, test.held_on) for test in load.tests(con, SINCE, UNTIL)}
            assert {(day.class_id, day.held_on) for day in load.crowded(con, SINCE, UNTIL, 0)} == tests
        seen |= tests
    assert len(seen) > 20

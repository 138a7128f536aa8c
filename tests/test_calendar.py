"""Working days, deadlines and the moments a user writes."""

import datetime as dt
from collections.abc import Iterator

import duckdb
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ediary_analytics import calendar
from ediary_analytics.errors import CallError
from support.grids import school

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2050, 12, 31))
PUBLIC = holidays.country_holidays("LT", years=range(1999, 2053))


def works(day: dt.date) -> bool:
    return day.isoweekday() <= 5 and day not in PUBLIC


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with school({}) as made:
        yield made


@given(day=DAYS, n=st.integers(1, 15))
def test_the_nth_working_day_after_is_found_by_counting(con: duckdb.DuckDBPyConnection, day: dt.date, n: int) -> None:
    counted, found = day, 0
    while found < n:
        counted += dt.timedelta(days=1)
        found += works(counted)
    assert con.execute("select working_day_after($day, $n)", {"day": day, "n": n}).fetchone() == (counted,)


@given(day=DAYS)
def test_a_days_month_and_week_are_those_of_the_iso_calendar(con: duckdb.DuckDBPyConnection, day: dt.date) -> None:
    year, week, weekday = day.isocalendar()
    row = con.execute(
        "select month, week, weekday, is_working from core.calendar where day = $day", {"day": day}
    ).fetchone()
    assert row == (f"{day:%Y-%m}", f"{year}-W{week:02}", weekday, works(day))


def test_public_holidays_have_their_lithuanian_names(con: duckdb.DuckDBPyConnection) -> None:
    row = con.execute("select holiday, is_working from core.calendar where day = date '2027-03-11'").fetchone()
    assert row == ("Lietuvos nepriklausomybės atkūrimo diena", False)


@pytest.mark.parametrize(
    ("text", "blank"),
    [(None, True), ("", True), ("  \t\n", True), ("\u00a0", True), ("-", False), (" tnruva0 ", False)],
)
def test_blank_is_nothing_but_white_space(con: duckdb.DuckDBPyConnection, text: str | None, *, blank: bool) -> None:
    assert con.execute("select is_blank($text::varchar)", {"text": text}).fetchone() == (blank,)


@pytest.mark.parametrize("text", ["2026-10-31", "20261031", "2026-W44-6"])
def test_a_day_means_its_end_however_it_is_written(text: str) -> None:
    assert calendar.moment(text) == dt.datetime(2026, 10, 31, 23, 59, 59)


def test_a_day_means_its_end_and_a_moment_itself() -> None:
    assert calendar.moment("2026-10-31") == dt.datetime(2026, 10, 31, 23, 59, 59)
    assert calendar.moment("2026-10-31T17:00") == dt.datetime(2026, 10, 31, 17, 0)
    assert calendar.moment("2026-10-31 17:00:01") == dt.datetime(2026, 10, 31, 17, 0, 1)


@pytest.mark.parametrize("text", ["", "31", "2026-13-01", "2026-02-30", "vakar", "2026-10-31T17:00+02:00"])
def test_no_moment(text: str) -> None:
    with pytest.raises(CallError, match="--as-of: "):
        calendar.moment(text)


@pytest.mark.parametrize("text", ["2026", "2026-13", "2026-1", "spalis", "2026-10-01"])
def test_no_month(text: str) -> None:
    assert calendar.month("2026-10") == "2026-10"
    with pytest.raises(CallError, match="--month: "):
        calendar.month(text)


def test_the_usual_month_is_the_last_that_is_over() -> None:
    as_of = dt.datetime(2026, 11, 15, 17)
    assert calendar.usual_month(["2026-09", "2026-10", "2026-11"], as_of) == "2026-10"
    assert calendar.usual_month(["2026-11", "2026-12"], as_of) == "2026-12"
    assert calendar.usual_month([], as_of) is None


@given(DAYS)
def test_months_follow_each_other_without_a_gap(day: dt.date) -> None:
    month = day.strftime("%Y-%m")
    first, last = calendar.month_days(month)
    assert first <= day <= last
    assert calendar.month_days(calendar.month_after(month))[0] == last + dt.timedelta(days=1)
    assert calendar.month_before(calendar.month_after(month)) == month

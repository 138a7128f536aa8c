"""Text → the contract's types: every form that the contract names comes back as what was written."""

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from importlib import resources
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ediary_analytics.contract import TYPES

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
MOMENTS = st.datetimes(dt.datetime.fromisoformat("1900-01-01"), dt.datetime.fromisoformat("2100-12-31"))
DATE_FORMS = ["%Y-%m-%d", "%Y.%m.%d", "%d/%m/%Y"]
TIME_FORMS = ["%H:%M", "%H:%M:%S", "%H:%M:%S.%f", "%H:%M:%S,%f"]
SPACE = st.text(" \t\r\n", max_size=2)

Cast = Callable[[str, str | None], Any]


@pytest.fixture(scope="module")
def cast() -> Iterator[Cast]:
    with duckdb.connect() as con:
        con.execute((resources.files("ediary_analytics") / "sql/macros/types.sql").read_text("utf-8"))

        def cast(macro: str, text: str | None) -> Any:
            row = con.execute(f"select {macro}($text)", {"text": text}).fetchone()
            assert row
            return row[0]

        yield cast


@given(day=DAYS, form=st.sampled_from(DATE_FORMS), before=SPACE, after=SPACE)
def test_a_date_in_any_form(cast: Cast, day: dt.date, form: str, before: str, after: str) -> None:
    assert cast("as_date", before + written(day, form) + after) == day
    assert cast("as_timestamp", before + written(day, form) + after) == dt.datetime.combine(day, dt.time())


@given(
    moment=MOMENTS,
    day_form=st.sampled_from(DATE_FORMS),
    between=st.sampled_from("T "),
    time_form=st.sampled_from(TIME_FORMS),
)
def test_a_moment_in_any_form(cast: Cast, moment: dt.datetime, day_form: str, between: str, time_form: str) -> None:
    text = written(moment.date(), day_form) + between + moment.strftime(time_form)
    whole = moment.replace(microsecond=0, second=moment.second if "%S" in time_form else 0)
    assert cast("as_timestamp", text) == whole


def written(day: dt.date, form: str) -> str:
    return form.replace("%Y", f"{day.year:04}").replace("%m", f"{day.month:02}").replace("%d", f"{day.day:02}")


@pytest.mark.parametrize(
    "text",
    ["2026-02-30", "31/04/2026", "10/31/2026", "2026-13-01", "2026", "20261005", "2026/10/05", "epoch", "rytoj",
     "2026-10-05 8:00"],
)  # fmt: skip
def test_what_is_no_date(cast: Cast, text: str) -> None:
    assert cast("as_date", text) is None


@pytest.mark.parametrize(
    "text", ["2026-10-05T10", "2026-10-05 25:00", "2026-10-05 10:60", "2026-10-05T10:00+03:00", "10:00"]
)
def test_what_is_no_moment(cast: Cast, text: str) -> None:
    assert cast("as_timestamp", text) is None


@given(value=st.integers(-(2**31), 2**31 - 1), tail=st.sampled_from(["", ",0", ".0", ",00"]), before=SPACE)
def test_a_whole_number_also_as_a_spreadsheet_writes_it(cast: Cast, value: int, tail: str, before: str) -> None:
    assert cast("as_integer", f"{before}{value}{tail}") == value


@given(value=st.decimals(-9999999, 9999999, places=2), comma=st.booleans())
def test_a_number_with_point_or_comma(cast: Cast, value: Decimal, comma: bool) -> None:  # noqa: FBT001
    text = f"{value:f}"
    assert cast("as_decimal", text.replace(".", ",") if comma else text) == value


@pytest.mark.parametrize("text", ["3,5", "1e3", "99999999999", "trys", "1 000", "0x1", "--1", "1_0"])
def test_what_is_no_whole_number(cast: Cast, text: str) -> None:
    assert cast("as_integer", text) is None


@pytest.mark.parametrize("text", ["1.000,5", "99999999", "1e3", "nan", ".", "1,"])
def test_what_is_no_number(cast: Cast, text: str) -> None:
    assert cast("as_decimal", text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("taip", True), ("TAIP", True), (" true ", True), ("1", True), ("Ne", False), ("false", False), ("0", False),
     ("yes", None), ("t", None), ("", None)],
)  # fmt: skip
def test_yes_and_no(cast: Cast, text: str, value: bool | None) -> None:  # noqa: FBT001
    assert cast("as_boolean", text) is value


@given(st.lists(st.text(st.characters(exclude_characters=";", exclude_categories=["Cs", "Cc", "Z"]), min_size=1)))
def test_a_list_comes_back(cast: Cast, parts: list[str]) -> None:
    assert cast("as_list", " ; ".join(parts)) == (parts or None)


@given(st.text(" \t\r\n\f", max_size=3))
def test_white_space_is_nothing(cast: Cast, text: str) -> None:
    assert cast("is_white", text) is True
    for name in ("date", "timestamp", "integer", "decimal", "boolean"):
        assert cast(f"as_{name}", text) is None


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
@settings(max_examples=300)
def test_no_text_whatsoever_breaks_a_cast(cast: Cast, text: str) -> None:
    for name in TYPES.keys() - {"text"}:
        cast(f"as_{name}", text)


@pytest.mark.parametrize("name", sorted(TYPES.keys() - {"text"}))
def test_a_macro_gives_the_type_that_the_contract_names(cast: Cast, name: str) -> None:
    assert cast(f"typeof(null::{TYPES[name]}) = typeof(as_{name}('')) and is_white", "") is True

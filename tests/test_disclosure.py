"""Small groups are hidden, and with them whatever would tell them: a property of every table, and of real measures."""

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from itertools import product
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ediary_analytics import disclosure, i18n, metrics
from ediary_analytics.errors import AccessError
from support.grids import school

KEYS = ("class_id", "subject_id", "period")
Table = list[dict[str, Any]]

tables = st.builds(
    lambda classes, subjects, sizes: [
        {
            "class_id": f"5{chr(97 + one)}", "subject_id": f"s{two}", "period": "total", "part": None,
            "numerator": size // 2, "denominator": size, "value": None, "pupils": size,
        }
        for (one, two), size in zip(product(range(classes), range(subjects)), sizes, strict=False)
    ],
    st.integers(1, 5), st.integers(1, 4), st.lists(st.integers(1, 12) | st.just(30), min_size=20, max_size=20),
)  # fmt: skip


def suppress(table: Table, over: Iterable[str] = ("class_id", "subject_id"), **how: int) -> Table:
    arrow = pa.Table.from_pylist(table, schema=pa.schema([(name, _type(name)) for name in table[0]]))
    rows: Table = disclosure.suppress(arrow, KEYS, list(over), **how).to_pylist()
    return rows


def _type(name: str) -> pa.DataType:
    kinds = {"numerator": pa.int64(), "denominator": pa.int64(), "pupils": pa.int64(), "value": pa.float64()}
    return kinds.get(name, pa.bool_() if name == "hidden" else pa.string())


def rank(rows: list[list[int]]) -> int:
    """Of a matrix of whole numbers, exactly (independent of the elimination under test)."""
    left = [[Fraction(number) for number in row] for row in rows]
    found = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in left[found:] if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        left = [*left[:found], pivot, *left[found:]]
        for at, row in enumerate(left):
            if at != found and row[column]:
                times = row[column] / pivot[column]
                left[at] = [number - times * by for number, by in zip(row, pivot, strict=True)]
        found += 1
    return found


def told(shown: Table, over: Iterable[str] = ("class_id", "subject_id")) -> list[str]:
    """The hidden cells that follow from the cells shown and the totals of every line of at least two cells."""
    hidden = [row for row in shown if row["hidden"]]
    system: list[list[int]] = []
    for axis in over:
        others = [key for key in KEYS if key != axis]
        for line in {tuple(row[key] for key in others) for row in shown}:
            inside = [tuple(row[key] for key in others) == line for row in shown]
            if sum(inside) > 1:
                system += [[int(one) for one, row in zip(inside, shown, strict=True) if row["hidden"]]]
    units = [[int(one is other) for other in hidden] for one in hidden]
    known = rank(system)
    return [str(row) for row, unit in zip(hidden, units, strict=True) if rank([*system, unit]) == known]


@settings(max_examples=40, deadline=None)
@given(tables)
def test_no_hidden_cell_follows_from_the_totals(table: Table) -> None:
    shown = suppress(table)
    assert all(row["hidden"] for row in shown if row["pupils"] is None or row["pupils"] < 5)
    # where one is told after all, nothing is left that could have been hidden too
    assert not told(shown) or all(row["hidden"] for row in shown)


@settings(max_examples=40, deadline=None)
@given(tables)
def test_what_a_line_hides_is_together_no_small_group(table: Table) -> None:
    sizes = {row["class_id"]: row["pupils"] for row in table if row["subject_id"] == "s0"}
    shown = suppress([row for row in table if row["subject_id"] == "s0"], ["class_id"])
    hidden = [row["class_id"] for row in shown if row["hidden"]]
    assert not hidden or len(hidden) == len(shown) or (len(hidden) > 1 and sum(sizes[one] for one in hidden) >= 5)


@settings(max_examples=40, deadline=None)
@given(tables)
def test_again_it_changes_nothing_and_the_order_of_rows_does_not_matter(table: Table) -> None:
    once = suppress(table)
    assert suppress(once) == once
    turned = suppress(table[::-1])
    assert turned[::-1] == once


@settings(max_examples=40, deadline=None)
@given(tables)
def test_a_table_without_small_groups_keeps_all_its_numbers(table: Table) -> None:
    large = [{**row, "pupils": row["pupils"] + 5} for row in table]
    assert suppress(large) == [{**row, "hidden": False} for row in large]


def row(name: str, pupils: int | None, numerator: int = 3, part: str | None = None) -> dict[str, Any]:
    return {
        "class_id": name, "subject_id": "s0", "period": "total", "part": part,
        "numerator": numerator, "denominator": 30, "value": numerator / 30, "pupils": pupils,
    }  # fmt: skip


def test_hidden_is_null_with_a_mark_and_not_zero_in_all_parts() -> None:
    shown = suppress([row("5a", 4, part="late"), row("5a", 4, 27, "met"), row("5b", 9), row("5c", 9)], ["class_id"])
    assert [one["hidden"] for one in shown] == [True, True, True, False]
    numbers = ("numerator", "denominator", "value", "pupils")
    assert {one[name] for one in shown[:3] for name in numbers} == {None}
    assert [shown[3][name] for name in numbers] == [3, 30, 0.1, 9]


def test_a_group_of_unknown_size_is_hidden() -> None:
    assert [one["hidden"] for one in suppress([row("5a", None)], ["class_id"])] == [True]


def test_small_numerators_stay_unless_the_rules_hide_them_too() -> None:
    table = [row("5a", 30, 2), row("5b", 30, 12), row("5c", 30, 28), row("5d", 30, 15), row("5e", 30, 0)]
    assert not any(one["hidden"] for one in suppress(table, ["class_id"]))
    # 2 of 5a and 2 of 5c are together fewer than 5: one more goes with them
    shown = suppress(table, ["class_id"], min_part=5)
    assert [one["hidden"] for one in shown] == [True, True, True, False, False]
    assert [one["denominator"] for one in shown] == [30] * 5
    assert shown == suppress(shown, ["class_id"], min_part=5)


GIVEN = {
    "core.classes": "class_id | kind | grade_level\n"
    + "\n".join(f"{name} | general | {name[0]}" for name in ("5a", "5b", "5c", "6a", "7a", "7b")),
    "core.lesson_hours": "pupil_id | class_id | subject_id | held_on | lesson_no | state\n"
    + "\n".join(
        f"{name}{one} | {name} | maths | 2026-10-{day} | 1 | held"
        for name, size in {"5a": 3, "5b": 6, "5c": 7, "6a": 4, "7a": 8, "7b": 9}.items()
        for one in range(size)
        for day in (12, 13)
    ),
}


def answer(name: str, by: list[str], period: str = "total") -> dict[tuple[Any, ...], Any]:
    with school(GIVEN) as con:
        metrics.prepare(con, min_group=5)
        metrics.prepare(con)  # does not loosen it
        asked = metrics.question(name, dt.datetime(2026, 10, 31), by=by, period=period, since=dt.date(2026, 10, 1))
        found = metrics.measure(con, asked).rows.to_pylist()
    columns = [metrics.KEYS[key] for key in by]
    return {tuple(row[name] for name in columns): None if row["hidden"] else row["denominator"] for row in found}


def test_classes_grades_and_the_school_cannot_be_played_off_against_each_other() -> None:
    # grade 6 is small, grade 5 goes with it and so do all of its classes; 7 shows everything
    assert answer("attendance_rate", ["grade"]) == {(5,): None, (6,): None, (7,): 34}
    assert answer("attendance_rate", ["class"]) == {
        ("5a",): None, ("5b",): None, ("5c",): None, ("6a",): None, ("7a",): 16, ("7b",): 18,
    }  # fmt: skip
    assert answer("attendance_rate", []) == {(): 74}


@pytest.mark.parametrize("by", [["pupil"], ["class", "group"], ["teacher"]])
def test_single_people_are_refused(by: list[str]) -> None:
    i18n.use("en")
    with pytest.raises(AccessError, match=r"without names it is not told by"):
        answer("attendance_rate", by)


def test_a_root_for_people_who_may_name_pupils_hides_nothing() -> None:
    with school(GIVEN) as con:
        metrics.prepare(con)
        asked = metrics.question(
            "attendance_rate", dt.datetime(2026, 10, 31), by=["class"], period="total", since=dt.date(2026, 10, 1)
        )
        found = metrics.measure(con, asked).rows
    assert "hidden" not in found.column_names
    assert found["denominator"].to_pylist() == [6, 12, 14, 8, 16, 18]

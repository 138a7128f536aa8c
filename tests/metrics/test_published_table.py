"""The success rates of a published school table come out, and so does their sum: not the mean of the four."""

import datetime as dt

import pytest

from ediary_analytics import metrics
from support.grids import school

#: Class → pupils without a negative term grade, of all with a term grade; the percentage that was printed.
TABLE = {"5": (123, 124, 99.19), "6": (92, 94, 97.87), "7": (76, 80, 95.00), "8": (103, 110, 93.64)}
ENDS_ON = dt.date(2027, 1, 29)


def results() -> str:
    lines = ["pupil_id | class_id | term_id | ends_on | is_negative"]
    for class_id, (passing, pupils, _printed) in TABLE.items():
        lines += [f"{class_id}-{n} | {class_id} | i | {ENDS_ON} | {n >= passing}" for n in range(pupils)]
    return "\n".join(lines)


def test_the_published_table() -> None:
    asked = [
        metrics.question("success_rate", dt.datetime(2027, 2, 10), by=by, since=dt.date(2026, 9, 1))
        for by in (["class"], [])
    ]
    with school({"core.results": results()}) as con:
        metrics.prepare(con)
        by_class, pooled = (metrics.measure(con, one).rows.to_pylist() for one in asked)
    assert {row["class_id"]: (row["numerator"], row["denominator"]) for row in by_class} == {
        class_id: (passing, pupils) for class_id, (passing, pupils, _printed) in TABLE.items()
    }
    assert [round(100 * row["value"], 2) for row in by_class] == [printed for *_counts, printed in TABLE.values()]
    (whole,) = pooled
    assert (whole["numerator"], whole["denominator"]) == (394, 408)
    assert round(100 * whole["value"], 2) == pytest.approx(96.57)
    assert round(100 * sum(row["value"] for row in by_class) / len(by_class), 2) == pytest.approx(96.43)

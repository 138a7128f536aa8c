"""A list of a page as a file: its cells, what its rows open to, numbers as numbers."""

import datetime as dt

import pyarrow as pa
import pytest

from ediary_analytics import policy
from ediary_analytics.answers.at_risk import NonAttender
from ediary_analytics.web import trace
from ediary_analytics.web.attendance import files as attendance
from ediary_analytics.web.fill_check import files as fill_check
from ediary_analytics.web.risk import files as risk
from ediary_analytics.web.table import Block, Column, Row, Table, as_file


@pytest.mark.parametrize(
    ("written", "number"),
    [("1\N{NO-BREAK SPACE}134", 1134), ("1,134", 1134), ("−0,5", -0.5), ("–", None), ("+2.5", 2.5)]
)  # fmt: skip
def test_numbers_are_numbers_in_either_language(written: str, number: float | None) -> None:
    shown = Table("", [Column("Klasė"), Column("Kiek", "number")], [Row("a", ["5a", written])])
    assert as_file(shown).to_pylist() == [{"Klasė": "5a", "Kiek": number}]


def test_what_rows_open_to_stands_beside() -> None:
    rows = [
        Row("a", [{"text": "užrakinta", "state": "met", "note": "2026-10-05"}], [Block(facts=[("Kas:", "Ona")])]),
        Row("b", ["atrakinta"]),
    ]
    shown = Table("", [Column("Būsena")], rows)
    assert as_file(shown).to_pylist() == [
        {"Būsena": "užrakinta, 2026-10-05", "Kas": "Ona"}, {"Būsena": "atrakinta", "Kas": ""},
    ]  # fmt: skip
    assert as_file(shown, facts=False).column_names == ["Būsena"]


def test_two_pupils_of_one_name_are_two_for_the_log() -> None:
    """Thrice a lesson of Jonas Jonaitis: twice of one, once of the other."""
    row = {"pupil": "Jonaitis Jonas", "class_name": "5a", "held_on": dt.date(2026, 10, 5), "lesson_no": 1}
    row |= {"subject": "Muzika", "absence": "illness", "is_late": False, "mark": "n"}
    lessons = attendance.lessons([row | {"pupil_id": pupil} for pupil in ("p1", "p2", "p1")])
    assert lessons.num_rows == 3
    assert trace.named(lessons) == 2
    missed = risk.non_attenders(
        [NonAttender(pupil, "Jonaitis Jonas", "5a", "2026-10", 60, 100) for pupil in ("p1", "p2")]
    )
    assert trace.named(missed) == 2


def test_a_record_about_no_pupil_names_none() -> None:
    rules = {one.name: one for one in policy.load("kedainiai-senamiestis").imposed}
    line = {"person": "Aldona", "obligation": "absence_decided", "on_date": None, "class_name": "5a", "subject": None}
    line |= {"detail": None, "due_at": None, "done_at": None, "days_late": None, "status": "missing"}
    whose = [("p1", "Jonaitis Jonas"), ("p2", "Jonaitis Jonas"), (None, None)]
    found = pa.Table.from_pylist([line | {"pupil_id": key, "pupil": name} for key, name in whose])
    assert trace.named(fill_check.records(found, rules)) == 2


def test_how_many_pupils_a_list_names_is_not_guessed() -> None:
    assert trace.named(pa.table({"Klasė": ["5a"]})) == 0
    assert trace.named(pa.table({"Mokinys": ["Jonaitis Jonas"]})) is None

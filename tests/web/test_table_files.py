"""A list of a page as a file: its cells, what its rows open to, numbers as numbers."""

import pytest

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

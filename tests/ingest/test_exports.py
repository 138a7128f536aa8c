"""Broken exports, a folder per mistake in ``tests/exports``: what stops an import, and what is only told."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from ediary_analytics import ingest
from ediary_analytics.errors import InputError
from ingest.conftest import Con

EXPORTS = Path(__file__).parents[1] / "exports"


def test_a_misspelt_key_column_stops_the_import_and_is_named(con: Con) -> None:
    with pytest.raises(InputError) as raised:
        ingest.load(con, [EXPORTS / "wrong_header"])
    assert str(raised.value) == (
        "lessons.csv: the column lesson_id, which tells the rows apart, is missing."
        " Name it in the first line by one of: lesson_id, pamokos id."
    )


def test_after_an_error_nothing_has_changed(con: Con) -> None:
    ingest.load(con, [EXPORTS / "wrong_date"])
    with pytest.raises(InputError):
        ingest.load(con, [EXPORTS / "wrong_header"])
    assert con.execute("select count(*) from staging.lessons").fetchone() == (59,)


def test_a_day_that_does_not_exist_costs_its_row_only(con: Con) -> None:
    report = ingest.load(con, [EXPORTS / "wrong_date"])
    assert con.execute("from raw.rejects").fetchall() == [
        ("wrong_date", "lessons.csv", 57, "lessons", "held_on", "type", "2026-09-31")
    ]
    assert con.execute("select count(*) from staging.lessons").fetchone() == (59,)
    assert next(report.messages()) == (
        "lessons.csv:57: 1 row was left out, 'held_on' does not fit."
        " A date is written 2026-10-05, 2026.10.05 or 05/10/2026."
    )


def test_a_reference_to_nobody_stays_for_the_integrity_suite(con: Con) -> None:
    report = ingest.load(con, [EXPORTS / "reference_to_nobody"])
    assert report.rejects == 0
    assert con.execute("select pupil_id from staging.attendance order by all").fetchall() == [("p1",), ("p404",)]


def test_an_empty_file_is_no_table_and_is_told(con: Con) -> None:
    report = ingest.load(con, [EXPORTS / "empty_file"])
    assert con.execute("select school_id, table_name from raw.present").fetchall() == [("empty_file", "pupils")]
    assert ingest.Notice("grades.csv", "empty_file") in report.notices


def test_a_binary_file_stops_the_import(con: Con) -> None:
    with pytest.raises(InputError, match=r"^lessons\.csv: cannot be read"):
        ingest.load(con, [EXPORTS / "binary_file"])


def test_a_table_with_headers_only_is_present_and_empty(con: Con) -> None:
    ingest.load(con, [EXPORTS / "header_only"])
    assert con.execute("select table_name from raw.present").fetchall() == [("pupils",), ("remarks",)]
    assert con.execute("select count(*) from staging.remarks").fetchone() == (0,)


def test_what_a_lithuanian_spreadsheet_saves_is_read(con: Con) -> None:
    report = ingest.load(con, [EXPORTS / "messy"])
    assert {(file.encoding, file.delimiter) for file in report.files} == {("windows-1257", ";")}
    assert con.execute("select pupil_id, last_name, born_on, registry_id from staging.pupils").fetchall() == [
        ("p1", "Žukauskas", dt.date(2012, 10, 5), "R-001"),
        ("p2", "Šarkytė", dt.date(2013, 1, 31), "R-002"),
    ]
    assert con.execute("select held_on, lesson_no, topic, filled_at from staging.lessons").fetchall() == [
        (dt.date(2026, 10, 5), 3, "Trupmenos; daugyba", dt.datetime.fromisoformat("2026-10-05T14:30")),
        (dt.date(2026, 10, 6), 4, "Eilėraštis „Žiema“", dt.datetime.fromisoformat("2026-10-06T09:05:30")),
    ]
    assert con.execute("select kind, hours, sheet_signed from staging.class_events").fetchall() == [
        ("trip", Decimal("1.50"), True),
        ("class_hour", None, False),
    ]
    assert [(notice.code, notice.subject) for notice in report.notices[:2]] == [
        ("personal_code", "Asmens kodas"),
        ("health", "Sveikatos grupė"),
    ]

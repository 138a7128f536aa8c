"""Attendance marks as the diaries write them, in an otherwise plain table of attendance."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ediary_analytics import contract
from ediary_analytics.ingest import delimited, headers
from ediary_analytics.ingest.vendors import tamo
from ingest.conftest import Con, Load

KINDS = {name: contract.tables()["attendance"].column(name).enum for name in ("mark", "reason", "status")}


def marks(con: Con) -> list[tuple[Any, ...]]:
    return con.execute("select pupil_id, mark, reason, status from staging.attendance order by pupil_id").fetchall()


def table(*written: str) -> str:
    return "\n".join(["Pamokos ID,Mokinio ID,Žyma", *(f"l1,p{n},{mark}" for n, mark in enumerate(written, 1))])


def test_the_marks_of_tamo(con: Con, load: Load) -> None:
    report = load({"lankomumas.csv": table("n", "nt", "nl", "ng", "nk", "np", "ns", "nv", "p")})
    assert [row[1:] for row in marks(con)] == [
        ("absent", None, "unjustified"),
        ("absent", "illness", "justified"),
        ("absent", "illness", "justified"),
        ("absent", "illness", "justified"),
        ("absent", "family", "justified"),
        ("absent", "other", "justified"),
        ("absent", "representing", "justified"),
        ("absent", "representing", "justified"),
        ("late", None, None),
    ]
    assert [notice.code for notice in report.notices if "marks" in notice.code] == ["marks_of_tamo"]


def test_the_marks_of_mano_dienynas_leave_n_undecided(con: Con, load: Load) -> None:
    report = load({"attendance.csv": table("n", " NL ", "nk", "p")})
    assert [row[1:] for row in marks(con)] == [
        ("absent", None, None),
        ("absent", "illness", "justified"),
        ("absent", "other", "justified"),
        ("late", None, None),
    ]
    assert any("whether n is unjustified or undecided is not known" in line for line in report.messages())


def test_what_the_file_says_of_reason_and_status_wins(con: Con, load: Load) -> None:
    load(
        {
            "attendance.csv": "lesson_id,pupil_id,mark,reason,status\n"
            "l1,p1,nk,school,open\nl1,p2,ns,,\nl1,p3,n,family, \nl1,p4,absent,,\n"
        }
    )
    assert marks(con) == [
        ("p1", "absent", "school", "open"),
        ("p2", "absent", "representing", "justified"),
        ("p3", "absent", "family", "unjustified"),
        ("p4", "absent", None, None),
    ]


def test_an_unknown_mark_is_rejected_as_ever(con: Con, load: Load) -> None:
    report = load({"attendance.csv": table("n", "xx", "left_early")})
    assert [row[1] for row in marks(con)] == ["absent", "left_early"]
    assert [(fault.column, fault.line) for fault in report.faults] == [("mark", 3)]


def test_the_same_token_is_no_progress_among_the_grades(con: Con, load: Load) -> None:
    load({"grades.csv": "grade_id,value\ng1,np\n", "attendance.csv": table("np")})
    assert con.execute("select value from staging.grades").fetchall() == [("np",)]
    assert marks(con) == [("p1", "absent", "other", "justified")]


def test_the_entry_has_a_day_of_its_own(con: Con, load: Load) -> None:
    load(
        {
            "lessons.csv": "Pamokos ID,Pamokos data\nl1,2026-10-05\n",
            "attendance.csv": "Pamokos ID,Mokinio ID,Žyma,Įrašo data\nl1,p1,n,2026-10-07 18:00\n",
        }
    )
    assert con.execute(
        "select held_on::varchar, recorded_at::varchar from staging.lessons join staging.attendance using (lesson_id)"
    ).fetchall() == [("2026-10-05", "2026-10-07 18:00:00")]


def test_a_table_in_the_contracts_words_is_left_alone(load: Load) -> None:
    report = load({"attendance.csv": table("absent", "late", "left_early")})
    assert not [notice for notice in report.notices if "marks" in notice.code]


@pytest.mark.parametrize("meanings", [tamo.TAMO, tamo.MANO_DIENYNAS])
def test_every_meaning_is_one_of_the_contract(meanings: dict[str, tuple[str, str, str]]) -> None:
    for meaning in meanings.values():
        for word, kind in zip(meaning, KINDS, strict=True):
            assert word in KINDS[kind] or not word


@given(st.lists(st.sampled_from([*tamo.TAMO, "absent", "late", "", "zz", " N"]), min_size=1))
def test_no_row_is_lost_or_moved(written: list[str]) -> None:
    text = delimited.read("attendance.csv", table(*written).encode())
    assert text
    heading = headers.understand("attendance.csv", contract.tables()["attendance"], text.headers)
    read, placed, _notices = tamo.understand("attendance.csv", text, heading)
    assert read.cells[heading.places["pupil_id"]] == text.cells[heading.places["pupil_id"]]
    assert set(placed.places) >= {"mark", "lesson_id", "pupil_id"}
    for before, after in zip(written, read.cells[placed.places["mark"]].to_pylist(), strict=True):
        assert after == before or before.strip().lower() in tamo.TAMO

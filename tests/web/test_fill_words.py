"""The sentences of the page in every case that can occur."""

import datetime as dt

import pyarrow as pa
import pytest
import streamlit as st

from ediary_analytics import calendar, policy
from ediary_analytics.answers import fill_check
from ediary_analytics.answers.fill_check import FilledMonth, MonthCheck
from ediary_analytics.standing import STATUSES
from ediary_analytics.web import gate
from ediary_analytics.web.fill_check import picture as fill_picture
from ediary_analytics.web.fill_check import words as fill_words

RULES = policy.load("vilnius-jaunimo")
NO_PEOPLE = pa.table({name: [] for name in ("owner_id", "person", "has_owner", "obligation", *STATUSES)})
NO_WEEKS = pa.table({name: [] for name in ("owner_id", "person", "monday", "due", "missing", "late")})


def month(name: str, *, lacking: tuple[str, ...] = (), seen: dt.datetime | None = None, **counts: int) -> FilledMonth:
    """A month of one duty; the month before had ten, of which nine were met."""
    before = calendar.month_before(name)
    duty = {"obligation": "lesson_recorded", "missing_evidence": list(lacking)}
    totals: list[dict[str, object]] = [
        {**duty, "month": name, **counts},
        {**duty, "month": before, "met": 9, "missing": 1},
    ]
    rows = pa.Table.from_pylist(
        [{**dict.fromkeys(STATUSES, 0), "observed_since": seen, "unknown": 3, **row} for row in totals]
    )
    return fill_check.read(MonthCheck(name, before, rows, NO_PEOPLE, NO_WEEKS), RULES, "school")


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (month("2026-10", met=19, missing=1), "Spalis užpildytas 95 %, liko 1 įrašas"),
        (month("2026-10", met=1, missing=12), "Spalis užpildytas 7,7 %, liko 12 įrašų"),
        (month("2027-05", met=19, missing=2), "Gegužė užpildyta 90,5 %, liko 2 įrašai"),
        (month("2026-10", met=3, late=2), "Spalis užpildytas, neliko nė vieno įrašo"),
        (month("2027-05", met=3, excused=2), "Gegužė užpildyta, neliko nė vieno įrašo"),
        (month("2026-10", met=5, pending=11), "Spalis: kol kas viskas įvesta, dar laukiama 11 įrašų"),
        (month("2026-10", pending=4), "Spalį dar nieko nereikia įvesti"),
        (month("2027-07"), "Liepą pareigų nebuvo"),
        (month("2026-10", lacking=("lessons.filled_at",)), "Spalis: patikrinti negalima"),
        (month("2026-10", met=99999, missing=1), "Spalis užpildytas 99,9 %, liko 1 įrašas"),
    ],
)
def test_the_answer(found: FilledMonth, sentence: str) -> None:
    assert fill_words.answer(found).replace("\N{NO-BREAK SPACE}", " ") == sentence


def test_each_number_has_its_comparison() -> None:
    than = [tile.than for tile in fill_words.tiles(month("2026-10", met=16, late=2, missing=2))]
    assert than == [
        "tiek pat, kiek rugsėjį",
        "1 daugiau nei rugsėjį",
        "2 daugiau nei rugsėjį",
        "10 proc. p. mažiau nei rugsėjį",
    ]


def test_shape_and_word_tell_the_state_where_all_is_well() -> None:
    tiles = fill_words.tiles(month("2026-10", met=5, pending=2))
    assert [(tile.value, tile.state) for tile in tiles[1:3]] == [("0", "met"), ("0", "met")]
    assert (tiles[-1].name, tiles[-1].value, tiles[-1].state) == ("Dar laukiama", "2", "pending")


def test_no_numbers_where_nothing_was_due() -> None:
    assert fill_words.tiles(month("2026-10", pending=4)) == []


@pytest.mark.parametrize(
    ("need", "said"),
    [
        ("locks", "eksporte nėra lentelės „užrakinimai“ (locks); paprašykite jos iš dienyno tiekėjo"),
        ("lessons.filled_at", "lentelėje „pamokos“ tuščias stulpelis „užpildyta“ (filled_at)"),
        ("setting lock_day", "mokykla dar nepatvirtino, per kiek dienų nuo mėnesio pabaigos jis užrakinamas"),
    ],
)
def test_missing_evidence_says_what_would_help(need: str, said: str) -> None:
    assert fill_words.lacking(need).startswith(said)


def test_a_detail_is_said_in_words() -> None:
    assert fill_words.detail("lesson_recorded", "3") == "3 pamoka"
    assert fill_words.detail("lesson_content_complete", "topic, homework") == "trūksta: tema, namų darbai"
    assert fill_words.detail("assessment_graded", "Trupmenos, 2 dalis") == "Trupmenos, 2 dalis"
    assert fill_words.detail("attendance_recorded_same_day", None) == ""


def test_a_week_is_named_by_its_days_in_the_month() -> None:
    weeks = [(28, 9, "2026-10", "1–2"), (5, 10, "2026-10", "5–9"), (26, 10, "2026-11", "1"), (30, 11, "2026-11", "30")]
    for day, of, inside, said in weeks:
        assert fill_picture.days(dt.date(2026, of, day), inside) == said


def test_a_fault_of_ours_tells_the_reader_nothing_of_the_data(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told: list[str] = []
    monkeypatch.setattr(st, "html", told.append)
    assert gate.on_script_error(ValueError("Jonas Jonaitis"))
    assert "Įkelkite puslapį iš naujo" in told[0]
    log = capsys.readouterr().err
    assert "ValueError" in log
    assert "Jonaitis" not in told[0] + log


def test_a_duty_seen_between_imports_says_so_since_when_and_what_is_unknown() -> None:
    (duty,) = month("2026-10", met=2, seen=dt.datetime(2026, 10, 7, 18)).observed
    assert fill_words.observed_since(duty) == "stebėta nuo 2026-10-07"
    assert "3 pareigas" in fill_words.observed(duty)
    assert month("2026-10", met=2).observed == []

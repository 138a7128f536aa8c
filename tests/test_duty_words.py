"""What a record is about, in words that a person knows."""

from pathlib import Path

import pytest

from ediary_analytics import catalogue, contract, duty_words, i18n, warehouse
from ediary_analytics.catalogue.obligation import DETAILS

TOLD = [
    ("lesson_recorded", "3", "lesson 3", "3 pamoka"),
    ("absence_justified_in_time", "2026-10-05", "lesson of 2026-10-05", "2026-10-05 pamoka"),
    ("grade_entered_same_day", "9", "grade 9", "įvertinimas 9"),
    ("one_test_a_day", "2", "tests: 2", "kontrolinių: 2"),
    ("lesson_content_complete", "topic, homework", "blank: topic, homework", "trūksta: tema, namų darbai"),
    ("progress_reviewed", "2", "time 2", "2 kartas"),
    ("class_activity_weekly", "2026-W53", "week of 2026-12-28", "savaitė nuo 2026-12-28"),
    ("departed_pupil_closed", "2026-11-03", "still recorded on 2026-11-03", "įrašas dar 2026-11-03"),
    ("timetable_closed_on_leaving", "2026-11-13", "in the timetable until 2026-11-13", "tvarkaraštyje iki 2026-11-13"),
    ("nemis_reported", "45 / 80", "45 of 80 lessons without excuse", "be pateisinimo 45 iš 80 pamokų"),
    ("registry_reconciled", "5a / –", "registry 5a, diary –", "registre 5a, dienyne –"),
    ("absence_decided", "illness", "illness", "liga"),
    ("absence_decided", "grįžo namo", "grįžo namo", "grįžo namo"),
    ("fill_check_done", "2026-10", "October 2026", "2026 m. spalis"),
    ("unlock_has_act", "I pusmetis", "I pusmetis", "I pusmetis"),
    ("locked_change_has_act", "attendance / 2026-10", "attendance, October 2026", "lankomumas, 2026 m. spalis"),
    ("locked_change_has_act", "term_grades", "term grade", "laikotarpio įvertinimas"),
    ("assessment_graded", "Kontrolinis darbas: other, topic", *["Kontrolinis darbas: other, topic"] * 2),
    ("lesson_recorded", "", "", ""),
]


@pytest.mark.parametrize(("obligation", "detail", "english", "lithuanian"), TOLD)
def test_a_record_says_what_it_is_about(obligation: str, detail: str, english: str, lithuanian: str) -> None:
    told = {}
    for language in ("en", "lt"):
        i18n.use(language)
        told[language] = duty_words.detail(obligation, detail)
    assert told == {"en": english, "lt": lithuanian}


def test_every_kind_of_detail_is_told_above() -> None:
    assert {catalogue.obligations()[name].detail for name, *_told in TOLD} == {"", *DETAILS}


def test_no_code_of_the_contract_is_left_in_a_record_of_the_demonstration(demo_data: Path) -> None:
    codes = {value for table in contract.tables().values() for column in table.columns for value in column.enum}
    asked = "select distinct obligation, detail from warehouse.judged.verdicts where detail <> ''"
    with warehouse.open_file(warehouse.current(demo_data)) as con:
        found = con.execute(asked).fetchall()
    assert {obligation for obligation, _detail in found} > {"nemis_reported", "locked_change_has_act"}
    told = {(name, word) for name, detail in found for word in duty_words.detail(name, detail).split(", ")}
    assert {(name, word) for name, word in told if word in codes or "_" in word or "|" in word} == set()

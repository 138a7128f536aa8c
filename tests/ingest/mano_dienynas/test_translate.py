"""The three reports of Mano dienynas give exactly what was planted in them, and say what nobody can know."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ediary_analytics.errors import InputError
from ediary_analytics.ingest.grid import Grid
from ediary_analytics.ingest.vendors import Piece, Translation
from ediary_analytics.ingest.vendors.mano_dienynas import ASSUMED, MANO_DIENYNAS, marks, periods, translate, words
from support import workbooks
from support.workbooks import Averages, GroupReport, TermSummary

TODAY = dt.date(2026, 8, 31)
SUBJECTS = ["Matematika", "Dorinis ugdymas (etika)", "Dorinis ugdymas (tikyba)", "Krepšinio būrelis"]
PUPILS: dict[str, workbooks.Row] = {
    "Ąžuolytė Austėja": ((9, "įsk", "-", "įsk"), 9, (6, 3, 2, 1)),
    "Beržas Jonas": (("4IN", "-", "įsk", ""), 4, (0, 0, 0, 0)),
    "Eglaitė Ugnė Marija": ((3, "nsk", "", "atl"), 3, (1, 0, 0, 1)),
}
SUMMARY = TermSummary(PUPILS, SUBJECTS, success_rate=66.67, averages=(5.33,), per_pupil=(2.33, 1, 0.67, 0.67))
AVERAGES = Averages({"Ąžuolytė Austėja": ((8.5, "", 0, ""), 8.5, (3, 1, 1, 1))}, SUBJECTS)
GROUP = GroupReport(
    {
        "Ąžuolytė Austėja": (("8", "n 7", "9 10", ""), 8.5, (1, 0, 0, 1)),
        "Beržas Jonas": (("nl", "p", "nk", "np"), "", (2, 1, 1, 0)),
    },
    ["10-05", "10-05", "10-06", "11-30"],
)
Report = TermSummary | Averages | GroupReport


def piece(file: str, report: Report) -> Piece:
    grid = Grid("", workbooks.text(report.cells()))
    kind = MANO_DIENYNAS.recognise(grid, file)
    assert kind is not None
    return Piece(file, kind, grid)


def translated(**reports: Report) -> Translation:
    return translate([piece(file, report) for file, report in reports.items()], TODAY)


def rows(translation: Translation, table: str) -> list[dict[str, Any]]:
    return [
        dict(zip(found.text.headers, row.values(), strict=True))
        for found in translation.tables
        if found.table == table
        for row in found.text.cells.to_pylist()
    ]


def told(translation: Translation) -> dict[str, str]:
    return {notice.code: f"{notice.file} {notice.subject}".strip() for notice in translation.notices}


def names(translation: Translation) -> dict[str, str]:
    return {row["pupil_id"]: row["last_name"] for row in rows(translation, "pupils")}


def term_grades(translation: Translation) -> set[tuple[str, str, str]]:
    known = names(translation)
    return {
        (known[row["pupil_id"]], row["group_id"].removeprefix("2025-2026-6-"), row["value"])
        for row in rows(translation, "term_grades")
    }


@pytest.mark.parametrize(
    ("report", "kind"), [(SUMMARY, words.TERM_SUMMARY), (AVERAGES, words.AVERAGES), (GROUP, words.GROUP)]
)
def test_reports_are_told_apart_by_what_stands_in_them(report: Report, kind: str) -> None:
    assert piece("Book1.xls", report).kind == kind


def test_the_summary_gives_its_term_grades_as_written() -> None:
    found = translated(a=SUMMARY)
    assert term_grades(found) == {
        ("Ąžuolytė", "matematika", "9"),
        ("Ąžuolytė", "dorinis-ugdymas-etika", "įsk"),
        ("Ąžuolytė", "krepsinio-burelis", "įsk"),
        ("Beržas", "matematika", "4IN"),
        ("Beržas", "dorinis-ugdymas-tikyba", "įsk"),
        ("Eglaitė", "matematika", "3"),
        ("Eglaitė", "dorinis-ugdymas-etika", "nsk"),
        ("Eglaitė", "krepsinio-burelis", "atl"),
    }
    assert {row["term_id"] for row in rows(found, "term_grades")} == {"2025-2026-II-pusmetis"}
    kinds = {row["subject_id"]: row["kind"] for row in rows(found, "groups")}
    assert kinds["krepsinio-burelis"] == "informal"
    assert kinds["matematika"] == "formal"


def test_the_summary_gives_its_sums_and_footer() -> None:
    found = translated(a=SUMMARY)
    sums = [[row[name] for name in ("average", *words.SUMS)] for row in rows(found, "reported_pupils")]
    assert sums == [["9", "6", "3", "2", "1"], ["4", "0", "0", "0", "0"], ["3", "1", "0", "0", "1"]]
    (report,) = rows(found, "reported_classes")
    assert (report["success_rate"], report["pupils"], report["missed_per_pupil"]) == ("66.67", "3", "2.33")
    assert [(row["group_id"], row["average"]) for row in rows(found, "reported_subjects")] == [
        ("2025-2026-6-matematika", "5.33")
    ]


def test_school_class_and_pupils() -> None:
    found = translated(a=SUMMARY)
    assert rows(found, "schools") == [{"school_id": "pusyno-progimnazija", "name": "Pušyno progimnazija"}]
    (of_class,) = rows(found, "classes")
    assert (of_class["class_id"], of_class["name"], of_class["grade_level"]) == ("2025-2026-6", "6", "6")
    assert [(row["first_name"], row["last_name"]) for row in rows(found, "pupils")] == [
        ("Austėja", "Ąžuolytė"), ("Jonas", "Beržas"), ("Ugnė Marija", "Eglaitė"),
    ]  # fmt: skip
    assert {row["enrolled_on"] for row in rows(found, "enrolments")} == {"2025-09-01"}
    assert {row["left_on"] for row in rows(found, "enrolments")} == {""}


def test_columns_may_be_swapped_and_renamed() -> None:
    swapped = replace(
        SUMMARY,
        label="Periodas",
        attendance={
            "Nepateisinta": 3, "PATEISINTOS DĖL LIGOS": 1, "Praleistos  pamokos": 0,
            "Pateisintos dėl kitų priežasčiu": 2,
        },
    )  # fmt: skip
    assert rows(translated(a=swapped), "reported_pupils") == rows(translated(a=SUMMARY), "reported_pupils")
    assert rows(translated(a=swapped), "reported_classes") == rows(translated(a=SUMMARY), "reported_classes")


def test_a_row_and_a_column_more_at_the_top_and_left_change_nothing() -> None:
    cells = [[""] * 40, *([["", *row] for row in workbooks.text(SUMMARY.cells())])]
    width = max(map(len, cells))
    grid = Grid("", [[*row, *[""] * (width - len(row))] for row in cells])
    found = translate([Piece("a", str(MANO_DIENYNAS.recognise(grid, "a")), grid)], TODAY)
    assert term_grades(found) == term_grades(translated(a=SUMMARY))


@pytest.mark.parametrize(
    ("period", "term", "starts", "ends"),
    [
        ("2025-2026m.m.I pusmetis", "2025-2026-I-pusmetis", "2025-09-01", "2026-01-31"),
        ("2025-2026m.m.II pusmetis", "2025-2026-II-pusmetis", "2026-02-01", "2026-06-12"),
        ("2025-2026m.m.I ", "2025-2026-I-trimestras", "2025-09-01", "2025-11-30"),
        ("2025-2026m.m.III ", "2025-2026-III-trimestras", "2026-03-16", "2026-06-12"),
        ("2025–2026 m. m. metinis", "2025-2026-metinis", "2025-09-01", "2026-06-12"),
    ],
)
def test_terms_of_every_kind_and_the_dates_that_are_assumed(period: str, term: str, starts: str, ends: str) -> None:
    found = translated(a=replace(SUMMARY, period=period))
    dates = {row["term_id"]: (row["starts_on"], row["ends_on"]) for row in rows(found, "terms")}
    assert dates == {term: (starts, ends), "2025-2026-metinis": ("2025-09-01", "2026-06-12")}
    assumed = [notice.subject for notice in found.notices if notice.code == "dates_assumed"]
    assert f"{term} ({starts} – {ends})" in assumed
    assert "terms" in found.assumed


def test_a_term_whose_grades_are_there_has_ended() -> None:
    found = translate([piece("a", SUMMARY)], dt.date(2026, 6, 8))
    assert {row["term_id"]: row["ends_on"] for row in rows(found, "terms")} == {
        "2025-2026-II-pusmetis": "2026-06-08",
        "2025-2026-metinis": "2026-06-12",
    }


def test_averages_and_their_sums() -> None:
    found = translated(b=AVERAGES)
    assert [(row["group_id"], row["average"]) for row in rows(found, "reported_averages")] == [
        ("2025-2026-6-matematika", "8.5")
    ]
    (report,) = rows(found, "reported_classes")
    assert (report["since"], report["until"], report["term_id"]) == ("2025-09-01", "2025-11-30", "")
    assert rows(found, "term_grades") == []
    assert "school_id" not in report, "no report names the school: the import says whose it is"


def test_a_group_gives_lessons_grades_and_attendance() -> None:
    found = translated(c=GROUP)
    known = names(found)
    lessons = [(row["held_on"], row["lesson_no"]) for row in rows(found, "lessons")]
    assert lessons == [("2025-10-05", "1"), ("2025-10-05", "2"), ("2025-10-06", "1"), ("2025-11-30", "1")]
    grades = [(known[row["pupil_id"]], row["given_on"], row["value"]) for row in rows(found, "grades")]
    assert grades == [
        ("Ąžuolytė", "2025-10-05", "8"), ("Ąžuolytė", "2025-10-05", "7"), ("Ąžuolytė", "2025-10-06", "9"),
        ("Ąžuolytė", "2025-10-06", "10"), ("Beržas", "2025-11-30", "np"),
    ]  # fmt: skip
    attendance = [
        (known[row["pupil_id"]], row["lesson_id"][-12:], row["mark"], row["reason"], row["status"])
        for row in rows(found, "attendance")
    ]
    assert attendance == [
        ("Beržas", "2025-10-05-1", "absent", "illness", "justified"),
        ("Ąžuolytė", "2025-10-05-2", "absent", "", "unjustified"),
        ("Beržas", "2025-10-05-2", "late", "", ""),
        ("Beržas", "2025-10-06-1", "absent", "other", "justified"),
    ]
    assert told(found)["lesson_day_twice"] == "c 2025-10-05"
    assert told(found)["unjustified_or_open"] == "c"


def test_what_nobody_says_stays_empty() -> None:
    found = translated(a=SUMMARY, c=GROUP)
    assert found.assumed == ASSUMED
    headers = {header for table in found.tables for header in table.text.headers}
    assert not {header for header in headers if header.endswith("_at")}
    assert not {"staff_id", "topic", "entered_by"} & headers


def test_lessons_of_winter_belong_to_the_year_of_the_report() -> None:
    report = replace(GROUP, days="2025-12-01 - 2026-02-28", lessons=["12-08", "01-12", "02-02", "02-29"])
    assert [row["held_on"] for row in rows(translated(c=report), "lessons")] == [
        "2025-12-08", "2026-01-12", "2026-02-02", "2026-02-29",
    ]  # fmt: skip


def test_a_group_is_the_classes_own_where_its_name_is_the_subject() -> None:
    found = translated(a=SUMMARY, c=GROUP, d=replace(GROUP, group="Matematika 6 kl. 1 grupė"))
    groups = {row["group_id"]: row["subject_id"] for row in rows(found, "groups")}
    assert groups["2025-2026-6-matematika"] == "matematika"
    assert groups["2025-2026-6-matematika-1-grupe"] == "matematika"
    assert len(rows(found, "schools")) == 1, "a report that names no school is of the one that the others name"


def test_pupils_are_the_same_in_all_reports_and_imports_and_their_ids_show_no_name() -> None:
    every = translated(a=SUMMARY, b=AVERAGES, c=GROUP)
    assert len(rows(every, "pupils")) == len(PUPILS)
    assert names(every).items() >= names(translated(c=GROUP)).items()
    assert all(len(pupil) == 12 and int(pupil, 16) for pupil in names(every))


def test_two_results_of_one_pupil_and_subject_are_both_kept() -> None:
    twice = replace(SUMMARY, subjects=["Fizinis ugdymas", "Fizinis ugdymas", "Muzika", "Dailė"])
    two = {"Ąžuolytė Austėja": ((8, "įsk", "9 įsk", ""), 8.5, (0, 0, 0, 0))}
    assert term_grades(translated(a=replace(twice, pupils=two))) == {
        ("Ąžuolytė", "fizinis-ugdymas", "8"),
        ("Ąžuolytė", "fizinis-ugdymas-2", "įsk"),
        ("Ąžuolytė", "muzika", "9"),
        ("Ąžuolytė", "muzika-2", "įsk"),
    }


TWINS: dict[str, workbooks.Row] = {
    "Jonaitis Jonas": ((8,), 8, (0, 0, 0, 0)),
    "Jonaitis Jonas*": ((3,), 3, (9, 0, 0, 9)),
}


def test_two_pupils_of_one_name_stay_two_by_their_order() -> None:
    first = TermSummary(TWINS, ["Matematika"], period="2025-2026m.m.I pusmetis")
    found = translated(a=first, b=replace(first, period="2025-2026m.m.II pusmetis"))
    assert len(rows(found, "pupils")) == 2
    by_pupil = {row["pupil_id"]: set[str]() for row in rows(found, "pupils")}
    for row in rows(found, "term_grades"):
        by_pupil[row["pupil_id"]].add(row["value"])
    assert sorted(map(sorted, by_pupil.values())) == [["3"], ["8"]]
    assert told(found)["same_name"] == "a 6 (14, 15)"


def test_one_of_two_of_a_name_in_a_group_is_neither_of_them() -> None:
    group = GroupReport({"Jonaitis Jonas": (("8",), 8, (0, 0, 0, 0))}, ["10-06"])
    found = translated(a=TermSummary(TWINS, ["Matematika"]), c=group)
    assert len(rows(found, "pupils")) == 3
    assert len(rows(found, "enrolments")) == 2
    (grade,) = rows(found, "grades")
    assert grade["pupil_id"] not in {row["pupil_id"] for row in rows(found, "enrolments")}
    assert told(found)["same_name_unclear"] == "c 6 (18)"


def test_a_pupil_gone_from_the_newest_report_is_told_and_counts_until_then() -> None:
    first = replace(SUMMARY, period="2025-2026m.m.I pusmetis")
    rest = {name: row for name, row in PUPILS.items() if name != "Beržas Jonas"}
    found = translated(a=first, b=replace(SUMMARY, pupils=rest))
    left = {names(found)[row["pupil_id"]]: row["left_on"] for row in rows(found, "enrolments")}
    assert left == {"Ąžuolytė": "", "Beržas": "2026-01-31", "Eglaitė": ""}
    assert told(found)["pupil_gone"] == "b 6 (a:15)"


def test_a_pupil_who_came_later_is_enrolled_after_the_list_without_the_pupil() -> None:
    rest = {name: row for name, row in PUPILS.items() if name != "Beržas Jonas"}
    found = translated(a=replace(SUMMARY, period="2025-2026m.m.I pusmetis", pupils=rest), b=SUMMARY)
    since = {names(found)[row["pupil_id"]]: row["enrolled_on"] for row in rows(found, "enrolments")}
    assert since == {"Ąžuolytė": "2025-09-01", "Beržas": "2026-02-01", "Eglaitė": "2025-09-01"}


def test_the_same_report_twice_counts_once_and_the_fuller_one() -> None:
    emptier = replace(SUMMARY, pupils={name: (("", *row[0][1:]), *row[1:]) for name, row in PUPILS.items()})
    found = translated(old=emptier, new=SUMMARY)
    assert term_grades(found) == term_grades(translated(a=SUMMARY))
    assert told(found)["report_twice"] == "old new"


def test_a_term_that_is_not_closed_is_told() -> None:
    pupils: dict[str, workbooks.Row] = {"Ąžuolytė Austėja": (("", "", "", ""), 0, (2, 2, 0, 0))}
    found = translated(a=replace(SUMMARY, pupils=pupils))
    assert told(found)["term_open"] == "a 2025-2026-II-pusmetis"
    assert rows(found, "term_grades") == []
    assert [row["average"] for row in rows(found, "reported_pupils")] == [""]


def test_another_report_of_the_diary_is_left_out_and_named() -> None:
    cells = [["Mokykla: Pušyno progimnazija", ""], ["Ataskaita: Tėvų prisijungimai", ""], ["1", "Ąžuolas"]]
    grid = Grid("", cells)
    assert MANO_DIENYNAS.recognise(grid, "t") == words.OTHER
    assert told(translate([Piece("t", words.OTHER, grid)], TODAY)) == {"wrong_report": "t Tėvų prisijungimai"}


def test_a_report_that_does_not_say_when_is_left_out_and_told() -> None:
    found = translate([piece("a", replace(SUMMARY, period="kada nors"))], TODAY)
    assert told(found) == {"report_unclear": "a"}
    assert list(found.tables) == []


def test_schools_are_not_mixed() -> None:
    other = replace(SUMMARY, school="Kalno mokykla")
    found = translated(a=SUMMARY, b=other)
    assert {row["school_id"] for row in rows(found, "pupils")} == {"pusyno-progimnazija", "kalno-mokykla"}
    assert len(rows(found, "pupils")) == 2 * len(PUPILS)
    with pytest.raises(InputError, match=r"^c: the report does not name its school|^c: ataskaitoje nenurodyta mokykla"):
        translated(a=SUMMARY, b=other, c=GROUP)


def test_many_classes_and_terms_at_once() -> None:
    found = translated(
        **{
            f"{name}{term}": replace(SUMMARY, class_name=name, period=f"2025-2026m.m.{term} pusmetis")
            for name in ("6a", "6b", "10")
            for term in ("I", "II")
        }
    )
    assert {row["grade_level"] for row in rows(found, "classes")} == {"6", "10"}
    assert len(rows(found, "pupils")) == 3 * len(PUPILS)
    assert len(rows(found, "term_grades")) == 6 * 8


GRADE = st.sampled_from([*map(str, range(1, 11)), "įsk", "np", "4IN", "įskPR"])
LETTER = st.sampled_from(sorted(marks.ATTENDANCE))


@given(st.lists(GRADE, max_size=3), st.lists(LETTER, max_size=3, unique=True), st.sampled_from([" ", ", ", "\n", "/"]))
def test_whatever_stands_in_a_cell_is_a_grade_or_a_letter(grades: list[str], letters: list[str], gap: str) -> None:
    found = marks.of_lesson(gap.join([*letters, *grades]))
    assert (list(found.grades), list(found.attendance)) == (grades, letters)


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=4), max_size=8))
def test_no_sheet_makes_it_fail(cells: list[list[str]]) -> None:
    width = max(map(len, cells), default=0)
    grid = Grid("", [[*row, *[""] * (width - len(row))] for row in cells])
    if kind := MANO_DIENYNAS.recognise(grid, "x"):
        translate([Piece("x", kind, grid)], TODAY)


@given(st.text(max_size=40))
def test_any_text_may_stand_where_the_period_does(text: str) -> None:
    period = periods.parse(text)
    assert period is None or periods.assumed(period)[0] <= periods.assumed(period)[1]

"""What nobody examined is never told as well: exports that lack what a page rests on, and years that are over."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from conftest import END_OF_NOVEMBER
from ediary_analytics import access, policy, warehouse
from ediary_analytics.access import Viewer
from ediary_analytics.answers import fill_check, overview, school_year, test_load
from ediary_analytics.answers.fill_check import Tally
from ediary_analytics.refresh import refresh
from ediary_analytics.web.attendance import found as attendance
from ediary_analytics.web.attendance import words as attendance_words
from ediary_analytics.web.choices import Everywhere, Place
from ediary_analytics.web.class_progress import found as progress
from ediary_analytics.web.class_progress import tables as progress_tables
from ediary_analytics.web.class_progress import words as progress_words
from ediary_analytics.web.data import View
from ediary_analytics.web.logins import found as logins
from ediary_analytics.web.logins import words as login_words
from ediary_analytics.web.measures import Answer
from ediary_analytics.web.schools import found as schools
from ediary_analytics.web.schools import words as school_words
from ediary_analytics.web.test_load import found as load
from ediary_analytics.web.test_load import words as load_words
from support.pages import Shown
from support.schools import SAMPLE, part_of_sample, written

Show = Callable[..., Shown]

#: Two Mondays of each of two school years; one pupil, who missed one of two lessons last October and none this
#: year's. Every lesson of a known teacher is entered, those of nobody's group are not.
SMALL = {
    "schools": ["school_id,name,policy", "maza,Mažoji mokykla,{rules}"],
    "terms": [
        "term_id,school_year,kind,name,starts_on,ends_on",
        "m25,2025-2026,year,Metai,2025-09-01,2026-06-10",
        "m26,2026-2027,year,Metai,2026-09-02,2027-06-10",
    ],
    "classes": [
        "class_id,school_year,name,grade_level,kind,homeroom_staff_id",
        "k25,2025-2026,5a,5,general,aldona",
        "k26,2026-2027,6a,6,general,aldona",
    ],
    "staff": ["staff_id,first_name,last_name,roles", "aldona,Aldona,Ąžuolienė,teacher", "zita,Zita,Žukė,teacher"],
    "subjects": ["subject_id,name", "a,Žaidimai", "b,Tikyba", "c,Šokis", "d,Ekonomika"],
    "pupils": ["pupil_id,first_name,last_name", "p1,Jonas,Jonaitis"],
    "enrolments": [
        "pupil_id,class_id,enrolled_on,left_on",
        "p1,k25,2025-09-01,2026-06-10",
        "p1,k26,2026-09-01,",
    ],
    "groups": [
        "group_id,school_year,name,kind,subject_id,class_id,staff_id",
        "g25,2025-2026,5a tikyba,formal,b,k25,aldona",
        "g26,2026-2027,6a tikyba,formal,b,k26,aldona",
        "n26,2026-2027,6a šokis,formal,c,k26,",
        "z26,2026-2027,6a žaidimai,formal,a,k26,zita",
    ],
    "group_members": ["group_id,pupil_id", "g25,p1", "g26,p1"],
    "timetable": [
        "group_id,weekday,lesson_no,valid_from,valid_to,staff_id",
        "g26,1,1,2026-10-05,2026-10-16,aldona",
        "n26,1,2,2026-10-05,2026-10-16,",
    ],
    "lessons": [
        "lesson_id,group_id,held_on,lesson_no,staff_id,topic,filled_at",
        "l1,g25,2025-10-06,1,aldona,Pradžia,2025-10-06 09:00:00",
        "l2,g25,2025-10-13,1,aldona,Pabaiga,2025-10-13 09:00:00",
        "l3,g26,2026-10-05,1,aldona,Pradžia,2026-10-05 09:00:00",
        "l4,g26,2026-10-12,1,aldona,Pabaiga,2026-10-12 09:00:00",
    ],
    "attendance": [
        "lesson_id,pupil_id,mark,status,reason,entered_at",
        "l1,p1,absent,unjustified,other,2025-10-06 09:00:00",
    ],
}
END_OF_OCTOBER = dt.datetime(2026, 10, 31, 23, 59, 59)
RULES = """
name = "mazosios"
title = "Mažosios mokyklos tvarka"
[[obligation]]
name = "lesson_recorded"
clause = "1"
[[obligation]]
name = "test_announced"
clause = "2"
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """The data directory of the small school: without some of its tables, or with others in their place."""
    made: dict[str, Path] = {}

    def of(*without: str, as_of: dt.datetime = END_OF_OCTOBER, **others: list[str]) -> Path:
        key = repr((without, as_of, others))
        if key not in made:
            source, folder = tmp_path_factory.mktemp("export"), tmp_path_factory.mktemp("small")
            (rules := source / "rules.toml").write_text(RULES, "utf-8")
            kept = {name: lines for name, lines in {**SMALL, **others}.items() if name not in without}
            kept["schools"] = [line.format(rules=rules) for line in SMALL["schools"]]
            export = source / "maza"
            export.mkdir()
            refresh([written(export, kept)], folder, as_of=as_of, validate=False)
            (folder / "demo").touch()
            made[key] = folder
        return made[key]

    return of


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample school, whose export tells neither who was missing nor of remarks."""
    source, folder = tmp_path_factory.mktemp("export"), tmp_path_factory.mktemp("silent")
    part_of_sample(source, lambda _table, _row: True, without=["attendance", "remarks"])
    refresh([source], folder, as_of=END_OF_NOVEMBER, validate=False)
    (folder / "demo").touch()
    return folder


def tiles(shown: Shown) -> dict[str, dict[str, str]]:
    """The numbers of a page that may be pressed, by name."""
    (found,) = [part for part in shown.page.get("bidi_component") if "numbers" in part.proto.id]
    data: dict[str, Any] = json.loads(found.proto.json)
    return {tile["name"]: tile for tile in data["tiles"]}


def test_a_class_head_is_not_told_that_all_came_where_nobody_says_who_did(show: Show, silent: Path) -> None:
    shown = show(silent, script="pages/my_class.py", role="class_head", who=f"{SAMPLE}|m16", month="2026-11")
    assert shown.title.startswith("4a klasės lankomumo nustatyti negalima")
    for claim in ("jau apsispręsta", "nieko nepraleista", "Mokiniai šį mėnesį"):
        assert claim not in shown.text


def test_nor_is_a_preschool_teacher(show: Show, silent: Path) -> None:
    shown = show(silent, script="pages/attendance.py", role="preschool_teacher")
    assert shown.title == "Lankomumo nustatyti negalima"
    assert "100" not in shown.text
    assert "(attendance)" in shown.text, "and learns what to ask for"


def test_nobody_waits_is_no_comfort_where_signs_are_silent(show: Show, silent: Path) -> None:
    shown = show(silent, script="pages/risk.py", role="social_pedagogue")
    assert shown.title.startswith("Sprendimo nelaukia nė vienas")
    assert shown.title.endswith("; 7 požymių pamatyti neįmanoma")
    assert "padedama visiems" not in shown.text
    assert "Kam jūsų reikia dabar: kiek požymių matyti, niekam" in shown.text
    tile = tiles(show(silent, script="pages/overview.py", role="director"))["Rizika"]
    assert (tile["value"], tile["than"], tile["state"]) == ("0", "matyti ne visi požymiai", "")


def test_a_school_without_pupils_is_not_called_free_of_risk(show: Show, small: Callable[..., Path]) -> None:
    nobody = {name: SMALL[name][:1] for name in ("pupils", "enrolments", "group_members")}
    folder = small(**nobody, pupil_flags=["pupil_id,kind,since"])
    shown = show(folder, script="pages/risk.py", role="director")
    assert shown.title == "Apie riziką dar nieko pasakyti negalima"


def test_what_nobody_is_known_to_owe_is_not_called_entered(show: Show, small: Callable[..., Path]) -> None:
    shown = show(small(), script="pages/fill_check.py", role="director", month="2026-10")
    assert shown.title == "Spalis užpildytas 50\N{NO-BREAK SPACE}%, liko 2 įrašai"
    assert "Kas: kieno įrašų trūksta, nežinoma" in shown.text
    assert "Kada: kieno įrašų trūksta, nežinoma" in shown.text
    assert "viską įvedė" not in shown.text


def test_what_cannot_be_checked_is_not_called_entered(show: Show, small: Callable[..., Path]) -> None:
    folder = small("lessons", "attendance", "timetable")
    fill = show(folder, script="pages/fill_check.py", role="director", month="2026-10")
    assert fill.title == "Spalis: patikrinti negalima"
    for finding in ("Ko trūksta: nė vienos pareigos patikrinti negalima", "Kas: niekieno terminas nepraėjo"):
        assert finding in fill.text
    assert "kiekvieną savaitę viskas įvesta" not in fill.text
    whole = show(folder, script="pages/overview.py", role="director", month="2026-10")
    assert "pasiekė ribą" not in whole.text


def test_a_teacher_without_duties_is_answered(show: Show, small: Callable[..., Path]) -> None:
    zita = {"script": "pages/my_duties.py", "role": "subject_teacher", "who": "maza|zita"}
    assert show(small("lessons", "attendance", "timetable"), **zita).title == (
        "Iš to, ką galima patikrinti, nieko įvesti nereikėjo"
    )
    aldona = show(small(), script="pages/my_duties.py", role="subject_teacher", who="maza|aldona")
    assert aldona.title == "Ačiū: įvesta viskas, ką galima patikrinti", "whether tests were announced nobody knows"


def test_a_former_school_year_has_its_own_lessons(show: Show, small: Callable[..., Path]) -> None:
    attendance = {"script": "pages/attendance.py", "role": "director"}
    assert show(small(), month="2025-10", **attendance).title == (
        "Spalį mokiniai lankė 50\N{NO-BREAK SPACE}% pamokų, nepateisinta 1"
    ), "one of its two lessons was missed"
    assert show(small(), month="2026-10", **attendance).title.startswith(
        "Spalį mokiniai lankė 100\N{NO-BREAK SPACE}% pamokų"
    )
    head = {"script": "pages/my_class.py", "role": "class_head", "who": "maza|aldona"}
    assert show(small(), month="2026-10", **head).title.startswith("Spalį 6a klasė lankė 100\N{NO-BREAK SPACE}% pamokų")
    former = show(small(), month="2025-10", **head, **{"class": "k25"})
    assert former.title.startswith("Spalį 5a klasė lankė 50\N{NO-BREAK SPACE}% pamokų")


def test_the_year_of_a_day_is_the_one_that_began_last(small: Callable[..., Path]) -> None:
    with access.open_for(Viewer("", "director", access.of_schools(["maza"])), warehouse.current(small())) as con:
        year = school_year.read(con)
    assert year.window(dt.date(2026, 10, 31)) == (None, None)
    assert year.window(dt.date(2026, 9, 30)) == (None, None)
    assert year.window(dt.date(2026, 6, 30)) == (dt.date(2025, 9, 1), dt.date(2026, 9, 1))
    assert list(year.subjects.values()) == ["Ekonomika", "Šokis", "Tikyba", "Žaidimai"], "in the order of the alphabet"


def test_the_course_of_the_running_month_counts_what_the_month_counts(small: Callable[..., Path]) -> None:
    """A test of next week that nobody announced is missing already; what belongs to November is not told of yet."""
    tests = ["t1,g26,test,2026-10-26,", "t2,g26,test,2026-11-09,2026-10-20 08:00:00"]
    folder = small(
        as_of=dt.datetime(2026, 10, 21, 12), assessments=["assessment_id,group_id,kind,held_on,announced_at", *tests]
    )
    with access.open_for(Viewer("", "director", access.of_schools(["maza"])), warehouse.current(folder), "maza") as con:
        rules = policy.load(str(next(folder.parent.glob("export*/rules.toml"))))
        month = fill_check.read(fill_check.look(con, rules.name, "2026-10"), rules, "maza")
        course = overview.course(con, rules.name)
    assert course.months == [("2026-10", month.now)]
    assert month.now == Tally(met=2, missing=3)


YEAR = school_year.SchoolYear(
    END_OF_NOVEMBER,
    END_OF_NOVEMBER,
    ("2026-11",),
    (TERM := school_year.Term("2026-2027", "p1", "half_year", "I", dt.date(2026, 9, 1), dt.date(2027, 1, 29)),),
    (school_year.Class("5a", "5a", 5, "general", None), school_year.Class("5b", "5b", 5, "general", None)),
    {},
)
PLACE = Place(View("director", access.of_schools(["s"]), "", "s"), access.School("s", "Mokykla", None), YEAR)


def graded(name: str, **figures: tuple[int, int]) -> progress.Line:
    return progress.Line(name, name, 5, not figures, {(measure, None): one for measure, one in figures.items()}, {})


def test_no_class_has_a_negative_grade_is_not_said_over_hidden_classes() -> None:
    whole, seen = graded("", success_rate=(38, 40)), graded("5a", success_rate=(30, 30))
    found = progress.Found(PLACE, TERM, None, None, None, running=False, whole=whole, lines=[seen, graded("5b")])
    assert progress_words.answer(found).endswith("neigiamą įvertinimą turi 2 mokiniai")
    assert progress_words.list_finding(found) == "Pagal klases"
    assert (
        progress_words.list_finding(replace(found, lines=[seen])) == "Kur: neigiamų įvertinimų nėra nė vienoje klasėje"
    )


def test_a_file_says_all_only_of_all() -> None:
    found = progress.Found(
        PLACE, TERM, None, None, None, running=False, whole=graded(""), lines=[graded("5a", success_rate=(9999, 10000))]
    )
    assert 99.9 in progress_tables.file(found).to_pylist()[0].values()


def test_parents_whom_nobody_counted_have_not_all_logged_in() -> None:
    classes = [
        logins.Line(one, (0, 20), never, None, hidden=False)
        for one, never in zip(YEAR.classes, ({"guardian": (0, 30)}, {}), strict=True)
    ]
    found = logins.Found(PLACE, "2026-11", "2026-10", {}, {}, {}, {}, {}, {}, {}, classes, [])
    assert login_words.list_finding(found) == "Kas: rodomose klasėse nėra niekada neprisijungusių tėvų"
    assert login_words.list_finding(replace(found, lines=classes[1:])) == "Pagal klases"
    assert login_words.list_finding(replace(found, lines=classes[:1])) == (
        "Kas: nė vienoje klasėje nėra niekada neprisijungusių tėvų"
    )


def test_schools_are_compared_with_their_own_month_before() -> None:
    """One school fell from 95 to 90 per cent; another, of which nothing was known before, is not part of that."""
    old = schools.Line("a", "A", (90, 100), (95, 100), None, None)
    new = schools.Line("b", "B", (100, 100), None, None, None)
    found = schools.Found(Everywhere(PLACE.view, (), YEAR), "2026-11", "2026-10", [old, new], {}, [])
    (tile,) = school_words.tiles(found)
    assert tile.value == "95\N{NO-BREAK SPACE}%"
    assert tile.than == "5 proc. p. mažiau nei spalį, neįskaičiuota 1 mokykla"


def test_who_changed_class_is_ill_once() -> None:
    found = attendance.Found(PLACE, "2026-11", None, illness_only=True, named=True, answers={})
    found.months["2026-11"] = attendance.Counts(held=100, attended=90, illness=10)
    rows = [{"pupil_id": "p", "class_id": one.class_id, "illness": 5, "illness_days": 2} for one in YEAR.classes]
    _share, pupils, days = attendance_words.tiles_of_illness(found, rows)
    assert (pupils.value, pupils.of) == ("1", "iš 1")
    assert (days.value, days.of) == ("4", "vidutiniškai 4,0 d. sirgusiam")


def test_tests_of_other_subjects_that_are_not_seen_may_meet() -> None:
    given = test_load.Test("5a", dt.date(2026, 11, 16), "t1", "Fizika", "5a fizika", None, None, END_OF_OCTOBER)
    line = load.Line(YEAR.classes[0], [given], [], (1, 10))
    answer = Answer("test_load", (), pa.table({}), None)
    whole = load.Found(PLACE, TERM, test_load.Limits(1, None), [line], answer, partial=False)
    assert load_words.answer(whole).startswith("I: kontroliniai nesutampa nė vieną dieną")
    assert load_words.tiles(whole)[1].state == "met"
    own = replace(whole, partial=True)
    assert load_words.answer(own).startswith("I: jūsų dalykų kontroliniai klasėje nesutampa nė vieną dieną")
    assert load_words.tiles(own)[1].state == ""


def test_a_test_that_can_still_be_announced_in_time_is_not_late() -> None:
    """As of 30 November, a week's notice: one was late, one is bound to be, one in time; of one nobody can say yet."""
    days = {"late": (11, 16), "bound": (12, 4), "early": (12, 4), "open": (12, 7)}
    announced = {"late": dt.datetime(2026, 11, 12, 8), "early": dt.datetime(2026, 11, 20, 8)}
    tests = [
        test_load.Test("5a", dt.date(2026, *day), name, None, None, None, None, announced.get(name))
        for name, day in days.items()
    ]
    line = load.Line(YEAR.classes[0], tests, [], (4, 10))
    limits = test_load.Limits(None, 7)
    found = load.Found(PLACE, TERM, limits, [line], Answer("test_load", (), pa.table({}), None), partial=False)
    assert {one.assessment_id for one in tests if limits.is_short(one, found.today)} == {"late", "bound"}
    assert (load_words.tiles(found)[-1].value, load_words.tiles(found)[-1].of) == ("2", "66,7\N{NO-BREAK SPACE}% iš 3")


def test_a_specialist_is_told_that_not_everything_is_seen(show: Show, silent: Path) -> None:
    shown = show(silent, script="pages/my_pupils.py", role="psychologist")
    assert shown.title.endswith("; kiek matyti, niekas nekrinta į akis")


def test_before_the_first_month_nothing_is_said_of_duties_beside_attendance(show: Show, demo_data: Path) -> None:
    told = tiles(show(demo_data, script="pages/overview.py", role="director", month="2026-09"))
    assert told["Užpildyta"]["than"] == "rugpjūtį pareigų nebuvo"
    assert told["Lankomumas"]["than"] == ""

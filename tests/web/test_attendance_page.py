"""The page of attendance as each of its readers has it."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ediary_analytics import access, metrics, warehouse
from ediary_analytics.access import School, Viewer
from ediary_analytics.answers import attendance
from ediary_analytics.web import data, formats
from ediary_analytics.web.attendance import files, found, page, picture, signs
from ediary_analytics.web.choices import Place
from support.pages import Shown

Show = Callable[..., Shown]
SCHOOL, PAGE = "azuolyno-progimnazija", "pages/attendance.py"
AS_OF = dt.datetime(2026, 11, 30, 23, 59, 59)
OCTOBER = (dt.date(2026, 10, 1), dt.date(2026, 10, 31))


def october(data: Path, role: str, metric: str, *by: str) -> dict[tuple[object, ...], tuple[int, int]]:
    """A measure of October: numerator and denominator by the keys and the part."""
    with access.open_for(Viewer("", role, access.of_schools([SCHOOL])), warehouse.current(data), SCHOOL) as con:
        asked = metrics.question(metric, AS_OF, by=by, period="month", since=OCTOBER[0], until=OCTOBER[1])
        rows = metrics.measure(con, asked).rows.to_pylist()
    keys = [metrics.KEYS[key] for key in by]
    return {(*(row[key] for key in keys), row["part"]): (row["numerator"], row["denominator"]) for row in rows}


@pytest.fixture(scope="module")
def shown(show_once: Show, demo_data: Path) -> Shown:
    return show_once(demo_data, script=PAGE, month="2026-10")


def test_the_title_is_the_answer_and_the_numbers_are_the_measures(shown: Shown, demo_data: Path) -> None:
    attended, held = october(demo_data, "deputy_director", "attendance_rate")[None,]
    split = october(demo_data, "deputy_director", "absence_split")
    assert shown.title.startswith(f"Spalį mokiniai lankė {formats.share(attended, held)} pamokų, nepateisint")
    assert shown.title.endswith(f" {split['unjustified',][0]}")
    assert f"{formats.number(attended)} iš {formats.number(held)} mokinių pamokų" in shown.text
    assert f">{split['illness',][0]}</dd>" in shown.text
    assert "proc. p. mažiau nei rugsėjį" in shown.text


def test_each_class_stands_with_its_own_numbers(shown: Shown, demo_data: Path) -> None:
    rates = october(demo_data, "deputy_director", "attendance_rate", "class")
    split = october(demo_data, "deputy_director", "absence_split", "class")
    late = october(demo_data, "deputy_director", "lateness", "class")
    for (name, _part), (attended, held) in rates.items():
        row = shown.row("classes", str(name))
        assert row[1] == formats.points(formats.tenths(attended, held))
        assert row[2] == (formats.number(held - attended) if held > attended else "·")
        assert row[5].replace("·", "0") == str(split[name, "unjustified"][0])
        assert row[7].replace("·", "0") == str(late[name, None][0])
    assert shown.row("classes", "pr1")[0] == "Pelėdžiukai skaičiuojama dienomis"


def test_a_class_opens_to_its_pupils_and_narrows_the_page(visit: Callable[..., AppTest], demo_data: Path) -> None:
    page = visit(demo_data, script=PAGE, month="2026-10")
    page.session_state["classes"] = {"open": "8a"}
    rows = Shown(page.run()).table("classes")["rows"]
    (block,) = next(row["blocks"] for row in rows if row["key"] == "8a")
    names = [row[0]["text"] for row in block["rows"]]
    assert len(names) > 10
    chosen = Shown(visit(demo_data, script=PAGE, month="2026-10", **{"class": "8a"}))
    assert chosen.title.startswith("Spalį 8a klasė lankė")
    assert [row["cells"][0] for row in chosen.table("pupils")["rows"]] == names
    assert chosen.page.query_params["class"] == "8a"


def test_a_pupil_opens_to_the_lessons_missed(visit: Callable[..., AppTest], demo_data: Path) -> None:
    page = visit(demo_data, script=PAGE, month="2026-10", **{"class": "8a"})
    rows = [row for row in Shown(page).table("pupils")["rows"] if not row["shut"]]
    key = next(row["key"] for row in rows if 0 < int(row["cells"][2]["text"].replace("·", "0")) <= 100)
    page.session_state["pupils"] = {"open": key}
    row = next(row for row in Shown(page.run()).table("pupils")["rows"] if row["key"] == key)
    (block,) = row["blocks"]
    missed = int(row["cells"][2]["text"])
    assert [column["text"] for column in block["columns"]] == ["Diena", "Pamoka", "Dalykas", "Kas įrašyta"]
    whats = [line[3]["text"] for line in block["rows"]]
    assert len([what for what in whats if what not in {"pavėlavo", "atstovauja mokyklai"}]) == missed
    assert all(line[2] for line in block["rows"]), "each names its subject"


def test_who_hardly_attends_is_listed_with_the_reason(shown: Shown, demo_data: Path) -> None:
    nemis = october(demo_data, "deputy_director", "nemis", "class", "pupil")
    reported = {pupil for (_class, pupil, part), (met, _of) in nemis.items() if part == "nemis" and met}
    assert reported
    told = {row["key"].split("|")[0]: row["cells"][2] for row in shown.table("signs")["rows"]}
    assert {pupil for pupil, text in told.items() if "NEMIS" in text} == reported
    assert all("linkęs" not in told[pupil] for pupil in reported), "the gravest of a kind says it all"


def test_the_health_specialist_sees_illness_and_nothing_else(show: Show, demo_data: Path) -> None:
    shown = show(demo_data, script=PAGE, month="2026-10", role="health_specialist")
    ill = october(demo_data, "deputy_director", "absence_split")["illness",][0]
    held = october(demo_data, "deputy_director", "attendance_rate")[None,][1]
    assert shown.title == f"Spalį dėl ligos praleista {formats.share(ill, held)} pamokų"
    words = shown.text.lower()
    assert "nepateisint" not in words.partition("ed-foot")[0]
    assert "pavėl" not in words.partition("ed-foot")[0]
    assert [column["text"] for column in shown.table("pupils")["columns"]][1:4] == ["Įvyko pamokų", "Dėl ligos", "%"]
    children = show(demo_data, script=PAGE, month="2026-10", role="health_specialist", **{"class": "pr1"})
    assert "dėl ligos praleista" in children.title
    assert "Nepateisinta" not in str(children.table("children")["columns"])
    assert "daugiausia vaikų sirgo" in children.text
    assert "nebuvo" not in children.text


def test_without_names_no_pupil_and_no_small_class_is_told(show: Show, demo_data: Path) -> None:
    shown = show(demo_data, script=PAGE, month="2026-10", role="municipality")
    assert shown.title.startswith("Spalį mokiniai lankė")
    rows = shown.table("classes")["rows"]
    assert all(row["shut"] and row["blocks"] is None for row in rows)
    with access.open_for(
        Viewer("", "municipality", access.of_schools([SCHOOL])), warehouse.current(demo_data), SCHOOL
    ) as con:
        told = metrics.measure(con, metrics.question("absence_split", AS_OF, by=["class"])).rows.to_pylist()
    hidden = {row["class_id"] for row in told if row["period"] == "2026-10" and row["hidden"]}
    assert hidden, "there are classes in which but a few were ever missing"
    for row in (row for row in rows if row["key"] != "pr1"):
        ill = shown.row("classes", row["key"])[3]
        assert (ill == formats.NOTHING) == (row["key"] in hidden)
    assert [column["text"] for column in shown.table("signs")["columns"]] == ["Požymis", "Mokiniai", "Iš kiek"]
    with access.open_for(
        Viewer("", "deputy_director", access.of_schools([SCHOOL])), warehouse.current(demo_data), SCHOOL
    ) as con:
        names = {row["pupil"] for row in attendance.pupils(con, AS_OF, *OCTOBER).to_pylist()}
    everything = shown.text + str(rows) + str(shown.table("signs"))
    assert not [name for name in names if name in everything]


def test_preschool_is_told_by_days(show: Show, demo_data: Path) -> None:
    shown = show(demo_data, script=PAGE, month="2026-10", role="preschool_teacher")
    with access.open_for(
        Viewer("", "deputy_director", access.of_schools([SCHOOL])), warehouse.current(demo_data), SCHOOL
    ) as con:
        rows = attendance.preschool(con, *OCTOBER).to_pylist()
    recorded = [row for row in rows if row["is_recorded"]]
    there = [row for row in recorded if not row["absence"]]
    assert shown.title.startswith(f"Spalį vaikai lankė {formats.share(len(there), len(recorded))} dienų")
    assert {row["key"] for row in shown.table("children")["rows"]} == {row["pupil_id"] for row in rows}


def test_a_month_without_lessons_says_so(show: Show, tiny_data: Path) -> None:
    shown = show(tiny_data, script=PAGE)
    assert "Lankomumo nustatyti negalima" in shown.title
    assert "paprašykite" in shown.text, "and what would tell it"
    assert "100" not in shown.title


def test_the_rows_of_the_file_are_the_hours_missed(demo_data: Path) -> None:
    viewer = Viewer("", "deputy_director", access.of_schools([SCHOOL]))
    with access.open_for(viewer, warehouse.current(demo_data), SCHOOL) as con:
        rows = attendance.hours(con, AS_OF, *OCTOBER).to_pylist()
        pupils = attendance.pupils(con, AS_OF, *OCTOBER).to_pylist()
        week = attendance.week(con, AS_OF, *OCTOBER).to_pylist()
        days = attendance.days(con, AS_OF, *OCTOBER).to_pylist()
    missed = [row for row in rows if row["absence"] not in {None, "representing"}]
    assert len(missed) == sum(row["missed"] for row in pupils) == sum(row["missed"] for row in days)
    assert sum(row["missed"] for row in week) == len([row for row in missed if row["lesson_no"] is not None])
    assert files.lessons(rows).num_rows == len(rows)
    assert {row["pupil_id"] for row in missed} == {row["pupil_id"] for row in pupils if row["missed"]}


def test_a_cell_of_a_lesson_never_held_is_empty_and_not_nought() -> None:
    frame = picture.timetable(
        [
            {"weekday": 1, "lesson_no": 1, "held": 40, "missed": 1},
            {"weekday": 2, "lesson_no": 2, "held": 40, "missed": 0},
        ]
    ).to_pylist()
    cells = {(row["row"], row["column"]): row for row in frame}
    assert cells["1 pamoka", "Pirmadienis"]["text"] == "2,5"
    assert cells["1 pamoka", "Antradienis"]["value"] is None
    assert cells["2 pamoka", "Antradienis"]["text"] == "0"
    assert cells["1 pamoka", "Pirmadienis"]["story"].startswith("Pirmadienis, 1 pamoka: praleista 2,5")


def test_of_several_signs_of_a_kind_the_gravest_is_told() -> None:
    one = signs.Signs("p1", {"prone": 1, "nemis": 1, "chronic": 1, "string": 4})
    assert one.told == [signs.word("nemis"), signs.word("chronic"), "iš eilės praleista dienų: 4"]
    assert "50\N{NO-BREAK SPACE}%" in one.told[0]


def test_too_few_undecided_are_never_told_as_none(show: Show, demo_data: Path) -> None:
    where = {"script": PAGE, "month": "2026-11", "class": "2a"}
    waiting = show(demo_data, **where).text.partition("Laukia pateisinimo")[2]
    assert "vidutiniškai laukia" in waiting[:300], "a few there are"
    told = show(demo_data, role="municipality", **where).text.partition("Laukia pateisinimo")[2]
    assert "–</dd>" in told[:100]
    assert "per mažai mokinių, kad būtų rodoma" in told[:300]


def test_of_who_changed_class_each_row_opens_to_its_own_lessons(
    demo_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDIARY_DATA_DIR", str(demo_data))
    viewer = Viewer("", "health_specialist", access.of_schools([SCHOOL]))
    view = data.view(viewer, str(warehouse.current(demo_data)), SCHOOL)
    now = found.ask(viewer, Place(view, School(SCHOOL, "", None), data.year(view)), "2026-10", None)
    both = [row for row in page.pupils(now) if row["pupil_id"] == "p0038"]
    assert [row["class_id"] for row in both] == ["2a", "3a"]
    opened = [len(page.lessons_of(now, f"p0038|{row['class_id']}")) for row in both]
    assert opened == [row["illness"] for row in both] == [0, 10]


def test_a_name_leads_nowhere_for_who_has_no_page_of_pupils(visit: Callable[..., AppTest], demo_data: Path) -> None:
    for role, leads in (("director", False), ("deputy_director", True)):
        page = visit(demo_data, script=PAGE, month="2026-10", role=role)
        page.session_state["classes"] = {"open": "8a"}
        rows = Shown(page.run()).table("classes")["rows"]
        (block,) = next(row["blocks"] for row in rows if row["key"] == "8a")
        assert all(isinstance(row[0], dict) is leads for row in block["rows"])

"""From the month's number to the single lesson; the overview, my duties, the administration and the archive."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from conftest import END_OF_NOVEMBER
from ediary_analytics import access, policy, warehouse
from ediary_analytics.access import Scope, Viewer
from ediary_analytics.answers import administration, archive, duties, fill_check, my_duties
from ediary_analytics.refresh import refresh
from ediary_analytics.web import formats
from ediary_analytics.web.fill_check import picture
from ediary_analytics.web.my_duties import words as duty_page_words
from support.exports import write_export
from support.pages import Shown
from support.schools import part_of_sample

Show = Callable[..., Shown]
Visit = Callable[..., AppTest]
SCHOOL, RULES, OCTOBER = "azuolyno-progimnazija", "kedainiai-senamiestis", "2026-10"


def whole(role: str = "deputy_director") -> Viewer:
    return Viewer("", role, access.of_schools([SCHOOL]))


def plain(data: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    """Counted in the file itself, without any of our views."""
    with duckdb.connect(str(warehouse.current(data)), read_only=True) as con:
        return con.execute(sql, list(values)).fetchall()


def missing_lesson(data: Path) -> dict[str, object]:
    """A lesson of October that nobody entered."""
    with access.open_for(whole(), warehouse.current(data), SCHOOL) as con:
        rows = duties.rows(con, RULES, ["missing"], month=OCTOBER).to_pylist()
    return next(row for row in rows if row["obligation"] == "lesson_recorded")


@pytest.mark.slow
def test_three_clicks_lead_from_the_number_to_the_lesson_and_back(visit: Visit, demo_data: Path) -> None:
    lesson = missing_lesson(demo_data)
    page = visit(demo_data, month=OCTOBER, role="deputy_director")
    first = Shown(page)
    (row,) = [line for line in first.table("duties")["rows"] if line["key"] == "lesson_recorded"]
    assert row["cells"][1]["go"] == "lesson_recorded"
    of_duty = visit(demo_data, month=OCTOBER, duty="lesson_recorded", school=SCHOOL)
    of_duty.session_state["people of lesson_recorded"] = {"open": f"staff:{lesson['owner_id']}"}
    shown = Shown(of_duty.run())
    assert shown.title.startswith("Pamoka įvesta: neįvest")
    people = {line["key"]: line for line in shown.table("people of lesson_recorded")["rows"]}
    (block,) = people[f"staff:{lesson['owner_id']}"]["blocks"]
    assert lesson["record"] in [line[0]["go"] for line in block["rows"]]
    whole_record = visit(
        demo_data, month=OCTOBER, duty="lesson_recorded", school=SCHOOL, policy=RULES, record=str(lesson["record"])
    )
    text = Shown(whole_record).text
    for part in (lesson["on_date"], lesson["class_name"], lesson["subject"], lesson["person"], "23.3"):
        assert str(part) in text
    assert "nieko: pamokos įrašo nėra" in text
    assert "Atverkite pamoką dienyne" in text
    whole_record.button(key="back from record").click().run()
    assert whole_record.query_params["month"] == OCTOBER
    assert whole_record.query_params["duty"] == "lesson_recorded"
    assert "record" not in whole_record.query_params
    whole_record.button(key="back from duty").click().run()
    assert Shown(whole_record).title.startswith("Spalis užpildytas")
    assert "duty" not in whole_record.query_params


def test_the_people_of_a_duty_add_up_to_its_number(show: Show, demo_data: Path) -> None:
    ((missing,),) = plain(
        demo_data,
        "select count(*) from judged.verdicts where school_id = ? and obligation = 'lesson_recorded'"
        " and status = 'missing' and strftime(on_date, '%Y-%m') = ?",
        SCHOOL,
        OCTOBER,
    )
    rows = show(demo_data, month=OCTOBER, duty="lesson_recorded").table("people of lesson_recorded")["rows"]
    counted = sum(int(row["cells"][1]["text"]) for row in rows if row["cells"][1]["text"].isdigit())
    assert counted == missing
    assert counted


def test_a_record_that_there_is_not_shows_the_month(show: Show, demo_data: Path) -> None:
    assert show(demo_data, month=OCTOBER, record="no-such", duty="no_such").title.startswith("Spalis užpildytas")


def test_a_record_of_another_school_is_not_found(demo_data: Path) -> None:
    lesson = missing_lesson(demo_data)
    other = Viewer("", "deputy_director", access.of_schools(["upes-jaunimo-mokykla"]))
    with access.open_for(other, warehouse.current(demo_data), "upes-jaunimo-mokykla") as con:
        assert duties.look(con, RULES, str(lesson["record"])) is None


def test_what_lacks_in_a_recorded_lesson_is_told(demo_data: Path) -> None:
    with access.open_for(whole(), warehouse.current(demo_data), SCHOOL) as con:
        rows = duties.rows(con, RULES, ["missing"]).to_pylist()
        blank = next(row for row in rows if row["obligation"] == "lesson_content_complete")
        found = duties.look(con, RULES, blank["record"])
    assert found is not None
    (lesson,) = found.lessons
    assert lesson["lesson_id"] is not None
    assert {name for name in ("topic", "homework") if not (lesson[name] or "").strip()} <= {
        *blank["detail"].split(", ")
    }


def test_how_late_it_came_adds_up() -> None:
    rows = [{"part": part, "numerator": n} for part, n in (("1d", 6), ("3d", 3), ("7d", 1), ("more", 0))]
    finding, bars = picture.delays(rows)
    assert "60" in finding
    assert bars["count"].to_pylist() == [6, 3, 1, 0]
    assert picture.delays([])[1].num_rows == 0


def test_the_overview_tells_the_month_and_leads_on(show: Show, demo_data: Path) -> None:
    shown = show(demo_data, script="pages/overview.py", role="director", month=OCTOBER)
    with access.open_for(whole(), warehouse.current(demo_data), SCHOOL) as con:
        month = fill_check.read(fill_check.look(con, RULES, OCTOBER), policy.load(RULES), SCHOOL)
    share = formats.share(month.now.filled, month.now.due)
    assert shown.title.startswith(f"Spalis užpildytas {share}, liko {month.now.missing} įraš")
    assert "sprendimo laukia" in shown.title
    tiles = shown.table("month's numbers")["tiles"]
    assert tiles[0]["value"] == share
    assert tiles[0]["go"] == "fill_check"
    assert len(tiles) == 6
    rows = {row["key"]: row for row in shown.table("decisions")["rows"]}
    below = [duty.name for duty in month.duties if duty.passed is False and duty.imposed.severity == "critical"]
    assert {*below} <= rows.keys()
    assert rows["lesson_recorded"]["go"] == "fill_check lesson_recorded"


def test_the_overview_says_what_cannot_be_known(show: Show, tiny_data: Path) -> None:
    shown = show(tiny_data, script="pages/overview.py", role="director")
    assert "sužinoti negalima" in shown.text
    attendance = next(tile for tile in shown.table("month's numbers")["tiles"] if tile["name"] == "Lankomumas")
    assert (attendance["value"], attendance["state"]) == ("–", "unchecked")


def teacher(data: Path, status: str) -> str:
    """The teacher with the most duties of that status."""
    ((found,),) = plain(
        data,
        "select owner_id from judged.verdicts where school_id = ? and status = ? and owner_id in"
        " (select staff_id from core.groups where school_id = ? and kind = 'formal')"
        " group by owner_id order by count(*) desc, owner_id limit 1",
        SCHOOL,
        status,
        SCHOOL,
    )
    return str(found)


def test_my_duties_are_mine_and_the_oldest_stands_first(show: Show, demo_data: Path) -> None:
    staff = teacher(demo_data, "missing")
    ((left, oldest),) = plain(
        demo_data,
        "select count(*), min(on_date) from judged.verdicts"
        " where school_id = ? and owner_id = ? and status = 'missing'",
        SCHOOL,
        staff,
    )
    shown = show(demo_data, script="pages/my_duties.py", role="subject_teacher", who=f"{SCHOOL}|{staff}")
    assert shown.title.startswith(f"Liko {left} įraš")
    assert str(oldest) in shown.title
    lists = [part for part in shown.page.get("bidi_component") if "-to do " in part.proto.id]
    assert lists
    rows = shown.table("to do lesson_recorded")["rows"] if any("lesson_recorded" in p.proto.id for p in lists) else []
    assert [row["cells"][0] for row in rows] == sorted(row["cells"][0] for row in rows)


@pytest.mark.slow
def test_an_open_row_of_my_duties_shows_the_whole_record(visit: Visit, demo_data: Path) -> None:
    lesson = missing_lesson(demo_data)
    page = visit(demo_data, script="pages/my_duties.py", role="subject_teacher", who=f"{SCHOOL}|{lesson['owner_id']}")
    page.session_state["to do lesson_recorded"] = {"open": lesson["record"]}
    rows = {row["key"]: row for row in Shown(page.run()).table("to do lesson_recorded")["rows"]}
    blocks = rows[str(lesson["record"])]["blocks"]
    assert [block["title"] for block in blocks] == ["Įrašas", "Dienyne", "Taisyklė"]


def test_who_has_entered_everything_is_thanked(demo_data: Path) -> None:
    rules = policy.load(RULES)
    viewer = Viewer("", "subject_teacher", Scope((SCHOOL,), None, teacher(demo_data, "met"), ()))
    with access.open_for(viewer, warehouse.current(demo_data), SCHOOL) as con:
        found = my_duties.look(con, rules, SCHOOL, str(viewer.scope.staff_id))
    empty = my_duties.Found(found.open.slice(0, 0), found.done, {}, found.as_of)
    done = my_duties.read(empty, rules)
    assert (done.due, done.to_do()) == (found.done, [])


def test_a_class_head_is_told_of_which_duties_all_is_entered(show: Show, demo_data: Path) -> None:
    """A head who teaches elsewhere too, and of whose class others still owe something."""
    ((head, name),) = plain(
        demo_data,
        "select homeroom_staff_id, name from core.classes as classes where school_id = ? and exists ("
        " from judged.verdicts where owner_id = homeroom_staff_id and class_id <> classes.class_id"
        " and school_id = classes.school_id) and exists (from judged.verdicts where class_id = classes.class_id"
        " and owner_id <> homeroom_staff_id and status = 'missing' and school_id = classes.school_id)"
        " order by name limit 1",
        SCHOOL,
    )
    shown = show(demo_data, script="pages/my_duties.py", role="class_head", who=f"{SCHOOL}|{head}")
    assert f"<span>tik jūsų pareigos {name} klasėje</span>" in shown.text
    assert "kitose klasėse" in shown.text
    done = my_duties.Worklist(END_OF_NOVEMBER, {}, [], [], [], 5, [])
    assert duty_page_words.answer(done, ["5a"]) == "Ačiū: iš jūsų pareigų 5a klasėje viskas įvesta"
    assert duty_page_words.answer(done, ["5a", "5b"]) == "Ačiū: iš jūsų pareigų 5a, 5b klasėse viskas įvesta"
    assert duty_page_words.undone(done, ["5a"])[1] == "Visa, ką šioje klasėje turėjote įvesti jūs, dienyne yra."
    assert duty_page_words.answer(done) == "Ačiū: viskas įvesta"
    assert duty_page_words.answer(done, []) == "Šiame eksporte jūsų klasės nėra"


def test_where_nothing_was_due_yet_no_number_is_green() -> None:
    line = {"obligation": "lesson_recorded", "due_at": END_OF_NOVEMBER, "days_late": None, "on_date": None}
    pending = my_duties.Worklist(END_OF_NOVEMBER, {}, [], [line], [], 0, [])
    assert {tile.state for tile in duty_page_words.tiles(pending)} == {"", "pending"}


def test_the_administrator_learns_whether_the_diary_is_set_up(show: Show, demo_data: Path) -> None:
    shown = show(demo_data, script="pages/administration.py", role="administrator")
    assert shown.title.startswith("Dienynas parengtas, sutvarkytini")
    rows = {row["key"]: row for row in shown.table("setting up")["rows"]}
    assert rows["setting lock_day"]["cells"][1]["state"] == "unchecked"
    assert rows["timetable"]["cells"][1]["state"] == "met"
    locks = {row["cells"][0]: row["cells"] for row in shown.table("locks")["rows"]}
    assert [cell["state"] for cell in locks["8a"][1:]] == ["met", "met", "pending"]
    assert len(shown.table("unlockings")["rows"]) == 2


@pytest.mark.slow
def test_the_director_reads_it_without_what_was_set_aside(show: Show, demo_data: Path) -> None:
    shown = show(demo_data, script="pages/administration.py", role="director")
    assert shown.title.startswith("Dienynas parengtas")
    assert not [part for part in shown.page.get("bidi_component") if part.proto.id.endswith("-elsewhere")]
    sees = whole("director").rights.sees
    with access.open_for(whole("director"), warehouse.current(demo_data), SCHOOL) as con:
        found = administration.look(con, policy.load(RULES), SCHOOL, sees)
    with access.open_for(whole("administrator"), warehouse.current(demo_data), SCHOOL) as con:
        other = administration.look(con, policy.load(RULES), SCHOOL, whole("administrator").rights.sees)
    assert found.rules < other.rules, "what the role cannot read is not called sound"


def test_an_export_without_locks_is_not_called_open(show: Show, tiny_data: Path) -> None:
    shown = show(tiny_data, script="pages/administration.py", role="administrator")
    assert "eksporte užrakinimų nėra" in shown.text


def test_what_cannot_be_seen_for_want_of_a_table_is_not_called_set_up(show: Show, tmp_path: Path) -> None:
    kept = {"schools", "terms", "closures"}
    (tmp_path / "export").mkdir()
    export = part_of_sample(tmp_path / "export", lambda table, _row: table in kept, without=["groups", "classes"])
    refresh([export], tmp_path / "data", as_of=END_OF_NOVEMBER, validate=False)
    (tmp_path / "data" / "demo").touch()
    shown = show(tmp_path / "data", script="pages/administration.py", role="administrator")
    states = {row["key"]: row["cells"][1]["state"] for row in shown.table("setting up")["rows"]}
    wanted = ("terms", "class_heads", "group_teachers", "group_members", "timetable")
    assert {name: states.get(name) for name in wanted} == dict.fromkeys(wanted, "unchecked")
    assert shown.title == "Kas matyti, parengta; matyti ne viskas"


def test_without_enrolments_nobody_is_said_to_have_stayed(show: Show, tiny_data: Path) -> None:
    shown = show(tiny_data, script="pages/archive.py", role="archivist")
    assert shown.title == "Kas išvyko iš mokyklos, pasakyti negalima"
    assert "(enrolments)" in shown.text
    assert "ed-unchecked" in shown.text


def test_the_archivist_sees_who_left_with_the_results(show: Show, demo_data: Path) -> None:
    viewer = Viewer("", "archivist", access.of_schools([SCHOOL]))
    with access.open_for(viewer, warehouse.current(demo_data), SCHOOL) as con:
        found = archive.look(con, policy.load(RULES), SCHOOL)
        seen = con.execute("select distinct pupil_id from judged.verdicts where pupil_id is not null").fetchall()
    left = {pupil["pupil_id"] for pupil in found.pupils}
    assert {pupil for (pupil,) in seen} <= left
    shown = show(demo_data, script="pages/archive.py", role="archivist")
    assert shown.title.startswith(f"Išvyko {len(left)} mokin")
    assert [row["key"] for row in shown.table("departed")["rows"]] == [pupil["pupil_id"] for pupil in found.pupils]


def test_the_archivist_sees_of_the_schools_own_duties_only_the_archive(demo_data: Path) -> None:
    viewer = Viewer("", "archivist", access.of_schools([SCHOOL]))
    with access.open_for(viewer, warehouse.current(demo_data), SCHOOL) as con:
        rows = con.execute("select distinct obligation from judged.verdicts where pupil_id is null").fetchall()
    assert {name for (name,) in rows} <= {"archive_delivered"}


@pytest.mark.slow
def test_nobody_left_and_nothing_is_due_is_said(show: Show, tmp_path: Path) -> None:
    refresh([write_export(tmp_path / "export")], tmp_path / "data", as_of=END_OF_NOVEMBER, validate=False)
    (tmp_path / "data" / "demo").touch()
    shown = show(tmp_path / "data", script="pages/archive.py", role="archivist")
    assert shown.title == "Iš mokyklos niekas neišvyko"


def test_nothing_due_is_not_told_as_nothing_left(visit: Visit, demo_data: Path) -> None:
    def title(duty: str) -> str:
        return Shown(visit(demo_data, month="2026-11", duty=duty)).title

    assert title("term_grade_entered").endswith(": nieko nereikėjo")
    assert title("absence_decided").endswith(": kol kas viskas įvesta, dar laukiama 138 įrašų")
    assert title("one_test_a_day").endswith(": nieko neliko")

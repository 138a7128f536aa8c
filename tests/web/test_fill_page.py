"""The page of the fill check as its reader has it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ediary_analytics import access, policy, warehouse
from ediary_analytics.access import Viewer
from ediary_analytics.answers import fill_check
from ediary_analytics.answers.fill_check import FilledMonth
from ediary_analytics.web import choices, formats, session
from ediary_analytics.web.fill_check import files as fill_files
from support.pages import Shown

Show = Callable[..., Shown]
AZUOLYNO, UPES = "azuolyno-progimnazija", "upes-jaunimo-mokykla"
OWN = {AZUOLYNO: "kedainiai-senamiestis", UPES: "vilnius-jaunimo"}


@pytest.fixture(scope="module")
def month_of(demo_data: Path) -> Callable[..., FilledMonth]:
    def ask(school: str, month: str, rules: str | None = None) -> FilledMonth:
        viewer = Viewer("", "deputy_director", access.of_schools([school]))
        name = rules or OWN[school]
        with access.open_for(viewer, warehouse.current(demo_data), school, rules) as con:
            return fill_check.read(fill_check.look(con, name, month), policy.load(name), school)

    return ask


def test_the_title_is_the_answer(show: Show, demo_data: Path, month_of: Callable[..., FilledMonth]) -> None:
    shown = show(demo_data)
    now = month_of(AZUOLYNO, "2026-11").now
    assert shown.title.startswith(f"Lapkritis užpildytas {formats.share(now.filled, now.due)}, liko {now.missing} įraš")
    assert "Ąžuolyno progimnazija" in shown.text
    assert "vertinta pagal 2026-11-30 būklę" in shown.text
    assert "Demonstracija: visi asmenys išgalvoti" in shown.text


def test_the_numbers_are_those_of_the_month(show: Show, demo_data: Path, month_of: Callable[..., FilledMonth]) -> None:
    shown = show(demo_data, month="2026-10")
    found = month_of(AZUOLYNO, "2026-10")
    for value in (found.now.missing, found.now.late):
        assert f"</span>{formats.number(value)}</dd>" in shown.text
    assert f"{formats.number(found.now.filled)} iš {formats.number(found.now.due)} įrašų" in shown.text
    more = found.now.missing - found.then.missing
    assert f"{abs(more)} {'daugiau' if more > 0 else 'mažiau'} nei rugsėjį" in shown.text
    for duty in found.duties:
        _title, missing, late, *_rest = shown.row("duties", duty.name)
        assert missing == (formats.number(duty.missing) if duty.missing else "·" if duty.checkable else "–")
        assert late == (formats.number(duty.late) if duty.late else "·" if duty.checkable else "–")
    for person in found.people:
        assert shown.row("people", person.key)[1] == (
            formats.number(person.total.missing) if person.total.missing else "·"
        )


def test_each_choice_is_kept_in_the_address(
    visit: Callable[..., AppTest], demo_data: Path, month_of: Callable[..., FilledMonth]
) -> None:
    page = visit(demo_data)
    assert page.query_params == {"school": AZUOLYNO, "month": "2026-11"}
    page.selectbox(key="school").set_value(UPES).run()
    page.selectbox(key="month").set_value("2026-09").run()
    assert page.query_params == {"school": UPES, "month": "2026-09"}
    missing = month_of(UPES, "2026-09").now.missing
    assert f"liko {missing} " in Shown(page).title
    page.selectbox(key="policy").set_value(OWN[AZUOLYNO]).run()
    assert page.query_params["policy"] == OWN[AZUOLYNO]
    other = month_of(UPES, "2026-09", OWN[AZUOLYNO]).now.missing
    assert f"liko {other} " in Shown(page).title


def test_an_address_brings_its_view_back(show: Show, demo_data: Path) -> None:
    shown = show(demo_data, school=UPES, month="2026-10", policy=OWN[AZUOLYNO])
    assert shown.title.startswith("Spalis užpildytas")
    assert "Upės jaunimo mokykla" in shown.text
    assert policy.load(OWN[AZUOLYNO]).title in shown.text


def test_an_address_that_asks_for_what_there_is_not_gets_the_usual_view(show: Show, demo_data: Path) -> None:
    shown = show(demo_data, school="no-such-school", month="1999-13", policy="../../etc/passwd")
    assert shown.title.startswith("Lapkritis")
    assert dict(shown.page.query_params) == {"school": AZUOLYNO, "month": "2026-11"}


def test_a_person_opens_to_the_records_with_what_to_do(
    visit: Callable[..., AppTest], demo_data: Path, month_of: Callable[..., FilledMonth]
) -> None:
    found = month_of(AZUOLYNO, "2026-10")
    person = max(found.owing, key=lambda one: one.total.breaches)
    page = visit(demo_data, month="2026-10")
    page.session_state["people"] = {"open": person.key}
    rows = Shown(page.run()).table("people")["rows"]
    opened = next(row for row in rows if row["key"] == person.key)
    shown = sum(len(block["rows"]) for block in opened["blocks"])
    assert shown == person.total.breaches
    for block in opened["blocks"]:
        assert block["text"], "the remedy"
        assert [column["text"] for column in block["columns"]][:3] == ["Diena", "Klasė", "Dalykas"]
    assert all(row["blocks"] is None for row in rows if row["key"] != person.key)


@pytest.fixture(scope="module")
def tiny(show_once: Show, tiny_data: Path) -> Shown:
    return show_once(tiny_data)


def test_the_tiny_school_is_told_by_heart(tiny: Shown) -> None:
    assert tiny.title == "Spalis užpildytas 54,5\N{NO-BREAK SPACE}%, liko 5 įrašai"
    assert "6 iš 11 įrašų" in tiny.text
    assert "rugsėjį pareigų nebuvo" in tiny.text
    assert "Mažosios mokyklos tvarka" in tiny.text


def test_who_has_no_breach_is_there_and_quiet(tiny: Shown) -> None:
    row = next(row for row in tiny.table("people")["rows"] if row["key"] == "staff:aldona")
    assert row["quiet"]
    assert row["shut"]
    assert tiny.row("people", "staff:aldona")[:4] == ["Ąžuolienė Aldona", "·", "·", "100"]


def test_people_whom_nobody_knows_are_told_apart(tiny: Shown) -> None:
    keys = [row["key"] for row in tiny.table("people")["rows"]]
    assert keys == ["staff:aldona", "staff:x9", "staff:zygis", "nobody"]
    assert tiny.row("people", "staff:x9")[:3] == ["x9", "2", "·"]
    assert tiny.row("people", "staff:zygis")[:3] == ["Žukas Žygis", "1", "2"]
    assert tiny.row("people", "nobody")[:3] == ["Neaišku, kieno pareiga be atsakingo asmens", "2", "·"]


def test_what_cannot_be_checked_is_never_green(tiny: Shown) -> None:
    row = next(row for row in tiny.table("duties")["rows"] if row["key"] == "test_announced")
    state = row["cells"][-1]
    assert state == {"text": "netikrinama", "state": "unchecked"}
    assert "atsiskaitymai" in row["blocks"][0]["facts"][0][1]
    assert "1 pareiga netikrinama" in tiny.text


def test_a_threshold_is_reached_or_not(tiny: Shown) -> None:
    assert tiny.row("duties", "lesson_recorded")[-2:] == ["25 / 98", "nepasiekta"]
    assert tiny.row("duties", "lesson_content_complete")[-2:] == ["66,7 / 50", "pasiekta"]


def test_a_month_without_duties_says_so(show: Show, tiny_data: Path) -> None:
    shown = show(tiny_data, month="2026-09")
    assert shown.title == "Rugsėjį pareigų nebuvo"
    assert "<dl class" not in shown.text
    assert not shown.page.get("vega_lite_chart")


def test_before_the_first_import_the_page_says_what_to_do(show: Show, tmp_path: Path) -> None:
    (tmp_path / "demo").touch()
    shown = show(tmp_path)
    assert shown.title == "Dar nieko neimportuota"
    assert "ediary import" in shown.text


def test_unknown_rules_have_to_be_chosen(show: Show, tiny_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choices, "_own_rules", lambda _school: None)
    shown = show(tiny_data)
    assert shown.title == "Pagal kokias taisykles vertinti šią mokyklą?"
    assert "liko" not in shown.text
    chosen = show(tiny_data, policy="vilnius-jaunimo")
    assert chosen.title.startswith("Spalis užpildytas")


def test_a_name_from_an_export_is_text_and_nothing_else(visit: Callable[..., AppTest], tiny_data: Path) -> None:
    """The script of the table sets text; here, that it gets the text as it stands."""
    page = visit(tiny_data)
    page.session_state["people"] = {"open": "staff:zygis"}
    rows = Shown(page.run()).table("people")["rows"]
    blocks = next(row for row in rows if row["key"] == "staff:zygis")["blocks"]
    assert {line[2] for block in blocks for line in block["rows"]} == {"<b>Lietuvių</b> kalba"}


def test_the_picture_tells_the_worst_week(show: Show, tiny_data: Path) -> None:
    shown = show(tiny_data)
    assert "Kada: daugiausia trūksta spalio 5–9 d." in shown.text
    when, how_late = shown.page.get("vega_lite_chart")
    assert '"story"' in when.proto.spec
    assert '"story"' in how_late.proto.spec


def test_the_files_hold_what_the_page_shows(month_of: Callable[..., FilledMonth], demo_data: Path) -> None:
    found = month_of(AZUOLYNO, "2026-10")
    people = fill_files.people(found.people, found.rules).to_pydict()
    assert sum(people["Neįvesta"]) == found.now.missing
    assert sum(people["Įvesta pavėluotai"]) == found.now.late
    duties = fill_files.duties(found.duties).to_pydict()
    assert sum(filter(None, duties["Neįvesta"])) == found.now.missing
    assert None in duties["Neįvesta"], "not checkable is empty, not nought"
    viewer = Viewer("", "deputy_director", access.of_schools([AZUOLYNO]))
    with access.open_for(viewer, warehouse.current(demo_data), AZUOLYNO) as con:
        rows = fill_check.rows(con, OWN[AZUOLYNO], "2026-10")
    records = fill_files.records(rows, found.rules)
    assert records.num_rows == found.now.breaches
    assert set(records["Būsena"].to_pylist()) == {"neįvesta", "pavėluotai"}
    assert all(records["Ką daryti"].to_pylist())


def test_everybody_sees_the_scope_and_no_more(show: Show, demo_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "viewer", lambda: Viewer("", "deputy_director", access.of_schools([UPES])))
    shown = show(demo_data, school=AZUOLYNO)
    assert "Upės jaunimo mokykla" in shown.text
    assert "Ąžuolyno" not in shown.text
    assert shown.page.selectbox(key="school").options == ["Upės jaunimo mokykla"]
    assert shown.page.query_params["school"] == UPES

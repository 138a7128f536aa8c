"""A change after the lock becomes a draft, the draft a signed act, and the duty is done."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ediary_analytics import access, warehouse
from ediary_analytics.access import School, Scope, Viewer, of_schools
from ediary_analytics.refresh import refresh
from ediary_analytics.register import acts, standing
from ediary_analytics.register.store import URL_VARIABLE, open_register
from ediary_analytics.reports.kinds import data_change_act
from ediary_analytics.web import data as page_data
from ediary_analytics.web.acts import found, words
from ediary_analytics.web.choices import Place
from support.exports import write_export
from support.pages import Shown

Show = Callable[..., Shown]
WHERE = {"script": "pages/acts.py", "role": "deputy_director"}
LATER = dt.datetime(2026, 11, 16, 23, 59, 59)
#: September was locked for all on the 5th of October, and opened twice; of the second opening there is an act.
LOCKS = """
    lock_id | scope | period  | locked_at        | unlocked_at      | unlocked_by
    k1      | month | 2026-09 | 2026-10-05 12:00 | 2026-10-06 12:00 | ona
    k2      | month | 2026-08 | 2026-09-05 12:00 | 2026-09-06 12:00 | ona
"""
CHANGES = """
    change_id | entity | record_id | field | old_value | new_value | changed_by | changed_at
    c1        | grades | p1        | value | 8         | 9         | ona        | 2026-10-06 13:00
    c2        | grades | p1        | value | 9         | 10        | ona        | 2026-10-06 14:00
"""
GRADES = "grade_id | pupil_id | group_id | given_on | value\np1 | jonas | maths | 2026-09-15 | 10"
TERM_GRADES = "pupil_id | group_id | term_id | value\njonas | maths | y | 9"
ACTS = "act_id | lock_id | reason | signed_on\na0 | k2 | Klaida | 2026-09-06"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("acts")
    history = {"locks": LOCKS, "changes": CHANGES, "grades": GRADES, "term_grades": TERM_GRADES, "unlock_acts": ACTS}
    export = write_export(folder / "export", **history)
    refresh([export], folder / "data", as_of=LATER, validate=False)
    (folder / "data" / "demo").touch()
    return folder / "data"


@pytest.fixture
def data(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(URL_VARIABLE, raising=False)
    shutil.copytree(published, tmp_path / "data")
    return tmp_path / "data"


def press(shown: Shown, label: str) -> Shown:
    return Shown(next(one for one in shown.page.button if one.label == label).click().run())


def statuses(data: Path, duty: str) -> list[str]:
    viewer = Viewer("rasa", "deputy_director", of_schools(["ąžuolynas"]))
    held = standing.read(open_register(data))
    asked = "select status from judged.verdicts where obligation = ? order by subject_id"
    with access.open_for(viewer, warehouse.current(data), "ąžuolynas", None, held) as con:
        return [status for (status,) in con.execute(asked, [duty]).fetchall()]


def test_from_a_change_to_a_signed_act(show: Show, data: Path) -> None:
    page = show(data, **WHERE)
    assert page.title == "2 pakeitimai po užrakinimo be akto"
    assert statuses(data, "locked_change_has_act") == ["missing", "missing"]
    page = press(page, "Parengti aktą")
    register = open_register(data)
    (drafted,) = acts.standing(register, ["ąžuolynas"])
    assert (drafted.text.lock_id, drafted.text.change_id, drafted.text.staff_id) == ("k1", "c2", "ona")
    assert (drafted.text.pupil_id, drafted.text.subject_id, drafted.text.class_id) == ("jonas", "mat", "5a")
    assert (drafted.text.wrong_value, drafted.text.right_value) == ("9", "10")
    assert page.title == "2 pakeitimai po užrakinimo be akto"  # a draft counts for nothing
    page = press(page, "Pasirašyti aktą")
    assert [one.value for one in page.page.error] == [
        "Jame pasakyta ne viskas, trūksta: kodėl duomenys taisomi, kas suderino. Užpildykite prieš pasirašydami."
    ]
    page.page.text_area(key=f"why {drafted.mark.id}").set_value("Įrašyta ne ta *pažyma*")
    page.page.selectbox(key=f"agreed {drafted.mark.id}").set_value("rasa")
    bare = show(data, script="pages/administration.py", role="administrator")
    assert bare.row("changes after", "c1")[-1] == bare.row("unlockings", "k1")[-1] == "akto nėra"
    page = press(page, "Pasirašyti aktą")
    acted = show(data, script="pages/administration.py", role="administrator")
    assert acted.row("changes after", "c1")[-1] == "yra"
    assert acted.row("unlockings", "k1")[-1].startswith("pasirašytas")
    assert page.title == "Visi pakeitimai po užrakinimo turi aktą"
    assert statuses(data, "locked_change_has_act") == ["met", "met"]
    (signed,) = acts.standing(register, ["ąžuolynas"])
    assert signed.signed_on is not None
    assert page.row("signed acts", f"register {signed.mark.id}")[2] == "Įrašyta ne ta *pažyma*"
    assert len(page.table("signed acts")["rows"]) == 2  # with that of the export
    assert press(page, "Atšaukti aktą").title == "2 pakeitimai po užrakinimo be akto"
    register.engine.dispose()


def test_a_draft_is_kept_and_discarded(show: Show, data: Path) -> None:
    page = press(show(data, **WHERE), "Parengti aktą")
    register = open_register(data)
    (drafted,) = acts.standing(register, ["ąžuolynas"])
    page.page.text_input(key=f"right {drafted.mark.id}").set_value("7")
    page = press(page, "Išsaugoti juodraštį")
    assert [one.text.right_value for one in acts.standing(register, ["ąžuolynas"])] == ["7"]
    press(page, "Išmesti juodraštį")
    assert acts.standing(register, ["ąžuolynas"]) == []
    register.engine.dispose()


def test_without_history_nothing_is_claimed(show: Show, tiny_data: Path) -> None:
    page = show(tiny_data, **WHERE)
    assert page.title == "Ar užrakinti duomenys keisti be akto, pasakyti negalima"
    assert all(name in page.text.partition("ed-note")[2] for name in ("(locks)", "(changes)", "(unlock_acts)"))


def test_everything_in_order(show: Show, demo_data: Path) -> None:
    page = show(demo_data, **WHERE)
    assert page.title == "Visi pakeitimai po užrakinimo turi aktą"
    assert not [one for one in page.page.button if one.label == "Parengti aktą"]


def test_the_form_says_what_the_act_says() -> None:
    said = {"changed_by": "Ona", "old_value": "8", "new_value": "9", "reason": "Suklysta", "approved_by": "Rasa"}
    form = data_change_act.act("Ąžuolynas", {**said, "signed_on": LATER.date(), "act_id": "7"})
    assert "2026-11-16" in form.under
    assert [one.name for one in form.signatures] == ["Ona", "Rasa", ""]
    answers = [value for field in form.form for _which, value in field.answers if value]
    assert answers == ["Ona", "8", "9", "Suklysta"]


def test_who_sees_some_grades_is_not_told_that_nothing_was_changed(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDIARY_DATA_DIR", str(data))
    viewer = Viewer("rasa", "deputy_director", Scope(("ąžuolynas",), (1, 12), None, ()))
    file = str(warehouse.current(data))
    view = page_data.view(viewer, file, "ąžuolynas")
    now = found.look(viewer, Place(view, School("ąžuolynas", "Ąžuolyno mokykla", None), page_data.year(view)))
    assert words.answer(now) == "Ar užrakinti duomenys keisti be akto, pasakyti negalima"
    assert {tile.state for tile in words.tiles(now)} == {"unchecked", ""}
    assert words.lacking(now) == (
        "Nežinoma", ["Užrakinimai ir pakeitimai po jų rodomi tam, kas mato visas mokyklos klases."]
    )  # fmt: skip

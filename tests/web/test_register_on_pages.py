"""What the deputy enters on the fill check: it shows at once, to whoever may see it, and can be withdrawn."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ediary_analytics.register import excuses, sign_offs
from ediary_analytics.register.store import FILE, URL_VARIABLE, open_register
from ediary_analytics.web.front import answers
from ediary_analytics.web.register import words
from support.pages import Shown

Visit = Callable[..., AppTest]
WHERE = {"role": "deputy_director", "school": "maza", "month": "2026-10"}


@pytest.fixture
def data(tiny_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(URL_VARIABLE, raising=False)
    shutil.copytree(tiny_data, tmp_path / "data")
    return tmp_path / "data"


def text(page: AppTest) -> str:
    assert not page.exception
    return " ".join(str(one.value) for one in (*page.markdown, *page.get("html")) if hasattr(one, "value")) + " ".join(
        one.proto.body for one in page.get("html")
    )


def press(page: AppTest, label: str) -> AppTest:
    (button,) = [one for one in page.button if one.label == label]
    return button.click().run()


def test_a_record_is_excused_and_the_excuse_withdrawn(visit: Visit, data: Path) -> None:
    page = visit(data, script="pages/fill_check.py", **WHERE)
    assert "Šio mėnesio niekas nepateisinta" in text(page)
    page.segmented_control(key="excuse what").set_value("record").run()
    (record,) = [one for one in page.selectbox if one.label == "Įrašas"]
    wanted = next(n for n, option in enumerate(record.options) if "Žukas" in option)
    record.select_index(wanted)
    (reason,) = [one for one in page.text_input if one.label == "Kas įvyko"]
    reason.set_value("Visą dieną nebuvo *ryšio*")
    press(page, "Pateisinti")
    register = open_register(data)
    (found,) = excuses.standing(register, ["maza"])
    assert (found.reason, found.mark.role, found.obligation) == (
        "Visą dieną nebuvo *ryšio*", "deputy_director", "lesson_recorded",
    )  # fmt: skip
    assert "1 pateisinimas šį mėnesį" in text(page)
    press(page, "Atšaukti")
    assert excuses.standing(register, ["maza"]) == []
    assert "Šio mėnesio niekas nepateisinta" in text(page)
    register.engine.dispose()


def test_a_month_is_signed_off_on_the_page(visit: Visit, data: Path) -> None:
    page = visit(data, script="pages/fill_check.py", **WHERE)
    assert "patikra dar nepatvirtinta" in text(page)
    press(page, "Patvirtinti mėnesio patikrą")
    assert "patikra patvirtinta" in text(page)
    register = open_register(data)
    assert [one.period for one in sign_offs.standing(register, ["maza"])] == ["2026-10"]
    assert not [one for one in page.button if one.label == "Patvirtinti mėnesio patikrą"]
    press(page, "Atsiimti savo patvirtinimą")
    assert sign_offs.standing(register, ["maza"]) == []
    assert "patikra dar nepatvirtinta" in text(page)
    assert [one.label for one in page.button if "atvirtin" in one.label] == ["Patvirtinti mėnesio patikrą"]
    register.engine.dispose()


def test_the_review_of_attendance_is_signed_off_on_its_page(visit: Visit, data: Path) -> None:
    page = visit(data, script="pages/attendance.py", **WHERE)
    assert "lankomumo aptarimas dar nepatvirtintas" in text(page)
    press(page, "Patvirtinti, kad aptarta")
    assert "lankomumo aptarimas patvirtintas" in text(page)
    register = open_register(data)
    (signed,) = sign_offs.standing(register, ["maza"])
    assert (signed.kind, signed.period) == ("attendance_review", "2026-10")
    register.engine.dispose()
    other = visit(data, script="pages/attendance.py", **{**WHERE, "role": "social_pedagogue"})
    assert not [one for one in other.button if one.label == "Patvirtinti, kad aptarta"]


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ([5], "5 klasė"),
        (range(1, 13), "1–12 klasės"),
        ([8, 1, 2, 4], "1–2, 4, 8 klasės"),
        ([0], "ikimokyklinės grupės"),
        ([0, 1, None], "ikimokyklinės grupės, 1 klasė, klasės be nurodyto klasės lygio"),
    ],
)
def test_grades_are_told_as_spans(levels: list[int | None], said: str) -> None:
    assert words.grades(levels) == said


@pytest.fixture
def sample(demo_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demonstration two days before the sample ends, with a register of its own."""
    monkeypatch.delenv(URL_VARIABLE, raising=False)
    monkeypatch.setattr(answers, "now", lambda: dt.datetime(2026, 11, 28, 9, tzinfo=dt.UTC))
    shutil.copytree(demo_data, tmp_path / "sample")
    return tmp_path / "sample"


def test_who_is_helped_waits_no_longer(visit: Visit, sample: Path) -> None:
    """Entered on the pupil's page, it shows on the page of risk at once."""
    before = Shown(visit(sample, script="pages/risk.py", role="social_pedagogue"))
    waiting = [row["key"] for row in before.table("candidates")["rows"]]
    page = visit(sample, script="pages/pupil.py", role="social_pedagogue")
    page.session_state["pupil that is looked at"] = {"azuolyno-progimnazija": waiting[0]}
    page.run()
    assert "Apie pagalbą mokiniui nieko neįrašyta" in text(page)
    press(page, "Įrašyti")  # of nothing, which is refused
    assert page.error
    page.text_area[0].set_value("Aptarta su *tėvais*")
    press(page, "Įrašyti")
    assert "1 įrašas apie pagalbą mokiniui" in text(page)
    after = Shown(visit(sample, script="pages/risk.py", role="social_pedagogue"))
    assert [row["key"] for row in after.table("candidates")["rows"]] == waiting[1:]
    assert [row["key"] for row in after.table("in_hand")["rows"]] == [waiting[0]]


def test_what_was_begun_about_one_pupil_does_not_stand_in_the_form_of_another(visit: Visit, sample: Path) -> None:
    page = visit(sample, script="pages/pupil.py", role="social_pedagogue")
    forms = []
    for pupil in ("p0062", "p0063"):
        page.session_state["pupil that is looked at"] = {"azuolyno-progimnazija": pupil}
        page.run()
        forms.append(page.text_area[0].id)
    assert forms[0] != forms[1]


def test_a_confidential_entry_is_read_in_its_own_role_only(visit: Visit, sample: Path) -> None:
    def look(role: str) -> AppTest:
        page = visit(sample, script="pages/pupil.py", role=role)
        page.session_state["pupil that is looked at"] = {"azuolyno-progimnazija": "p0062"}
        return page.run()

    page = look("social_pedagogue")
    page.text_area[0].set_value("Šeimos aplinkybės")
    page.checkbox[0].check()
    assert "Šeimos aplinkybės" in text(press(page, "Įrašyti"))
    other = text(look("deputy_director"))
    assert "Šeimos aplinkybės" not in other
    assert "Apie pagalbą mokiniui nieko neįrašyta" in other


def test_who_enters_nothing_sees_no_form_and_looking_makes_no_register(visit: Visit, data: Path) -> None:
    page = visit(data, script="pages/fill_check.py", **{**WHERE, "role": "administrator"})
    assert not page.exception
    assert not [one for one in page.button if one.label in {"Pateisinti", "Patvirtinti mėnesio patikrą"}]
    visit(data, script="pages/fill_check.py", **WHERE)
    assert not (data / FILE).exists()

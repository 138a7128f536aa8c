"""A school's rules file: what it may say, and what it is told when it says something else."""

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ediary_analytics import obligations, policy
from ediary_analytics.errors import PolicyError
from support.grids import school

RULES = """
name  = "mine"
title = "Mūsų tvarka"

[[obligation]]
name     = "lesson_recorded"
clause   = "1.1"
severity = "critical"
mostly   = 0.9
settings = { due_time = 18:00:00 }
"""


def load(tmp_path: Path, text: str) -> policy.Policy:
    file = tmp_path / "mine.toml"
    file.write_text(text, "utf-8")
    return policy.load(str(file))


def test_the_rules_of_both_schools_are_shipped() -> None:
    assert policy.names() == ["kedainiai-senamiestis", "vilnius-jaunimo"]
    kedainiai = {one.name: one for one in policy.load("kedainiai-senamiestis").imposed}
    vilnius = {one.name: one for one in policy.load("vilnius-jaunimo").imposed}
    assert kedainiai["lesson_recorded"].editions[0].settings == {"due_time": dt.time(17, 0)}
    assert vilnius["lesson_recorded"].editions[0].settings == {"due_time": dt.time(23, 59, 59)}
    assert kedainiai["month_locked"].unset == ("lock_day",)
    assert "month_locked" not in vilnius


def test_rules_of_ones_own_are_read_from_a_file(tmp_path: Path) -> None:
    (one,) = load(tmp_path, RULES).imposed
    assert (one.name, one.clause, one.severity, one.mostly) == ("lesson_recorded", "1.1", "critical", 0.9)
    assert one.editions == (policy.Edition(dt.date.min, dt.date.max, {"due_time": dt.time(18, 0)}),)


def test_what_is_left_out_is_the_obligations_own(tmp_path: Path) -> None:
    (one,) = load(tmp_path, RULES.replace('severity = "critical"\n', "").replace("mostly   = 0.9\n", "")).imposed
    assert (one.severity, one.mostly) == ("critical", 1.0)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name     = "lesson_recorded"', 'name = "lesson_rekorded"', "[lesson_rekorded]: "),
        ("due_time", "due_hour", "due_hour"),
        ("18:00:00", '"18:00"', "due_time = 18:00"),
        ("mostly   = 0.9", "mostly = 90", "mostly = 90"),
        ("mostly   = 0.9", "mostly = true", "mostly = True"),
        ("mostly   = 0.9", "mostly = 0", "mostly = 0"),
        ('severity = "critical"', 'severity = "fatal"', "severity = fatal"),
        ('clause   = "1.1"', 'klause = "1.1"', "klause"),
        ('title = "Mūsų tvarka"', "", "title"),
        ("[[obligation]]", "[[duties]]", "obligation"),
        ("0.9", "0,9", "mine.toml:9: ši eilutė ne TOML. Dešimtaines dalis rašykite po taško, pvz., 0.98."),
        ('"Mūsų tvarka"', 'Mūsų tvarka"', "mine.toml:3: ši eilutė ne TOML. Rašykite"),
        ('"Mūsų tvarka"', "", "mine.toml:3: ši eilutė ne TOML. Rašykite"),
        ("18:00:00 }", "18:00:00 }\nsettings = { }", "mine.toml:11: tai parašyta du kartus."),
        ("title =", "klase = 1\ntitle =", "„klase“ čia neleidžiama"),
        ("[[obligation]]", "[obligation]", "[[obligation]]"),
        ("settings = { due_time = 18:00:00 }", "settings = 5", "settings = { days = 5 }"),
        ("settings = {", "editions = 5\nsettings = {", "editions = [{"),
        ("settings = {", "editions = [{ from = 1 }]\nsettings = {", "from = 1"),
        ("settings = {", "editions = [{ since = 2027-02-01 }]\nsettings = {", "since"),
        ("settings = {", "editions = [{ from = 2027-02-01, settings = { x = 1 } }]\nsettings = {", "x"),
        (
            "settings = {",
            "editions = [{ from = 2027-02-01 }, { from = 2027-02-01 }]\nsettings = {",
            "from = 2027-02-01",
        ),
    ],
)
def test_a_wrong_entry_is_named_with_file_and_what_is_allowed(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in RULES
    with pytest.raises(PolicyError) as caught:
        load(tmp_path, RULES.replace(old, new))
    assert message in str(caught.value)
    assert "mine.toml" in str(caught.value)


@pytest.mark.parametrize("days", [0, 7, 366])
def test_a_count_of_days_is_one_of_within_a_year(tmp_path: Path, days: int) -> None:
    (one,) = load(tmp_path, _announced(days)).imposed
    assert one.editions[0].settings == {"notice_days": days}


@pytest.mark.parametrize("days", [-1, -700, 367, 10**12])
def test_a_count_that_no_year_has_would_make_a_duty_met_by_itself_and_is_refused(tmp_path: Path, days: int) -> None:
    told = rf"notice_days = {days} čia netinka\. Įrašykite sveikąjį skaičių nuo 0 iki 366, pvz\., 7"
    with pytest.raises(PolicyError, match=told):
        load(tmp_path, _announced(days))
    with pytest.raises(PolicyError, match=told):
        policy.supposed(policy.load("kedainiai-senamiestis"), f"test_announced.notice_days={days}")


def _announced(days: int) -> str:
    duty = RULES.replace("lesson_recorded", "test_announced")
    return duty.replace("due_time = 18:00:00", f"notice_days = {days}")


def test_what_notepad_saves_is_read_and_other_encodings_are_told_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(RULES, "utf-8-sig")
    assert policy.load(str(file)).title == "Mūsų tvarka"
    for encoding in ("utf-16", "cp1257"):
        file.write_text(RULES, encoding)
        with pytest.raises(
            PolicyError, match=r"mine\.toml: failas ne UTF-8 koduotės\. Išsaugokite jį UTF-8 koduote\.$"
        ):
            policy.load(str(file))


@given(st.text())
def test_whatever_a_rules_file_holds_is_read_or_told_in_the_language_in_use(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mine.toml"
        file.write_bytes(text.encode("utf-8", "replace"))
        with pytest.raises(PolicyError) as caught:  # no such text is a school's rules
            policy.load(str(file))
    told = str(caught.value).replace(text, "")
    assert "at line" not in told
    assert "end of document" not in told


def test_a_duty_listed_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="lesson_recorded"):
        load(tmp_path, RULES + RULES[RULES.index("[[obligation]]") :])


def test_no_such_rules() -> None:
    with pytest.raises(PolicyError, match=r"nowhere: .*kedainiai-senamiestis, vilnius-jaunimo"):
        policy.load("nowhere")


def test_editions_follow_each_other_and_keep_what_they_do_not_set(tmp_path: Path) -> None:
    later = "editions = [{ from = 2027-02-01, settings = { due_time = 20:00:00 } }, { from = 2027-09-01 }]"
    (one,) = load(tmp_path, RULES + later).imposed
    assert [(edition.since, edition.until, edition.settings["due_time"]) for edition in one.editions] == [
        (dt.date.min, dt.date(2027, 1, 31), dt.time(18, 0)),
        (dt.date(2027, 2, 1), dt.date(2027, 8, 31), dt.time(20, 0)),
        (dt.date(2027, 9, 1), dt.date.max, dt.time(20, 0)),
    ]


def test_a_duty_is_judged_by_the_edition_of_its_day(tmp_path: Path) -> None:
    rules = load(tmp_path, RULES + "editions = [{ from = 2026-10-07, settings = { due_time = 20:00:00 } }]")
    given = {
        "core.expected_lessons": """
            group_id | group_kind | held_on    | lesson_no
            maths    | formal     | 2026-10-06 | 1
            maths    | formal     | 2026-10-07 | 1
            maths    | formal     | 2026-10-07 | 2
        """,
        "core.lessons": """
            lesson_id | group_id | held_on    | lesson_no | filled_at
            before    | maths    | 2026-10-06 | 1         | 2026-10-06 19:00
            after     | maths    | 2026-10-07 | 1         | 2026-10-07 19:00
            too_late  | maths    | 2026-10-07 | 2         | 2026-10-07 20:01
        """,
    }
    with school(given) as con:
        obligations.prepare(con)
        obligations.judge(con, rules, dt.datetime(2026, 10, 8, 12))
        found = con.execute("select subject_id, status from judged.verdicts order by 1").fetchall()
    assert found == [
        ("maths|2026-10-06|1", "late"),
        ("maths|2026-10-07|1", "met"),
        ("maths|2026-10-07|2", "late"),
    ]


def test_a_supposed_setting_changes_that_one_duty() -> None:
    changed = policy.supposed(policy.load("kedainiai-senamiestis"), "lesson_recorded.due_time=20:00")
    assert [(one.name, one.editions[0].settings["due_time"]) for one in changed.imposed] == [
        ("lesson_recorded", dt.time(20, 0))
    ]
    locked = policy.supposed(policy.load("kedainiai-senamiestis"), "month_locked.lock_day=10")
    assert locked.imposed[0].unset == ()


@pytest.mark.parametrize(
    "change",
    ["", "x", "x.y=1", "lesson_recorded.x=1", "lesson_recorded.due_time", "lesson_recorded.due_time=late",
     "lesson_content_complete.ask_homework=maybe", "absence_decided.days=5,5"],
)  # fmt: skip
def test_what_cannot_be_supposed_is_said(change: str) -> None:
    with pytest.raises(PolicyError):
        policy.supposed(policy.load("kedainiai-senamiestis"), change)

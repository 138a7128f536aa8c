"""A school's rules file: what it may say, and what it is told when it says something else."""

import datetime as dt
from pathlib import Path

import pytest

from ediary_analytics import policy
from ediary_analytics.errors import PolicyError

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
    assert kedainiai["lesson_recorded"].settings == {"due_time": dt.time(17, 0)}
    assert vilnius["lesson_recorded"].settings == {"due_time": dt.time(23, 59, 59)}
    assert kedainiai["month_locked"].unset == ("lock_day",)
    assert "month_locked" not in vilnius


def test_rules_of_ones_own_are_read_from_a_file(tmp_path: Path) -> None:
    (one,) = load(tmp_path, RULES).imposed
    assert (one.name, one.clause, one.severity, one.mostly) == ("lesson_recorded", "1.1", "critical", 0.9)
    assert one.settings == {"due_time": dt.time(18, 0)}


def test_what_is_left_out_is_the_obligations_own(tmp_path: Path) -> None:
    (one,) = load(tmp_path, RULES.replace('severity = "critical"\n', "").replace("mostly   = 0.9\n", "")).imposed
    assert (one.severity, one.mostly) == ("critical", 1.0)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name     = "lesson_recorded"', 'name = "lesson_rekorded"', "[lesson_rekorded]: "),
        ("due_time", "due_hour", "'due_hour'"),
        ("18:00:00", '"18:00"', "due_time = 18:00"),
        ("mostly   = 0.9", "mostly = 90", "mostly = 90"),
        ("mostly   = 0.9", "mostly = true", "mostly = True"),
        ("mostly   = 0.9", "mostly = 0", "mostly = 0"),
        ('severity = "critical"', 'severity = "fatal"', "severity = fatal"),
        ('clause   = "1.1"', 'klause = "1.1"', "'klause'"),
        ('title = "Mūsų tvarka"', "", "'title'"),
        ("[[obligation]]", "[[duties]]", "'obligation'"),
        ("0.9", "0,9", "TOML"),
    ],
)
def test_a_wrong_entry_is_named_with_file_and_what_is_allowed(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in RULES
    with pytest.raises(PolicyError) as caught:
        load(tmp_path, RULES.replace(old, new))
    assert message in str(caught.value)
    assert "mine.toml" in str(caught.value)


def test_a_duty_listed_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="lesson_recorded"):
        load(tmp_path, RULES + RULES[RULES.index("[[obligation]]") :])


def test_no_such_rules() -> None:
    with pytest.raises(PolicyError, match=r"nowhere: .*kedainiai-senamiestis, vilnius-jaunimo"):
        policy.load("nowhere")

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from ediary_analytics.errors import CallError
from ediary_analytics.synth import POLICIES, Plan, plans


def test_policies_alternate_unless_one_is_given() -> None:
    days = date(2026, 9, 1), date(2026, 12, 1)
    made = list(plans(3, 1, 50, *days))
    assert [(plan.school_id, plan.policy) for plan in made] == [
        ("s001", POLICIES[0]),
        ("s002", POLICIES[1]),
        ("s003", POLICIES[0]),
    ]
    assert {plan.policy for plan in plans(4, 1, 50, *days, policy=POLICIES[1])} == {POLICIES[1]}
    assert next(plans(1000, 1, 50, *days)).school_id == "s0001"


def test_a_plan_names_its_school_and_cannot_change() -> None:
    plan = Plan("s001", 7)
    assert (plan.name, plan.municipality) == (Plan("s001", 7).name, Plan("s001", 7).municipality)
    assert len({Plan(f"s{n}", 7).name for n in range(40)}) > 10
    assert Plan("x", 7, name="Upės mokykla", municipality="Upės r.").name == "Upės mokykla"
    with pytest.raises(FrozenInstanceError):
        plan.seed = 8  # type: ignore[misc]


@pytest.mark.parametrize(
    ("wrong", "about"),
    [
        ({"policy": "kaunas"}, "kedainiai-senamiestis, vilnius-jaunimo"),
        ({"pupils": 0}, "s001"),
        ({"seed": -1}, "s001"),
        ({"since": date(2026, 12, 1), "until": date(2026, 11, 1)}, "2027-08-31"),
        ({"since": date(2026, 9, 1), "until": date(2027, 9, 1)}, "2027-08-31"),
    ],
)
def test_an_impossible_plan_is_refused(wrong: dict[str, object], about: str) -> None:
    with pytest.raises(CallError, match=about):
        Plan(**({"school_id": "s001", "seed": 1} | wrong))  # type: ignore[arg-type]


def test_the_school_year_is_that_of_since() -> None:
    assert Plan("x", 1, since=date(2026, 7, 1), until=date(2026, 9, 5)).first_year == 2026
    assert Plan("x", 1, since=date(2026, 6, 30), until=date(2026, 8, 31)).first_year == 2025

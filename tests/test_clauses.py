"""The clause registers: every printed clause stands there, and says what shows it or why an export cannot."""

import copy
import tomllib
from typing import Any

import pytest

from ediary_analytics import clauses, policy
from ediary_analytics.errors import CatalogueError
from ediary_analytics.paths import shipped

#: The printed rules, counted by hand: a clause and how many sub-clauses it has, a paragraph without number included.
PRINTED = {
    "kedainiai-senamiestis": {
        "7": 4, "8": 0, "9": 0, "13": 0, "14": 0, "15": 0, "16": 0, "17": 6, "18": 13, "19": 13, "20": 2, "21": 18,
        "22": 16, "23": 16, "24": 3, "25": 2, "26": 2, "27": 2, "28": 3, "29": 4, "30": 2, "31": 0, "32": 0, "33": 0,
        "34": 2, "35": 0,
    },
    "vilnius-jaunimo": {
        "14": 15, "15": 14, "16": 10, "17": 0, "18": 0, "19": 3, "20": 0, "21": 0, "22": 0, "23": 0, "24": 0, "25": 0,
        "26": 0, "29": 5,
    },
}  # fmt: skip


def toml(name: str) -> dict[str, Any]:
    return tomllib.loads((shipped("expectations") / "clauses" / f"{name}.toml").read_text("utf-8"))


def parse(data: dict[str, Any]) -> clauses.Register:
    return clauses.parse(data, policy.load("kedainiai-senamiestis"))


def entries(data: dict[str, Any]) -> dict[tuple[str, int], dict[str, Any]]:
    return {(one["clause"], one.get("nth", 1)): one for chapter in data["chapter"] for one in chapter["clause"]}


@pytest.fixture
def kedainiai() -> dict[str, Any]:
    return copy.deepcopy(toml("kedainiai-senamiestis"))


def test_every_policy_has_its_register_and_nothing_else_is_there() -> None:
    found = {path.stem for path in (shipped("expectations") / "clauses").iterdir()}
    assert found == {*policy.names(), "common"}
    assert set(PRINTED) == set(policy.names())


@pytest.mark.parametrize("name", sorted(PRINTED))
def test_every_printed_clause_stands_there(name: str) -> None:
    found: dict[str, int] = {}
    for clause in clauses.load(name).clauses:
        if not clause.number.startswith("national"):
            head, dot, _ = clause.number.partition(".")
            found[head] = found.get(head, 0) + len(dot)
    assert found == PRINTED[name]


@pytest.mark.parametrize("name", sorted(PRINTED))
def test_a_clause_that_is_missing_is_noticed(name: str) -> None:
    rules, data = policy.load(name), toml(name)
    for chapter in data["chapter"]:
        whole = chapter["clause"]
        for at in range(len(whole)):
            chapter["clause"] = whole[:at] + whole[at + 1 :]
            with pytest.raises(CatalogueError):
                clauses.parse(data, rules)
        chapter["clause"] = whole
    clauses.parse(data, rules)


@pytest.mark.parametrize("name", sorted(PRINTED))
def test_each_clause_is_shown_or_says_why_not(name: str) -> None:
    for clause in clauses.load(name).clauses:
        shown = any(clause.links.values())
        assert clause.heading + shown + bool(clause.reason) == 1, clause.number
        assert set(clause.duty) == {"lt", "en"}


def test_where_the_printed_numbers_repeat_or_skip_is_declared() -> None:
    declared = {name: [(jump.after, jump.number) for jump in clauses.load(name).irregular] for name in PRINTED}
    assert declared == {
        "kedainiai-senamiestis": [("18.5", "18.5"), ("33", "34.1")],
        "vilnius-jaunimo": [("15.7", "15.7")],
    }
    twice = [one for one in clauses.load("kedainiai-senamiestis").clauses if one.number == "18.5"]
    assert [(one.nth, one.kind) for one in twice] == [(1, "obligations"), (2, "obligations")]


def test_a_reason_that_returns_is_used_and_a_plan_is_for_something() -> None:
    entries_of_all = [one for name in policy.names() for one in entries(toml(name)).values()]
    used = {one.get(field) for one in entries_of_all for field in ("reason", "rest") if isinstance(one.get(field), str)}
    assert set(clauses.reasons()) == used
    named = {link: {name for one in entries_of_all for name in one.get(link, ())} for link in clauses.LINKS}
    assert clauses.planned()["pages"] <= named["pages"]
    assert clauses.planned()["reports"] <= named["reports"]


def test_what_is_built_is_no_longer_planned() -> None:
    built = clauses.built()
    done = {name for link, names in clauses.planned().items() for name in names & built[link]}
    assert not done, f"take {sorted(done)} out of [planned] in expectations/clauses/common.toml, then `make docs`"


def test_every_obligation_of_the_rules_is_at_the_clauses_it_cites(kedainiai: dict[str, Any]) -> None:
    register = parse(kedainiai)
    at = {(one.number, name) for one in register.clauses for name in one.links["obligations"]}
    assert {("19.5", "fill_check_done"), ("19.13", "fill_check_done"), ("national: NEMIS", "nemis_reported")} <= at
    assert {name for _, name in at} == {one.name for one in register.policy.imposed}


@pytest.mark.parametrize(
    ("where", "change", "message"),
    [
        (("18.7", 1), {"obligations": ["month_unlocked"]}, "18.7: no such obligations: month_unlocked"),
        (("18.7", 1), {"metrics": ["no_such_metric"]}, "no such metrics: no_such_metric"),
        (("18.7", 1), {"pages": ["no_such_page"]}, "no such pages: no_such_page"),
        (("18.7", 1), {"reports": ["no_such_report"]}, "no such reports: no_such_report"),
        (("18.7", 1), {"obligations": ["term_locked"]}, "month_locked"),  # the rules cite 18.7 for it
        (("18.7", 1), {"obligations": ["month_locked", "progress_reviewed"]}, "progress_reviewed: not imposed"),
        (("18.7", 1), {"reason": "paper"}, "18.7: what shows it is not clear"),
        (("18.7", 1), {"heading": True}, "18.7: what shows it is not clear"),
        (("18.9", 1), {"rest": "paper"}, "18.9: what shows it is not clear"),
        (("18.9", 1), {"reason": "no_such_reason"}, "reason = no_such_reason"),
        (("18.9", 1), {"reason": {"lt": "Nėra.", "en": " "}}, "18.9 reason: no words in en"),
        (("18.9", 1), {"duty": {"en": "Makes polls."}}, "18.9: no words in lt"),
        (("18.9", 1), {"remark": "?"}, "18.9: unknown fields ['remark']"),
        (("18.9", 1), {"clause": "18.13"}, "18.13: clause 18.9 is missing before it"),
        (("18.5", 2), {"nth": 1}, "18.5: nth = 1"),
        (("18", 1), {"last": "18.11"}, "clause 19 is missing before it"),
        (("29", 1), {"last": "29.3"}, "clause 30 is missing before it"),
    ],
)
def test_a_wrong_clause_is_named(
    kedainiai: dict[str, Any], where: tuple[str, int], change: dict[str, Any], message: str
) -> None:
    entries(kedainiai)[where].update(change)
    with pytest.raises(CatalogueError) as caught:
        parse(kedainiai)
    assert message in str(caught.value)


def test_a_number_that_jumps_must_be_declared(kedainiai: dict[str, Any]) -> None:
    jump = kedainiai["irregular"].pop()
    with pytest.raises(CatalogueError, match=r"34\.1: clause 33\.1 is missing"):
        parse(kedainiai)
    kedainiai["irregular"] += [jump, {"after": "40", "clause": "40", "lt": "Kartojasi.", "en": "It repeats."}]
    with pytest.raises(CatalogueError, match="after 40 nothing repeats or skips"):
        parse(kedainiai)


def test_a_chapter_ends_where_it_says(kedainiai: dict[str, Any]) -> None:
    kedainiai["chapter"][2]["clause"].pop()
    with pytest.raises(CatalogueError, match=r"a chapter ends with 34\.2"):
        parse(kedainiai)


def test_a_register_is_of_its_rules(kedainiai: dict[str, Any]) -> None:
    with pytest.raises(CatalogueError, match="policy = kedainiai-senamiestis"):
        clauses.parse(kedainiai, policy.load("vilnius-jaunimo"))


def test_rules_without_a_register(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "load", lambda _: None)
    with pytest.raises(CatalogueError, match="no register"):
        clauses.load("no-such-rules")

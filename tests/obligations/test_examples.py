"""Every obligation against its examples: ``<obligation>.toml`` beside this file is test and manual at once."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from ediary_analytics import catalogue, obligations, standing
from ediary_analytics.calendar import end_of_day
from ediary_analytics.policy import Imposed, Policy, editions
from support.grids import school

FILES = sorted(Path(__file__).parent.glob("*.toml"))
#: The kinds of outcome that an obligation's examples show; a fact can be met or missing, never late.
KINDS = {"met", "late", "missing", "pending", "nothing due", "not checkable"}


def examples() -> list[Any]:
    return [
        pytest.param(file.stem, example, id=f"{file.stem}: {example['name']}")
        for file in FILES
        for example in tomllib.loads(file.read_text("utf-8"))["example"]
    ]


def imposed(name: str, settings: dict[str, Any]) -> Imposed:
    obligation = catalogue.obligations()[name]
    assert settings.keys() <= obligation.settings.keys()
    values = {key: settings.get(key, setting.default) for key, setting in obligation.settings.items()}
    return Imposed(obligation, "1", obligation.severity, 1.0, editions([(dt.date.min, values)]))


def moment(value: dt.date | dt.datetime) -> dt.datetime:
    return value if isinstance(value, dt.datetime) else end_of_day(value)


@pytest.mark.parametrize(("name", "example"), examples())
def test_example(name: str, example: dict[str, Any]) -> None:
    one = imposed(name, example.get("settings", {}))
    policy = Policy("example", "", "", (one,))
    with school(example["given"], tuple(example.get("without", ()))) as con:
        obligations.prepare(con)
        obligations.judge(con, policy, moment(example["as_of"]), month=example.get("month", ""))
        (verdict,) = standing.verdicts(con, policy, ["s1"])
        found = con.sql("select * from judged.verdicts").to_arrow_table().to_pylist()

    if example["expect"] == "not checkable":
        assert verdict.missing_evidence == tuple(example["lacking"])
        assert (verdict.examined, verdict.rate, verdict.passed) == (0, None, None)
        return
    assert verdict.checkable
    by_subject = {row["subject_id"]: row for row in found}
    assert len(by_subject) == len(found), "a subject stands there twice"
    assert {subject: row["status"] for subject, row in by_subject.items()} == {
        subject: row if isinstance(row, str) else row["status"] for subject, row in example["expect"].items()
    }
    for subject, wanted in example["expect"].items():
        if isinstance(wanted, dict):
            row = by_subject[subject]
            assert {key: row[key] for key in wanted} == {key: value or None for key, value in wanted.items()}


def shown(file: Path) -> set[str]:
    kinds = set()
    for example in tomllib.loads(file.read_text("utf-8"))["example"]:
        expect = example["expect"]
        if not expect:
            kinds.add("nothing due")
        elif isinstance(expect, str):
            kinds.add(expect)
        else:
            kinds |= {row if isinstance(row, str) else row["status"] for row in expect.values()}
    return kinds


@pytest.mark.parametrize("name", sorted(catalogue.obligations()))
def test_examples_are_complete(name: str) -> None:
    file = Path(__file__).with_name(f"{name}.toml")
    cannot_occur = set(tomllib.loads(file.read_text("utf-8")).get("cannot_occur", ()))
    assert shown(file) == KINDS - cannot_occur


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_examples_are_of_an_obligation(file: Path) -> None:
    assert file.stem in catalogue.obligations()

"""Great Expectations judges exactly what a suite lists, or says that it did not."""

import json
from pathlib import Path

import pytest

from ediary_analytics import quality
from ediary_analytics.errors import QualityError


def entry(name: str, rate: float | None, mostly: float = 0.9, *, checkable: bool = True) -> quality.Entry:
    return quality.Entry(name, "expect_obligations_met", "critical", mostly, rate, 10, 1, checkable)


def test_an_entry_passes_when_its_share_is_reached() -> None:
    listed = [entry("under", 0.8999), entry("reached", 0.9), entry("nothing_due", None)]
    assert quality.validate({"suite": listed}) == {"suite": {"under": False, "reached": True, "nothing_due": True}}


def test_what_is_not_checkable_is_listed_but_never_passed() -> None:
    assert quality.validate({"suite": [entry("unknown", None, checkable=False), entry("met", 1.0)]}) == {
        "suite": {"met": True}
    }
    assert quality.validate({"suite": [entry("unknown", None, checkable=False)]}) == {"suite": {}}


def test_several_suites_in_one_run_do_not_mix() -> None:
    found = quality.validate({"one": [entry("same", 1.0)], "two": [entry("same", 0.0)]})
    assert found == {"one": {"same": True}, "two": {"same": False}}


def test_results_are_kept_with_severity_and_counts(tmp_path: Path) -> None:
    quality.validate({"suite": [entry("under", 0.5)]}, store=tmp_path)
    (result,) = json.loads((tmp_path / "suite.json").read_text("utf-8"))["results"]
    assert result["expectation_config"]["severity"] == "critical"
    assert result["result"] == {"observed_value": 0.5, "details": {"examined": 10, "failed": 1}}


def test_an_expectation_that_does_not_exist_fails_loudly() -> None:
    unknown = quality.Entry("x", "expect_what_is_not_there", "critical", 1.0, 1.0, 1, 0)
    with pytest.raises(QualityError, match="suite: "):
        quality.validate({"suite": [unknown]})


def test_a_frame_that_contradicts_itself_fails_loudly() -> None:
    with pytest.raises(QualityError, match="integrity: expect_column_values_to_be_unique"):
        quality.validate({"integrity": [entry("twice", 1.0), entry("twice", 0.0)]})
    more_failed = quality.Entry("more", "expect_rows_sound", "critical", 1.0, 1.0, examined=1, failed=2)
    with pytest.raises(QualityError, match="integrity: expect_column_pair_values"):
        quality.validate({"integrity": [more_failed]})


def test_an_expectation_that_raises_fails_loudly(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("lost")

    monkeypatch.setattr(quality.ExpectObligationsMet, "_validate", broken)
    with pytest.raises(QualityError, match="lost"):
        quality.validate({"suite": [entry("met", 1.0)]})

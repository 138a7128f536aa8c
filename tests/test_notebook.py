"""The Python door: frames with numerators and denominators."""

from pathlib import Path

import pytest

import ediary_analytics as ea
from ediary_analytics.errors import CallError, EdiaryError
from support.exports import write_export


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_export(tmp_path_factory.mktemp("export"))


def test_a_measure_comes_as_a_frame(export: Path) -> None:
    with ea.open(export) as diary:
        whole = diary.metric("attendance_rate", by=["pupil"], period="total", as_of="2026-10-16")
        september = diary.metric("attendance_rate", by=["class"], month="2026-09", as_of="2026-10-16")
    assert list(whole.columns) == ["school_id", "pupil_id", "period", "part", "numerator", "denominator", "value"]
    # of three held lessons Jonas missed one, ill
    assert whole.set_index("pupil_id")[["numerator", "denominator"]].to_numpy().tolist() == [[3, 3], [2, 3]]
    assert september.empty


def test_many_measures_at_once_are_each_as_alone(export: Path) -> None:
    names = ["attendance_rate", "fill_rate", "risk_level", "risk_triggers"]
    with ea.open(export) as diary:
        found = diary.metrics(names, as_of="2026-10-16")
        assert list(found) == names
        for name, frame in found.items():
            assert frame.equals(diary.metric(name, as_of="2026-10-16"))
        with pytest.raises(CallError, match="beauty"):
            diary.metrics(["beauty"])


def test_where_every_duty_stands(export: Path) -> None:
    with ea.open(export) as diary:
        found = diary.check(as_of="2026-10-16").set_index("obligation")
        november = diary.check(month="2026-11", as_of="2026-10-16").set_index("obligation")
    assert found.loc["lesson_recorded", ["examined", "met", "late", "missing"]].tolist() == [4, 2, 1, 1]
    assert found.loc["month_locked", "missing_evidence"] == ["setting lock_day"]
    assert november.loc["lesson_recorded", "examined"] == 0


def test_a_measure_of_duties_is_judged_as_of_the_question(export: Path) -> None:
    with ea.open(export) as diary:
        early = diary.metric("fill_rate", by=["obligation"], period="total", as_of="2026-10-06").set_index("obligation")
        late = diary.metric("fill_rate", by=["obligation"], period="total", as_of="2026-10-16").set_index("obligation")
    assert early.loc["lesson_recorded", ["numerator", "denominator"]].tolist() == [1, 2]
    assert late.loc["lesson_recorded", ["numerator", "denominator"]].tolist() == [2, 4]


def test_what_cannot_be_asked_is_said(export: Path) -> None:
    with ea.open(export) as diary:
        with pytest.raises(CallError, match="attendance_rate"):
            diary.metric("attendance_rate", by=["moon"])
        with pytest.raises(CallError, match="beauty"):
            diary.metric("beauty")
    with pytest.raises(EdiaryError):
        ea.open(export / "nowhere")

"""One pupil on one page: what it says agrees with the measures, and each sign of risk with the rows behind it."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import ediary_analytics as ea
from ediary_analytics import catalogue, i18n, metrics, paths, warehouse
from ediary_analytics.answers import pupil
from ediary_analytics.errors import AccessError, CallError
from ediary_analytics.notebook import Diary
from ediary_analytics.refresh import refresh

AS_OF = dt.datetime(2026, 11, 30, 23, 59, 59)
SCHOOL = "azuolyno-progimnazija"
MISSED = ("illness", "other", "unjustified", "open")
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return refresh([paths.shipped("sample_data")], tmp_path_factory.mktemp("data"), as_of=AS_OF, validate=False).file


@pytest.fixture(scope="module")
def diary(file: Path) -> Iterator[Diary]:
    with ea.open(file, SCHOOL) as opened:
        yield opened


@pytest.fixture(scope="module")
def at_risk(diary: Diary) -> str:
    """The pupil with the most signs of risk."""
    signs: list[str] = diary.metric("risk_triggers", arrow=True)["pupil_id"].to_pylist()
    return max(sorted(set(signs)), key=signs.count)


@pytest.fixture(scope="module")
def page(diary: Diary, at_risk: str) -> dict[str, Rows]:
    found = diary.pupil(at_risk)
    return {name: frame.to_dict("records") for name, frame in found.to_pandas().items()}


def of(diary: Diary, pupil_id: str, name: str, **asked: Any) -> Rows:
    rows: Rows = diary.metric(name, arrow=True, **asked).to_pylist()
    return [row for row in rows if row["pupil_id"] == pupil_id]


def test_attendance_agrees_with_the_measures(diary: Diary, at_risk: str, page: dict[str, Rows]) -> None:
    months = {row["month"]: row for row in page["attendance"]}
    assert months
    for row in of(diary, at_risk, "lessons_held", by=["pupil"]):
        if row["part"] in {"held", "unknown"}:
            assert months[row["period"]][row["part"]] == row["numerator"]
    for row in of(diary, at_risk, "absence_split", by=["pupil"]):
        assert months[row["period"]][row["part"]] == row["numerator"]
    for row in of(diary, at_risk, "lateness", by=["pupil"]):
        assert months[row["period"]]["late"] == row["numerator"]
    assert all(row["missed"] == sum(row[part] for part in MISSED) for row in page["attendance"])


def test_marks_agree_with_the_measures(diary: Diary, at_risk: str, page: dict[str, Rows]) -> None:
    subjects = {row["subject_id"]: row for row in page["subjects"]}
    means = of(diary, at_risk, "mean_mark", by=["pupil", "subject"], period="total")
    slopes = of(diary, at_risk, "grade_trend", by=["pupil", "subject"])
    assert means
    assert slopes
    for row in means:
        mine = subjects[row["subject_id"]]
        assert (mine["points"], mine["in_points"], mine["mean"]) == (row["numerator"], row["denominator"], row["value"])
    for row in slopes:
        if row["part"] == "slope" and row["denominator"]:
            assert subjects[row["subject_id"]]["trend"] == pytest.approx(row["value"])


def test_levels_and_signs_are_those_of_the_measures(diary: Diary, at_risk: str, page: dict[str, Rows]) -> None:
    fired = {row["part"]: row["numerator"] for row in of(diary, at_risk, "risk_triggers")}
    assert {row["fired_by"]: row["numerator"] for row in page["signs"]} == fired
    levels = {row["part"]: row["numerator"] for row in of(diary, at_risk, "risk_level")}
    assert {row["part"]: row["numerator"] for row in page["levels"]} == levels
    points = {letter: sum(row["points"] for row in page["signs"] if row["letter"] == letter) for letter in "ABC"}
    assert {letter: min(2, number) for letter, number in points.items()} | {
        "total": sum(min(2, number) for number in points.values())
    } == levels


def signs(file: Path, day: dt.date) -> tuple[Rows, Rows]:
    """Every sign of every pupil of both schools, and all rows behind them."""
    with ea.open(file) as both:
        con = both._con  # noqa: SLF001  (the question behind pupil(), of everybody at once)
        evidence: Rows = both.risk_evidence(as_of=day.isoformat()).to_dict("records")
        everybody = {"school": None, "pupil": None}
        found: Rows = con.sql(catalogue.question("risk_signs"), params=everybody).to_arrow_table().to_pylist()
    return found, evidence


def rises(rows: Rows) -> Fraction:
    """Points in 30 days by least squares, of marks with their days."""
    x = [row["on_date"].toordinal() for row in rows]
    y = [int(row["points"]) for row in rows]
    n, xy = len(rows), sum(a * b for a, b in zip(x, y, strict=True))
    return Fraction(30 * (n * xy - sum(x) * sum(y)), n * sum(a * a for a in x) - sum(x) ** 2)


@pytest.mark.parametrize("day", [dt.date(2026, 10, 15), dt.date(2026, 11, 13), dt.date(2026, 11, 30)])
def test_each_sign_agrees_with_the_rows_behind_it(file: Path, day: dt.date) -> None:
    found, evidence = signs(file, day)
    assert {row["fired_by"] for row in found} > {"absence_band", "running_string", "falling_trend"}
    behind: dict[tuple[str, str, str], Rows] = {}
    for row in evidence:
        behind.setdefault((row["school_id"], row["pupil_id"], row["fired_by"]), []).append(row)
    for sign in found:
        rows = behind.pop((sign["school_id"], sign["pupil_id"], sign["fired_by"]))
        assert len(rows) == sign["evidence_rows"] == len({row["row_id"] for row in rows})
        assert all(row["on_date"] <= day for row in rows)
        match sign["fired_by"]:
            case "falling_trend":
                assert rises(rows) == Fraction(sign["numerator"], sign["denominator"])
            case "sharp_change":
                assert {row["span"] for row in rows} <= {"before", "now"}
                assert any(row["span"] == "now" for row in rows)
            case _:
                assert len(rows) == sign["numerator"]
        beyond = {">=": sign["value"] >= sign["bound"], ">": sign["value"] > sign["bound"]}
        assert beyond.get(sign["compared"], sign["value"] <= sign["bound"])
    assert not behind


def test_names_are_left_out_where_they_are_not_to_be_known(file: Path, at_risk: str) -> None:
    with warehouse.open_file(file) as con:
        metrics.open_for(con, SCHOOL)
        shown, hidden = (pupil.look(con, at_risk, AS_OF, named=named) for named in (True, False))
    assert shown.identity["last_name"][0].as_py()
    assert hidden.identity["last_name"].to_pylist() == hidden.identity["first_name"].to_pylist() == [None]
    assert set(hidden.guardians["last_name"].to_pylist()) <= {None}
    assert hidden.evidence == shown.evidence


def test_an_unknown_pupil_is_refused_without_repeating_the_id(file: Path) -> None:
    i18n.use("en")
    with ea.open(file) as both:
        with pytest.raises(CallError, match="no such pupil in your scope") as refused:
            both.pupil("Petras Petraitis")
        assert "Petras" not in str(refused.value)
        with pytest.raises(CallError, match="several schools"):
            both.pupil("p0001")
        assert both.pupil("p0001", school=SCHOOL).identity["school_id"].to_pylist() == [SCHOOL]


def test_without_names_no_single_pupil_is_shown(file: Path, at_risk: str) -> None:
    i18n.use("en")
    with ea.open(file, SCHOOL, anonymous=True) as school:
        with pytest.raises(AccessError, match="without names"):
            school.pupil(at_risk)
        with pytest.raises(AccessError, match="without names"):
            school.risk_evidence()
        with pytest.raises(AccessError, match="without names"):
            school.metric("risk_level")
        assert "hidden" in school.metric("attendance_rate", by=["class"]).columns


def test_an_intervention_takes_a_candidate_off_the_list(file: Path) -> None:
    with ea.open(file, SCHOOL) as school:
        before = school.metric("risk_candidates")["pupil_id"].tolist()
    assert before
    with ea.open(file, SCHOOL, interventions=[(SCHOOL, before[0], dt.date(2026, 11, 20))]) as school:
        assert school.metric("risk_candidates")["pupil_id"].tolist() == before[1:]

"""What the commands show is in words that a deputy director knows; JSON and files keep the names programs read."""

import datetime as dt
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from ediary_analytics import catalogue, contract, duty_words, i18n, policy, status, warehouse
from ediary_analytics.cli import cli, purge_screen, status_screen
from ediary_analytics.disposal import Gone
from ediary_analytics.ingest.rejected import Fault
from ediary_analytics.purge import Purged
from ediary_analytics.reports.kinds.data_change_act import nature
from support.exports import write_export


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small school, imported; then a part of it again."""
    folder = tmp_path_factory.mktemp("screens")
    said("import", str(write_export(folder / "export")), "--into", str(folder / "data"))
    return folder / "data"


def said(*call: str) -> str:
    """What a command prints, however it breaks the lines."""
    found = CliRunner().invoke(cli, call)
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
    return " ".join(found.output.split())


def test_a_check_tells_missing_evidence_in_words_and_where_it_is_written(data: Path) -> None:
    told = said("check", "--data-dir", str(data))
    assert "Mėnuo užrakintas (18.7): mokykla dar nepatvirtino, per kiek dienų" in told
    assert "setting" not in told
    assert not re.search(r"\b(term_grades|class_events|duties_done)\.", told)


def test_the_clause_of_a_national_rule_is_in_words_and_in_json_as_it_is_written(data: Path) -> None:
    assert "(nacionalinis: NEMIS)" in said("check", "--data-dir", str(data))
    assert "(national: NEMIS)" in said("--lang", "en", "check", "--data-dir", str(data))
    found = json.loads(CliRunner().invoke(cli, ["check", "--data-dir", str(data), "--format", "json"]).stdout)
    assert "national: NEMIS" in {one["clause"] for one in found["obligations"]}


def test_a_clause_of_the_schools_own_rules_is_cited_as_it_is_printed() -> None:
    rules = {one.name: one for one in policy.load("kedainiai-senamiestis").imposed}
    assert rules["test_announced"].cited == "23.4"


def test_status_names_tables_and_duties_as_the_language_in_use_does(data: Path) -> None:
    told = said("status", "--data-dir", str(data))
    assert "laikotarpiai" in told
    assert "Mėnuo užrakintas: mokykla dar nepatvirtino" in told
    assert "month_locked" not in told
    held = told[: told.index("Negalima patikrinti")]
    assert not contract.tables().keys() & set(re.findall(r"\w+", held))
    assert " closures " in said("--lang", "en", "status", "--data-dir", str(data))


def test_a_part_that_is_imported_names_what_stays_in_words(data: Path, tmp_path: Path) -> None:
    gone = dict.fromkeys(["attendance", "assessments", "grades", "locks"], None)
    lessons = """
        lesson_id | group_id | held_on    | lesson_no | staff_id | topic     | homework | filled_at
        l3        | maths    | 2026-10-13 | 1         | ona      | Procentai | 14 psl.  | 2026-10-13 09:00
    """
    part = write_export(tmp_path / "part", lessons=lessons, **gone)
    told = said("import", str(part), "--into", str(data), "--dry-run")
    assert "eksportas apima tik dalį" in told
    assert "pažymiai 1" in told
    assert "grades 1" not in told


def test_a_measure_has_headings_in_words_and_names_in_files(data: Path) -> None:
    told = said("metric", "attendance_rate", "--data-dir", str(data))
    assert "Mokykla Klasė Laikotarpis Dalis Kiek Iš kiek Reikšmė" in told
    assert "school_id,class_id,period,part,numerator,denominator,value" in said(
        "metric", "attendance_rate", "--data-dir", str(data), "--format", "csv"
    )


def test_a_measure_without_evidence_says_which_in_words(data: Path) -> None:
    told = said("metric", "login_reach", "--data-dir", str(data))
    assert told.endswith("paprašykite jos iš dienyno tiekėjo")
    assert "netikrinama: eksporte nėra lentelės" in told


def test_whatever_evidence_a_duty_or_a_measure_needs_has_words() -> None:
    of_duties = {need for duty in catalogue.obligations().values() for need in duty.needs}
    of_measures = {need for metric in catalogue.metrics().values() for need in metric.needs}
    for need in of_duties | of_measures:
        assert " (" in duty_words.lacking(need)
    for table in contract.tables().values():
        assert table.aliases
        assert all(column.aliases for column in table.columns)


def test_a_purge_says_in_words_what_the_program_itself_remembers(capsys: pytest.CaptureFixture[str]) -> None:
    days = (dt.date(2026, 9, 1), dt.date(2026, 9, 30))
    names = ("totals", "breaches", "sightings", "corrections", "looks")
    gone = tuple(Gone(f"history.{name}", 1134, *days) for name in names)
    purge_screen.show(Purged(gone, ()), {})
    told = capsys.readouterr().out
    assert "istorija: pavėluotos ir neįvykdytos pareigos" in told
    assert "history" not in told
    i18n.use("en")
    purge_screen.show(Purged(gone, ()), {})
    assert "history: late and missing duties" in capsys.readouterr().out


def test_numbers_of_rows_are_grouped(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with warehouse.open_file(warehouse.current(data)) as con:
        (school,) = status.schools(con)
    fault = Fault("lessons.csv", "lessons", "held_on", "type", 3134, 2, "data")
    assert str(fault).startswith("lessons.csv:2: neįkeltos 3\N{NO-BREAK SPACE}134 eilutės, ")
    status_screen.show(data, data, [replace(school, rejects=3134)])
    assert "atidėtos 3\N{NO-BREAK SPACE}134 eilutės" in capsys.readouterr().out


def test_an_act_says_once_what_record_and_field_are_both_called() -> None:
    assert nature({"entity": "grades", "field": "value"}) == "įvertinimas"
    assert nature({"entity": "attendance", "field": "status"}) == "lankomumas: pateisinimas"
    assert nature({"entity": "grades", "field": None}) == "įvertinimas"
    assert nature({}) == ""


def test_what_there_is_is_told_whatever_its_gender(data: Path) -> None:
    told = CliRunner().invoke(cli, ["metric", "nera", "--data-dir", str(data)]).exception
    assert "tokio rodiklio nėra. Yra: " in str(told)
    told = CliRunner().invoke(cli, ["user", "add", "ona", "--name", "Ona", "--role", "nera", "--link"]).exception
    assert "tokios rolės nėra. Yra: " in str(told)

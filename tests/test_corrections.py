"""Corrections seen between imports, where the export has no history of changes."""

import datetime as dt
import json
from pathlib import Path

import click.testing
import pytest

from ediary_analytics import cli, contract, warehouse
from ediary_analytics.access.roles import tables as access_tables
from ediary_analytics.catalogue import question
from ediary_analytics.refresh import refresh
from support.exports import TABLES, write_export
from support.merging import Served

FIRST, SECOND, THIRD = (dt.datetime(2026, 10, day, 18) for day in (14, 15, 16))


class School:
    """A school whose exports are merged, one a day."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.served = folder, Served()

    def imported(self, at: dt.datetime, *, replace: bool = False, **changed: str | None) -> None:
        self.served.imported(write_export(self.folder / f"{at:%d%H%M}", **changed), at, replace=replace)


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path)


def test_a_value_that_is_said_otherwise_is_kept_with_when_it_was_seen(school: School) -> None:
    school.imported(FIRST)
    school.imported(SECOND, grades=TABLES["grades"].replace("| 9 ", "| 6 "))
    assert school.served.corrections() == [("grades", "g1", "value", "changed", "9", "6", FIRST, SECOND)]


def test_a_record_has_its_key_joined_in_the_contracts_order(school: School) -> None:
    school.imported(FIRST)
    school.imported(SECOND, attendance=TABLES["attendance"].replace("justified", "unjustified"))
    assert [row[1:6] for row in school.served.corrections()] == [
        ("l1|jonas|absent", "status", "changed", "justified", "unjustified")
    ]


def test_names_contacts_health_and_free_texts_are_not_stored_again(school: School) -> None:
    school.imported(FIRST)
    school.imported(
        SECOND,
        pupils=TABLES["pupils"].replace("Šimkus", "Šimkaitis"),
        lessons=TABLES["lessons"].replace("Procentai", "Dalyba"),
        attendance=TABLES["attendance"].replace("illness", "family"),
    )
    assert [row[:6] for row in school.served.corrections()] == [
        ("attendance", "l1|jonas|absent", "reason", "changed", None, None),
        ("lessons", "l3", "topic", "changed", None, None),
        ("pupils", "jonas", "last_name", "changed", None, None),
    ]


def test_no_column_that_may_name_a_pupil_is_kept() -> None:
    named = {(name.removeprefix("core."), column) for name, one in access_tables().items() for column in one.names}
    kept = {
        (table.name, column.name) for table in contract.tables().values() for column in table.columns if column.kept
    }
    assert kept
    assert not kept & named


def test_a_record_that_is_gone_is_kept_with_what_it_said(school: School) -> None:
    school.imported(FIRST)
    school.imported(SECOND, grades=TABLES["grades"].partition("\n        g1")[0])
    ((entity, record, field, what, old, *_rest),) = school.served.corrections()
    assert (entity, record, field, what) == ("grades", "g1", None, "deleted")
    assert json.loads(old)["value"] == "9"


def test_the_first_word_of_a_value_and_the_first_decision_are_no_corrections(school: School) -> None:
    awaited = TABLES["attendance"].replace("justified", "open     ").replace("| 2026-10-08 12:00", "|")
    school.imported(FIRST, attendance=awaited, lessons=TABLES["lessons"].replace("12 psl.", ""))
    school.imported(SECOND)
    assert school.served.corrections() == []


def test_the_same_again_and_what_a_part_leaves_out_say_nothing(school: School) -> None:
    school.imported(FIRST)
    school.imported(SECOND)
    school.imported(THIRD, grades=None, assessments=None, locks=None)
    assert school.served.corrections() == []


def test_an_older_export_imported_later_and_a_replacement_say_nothing(school: School) -> None:
    school.imported(SECOND)
    school.imported(FIRST, grades=TABLES["grades"].replace("| 9 ", "| 6 "))
    school.imported(THIRD, grades=TABLES["grades"].replace("| 9 ", "| 4 "), replace=True)
    assert school.served.corrections() == []


def test_a_school_with_a_history_of_changes_needs_no_other(school: School) -> None:
    changes = "change_id | entity | record_id | field | changed_at\n c1 | grades | g1 | value | 2026-10-14 09:00"
    school.imported(FIRST, changes=changes)
    school.imported(SECOND, changes=changes, grades=TABLES["grades"].replace("| 9 ", "| 6 "))
    assert school.served.corrections() == []


@pytest.mark.parametrize(("pupils", "told"), [(9, 9), (12, 1)])
def test_ids_given_anew_are_told_once(school: School, pupils: int, told: int) -> None:
    def grades(prefix: str) -> str:
        rows = [f"{prefix}{n} | austėja | maths | l3 | | 2026-10-13 | 9 | ordinary" for n in range(pupils)]
        return "\n".join(
            ["grade_id | pupil_id | group_id | lesson_id | assessment_id | given_on | value | kind", *rows]
        )

    school.imported(FIRST, grades=grades("a"))
    school.imported(SECOND, grades=grades("b"))
    found = school.served.corrections()
    assert len(found) == told
    assert found[0][:5] == (
        ("grades", None, None, "renewed", str(pupils)) if told == 1 else ("grades", "a0", None, "deleted", found[0][4])
    )


def test_since_when_nobody_knows_is_said_so(school: School) -> None:
    september = TABLES["lessons"].rstrip() + "\n l0 | maths | 2026-09-08 | 1 | ona | Skaičiai | | 2026-09-08 09:00"
    school.imported(FIRST, lessons=september)
    school.imported(SECOND, lessons=TABLES["lessons"].replace("| 2         |", "| 3         |"))
    school.imported(
        THIRD, lessons=september.replace("2026-09-08 | 1 ", "2026-09-08 | 4 ").replace("ona      | Sk", "rasa | Sk")
    )
    found = [(row[1], row[2], row[6]) for row in school.served.corrections() if row[7] == THIRD]
    assert ("l0", "lesson_no", FIRST) in found  # the second import did not speak of September
    assert ("l2", "lesson_no", SECOND) in found


def test_status_and_the_question_tell_of_them(tmp_path: Path) -> None:
    for at, value in ((FIRST, "| 9 "), (SECOND, "| 6 ")):
        export = write_export(
            tmp_path / value[2], schools="school_id\n ąžuolynas", grades=TABLES["grades"].replace("| 9 ", value)
        )
        refresh([export], tmp_path / "data", as_of=at, validate=False)
    with warehouse.open_file(warehouse.current(tmp_path / "data")) as con:
        ((school, *found),) = warehouse.narrow(con, {"ąžuolynas"}).execute(question("corrections")).fetchall()
        assert (school, *found[:6]) == ("ąžuolynas", "grades", "g1", "value", "changed", "9", "6")
    told = click.testing.CliRunner().invoke(cli.cli, ["status", "--data-dir", str(tmp_path / "data")]).stdout
    assert "2026-10-14" in told
    assert "taisymas" in told or "correction" in told

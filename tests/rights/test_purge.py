"""What is older than a day leaves for good, and nothing later changes."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ediary_analytics import cli, purge, warehouse
from ediary_analytics.errors import CallError, InputError
from ediary_analytics.refresh import refresh
from ediary_analytics.register import log, retention
from ediary_analytics.register.store import open_register
from support.exports import TABLES, write_export

AS_OF = dt.datetime(2026, 10, 16, 23, 59, 59)
DAY = dt.date(2026, 10, 10)
#: Who left in September: a pupil with a guardian and an account.
LEFT = {
    "pupils": TABLES["pupils"].rstrip() + "\n        petras   | Petras     | Petraitis\n",
    "enrolments": """
        pupil_id | class_id | enrolled_on | left_on
        austėja  | 5a       | 2026-09-01  |
        jonas    | 5a       | 2026-09-01  |
        petras   | 5a       | 2026-09-01  | 2026-09-30
    """,
    "guardians": """
        guardian_id | pupil_id | first_name | last_name
        petronė     | petras   | Petronė    | Petraitienė
        jonienė     | jonas    | Jonė       | Šimkienė
    """,
    "accounts": """
        account_id | person_kind | person_id
        n1         | guardian    | petronė
        n2         | guardian    | jonienė
    """,
    "grades": """
        grade_id | pupil_id | group_id | lesson_id | assessment_id | given_on   | value | kind     | entered_at
        g1       | austėja  | maths    | l3        | a1            | 2026-10-13 | 9     | test     | 2026-10-15 16:00
        g2       | austėja  | maths    | l1        |               | 2026-10-06 | 7     | ordinary | 2026-10-06 16:00
        g3       | jonas    | maths    | l1        |               | 2026-10-06 | 6     | ordinary | 2026-10-06 16:00
        g4       | jonas    | maths    | l2        |               | 2026-10-13 | 8     | ordinary | 2026-10-13 16:00
    """,
    "changes": """
        change_id | entity | record_id | field | old_value | new_value | changed_by | changed_at
        c1        | grades | g2        | value | 6         | 7         | ona        | 2026-10-12 09:00
        c2        | grades | g3        | value | 5         | 6         | ona        | 2026-10-07 09:00
    """,
}


@pytest.fixture
def imported(tmp_path: Path, data: Path) -> Path:
    refresh([write_export(tmp_path / "export", **LEFT)], data, as_of=AS_OF, validate=False)
    return data


def asked(data: Path, sql: str) -> list[tuple[Any, ...]]:
    with warehouse.open_file(warehouse.current(data)) as con:
        return con.execute(sql).fetchall()


def ids(data: Path, table: str, column: str) -> set[str]:
    return {one for (one,) in asked(data, f"select {column} from warehouse.core.{table}")}


def test_what_is_older_leaves_and_what_something_later_speaks_of_stays(imported: Path) -> None:
    purge.purge(imported, DAY, validate=False)
    assert ids(imported, "lessons", "lesson_id") == {"l1", "l2", "l3"}  # later marks and changes hang on the first two
    assert ids(imported, "grades", "grade_id") == {"g1", "g2", "g4"}  # g2 was changed later
    assert ids(imported, "changes", "change_id") == {"c1"}
    assert ids(imported, "attendance", "lesson_id") == {"l3"}
    assert ids(imported, "assessments", "assessment_id") == {"a1"}


def test_who_left_goes_with_all_that_hangs_on_them(imported: Path) -> None:
    purge.purge(imported, DAY, validate=False)
    assert ids(imported, "pupils", "pupil_id") == {"austėja", "jonas"}
    assert ids(imported, "enrolments", "pupil_id") == {"austėja", "jonas"}
    assert ids(imported, "guardians", "guardian_id") == {"jonienė"}
    assert ids(imported, "accounts", "account_id") == {"n2"}
    assert b"petras" not in warehouse.current(imported).read_bytes()


def test_no_verdict_of_a_later_day_changes_and_none_of_an_earlier_one_is_left(imported: Path) -> None:
    verdicts = f"select * from warehouse.judged.verdicts where on_date >= '{DAY}' order by all"
    before = asked(imported, verdicts)
    assert before
    purge.purge(imported, DAY, validate=False)
    assert asked(imported, verdicts) == before
    assert asked(imported, f"select * from warehouse.judged.verdicts where on_date < '{DAY}'") == []
    assert asked(imported, f"select * from warehouse.core.school_days where day < '{DAY}'") == []
    assert asked(imported, f"select * from warehouse.history.breaches where last_seen < '{DAY}'") == []


def test_what_was_purged_does_not_come_back_with_the_next_import(tmp_path: Path, imported: Path) -> None:
    purge.purge(imported, DAY, validate=False)
    once = asked(imported, "from warehouse.judged.verdicts order by all")
    again = refresh([write_export(tmp_path / "export", **LEFT)], imported, as_of=AS_OF, validate=False)
    assert {gone.table: gone.rows for gone in again.purged}["attendance"] == 1
    assert asked(imported, "from warehouse.judged.verdicts order by all") == once
    assert "petras" not in ids(imported, "pupils", "pupil_id")

    refresh([write_export(tmp_path / "export", **LEFT)], imported, as_of=AS_OF, validate=False, replace=True)
    assert "petras" in ids(imported, "pupils", "pupil_id")


def test_old_versions_and_rejects_go_too(tmp_path: Path, imported: Path) -> None:
    refresh([write_export(tmp_path / "export", **LEFT)], imported, as_of=AS_OF, validate=False, replace=True)
    (imported / "rejects-20261016T120000.xlsx").write_bytes(b"rows")
    (imported / "register-before-20261016T120000-abcdef.sqlite3").write_bytes(b"notes")
    planned = purge.purge(imported, DAY, publish=False)
    assert len(planned.files) == 4
    assert (imported / "rejects-20261016T120000.xlsx").exists()
    purge.purge(imported, DAY, validate=False)
    assert {file.name for file in imported.iterdir()} == {
        "current", "import.lock", warehouse.current(imported).name
    }  # fmt: skip


def test_what_an_import_publishes_while_old_versions_go_stays(imported: Path) -> None:
    coming = imported / "warehouse-29991231T235959-abcdef.duckdb"
    purge.purge(imported, DAY, validate=False, progress=lambda *_: coming.touch())
    assert coming.exists()


def test_a_trial_and_a_no_change_nothing(imported: Path) -> None:
    version = warehouse.current(imported)
    shown = CliRunner().invoke(cli.cli, ["purge", "--before", str(DAY), "--dry-run"])
    assert shown.exit_code == 0
    assert "lankomumas" in shown.output
    assert "2026-10-06" in shown.output
    asked = CliRunner().invoke(cli.cli, ["purge", "--before", str(DAY)], input="n\n")
    assert "Nieko nepašalinta" in asked.output
    assert warehouse.current(imported) == version
    assert version.exists()
    assert not (imported / "register.sqlite3").exists()


def test_a_purge_is_noted_and_clears_the_log_beyond_its_retention(
    imported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register, now = open_register(imported), dt.datetime.now(dt.UTC)
    with register.writing() as con:
        for days in (800, 40, 10):
            log.write(con, now - dt.timedelta(days=days), "login", account=None)
    monkeypatch.setenv(retention.VARIABLE, "30")
    done = CliRunner().invoke(cli.cli, ["purge", "--before", str(DAY), "--yes"])
    assert done.exit_code == 0, done.output
    lines = log.read(register, since=now - dt.timedelta(days=1000), until=now + dt.timedelta(days=1))
    assert [line.event for line in lines] == ["purged", "log_cleared", "login"]
    assert lines[0].what == str(DAY)


@pytest.mark.parametrize("wrong", ["0", "two years", "-3", "1.5", "36501", "9" * 5000])
def test_a_wrong_retention_is_said_so(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(retention.VARIABLE, wrong)
    with pytest.raises(InputError, match=retention.VARIABLE):
        retention.days()


def test_a_day_after_all_that_is_known_is_refused(imported: Path) -> None:
    with pytest.raises(CallError, match="--before"):
        purge.purge(imported, dt.date(2027, 1, 1))
    with pytest.raises(InputError, match="ediary import"):
        purge.purge(imported / "nowhere", DAY)

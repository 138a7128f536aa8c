"""The national open data: figures of other schools, which belong to none that is imported."""

from importlib import resources
from pathlib import Path

import duckdb
import pytest

from ediary_analytics import i18n, import_report, warehouse
from ediary_analytics.cli import import_screen
from ediary_analytics.refresh import refresh
from support.exports import write_export

HEADER = "vda_id;atask_laikotarp;ins_kodas;srautas;mokdal_kodas;nsa_mokiniu_sk;dienyno_mokiniu_sk;"
HEADER += "pateisintu_del_ligos_sk;pateisintu_del_kita_sk;nepateisintu_sk"


def write_open_data(file: Path, *rows: str) -> Path:
    """A file of the open data; a row is month, institution, grade, subject, registry's and diary's heads, hours."""
    lines = [f"{number};{row.replace(' ', ';')}" for number, row in enumerate(rows)]
    file.write_text("\n".join([HEADER, *lines]) + "\n", "utf-8")
    return file


def months(file: Path) -> list[str]:
    with warehouse.open_file(file) as con:
        return [month for (month,) in con.execute("select month from warehouse.core.benchmark order by all").fetchall()]


def test_it_is_imported_alone_and_names_no_school(tmp_path: Path) -> None:
    national = write_open_data(
        tmp_path / "atviri 2026.csv", "2026-10 100 5 1 50 49 20 5 1", "2026-13 100 5 1 50 49 2 5 1"
    )
    done = refresh([national], tmp_path / "data", validate=False)
    assert done.report.schools == ()
    assert [(fault.column, fault.rows) for fault in done.report.faults] == [("month", 1)]
    assert months(done.file) == ["2026-10"]


def test_it_stays_when_a_school_is_imported_and_takes_nothing_from_it(tmp_path: Path) -> None:
    national = write_open_data(tmp_path / "atviri 2026.csv", "2026-10 100 5 1 50 49 20 5 1", "x 100 5 1 50 49 20 5 1")
    school = write_export(tmp_path / "school")
    refresh([national], tmp_path / "data", validate=False)
    before = refresh([school], tmp_path / "data", validate=False).file
    assert months(before) == ["2026-10"]
    after = refresh([write_open_data(national, "2026-11 100 5 1 50 49 20 5 1")], tmp_path / "data", validate=False).file
    assert months(after) == ["2026-11"], "loaded again, it takes its own place"
    for schema, table in (("core", "lessons"), ("raw", "imports"), ("judged", "verdicts"), ("raw", "present")):
        assert rows(before, f"{schema}.{table}") == rows(after, f"{schema}.{table}") != []
    assert [row[0] for row in rows(after, "raw.files") if row[1] == "benchmark"] == ["atviri 2026.csv"]
    assert rows(after, "raw.rejects") == [], "what was wrong with the figures before is no longer"


def rows(file: Path, table: str) -> list[tuple[object, ...]]:
    with warehouse.open_file(file) as con:
        return con.execute(f"from warehouse.{table} order by all").fetchall()


def test_every_scope_sees_it(tmp_path: Path) -> None:
    national = write_open_data(tmp_path / "atviri 2026.csv", "2026-10 100 5 1 50 49 20 5 1")
    file = refresh([write_export(tmp_path / "school")], tmp_path / "data", validate=False).file
    file = refresh([national], tmp_path / "data", validate=False).file
    with warehouse.narrow(warehouse.open_file(file), {"ąžuolynas"}) as con:
        assert con.execute("select count(*) from core.benchmark").fetchone() == (1,)


@pytest.mark.parametrize(
    ("written", "month"),
    [
        *((form, "2026-10") for form in ("2026-10", "2026.10", "202610", " 2026-10-31 ")),
        *((wrong, None) for wrong in ("2026-13", "spalis", "20261", "")),
    ],
)
def test_a_month_in_any_form(written: str, month: str | None) -> None:
    with duckdb.connect() as con:
        con.execute((resources.files("ediary_analytics") / "sql/macros/types.sql").read_text("utf-8"))
        assert con.execute("select as_month($t)", {"t": written}).fetchone() == (month,)


def test_messages_name_no_school(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    i18n.use("en")
    national = write_open_data(tmp_path / "atviri 2026.csv", "2026-10 100 5 1 50 49 20 5 1")
    import_screen.show(import_report.as_json(refresh([national], tmp_path / "data", validate=False)))
    assert "no school: 1 row loaded" in capsys.readouterr().out
    i18n.use("lt")

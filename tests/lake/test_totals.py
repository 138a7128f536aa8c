"""A lake published as totals says to a municipality what one warehouse of the same schools says, and holds nobody."""

import datetime as dt
import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest
import streamlit as st
from click.testing import CliRunner, Result
from streamlit.testing.v1 import AppTest

from ediary_analytics import access, contract, purge, warehouse
from ediary_analytics import lake as lakes
from ediary_analytics.access import Viewer
from ediary_analytics.answers import measures, school_year, schools
from ediary_analytics.answers.measures import Ask
from ediary_analytics.cli import cli
from ediary_analytics.errors import CallError, InputError
from ediary_analytics.lake.totals import Published
from ediary_analytics.paths import shipped
from ediary_analytics.refresh import refresh
from support.pages import Shown

AS_OF = dt.datetime(2026, 10, 9, 15, 30)


def municipality(file: Path) -> Viewer:
    return Viewer("", "municipality", access.of_schools(one.school_id for one in access.schools_in(file)))


@pytest.fixture(scope="session")
def totals(lake: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Published]:
    """The data directory with the totals of the lake, and what was said of them."""
    data = tmp_path_factory.mktemp("totals")
    found = lakes.publish(lake, data, as_of=AS_OF)
    (data / "demo").touch()
    return data, found


@pytest.fixture
def both(totals: tuple[Path, Published], whole: Path) -> Iterator[Sequence[duckdb.DuckDBPyConnection]]:
    """A municipality's connection to the totals, and to the one warehouse."""
    who = municipality(whole)
    with access.open_for(who, totals[1].file) as mine, access.open_for(who, whole) as expected:
        yield mine, expected


def test_a_municipality_is_answered_as_over_one_warehouse(both: Sequence[duckdb.DuckDBPyConnection]) -> None:
    mine, expected = both
    year = school_year.read(expected)
    told = school_year.read(mine)
    assert (told.months, told.as_of, told.terms) == (year.months, year.as_of, year.terms)
    assert schools.last_terms(mine) == schools.last_terms(expected)
    assert year.months == ("2026-09", "2026-10")
    rows = hidden = 0
    for month in year.months:
        asked = schools.asks(month)
        for ask, one, other in zip(
            asked, measures.ask(mine, AS_OF, asked), measures.ask(expected, AS_OF, asked), strict=True
        ):
            assert one.missing_evidence == other.missing_evidence, ask
            assert one.rows.to_pylist() == other.rows.to_pylist(), ask
            assert one.rows.column_names == other.rows.column_names, ask
            rows += one.rows.num_rows
            hidden += sum(row["hidden"] for row in one.rows.to_pylist())
    assert rows > 100
    assert hidden


def test_a_scope_of_one_school_holds_no_other(totals: tuple[Path, Published]) -> None:
    _data, found = totals
    with access.open_for(Viewer("", "municipality", access.of_schools(["s002"])), found.file) as con:
        answers = measures.ask(con, AS_OF, schools.asks("2026-09"))
        assert {row["school_id"] for answer in answers for row in answer.rows.to_pylist()} == {"s002"}


def test_what_is_not_held_is_told_and_not_reckoned(both: Sequence[duckdb.DuckDBPyConnection]) -> None:
    for ask in (Ask("attendance_rate", ("class",), "month"), schools.asks("2026-12")[0]):
        with pytest.raises(CallError, match=ask.metric):
            measures.ask(both[0], AS_OF, [ask])
    with pytest.raises(CallError, match="attendance_rate"):
        measures.ask(both[0], AS_OF + dt.timedelta(days=1), schools.asks("2026-09"))


def personal(whole: Path) -> set[str]:
    """Every id, name and address of a person in the one warehouse."""
    found: set[str] = set()
    with duckdb.connect(str(whole), read_only=True) as con:
        for table in ("pupils", "guardians", "staff", "accounts"):
            columns = [
                column.name
                for column in contract.tables()[table].columns
                if (column.name.endswith("_id") and column.name != "school_id") or column.name.endswith("_name")
            ]
            for column in columns:
                rows = con.execute(f"select distinct {column}::varchar from core.{table}").fetchall()
                found |= {value for (value,) in rows if value is not None}
    return found


def test_nobody_is_in_the_totals(totals: tuple[Path, Published], whole: Path) -> None:
    people = personal(whole)
    assert len(people) > 200
    held: set[str] = set()
    filled = set()
    with duckdb.connect(str(totals[1].file), read_only=True) as con:
        columns = con.execute(
            "select schema_name || '.' || table_name, column_name from duckdb_columns()"
            " where not internal and database_name <> 'system'"
        ).fetchall()
        for table, column in columns:
            values = con.execute(f'select distinct "{column}"::varchar from {table}').fetchall()
            held |= {value for (value,) in values if value is not None}
            filled |= {table} if values else set()
    assert not people & held
    text = "\n".join(sorted(held))
    # a school may be called after the sun, and so may somebody
    assert not [value for value in people if len(value) > 3 and value in text and value != "Saulė"]
    assert filled == {
        "core.calendar",
        "core.class_terms",
        "core.evidence",
        "core.school_months",
        "core.school_years",
        "core.schools",
        "core.terms",
        "raw.imports",
        "totals.answers",
        "totals.asked",
        "totals.duties",
    }


def page(data: Path, script: str, **query: str) -> Shown:
    st.cache_data.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EDIARY_DATA_DIR", str(data))
        patch.setenv("EDIARY_DEMO", "1")
        opened = AppTest.from_file(shipped(script), default_timeout=60)
        for name, value in query.items():
            opened.query_params[name] = value
        return Shown(opened.run())


def test_the_page_of_the_schools_shows_the_same(totals: tuple[Path, Published], whole: Path) -> None:
    (whole.parent / "demo").touch()
    for month in ("2026-09", "2026-10"):
        mine, expected = (
            page(data, "pages/schools.py", role="municipality", month=month) for data in (totals[0], whole.parent)
        )
        assert "%" in mine.title
        assert mine.title == expected.title
        assert mine.table("schools")["rows"] == expected.table("schools")["rows"]


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("municipality", "attendance"),
        ("director", "overview"),
        ("class_head", "my_class"),
        ("administrator", "imports"),
    ],
)
def test_other_pages_say_what_is_here(totals: tuple[Path, Published], role: str, name: str) -> None:
    shown = page(totals[0], f"pages/{name}.py", role=role)
    assert shown.title == "Čia laikomos tik daugelio mokyklų suvestinės"


def copied(data: Path, to: Path) -> Path:
    """The published file in a data directory of its own; the served one is never written again."""
    to.mkdir()
    for file in (data / "current", warehouse.current(data)):
        shutil.copy(file, to / file.name)
    (to / "demo").touch()
    return to


def test_a_page_tells_what_the_totals_lack(totals: tuple[Path, Published], tmp_path: Path) -> None:
    data = copied(totals[0], tmp_path / "data")
    with duckdb.connect(str(warehouse.current(data))) as con:
        con.execute("delete from totals.asked where question like '%success_rate%'")
    shown = page(data, "pages/schools.py", role="municipality")
    assert "success_rate: to suvestinėse nėra" in shown.text
    assert not shown.title


def say(*words: str) -> Result:
    return CliRunner(catch_exceptions=False).invoke(cli, words)


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("metric", "attendance_rate"),
        ("report", "year_summary", "--out", "x.pdf"),
        ("archive", "--out", "x"),
        ("import", "{school}"),
    ],
)
def test_commands_that_need_rows_say_so(
    totals: tuple[Path, Published], lake: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    where = "--into" if words[0] == "import" else "--data-dir"
    given = [word.format(school=lake / "s001") for word in words]
    aside = copied(totals[0], tmp_path / "data")
    (aside / "demo").unlink()
    before = warehouse.current(aside).read_bytes()
    with pytest.raises(InputError, match="ediary import APLANKAS --into"):
        say(*given, where, str(aside))
    assert warehouse.current(aside).read_bytes() == before


def test_nothing_can_be_purged_of_totals(totals: tuple[Path, Published]) -> None:
    with pytest.raises(InputError, match="--into"):
        purge.purge(totals[0], dt.date(2026, 9, 1))


def test_rows_are_not_replaced_by_totals(lake: Path, tmp_path: Path) -> None:
    refresh([lake / "s001"], tmp_path, as_of=AS_OF, validate=False)
    file = warehouse.current(tmp_path)
    with pytest.raises(InputError, match="--into"):
        lakes.publish(lake, tmp_path)
    assert warehouse.current(tmp_path) == file


def counting(done: list[str]) -> Any:
    def run(work: Any, given: Any) -> Any:
        done.extend(part.name for part in given)
        for place, one in enumerate(given):
            yield place, work(one)

    return run


@pytest.mark.slow
def test_imported_again_only_what_changed_is_gone_through(lake: Path, tmp_path: Path) -> None:
    folder, data = tmp_path / "lake", tmp_path / "data"
    for name in ("s001", "s002"):
        shutil.copytree(lake / name, folder / name)
    done: list[str] = []
    first = lakes.publish(folder, data, as_of=AS_OF, pool=counting(done))
    assert sorted(done) == ["s001", "s001", "s002", "s002"]  # to know them, and to measure them
    done.clear()
    again = lakes.publish(folder, data, as_of=AS_OF, pool=counting(done))
    assert done == []
    with warehouse.open_file(first.file, totals=True) as old, warehouse.open_file(again.file, totals=True) as new:
        for table in ("answers", "asked", "duties"):
            sql = f"from warehouse.totals.{table} order by all"
            assert new.sql(sql).to_arrow_table() == old.sql(sql).to_arrow_table()
    (folder / "s002" / "locks.parquet").unlink()
    lakes.publish(folder, data, as_of=AS_OF, pool=counting(done))
    assert done == ["s002", "s002"]


def test_the_command_tells_what_failed_and_publishes_the_rest(lake: Path, tmp_path: Path) -> None:
    folder, data = tmp_path / "lake", tmp_path / "data"
    shutil.copytree(lake / "s001", folder / "s001")
    (folder / "s002").mkdir()
    (folder / "s002" / "pupils.csv").write_bytes(b"\0\1\2 no table")
    with pytest.raises(CallError, match="local:0"):
        say("import", str(folder), "--into", str(data), "--cluster", "local:0")
    with pytest.raises(CallError, match="--replace"):
        say("import", str(folder), "--into", str(data), "--cluster", "local:1", "--replace")
    assert not data.exists()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ediary_analytics.lake.parts.WHOLE", 1)
        ended = say("import", str(folder), "--into", str(data), "--as-of", "2026-10-09T15:30", "--format", "json")
    assert ended.exit_code == 2
    told = json.loads(ended.stdout)
    assert told["schools"] == ["s001"]
    assert "s002" in ended.stderr
    assert ended.stderr.count("s002") == 1
    status = say("status", "--data-dir", str(data))
    assert status.exit_code == 0
    assert "1 mokyklos suvestinė" in status.stdout

"""An export becomes a published, judged warehouse; a bad one leaves yesterday's picture."""

import datetime as dt
import json
from pathlib import Path

import pytest

from ediary_analytics import docket, policy, purge, standing, versions, warehouse
from ediary_analytics.errors import AccessError, EdiaryError, InputError
from ediary_analytics.refresh import refresh
from support.exports import write_export

AS_OF = dt.datetime(2026, 10, 16, 23, 59, 59)


def judged(file: Path, school: str) -> dict[str, tuple[int, int, int, int]]:
    con = warehouse.narrow(warehouse.open_file(file), {school})
    found = standing.verdicts(con, policy.load("kedainiai-senamiestis"), [school])
    con.close()
    return {one.name: (one.met, one.late, one.missing, one.pending) for one in found}


def test_a_school_is_imported_judged_and_served(tmp_path: Path) -> None:
    done = refresh([write_export(tmp_path / "export")], tmp_path / "data", as_of=AS_OF, validate=False)

    assert warehouse.current(tmp_path / "data") == done.file
    assert done.report.schools == ("ąžuolynas",)
    expected = {
        "lesson_recorded": (2, 1, 1, 0),
        "lesson_content_complete": (1, 1, 1, 0),
        "attendance_recorded_same_day": (1, 1, 0, 0),
        "grade_entered_same_day": (0, 0, 0, 0),
        "test_announced": (0, 1, 0, 0),
        "one_test_a_day": (2, 0, 0, 0),
        "assessment_graded": (1, 0, 0, 0),
        "assessment_grade_on_time": (1, 0, 0, 0),
        "term_grade_entered": (0, 0, 0, 0),
        "absence_justified_in_time": (1, 0, 0, 0),
        "absence_decided": (1, 0, 0, 0),
        "month_locked": (0, 0, 0, 0),
    }
    assert expected.items() <= judged(done.file, "ąžuolynas").items()


def test_results_of_great_expectations_are_kept(tmp_path: Path) -> None:
    refresh([write_export(tmp_path / "export")], tmp_path / "data", as_of=AS_OF)
    kept = json.loads((tmp_path / "data/validations/kedainiai-senamiestis.json").read_text("utf-8"))
    found = {r["expectation_config"]["kwargs"]["entry"]: r["success"] for r in kept["results"]}
    assert found["lesson_recorded"] is False
    assert found["one_test_a_day"] is True
    assert "month_locked" not in found  # not checkable is neither


def test_left_out_the_moment_is_the_newest_entry_of_the_export(tmp_path: Path) -> None:
    done = refresh([write_export(tmp_path / "export")], tmp_path / "data", validate=False)
    con = warehouse.open_file(done.file)
    assert con.execute("select as_of from warehouse.raw.imports").fetchall() == [(dt.datetime(2026, 10, 15, 16, 0),)]


def test_a_bad_export_leaves_yesterdays_picture_and_no_rubbish(tmp_path: Path) -> None:
    good = refresh([write_export(tmp_path / "export")], tmp_path / "data", as_of=AS_OF, validate=False)
    bad = write_export(tmp_path / "bad")
    (bad / "lessons.csv").write_text("tema\nTrupmenos\n", "utf-8")

    with pytest.raises(InputError, match=r"lessons\.csv.*lesson_id"):
        refresh([bad], tmp_path / "data", validate=False)

    assert warehouse.current(tmp_path / "data") == good.file
    assert judged(good.file, "ąžuolynas")["lesson_recorded"] == (2, 1, 1, 0)
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == sorted(
        ["current", good.file.name, "import.lock"]
    )


def test_importing_one_school_keeps_the_other_as_it_was(tmp_path: Path) -> None:
    refresh([write_export(tmp_path / "one")], tmp_path / "data", as_of=AS_OF, validate=False)
    other = write_export(
        tmp_path / "two", schools="school_id | name | policy\n upė | Upės mokykla | kedainiai-senamiestis"
    )
    (other / "lessons.csv").unlink()
    done = refresh([other], tmp_path / "data", as_of=dt.datetime(2026, 10, 6, 12), validate=False)

    assert judged(done.file, "ąžuolynas")["lesson_recorded"] == (2, 1, 1, 0)
    assert judged(done.file, "upė")["attendance_recorded_same_day"] == (0, 0, 0, 0)  # not checkable without lessons
    con = warehouse.open_file(done.file)
    moments = con.execute("select school_id, as_of from warehouse.raw.imports order by 1").fetchall()
    assert moments == [("upė", dt.datetime(2026, 10, 6, 12)), ("ąžuolynas", AS_OF)]


def test_a_repeated_import_replaces_the_school(tmp_path: Path) -> None:
    for moment in (AS_OF, AS_OF + dt.timedelta(hours=1)):  # the same at the same moment is not even read
        done = refresh([write_export(tmp_path / "export")], tmp_path / "data", as_of=moment, validate=False)
    con = warehouse.open_file(done.file)
    assert con.execute("select count(*) from warehouse.core.lessons").fetchone() == (3,)
    assert con.execute("select count(*) from warehouse.raw.imports").fetchone() == (1,)


def test_old_versions_go_but_the_last_ones_stay(tmp_path: Path) -> None:
    for _ in range(versions.KEPT_VERSIONS + 3):
        refresh([write_export(tmp_path / "export")], tmp_path / "data", as_of=AS_OF, validate=False, replace=True)
    assert len(list((tmp_path / "data").glob("warehouse-*.duckdb"))) == versions.KEPT_VERSIONS + 1


def test_a_school_without_known_rules_is_imported_but_not_judged(tmp_path: Path) -> None:
    export = write_export(tmp_path / "export", schools="school_id | name | policy\n a | A | savos-taisyklės")
    done = refresh([export], tmp_path / "data", as_of=AS_OF, validate=False)
    assert str(done.unjudged["a"]).startswith("savos-taisyklės: ")
    con = warehouse.narrow(warehouse.open_file(done.file), {"a"})
    assert con.execute("select count(*) from judged.verdicts").fetchone() == (0,)


@pytest.mark.parametrize("left", [None, b"something else"])
def test_what_was_imported_before_and_cannot_be_read_is_said_so_and_stays(left: bytes | None, tmp_path: Path) -> None:
    export = write_export(tmp_path / "export")
    served = refresh([export], tmp_path / "data", as_of=AS_OF, validate=False).file
    served.unlink() if left is None else served.write_bytes(left)
    with pytest.raises(InputError, match=served.name):
        refresh([export], tmp_path / "data", as_of=AS_OF, validate=False)
    with pytest.raises(InputError, match=served.name):
        purge.purge(tmp_path / "data", AS_OF.date(), validate=False)
    assert warehouse.current(tmp_path / "data") == served


def test_nothing_imported_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="ediary import"):
        warehouse.current(tmp_path)


def test_a_file_that_is_no_warehouse_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "x.duckdb").write_bytes(b"something else")
    with pytest.raises(InputError, match="x.duckdb: "):
        warehouse.open_file(tmp_path / "x.duckdb")


class TestNarrowing:
    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        one = write_export(tmp_path / "exports/one")
        two = write_export(
            tmp_path / "exports/two", schools="school_id | name | policy\n upė | Upės mokykla | vilnius-jaunimo"
        )
        return refresh([one, two], tmp_path / "data", as_of=AS_OF, validate=False).file

    def test_every_table_holds_only_the_rows_in_scope(self, file: Path) -> None:
        con = warehouse.narrow(warehouse.open_file(file), {"upė"})
        views = con.execute("select schema_name, view_name from duckdb_views() where not internal").fetchall()
        assert ("core", "lessons") in views
        for schema, view in views:
            columns = [row[0] for row in con.execute(f"describe {schema}.{view}").fetchall()]
            if "school_id" in columns:
                schools = con.execute(f"select distinct school_id from {schema}.{view}").fetchall()
                assert schools in ([], [("upė",)])
            else:
                assert (schema, view) in {("core", "calendar"), ("core", "benchmark")}, "it may hold anybody's rows"

    def test_nothing_is_shown_without_a_scope(self, file: Path) -> None:
        with pytest.raises(AccessError):
            warehouse.narrow(warehouse.open_file(file), set())

    def test_a_school_id_is_a_value_not_sql(self, file: Path) -> None:
        con = warehouse.narrow(warehouse.open_file(file), {"x') or ('1' = '1"})
        assert con.execute("select count(*) from core.lessons").fetchone() == (0,)

    def test_schools_are_judged_each_by_its_own_rules(self, file: Path) -> None:
        con = warehouse.open_file(file)
        cases, unjudged = docket.cases(con)
        assert [(case.policy.name, case.schools) for case in cases] == [
            ("kedainiai-senamiestis", ("ąžuolynas",)),
            ("vilnius-jaunimo", ("upė",)),
        ]
        assert not unjudged

    def test_who_serves_people_reads_no_files_and_stays_so(self, file: Path, tmp_path: Path) -> None:
        con = warehouse.lock_down(warehouse.narrow(warehouse.open_file(file), {"upė"}))
        (tmp_path / "secret.csv").write_text("a\n1\n", "utf-8")
        for attempt in (
            f"select * from read_csv('{tmp_path / 'secret.csv'}')",
            f"attach '{tmp_path / 'other.duckdb'}' as other",
            "set enable_external_access = true",
        ):
            with pytest.raises(Exception, match="disabled|locked|configuration"):
                con.execute(attempt)
        assert con.cursor().execute("select count(*) from core.lessons").fetchone() == (3,)


def test_every_fault_of_an_input_is_ours_to_say(tmp_path: Path) -> None:
    with pytest.raises(EdiaryError):
        refresh([tmp_path / "nowhere"], tmp_path / "data", validate=False)

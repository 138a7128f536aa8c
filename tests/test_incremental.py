"""An import makes anew what changed and takes over the rest: the published tables are those of making all anew."""

import datetime as dt
import itertools
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import click.testing
import pytest

from ediary_analytics import catalogue, cli, contract, fingerprints, models, purge, warehouse
from ediary_analytics.catalogue import obligation
from ediary_analytics.entered import Entered
from ediary_analytics.paths import shipped
from ediary_analytics.refresh import Refreshed, refresh
from ediary_analytics.synth.export import generate
from ediary_analytics.synth.plan import KEDAINIAI, VILNIUS, Plan
from ediary_analytics.synth.write import write
from support.exports import TABLES, write_export

AS_OF = dt.datetime(2026, 9, 30, 18)
#: Columns that tell of the import itself, not of the school.
_OF_THE_IMPORT = {"imported_at", "program", "file", "settled"}
Rows = dict[str, list[tuple[Any, ...]]]


OTHER_LESSONS = TABLES["lessons"].replace("Trupmenos", "Kita")


def _of_schools(grid: str, *schools: str) -> str:
    """A table's grid once for each of the schools, whose id stands in front."""
    header, *rows = grid.strip().splitlines()
    own = header.strip().startswith("school_id")
    lines = [row.partition("|")[2] if own else row for row in rows]
    return "\n".join(
        [header if own else f"school_id | {header}", *(f"{one} | {row}" for one in schools for row in lines)]
    )


def named(school: str, rules: str) -> str:
    return f"school_id | name | policy\n{school} | {school} | {rules}"


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six schools unlike one another."""
    folder = tmp_path_factory.mktemp("exports")
    days = dt.date(2026, 9, 1), dt.date(2026, 9, 30)
    write(generate(Plan("beržynas", 3, 12, VILNIUS, *days)), folder / "berzynas", "csv")
    write(generate(Plan("pušynas", 5, 20, KEDAINIAI, *days)), folder / "pusynas", "parquet")
    write_export(folder / "azuolynas")
    write_export(
        folder / "be-pamoku", schools=named("be-pamokų", VILNIUS), lessons=None, attendance=None, closures=None
    )
    write_export(folder / "be-taisykliu", schools=named("be-taisyklių", "kitos"), grades=None)
    bare = "lesson_id | group_id | held_on | lesson_no | topic\n l1 | maths | 2026-10-06 | 1 | Trupmenos"
    write_export(folder / "be-laiku", schools=named("be-laikų", KEDAINIAI), lessons=bare, attendance=None, grades=None)
    return folder


@pytest.fixture(scope="module")
def imported(exports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with all of them."""
    data = tmp_path_factory.mktemp("imported")
    refresh([exports], data, as_of=AS_OF, validate=False)
    return data


class Municipality:
    """The schools' exports, to be changed, and two data directories: one takes over what it may, one makes all anew."""

    def __init__(self, exports: Path, imported: Path, folder: Path, anew: Callable[[], None]) -> None:
        self.exports = shutil.copytree(exports, folder / "exports")
        self.data = shutil.copytree(imported, folder / "data")
        self.other = shutil.copytree(imported, folder / "other")
        self._anew = anew

    def change(self, name: str, school: str = "azuolynas") -> None:
        """One lesson's topic less, and a lesson more."""
        file = self.exports / school / "lessons.csv"
        text = file.read_text("utf-8").replace("Trupmenos", "", 1)
        file.write_text(f"{text}{name},maths,2026-10-13,1,{name}\n", "utf-8")

    def taken(self, *schools: str, as_of: dt.datetime | None = AS_OF, **asked: Any) -> Refreshed:
        """Import these schools, or the folder of all, taking over what may be."""
        paths = [self.exports / school for school in schools] or [self.exports]
        return refresh(paths, self.data, as_of=as_of, validate=False, **asked)

    def imports(self, *schools: str, as_of: dt.datetime | None = AS_OF, **asked: Any) -> Refreshed:
        """The same, into both."""
        paths = [self.exports / school for school in schools] or [self.exports]
        done = self.taken(*schools, as_of=as_of, **asked)
        known = fingerprints.program
        self._anew()
        refresh(paths, self.other, as_of=as_of, validate=False, **asked)
        fingerprints.program = known
        return done

    def agree(self) -> bool:
        """Whether every table of both holds the same rows."""
        found = differing(tables(self.data), tables(self.other))
        assert {name: rows[:3] for name, rows in found.items()} == {}
        return True


@pytest.fixture
def schools(exports: Path, imported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Municipality:
    versions = itertools.count()

    def of_another_version() -> None:
        """Let the program be one whose work of before is not known: it reads, builds and judges all."""
        version = f"{next(versions)}"
        monkeypatch.setattr(fingerprints, "program", lambda: version)

    return Municipality(exports, imported, tmp_path, of_another_version)


def tables(data: Path, but: frozenset[str] = frozenset()) -> Rows:
    """Every table of the served warehouse, without what tells of the import itself."""
    with warehouse.open_file(warehouse.current(data)) as con:
        columns: dict[str, list[str]] = {}
        for name, column in con.execute(
            "select schema_name || '.' || table_name, column_name from duckdb_columns()"
            " where database_name = 'warehouse' order by column_index"
        ).fetchall():
            if column not in _OF_THE_IMPORT and name != "raw.notices" and name.partition(".")[0] not in but:
                columns.setdefault(name, []).append(column)
        return {
            name: con.execute(f"select {', '.join(of)} from warehouse.{name} order by all").fetchall()
            for name, of in columns.items()
        }


def differing(one: Rows, other: Rows) -> Rows:
    assert one.keys() == other.keys()
    return {name: [row for row in rows if row not in other[name]] for name, rows in one.items() if rows != other[name]}


def made_of(data: Path) -> dict[str, dt.datetime]:
    """When each school was read."""
    with warehouse.open_file(warehouse.current(data)) as con:
        return dict(con.execute("select school_id, imported_at from warehouse.raw.imports").fetchall())


def test_one_changed_export_of_a_folder_is_read_and_the_tables_are_those_of_an_import_from_scratch(
    schools: Municipality, tmp_path: Path
) -> None:
    schools.change("x1")
    done = schools.imports()

    assert done.report.schools == ("ąžuolynas",)
    assert set(done.unchanged) == {"be-laikų", "be-pamokų", "be-taisyklių", "beržynas", "pušynas"}
    assert not done.stays
    assert done.unjudged.keys() == {"be-taisyklių"}
    assert schools.agree()
    refresh([schools.exports], tmp_path / "scratch", as_of=AS_OF, validate=False)
    of_schools = frozenset({"raw", "history"})  # files have other names, and there were no imports before
    assert differing(tables(schools.data, of_schools), tables(tmp_path / "scratch", of_schools)) == {}


@pytest.mark.slow
def test_a_year_of_imports_leaves_what_making_all_anew_leaves(schools: Municipality) -> None:
    """Parts, repeated looks, a school that is purged, one that moves to other rules, one imported anew."""
    noon = AS_OF + dt.timedelta(hours=1)
    schools.change("x1", "be-laiku")
    schools.imports("be-laiku", as_of=noon)
    assert schools.agree()
    assert "be-laikų" not in schools.imports().unchanged, "its entry times are observed"
    assert schools.agree()
    shutil.copy(schools.exports / "azuolynas/schools.csv", schools.exports / "part.csv")
    part = schools.exports.parent / "part"
    shutil.copytree(schools.exports / "azuolynas", part)
    (part / "lessons.csv").write_text("lesson_id,group_id,held_on,lesson_no\nx2,maths,2026-10-13,2\n", "utf-8")
    (schools.exports / "part.csv").unlink()
    for data in (schools.data, schools.other):
        refresh([part], data, as_of=AS_OF, validate=False)
    assert schools.agree()
    rules = schools.exports / "be-pamoku/schools.csv"
    rules.write_text(rules.read_text("utf-8").replace(VILNIUS, KEDAINIAI), "utf-8")
    schools.imports("be-pamoku", "berzynas")
    assert schools.agree()
    schools.imports("pusynas", replace=True)
    assert schools.agree()
    for data in (schools.data, schools.other):
        purge.purge(data, dt.date(2026, 9, 15), validate=False)
    schools.change("x3")
    schools.imports()
    assert schools.agree()
    schools.change("x4")
    assert "beržynas" in schools.imports().unchanged
    assert schools.agree()
    with warehouse.open_file(warehouse.current(schools.data)) as con:
        settled = dict(con.execute("select school_id, settled from warehouse.raw.made").fetchall())
    assert settled["beržynas"], "a second build found nothing more of what was purged"


class TestWhatIsTheSame:
    def test_is_not_read_and_what_is_served_stays(self, schools: Municipality) -> None:
        served = warehouse.current(schools.data)
        done = schools.taken()
        assert done.stays
        assert done.file == served == warehouse.current(schools.data)
        assert done.unchanged == made_of(schools.data)
        assert done.report.files == ()
        assert done.unjudged.keys() == {"be-taisyklių"}

    def test_is_known_wherever_it_lies_if_it_names_its_school(self, schools: Municipality) -> None:
        moved = (schools.exports / "berzynas").rename(schools.exports.parent / "2026-11-22")
        assert refresh([moved], schools.data, as_of=AS_OF, validate=False).stays

    @pytest.mark.slow
    @pytest.mark.parametrize("asked", [{"as_of": AS_OF + dt.timedelta(hours=1)}, {"as_of": None}, {"replace": True}])
    def test_is_read_when_something_else_is_asked(self, schools: Municipality, asked: dict[str, Any]) -> None:
        done = schools.taken("azuolynas", **asked)
        assert (done.report.schools, dict(done.unchanged), done.stays) == (("ąžuolynas",), {}, False)

    def test_is_read_when_another_was_imported_in_between(self, schools: Municipality) -> None:
        before = shutil.copytree(schools.exports / "azuolynas", schools.exports.parent / "before")
        schools.change("x1")
        schools.taken("azuolynas")
        assert refresh([before], schools.data, as_of=AS_OF, validate=False).report.schools == ("ąžuolynas",)

    def test_is_read_when_another_brought_one_of_its_schools_in_between(self, tmp_path: Path) -> None:
        both, one, data = (tmp_path / name for name in ("both", "one", "data"))
        write_export(both, **{name: _of_schools(grid, "šilas", "krantas") for name, grid in TABLES.items()})
        write_export(one, schools=named("krantas", KEDAINIAI), lessons=OTHER_LESSONS)
        for folder in (both, one, both):
            refresh([folder], data, as_of=AS_OF, validate=False)
        assert not [row for row in tables(data)["core.lessons"] if "Kita" in row]
        assert refresh([both], data, as_of=AS_OF, validate=False).stays

    @pytest.mark.slow
    def test_is_read_when_another_of_the_same_school_comes_before_it(self, tmp_path: Path) -> None:
        """Of two exports of a school the later one counts."""
        first, second = write_export(tmp_path / "first"), write_export(tmp_path / "second", lessons=OTHER_LESSONS)
        data = tmp_path / "data"
        for paths, topic in (([first, second], "Kita"), ([second, first], "Trupmenos")):
            refresh(paths, data, as_of=AS_OF, validate=False)
            assert any(topic in row for row in tables(data)["core.lessons"])

    @pytest.mark.slow
    def test_is_read_when_it_is_but_a_part_of_what_was_read(self, schools: Municipality) -> None:
        first, second = (schools.exports.parent / name for name in ("first", "second"))
        write_export(first, attendance=None)
        write_export(second, lessons=None)
        paths = [first, second]
        refresh(paths, schools.data, as_of=AS_OF, validate=False)
        assert refresh(paths, schools.data, as_of=AS_OF, validate=False).stays
        assert refresh([first], schools.data, as_of=AS_OF, validate=False).report.schools == ("ąžuolynas",)
        refresh(paths, schools.data, as_of=AS_OF, validate=False)
        (second / "grades.csv").unlink()
        done = refresh(paths, schools.data, as_of=AS_OF, validate=False)
        assert (done.report.schools, dict(done.unchanged)) == (("ąžuolynas",), {})

    @pytest.mark.slow
    def test_is_read_when_a_new_export_brings_the_same_school(self, schools: Municipality) -> None:
        write_export(schools.exports / "more", lessons=None)
        done = schools.imports("azuolynas", "be-pamoku", "more")
        assert done.report.schools == ("be-pamokų", "ąžuolynas")
        assert schools.agree()

    def test_is_told_by_the_command_in_words_and_as_json(
        self, schools: Municipality, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("EDIARY_LANG", "en")
        asked = ["import", str(schools.exports / "berzynas"), str(schools.exports / "pusynas")]
        asked += ["--into", str(schools.data), "--as-of", f"{AS_OF:%Y-%m-%dT%H:%M}"]
        run = click.testing.CliRunner().invoke(cli.cli, asked)
        assert run.exit_code == 0, run.output
        since = made_of(schools.data)["beržynas"]
        assert f"unchanged since {since:%Y-%m-%d %H:%M}: beržynas, pušynas" in " ".join(run.output.split())
        assert "Nothing changed" in run.output
        run = click.testing.CliRunner().invoke(cli.cli, [*asked, "--format", "json"])
        told = json.loads(run.stdout)
        assert told["unchanged"] == {"beržynas": since.isoformat(), "pušynas": since.isoformat()}
        assert told["stays"] is True
        assert told["published"] == str(warehouse.current(schools.data))


class TestWhatIsJudgedAnew:
    @pytest.mark.slow
    def test_when_the_rules_changed_on_disk(self, schools: Municipality, tmp_path: Path) -> None:
        """A school of rules of its own is judged by what the file says now, though no export changed."""
        rules = tmp_path / "rules.toml"
        text = (shipped("expectations") / f"{KEDAINIAI}.toml").read_text("utf-8")
        rules.write_text(text, "utf-8")
        write_export(schools.exports / "savas", schools=named("savas", str(rules)))
        schools.imports("savas")
        assert refresh([schools.exports / "savas"], schools.data, as_of=AS_OF, validate=False).stays
        rules.write_text(text.split("[[obligation]]")[0] + "[[obligation]]\nname = 'lesson_recorded'\n", "utf-8")
        done = schools.imports("savas")
        assert not done.stays
        assert (done.report.schools, list(done.unchanged)) == ((), ["savas"]), "its tables stand"
        assert schools.agree()
        assert {row[2] for row in tables(schools.data)["judged.imposed"] if row[0] == "savas"} == {"lesson_recorded"}

    @pytest.mark.slow
    def test_when_a_duty_says_something_else(self, schools: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
        known = dict(catalogue.obligations())
        text = (Path(catalogue.__file__).parents[1] / "sql/obligations/lesson_recorded.sql").read_text("utf-8")
        changed = text.replace("from lessons\n", "from lessons where false\n")
        known["lesson_recorded"] = obligation.parse("lesson_recorded", changed)
        assert changed != text
        monkeypatch.setattr(catalogue, "obligations", lambda: known)
        done = schools.imports("pusynas")
        assert not done.stays
        assert schools.agree()
        assert "lesson_recorded" not in {row[1] for row in tables(schools.data)["judged.verdicts"]}

    def test_when_the_register_holds_something_else_for_the_history(self, schools: Municipality) -> None:
        (first, *_), *_ = [row for row in tables(schools.data)["judged.verdicts"] if row[2] == "pušynas"] or [("",)]
        assert first
        held = Entered(excused_days=(("pušynas", dt.date(2026, 9, 15)),))
        done = schools.imports("pusynas", held=held)
        assert not done.stays
        assert schools.agree()
        assert schools.taken("pusynas", held=held).stays

    def test_when_the_program_is_another(self, schools: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(fingerprints, "program", lambda: "another")
        done = refresh([schools.exports / "azuolynas"], schools.data, as_of=AS_OF, validate=False)
        assert (done.report.schools, dict(done.unchanged)) == (("ąžuolynas",), {})
        assert {row[1] for row in made(schools.data)} == {"another"}


def made(data: Path) -> list[tuple[Any, ...]]:
    with warehouse.open_file(warehouse.current(data)) as con:
        return con.execute("from warehouse.raw.made").fetchall()


def test_a_program_is_known_by_its_libraries_too(monkeypatch: pytest.MonkeyPatch) -> None:
    known = fingerprints.program()
    fingerprints.program.cache_clear()
    assert fingerprints.program() == known
    fingerprints.program.cache_clear()
    monkeypatch.setattr(metadata, "version", lambda name: "99" if name == "holidays" else "1")
    assert fingerprints.program() != known
    fingerprints.program.cache_clear()


@pytest.mark.parametrize("maker", ["refresh", "lake.shard", "lake.totals"])
def test_a_program_is_known_by_every_package_that_makes_rows_and_kept_answers(maker: str) -> None:
    tell = "print(*(name for name, module in sys.modules.items() if hasattr(module, '__path__')))"
    asked = f"import sys, ediary_analytics.{maker}; {tell}"
    loaded = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True).stdout.split()
    packages = {name.split(".")[1] for name in loaded if name.startswith("ediary_analytics.")}
    assert {"catalogue", "contract", "ingest"} <= packages <= set(fingerprints.MAKING)


def test_no_model_or_duty_reads_what_imports_of_other_schools_change() -> None:
    """But for the calendar all that they read has a school; neither is an import's account read, nor the history."""
    of_schools = {*contract.tables(), *catalogue.models(), "evidence", "observed"} - contract.common().keys()
    selects = [model.sql for name, model in catalogue.models().items() if name != "calendar"]
    selects += [duty.sql for duty in catalogue.obligations().values()]
    read = set().union(*map(models.reads, selects))
    assert {"staging.lessons", "core.lessons", "core.calendar"} <= read
    assert read <= {f"{schema}.{table}" for schema in ("core", "staging") for table in of_schools}


def test_each_school_has_the_rows_that_it_has_alone(exports: Path, imported: Path, tmp_path: Path) -> None:
    """No model and no duty reads across schools."""
    together = tables(imported, frozenset({"raw"}))
    for school in ("azuolynas", "berzynas"):
        refresh([exports / school], tmp_path / school, as_of=AS_OF, validate=False)
        alone = tables(tmp_path / school, frozenset({"raw"}))
        with warehouse.open_file(warehouse.current(tmp_path / school)) as con:
            ((name,),) = con.execute("select school_id from warehouse.raw.imports").fetchall()
            common = {
                f"{schema}.{table}"
                for schema, table in con.execute(
                    "select schema_name, table_name from duckdb_columns() where database_name = 'warehouse'"
                    " group by all having not bool_or(column_name = 'school_id')"
                ).fetchall()
            }
        of_it = {table: [row for row in rows if table in common or name in row] for table, rows in together.items()}
        assert differing(alone, of_it) == {}
        assert sum(map(len, alone.values())) > 0

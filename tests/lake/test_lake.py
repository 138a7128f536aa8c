"""A lake says what one warehouse of the same schools says, row for row, whoever does the work."""

import datetime as dt
import json
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from click.testing import CliRunner
from pyarrow import parquet

from ediary_analytics import catalogue, check, cluster, docket, fingerprints, integrity, metrics, synth, warehouse
from ediary_analytics import lake as lakes
from ediary_analytics.answers.measures import Ask
from ediary_analytics.cli import cli
from ediary_analytics.errors import CallError, EdiaryError, InputError
from ediary_analytics.lake import kept, merged, parts, shard
from ediary_analytics.lake.order import FOREVER, Answer, Order
from ediary_analytics.lake.parts import Part
from ediary_analytics.lake.through import answers
from ediary_analytics.refresh import refresh

AS_OF = dt.datetime(2026, 10, 9, 15, 30)
DAYS = (dt.date(2026, 9, 1), dt.date(2026, 10, 23))
EVERYTHING = Order(as_of=AS_OF, rows=("verdicts", "breaches", "faults"))
EVERY_METRIC = Order(as_of=AS_OF, judged=False, asked=tuple(Ask(name) for name in catalogue.metrics()))


def of_warehouse(con: duckdb.DuckDBPyConnection) -> tuple[check.Looked, dict[str, pa.Table]]:
    """What one warehouse of all schools says when everything is asked of it."""
    looked = check.look(con, docket.cases(con, None, AS_OF)[0])
    rows = {
        "verdicts": con.sql("select * from judged.verdicts order by all").to_arrow_table(),
        "breaches": con.sql(catalogue.question("breaches")).to_arrow_table(),
        "faults": integrity.faults(con, looked.findings).to_arrow_table(),
    }
    return looked, rows


def must_agree(found: merged.Judged, con: duckdb.DuckDBPyConnection) -> None:
    """Every verdict, finding and row."""
    looked, rows = of_warehouse(con)
    assert found.faults == ()
    assert found.looked.findings == looked.findings
    assert found.looked.outcomes == looked.outcomes
    assert all(verdict.examined for outcome in looked.outcomes for verdict in outcome.verdicts[:1])
    assert rows["verdicts"].num_rows > 1000
    for name, expected in rows.items():
        assert found.rows[name].equals(expected), name


def metrics_must_agree(found: Sequence[Answer], con: duckdb.DuckDBPyConnection) -> None:
    """Every metric with its own keys and period; ``con`` is judged."""
    told = 0
    for number, name in enumerate(catalogue.metrics()):
        asked = metrics.question(name, AS_OF)
        expected = metrics.measure(con, asked)
        mine = merged.measured(found, number, asked)
        assert mine.missing_evidence == expected.missing_evidence, name
        assert mine.rows.to_pylist() == expected.rows.to_pylist(), name
        told += mine.rows.num_rows
    assert told > 1000


def test_every_duty_and_integrity_rule_as_in_one_warehouse(lake: Path, con: duckdb.DuckDBPyConnection) -> None:
    must_agree(lakes.check(lake, EVERYTHING), con)


@pytest.mark.slow
def test_every_metric_as_in_one_warehouse(lake: Path, con: duckdb.DuckDBPyConnection) -> None:
    metrics_must_agree(answers(lake, EVERY_METRIC), con)


@pytest.mark.slow
def test_small_groups_stay_hidden_as_in_one_warehouse(lake: Path, con: duckdb.DuckDBPyConnection) -> None:
    asked = (Ask("attendance_rate", ("class",), "month"), Ask("success_rate", ("grade",)), Ask("login_active"))
    found = answers(lake, Order(as_of=AS_OF, judged=False, asked=asked, min_group=10))
    metrics.prepare(con, min_group=10)
    hidden = 0
    for number, ask in enumerate(asked):
        question = metrics.question(ask.metric, AS_OF, by=ask.by, period=ask.period)
        mine, expected = merged.measured(found, number, question), metrics.measure(con, question)
        assert mine.rows.to_pylist() == expected.rows.to_pylist()
        hidden += sum(row["hidden"] for row in mine.rows.to_pylist())
    assert hidden


def dying(part: Part, order: Order, program: str, now: dt.datetime, *, doomed: str, marks: Path, deaths: int) -> object:
    """The work, by a worker that is killed over one part, so many times."""
    killed = len(list(marks.iterdir()))
    if part.name == doomed and killed < deaths:
        (marks / str(killed)).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return shard.answer(part, order, program, now)


def killing(pool: cluster.Pool, **told: Any) -> cluster.Pool:
    """A pool whose workers are killed."""

    def run(work: Callable[[Any], Any], given: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        return pool(partial(dying, **told, **work.keywords), given)  # type: ignore[attr-defined]

    return run


@pytest.fixture(scope="module")
def workers() -> Iterator[cluster.Pool]:
    with cluster.workers("local:2") as pool:
        yield pool


@pytest.mark.slow
def test_twenty_schools_on_a_cluster_agree_though_a_worker_is_killed(workers: cluster.Pool, tmp_path: Path) -> None:
    folder, marks = tmp_path / "lake", tmp_path / "marks"
    marks.mkdir()
    synth.write_schools(20, 12, 24, *DAYS, folder, "parquet")
    pool = killing(workers, doomed="s007", marks=marks, deaths=1)
    found = lakes.check(folder, EVERYTHING, pool=pool)
    measured = answers(folder, EVERY_METRIC, pool=workers)
    assert len(list(marks.iterdir())) == 1
    file = refresh([folder], tmp_path / "whole", validate=False).file
    with warehouse.open_file(file) as con:
        metrics.open_for(con)
        must_agree(found, con)
        metrics_must_agree(measured, con)


@pytest.mark.slow
def test_a_part_that_kills_every_worker_is_told_and_the_rest_is_judged(
    lake: Path, workers: cluster.Pool, tmp_path: Path
) -> None:
    pool = killing(workers, doomed="s002", marks=tmp_path, deaths=99)
    found = lakes.check(lake, EVERYTHING, pool=pool)
    assert [fault.where for fault in found.faults] == ["s002"]
    schools = {school for outcome in found.looked.outcomes for school in outcome.schools}
    assert len(schools) == 4
    assert "s002" not in schools


def test_a_broken_part_is_told_and_the_rest_is_judged(lake: Path, tmp_path: Path) -> None:
    shutil.copytree(lake / "s001", tmp_path / "s001")
    (tmp_path / "s002").mkdir()
    (tmp_path / "s002" / "pupils.csv").write_bytes(b"\0\1\2 no table")
    found = lakes.check(tmp_path, Order(as_of=AS_OF))
    assert [schools for outcome in found.looked.outcomes for schools in outcome.schools] == ["s001"]
    (fault,) = found.faults
    assert fault.where.startswith("s002")
    assert str(fault).count(". ") >= 1


def test_where_nothing_can_be_read_the_first_fault_says_why(tmp_path: Path) -> None:
    (tmp_path / "s001").mkdir()
    (tmp_path / "s001" / "pupils.csv").write_bytes(b"\0\1\2 no table")
    with pytest.raises(EdiaryError, match="s001"):
        lakes.check(tmp_path, Order())


def test_a_school_in_two_folders_is_not_counted_twice(lake: Path, tmp_path: Path) -> None:
    shutil.copytree(lake / "s001", tmp_path / "first")
    shutil.copytree(lake / "s001", tmp_path / "second")
    with pytest.raises(InputError, match="first, second"):
        lakes.check(tmp_path, Order(as_of=AS_OF))


def counting(done: list[str]) -> cluster.Pool:
    """This process, which notes what it goes through."""

    def run(work: Callable[[Any], Any], given: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        done.extend(part.name for part in given)
        return cluster.here(work, given)

    return run


def test_only_what_changed_is_judged_again(lake: Path, tmp_path: Path) -> None:
    folder, data = tmp_path / "lake", tmp_path / "data"
    for name in ("s001", "s002"):
        shutil.copytree(lake / name, folder / name)
    done: list[str] = []
    ask = partial(lakes.check, folder, pool=counting(done), data=data)
    first = ask(Order(as_of=AS_OF))
    assert sorted(done) == ["s001", "s002"]
    assert os.name == "nt" or {kept.stat().st_mode & 0o077 for kept in (data, data / "lake")} == {0}

    done.clear()
    assert ask(Order(as_of=AS_OF)) == first
    assert done == []

    (folder / "s002" / "locks.parquet").unlink()
    changed = ask(Order(as_of=AS_OF))
    assert done == ["s002"]
    assert changed.looked != first.looked

    done.clear()
    ask(Order(as_of=AS_OF, month="2026-09"))
    assert sorted(done) == ["s001", "s002"]


def test_rules_that_were_edited_are_judged_by_again(lake: Path, tmp_path: Path) -> None:
    folder, data, rules = tmp_path / "lake", tmp_path / "data", tmp_path / "own.toml"
    shutil.copytree(lake / "s001", folder / "s001")
    text = 'name = "own"\ntitle = "Own"\n[[obligation]]\nname = "lesson_recorded"\nclause = "1"\n'
    done: list[str] = []
    for due, anew in (("12:00:00", True), ("12:00:00", False), ("23:00:00", True)):
        rules.write_text(f"{text}settings = {{ due_time = {due} }}\n", "utf-8")
        done.clear()
        lakes.check(folder, Order(rules=str(rules), as_of=AS_OF), pool=counting(done), data=data)
        assert bool(done) is anew


@pytest.mark.slow
def test_rules_of_a_schools_own_are_judged_by_and_never_from_memory(lake: Path, tmp_path: Path) -> None:
    folder, data, rules = tmp_path / "lake", tmp_path / "data", tmp_path / "own.toml"
    for name in ("s001", "s002"):
        shutil.copytree(lake / name, folder / name)
    table = parquet.read_table(folder / "s001" / "schools.parquet")
    at = table.column_names.index("policy")
    parquet.write_table(table.set_column(at, "policy", pa.array([str(rules)])), folder / "s001" / "schools.parquet")
    text = 'name = "own"\ntitle = "Own"\n[[obligation]]\nname = "lesson_recorded"\nclause = "1"\n'
    told = []
    for due in ("08:00:00", "23:59:00"):
        rules.write_text(f"{text}settings = {{ due_time = {due} }}\n", "utf-8")
        found = lakes.check(folder, Order(as_of=AS_OF), data=data)
        with warehouse.open_file(refresh([folder], tmp_path / "whole", validate=False).file) as con:
            expected = check.look(con, docket.cases(con, None, AS_OF)[0])
        assert found.looked.outcomes == expected.outcomes
        told.append(next(one for one in found.looked.outcomes if one.policy.name == "own").verdicts[0].late)
    assert told[0] > told[1]


def test_a_part_that_cannot_be_worked_at_is_told(lake: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(InputError, match=r"^pamokos\.zip: "):
        lakes.check(lake, Order(as_of=AS_OF))


def test_who_is_killed_while_keeping_leaves_no_old_answer_beside_new_rows(lake: Path, tmp_path: Path) -> None:
    part = next(part for part in parts.find(lake) if part.name == "s001")
    rows = {"0": pa.table({"numerator": [1]})}
    kept.write(tmp_path, Answer("s001", rows=rows), "one question")
    assert kept.read(tmp_path, part, "one question", AS_OF) is not None
    (tmp_path / f"s001.{os.getpid()}.new").mkdir()  # the last step of keeping fails
    with pytest.raises(OSError, match="s001"):
        kept.write(tmp_path, Answer("s001", rows={"0": pa.table({"numerator": [2]})}), "another question")
    assert kept.read(tmp_path, part, "one question", AS_OF) is None


def test_what_is_kept_holds_until_the_next_entry(lake: Path, tmp_path: Path) -> None:
    """An import knows of nothing that is entered later: of entries of tomorrow, tomorrow says something else."""
    part = next(part for part in parts.find(lake) if part.name == "s001")
    sunday = dt.datetime(2026, 9, 20, 12)
    answer = shard.answer(part, Order(as_of=AS_OF), fingerprints.program(), sunday)
    assert dt.datetime(2026, 9, 18) < answer.imports["s001"] <= sunday
    assert answer.holds_until is not None
    assert sunday < answer.holds_until < dt.datetime(2026, 9, 22)
    kept.write(tmp_path / "data", answer, "key")
    assert kept.read(tmp_path / "data", part, "key", sunday) == answer
    assert kept.read(tmp_path / "data", part, "key", answer.holds_until) is None
    imported = shard.answer(part, Order(as_of=AS_OF, imported=True), fingerprints.program(), sunday)
    assert imported.imports == {"s001": AS_OF}
    assert imported.holds_until == FOREVER


def test_what_is_known_by_the_clock_alone_is_not_kept(tmp_path: Path) -> None:
    year = dt.datetime.now().year + 2  # noqa: DTZ005
    synth.write_schools(1, 4, 20, dt.date(year, 9, 1), dt.date(year, 9, 11), tmp_path / "lake" / "s001", "parquet")
    done: list[str] = []
    for _twice in range(2):
        done.clear()
        lakes.check(tmp_path / "lake", Order(), pool=counting(done), data=tmp_path / "data")
    assert done == ["s001"]


def test_rows_of_people_are_not_kept(lake: Path, tmp_path: Path) -> None:
    folder, data = tmp_path / "lake", tmp_path / "data"
    shutil.copytree(lake / "s001", folder / "s001")
    lakes.check(folder, EVERYTHING, data=data)
    assert not data.exists()


@pytest.mark.parametrize("address", ["local", "local:0", "http://host", "tcp://", "local:2; rm"])
def test_an_address_that_is_none_is_told(address: str) -> None:
    with pytest.raises(CallError, match="local:2"), cluster.workers(address):
        pass


@pytest.mark.slow
def test_where_nobody_answers_it_is_told() -> None:
    with pytest.raises(CallError, match="tcp://127.0.0.1:9"), cluster.workers("tcp://127.0.0.1:9"):
        pass


def test_a_worker_of_another_version_is_refused(lake: Path) -> None:
    found = shard.answer(parts.find(lake)[0], Order(), "another program", AS_OF)
    assert [fault[0] for fault in found.faults] == ["--cluster"]


def test_a_lake_is_more_than_one_warehouse_holds(lake: Path, tmp_path: Path) -> None:
    assert not lakes.is_lake(lake)
    for number in range(lakes.WHOLE + 1):
        (tmp_path / f"s{number:03}").mkdir()
        (tmp_path / f"s{number:03}" / "pupils.csv").touch()
    assert lakes.is_lake(tmp_path)


def test_one_school_of_a_lake_is_in_the_folder_or_zip_of_its_name(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ediary_analytics.lake.parts.WHOLE", 4)
    ask = ("metric", "lessons_held", "--as-of", "2026-10-09", "--format", "csv")
    alone, chosen = (
        CliRunner(catch_exceptions=False).invoke(cli, [*ask, *map(str, words)]).stdout
        for words in ((lake / "pamokos.zip",), (lake, "--school", "pamokos"))  # by its own name another school
    )
    assert chosen == alone
    assert chosen.count("\n") > 1
    with pytest.raises(CallError, match="pamokos"):
        CliRunner(catch_exceptions=False).invoke(cli, [*ask, str(lake), "--school", "nobody"])


@pytest.mark.slow
def test_the_commands_say_the_same_with_and_without_a_cluster(lake: Path, tmp_path: Path) -> None:
    def say(*words: str) -> tuple[int, str]:
        ended = CliRunner(catch_exceptions=False).invoke(cli, [*words, "--as-of", "2026-10-09T15:30"])
        return ended.exit_code, ended.stdout

    files = [tmp_path / "alone.csv", tmp_path / "cluster.csv"]
    alone = say("check", str(lake), "--format", "json", "--breaches", str(files[0]))
    assert say("check", str(lake), "--format", "json", "--breaches", str(files[1]), "--cluster", "local:2") == alone
    assert json.loads(alone[1])["schools"]
    assert files[0].read_bytes() == files[1].read_bytes()
    ask = ("metric", "nemis", str(lake), "--by", "class", "--format", "csv")
    assert say(*ask, "--cluster", "local:2") == say(*ask)

"""Many questions at once are answered as each alone: on the two sample schools."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from ediary_analytics import catalogue, disclosure, i18n, metrics, paths, together, warehouse
from ediary_analytics.errors import AccessError
from ediary_analytics.refresh import refresh

AS_OF = dt.datetime(2026, 11, 30, 23, 59, 59)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return refresh([paths.shipped("sample_data")], tmp_path_factory.mktemp("data"), as_of=AS_OF, validate=False).file


@pytest.fixture
def both(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with warehouse.open_file(file) as con:
        metrics.open_for(con)
        yield con


def alike(con: duckdb.DuckDBPyConnection, asked: list[metrics.Question]) -> None:
    for question, found in zip(asked, together.measure_all(con, asked), strict=True):
        alone = metrics.measure(con, question)
        assert found.question == question
        assert found.rows.equals(alone.rows), question.metric.name
        assert found.missing_evidence == alone.missing_evidence


def test_every_measure_is_what_it_is_alone(both: duckdb.DuckDBPyConnection) -> None:
    alike(both, [metrics.question(name, AS_OF) for name in catalogue.metrics()])


def test_other_moments_keys_windows_and_settings_are_kept_apart(both: duckdb.DuckDBPyConnection) -> None:
    earlier = dt.datetime(2026, 10, 15, 12)
    triggers = metrics.question("risk_triggers", AS_OF)
    alike(
        both,
        [
            triggers,
            metrics.question("risk_level", AS_OF),
            metrics.question("risk_level", earlier),
            metrics.question("risk_candidates", earlier),
            metrics.question("risk_level", AS_OF, settings={"window_days": 10}),
            metrics.question("risk_triggers", AS_OF, settings={"window_days": 10}),
            dataclasses.replace(triggers, pupil="p0001"),
            metrics.question("nemis", AS_OF),
            metrics.question("nemis", AS_OF, by=["grade"]),
            metrics.question("nemis", AS_OF, since=dt.date(2026, 10, 5), until=dt.date(2026, 11, 5)),
            metrics.question("frequent_lateness", AS_OF, since=dt.date(2026, 10, 5), until=dt.date(2026, 11, 5)),
            metrics.question("term_change", AS_OF),
            metrics.question("mark_vs_mean", AS_OF),
        ],
    )


def test_questions_that_share_are_answered_by_one_connection() -> None:
    asked = [metrics.question(name, AS_OF) for name in ("risk_level", "level", "risk_triggers", "nemis")]
    assert sorted(together.batches(asked)) == [[0, 2], [1], [3]]


def test_questions_share_whatever_their_keys() -> None:
    names = ("parents_illness_days", "nemis", "attendance_rate", "unjustified_share", "absence_bands")
    asked = [metrics.question(name, AS_OF) for name in names]
    assert sorted(together.batches(asked)) == [[0, 1], [2, 3], [4]]


def test_it_hides_what_one_question_would_hide(file: Path) -> None:
    i18n.use("en")
    with warehouse.open_file(file) as con:
        metrics.open_for(con, min_group=disclosure.MIN_GROUP)
        names = ("attendance_rate", "nemis", "frequent_lateness", "success_rate")
        asked = [metrics.question(name, AS_OF) for name in names]
        alike(con, asked)
        assert "hidden" in together.measure_all(con, asked)[0].rows.column_names
        with pytest.raises(AccessError, match="without names"):
            together.measure_all(con, [*asked, metrics.question("risk_level", AS_OF)])


def test_nothing_is_left_behind(both: duckdb.DuckDBPyConnection) -> None:
    def there() -> list[tuple[str, ...]]:
        return both.execute(
            "select database_name, schema_name, table_name from duckdb_tables() order by all"
        ).fetchall()

    before = there()
    together.measure_all(both, [metrics.question(name, AS_OF) for name in ("risk_level", "risk_triggers")])
    assert there() == before

"""Entry times that the export leaves out, bounded by repeated imports."""

import datetime as dt
import itertools
import json
from pathlib import Path
from typing import Any

import click.testing
import pytest

from ediary_analytics import cli, docket, standing, warehouse
from ediary_analytics.refresh import refresh
from support.exports import TABLES, write_export
from support.merging import Served


def bare(*days: str) -> str:
    """The diary's lessons of these days, as an export without entry times has them."""
    header = "lesson_id | group_id | held_on | lesson_no | topic"
    return "\n".join([header, *(f"l{day} | maths | 2026-{day} | 1 | Trupmenos" for day in days)])


class Diary:
    """A school without entry times, imported again and again; its maths lesson is on Tuesdays, due by 17:00."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.times = itertools.count()

    def imported(self, at: str, lessons: str) -> None:
        timetable = "\n".join(TABLES["timetable"].strip().splitlines()[:2])
        export = write_export(self.folder / f"e{next(self.times)}", lessons=lessons, timetable=timetable)
        (export / "attendance.csv").unlink()
        (export / "grades.csv").unlink()
        (export / "assessments.csv").unlink()
        refresh([export], self.folder / "data", as_of=dt.datetime.fromisoformat(at), validate=False)

    def verdict(self) -> standing.Verdict:
        con = warehouse.open_file(warehouse.current(self.folder / "data"))
        cases, _ = docket.cases(con)
        docket.judge(con, cases)
        (outcome,) = docket.outcomes(con, cases)
        con.close()
        return next(one for one in outcome.verdicts if one.name == "lesson_recorded")

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        con = warehouse.open_file(warehouse.current(self.folder / "data"))
        found = con.execute(sql).fetchall()
        con.close()
        return found


@pytest.fixture
def diary(tmp_path: Path) -> Diary:
    return Diary(tmp_path)


def test_one_import_shows_no_entry_time_nor_does_the_same_one_again(diary: Diary) -> None:
    for moment in ("2026-10-13 18:00", "2026-10-14 18:00"):
        diary.imported(moment, bare("10-06"))
        assert diary.verdict().missing_evidence == ("lessons.filled_at",)
    assert diary.rows("select distinct filled_at from warehouse.core.lessons") == [(None,)]


def test_the_first_import_with_an_entry_bounds_it_from_above_and_the_one_before_from_below(diary: Diary) -> None:
    diary.imported("2026-10-07 18:00", bare("10-06"))
    diary.imported("2026-10-13 18:00", bare("10-06"))
    diary.imported("2026-10-14 16:00", bare("10-06", "10-13"))  # a day late
    found = diary.verdict()
    assert (found.met, found.late, found.missing) == (0, 1, 0)
    assert found.observed_since == dt.datetime(2026, 10, 7, 18)
    assert found.unknown == 1  # the 6th, before anybody looked
    bounds = diary.rows(
        "select record_id, after, until from warehouse.history.sightings where table_name = 'lessons' order by all"
    )
    assert bounds == [
        ("l10-06", None, dt.datetime(2026, 10, 7, 18)),
        ("l10-13", dt.datetime(2026, 10, 7, 18), dt.datetime(2026, 10, 14, 16)),
    ]


def test_what_a_part_brings_was_perhaps_there_long_before(diary: Diary) -> None:
    diary.imported("2026-10-05 18:00", bare("09-29"))
    diary.imported("2026-10-06 16:00", bare("09-29", "10-06"))
    diary.imported("2026-11-15 16:00", bare("10-13"))
    found = diary.verdict()
    assert (found.met, found.late, found.unknown) == (1, 0, 1)


def test_real_entry_times_are_taken_as_they_are(diary: Diary) -> None:
    diary.imported("2026-10-12 18:00", bare("10-06"))
    diary.imported("2026-10-13 16:00", bare("10-06", "10-13"))
    diary.imported("2026-10-14 16:00", TABLES["lessons"])
    found = diary.verdict()
    assert found.checkable
    assert found.observed_since is None
    assert diary.rows("select count(*) from warehouse.history.sightings where table_name = 'lessons'") == [(0,)]


def test_the_report_says_observed(diary: Diary) -> None:
    diary.imported("2026-10-12 18:00", bare("10-06"))
    diary.imported("2026-10-13 16:00", bare("10-06", "10-13"))
    asked = ["check", str(diary.folder / "data")]
    told = json.loads(click.testing.CliRunner().invoke(cli.cli, [*asked, "--format", "json"]).stdout)
    lessons = next(one for one in told["obligations"] if one["name"] == "lesson_recorded")
    assert (lessons["observed"], lessons["observed_since"]) == (True, "2026-10-12T18:00:00")
    assert "2026-10-12" in click.testing.CliRunner().invoke(cli.cli, asked).stdout


def test_what_one_group_brings_day_by_day_is_bounded_by_the_last_look_at_it(tmp_path: Path) -> None:
    def lessons(group: str, *days: int) -> str:
        rows = [f"{group}{day} | {group} | 2026-10-{day:02} | 1 | Trupmenos" for day in days]
        return "\n".join(["lesson_id | group_id | held_on | lesson_no | topic", *rows])

    served = Served()
    for place, (at, rows) in enumerate(
        [
            (dt.datetime(2026, 10, 7, 18), lessons("maths", 6)),
            (dt.datetime(2026, 10, 7, 19), lessons("art", 6)),
            (dt.datetime(2026, 10, 8, 18), lessons("maths", 6, 8)),
            (dt.datetime(2026, 10, 9, 18), lessons("maths", 6, 7, 8)),
        ]
    ):
        of = dict.fromkeys(("attendance", "grades", "assessments", "timetable", "locks"))
        groups = TABLES["groups"].replace("maths", rows.splitlines()[1].split()[2])
        served.imported(write_export(tmp_path / str(place), groups=groups, lessons=rows, group_members=None, **of), at)
    found = served.con.execute(
        "select record_id, after from warehouse.history.sightings where table_name = 'lessons' order by all"
    ).fetchall()
    assert found == [
        ("art6", None),
        ("maths6", None),
        ("maths7", dt.datetime(2026, 10, 8, 18)),  # not there a day after it was held
        ("maths8", None),  # it had not been held when the group was looked at before
    ]

"""The same plan gives the same bytes, and the files say what the tables say."""

import csv
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

from ediary_analytics.contract import exported
from ediary_analytics.synth import POLICIES, Plan, generate, write, write_schools
from ediary_analytics.synth.samples import write_samples

SAMPLES = Path(__file__).parents[2] / "sample_data"
AUTUMN = (date(2026, 9, 1), date(2026, 11, 15))


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.*")) if path.is_file()}


@pytest.mark.parametrize("rules", POLICIES)
def test_the_same_plan_gives_the_same_bytes(tmp_path: Path, rules: str) -> None:
    for form in ("csv", "parquet"):
        write(generate(Plan("s001", 7, 60, rules, *AUTUMN)), tmp_path / "one" / form, form)
        write(generate(Plan("s001", 7, 60, rules, *AUTUMN)), tmp_path / "two" / form, form)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    write(generate(Plan("s001", 8, 60, rules, *AUTUMN)), tmp_path / "three" / "csv", "csv")
    assert files(tmp_path / "three")["csv/pupils.csv"] != files(tmp_path / "one")["csv/pupils.csv"]


def test_the_committed_sample_data_is_what_the_generator_makes(tmp_path: Path) -> None:
    write_samples(tmp_path)
    committed = {name: data for name, data in files(SAMPLES).items() if name.endswith(".csv")}
    assert committed == files(tmp_path)
    assert len(committed) == 2 * len(exported())
    assert sum(map(len, committed.values())) < 6_000_000


def test_csv_follows_the_conventions_of_the_contract(tmp_path: Path) -> None:
    table = pa.table(
        {
            "text": ["plain", 'says "no", twice', "two\nlines", None, "žąsys"],
            "day": pa.array([date(2026, 9, 1)] * 4 + [None], pa.date32()),
            "moment": pa.array([1_790_000_000, 0, None, 0, 0], pa.int64()).cast(pa.timestamp("s")),
            "flag": [True, False, None, True, False],
            "list": pa.array([["a", "b"], [], None, ["a"], ["c"]], pa.list_(pa.string())),
            "number": pa.array([1, 2, None, 4, 5], pa.int32()),
        }
    )
    write({"thing": table, "nothing": table.slice(0, 0)}, tmp_path, "csv")
    assert (tmp_path / "thing.csv").read_bytes().decode() == (
        "text,day,moment,flag,list,number\n"
        "plain,2026-09-01,2026-09-21 14:13:20,true,a;b,1\n"
        '"says ""no"", twice",2026-09-01,1970-01-01 00:00:00,false,,2\n'
        '"two\nlines",2026-09-01,,,,\n'
        ",2026-09-01,1970-01-01 00:00:00,true,a,4\n"
        "žąsys,,1970-01-01 00:00:00,false,c,5\n"
    )
    assert (tmp_path / "nothing.csv").read_bytes() == b"text,day,moment,flag,list,number\n"


def test_both_formats_say_the_same(tmp_path: Path) -> None:
    export = generate(Plan("s001", 7, 60, POLICIES[0], *AUTUMN))
    write(export, tmp_path, "csv")
    write(export, tmp_path, "parquet")
    for name, table in export.items():
        assert parquet.read_table(tmp_path / f"{name}.parquet").num_rows == table.num_rows
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == table.num_rows
        for column, kind in zip(table.column_names, table.schema.types, strict=True):
            if pa.types.is_string(kind):
                assert [row[column] or None for row in rows] == table[column].to_pylist()
    con = duckdb.connect()
    for name in ("grades", "lessons", "staff"):
        read = con.sql(f"select * from read_csv('{tmp_path}/{name}.csv')").to_arrow_table()
        assert read.num_rows == export[name].num_rows


def test_one_school_stands_in_the_folder_itself_more_in_folders_of_their_own(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_schools(1, 7, 20, *AUTUMN, tmp_path / "one", "csv")
    write_schools(2, 7, 20, *AUTUMN, tmp_path / "two", "parquet", progress=lambda done, of: told.append((done, of)))
    assert {path.name for path in (tmp_path / "one").iterdir()} == {f"{name}.csv" for name in exported()}
    assert {path.name for path in (tmp_path / "two").iterdir()} == {"s001", "s002"}
    assert told == [(1, 2), (2, 2)]
    rules = [
        parquet.read_table(tmp_path / "two" / s / "schools.parquet")["policy"][0].as_py() for s in ("s001", "s002")
    ]
    assert rules == list(POLICIES)

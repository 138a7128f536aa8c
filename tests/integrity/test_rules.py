"""Every rule of the data against its examples: ``<rule>.toml`` beside this file is test and manual at once.

``expect`` says, for each table that the rule concerns (of a contract rule: each place, ``lessons.group_id``), which
rows are sound and which faulty, or that it is not checkable and ``lacking`` what.
"""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ediary_analytics import catalogue, contract, i18n, integrity, models
from ediary_analytics.catalogue import integrity_rule
from ediary_analytics.errors import CatalogueError, PolicyError
from support.grids import SCHOOL, rows, school

RULES = catalogue.integrity_rules()
FILES = sorted(Path(__file__).parent.glob("*.toml"))
KINDS = {"sound", "faulty", "nothing examined", "not checkable"}
RAW = {
    "imports": "school_id varchar, imported_at timestamp, as_of timestamp",
    "duplicates": "school_id varchar, table_name varchar, key varchar, copies bigint",
    "rejects": "school_id varchar, file varchar, line bigint, table_name varchar, column_name varchar, code varchar,"
    " value varchar",
}
GOOD = """/* +++
title = "T"
fault = "F"
why = "W"
remedy = "R"
[needs]
lessons = ["groups"]
[lt]
title = "T"
fault = "F"
why = "W"
remedy = "R"
+++ */
select 1
"""


@contextmanager
def imported(example: dict[str, Any]) -> Iterator[duckdb.DuckDBPyConnection]:
    """The school of an example with what its import left in ``raw``, as of the example's ``as_of``."""
    given = example.get("given", {})
    of_core = {name: grid for name, grid in given.items() if not name.startswith("raw.")}
    with school(of_core, tuple(example.get("without", ()))) as con:
        con.execute("create schema raw")
        for name, columns in RAW.items():
            con.execute(f"create table raw.{name} ({columns})")
            for row in rows(given.get(f"raw.{name}", "school_id")):
                values = {"school_id": SCHOOL, **row}
                named = ", ".join(f"${column} as {column}" for column in values)
                con.execute(f"insert into raw.{name} by name select {named}", values)
        con.execute(
            "insert into raw.imports values ($school, $at, $at)", {"school": SCHOOL, "at": example.get("as_of")}
        )
        yield con


def listed(name: str) -> list[integrity.Rule]:
    return [rule for rule in integrity.rules() if rule.name == name]


def examples() -> list[Any]:
    return [
        pytest.param(file.stem, example, id=f"{file.stem}: {example['name']}")
        for file in FILES
        for example in tomllib.loads(file.read_text("utf-8"))["example"]
    ]


@pytest.mark.parametrize(("name", "example"), examples())
def test_example(name: str, example: dict[str, Any]) -> None:
    with imported(example) as con:
        found = {finding.rule.where: finding for finding in integrity.look(con, listed(name))}
        looked = {where: examined(con, finding.rule) for where, finding in found.items()}
        opened = integrity.faults(con, found.values()).to_arrow_table().to_pylist()

    for where, wanted in example["expect"].items():
        finding = found[where]
        if wanted == "not checkable":
            assert finding.missing_evidence == tuple(example["lacking"][where])
            assert (finding.checkable, finding.examined, finding.rate) == (False, 0, None)
            continue
        assert finding.checkable
        assert {row["subject_id"]: kind(row) for row in looked[where]} == {
            subject: row if isinstance(row, str) else "faulty" for subject, row in wanted.items()
        }
        faulty = {row["subject_id"]: row for row in looked[where] if row["is_faulty"]}
        assert finding.failed == len(faulty)
        if not RULES[name].each:
            assert finding.examined == len(looked[where]) == len(wanted), "a subject stands there twice"
        for subject, row in wanted.items():
            if isinstance(row, dict):
                assert {key: str(faulty[subject][key] or "") for key in row} == row
    unwanted = found.keys() - example["expect"].keys()
    assert not any(found[where].failed for where in unwanted)
    assert sorted(row["subject_id"] for row in opened) == sorted(
        row["subject_id"] for rows_of in looked.values() for row in rows_of if row["is_faulty"]
    )


def examined(con: duckdb.DuckDBPyConnection, rule: integrity.Rule) -> list[dict[str, Any]]:
    of_place = con.sql(f"select * from ({rule.sql}) where table_name = '{rule.table}'").to_arrow_table().to_pylist()
    return [row for row in of_place if row.get("column_name", "") == rule.column]


def kind(row: dict[str, Any]) -> str:
    return "faulty" if row["is_faulty"] else "sound"


def shown(file: Path) -> set[str]:
    kinds = set()
    for example in tomllib.loads(file.read_text("utf-8"))["example"]:
        for wanted in example["expect"].values():
            if isinstance(wanted, str):
                kinds.add(wanted)
            elif not wanted:
                kinds.add("nothing examined")
            else:
                kinds |= {row if isinstance(row, str) else "faulty" for row in wanted.values()}
    return kinds


@pytest.mark.parametrize("name", sorted(RULES))
def test_examples_are_complete(name: str) -> None:
    # the select of a contract rule returns faulty rows only
    expected = KINDS - {"sound"} if RULES[name].each else KINDS
    assert shown(Path(__file__).with_name(f"{name}.toml")) == expected


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_examples_are_of_a_rule(file: Path) -> None:
    assert file.stem in RULES


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_returns_the_columns_in_order_and_runs_on_empty_tables(name: str) -> None:
    with imported({}) as con:
        for rule in listed(name):
            found = con.execute(rule.sql)
            extra = ["is_faulty", "column_name"] if RULES[name].each else ["is_faulty"]
            assert [column[0] for column in found.description or []] == [*integrity.ROW, *extra]
            assert found.fetchall() == []
        assert all(not finding.failed for finding in integrity.look(con, listed(name)))
        assert integrity.faults(con, []).to_arrow_table().num_rows == 0


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_is_one_select_over_known_tables_with_known_needs(name: str) -> None:
    for rule in listed(name):
        statements = duckdb.extract_statements(rule.sql)
        assert [statement.type for statement in statements] == [duckdb.StatementType.SELECT]
        assert all(table.startswith(("core.", "raw.")) for table in models.reads(rule.sql))
        for need in rule.needs:
            table, _, column = need.partition(".")
            assert not column or contract.tables()[table].column(column)


@pytest.mark.parametrize("name", sorted(RULES))
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_rule_speaks_both_languages(name: str, language: str) -> None:
    texts, other = RULES[name].texts[language], RULES[name].texts["en" if language == "lt" else "lt"]
    assert all(texts[kind].strip() and texts[kind] != other[kind] for kind in ("title", "fault", "why", "remedy"))
    assert all(texts[kind].endswith(".") for kind in ("fault", "why", "remedy"))
    assert not texts["title"].endswith(".")


def test_the_suite_lists_every_rule() -> None:
    assert {rule.name for rule in integrity.rules()} == RULES.keys()
    places = [rule.place for rule in integrity.rules()]
    assert len(places) == len(set(places))


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('name = "no_such"\nseverity = "info"', r"\[no_such\]: .name = no_such"),
        ('name = "keys_unique"\nseverity = "dreadful"', "severity = dreadful"),
        ('name = "keys_unique"', "severity = None"),
        ('name = "keys_unique"\nseverity = "info"\nmostly = 1.5', "mostly = 1.5"),
        ('name = "keys_unique"\nseverity = "info"\nmostly = true', "mostly = True"),
        ('name = "keys_unique"\nseverity = "info"\nclause = "1"', ".clause. "),
        ('name = "keys_unique"\nseverity = "info"\n[[rule]]\nname = "keys_unique"\nseverity = "info"', "keys_unique"),
    ],
)
def test_a_suite_that_is_wrong_is_refused(tmp_path: Path, entry: str, message: str) -> None:
    file = tmp_path / "integrity.toml"
    file.write_text(f"[[rule]]\n{entry}\n", "utf-8")
    with pytest.raises(PolicyError, match=message):
        integrity.rules(file)


def test_a_suite_may_tolerate_a_share(tmp_path: Path) -> None:
    file = tmp_path / "integrity.toml"
    file.write_text('[[rule]]\nname = "lessons_recorded_once"\nseverity = "info"\nmostly = 0.99\n', "utf-8")
    (rule,) = integrity.rules(file)
    assert (rule.place, rule.severity, rule.mostly) == ("lessons_recorded_once lessons", "info", 0.99)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('why = "W"\nremedy = "R"\n[needs]', 'why = "W"\n[needs]', "'remedy'"),
        ('[needs]\nlessons = ["groups"]', "", "where it holds"),
        ("[needs]", 'each = "key"\n[needs]', "where it holds"),
        ('[needs]\nlessons = ["groups"]', 'each = "moon"', "where it holds"),
        ('[needs]\nlessons = ["groups"]', 'each = "key"\nowner = "teacher"', "unknown fields"),
        ("select 1", "select $days", "settings"),
    ],
)
def test_a_file_that_breaks_the_rules_is_refused_by_name(old: str, new: str, message: str) -> None:
    assert integrity_rule.parse("good", GOOD).needs == {"lessons": ("groups",)}
    assert old in GOOD
    with pytest.raises(CatalogueError, match=f"^bad.*{message}"):
        integrity_rule.parse("bad", GOOD.replace(old, new, 1))

"""The export contract as packaged, and what its loader refuses."""

from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ediary_analytics import contract
from ediary_analytics.errors import CatalogueError

ID = {"type": "text", "key": True}


def parsed(**columns: Any) -> dict[str, contract.Table]:
    return contract.parse({"lessons": {"columns": {"lesson_id": ID} | columns}})


@pytest.mark.parametrize("name", contract.tables())
def test_every_table_has_lithuanian_names_for_itself_and_its_columns(name: str) -> None:
    table = contract.tables()[name]
    assert table.aliases
    assert [column.name for column in table.columns if not column.aliases] == []


def test_no_file_name_means_two_tables() -> None:
    meant: dict[str, str] = {}
    for table in contract.tables().values():
        for name in (table.name, *table.aliases):
            assert meant.setdefault(contract.normal(name), table.name) == table.name


@pytest.mark.parametrize("name", contract.tables())
def test_every_table_begins_with_its_school_and_has_a_key(name: str) -> None:
    table = contract.tables()[name]
    assert table.columns[0].name == "school_id"
    assert table.key
    assert (table.key == ("school_id",)) == (name == "schools")


def test_names_of_columns_tell_their_types() -> None:
    for table in contract.tables().values():
        for column in table.columns:
            if column.name.endswith("_on"):
                assert column.type == "date", (table.name, column.name)
            if column.name.endswith("_at"):
                assert column.type == "timestamp", (table.name, column.name)
            if column.evidence:
                assert not column.key, (table.name, column.name)


def test_words_that_are_allowed_are_written_in_one_way() -> None:
    for table in contract.tables().values():
        for column in table.columns:
            assert [value for value in column.enum if value != value.lower().strip() or "'" in value] == []


def test_every_type_is_one_of_the_database() -> None:
    for sql_type in contract.TYPES.values():
        duckdb.execute(f"select null::{sql_type}").fetchall()


@pytest.mark.parametrize("header", ["KLASĖS VADOVO ID", "klases vadovo id", " Klasės_vadovo-ID. ", "homeroom_staff_id"])
def test_case_accents_and_spaces_of_a_header_do_not_matter(header: str) -> None:
    column = contract.tables()["classes"].column_for(header)
    assert column is not None
    assert column.name == "homeroom_staff_id"


@given(st.text())
def test_any_text_may_be_a_header(header: str) -> None:
    column = contract.tables()["pupils"].column_for(header)
    assert column is None or contract.normal(header)


def test_a_column_has_its_type_and_place() -> None:
    table = parsed(hours={"type": "decimal"})["lessons"]
    assert [column.name for column in table.columns] == ["school_id", "lesson_id", "hours"]
    assert table.column("hours").sql_type == "DECIMAL(9, 2)"
    with pytest.raises(KeyError):
        table.column("minutes")


@pytest.mark.parametrize(
    ("columns", "fault"),
    [
        ({"topic": {"type": "txt"}}, r"tables\.toml \[lessons\] topic: unknown type 'txt'\. Known are \['boolean', "),
        ({"topic": {}}, "unknown type None"),
        ({"topic": {"type": "text", "keys": True}}, r"unknown field \['keys'\]"),
        ({"lesson_id": {"type": "text"}}, "no column is marked as key"),
        (
            {"topic": {"type": "text", "aliases": ["Tema"]}, "theme": {"type": "text", "aliases": ["tema "]}},
            "'tema' means both topic and theme",
        ),
        ({"topic": {"type": "text", "aliases": ["lesson id"]}}, "'lessonid' means both lesson_id and topic"),
        ({"topic": {"type": "text", "aliases": ["mokykla"]}}, "'mokykla' means both school_id and topic"),
        ({"group_id": {"type": "text", "references": "groups"}}, "references 'groups', which is no table"),
        ({"part": ID, "lesson": {"type": "text", "references": "lessons"}}, "with a key of one column"),
    ],
)
def test_what_the_loader_refuses(columns: dict[str, Any], fault: str) -> None:
    with pytest.raises(CatalogueError, match=fault):
        parsed(**columns)


def test_a_table_without_columns_is_refused() -> None:
    with pytest.raises(CatalogueError, match="no column is marked as key"):
        contract.parse({"lessons": {}})

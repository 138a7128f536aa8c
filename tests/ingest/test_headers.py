"""What a file is, its headers tell and never its name alone; what they lack is told so that it can be mended."""

from itertools import permutations

import pytest
import xlsxwriter

from ediary_analytics import contract, ingest
from ediary_analytics.errors import InputError
from ediary_analytics.ingest.headers import understand
from ingest.conftest import Con, Load, Write

TABLES = contract.exported()


def columns(table: str) -> tuple[str, ...]:
    return tuple(column.name for column in TABLES[table].columns)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_itself_however_many_columns_it_lacks(table: str) -> None:
    key = TABLES[table].key
    for count in range(len(key), len(columns(table)) + 1):
        headers = dict.fromkeys([*key, *columns(table)][:count])
        assert {*understand("file", TABLES[table], tuple(headers)).places} == {*headers}


def test_no_table_is_taken_for_another() -> None:
    for table, other in permutations(TABLES, 2):
        with pytest.raises(InputError):
            understand("file", TABLES[table], columns(other))


@pytest.mark.parametrize(
    ("table", "other"),
    [("pupils", "grades"), ("lessons", "attendance"), ("accounts", "logins"), ("groups", "timetable"),
     ("classes", "lessons"), ("group_members", "term_grades")],
)  # fmt: skip
def test_the_table_that_it_is_is_named(table: str, other: str) -> None:
    with pytest.raises(InputError) as told:
        understand(f"{table}.csv", TABLES[table], columns(other))
    if {*TABLES[table].key} <= {*columns(other)}:
        assert str(told.value) == (
            f"{table}.csv: by its headers this is the table {other}, not {table}. "
            f"Name it {other}, and export {table} again."
        )


@pytest.mark.parametrize(
    ("table", "headers"),
    [
        ("pupils", ("pupil_id", "first_name", "last_name", "class_id", "enrolled_on")),
        ("pupils", ("pupil_id", "first_name", "Pastaba", "Kuratorius", "Autobusas")),
        ("substitutions", ("held_on", "group_id", "lesson_no", "staff_id", "lesson_id")),
        ("lessons", ("lesson_id", "group_id", "held_on", "pupil_id")),
    ],
)
def test_columns_that_were_added_make_it_no_other_table(table: str, headers: tuple[str, ...]) -> None:
    assert understand("file", TABLES[table], headers).dropped


def test_grades_saved_as_pupils_are_refused_as_file_and_as_sheet(con: Con, load: Load, write: Write) -> None:
    grades = "grade_id,pupil_id,group_id,given_on,value\nv1,p1,5a-lt,2026-10-05,8\n"
    with pytest.raises(InputError, match=r"^pupils\.csv: by its headers this is the table grades, not pupils"):
        load({"pupils.csv": grades})
    folder = write({})
    with xlsxwriter.Workbook(folder / "eksportas.xlsx") as book:
        for name in ("Mokiniai", "Pamokos"):
            book.add_worksheet(name).write_row(0, 0, columns("grades"))
    with pytest.raises(InputError, match=r"\[Mokiniai\]: by its headers this is the table grades"):
        ingest.load(con, [folder / "eksportas.xlsx"])


@pytest.mark.parametrize("above", ["Ąžuolyno progimnazija", "Pažymiai 2026 m. spalis;;;"])
def test_a_title_above_the_headers_is_to_be_deleted(load: Load, above: str) -> None:
    with pytest.raises(InputError, match="If lines stand above the headers, delete them"):
        load({"lessons.csv": f"{above}\nlesson_id;topic\nl1;Trupmenos\n"})


def test_notes_that_are_called_as_a_table_may_be_removed(load: Load) -> None:
    with pytest.raises(InputError) as told:
        load({"pastabos.txt": "Nepamiršti mokytojai paskambinti\n"})
    assert str(told.value) == (
        "pastabos.txt: the column remark_id, which tells the rows apart, is missing. Name it in the first line by one"
        " of: remark_id, pastabos id. If lines stand above the headers, delete them; if this is no table, remove it."
    )

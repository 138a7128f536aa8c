"""What an import leaves behind: typed rows, rejects, the account, and whose rows they are."""

import datetime as dt
import re
from pathlib import Path

import pytest

from ediary_analytics import contract, i18n, ingest
from ediary_analytics.errors import InputError
from ediary_analytics.ingest import Notice
from ingest.conftest import PUPILS, Con, Load, Write


def test_every_table_of_the_contract_is_there_with_its_columns_and_types(con: Con, load: Load) -> None:
    load({})
    for table in contract.tables().values():
        described = con.execute(f"select column_name, column_type from (describe staging.{table.name})").fetchall()
        assert described == [(c.name, c.sql_type.replace("9, 2", "9,2")) for c in table.columns]


def test_columns_may_stand_in_any_order_under_any_alias(con: Con, load: Load) -> None:
    load({"Pamokos.CSV": "TEMA,data,  pamokos  ID\nTrupmenos,2026-10-05,l1\n"})
    assert con.execute("select lesson_id, held_on, topic from staging.lessons").fetchall() == [
        ("l1", dt.date(2026, 10, 5), "Trupmenos")
    ]


def test_text_that_is_empty_or_white_is_null(con: Con, load: Load) -> None:
    load({"lessons.csv": "lesson_id,topic,homework,filled_at\nl1,,   ,  \n"})
    assert con.execute("select topic, homework, filled_at from staging.lessons").fetchall() == [(None, None, None)]


def test_a_list_is_parted_and_trimmed(con: Con, load: Load) -> None:
    load({"staff.csv": "staff_id,roles\nm1,teacher; homeroom ;;\nm2,\nm3, ; \n"})
    assert con.execute("select roles from staging.staff").fetchall() == [(["teacher", "homeroom"],), (None,), (None,)]


def test_words_are_matched_without_case_and_stored_as_the_contract_writes_them(con: Con, load: Load) -> None:
    load({"attendance.csv": "lesson_id,pupil_id,mark,reason\nl1,p1, Absent ,ILLNESS\nl2,p1,late,\n"})
    assert con.execute("select mark, reason from staging.attendance").fetchall() == [
        ("absent", "illness"),
        ("late", None),
    ]


def test_every_bad_cell_of_a_row_is_kept_and_the_rest_of_the_file_imported(con: Con, load: Load) -> None:
    report = load(
        {
            "attendance.csv": "lesson_id,pupil_id,mark,minutes,reason,recorded_at\n"
            "l1,p1,absent,,illness,2026-10-05 10:00\n"
            "l1,p2,vanished,five,,2026-10-05T25:00\n"
            "l2, ,late,5,,\n"
            "l2,p1,late,5,,2026-10-05T10:00:00Z\n"
        }
    )
    assert con.execute("select line, column_name, code, value from raw.rejects").fetchall() == [
        (3, "mark", "enum", "vanished"),
        (3, "minutes", "type", "five"),
        (3, "recorded_at", "type", "2026-10-05T25:00"),
        (4, "pupil_id", "empty_key", " "),
        (5, "recorded_at", "type", "2026-10-05T10:00:00Z"),
    ]
    file = report.files[-1]
    assert (file.rows_read, file.rows_loaded, file.rows_rejected) == (4, 1, 3)
    assert (report.rejects, report.rows_read, report.rows_loaded, report.rows_rejected) == (5, 5, 2, 3)
    assert next(report.messages()) == (
        "attendance.csv:3: 1 row was left out, 'mark' does not fit. It is one of: absent, late, left_early."
    )


@pytest.mark.parametrize("day", ["1899-12-31", "2101-01-01", "05/10/0026", "10000-01-01"])
def test_a_date_of_another_century_is_a_slip(load: Load, day: str) -> None:
    assert load({"lessons.csv": f"lesson_id,held_on,filled_at\nl1,{day},{day} 10:00\n"}).rejects == 2


def test_the_first_and_last_moment_of_the_range_fit(load: Load) -> None:
    assert not load({"lessons.csv": "lesson_id,filled_at\nl1,1900-01-01\nl2,2100-12-31 23:59:59\n"}).rejects


def test_rows_with_one_key_are_for_the_integrity_suite(con: Con, load: Load) -> None:
    assert load({"lessons.csv": "lesson_id\nl1\nl1\n"}).rejects == 0
    assert con.execute("select count(*) from staging.lessons").fetchone() == (2,)


def test_short_rows_are_filled_up_and_long_ones_rejected(con: Con, load: Load) -> None:
    report = load({"lessons.csv": "lesson_id,topic\nl1\nl2,Trupmenos,tail\nl3,Daugyba,\n"})
    assert con.execute("select lesson_id, topic from staging.lessons").fetchall() == [("l1", None), ("l3", "Daugyba")]
    assert con.execute("select line, column_name, code, value from raw.rejects").fetchall() == [
        (3, None, "shape", None)
    ]
    assert next(report.messages()) == (
        "lessons.csv:3: 1 row was left out, with more values than columns."
        " Put values that hold the delimiter in quotes."
    )


def test_a_quote_that_is_not_closed_costs_one_line(con: Con, load: Load) -> None:
    report = load({"lessons.csv": 'lesson_id,topic\nl1,"Trupmenos\nl2,"5 užd., 31 psl."\nl3,\n'})
    assert con.execute("select lesson_id, topic from staging.lessons").fetchall() == [
        ("l2", "5 užd., 31 psl."),
        ("l3", None),
    ]
    assert con.execute("select line, code from raw.rejects").fetchall() == [(2, "quote")]
    assert next(report.messages()).startswith("lessons.csv:2: 1 row was left out, where a quote does not match.")


def test_the_account_of_a_file(con: Con, load: Load) -> None:
    text = "pupil_id;first_name\np1;Žygis\n;Nobody\n".encode("windows-1257")
    load({"pupils.csv": text}, school="s1")
    assert con.execute("from raw.files").fetchall() == [
        ("pupils.csv", "pupils", "s1", "windows-1257", ";", len(text), 2, 1, 1)
    ]


def test_what_is_not_of_the_contract_is_dropped_and_told(con: Con, load: Load) -> None:
    headers = {
        "A. K.": "personal_code",
        "personal_code": "personal_code",
        "Diagnozė": "health",
        "ūgis": "unknown_column",
    }
    report = load(
        {"pupils.csv": f"pupil_id,{','.join(headers)},\np1,39001010077,39001010077,J45,150,\n", "notes.md": ""}
    )
    assert set(report.notices) == {
        *(Notice("pupils.csv", code, header) for header, code in headers.items()),
        Notice("pupils.csv", "unknown_column", "#6"),
        Notice("notes.md", "unknown_file"),
        Notice("school", "school_by_name", "school"),
    }
    assert con.execute("select file, code, subject from raw.notices order by all").fetchall() == sorted(
        (notice.file, notice.code, notice.subject) for notice in report.notices
    )
    kept = [con.execute(f"from {schema}.{name}").fetchall() for schema, name in con.execute(
        "select schema_name, table_name from duckdb_tables()").fetchall()]  # fmt: skip
    assert "39001010077" not in str(kept)


def test_two_headers_for_one_column_stop_the_import(load: Load) -> None:
    with pytest.raises(InputError, match="'Mokinys' and 'pupil_id' both mean the column pupil_id"):
        load({"pupils.csv": "Mokinys,pupil_id\np1,p1\n"})


def test_of_two_files_for_one_table_both_are_loaded_and_the_later_wins(con: Con, load: Load) -> None:
    report = load(
        {
            "lessons_2026-09.csv": "lesson_id,topic\nl1,old\nl1,twice\nl2,same\n",
            "lessons_2026-10.csv": "lesson_id,topic\nl1,new\nl2,same\nl3,more\n",
        }
    )
    assert con.execute("select lesson_id, topic from staging.lessons order by all").fetchall() == [
        ("l1", "new"),
        ("l2", "same"),
        ("l3", "more"),
    ]
    assert [n for n in report.notices if n.code == "rows_replaced"] == [
        Notice("lessons_2026-10.csv", "rows_replaced", "2")
    ]


def test_the_same_file_twice_is_read_once_and_told(load: Load) -> None:
    report = load({"mokiniai.csv": PUPILS})
    assert Notice("pupils.csv", "same_file", "mokiniai.csv") in report.notices
    assert [file.file for file in report.files] == ["mokiniai.csv"]


def test_an_export_without_pupils_and_lessons_is_none(load: Load) -> None:
    for files in ({"pupils.csv": "", "staff.csv": "staff_id\nm1\n"}, {"pupils.csv": "", "schools.csv": "\n"}):
        with pytest.raises(InputError, match="neither pupils nor lessons"):
            load(files)


def test_progress_counts_bytes_to_the_end(con: Con, write: Write) -> None:
    steps: list[tuple[str, int, int]] = []
    folder = write({"lessons.csv": "lesson_id\nl1\n", "grades.csv": ""})
    ingest.load(con, [folder], progress=lambda *step: steps.append(step))
    total = sum(path.stat().st_size for path in folder.iterdir())
    assert steps == [("pupils.csv", len(PUPILS.encode()), total), ("lessons.csv", total, total)]


def test_an_import_joins_the_transaction_of_its_caller(con: Con, write: Write) -> None:
    con.begin()
    ingest.load(con, [write({})])
    con.rollback()
    assert con.execute("select count(*) from duckdb_tables()").fetchone() == (0,)


def test_a_second_import_replaces_the_first(con: Con, write: Write) -> None:
    for _ in range(2):
        ingest.load(con, [write({})])
    assert con.execute("select count(*) from staging.pupils").fetchone() == (1,)


def test_it_imports_into_an_attached_file(con: Con, write: Write, tmp_path: Path) -> None:
    con.execute(f"attach '{tmp_path / 'w.duckdb'}' as warehouse")
    con.execute("use warehouse")
    ingest.load(con, [write({})])
    assert con.execute("select pupil_id from warehouse.staging.pupils").fetchall() == [("p1",)]


def test_a_message_names_the_column_as_the_file_does(load: Load) -> None:
    report = load({"pamokos.csv": "Pamokos ID;Data\nl1;rytoj\nl2;poryt\n"})
    assert next(report.messages()).startswith("pamokos.csv:2: 2 rows were left out, 'Data' does not fit. A date is")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_message_keeps_to_the_grammar(load: Load, language: str) -> None:
    i18n.use(language)
    report = load(
        {
            "lessons.csv": 'lesson_id,held_on,filled_at,lesson_no,ligos,a.k.,x\n,x,x,x,,,\n1,,,,,,,8\n"',
            "class_events.csv": "event_id,kind,hours,sheet_signed\n1,x,x,x\n",
            "grades.csv": "",
            "x.csv": "",
        }
    )
    messages = list(report.messages())
    assert len(messages) == 4 + 3 + 2 + 3 + 2 + 1
    for message in messages:
        assert re.fullmatch(r"[^:]+(:\d+)?: .+\. [A-ZĄČĘĖĮŠŲŪŽ].+\.", message), message
        assert "{" not in message

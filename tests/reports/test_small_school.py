"""What goes wrong only in a school that is unlike the sample: names that two people bear, terms by grade, gaps."""

import datetime as dt
from pathlib import Path

import pytest

from ediary_analytics import metrics, warehouse
from ediary_analytics.access import schools_in
from ediary_analytics.errors import CallError
from ediary_analytics.refresh import refresh
from ediary_analytics.reports import files
from ediary_analytics.reports.archive import package
from ediary_analytics.reports.catalogue import kind, kinds
from ediary_analytics.reports.desk import Chosen
from ediary_analytics.reports.document import Document
from support.exports import write_export

END_OF_OCTOBER = dt.datetime(2026, 10, 31, 23, 59, 59)


def _school(folder: Path, **changed: str | None) -> Path:
    refresh([write_export(folder / "export", **changed)], folder / "data", as_of=END_OF_OCTOBER, validate=False)
    return warehouse.current(folder / "data")


def _made(file: Path, name: str, chosen: Chosen, as_of: dt.datetime = END_OF_OCTOBER) -> list[Document]:
    return list(files.of_warehouse(file, kind(name), chosen, as_of=as_of).documents)


@pytest.fixture(scope="module")
def without_entries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    gone = dict.fromkeys(("attendance", "grades", "assessments"))
    return _school(tmp_path_factory.mktemp("without"), **gone)


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of the year before beside that of this year, each with a lesson; the half-year of this one still runs."""
    terms = """
        term_id | school_year | kind      | name          | starts_on  | ends_on
        old-h   | 2025-2026   | half_year | II pusmetis   | 2026-02-01 | 2026-06-11
        old     | 2025-2026   | year      | Metai         | 2025-09-01 | 2026-06-11
        h       | 2026-2027   | half_year | I pusmetis    | 2026-09-01 | 2027-01-31
        y       | 2026-2027   | year      | Metai         | 2026-09-01 | 2027-06-11
    """
    classes = """
        class_id | school_year | name | grade_level | kind
        4a       | 2025-2026   | 4a   | 4           | general
        5a       | 2026-2027   | 5a   | 5           | general
    """
    enrolments = """
        pupil_id | class_id | enrolled_on | left_on
        jonas    | 4a       | 2025-09-01  | 2026-08-31
        jonas    | 5a       | 2026-09-01  |
    """
    groups = """
        group_id | school_year | name   | kind   | subject_id | class_id | staff_id | assessment
        before   | 2025-2026   | 4a mat | formal | mat        | 4a       | ona      | points
        maths    | 2026-2027   | 5a mat | formal | mat        | 5a       | ona      | points
    """
    group_members = """
        group_id | pupil_id | joined_on
        before   | jonas    |
        maths    | jonas    |
    """
    lessons = """
        lesson_id | group_id | held_on    | lesson_no | staff_id | topic     | homework | filled_at
        l0        | before   | 2026-05-05 | 1         | ona      | Trupmenos | 12 psl.  | 2026-05-05 09:00
        l1        | maths    | 2026-10-06 | 1         | ona      | Trupmenos | 12 psl.  | 2026-10-06 09:00
    """
    grades = """
        grade_id | pupil_id | group_id | lesson_id | given_on   | value | kind     | entered_at
        g0       | jonas    | before   | l0        | 2026-05-05 | 9     | ordinary | 2026-05-05 16:00
        g1       | jonas    | maths    | l1        | 2026-10-06 | 8     | ordinary | 2026-10-06 16:00
    """
    locks = """
        lock_id | scope | period  | locked_at
        k0      | month | 2026-05 | 2026-05-25 12:00
        k1      | month | 2026-10 | 2026-10-20 12:00
        k2      | month | 2026-08 | 2026-08-15 12:00
    """
    changes = """
        change_id | entity | record_id | field | old_value | new_value | changed_by | changed_at
        c0        | grades | g0        | value | 8         | 9         | ona        | 2026-05-27 09:00
        c1        | grades | g1        | value | 7         | 8         | ona        | 2026-10-22 09:00
        summer    | grades | g0        | value | 9         | 10        | ona        | 2026-07-02 09:00
        of_gone   | grades | gone      | value | 7         |           | ona        | 2026-08-20 09:00
    """
    return _school(
        tmp_path_factory.mktemp("years"),
        terms=terms, classes=classes, enrolments=enrolments, groups=groups, group_members=group_members,
        lessons=lessons, timetable=None, grades=grades, locks=locks, changes=changes,
    )  # fmt: skip


def test_two_people_of_one_name_have_a_worklist_each(tmp_path: Path) -> None:
    staff = """
        staff_id | first_name | last_name | roles
        ona      | Ona        | Onaitienė | subject_teacher
        rasa     | Ona        | Onaitienė | class_head;subject_teacher
    """
    lessons = """
        lesson_id | group_id | held_on    | lesson_no | staff_id | topic     | homework | filled_at
        l1        | maths    | 2026-10-06 | 1         | rasa     | Trupmenos |          | 2026-10-06 09:00
    """
    file = _school(tmp_path, staff=staff, lessons=lessons, attendance=None)
    both = _made(file, "worklist", Chosen(month="2026-10"))
    assert len(both) == 2
    (alone,) = _made(file, "worklist", Chosen(month="2026-10", person="ona"))
    (mine,) = [one for one in both if one.title == alone.title]
    (others,) = [one for one in both if one is not mine]
    assert [*mine.tables[0].rows] == [*alone.tables[0].rows]
    assert not {*map(tuple, mine.tables[0].rows)} & {*map(tuple, others.tables[0].rows)}


def test_the_usual_term_of_a_class_is_its_own_and_not_the_year_that_runs(tmp_path: Path) -> None:
    terms = """
        term_id | school_year | kind      | name              | starts_on  | ends_on    | min_grade | max_grade
        h       | 2026-2027   | half_year | I pusmetis        | 2026-09-01 | 2027-01-29 |           |
        low     | 2026-2027   | year      | Metai (1–5 kl.)   | 2026-09-01 | 2027-06-04 | 1         | 5
        high    | 2026-2027   | year      | Metai (6–8 kl.)   | 2026-09-01 | 2027-06-11 | 6         | 8
    """
    classes = """
        class_id | school_year | name | grade_level | kind
        5a       | 2026-2027   | 5a   | 5           | general
        8a       | 2026-2027   | 8a   | 8           | general
    """
    five = Chosen(school_class="5a")
    file = _school(tmp_path, terms=terms, classes=classes)
    (now,) = _made(file, "class_term", five)
    assert now.title.endswith("I pusmetis")
    (over,) = _made(file, "class_term", five, dt.datetime(2027, 6, 30, 12))
    assert over.title.endswith("Metai (1–5 kl.)")


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("class_month", Chosen(month="2026-05")),
        ("attendance_review", Chosen(month="2026-05")),
        ("microclimate", Chosen(term="old-h")),
    ],
)
def test_a_month_or_term_of_last_year_is_told_of_the_classes_of_last_year(
    name: str, chosen: Chosen, two_years: Path
) -> None:
    (table,) = [table for table in _made(two_years, name, chosen)[0].tables if table.name == "Klasės"]
    assert [row[0] for row in table.rows] == ["4a"]
    (table,) = [table for table in _made(two_years, name, Chosen(month="2026-10"))[0].tables if table.name == "Klasės"]
    assert [row[0] for row in table.rows] == (["4a"] if name == "microclimate" else ["5a"])


def test_the_archive_keeps_the_summaries_of_each_year(two_years: Path, tmp_path: Path) -> None:
    (school,) = schools_in(two_years)
    with warehouse.open_file(two_years) as con:
        metrics.open_for(con, school.school_id)
        package.write(con, school, tmp_path / "archive")
    kept = {file.name for file in (tmp_path / "archive" / package.SUMMARIES).glob("year_summary-*")}
    assert kept == {"year_summary-01-4a.pdf", "year_summary-02-5a.pdf"}
    kept = {file.name for file in (tmp_path / "archive" / package.SUMMARIES).glob("data_change_act*")}
    # in summer too, and of a record that is gone, of which nobody knows whose it was
    assert kept == {f"data_change_act-2026-{month}.pdf" for month in ("05", "07", "08", "10")}


def test_only_acts_are_of_months_without_school_days(two_years: Path) -> None:
    (act,) = _made(two_years, "data_change_act", Chosen(month="2026-07"))
    assert act.form
    monthly = [name for name, one in kinds().items() if "month" in one.asks]
    assert len(monthly) > 3
    for name in monthly:
        with pytest.raises(CallError, match="2026-07"):
            _made(two_years, name, Chosen(month="2026-07"))


def test_the_certificate_of_who_left_last_year_is_of_last_year(tmp_path: Path) -> None:
    terms = """
        term_id | school_year | kind | name  | starts_on  | ends_on
        old     | 2025-2026   | year | Metai | 2025-09-01 | 2026-06-11
        y       | 2026-2027   | year | Metai | 2026-09-01 | 2027-06-11
    """
    classes = """
        class_id | school_year | name | grade_level | kind
        4a       | 2025-2026   | 4a   | 4           | general
        5a       | 2026-2027   | 5a   | 5           | general
    """
    enrolments = """
        pupil_id | class_id | enrolled_on | left_on
        jonas    | 4a       | 2025-09-01  | 2026-05-29
    """
    file = _school(tmp_path, terms=terms, classes=classes, enrolments=enrolments)
    (certificate,) = _made(file, "leaving_pupil", Chosen(pupil="jonas"))
    assert "2025-09-01 – 2026-05-29" in certificate.under


@pytest.mark.parametrize("name", ["attendance_review", "class_month", "leaving_pupil", "pupil_month", "risk_group"])
def test_what_the_export_does_not_tell_is_never_told_to_be_nothing(name: str, without_entries: Path) -> None:
    asked = Chosen(month="2026-10", pupil="jonas" if "pupil" in name else None)
    told = _made(without_entries, name, asked)
    empty = [table for one in told for table in one.tables if not table.rows]
    assert empty
    assert {table.empty for table in empty} == {"Netikrinama."}
    if name == "risk_group":
        assert [fact.value for fact in told[0].facts] == [None, None]

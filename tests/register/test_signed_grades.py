"""Whoever sees some grades signs a month for these; the duty is done once all grades of the school are signed for."""

import csv
import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from ediary_analytics import access, calendar, docket, entered, fingerprints, warehouse
from ediary_analytics.access import Scope, Viewer
from ediary_analytics.errors import AccessError, CallError
from ediary_analytics.refresh import refresh
from ediary_analytics.register import sign_offs, standing, store, tables
from ediary_analytics.register.entries import Author
from ediary_analytics.register.store import Register
from ediary_analytics.reports.archive import tables as archive
from support.exports import write_export
from support.register import NOW

SCHOOL, OTHER = "ąžuolynas", "liepynas"
NOVEMBER = dt.datetime(2026, 11, 16, 23, 59, 59)
LATER, LAST = NOW + dt.timedelta(hours=1), NOW + dt.timedelta(days=2)
TERMS = """
    term_id | school_year | kind | name   | starts_on  | ends_on
    x       | 2025-2026   | year | Seniau | 2026-05-01 | 2026-06-10
    y       | 2026-2027   | year | Metai  | 2026-10-01 | 2026-12-16
"""
CLASSES = """
    class_id | school_year | name | grade_level | kind
    1a       | 2026-2027   | 1a   | 1           | general
    4a       | 2026-2027   | 4a   | 4           | general
    5a       | 2026-2027   | 5a   | 5           | general
    8b       | 2026-2027   | 8b   | 8           | general
    12a      | 2025-2026   | 12a  | 12          | general
"""
DUTIES = "duty_id | kind | period | done_at\nd1 | monthly_fill_check | 2026-05 | 2026-06-02 12:00"
RULES = """
name = "{}"
title = "Mokyklos tvarka"
[[obligation]]
name = "fill_check_done"
clause = "1"
"""
SCHOOLS = "school_id | name | policy\n{} | Mokykla | {}"
#: What DuckDB answers does not depend on where the register is.
of_one = pytest.mark.parametrize("register", ["sqlite"], indirect=True)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two schools under different rules; the other one exports no duties, and one of its classes has no grade."""
    folder = tmp_path_factory.mktemp("two")
    rules = {name: folder / f"{name}.toml" for name in ("vienos", "kitos")}
    for name, written in rules.items():
        written.write_text(RULES.format(name), "utf-8")
    schools = {
        SCHOOL: {"duties_done": DUTIES, "classes": CLASSES, "schools": SCHOOLS.format(SCHOOL, rules["vienos"])},
        OTHER: {
            "classes": CLASSES.replace("| 4a   | 4  ", "| 4a   |    "),
            "schools": SCHOOLS.format(OTHER, rules["kitos"]),
        },
    }
    exports = [write_export(folder / name, terms=TERMS, **changed) for name, changed in schools.items()]
    refresh(exports, folder / "data", as_of=NOVEMBER, validate=False)
    return warehouse.current(folder / "data")


def deputy(lowest: int | None = None, highest: int | None = None, school: str = SCHOOL) -> Viewer:
    grades = None if lowest is None or highest is None else (lowest, highest)
    return Viewer("", "deputy_director", Scope((school,), grades, None, ()))


def sign(register: Register, viewer: Viewer, at: dt.datetime, period: str = "2026-10") -> int:
    author = access.author(viewer, None, "sign_offs", viewer.schools[0])
    return sign_offs.sign(register, author, at, kind="monthly_fill_check", period=period)


def withdraw(register: Register, viewer: Viewer, number: int) -> None:
    sign_offs.withdraw(register, access.author(viewer, None, "sign_offs", viewer.schools[0]), LAST, number)


def october(file: Path, register: Register, school: str = SCHOOL) -> tuple[str, dt.datetime | None]:
    """Where October's fill check stands as of the middle of November, and when it was done."""
    with warehouse.open_file(file) as con:
        listed = docket.cases(con)[0]
        docket.judge(con, listed)
        entered.lay_over(con, standing.read(register), listed)
        asked = "from judged.verdicts select status, done_at where (school_id, obligation, subject_id) = (?, ?, ?)"
        (found,) = con.execute(asked, [school, "fill_check_done", "2026-10"]).fetchall()
    return found


def awaited(file: Path, register: Register, school: str = SCHOOL) -> list[int | None]:
    signed = sign_offs.standing(register, [school], kind="monthly_fill_check", period="2026-10")
    return access.unsigned(deputy(school=school), file, school, [sign_offs.laid(one) for one in signed])


@of_one
def test_a_month_is_done_when_the_last_of_its_grades_is_signed_for(file: Path, register: Register) -> None:
    sign(register, deputy(1, 4), NOW)
    assert october(file, register) == ("pending", None)
    assert awaited(file, register) == [5, 8]
    number = sign(register, deputy(5, 8), LATER)
    sign(register, deputy(5, 8), LAST)
    assert october(file, register) == ("met", calendar.wall_clock(LATER))
    assert awaited(file, register) == []
    withdraw(register, deputy(5, 8), number)
    assert october(file, register) == ("met", calendar.wall_clock(LAST))


@of_one
def test_what_one_took_back_is_awaited_again(file: Path, register: Register) -> None:
    first = sign(register, deputy(1, 4), NOW)
    sign(register, deputy(5, 8), NOW)
    withdraw(register, deputy(1, 4), first)
    assert october(file, register) == ("pending", None)
    assert awaited(file, register) == [1, 4]


@of_one
def test_who_sees_the_whole_school_signs_for_all_of_it(file: Path, register: Register) -> None:
    sign(register, deputy(1, 4), NOW)
    sign(register, deputy(), LATER)
    assert october(file, register) == ("met", calendar.wall_clock(LATER))


@of_one
def test_a_class_without_a_grade_is_signed_for_with_the_whole_school_only(file: Path, register: Register) -> None:
    """Where the diary exports no such duties, a signature for some grades shows that they are signed here."""
    sign(register, deputy(0, 12, OTHER), NOW)
    assert october(file, register, OTHER) == ("pending", None)
    assert awaited(file, register, OTHER) == [None]
    sign(register, deputy(school=OTHER), LATER)
    assert october(file, register, OTHER) == ("met", calendar.wall_clock(LATER))


def test_of_a_year_without_classes_only_the_whole_school_is_known(file: Path) -> None:
    asked = [(SCHOOL, "monthly_fill_check", "2026-03", NOVEMBER, *grades) for grades in ((0, 12), (None, None))]
    assert access.unsigned(deputy(), file, SCHOOL, asked[:1]) == [None]
    assert access.unsigned(deputy(), file, SCHOOL, asked) == []
    with pytest.raises(AccessError):
        access.unsigned(deputy(school=OTHER), file, SCHOOL, asked)
    with pytest.raises(AccessError):
        access.unsigned(Viewer("", "administrator", deputy().scope), file, SCHOOL, asked)


@of_one
def test_what_is_entered_at_one_school_is_not_judged_by_the_rules_of_another(file: Path, register: Register) -> None:
    sign(register, deputy(), NOW)
    sign(register, deputy(1, 4, OTHER), NOW)
    with warehouse.open_file(file) as con:
        listed = docket.cases(con)[0]
        docket.judge(con, listed)
        asked = "from judged.imposed select school_id, policy, obligation order by all"
        before = con.execute(asked).fetchall()
        act = (OTHER, "act", "lock", *[None] * 8, NOVEMBER.date())
        entered.lay_over(con, replace(standing.read(register), unlock_acts=(act,)), listed)
        assert con.execute(asked).fetchall() == before
    assert october(file, register) == ("met", calendar.wall_clock(NOW))
    assert october(file, register, OTHER) == ("pending", None)


def test_nobody_takes_back_what_was_signed_for_other_grades(register: Register) -> None:
    numbers = [sign(register, deputy(*grades), NOW) for grades in ((5, 8), (4, 5), ())]
    for number in numbers:
        with pytest.raises(CallError, match="kitas klases"):
            withdraw(register, deputy(1, 4), number)
    withdraw(register, deputy(4, 8), numbers[1])
    for number in (numbers[0], numbers[2]):
        withdraw(register, deputy(), number)
    past = sign_offs.standing(register, [SCHOOL], past=True)
    assert [one.grades for one in past] == [(5, 8), (4, 5), None, (4, 5), (5, 8), None]


def test_grades_tell_what_the_register_holds_apart(register: Register) -> None:
    sign(register, deputy(1, 4), NOW)
    some = standing.read(register)
    (row,) = some.sign_offs
    whole = entered.Entered(sign_offs=((*row[:4], None, None),))
    assert fingerprints.held(some, SCHOOL) != fingerprints.held(whole, SCHOOL)


def test_what_was_signed_before_grades_were_noted_is_of_the_whole_school(register: Register) -> None:
    """The tables as the former program made them, with a row of its own."""
    with register.writing() as con:
        for name in ("min_grade", "max_grade"):
            con.exec_driver_sql(f"alter table sign_offs drop column {name}")
        con.exec_driver_sql("update alembic_version set version_num = '0003'")
        old = {"kind": "monthly_fill_check", "period": "2026-09", "day": dt.date(2026, 9, 30), "withdrawn": False}
        con.execute(sa.insert(tables.sign_offs).values(**old, school_id=SCHOOL, entered_at=NOW))
    again = store.connect(register.engine.url.render_as_string(hide_password=False))
    (kept,) = sign_offs.standing(again, [SCHOOL])
    assert (kept.period, kept.grades, kept.mark.at) == ("2026-09", None, NOW)
    with pytest.raises(sa.exc.DBAPIError, match="entries are"), again.writing() as con:
        con.execute(sa.update(tables.sign_offs).values(min_grade=1))
    sign_offs.sign(
        again, Author(None, None, SCHOOL, "sign_offs", grades=(1, 4)), NOW, kind="attendance_review", period="2026-10"
    )
    assert [one.grades for one in sign_offs.standing(again, [SCHOOL])] == [None, (1, 4)]
    again.engine.dispose()


def test_the_archive_keeps_of_which_grades(register: Register, tmp_path: Path) -> None:
    sign(register, deputy(1, 4), NOW)
    sign(register, deputy(), LATER)
    archive.write_entries(register, SCHOOL, tmp_path)
    with (tmp_path / "register" / "sign_offs.csv").open(encoding="utf-8-sig", newline="") as lines:
        kept = [(row["min_grade"], row["max_grade"]) for row in csv.DictReader(lines)]
    assert kept == [("1", "4"), ("", "")]

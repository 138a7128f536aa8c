"""A part of an export that does not say whose it is never founds a school beside the one that it is of."""

from pathlib import Path

import pytest

from ediary_analytics import i18n, warehouse
from ediary_analytics.errors import InputError
from ediary_analytics.refresh import refresh
from support.exports import write_export

LESSONS = "lesson_id,group_id,held_on\nl9,maths,2026-10-12\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory with the school ąžuolynas."""
    refresh([write_export(tmp_path / "export")], tmp_path / "data", validate=False)
    return tmp_path / "data"


@pytest.fixture
def part(tmp_path: Path) -> Path:
    folder = tmp_path / "spalis-dalis"
    folder.mkdir()
    (folder / "lessons.csv").write_text(LESSONS, "utf-8")
    return folder


def schools(data: Path) -> list[str]:
    with warehouse.open_file(warehouse.current(data)) as con:
        return sorted(warehouse.everyone(con))


def test_it_is_refused_and_told_how_to_say_it(data: Path, part: Path) -> None:
    before = warehouse.current(data)
    i18n.use("en")
    with pytest.raises(InputError) as told:
        refresh([part], data, validate=False)
    i18n.use("lt")
    assert str(told.value) == (
        "spalis-dalis: the export names no school, and here are already: ąžuolynas."
        " Say by its id which school it is of: --school ID, or on the page Imports; or add the table schools."
    )
    assert warehouse.current(data) == before


def test_with_its_id_it_comes_to_its_school(data: Path, part: Path) -> None:
    refresh([part], data, school="ąžuolynas", validate=False)
    assert schools(data) == ["ąžuolynas"]


def test_a_new_school_is_named_by_who_brings_it(data: Path, part: Path) -> None:
    refresh([part], data, school="liepaičių", validate=False)
    assert schools(data) == ["liepaičių", "ąžuolynas"]


def test_where_nothing_is_the_folder_names_it_and_does_so_again(tmp_path: Path, part: Path) -> None:
    refresh([part], tmp_path / "empty", validate=False)
    (part / "lessons.csv").write_text(LESSONS.replace("l9", "l10"), "utf-8")
    refresh([part], tmp_path / "empty", validate=False)
    assert schools(tmp_path / "empty") == ["spalis-dalis"]


def test_folders_of_several_schools_name_them(tmp_path: Path, data: Path) -> None:
    for name in ("beržynas", "pušynas"):
        (tmp_path / "visos" / name).mkdir(parents=True)
        (tmp_path / "visos" / name / "lessons.csv").write_text(LESSONS, "utf-8")
    refresh([tmp_path / "visos"], data, validate=False)
    assert schools(data) == ["beržynas", "pušynas", "ąžuolynas"]


@pytest.mark.parametrize(("may_know", "is_told"), [(["ąžuolynas"], True), (["liepaičių"], False), ([], False)])
def test_who_administers_one_school_does_not_hear_of_others(
    data: Path, part: Path, may_know: list[str], *, is_told: bool
) -> None:
    with pytest.raises(InputError) as told:
        refresh([part], data, validate=False, may_know=may_know)
    assert ("ąžuolynas" in str(told.value)) is is_told
    assert "mokyklos kodą" in str(told.value)

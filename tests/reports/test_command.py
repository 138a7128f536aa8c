"""``ediary report`` as one calls it, and who may make what."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from ediary_analytics import cli, warehouse
from ediary_analytics.access import Viewer, holders, of_schools, open_for, schools_in
from ediary_analytics.errors import CallError, CatalogueError
from ediary_analytics.reports import catalogue, desk
from ediary_analytics.reports.desk import Chosen
from support.reports import OAK, RIVER, pages


def test_without_a_name_the_reports_are_listed_with_what_they_need() -> None:
    printed = CliRunner().invoke(cli.cli, ["report"]).output
    for kind in catalogue.kinds().values():
        assert f"{kind.name} · {kind.title}" in printed
    assert "--month [--class]" in printed


def test_a_report_is_written_as_its_file_is_named(demo_data: Path, tmp_path: Path) -> None:
    asked = ["report", "class_month", str(demo_data), "--school", RIVER, "--month", "2026-10", "--class", "8A"]
    paper, book = tmp_path / "a.pdf", tmp_path / "a.xlsx"
    for file in (paper, book):
        done = CliRunner().invoke(cli.cli, [*asked, "--out", str(file)], catch_exceptions=False)
        assert done.exit_code == 0
        assert file.stat().st_mode & 0o077 == 0, "nobody else may read it"
    assert "8a klasės mokinių statistika: 2026 m. spalis" in pages(paper.read_bytes())[0]
    assert CalamineWorkbook.from_path(book).sheet_names == ["Apie ataskaitą", "Klasės", "Mokiniai"]


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        (["no_such", "--out", "a.pdf"], "tokios ataskaitos nėra"),
        (["class_month"], "nenurodytas failas"),
        (["class_month", "--out", "a.docx"], "negalima įrašyti kaip „.docx“"),
        (["class_month", "--month", "2026-13", "--out", "a.pdf"], "2026-13"),
    ],
)
def test_a_wrong_call_is_told_before_the_work(asked: list[str], wrong: str) -> None:
    done = CliRunner().invoke(cli.cli, ["report", *asked])
    assert isinstance(done.exception, Exception)
    assert wrong in str(done.exception)


def test_of_several_schools_one_has_to_be_named(demo_data: Path, tmp_path: Path) -> None:
    asked = ["report", "class_month", str(demo_data), "--out", str(tmp_path / "a.pdf")]
    assert OAK in str(CliRunner().invoke(cli.cli, asked).exception)
    assert OAK in str(CliRunner().invoke(cli.cli, [*asked, "--school", "nowhere"]).exception)


def test_a_role_makes_only_what_it_sees() -> None:
    def open_to(role: str) -> set[str]:
        viewer = Viewer("", role, of_schools([OAK]))
        return {name for name, kind in catalogue.kinds().items() if kind.open_to(viewer)}

    assert open_to("deputy_director") == set(catalogue.kinds())
    assert open_to("social_pedagogue") == {"attendance_review", "class_month", "microclimate", "risk_group"}
    own = {"class_month", "class_term", "year_summary", "pupil_month", "leaving_pupil", "data_change_act"}
    assert open_to("class_head") == own | {"attendance_review", "risk_group", "logins"}
    assert not open_to("municipality")
    assert not open_to("guardian") - {"leaving_pupil", "class_term", "year_summary", "class_month", "attendance_review"}


def test_a_class_head_s_report_is_of_the_own_class_only(demo_data: Path) -> None:
    file = warehouse.current(demo_data)
    (scope,) = {
        one.scope
        for one in holders(file)
        if one.role == "class_head" and "8a" in one.name and RIVER in one.scope.schools
    }
    (school,) = [one for one in schools_in(file) if one.school_id == RIVER]
    head = Viewer("", "class_head", scope)
    with open_for(head, file, RIVER) as con:
        found = desk.make(catalogue.kind("class_month"), desk.at(con, school, Chosen(month="2026-10"), viewer=head))
        assert [row[0] for row in found.documents[0].tables[0].rows] == ["8a"]
        other = desk.at(con, school, Chosen(month="2026-10", school_class="7a"), viewer=head)
        with pytest.raises(CallError):
            desk.make(catalogue.kind("class_month"), other)


def test_a_report_s_words_stand_in_both_languages() -> None:
    with pytest.raises(CatalogueError, match="lt"):
        catalogue.parse("x", 'title = "X"\npurpose = "Y"\ntopics = []')
    with pytest.raises(CatalogueError, match="colour"):
        catalogue.parse("x", 'colour = "red"')
    with pytest.raises(CatalogueError, match="weather"):
        catalogue.parse("x", 'asks = ["weather"]')


def test_what_the_export_does_not_tell_is_a_dash_and_is_said(tmp_path: Path) -> None:
    tables = {
        "terms": (
            "term_id,school_year,kind,name,starts_on,ends_on\n"
            "t1,2026-2027,half_year,I pusmetis,2026-09-01,2026-10-30\n"
            "m,2026-2027,year,Metai,2026-09-01,2027-06-10"
        ),
        "classes": "class_id,school_year,name,grade_level,kind\n5a,2026-2027,5a,5,general",
        "pupils": "pupil_id,first_name,last_name\np1,Ąžuolas,Žukas",
        "enrolments": "pupil_id,class_id,enrolled_on\np1,5a,2026-09-01",
    }
    folder = tmp_path / "export"
    folder.mkdir()
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text + "\n", "utf-8")
    asked = [str(folder), "--school", "maza", "--as-of", "2026-10-31", "--out", str(tmp_path / "a.pdf")]
    done = CliRunner().invoke(cli.cli, ["report", "microclimate", *asked], catch_exceptions=False)
    assert done.exit_code == 0
    text = pages((tmp_path / "a.pdf").read_bytes())[0]
    assert "Pagyrimai –" in text
    assert "Netikrinama" in text
    done = CliRunner().invoke(cli.cli, ["report", "pupil_month", *asked], catch_exceptions=False)
    assert done.exit_code == 0
    handed, page = pages((tmp_path / "a.pdf").read_bytes())
    assert "Nežinoma, kurie tėvai prisijungia" in handed
    assert "Žukas Ąžuolas" in page
    assert "Pagyrimai" not in page

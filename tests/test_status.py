"""``ediary status``: what each school's data came from, and what is only supposed."""

from pathlib import Path

import pytest

from ediary_analytics import status, warehouse
from ediary_analytics.cli import status_screen
from ediary_analytics.refresh import refresh
from support import workbooks
from support.exports import write_export
from support.workbooks import TermSummary


def test_each_school_says_what_its_data_came_from(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    report = TermSummary({"Pavardaitėa Vardė": ((9,), 9, (4, 3, 1, 0))}, ["Matematika"])
    (reports / "6.xls").write_bytes(workbooks.xls(report.cells()))
    data = tmp_path / "data"
    refresh([reports], data, validate=False)
    file = refresh([write_export(tmp_path / "export")], data, validate=False).file
    con = warehouse.open_file(file)
    pines, oaks = found = status.schools(con)
    con.close()

    assert (oaks.name, pines.name) == ("Ąžuolyno mokykla", "Pušyno progimnazija")
    assert oaks.sources.keys() == {""}
    assert pines.sources == {"mano_dienynas.term_summary": 1}
    assert pines.assumed == {"terms", "enrolments", "group_members"}
    assert not oaks.assumed

    status_screen.show(data, file, found)
    of_pines, of_oaks = capsys.readouterr().out.split("Ąžuolyno mokykla")
    assert "mokinių suvestinės" not in of_oaks, "no export has them, so none lacks them"
    assert "gauta iš (failų): savos lentelės" in of_oaks
    assert "gauta iš (failų): Mano dienynas: pasiekimų ir lankomumo suvestinė (1)" in of_pines
    assert "1 (spėjama)" in of_pines
    assert "Pareigos nevertinamos" in of_pines
    assert "mokinių suvestinės" in of_pines
    assert "setting" not in of_oaks

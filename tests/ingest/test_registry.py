"""The pupil registry's own list, as a school gets it: any file name, titles above, personal codes in it."""

import io

import xlsxwriter

from ediary_analytics.ingest.grid import Grid
from ediary_analytics.ingest.vendors.registry import REGISTRY
from ingest.conftest import Con, Load

LIST = """Mokinių registras;;;;
Ąžuolyno mokykla, 2026-10-01;;;;
Eil. Nr.;Mokinio registro Nr.;Vardas;Pavardė;Asmens kodas;Klasė
1;R-1;Austėja;Ąžuolytė;51001010000;5a
2;R-2;Jonas;Šimkus;;5b
;;;;;
Direktorė Ona Onaitienė;;;;;
"""


def registered(con: Con) -> list[tuple[object, ...]]:
    return con.execute(
        "select registry_id, first_name, last_name, class_name from staging.registry_pupils order by registry_id"
    ).fetchall()


def test_it_is_known_by_its_headers_and_personal_codes_are_dropped(con: Con, load: Load) -> None:
    report = load({"Sąrašas iš MR 2026-10-01.csv": LIST})
    assert registered(con) == [("R-1", "Austėja", "Ąžuolytė", "5a"), ("R-2", "Jonas", "Šimkus", "5b")]
    assert "personal_code" in {notice.code for notice in report.notices}
    assert "51001010000" not in str(con.execute("from raw.rejects").fetchall())


def test_a_workbook_with_names_in_one_cell(con: Con, load: Load) -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("Mokiniai 2026")
        sheet.write_row(0, 0, ["Mokinių registras"])
        sheet.write_row(2, 0, ["Registro Nr.", "Pavardė, vardas", "Klasė"])
        sheet.write_row(3, 0, [100234, "Šimkus, Jonas Matas", "5b"])
        sheet.write_row(4, 0, [100235, "Ąžuolytė Austėja", "5a"])
    load({"MR.xlsx": buffer.getvalue()})
    assert registered(con) == [("100234", "Jonas Matas", "Šimkus", "5b"), ("100235", "Austėja", "Ąžuolytė", "5a")]


def test_a_pupil_without_a_number_is_set_aside_and_told(con: Con, load: Load) -> None:
    report = load({"registras.csv": "Registro Nr.,Vardas,Pavardė,Klasė\n,Lukas,Lukaitis,5a\nR-1,Ona,Onaitė,5a\n"})
    assert [row[0] for row in registered(con)] == ["R-1"]
    assert [(fault.column, fault.line) for fault in report.faults] == [("registry_id", 2)]


def test_the_diarys_own_list_is_not_the_registrys() -> None:
    header = ["Mokinio ID", "Vardas", "Pavardė", "Klasė", "Registro Nr."]
    assert REGISTRY.recognise(Grid("", [header, ["p1", "Ona", "Onaitė", "5a", "R-1"]]), "x.csv") is None
    assert REGISTRY.recognise(Grid("", []), "x.csv") is None

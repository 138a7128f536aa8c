"""OneRoster 1.1 and 1.2 as CSV: two fictional schools of one municipality."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ediary_analytics import ingest
from ediary_analytics.errors import InputError
from ediary_analytics.ingest.grid import Grid
from ediary_analytics.ingest.vendors import Piece
from ediary_analytics.ingest.vendors.oneroster import ONE_ROSTER
from ingest.conftest import Con

HEAD = "sourcedId,status,dateLastModified"
ROSTER = {
    "manifest.csv": "propertyName,value\noneroster.version,1.1\nfile.users,bulk\nfile.roles,absent\n",
    "orgs.csv": f"""{HEAD},name,type,identifier,parentSourcedId
sav,active,,Upės savivaldybė,district,,
s1,active,,Ąžuolyno mokykla,school,100,sav
s2,active,,Upės mokykla,school,200,sav
""",
    "academicSessions.csv": f"""{HEAD},title,type,startDate,endDate,parentSourcedId,schoolYear
y,active,,2026–2027,schoolYear,2026-09-01,2027-06-12,,2027
h1,active,,I pusmetis,term,2026-09-01,2027-02-01,y,2027
h2,active,,II pusmetis,term,2027-02-01,2027-06-12,y,2027
q1,active,,Rugsėjis,gradingPeriod,2026-09-01,2026-10-01,h1,2027
""",
    "courses.csv": f"""{HEAD},schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes
mat,active,,y,Matematika,M,05,sav,,
""",
    "classes.csv": f"""{HEAD},title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds
5a,active,,5a,05,,,homeroom,,s1,"h1,h2"
0p,active,,Priešmokyklinė,KG,,,homeroom,,s2,h1
5a-mat,active,,5a matematika,05,mat,,scheduled,,s1,"h1,h2"
old,tobedeleted,,Sena,05,mat,,scheduled,,s1,h1
""",
    "users.csv": f"""{HEAD},enabledUser,orgSourcedIds,role,username,givenName,familyName,identifier,email,sms,phone,\
agentSourcedIds,grades,password
p1,active,,true,s1,student,p1,Austėja,Ąžuolytė,51001010000,a@example.org,,,g1,05,slapta
p2,active,,true,s2,student,p2,Jonas,Šimkus,,,,,,KG,
p3,tobedeleted,,true,s2,student,p3,Lukas,Lukaitis,,,,,,KG,
t1,active,,true,"s1,s2",teacher,t1,Ona,Onaitienė,,,,,,,
t2,active,,true,sav,administrator,t2,Rasa,Rasaitė,,,,,,,
g1,active,,true,s1,guardian,g1,Ieva,Ąžuolienė,,,+37060000000,,,,
g2,active,,true,s2,parent,g2,Petras,Šimkus,,,,,p2,,
""",
    "demographics.csv": f"{HEAD},birthDate,sex\np1,active,,2015-04-01,female\n",
    "enrollments.csv": f"""{HEAD},classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
e1,active,,5a,s1,p1,student,,2026-09-03,2027-06-12
e2,active,,0p,s2,p2,student,,,
e3,active,,5a-mat,s1,p1,student,,,
e4,active,,5a,s1,t1,teacher,true,,
e5,active,,5a-mat,s1,t2,teacher,false,,
e6,active,,5a-mat,s1,t1,teacher,true,,
""",
    "categories.csv": f"{HEAD},title\nc1,active,,Kontroliniai darbai\n",
    "lineItems.csv": f"""{HEAD},title,description,assignDate,dueDate,classSourcedId,categorySourcedId,\
gradingPeriodSourcedId,resultValueMin,resultValueMax
w1,active,,Trupmenos,,2026-10-01,2026-10-13,5a-mat,c1,q1,1,10
w2,active,,Procentai,,2026-10-01,2026-10-20,5a-mat,,q1,0,100.0
""",
    "results.csv": f"""{HEAD},lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment
r1,active,,w1,p1,fully graded,9.0,2026-10-14,gerai
r2,active,,w2,p1,fully graded,85,2026-10-21,
r3,active,,w2,p1,exempt,,2026-10-21,
r4,active,,w2,p1,not submitted,,2026-10-21,
""",
    "resources.csv": f"{HEAD},vendorResourceId,title\nx,active,,v,Vadovėlis\n",
}


def load(con: Con, folder: Path, files: dict[str, str]) -> ingest.ImportReport:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return ingest.load(con, [folder])


def rows(con: Con, query: str) -> list[tuple[Any, ...]]:
    return con.execute(query).fetchall()


def test_a_roster_becomes_the_tables_of_two_schools(con: Con, tmp_path: Path) -> None:
    report = load(con, tmp_path / "roster", ROSTER)
    assert report.schools == ("s1", "s2")
    assert not report.faults
    assert rows(con, "select school_id, name, municipality from staging.schools order by all") == [
        ("s1", "Ąžuolyno mokykla", "Upės savivaldybė"),
        ("s2", "Upės mokykla", "Upės savivaldybė"),
    ]
    assert rows(
        con,
        "select term_id, school_year, kind, starts_on::varchar, ends_on::varchar from staging.terms"
        " where school_id = 's1' order by all",
    ) == [
        ("h1", "2026-2027", "half_year", "2026-09-01", "2027-01-31"),
        ("h2", "2026-2027", "half_year", "2027-02-01", "2027-06-11"),
        ("y", "2026-2027", "year", "2026-09-01", "2027-06-11"),
    ]
    assert rows(con, "select school_id, pupil_id, first_name, born_on::varchar from staging.pupils order by all") == [
        ("s1", "p1", "Austėja", "2015-04-01"),
        ("s2", "p2", "Jonas", None),
    ]
    assert rows(con, "select school_id, staff_id, roles from staging.staff order by all") == [
        ("s1", "t1", ["subject_teacher", "class_head"]),
        ("s1", "t2", None),
        ("s2", "t1", ["subject_teacher", "class_head"]),
        ("s2", "t2", None),
    ]
    assert rows(con, "select school_id, guardian_id, pupil_id, phone from staging.guardians order by all") == [
        ("s1", "g1", "p1", "+37060000000"),
        ("s2", "g2", "p2", None),
    ]


def test_classes_and_groups_are_told_apart(con: Con, tmp_path: Path) -> None:
    load(con, tmp_path / "roster", ROSTER)
    assert rows(
        con, "select class_id, school_year, grade_level, kind, homeroom_staff_id from staging.classes order by all"
    ) == [("0p", "2026-2027", 0, "preschool", None), ("5a", "2026-2027", 5, "general", "t1")]
    assert rows(con, "select group_id, name, kind, subject_id, staff_id from staging.groups") == [
        ("5a-mat", "5a matematika", "formal", "mat", "t1")
    ]
    assert rows(
        con, "select pupil_id, class_id, enrolled_on::varchar, left_on::varchar from staging.enrolments order by all"
    ) == [("p1", "5a", "2026-09-03", "2027-06-11"), ("p2", "0p", "2026-09-01", None)]
    assert rows(con, "select school_id, group_id, pupil_id from staging.group_members") == [("s1", "5a-mat", "p1")]
    assert rows(con, "select school_id, subject_id, name from staging.subjects") == [("s1", "mat", "Matematika")]


def test_results_are_grades_and_a_scale_of_a_hundred_is_no_mark(con: Con, tmp_path: Path) -> None:
    report = load(con, tmp_path / "roster", ROSTER)
    assert rows(con, "select grade_id, group_id, assessment_id, value, kind from staging.grades order by all") == [
        ("r1", "5a-mat", "w1", "9", "test"),
        ("r2", "5a-mat", "w2", "85/100.0", "ordinary"),
        ("r3", "5a-mat", "w2", "atl", "ordinary"),
    ]
    assert rows(
        con, "select assessment_id, kind, held_on::varchar, announced_at from staging.assessments order by all"
    ) == [
        ("w1", "test", "2026-10-13", None),
        ("w2", "other", "2026-10-20", None),
    ]
    codes = {notice.code: notice.subject for notice in report.notices}
    assert codes["roster_ungraded"] == codes["roster_deleted"] == "1"
    assert codes["roster_period"] == "Rugsėjis"
    assert "roster_unused" in codes


def test_nothing_that_the_contract_has_no_place_for_is_kept(con: Con, tmp_path: Path) -> None:
    load(con, tmp_path / "roster", ROSTER)
    for table in ("pupils", "staff", "guardians"):
        assert "slapta" not in str(rows(con, f"from staging.{table}"))
        assert "51001010000" not in str(rows(con, f"from staging.{table}"))


def test_roles_of_their_own_in_1_2_and_a_zip(con: Con, tmp_path: Path) -> None:
    files = {
        "orgs.csv": ROSTER["orgs.csv"],
        "users.csv": f"""{HEAD},enabledUser,username,userIds,givenName,familyName,agentSourcedIds,primaryOrgSourcedId
p1,active,,true,p1,,Austėja,Ąžuolytė,,s1
t1,active,,true,t1,,Ona,Onaitienė,,s1
""",
        "roles.csv": f"""{HEAD},userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId
r1,active,,p1,primary,student,,,s1,
r2,active,,t1,primary,teacher,,,s1,
r3,active,,t1,secondary,principal,,,s2,
""",
        "userProfiles.csv": f"{HEAD},userSourcedId,profileType,vendorId,credentialType,username,password\n"
        "u1,active,,p1,x,y,z,p1,slapta\n",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    file = tmp_path / "roster.zip"
    file.write_bytes(buffer.getvalue())
    ingest.load(con, [file])
    assert rows(con, "select school_id, pupil_id from staging.pupils") == [("s1", "p1")]
    assert rows(con, "select school_id, staff_id, roles from staging.staff order by all") == [
        ("s1", "t1", ["subject_teacher"]),
        ("s2", "t1", ["director"]),
    ]


def test_changes_alone_are_refused_and_said_so(con: Con, tmp_path: Path) -> None:
    delta = ROSTER | {"manifest.csv": "propertyName,value\nfile.users,delta\n"}
    with pytest.raises(InputError, match=r"manifest.csv:2: file.users holds only what has changed\. Export OneRoster"):
        load(con, tmp_path / "roster", delta)


@pytest.mark.parametrize("name", sorted(ROSTER))
def test_every_file_is_known_by_its_headers_alone(name: str) -> None:
    grid = Grid("", [line.split(",") for line in ROSTER[name].splitlines()])
    assert ONE_ROSTER.recognise(grid, "x.csv") == {"resources.csv": "other"}.get(name, name.removesuffix(".csv"))


@given(st.lists(st.lists(st.text(max_size=8), min_size=3, max_size=3), max_size=5), st.sampled_from(sorted(ROSTER)))
def test_whatever_stands_in_the_cells_is_translated_or_refused(cells: list[list[str]], name: str) -> None:
    headers = ROSTER[name].splitlines()[0].split(",")
    body = [(row * len(headers))[: len(headers)] for row in cells]
    piece = Piece(name, name.removesuffix(".csv"), Grid("", [headers, *body]))
    try:
        found = ONE_ROSTER.translate([piece])
    except InputError:
        return
    for table in found.tables:
        assert table.text.rows <= len(body) * max(1, len(body))

"""A school small enough to know by heart, as an export folder.

Class 5a with Austėja and Jonas; Ona teaches maths on Tuesdays, Rasa heads the class. Two Tuesdays of October 2026
hold one fault of each kind that the tests look for.
"""

from pathlib import Path

from support.grids import rows

TABLES = {
    "schools": """
        school_id | name              | policy
        ąžuolynas | Ąžuolyno mokykla  | kedainiai-senamiestis
    """,
    "terms": """
        term_id | school_year | kind | name  | starts_on  | ends_on
        y       | 2026-2027   | year | Metai | 2026-10-01 | 2026-10-16
    """,
    "closures": """
        starts_on  | name   | ends_on    | kind
        2026-10-15 | Šaltis | 2026-10-15 | cancelled
    """,
    "staff": """
        staff_id | first_name | last_name | roles
        ona      | Ona        | Onaitienė | subject_teacher
        rasa     | Rasa       | Rasaitė   | class_head;subject_teacher
        adelė    | Adelė      | Adelytė   | administrator
    """,
    "classes": """
        class_id | school_year | name | grade_level | kind    | homeroom_staff_id
        5a       | 2026-2027   | 5a   | 5           | general | rasa
    """,
    "pupils": """
        pupil_id | first_name | last_name
        austėja  | Austėja    | Ąžuolytė
        jonas    | Jonas      | Šimkus
    """,
    "enrolments": """
        pupil_id | class_id | enrolled_on
        austėja  | 5a       | 2026-09-01
        jonas    | 5a       | 2026-09-01
    """,
    "subjects": """
        subject_id | name
        mat        | Matematika
    """,
    "groups": """
        group_id | school_year | name   | kind   | subject_id | class_id | staff_id | assessment
        maths    | 2026-2027   | 5a mat | formal | mat        | 5a       | ona      | points
    """,
    "group_members": """
        group_id | pupil_id | joined_on
        maths    | austėja  |
        maths    | jonas    |
    """,
    "timetable": """
        group_id | weekday | lesson_no | valid_from | staff_id | entered_at
        maths    | 2       | 1         | 2026-09-01 | ona      | 2026-09-03 12:00
        maths    | 2       | 2         | 2026-09-01 | ona      | 2026-09-03 12:00
    """,
    "lessons": """
        lesson_id | group_id | held_on    | lesson_no | staff_id | topic     | homework | filled_at
        l1        | maths    | 2026-10-06 | 1         | ona      | Trupmenos | 12 psl.  | 2026-10-06 09:00
        l2        | maths    | 2026-10-06 | 2         | ona      | Trupmenos | 13 psl.  | 2026-10-06 17:00:01
        l3        | maths    | 2026-10-13 | 1         | ona      | Procentai |          | 2026-10-13 09:00
    """,
    "attendance": """
        lesson_id | pupil_id | mark   | recorded_at      | reason  | status    | explained_at     | decided_at
        l1        | jonas    | absent | 2026-10-06 09:00 | illness | justified | 2026-10-07 08:00 | 2026-10-08 12:00
        l3        | jonas    | late   | 2026-10-14 09:00 |         |           |                  |
    """,
    "assessments": """
        assessment_id | group_id | held_on    | kind | topic     | announced_at
        a1            | maths    | 2026-10-13 | test | Trupmenos | 2026-10-08 12:00
    """,
    "grades": """
        grade_id | pupil_id | group_id | lesson_id | assessment_id | given_on   | value | kind | entered_at
        g1       | austėja  | maths    | l3        | a1            | 2026-10-13 | 9     | test | 2026-10-15 16:00
    """,
    "locks": """
        lock_id | scope | period  | locked_at
        k1      | month | 2026-09 | 2026-10-05 12:00
    """,
}


def write_export(folder: Path, **changed: str | None) -> Path:
    """The school as CSV files; ``changed`` replaces a table's grid, and None leaves the table out."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, grid in (TABLES | changed).items():
        if grid is not None:
            write_table(folder / f"{name}.csv", grid)
    return folder


def write_table(file: Path, grid: str) -> None:
    header = [cell.strip() for cell in grid.strip().splitlines()[0].split("|")]
    lines = [",".join(header), *(",".join(value or "" for value in row.values()) for row in rows(grid))]
    file.write_text("\n".join(lines) + "\n", "utf-8")

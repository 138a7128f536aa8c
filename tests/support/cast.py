"""A school small enough to know by heart, with somebody in every role; a second school has the same ids.

Bronė moved from 5a to 6a at the end of September, Cirilas left the school, Zita stood in for Ona on 6 October.
"""

from pathlib import Path

from support.exports import write_table

SCHOOL, OTHER = "liepa", "klevas"
TABLES = {
    "terms": """
        term_id | school_year | kind | name  | starts_on  | ends_on
        y       | 2026-2027   | year | Metai | 2026-09-01 | 2027-06-10
    """,
    "staff": """
        staff_id | first_name | last_name | roles             | methodical_group
        rasa     | Rasa       | Rasaitė   | class_head        | Kalbos
        jonas    | Jonas      | Jonaitis  | class_head        |
        ona      | Ona        | Onaitė    | subject_teacher   | Tikslieji
        zita     | Zita       | Zitaitė   | subject_teacher   |
        vida     | Vida       | Vidaitė   | preschool_teacher |
        tadas    | Tadas      | Tadaitis  | after_school_tutor |
    """,
    "classes": """
        class_id | school_year | name | grade_level | kind      | homeroom_staff_id
        5a       | 2026-2027   | 5a   | 5           | general   | rasa
        6a       | 2026-2027   | 6a   | 6           | general   | jonas
        8a       | 2026-2027   | 8a   | 8           | general   |
        5x       | 2025-2026   | 5x   | 5           | general   | rasa
        pr       | 2026-2027   | pr   | 0           | preschool | vida
    """,
    "pupils": """
        pupil_id | first_name | last_name  | email         | registry_id
        ada      | Ada        | Adaitė     | ada@a.example | 1
        brone    | Bronė      | Bronaitė   | b@a.example   | 2
        cirilas  | Cirilas    | Cirilaitis | c@a.example   | 3
        dovas    | Dovas      | Dovaitis   | d@a.example   | 4
        elze     | Elzė       | Elzaitė    | e@a.example   | 5
        fausta   | Fausta     | Faustaitė  | f@a.example   | 6
    """,
    "enrolments": """
        pupil_id | class_id | enrolled_on | left_on
        ada      | 5a       | 2026-09-01  |
        brone    | 5a       | 2026-09-01  | 2026-09-30
        brone    | 6a       | 2026-10-01  |
        cirilas  | 5a       | 2026-09-01  | 2026-10-05
        dovas    | 6a       | 2026-09-01  |
        elze     | 8a       | 2026-09-01  |
        fausta   | pr       | 2026-09-01  |
    """,
    "pupil_flags": """
        pupil_id | kind       | since      | until      | detail
        ada      | support    | 2026-09-01 |            | Psichologas; soc. pedagogė
        dovas    | support    | 2026-09-15 |            | logopedas
        dovas    | support    | 2026-09-01 | 2026-09-14 | specialusis pedagogas
        elze     | risk_group | 2026-09-01 |            |
    """,
    "guardians": """
        guardian_id | pupil_id | first_name | last_name | email
        gita        | ada      | Gita       | Gitaitė   | g@a.example
        gita        | dovas    | Gita       | Gitaitė   | g@a.example
        benas       | brone    | Benas      | Benaitis  | n@a.example
    """,
    "subjects": """
        subject_id | name       | methodical_group
        mat        | Matematika | Tikslieji
        lie        | Lietuvių   | Kalbos
    """,
    "groups": """
        group_id | school_year | name      | kind         | subject_id | class_id | staff_id | assessment
        m5       | 2026-2027   | 5a mat    | formal       | mat        | 5a       | ona      | points
        l5       | 2026-2027   | 5a lie    | formal       | lie        | 5a       | rasa     | points
        m6       | 2026-2027   | 6a mat    | formal       | mat        | 6a       | ona      | points
        m8       | 2026-2027   | 8a mat    | formal       | mat        | 8a       |          | points
        choir    | 2026-2027   | Choras    | informal     |            |          | zita     | none
        vdm      | 2026-2027   | VDM       | after_school |            |          | tadas    | none
        pr       | 2026-2027   | Boružėlės | preschool    |            | pr       | vida     | none
    """,
    "group_members": """
        group_id | pupil_id | joined_on  | left_on
        m5       | ada      |            |
        m5       | brone    |            | 2026-09-30
        m5       | cirilas  |            |
        l5       | ada      |            |
        m6       | brone    | 2026-10-01 |
        m6       | dovas    |            |
        m8       | elze     |            |
        choir    | ada      |            |
        choir    | dovas    |            |
        vdm      | ada      |            |
        pr       | fausta   |            |
    """,
    "timetable": """
        group_id | weekday | lesson_no | valid_from | valid_to   | staff_id
        m5       | 2       | 1         | 2026-09-01 |            | ona
        m6       | 2       | 2         | 2026-09-01 |            | ona
        choir    | 3       | 8         | 2026-09-01 |            | zita
    """,
    "lessons": """
        lesson_id | group_id | held_on    | lesson_no | staff_id | topic     | filled_at
        n1        | m5       | 2026-09-08 | 1         | ona      | Trupmenos | 2026-09-08 18:00
        n2        | m6       | 2026-10-13 | 1         | ona      | Trupmenos | 2026-10-13 18:00
        n3        | m8       | 2026-10-13 | 2         |          | Šaknys    | 2026-10-13 18:00
        n4        | m5       | 2026-10-06 | 1         | zita     | Trupmenos | 2026-10-06 18:00
        n5        | choir    | 2026-10-07 | 8         | zita     | Dainos    | 2026-10-07 18:00
        n6        | pr       | 2026-10-07 | 0         | vida     | Lapai     | 2026-10-07 18:00
    """,
    "substitutions": """
        held_on    | group_id | lesson_no | staff_id | reason
        2026-10-06 | m5       | 1         | zita     | liga
    """,
    "attendance": """
        lesson_id | pupil_id | mark   | reason  | status
        n1        | ada      | absent | illness | justified
        n1        | brone    | late   |         |
        n2        | dovas    | absent | family  | unjustified
        n3        | elze     | absent | illness | justified
        n4        | ada      | absent | family  | justified
        n5        | dovas    | absent | other   | open
        n6        | fausta   | absent | family  | justified
    """,
    "grades": """
        grade_id | pupil_id | group_id | given_on   | value | kind
        a1       | ada      | m5       | 2026-09-08 | 9     | ordinary
        a2       | ada      | l5       | 2026-09-09 | 8     | ordinary
        b1       | brone    | m5       | 2026-09-08 | 7     | ordinary
        b2       | brone    | m6       | 2026-10-13 | 6     | ordinary
        c1       | cirilas  | m5       | 2026-09-08 | 5     | ordinary
        d1       | dovas    | m6       | 2026-10-13 | 4     | ordinary
        e1       | elze     | m8       | 2026-10-13 | 10    | ordinary
    """,
    "remarks": """
        remark_id | pupil_id | staff_id | written_on | kind   | text
        ra        | ada      | ona      | 2026-09-08 | praise | Ada padėjo Dovui
        rb        | brone    | ona      | 2026-09-08 | remark | Bronė vėlavo
        rd        | dovas    | zita     | 2026-10-07 | remark | Dovas pabėgo
        re        | elze     | ona      | 2026-10-07 | praise | Elzė laimėjo
    """,
    "accounts": """
        account_id | person_kind | person_id | created_at
        u1         | pupil       | ada       | 2026-09-01 08:00
        u2         | guardian    | gita      | 2026-09-01 08:00
        u3         | guardian    | benas     | 2026-09-01 08:00
        u4         | staff       | ona       | 2026-09-01 08:00
    """,
    "logins": """
        account_id | logged_in_at
        u1         | 2026-09-02 08:00
        u2         | 2026-09-02 08:00
        u3         | 2026-09-02 08:00
        u4         | 2026-09-02 08:00
    """,
}


def write(folder: Path) -> list[Path]:
    """Both schools as exports, which differ in nothing but their names."""
    for school in (SCHOOL, OTHER):
        (folder / school).mkdir(parents=True)
        tables = TABLES | {
            "schools": f"""
                school_id | name           | policy
                {school}  | Mokykla {school} | kedainiai-senamiestis
            """
        }
        for name, grid in tables.items():
            write_table(folder / school / f"{name}.csv", grid)
    return [folder / SCHOOL, folder / OTHER]

/* +++
title  = "Grade outside the scale"
fault  = "The value of a grade or term grade is none that the scale has."
why    = "A grade that means nothing counts in no average, no success rate and no report."
remedy = "Correct the value: 1–10, įsk, nsk, atl, neat, pp, np, or a level a, pg, pt, s, npt; IN or PR may follow."

[needs]
grades      = []
term_grades = []

[lt]
title  = "Įvertinimas ne iš skalės"
fault  = "Įvertinimo ar laikotarpio įvertinimo reikšmės skalėje nėra."
why    = "Nieko nereiškiantis įvertinimas nepatenka nei į vidurkį, nei į pažangumą, nei į ataskaitas."
remedy = "Ištaisykite reikšmę: 1–10, įsk, nsk, atl, neat, pp, np arba lygis a, pg, pt, s, npt; gale gali būti IN ar PR."
+++ */
with given as (
    select
        school_id,
        'grades' as table_name,
        grade_id as subject_id,
        given_on as day,
        class_id,
        group_id,
        pupil_id,
        owner_id as staff_id,
        value
    from core.grades
    union all
    select
        grades.school_id,
        'term_grades' as table_name,
        concat_ws('|', grades.pupil_id, grades.group_id, grades.term_id) as subject_id,
        terms.ends_on as day,
        groups.class_id,
        grades.group_id,
        grades.pupil_id,
        coalesce(grades.entered_by, groups.staff_id) as staff_id,
        grades.value
    from core.term_grades as grades
    left join core.terms as terms
        on grades.school_id = terms.school_id
        and grades.term_id = terms.term_id
    left join core.groups as groups
        on grades.school_id = groups.school_id
        and grades.group_id = groups.group_id
)

select
    school_id,
    table_name,
    subject_id,
    day as on_date,
    class_id,
    group_id,
    pupil_id,
    staff_id,
    value as detail,
    plain_grade(value) is null as is_faulty
from given
where not is_blank(value)

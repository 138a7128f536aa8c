/* +++
title  = "Two term grades in one subject"
fault  = "A pupil has more than one grade of a subject in one term, such as points and a pass."
why    = "The report shows one of them, the average counts the other."
remedy = "Keep the grade that is right, and delete the other."

[needs]
term_grades = ["groups"]

[lt]
title  = "Du vieno dalyko laikotarpio įvertinimai"
fault  = "Mokinys turi daugiau negu vieną dalyko laikotarpio įvertinimą, pavyzdžiui, balą ir „įsk“."
why    = "Ataskaitoje rodomas vienas, o į vidurkį įskaičiuojamas kitas."
remedy = "Palikite teisingą įvertinimą, o kitą ištrinkite."
+++ */
with grades as (
    select
        grades.school_id,
        grades.pupil_id,
        groups.subject_id,
        grades.term_id,
        grades.group_id,
        grades.value,
        groups.class_id,
        coalesce(grades.entered_by, groups.staff_id) as staff_id
    from core.term_grades as grades
    inner join core.groups as groups
        on grades.school_id = groups.school_id
        and grades.group_id = groups.group_id
    where groups.subject_id is not null and not is_blank(grades.value)
),

subjects as (
    select
        school_id,
        pupil_id,
        subject_id,
        term_id,
        max(class_id) as class_id,
        max(group_id) as group_id,
        max(staff_id) as staff_id,
        string_agg(concat(value, ' (', group_id, ')'), ', ' order by group_id) as detail,
        count(*) as times
    from grades
    group by
        school_id,
        pupil_id,
        subject_id,
        term_id
)

select
    subjects.school_id,
    'term_grades' as table_name,
    concat_ws('|', subjects.pupil_id, subjects.subject_id, subjects.term_id) as subject_id,
    terms.ends_on as on_date,
    subjects.class_id,
    subjects.group_id,
    subjects.pupil_id,
    subjects.staff_id,
    subjects.detail,
    subjects.times > 1 as is_faulty
from subjects
left join core.terms as terms
    on subjects.school_id = terms.school_id
    and subjects.term_id = terms.term_id

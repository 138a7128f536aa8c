/* +++
title  = "Lesson recorded twice"
fault  = "One lesson of a group, by day and number, is recorded more than once."
why    = "Attendance and grades are split between the records, and lessons are counted twice."
remedy = "Move what was entered into one of the records, and delete the others."

[needs]
lessons = []

[lt]
title  = "Pamoka įrašyta kelis kartus"
fault  = "Ta pati grupės pamoka (diena ir pamokos numeris) įrašyta daugiau negu kartą."
why    = "Lankomumas ir įvertinimai pasiskirsto tarp įrašų, o pamokos suskaičiuojamos dukart."
remedy = "Perkelkite duomenis į vieną įrašą, o kitus ištrinkite."
+++ */
with lessons as (
    select * from core.lessons
    where group_id is not null and held_on is not null and lesson_no is not null
)

select
    school_id,
    'lessons' as table_name,
    concat_ws('|', group_id, held_on, lesson_no) as subject_id,
    held_on as on_date,
    any_value(class_id) as class_id,
    group_id,
    null as pupil_id,
    min(owner_id) as staff_id,
    string_agg(lesson_id, ', ' order by lesson_id) as detail,
    count(*) > 1 as is_faulty
from lessons
group by
    school_id,
    group_id,
    held_on,
    lesson_no

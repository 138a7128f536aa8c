/* +++
title  = "Graded and absent in one lesson"
fault  = "A pupil has a grade for work in a lesson and is marked absent from the same lesson."
why    = "One of the two is not true, and the pupil or the parents will ask which."
remedy = "Take back the absence, or date the grade to the day the pupil wrote the work."

[needs]
grades = ["grades.lesson_id", "attendance", "lessons"]

[lt]
title  = "Įvertintas pamokoje, kurioje nedalyvavo"
fault  = "Mokinys turi tos pačios pamokos įvertinimą ir žymą, kad joje nedalyvavo."
why    = "Vienas iš dviejų įrašų neteisingas, ir mokinys ar jo tėvai paklaus, kuris."
remedy = "Panaikinkite praleistos pamokos žymą arba įvertinimui nurodykite dieną, kurią darbas rašytas."
+++ */
with grades as (
    select * from core.grades
    where lesson_id is not null
),

absences as (
    select * from core.attendance
    where mark = 'absent'
)

select
    grades.school_id,
    'grades' as table_name,
    grades.grade_id as subject_id,
    grades.given_on as on_date,
    grades.class_id,
    grades.group_id,
    grades.pupil_id,
    grades.owner_id as staff_id,
    grades.lesson_id as detail,
    -- a grade of a later day was written later, for that lesson's work
    absences.pupil_id is not null and coalesce(grades.given_on = absences.held_on, true) as is_faulty
from grades
left join absences
    on grades.school_id = absences.school_id
    and grades.lesson_id = absences.lesson_id
    and grades.pupil_id = absences.pupil_id

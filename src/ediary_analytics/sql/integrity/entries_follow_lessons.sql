/* +++
title  = "Entered before the lesson"
fault  = "A lesson, an attendance mark or a grade was entered before the day it is of."
why    = "Nobody knows on the day before who will be absent: the entry was invented, or one of the dates is wrong."
remedy = "Check the day of the lesson or grade, and what was entered, with the teacher."

[needs]
lessons    = ["lessons.filled_at"]
attendance = ["attendance.recorded_at", "lessons"]
grades     = ["grades.entered_at"]

[lt]
title  = "Įvesta dar neįvykus pamokai"
fault  = "Pamoka, lankomumo žyma ar įvertinimas įvesti anksčiau už dieną, kuriai jie skirti."
why    = "Iš vakaro niekas nežino, kas nedalyvaus pamokoje: įrašas išgalvotas arba klaidinga viena iš datų."
remedy = "Su mokytoju patikrinkite pamokos ar įvertinimo datą ir tai, kas įvesta."
+++ */
with entries as (
    -- that a lesson will not be held is an announcement, and may well be made ahead
    select
        school_id,
        'lessons' as table_name,
        lesson_id as subject_id,
        held_on as day,
        filled_at as entered_at,
        class_id,
        group_id,
        null as pupil_id,
        owner_id as staff_id
    from core.lessons
    where is_held
    union all
    select
        school_id,
        'attendance' as table_name,
        concat_ws('|', lesson_id, pupil_id, mark) as subject_id,
        held_on as day,
        recorded_at as entered_at,
        class_id,
        group_id,
        pupil_id,
        owner_id as staff_id
    from core.attendance
    union all
    select
        school_id,
        'grades' as table_name,
        grade_id as subject_id,
        given_on as day,
        entered_at,
        class_id,
        group_id,
        pupil_id,
        owner_id as staff_id
    from core.grades
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
    entered_at::varchar as detail,
    entered_at < day as is_faulty
from entries
where day is not null and entered_at is not null

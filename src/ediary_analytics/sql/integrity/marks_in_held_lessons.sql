/* +++
title  = "Absent from a lesson that was not held"
fault  = "An absence or lateness is marked in a lesson that was not held."
why    = "Nobody can miss what did not take place; the parents are asked to explain it all the same."
remedy = "Remove the mark, or the reason why the lesson was not held."

[needs]
attendance = ["lessons"]

[lt]
title  = "Praleista neįvykusi pamoka"
fault  = "Praleidimas ar vėlavimas pažymėtas pamokoje, kuri neįvyko."
why    = "Negalima praleisti to, ko nebuvo, tačiau iš tėvų vis tiek laukiama pateisinimo."
remedy = "Panaikinkite žymą arba nurodytą priežastį, kodėl pamoka neįvyko."
+++ */
with lessons as (
    select * from core.lessons
),

held as (
    select * from lessons
    where is_held
),

-- recorded twice, an hour is held when one of the records says so
unheld as (
    select lessons.*
    from lessons
    anti join held
        on lessons.school_id = held.school_id
        and lessons.group_id = held.group_id
        and lessons.held_on = held.held_on
        and lessons.lesson_no = held.lesson_no
    where not lessons.is_held
)

select
    attendance.school_id,
    'attendance' as table_name,
    concat_ws('|', attendance.lesson_id, attendance.pupil_id, attendance.mark) as subject_id,
    attendance.held_on as on_date,
    attendance.class_id,
    attendance.group_id,
    attendance.pupil_id,
    attendance.owner_id as staff_id,
    unheld.not_held_reason as detail,
    unheld.lesson_id is not null as is_faulty
from core.attendance as attendance
left join unheld
    on attendance.school_id = unheld.school_id
    and attendance.lesson_id = unheld.lesson_id
where attendance.held_on is not null

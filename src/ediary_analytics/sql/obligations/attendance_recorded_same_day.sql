/* +++
title    = "Attendance recorded the same day"
duty     = "Absent, late and early leaving pupils are marked on the day of the lesson."
remedy   = "Mark attendance during the lesson; what is late cannot be undone, agree on how to do it in time."
why      = "The class head and the parents can only act on an absence that they see on its day."
owner    = "teacher"
severity = "critical"
needs    = ["attendance.recorded_at", "lessons", "groups"]
detail   = "word"

[lt]
title  = "Lankomumas pažymėtas tą pačią dieną"
duty   = "Neatvykę, pavėlavę ir anksčiau išėję mokiniai pažymimi pamokos dieną."
remedy = "Lankomumą žymėkite per pamoką; pavėluoto įrašo atitaisyti negalima, susitarkite, kaip spėti laiku."
why    = "Klasės vadovas ir tėvai gali reaguoti tik į tą praleistą pamoką, kurią mato tą pačią dieną."

[settings]
due_time = 23:59:59
+++ */
with marks as (
    select * from core.attendance
    where group_kind is distinct from 'preschool'
)

select
    school_id,
    concat_ws('|', lesson_id, pupil_id, mark) as subject_id,
    held_on as on_date,
    owner_id,
    class_id,
    group_id,
    pupil_id,
    held_on + $due_time as due_at,
    recorded_at as done_at,
    mark as detail
from marks

/* +++
title    = "Kindergarten absence justified within the month"
duty     = "By the last day of the month the documents that justify a child's missed days are entered."
remedy   = "Enter the document that justifies the day; what is late cannot be undone, remind the parents in time."
why      = "A day justified after the month's end is already in the parents' bill."
owner    = "group_staff"
severity = "warning"
needs    = ["attendance.status", "attendance.decided_at", "lessons", "groups"]
detail   = "word"

[lt]
title  = "Darželyje praleista diena pateisinta tą patį mėnesį"
duty   = "Iki paskutinės mėnesio dienos įvedami vaiko praleistų dienų pateisinimo dokumentų duomenys."
remedy = "Įveskite dieną pateisinantį dokumentą; pavėluoto įrašo atitaisyti negalima, tėvams priminkite laiku."
why    = "Mėnesiui pasibaigus pateisinta diena jau įskaičiuota į tėvų mokestį."
+++ */
with absences as (
    select * from core.attendance
    where mark = 'absent' and status = 'justified' and group_kind = 'preschool'
)

select
    absences.school_id,
    concat_ws('|', absences.lesson_id, absences.pupil_id, absences.mark) as subject_id,
    absences.held_on as on_date,
    groups.staff_id as owner_id,
    absences.class_id,
    absences.group_id,
    absences.pupil_id,
    end_of_day(last_day(absences.held_on)) as due_at,
    absences.decided_at as done_at,
    absences.reason as detail
from absences
left join core.groups as groups
    on absences.school_id = groups.school_id
    and absences.group_id = groups.group_id

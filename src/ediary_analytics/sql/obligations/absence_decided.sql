/* +++
title    = "Absence decided after the month's end"
duty     = "Within five working days of the month's end every absence is justified or unjustified."
remedy   = "Ask the parents for the reason, then decide: justified or unjustified."
why      = "Undecided absences hide pupils who need help, and spoil the month's statistics."
owner    = "class_head"
severity = "critical"
needs    = ["attendance.decided_at", "lessons", "groups"]
detail   = "word"

[lt]
title  = "Dėl praleistos pamokos apsispręsta"
duty   = "Per penkias darbo dienas mėnesiui pasibaigus kiekviena praleista pamoka yra pateisinta arba nepateisinta."
remedy = "Sužinokite iš tėvų priežastį ir apsispręskite: pateisinta ar nepateisinta."
why    = "Neapsispręsta praleista pamoka slepia mokinį, kuriam reikia pagalbos, ir iškreipia mėnesio statistiką."

[settings]
days = 5
+++ */
with absences as (
    select * from core.attendance
    where mark = 'absent' and group_kind is distinct from 'preschool'
),

-- once for each day, and not for each absence
deadlines as (
    select
        day,
        end_of_day(working_day_after(last_day(day), $days)) as due_at
    from core.calendar
)

select
    absences.school_id,
    concat_ws('|', absences.lesson_id, absences.pupil_id, absences.mark) as subject_id,
    absences.held_on as on_date,
    absences.class_head_id as owner_id,
    absences.class_id,
    absences.group_id,
    absences.pupil_id,
    deadlines.due_at,
    case when absences.status in ('justified', 'unjustified') then absences.decided_at end as done_at,
    absences.reason as detail
from absences
left join deadlines on absences.held_on = deadlines.day

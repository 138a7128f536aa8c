/* +++
title    = "Absence decided after the month's end"
duty     = "Within five working days of the month's end every absence is justified or unjustified."
remedy   = "Ask the parents for the reason, then decide: justified or unjustified."
why      = "Undecided absences hide pupils who need help, and spoil the month's statistics."
owner    = "class_head"
severity = "critical"
needs    = ["attendance.decided_at", "lessons", "groups"]

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
)

select
    school_id,
    concat_ws('|', lesson_id, pupil_id, mark) as subject_id,
    held_on as on_date,
    class_head_id as owner_id,
    class_id,
    group_id,
    pupil_id,
    end_of_day(working_day_after(last_day(held_on), $days)) as due_at,
    case when status in ('justified', 'unjustified') then decided_at end as done_at,
    reason as detail
from absences

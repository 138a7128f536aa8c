/* +++
title    = "Absence justified within two working days"
duty     = "When the parents' word has arrived, the class head enters it within two working days."
remedy   = "Enter the reason and the decision for the absence."
why      = "Parents who explained an absence should not see it as unjustified."
owner    = "class_head"
severity = "warning"
needs    = ["attendance.explained_at", "attendance.decided_at", "lessons", "groups"]
detail   = "lesson_of"

[lt]
title  = "Praleista pamoka pateisinta per dvi darbo dienas"
duty   = "Gavęs tėvų pranešimą, klasės vadovas per dvi darbo dienas įveda jį į dienyną."
remedy = "Įveskite praleistos pamokos priežastį ir sprendimą."
why    = "Tėvai, paaiškinę, kodėl vaiko nebuvo, neturėtų matyti nepateisintos pamokos."

[settings]
days = 2
+++ */
with explained as (
    select
        *,
        explained_at::date as explained_on
    from core.attendance
    where
        mark = 'absent'
        and explained_at is not null
        and group_kind is distinct from 'preschool'
)

select
    explained.school_id,
    concat_ws('|', explained.lesson_id, explained.pupil_id, explained.mark) as subject_id,
    explained.explained_on as on_date,
    explained.explained_class_head_id as owner_id,
    explained.explained_class_id as class_id,
    explained.group_id,
    explained.pupil_id,
    deadlines.due_at,
    explained.decided_at as done_at,
    explained.held_on::varchar as detail
from explained
left join deadlines($days) as deadlines on explained.explained_on = deadlines.day

/* +++
title    = "Absence justified within two working days"
duty     = "When the parents' word has arrived, the class head enters it within two working days."
remedy   = "Enter the reason and the decision for the absence."
why      = "Parents who explained an absence should not see it as unjustified."
owner    = "class_head"
severity = "warning"
needs    = ["attendance.explained_at", "attendance.decided_at", "lessons", "groups"]

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
    school_id,
    concat_ws('|', lesson_id, pupil_id, mark) as subject_id,
    explained_on as on_date,
    explained_class_head_id as owner_id,
    explained_class_id as class_id,
    group_id,
    pupil_id,
    end_of_day(working_day_after(explained_on, $days)) as due_at,
    decided_at as done_at,
    held_on::varchar as detail
from explained

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
        attendance.*,
        attendance.explained_at::date as explained_on,
        coalesce(pupil_classes.class_id, attendance.group_class_id) as head_class_id
    from core.attendance as attendance
    left join core.pupil_classes as pupil_classes
        on attendance.school_id = pupil_classes.school_id
        and attendance.pupil_id = pupil_classes.pupil_id
        and attendance.explained_at::date between pupil_classes.since and pupil_classes.until
    where
        attendance.mark = 'absent'
        and attendance.explained_at is not null
        and attendance.group_kind is distinct from 'preschool'
)

select
    explained.school_id,
    concat_ws('|', explained.lesson_id, explained.pupil_id, explained.mark) as subject_id,
    explained.explained_on as on_date,
    classes.homeroom_staff_id as owner_id,
    explained.head_class_id as class_id,
    explained.group_id,
    explained.pupil_id,
    end_of_day(working_day_after(explained.explained_on, $days)) as due_at,
    explained.decided_at as done_at,
    explained.held_on::varchar as detail
from explained
left join core.classes as classes
    on explained.school_id = classes.school_id
    and explained.head_class_id = classes.class_id
